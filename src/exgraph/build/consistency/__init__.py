"""Whether what is told fits together: documents, tables and what follows from them, beside what the shapes look at."""
