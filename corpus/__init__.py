"""What was read, kept: originals, register, search, citation graph."""
