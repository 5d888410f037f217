"""Detached signatures in the register: judged with their files whichever came first, and only once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from cryptography.hazmat.primitives import hashes

from corpus.batch import Item
from corpus.corpus import Corpus, open_corpus
from corpus.filing import Filing
from ingest.options import ReadOptions
from ingest.pool import ReaderPool
from ingest.rejoin import signatures_to_read_again
from ingest.work import Workshop, take_item
from tests.compose.postgres import fresh_database
from tests.ingest.test_pairing import FIRM, OTHER, P7S, PDF, InThisProcess
from tests.signatures.bare_files import cms, detached_xml
from tests.signatures.pki import NOW


class Reads(InThisProcess):
    """The readers of one process, at a fixed moment, as the workshop calls them."""

    def read(self, *args: object, urgency: int = 0, **keywords: object) -> object:  # type: ignore[override]
        """Whatever the urgency."""
        keywords.pop("scan", None)
        return super().read(*args, now=NOW + timedelta(days=1), at=NOW, **keywords)  # type: ignore[arg-type,misc]


class Desk:
    """A workshop whose queue is a list, worked off in order."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.queue: list[Item] = []
        pool = cast(ReaderPool, Reads())
        self.shop = Workshop(
            corpus, pool, ReadOptions(ocr=False), self.queue.extend, self.queue.append, threading.Event()
        )

    def put(self, batch_id: str, **files: bytes) -> dict[str, str]:
        """Receive files and queue them; their items by name."""
        items = {name: self.corpus.receive(batch_id, name, name, data) for name, data in _named(files).items()}
        self.queue += items.values()
        return {name: item.id for name, item in items.items()}

    def work(self) -> list[Filing]:
        """Until nothing is left, at most fifty steps."""
        done = []
        for _ in range(50):
            if not self.queue:
                return done
            filing = take_item(self.shop, self.queue.pop(0).id)
            done += [filing] if filing else []
        raise AssertionError("it goes on and on")

    def integrity(self, item_id: str) -> str | None:
        """Of the document an item became; the problem of one that became none."""
        item = self.corpus.item(item_id)
        if item.document_id is None:
            return item.problem.type if item.problem else None
        return self.corpus.document(item.document_id).summary.integrity


def _named(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name.replace("__", "."): data for name, data in files.items()}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """An empty register."""
    with ExitStack() as undo:
        local = request.param == "sqlite"
        url = f"sqlite:///{tmp_path}/vanthu.db" if local else undo.enter_context(fresh_database())
        yield Desk(undo.enter_context(open_corpus(url, str(tmp_path / "originals"))))


def _batch(desk: Desk) -> str:
    return desk.corpus.create_batch("lô", "test").id


@pytest.mark.parametrize("first", ["signature", "file"])
@pytest.mark.parametrize("digest", [hashes.SHA256(), hashes.SHA384()])
def test_both_orders_in_one_batch(desk: Desk, first: str, digest: hashes.HashAlgorithm) -> None:
    """The signature is judged; the balance holds; it takes no arrival number, its file does."""
    batch = _batch(desk)
    signature = cms(FIRM, PDF, detached=True, digest=digest)
    given = {"ky__p7s": signature, "a__pdf": PDF, "b__pdf": OTHER}
    items: dict[str, str] = {}
    for name in given if first == "signature" else reversed(given):
        items |= desk.put(batch, **{name: given[name]})
        desk.work()
    assert desk.integrity(items["ky.p7s"]) == "intact"
    balance = desk.corpus.batch(batch).balance
    assert (balance.registered, balance.returned, balance.pending) == (3, 0, 0)
    documents = {found.name: found for found in desk.corpus.documents().items}
    assert documents["ky.p7s"].arrival_number is None
    assert {documents["a.pdf"].arrival_number, documents["b.pdf"].arrival_number} == {1, 2}


def test_a_file_that_comes_in_a_later_batch(desk: Desk) -> None:
    """Known by its digest, whatever it is called."""
    items = desk.put(_batch(desk), chu_ky__p7s=P7S)
    desk.work()
    assert desk.integrity(items["chu_ky.p7s"]) == "signed_file_missing"
    desk.put(_batch(desk), khac__pdf=OTHER)
    desk.work()
    assert desk.integrity(items["chu_ky.p7s"]) == "signed_file_missing"
    later = desk.put(_batch(desk), ten_moi__pdf=PDF)
    desk.work()
    assert desk.integrity(items["chu_ky.p7s"]) == "intact"
    document = desk.corpus.item(later["ten_moi.pdf"])
    (signature,) = desk.corpus.signatures_over(document.sha256)
    assert (signature.name, signature.verdict) == ("chu_ky.p7s", "passed")


def test_a_signature_of_a_file_that_cannot_be_read(desk: Desk) -> None:
    """What is signed need not be a dispatch: a drawing is returned, its signature judged."""
    drawing = b"\x00AC1032" * 9
    items = desk.put(_batch(desk), b__dwg__p7s=cms(FIRM, drawing, detached=True), b__dwg=drawing)
    desk.work()
    assert [desk.integrity(item) for item in items.values()] == ["intact", "unsupported_type"]


def test_a_changed_file_that_comes_later_is_told(desk: Desk) -> None:
    """It bears the very name, so the signature is judged against it."""
    batch = _batch(desk)
    items = desk.put(batch, a__pdf__p7s=P7S)
    desk.work()
    desk.put(batch, a__pdf=OTHER)
    desk.work()
    assert desk.integrity(items["a.pdf.p7s"]) == "broken"


def test_a_likeness_of_names_waits_for_the_batch_to_close(desk: Desk) -> None:
    """While files still come in, the only one of the stem may be the wrong one."""
    batch = _batch(desk)
    items = desk.put(batch, a__docx=OTHER, a__p7s=P7S)
    desk.work()
    assert desk.integrity(items["a.p7s"]) == "signed_file_missing"
    desk.put(batch, a__pdf=PDF)
    desk.work()
    assert desk.integrity(items["a.p7s"]) == "intact"


def test_an_xml_signature_over_two_files_waits_for_both(desk: Desk) -> None:
    """And is returned again while one is lacking."""
    batch = _batch(desk)
    items = desk.put(batch, ky__xml=detached_xml(FIRM, {"a.pdf": PDF, "b.pdf": OTHER}), a__pdf=PDF)
    desk.work()
    assert desk.integrity(items["ky.xml"]) == "signed_file_missing"
    desk.put(batch, b__pdf=OTHER)
    desk.work()
    assert desk.integrity(items["ky.xml"]) == "intact"


def test_calling_back_twice_is_calling_back_once(desk: Desk) -> None:
    """A process killed after filing does it again when it comes back; another one may have done it meanwhile."""
    batch = _batch(desk)
    items = desk.put(batch, ky__p7s=P7S)
    desk.work()
    items |= desk.put(batch, a__pdf=PDF)
    item = desk.queue.pop()
    filing = desk.corpus.file(item.id, Reads().read(PDF, "a.pdf"))  # type: ignore[arg-type]
    assert filing.outcome == "registered"
    assert take_item(desk.shop, item.id) is None  # begun anew: the outcome stands, the call is made
    (called,) = desk.queue
    assert called.id == items["ky.p7s"]
    assert signatures_to_read_again(desk.corpus, item.id) == [called]  # the same attempt, which queues as one
    desk.work()
    assert desk.integrity(items["ky.p7s"]) == "intact"
    assert signatures_to_read_again(desk.corpus, item.id) == []


def test_the_file_inside_a_cms_takes_the_number(desk: Desk) -> None:
    """`.p7m`: the signature is registered, its content an item of the same batch with the path that led there."""
    batch = _batch(desk)
    desk.put(batch, a__pdf__p7m=cms(FIRM, PDF, detached=False))
    desk.work()
    found = {item.path: desk.corpus.document(str(item.document_id)) for item in desk.corpus.items(batch).items}
    assert list(found) == ["a.pdf.p7m", "a.pdf.p7m!a.pdf"]
    assert [view.summary.arrival_number for view in found.values()] == [None, 1]
    assert found["a.pdf.p7m"].summary.integrity == "intact"
    (signature,) = desk.corpus.signatures_over(found["a.pdf.p7m!a.pdf"].summary.sha256)
    assert signature.id == found["a.pdf.p7m"].summary.id
