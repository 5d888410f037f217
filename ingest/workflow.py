"""The workflow DBOS runs (quy trình): one per item and attempt. Registered by name once, served by whichever engine is
at work in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dbos import DBOS

from ingest.passing import Stopping
from ingest.queue import WORKFLOW
from ingest.work import Workshop, take_item

_MOST_RECOVERIES = 100


class Bench:
    """The workshop of the engine at work, and how many items are on it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._shop: Workshop | None = None
        self._done: Callable[[], None] = lambda: None
        self._busy = 0

    def open(self, shop: Workshop, done: Callable[[], None]) -> None:
        """Work arrives from now on; `done` is called after each item."""
        with self._changed:
            if self._shop is not None:
                raise RuntimeError("another engine is at work in this process")
            self._shop, self._done = shop, done

    def close(self, grace: float) -> bool:
        """Take no more, and wait up to `grace` seconds for what is on it; whether it is empty."""
        with self._changed:
            self._shop = None
            return self._changed.wait_for(lambda: self._busy == 0, grace)

    @contextmanager
    def turn(self) -> Iterator[Workshop]:
        """The workshop, for one item; Stopping where there is none."""
        with self._changed:
            shop, done = self._shop, self._done
            if shop is None:
                raise Stopping
            self._busy += 1
        try:
            yield shop
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify_all()
            done()


bench = Bench()


@DBOS.workflow(name=WORKFLOW, max_recovery_attempts=_MOST_RECOVERIES)
def run_item(item_id: str, scan: bool = False) -> str:
    """Read and file one item; what became of it. `scan`: taken from among those that need OCR."""
    with bench.turn() as shop:
        filing = take_item(shop, item_id, scan)
        return filing.outcome if filing else "nothing to do"
