"""The addresses that programs ask: queries, graphs, reconciliation, features, what there is, how the server is."""
