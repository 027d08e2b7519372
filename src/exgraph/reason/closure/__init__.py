"""The closure of facts under rules: all that follows, in passes over tables and arrays of numbers."""
