"""Pages: the visitor, the template, the scripts, and what stands where an address has no page."""
