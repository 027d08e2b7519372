"""Other reasoners, to compare with. Their packages are the extra `oracles`, so they are imported where asked for."""
