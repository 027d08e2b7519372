"""The data set: what it says of itself, its files, its addresses, how it is used."""
