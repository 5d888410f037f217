"""Two-page files a second through two warm reading processes: the text alone, and all that a reading yields.

Told by the clock, and by processor time of service and readers together, which is what two processors of a quiet
machine would make of it. Beside it, what PDFium and pdfplumber cost on the same files without any pool.
"""

from __future__ import annotations

import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium

from corpus.reading import Reading, Source
from extract.text import text_of_pages
from ingest import limits
from ingest.intake import FoundFile
from ingest.media import PDF
from ingest.options import ReadOptions
from ingest.pages import read_pages
from ingest.pool import ReaderPool
from tests.compose.layout import compose_pdf
from tests.compose.many import draft_letters

FILES, ROUNDS, WORKERS = 100, 4, 2
"""Rounds of so many files; less than 500 files a process, after which it is replaced."""
OPTIONS = ReadOptions(ocr=False)


def main() -> None:
    """Print the rates of both, and of the plain engines."""
    letters = list(draft_letters(2 * FILES, seed=11))
    pairs = zip(letters[::2], letters[1::2], strict=True)
    files = [compose_pdf(*pair) for pair in pairs]
    with tempfile.TemporaryDirectory() as folder:
        found = [_store(Path(folder) / f"{i:03}.pdf", data) for i, data in enumerate(files)]
        pages = sum(map(_pages, files)) / len(files)
        print(f"{len(found)} files of {pages:.1f} pages, {WORKERS} processes, median of {ROUNDS} rounds")
        measure("text through the pool", found, "tests.bench.bench_pool:read_text")
        measure("full reading through the pool", found, "ingest.read:read_file")
    plain("PDFium's plain text", files, _pdfium_text)
    plain("pdfplumber words", files[:20], _pdfplumber_words)


def read_text(data: bytes, name: str, *, path: str, options: ReadOptions, **_: object) -> Reading:
    """The text path alone, called as `read_file` is: words in reading order, joined; no fields, no signatures."""
    source = Source(name, path, hashlib.sha256(data).hexdigest(), len(data), PDF)
    return Reading(source, text=text_of_pages(read_pages(data, options)))


def measure(name: str, files: Sequence[FoundFile], reader: str) -> None:
    """Rates of one reader, once its processes are warm."""
    with ReaderPool(WORKERS, reader=reader) as pool:
        _read(pool, files[: 4 * WORKERS])
        rounds = [_read(pool, files) for _ in range(ROUNDS)]
    clock, service, readers = (statistics.median(column) / len(files) for column in zip(*rounds, strict=True))
    quiet = WORKERS / (service + readers)
    spent = f"{1000 * readers:.1f} + {1000 * service:.1f} ms of readers and service a file"
    print(f"{name}: {1 / clock:.0f} files/s by the clock, {quiet:.0f} files/s by processor time ({spent})")


def _read(pool: ReaderPool, files: Sequence[FoundFile]) -> tuple[float, float, float]:
    """Seconds by the clock, of the service and of the readers."""
    before, clock, own = _used(pool), time.monotonic(), time.process_time()
    problems = [reading.problem for reading in pool.map(files, OPTIONS) if reading.problem]
    if problems:
        raise RuntimeError(f"not read: {problems}")
    return time.monotonic() - clock, time.process_time() - own, _used(pool) - before


def _used(pool: ReaderPool) -> float:
    return sum(map(limits.cpu_seconds, pool.processes))


def plain(name: str, files: Sequence[bytes], work: Callable[[bytes], object]) -> None:
    """What two processors would make of it, if nothing but the engine ran."""
    begun = time.process_time()
    for data in files:
        work(data)
    print(f"{name}: {WORKERS * len(files) / (time.process_time() - begun):.0f} files/s by processor time")


def _pages(data: bytes) -> int:
    with pdfium.PdfDocument(data) as document:
        return len(document)


def _pdfium_text(data: bytes) -> list[str]:
    with pdfium.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _pdfplumber_words(data: bytes) -> int:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return sum(len(page.extract_words()) for page in pdf.pages)


def _store(path: Path, data: bytes) -> FoundFile:
    path.write_bytes(data)
    return FoundFile(path, path.name, path.name, len(data))


if __name__ == "__main__":
    main()
