"""How pages are made: who asks for one, its template, its scripts, the address that has none."""
