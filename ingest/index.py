"""Keeping the search index up (lập chỉ mục): in batches, a moment after the filing, never for each item."""

from __future__ import annotations

import logging
import threading
import time

from corpus.corpus import Corpus
from ingest.passing import passes

log = logging.getLogger(__name__)

_EVERY = 1.0
_REST = 10
"""Times as long as a catch-up took, so that on a busy machine it never takes more than a tenth of it."""


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
        pause = _EVERY
        while not stopping.wait(pause):
            began = time.monotonic()
            self._catch_up()
            pause = max(_EVERY, _REST * (time.monotonic() - began))
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
