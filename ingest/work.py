"""What is done with one item (xử lý một tệp): read in a process that may die, members received, filed.

Each step may be repeated, so a service killed anywhere in between does the whole again and nothing happens twice.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.filing import Filing
from corpus.originals import LocalOriginals
from corpus.reading import Reading, Source
from corpus.refusals import BatchClosed, OriginalMissing
from ingest import media
from ingest.beside import contents_of, lacks_content
from ingest.crew import PoolClosed, ReadersDown
from ingest.options import ReadOptions
from ingest.passing import Stopping, patiently
from ingest.pool import ReaderPool, ScansFull
from ingest.problems import Damaged, Missing, NotFiled, Refusal
from ingest.protocol import Inner
from ingest.received import check_crowd
from ingest.rejoin import find_files_signed, signatures_to_read_again
from ingest.unread import rests

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the work needs: where files are kept, who reads them, how; `submit` queues the members of a container,
    `put_off` a file among the scans."""

    corpus: Corpus
    pool: ReaderPool
    options: ReadOptions
    submit: Callable[[list[Item]], object]
    put_off: Callable[[Item], object]
    stopping: threading.Event


def take_item(shop: Workshop, item_id: str, scan: bool = False) -> Filing | None:
    """Read and file one item; None where it has its outcome already, rests with its batch, or was put off: it needs
    OCR, and was not taken from among the scans.

    Causes that pass are waited out. What does not pass and is no fault of the file's returns it as `not_filed`, to be
    tried again.
    """
    item = patiently(lambda: shop.corpus.item(item_id), shop.stopping)
    if item.state != "stored":
        _gather(shop, item.document_id if item.state == "registered" else None)
        _rejoin(shop, item_id)
        return None
    if patiently(lambda: rests(shop.corpus, item), shop.stopping):
        return None
    try:
        reading = _read(shop, item, scan)
        filing = patiently(lambda: shop.corpus.file(item_id, reading), shop.stopping)
        _gather(shop, filing.document_id if filing.outcome == "registered" else None)
        _rejoin(shop, item_id)
        return filing
    except PoolClosed as error:
        raise Stopping from error
    except ScansFull:
        patiently(lambda: shop.put_off(item), shop.stopping)
        return None
    except BatchClosed:  # cancelled meanwhile, and the item with it
        return None
    except Exception as error:
        log.exception("%s could not be filed", item_id)
        returned = _returned(item, NotFiled(f"{type(error).__name__}: {error}"[:500]))
        return patiently(lambda: shop.corpus.file(item_id, returned), shop.stopping)


def _gather(shop: Workshop, document_id: str | None) -> None:
    """The dossier of the code it shows, if it shows one; done again for an item that a killed process had filed."""
    if document_id is not None:
        patiently(lambda: shop.corpus.gather_dossier(document_id, "vanthu"), shop.stopping)


def _rejoin(shop: Workshop, item_id: str) -> None:
    """Have detached signatures read again whose file is here now; a killed process leaves them to the next start."""
    again = patiently(lambda: signatures_to_read_again(shop.corpus, item_id), shop.stopping)
    if again:
        patiently(lambda: shop.submit(again), shop.stopping)


def _read(shop: Workshop, item: Item, scan: bool) -> Reading:
    """The reading of an item, its members received; with its problem where it has none."""
    try:
        original = patiently(lambda: _original(shop.corpus, item.sha256), shop.stopping)
    except OriginalMissing:
        return _returned(item, Missing("the original is not in the store"))
    reading = _read_with(shop, item, original, (), scan)
    if lacks_content(reading):
        contents = patiently(lambda: _contents(shop.corpus, item, reading), shop.stopping)
        reading = _read_with(shop, item, original, contents, scan) if any(contents) else reading
    if reading.source.sha256 != item.sha256:
        if reading.problem is not None and not reading.source.sha256:  # it could not even be opened
            return Reading(_source(item), reading.problem)
        return _returned(item, Damaged(f"the store holds other bytes: {reading.source.sha256}"))
    if reading.members:
        try:
            patiently(lambda: check_crowd(shop.corpus, item, len(reading.members), shop.options.limits), shop.stopping)
            _receive_members(shop, item, original)
        except Refusal as refusal:
            return _returned(item, refusal)
    return reading


def _read_with(
    shop: Workshop, item: Item, original: bytes | Path, contents: tuple[bytes | Path | None, ...], scan: bool
) -> Reading:
    def read() -> Reading:
        return shop.pool.read(
            original, item.name, item.path, shop.options, urgency=item.priority, contents=contents, scan=scan
        )

    return patiently(read, shop.stopping, (ReadersDown,))


def _contents(corpus: Corpus, item: Item, reading: Reading) -> tuple[bytes | Path | None, ...]:
    """The files a detached signature signs, as far as they are here."""
    found = find_files_signed(corpus, item, contents_of(reading))
    here = (sha256 if sha256 is not None and corpus.originals.has(sha256) else None for sha256 in found)
    return tuple(None if sha256 is None else _original(corpus, sha256) for sha256 in here)


def _original(corpus: Corpus, sha256: str) -> bytes | Path:
    """A local file by its path, so that its bytes need not pass through the service."""
    originals = corpus.originals
    if not isinstance(originals, LocalOriginals):
        return originals.get(sha256)
    if not originals.has(sha256):
        raise OriginalMissing(sha256)
    return originals.path(sha256)


def _receive_members(shop: Workshop, item: Item, original: bytes | Path) -> None:
    """Before the container is filed, so that the batch never looks settled while its members are still to come."""
    received: list[Item] = []

    def take(member: Inner) -> None:
        receive = shop.corpus.receive
        received.append(
            patiently(
                lambda: receive(
                    item.batch_id, member.name, member.path, member.data, priority=item.priority, parent=item.id
                ),
                shop.stopping,
            )
        )

    shop.pool.members(original, item.name, item.path, shop.options, take)
    patiently(lambda: shop.submit(received), shop.stopping)


def _returned(item: Item, refusal: Refusal) -> Reading:
    return Reading(_source(item), refusal.problem)


def _source(item: Item) -> Source:
    return Source(item.name, item.path, item.sha256, item.bytes, media.UNKNOWN)
