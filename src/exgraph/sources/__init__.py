"""Sources: a folder each under mappings/sources, described by its source.toml, and the documents behind them."""
