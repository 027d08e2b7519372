"""The order of the stages, from tables to a published version: each a function with a file at each end."""
