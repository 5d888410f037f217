"""Pages a second of `read_file` without OCR against plain pdfplumber words, by processor time, on composed PDFs.

The rounds of both alternate, so that what else the machine does weighs on both alike.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pdfplumber

from ingest.options import ReadOptions
from ingest.read import read_file
from signatures.trust import TrustStore
from tests.compose.layout import compose_pdf
from tests.compose.letter import LETTERS, read_letter
from tests.compose.many import draft_letters

ROUNDS = 5
NOW = datetime(2026, 3, 2, tzinfo=UTC)
OPTIONS = ReadOptions(ocr=False)


def main() -> None:
    """Print both rates and their ratio, median of the rounds."""
    files = [compose_pdf(read_letter(path.stem)) for path in sorted(LETTERS.glob("*.txt"))]
    files += [compose_pdf(letter) for letter in draft_letters(24, seed=3)]
    pages = sum(map(_pages, files))
    read_one(files[0])
    ours, plain = [], []
    for _ in range(ROUNDS):
        plain.append(_seconds(count_words_plainly, files))
        ours.append(_seconds(read_one, files))
    a, b = pages / statistics.median(ours), pages / statistics.median(plain)
    print(f"{len(files)} files, {pages} pages, median of {ROUNDS} rounds, processor time")
    print(f"vanthu read, no OCR: {a:6.1f} pages/s")
    print(f"pdfplumber words:    {b:6.1f} pages/s")
    print(f"ratio:               {a / b:6.2f}")


def read_one(data: bytes) -> None:
    """Everything one file yields: text, fields, references, tables, signatures."""
    read_file(data, "a.pdf", trust=TrustStore.empty(), now=NOW, options=OPTIONS)


def count_words_plainly(data: bytes) -> int:
    """Nothing but words."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return sum(len(page.extract_words()) for page in pdf.pages)


def _pages(data: bytes) -> int:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def _seconds(work: Callable[[bytes], object], files: list[bytes]) -> float:
    begun = time.process_time()
    for data in files:
        work(data)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
