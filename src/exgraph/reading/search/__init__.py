"""What a search for names has found."""
