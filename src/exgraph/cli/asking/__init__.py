"""Commands that ask what is built: queries, explanations, files."""
