"""What a sentence tells: kinds, groups and their numbers, agreements, occasions, and the two sides."""
