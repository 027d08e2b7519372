"""What happened over the years: of a place, of two places, of a tie or a series."""
