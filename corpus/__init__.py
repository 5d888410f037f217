"""What was read, kept: originals, register, search, citation graph. Open it with `corpus.corpus.open_corpus`."""
