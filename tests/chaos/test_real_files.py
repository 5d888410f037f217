"""A storm over real files, read by the real reader: letters as text, PDF, DOCX and scans, signed letters, archives,
envelopes, locked, broken and empty ones.

On PostgreSQL the server itself is killed as well.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from pathlib import Path

import docx
import pikepdf
import pytest

from corpus.corpus import open_corpus
from tests.chaos.reckoning import all_items, check_events, check_litter, check_originals, check_register
from tests.chaos.storm import Storm
from tests.compose.archive import zip_of
from tests.compose.layout import compose_pdf
from tests.compose.many import as_text, draft_letters
from tests.compose.postgres import Cluster, own_cluster
from tests.compose.scan import scan
from tests.ingest.test_edxml import attachment, envelope
from tests.signatures.pki import make_pki, sign_pdf

pytestmark = pytest.mark.slow
TEXTS, PDFS, SIGNED, DOCX, SCANS, ARCHIVES, ENVELOPES, TWINS, BAD = 600, 160, 30, 20, 12, 20, 20, 50, 30
IN_ARCHIVE = 3
PATIENCE = 1500.0


def test_on_sqlite(tmp_path: Path) -> None:
    """Everything but the disk is killed."""
    _weather(f"sqlite:///{tmp_path}/vanthu.db", f"sqlite:///{tmp_path}/queue.db", tmp_path, None)


@pytest.mark.postgres
def test_on_postgres(tmp_path: Path) -> None:
    """The server of the database is killed, too."""
    with own_cluster() as cluster:
        _weather(cluster.url, cluster.url, tmp_path, cluster)


def _weather(database: str, queue: str, folder: Path, cluster: Cluster | None) -> None:
    files = dict(_files())
    (folder / "files").mkdir()
    for name, data in files.items():
        (folder / "files" / name).write_bytes(data)
    with _storm(database, queue, folder, cluster) as (storm, batch_id):
        with open_corpus(database, storm.told["originals"]) as corpus:
            storm.rage(corpus, batch_id, PATIENCE)
        assert storm.kills.total() >= 10
        assert storm.processes() == []
        with open_corpus(database, storm.told["originals"]) as corpus:
            storm.retry(corpus, batch_id, PATIENCE)
            items = all_items(corpus, batch_id)
            assert Counter(item.state for item in items) == EXPECTED
            assert Counter(item.problem.type for item in items if item.problem) == PROBLEMS
            check_register(corpus, EXPECTED["registered"])
            check_originals(corpus, [*files.values(), *(data for name, data in _members()), *_enclosed()])
            check_events(corpus, len(items))
            assert corpus.check().faults == ()
    check_litter(folder)


@contextmanager
def _storm(database: str, queue: str, folder: Path, cluster: Cluster | None) -> Iterator[tuple[Storm, str]]:
    told = {
        "database": database,
        "queue": queue,
        "originals": str(folder / "originals"),
        "folder": str(folder),
        "files": str(folder / "files"),
        "log": str(folder / "service.log"),
        "reader": "ingest.read:read_file",
        "seconds": "60",
        "megabytes": "1024",
        "ocr": "yes",
    }
    with open_corpus(database, told["originals"]) as corpus:
        told["batch"] = corpus.create_batch("chaos", "ingest").id
    storm = Storm(told, f"real-{folder.name}-{os.getpid()}", cluster=cluster)
    try:
        yield storm, told["batch"]
    finally:
        storm.end()


EXPECTED = {
    "registered": TEXTS + PDFS + SIGNED + DOCX + SCANS + ARCHIVES * IN_ARCHIVE + ENVELOPES,
    "duplicate": TWINS,
    "returned": 3 * BAD,
    "expanded": ARCHIVES + ENVELOPES,
}
PROBLEMS = {"unsupported_type": BAD, "damaged": BAD, "encrypted": BAD}
"""Of the files themselves: what the storm made look bad was read in peace."""


def _files() -> Iterator[tuple[str, bytes]]:
    """In an order that mixes them."""
    found = [*_letters(), *_papers(), *_archives(), *_envelopes(), *_bad()]
    random.Random(5).shuffle(found)
    for position, (name, data) in enumerate(found):
        yield f"{position:05}-{name}", data


def _letters() -> Iterator[tuple[str, bytes]]:
    drafts = draft_letters(TEXTS + PDFS + SIGNED, seed=21)
    for number, letter in enumerate(islice(drafts, TEXTS)):
        yield f"cong-van-{number}.txt", as_text(letter).encode()
        if number < TWINS:
            yield f"nhu-tren-{number}.txt", as_text(letter).encode()
    for number, letter in enumerate(islice(drafts, PDFS)):
        yield f"cong-van-{number}.pdf", compose_pdf(letter)
    signer = make_pki("Chaos").issue("Ngô Văn Thạch")
    for number, letter in enumerate(drafts):
        yield f"ky-so-{number}.pdf", sign_pdf(compose_pdf(letter), signer, at=datetime(2026, 3, 2, tzinfo=UTC))


def _papers() -> Iterator[tuple[str, bytes]]:
    drafts = draft_letters(DOCX + SCANS, seed=24)
    for number, letter in enumerate(islice(drafts, DOCX)):
        yield f"soan-thao-{number}.docx", _docx(as_text(letter))
    for number, letter in enumerate(drafts):
        yield f"ban-quet-{number}.pdf", scan(compose_pdf(letter), seed=number)


def _docx(text: str) -> bytes:
    out, document = BytesIO(), docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _enclosed() -> Iterator[bytes]:
    for letter in draft_letters(ENVELOPES, seed=25):
        yield as_text(letter).encode()


def _envelopes() -> Iterator[tuple[str, bytes]]:
    for number, data in enumerate(_enclosed()):
        yield f"truc-{number}.edxml", envelope(attachment(f"cong-van-{number}.txt", data))


def _members() -> Iterator[tuple[str, bytes]]:
    for number, letter in enumerate(draft_letters(ARCHIVES * IN_ARCHIVE, seed=22)):
        yield f"kem-theo-{number}.txt", as_text(letter).encode() + b"\n"


def _archives() -> Iterator[tuple[str, bytes]]:
    members = _members()
    for number in range(ARCHIVES):
        yield f"lo-{number}.zip", zip_of(dict(islice(members, IN_ARCHIVE)))


def _bad() -> Iterator[tuple[str, bytes]]:
    noise = random.Random(6)
    for number, letter in enumerate(draft_letters(BAD, seed=23)):
        yield f"khong-phai-{number}.pdf", noise.randbytes(2000)
        yield f"rong-{number}.pdf", b"%PDF-1.7\n%" + str(number).encode()
        yield f"khoa-{number}.pdf", _locked(compose_pdf(letter))


def _locked(data: bytes) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="mo", owner="mo"))
    return out.getvalue()
