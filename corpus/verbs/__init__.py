"""The verbs of the corpus, a class for each kind; `corpus.corpus.Corpus` is all of them."""
