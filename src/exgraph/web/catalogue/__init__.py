"""The data set: its descriptions, its files, its addresses for programs, how-tos."""
