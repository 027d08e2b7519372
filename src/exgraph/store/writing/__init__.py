"""Writing: what an update or a graph that is sent would change, where that belongs, and the journal that keeps it."""
