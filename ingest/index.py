"""Keeping the search index up (lập chỉ mục): in batches, a moment after the filing, never for each item."""

from __future__ import annotations

import logging
import threading

from corpus.corpus import Corpus
from ingest.passing import passes

log = logging.getLogger(__name__)

_EVERY = 1.0


class Indexer:
    """One thread; told that something was filed, it lets the index catch up, at most once a second."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._due = threading.Event()
        self._due.set()

    def wake(self) -> None:
        """Something was filed."""
        self._due.set()

    def run(self, stopping: threading.Event) -> None:
        """Until told to stop, and once more then."""
        while not stopping.wait(_EVERY):
            self._catch_up()
        self._catch_up()

    def _catch_up(self) -> None:
        if not self._due.is_set():
            return
        self._due.clear()
        try:
            self._corpus.catch_up_index()
        except Exception as error:
            self._due.set()
            if not passes(error):
                log.exception("the index could not catch up")
