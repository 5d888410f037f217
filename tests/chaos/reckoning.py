"""The reckoning after a storm (đối chiếu): register, originals and events, whatever files came in."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

from corpus.batch import Item
from corpus.corpus import Corpus

LITTER = {".alive", ".tmp", ".draft"}


def all_items(corpus: Corpus, batch_id: str) -> list[Item]:
    """Every item of the batch, page by page."""
    items: list[Item] = []
    cursor = None
    while True:
        page = corpus.items(batch_id, None, cursor, 200)
        items += page.items
        if (cursor := page.next_cursor) is None:
            return items


def check_register(corpus: Corpus, registered: int) -> None:
    """Arrival numbers without a gap."""
    numbers = []
    cursor = None
    while True:
        page = corpus.arrivals(cursor=cursor, limit=200)
        numbers += [arrival.number for arrival in page.items]
        if (cursor := page.next_cursor) is None:
            break
    assert numbers == list(range(1, registered + 1))


def check_originals(corpus: Corpus, contents: list[bytes]) -> None:
    """Exactly these originals, unchanged."""
    held = list(corpus.originals.list())
    assert set(held) == {hashlib.sha256(content).hexdigest() for content in contents}
    assert all(hashlib.sha256(corpus.originals.get(sha)).hexdigest() == sha for sha in held)


def check_events(corpus: Corpus, count: int) -> None:
    """In order without a gap; the outcome of each of so many files is told of once, and once more for each new try."""
    events = list(corpus.events(limit=100_000))
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    kinds = {"document.registered", "item.returned", "item.duplicate", "item.expanded"}
    settled = Counter(event.data["item_id"] for event in events if event.type in kinds)
    retried = Counter(event.data["item_id"] for event in events if event.type == "item.retried")
    assert len(settled) == count
    assert settled == {item_id: 1 + retried[item_id] for item_id in settled}


def check_litter(folder: Path) -> None:
    """No file of a killed process is left."""
    assert [path for path in folder.rglob("*") if "incoming" in path.name or path.suffix in LITTER] == []
