"""Archives within archives: their files are counted all depths together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.corpus import open_corpus
from ingest.intake import find_files
from ingest.options import Limits, ReadOptions
from ingest.pool import ReaderPool
from ingest.problems import ArchiveBomb
from ingest.received import check_crowd
from tests.compose.archive import zip_of

LIMITS = replace(Limits(), members=50)


def test_a_command_reads_no_more_than_the_limit(tmp_path: Path) -> None:
    """Ten archives of ten files: the first are unpacked, the others returned."""
    inner = zip_of({f"{n}.txt": b"a" for n in range(10)})
    (tmp_path / "a.zip").write_bytes(zip_of({f"{n}.zip": inner for n in range(10)}))
    options = ReadOptions(ocr=False, text=False, limits=LIMITS)
    with ReaderPool(1) as pool:
        found = Counter(
            reading.problem.type if reading.problem else None for reading in pool.map(find_files([tmp_path]), options)
        )
    assert found == {None: 1 + 4 + 40, "archive_bomb": 6}


def test_the_register_takes_no_more_than_the_limit(tmp_path: Path) -> None:
    """What came out before counts, what came out of this very item before a restart does not."""
    with open_corpus(f"sqlite:///{tmp_path / 'a.db'}", str(tmp_path / "originals"), tmp_path / "index") as corpus:
        batch = corpus.create_batch("a", "folder")
        outer = corpus.receive(batch.id, "a.zip", "a.zip", b"outer")
        first, second = (
            corpus.receive(batch.id, f"{n}.zip", f"a.zip!{n}.zip", b"inner", parent=outer.id) for n in range(2)
        )
        for n in range(30):
            corpus.receive(batch.id, f"{n}.txt", f"a.zip!0.zip!{n}.txt", b"a", parent=first.id)
        check_crowd(corpus, outer, 50, LIMITS)
        check_crowd(corpus, first, 30, LIMITS)
        check_crowd(corpus, second, 18, LIMITS)
        with pytest.raises(ArchiveBomb):
            check_crowd(corpus, second, 19, LIMITS)
