"""Releases over HTTP: opened to be asked, and their feed."""
