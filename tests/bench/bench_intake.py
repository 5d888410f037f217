"""From a folder to a searchable register: a thousand two-page dispatches, and what a second worker brings.

Measured by the clock, so run it on a machine that does nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2

from corpus.corpus import Corpus, open_corpus
from ingest.batch import follow, take_in
from ingest.engine import Engine
from ingest.intake import find_files
from ingest.pool import ReaderPool
from tests.compose.layout import compose_pdf
from tests.compose.many import draft_letters

DISPATCHES = 1000
BURNED = 100
LONGER = 4
"""Times the body of a letter, which makes it two pages."""


def main() -> None:
    """Both, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        _thousand(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        one, two = (_burn(Path(folder) / str(workers), workers) for workers in (1, 2))
    print(f"{BURNED} files of 300 ms: one worker {one:.1f} s, two {two:.1f} s, ratio {one / two:.2f}")


def _thousand(folder: Path) -> None:
    pages = _compose(folder / "files")
    vanthu = str(Path(sys.executable).with_name("vanthu"))
    environment = {"PATH": os.environ["PATH"], "VANTHU_DATA": str(folder / "data"), "LC_ALL": "C.UTF-8"}
    began, spent = time.monotonic(), os.times()
    subprocess.run(
        [vanthu, "ingest", "--once", str(folder / "files")], env=environment, check=True, stdout=subprocess.DEVNULL
    )
    taken = time.monotonic() - began
    found = subprocess.run([vanthu, "search", "đề nghị"], env=environment, check=True, capture_output=True, text=True)
    after = os.times()
    cpu = after.children_user + after.children_system - spent.children_user - spent.children_system
    assert found.stdout.strip()
    print(
        f"{DISPATCHES} dispatches of {pages / DISPATCHES:.1f} pages taken in, verified, extracted, filed, searchable:"
        f" {taken:.1f} s, {cpu:.1f} s of processor time"
    )


def _compose(folder: Path) -> int:
    """How many pages they have together."""
    folder.mkdir()
    pages = 0
    for number, letter in enumerate(draft_letters(DISPATCHES, seed=31)):
        data = compose_pdf(replace(letter, body=letter.body * (LONGER if len(letter.body) > 3 else 2 * LONGER)))
        (folder / f"{number:04}.pdf").write_bytes(data)
        with pypdfium2.PdfDocument(data) as pdf:
            pages += len(pdf)
    return pages


def _burn(folder: Path, workers: int) -> float:
    """Seconds that so many workers need for files that take nothing but processor time."""
    (folder / "files").mkdir(parents=True)
    for number in range(BURNED):
        (folder / "files" / f"{number:04}.txt").write_bytes(b"burn:%d" % number)
    with _engine(folder, workers) as (corpus, engine):
        began = time.monotonic()
        taken = take_in(corpus, engine.queue, find_files([folder / "files"]), "burn", source="bench")
        for view in follow(corpus, taken.batch_id, 0.1):
            settled = view.balance
        assert settled.registered == BURNED
        return time.monotonic() - began


@contextmanager
def _engine(folder: Path, workers: int) -> Iterator[tuple[Corpus, Engine]]:
    reader = "tests.compose.culprits:read_file"
    with (
        open_corpus(f"sqlite:///{folder}/vanthu.db", str(folder / "originals"), folder / "index") as corpus,
        ReaderPool(workers, reader=reader) as pool,
    ):
        pool.read(b"warm", "a.txt")
        engine = Engine(corpus, pool, f"sqlite:///{folder}/queue.db")
        engine.start()
        try:
            yield corpus, engine
        finally:
            engine.stop()


if __name__ == "__main__":
    main()
