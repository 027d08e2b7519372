"""Dates as documents print them: eras, fiscal years, ranges, and where they stand in a text."""
