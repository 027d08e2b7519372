"""The vocabulary and the shapes as pages."""
