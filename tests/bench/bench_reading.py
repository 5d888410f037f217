"""Reading measured: text path against pdfplumber, word recall, memory, and OCR on composed scans, by processor time.

PDFs of two producers (one that sets every word on its own, one that sets whole lines), and, where they are here, the
shared samples with a text layer. The rounds of both engines alternate.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfplumber

from extract.bundle import read_dispatches
from extract.page import Page
from extract.text import text_of_pages
from ingest.options import ReadOptions
from ingest.pages import read_pages
from tests.bench.edit_distance import distance
from tests.compose.layout import compose_pdf
from tests.compose.letter import Letter, read_letter
from tests.compose.many import as_text, draft_letters
from tests.compose.scan import Stamp, scan
from tests.compose.stamps import arrival_stamp, round_seal
from tests.ingest.sheets import Sheet

ROUNDS = 5
SHARED = Path(os.environ.get("VANTHU_SHARED", Path(__file__).parents[3] / "shared")) / "samples" / "pdf"
NO_OCR = ReadOptions(ocr=False)
SCANNED = ("cong-van-quyet-toan", "chi-thi-ung-pho-bao", "giay-moi-kiem-tra", "ke-hoach-kiem-tra", "thong-bao-ket-luan")
SCANNED += ("xac-nhan-dia-chi",)


def main() -> None:
    """Print every figure, or with `--long-file` only what the process that reads one says of its memory."""
    if "--long-file" in sys.argv:
        print(_memory_of_long_file())
        return
    letters = list(draft_letters(30, seed=3))
    pairs = list(zip(letters[::2], letters[1::2], strict=True))
    taken = [
        compare("words set one by one", [compose_pdf(*pair) for pair in pairs]),
        compare("lines set as a whole", [set_in_lines(*pair) for pair in pairs]),
    ]
    if SHARED.is_dir():
        taken.append(compare("shared samples with text", [path.read_bytes() for path in _with_text(SHARED)]))
    theirs, words, tables = map(sum, zip(*taken, strict=True))
    print(f"all of these: ratio {theirs / words:.1f} ({theirs / tables:.1f})")
    grown = subprocess.check_output([sys.executable, "-m", "tests.bench.bench_reading", "--long-file"], text=True)
    print(f"600 pages of text: {grown.strip()} MB beyond an idle process")
    measure_ocr()


def compare(name: str, files: list[bytes]) -> tuple[float, float, float]:
    """Pages a second of processor time of both engines, and how many of pdfplumber's words we have; the seconds of
    pdfplumber, of our words alone, and of all that a page yields.

    The least of the rounds counts for each engine: what else the machine does can only add to it.
    """
    pages = sum(len(read_pages(data, NO_OCR)) for data in files)
    rounds = [
        (_seconds(_plain_words, files), _seconds(_read_words, files), _seconds(_read_tables, files))
        for _ in range(ROUNDS)
    ]
    least = theirs, words, tables = tuple(map(min, zip(*rounds, strict=True)))
    print(
        f"{name}: {pages} pages, {pages / words:.0f} against {pages / theirs:.1f} pages/s, ratio {theirs / words:.1f}",
        end="",
    )
    print(f" (with ruled tables and words that nobody sees {theirs / tables:.1f}), word recall {_recall(files):.2%}")
    return least


def _read_words(data: bytes) -> object:
    return read_pages(data, replace(NO_OCR, tables=False, unseen=False))


def _read_tables(data: bytes) -> object:
    return read_pages(data, NO_OCR)


def _recall(files: list[bytes]) -> float:
    """Words of pdfplumber that we have as often, page furniture and hidden words included."""
    wanted = found = 0
    for data in files:
        for page, words in zip(read_pages(data, NO_OCR), _words_by_page(data), strict=True):
            have = Counter(word.raw or word.text for line in page.lines for word in line.words)
            want = Counter(words)
            wanted += want.total()
            found += (want & have).total()
    return found / wanted if wanted else 1.0


def _words_by_page(data: bytes) -> list[list[str]]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        out = []
        for page in pdf.pages:
            out.append([word["text"] for word in page.extract_words()])
            page.close()
        return out


def _plain_words(data: bytes) -> object:
    return _words_by_page(data)


def set_in_lines(*letters: Letter) -> bytes:
    """The drafts as a word processor would set them: one text object a line."""
    sheet, y = Sheet(), 60.0
    for line in "\n".join(map(as_text, letters)).splitlines():
        for start in range(0, max(len(line), 1), 84):
            if y > 790:
                sheet.turn_page()
                y = 60.0
            sheet.put(60, y, line[start : start + 84].strip(), size=12)
            y += 17
    return sheet.pdf()


def _with_text(folder: Path) -> list[Path]:
    def has_text(path: Path) -> bool:
        return all(page.text_from == "text_layer" for page in read_pages(path.read_bytes(), NO_OCR))

    return [path for path in sorted(folder.glob("*.pdf")) if has_text(path)]


def _memory_of_long_file() -> str:
    """Megabytes that reading 600 pages adds at its highest."""
    data = compose_pdf(*draft_letters(600, seed=5))
    read_pages(compose_pdf(next(draft_letters(1))), NO_OCR)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    text = text_of_pages(read_pages(data, NO_OCR))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{(after - before) / 1024:.0f} ({len(text.pages)} pages)"


def measure_ocr() -> None:
    """Character error rate, fields and processor time on scans of 200 dpi with stamps, askew by up to a degree."""
    read_pages(_paper(SCANNED[0], 0), ReadOptions())
    wrong = letters = pages = right = 0
    used = 0.0
    for seed, name in enumerate(SCANNED):
        letter, data = read_letter(name), _paper(name, seed)
        truth = _print_of(compose_pdf(letter), NO_OCR)
        begun = time.process_time()
        found = read_pages(data, ReadOptions())
        used += time.process_time() - begun
        pages += len(found)
        read = _joined(found)
        wrong += distance(truth, read)
        letters += len(truth)
        fields = read_dispatches(text_of_pages(found))[0].fields
        same = fields.subject and fields.subject.value.casefold() == letter.subject.casefold()
        signer = fields.signer_name and fields.signer_name.value == letter.signer
        right += bool(same and signer)
    print(f"OCR: {pages} pages, {used / pages:.2f} s of processor time a page, {wrong / letters:.2%} of letters wrong")
    print(f"subject and signer right in {right} of {len(SCANNED)}")


def _paper(name: str, seed: int) -> bytes:
    """A seal over the signature, and every other time an arrival stamp at the foot."""
    stamps: tuple[Stamp, ...] = (Stamp(round_seal("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "AN SƠN"), 300, 470 + 20 * seed),)
    if seed % 2 == 0:
        stamps += (Stamp(arrival_stamp("VĂN PHÒNG UBND TỈNH", str(1142 + seed), "12/3/2025"), 60, 690),)
    return scan(compose_pdf(read_letter(name)), stamps=stamps, skew=1.0, seed=seed)


def _print_of(data: bytes, options: ReadOptions) -> str:
    return _joined(read_pages(data, options))


def _joined(pages: tuple[Page, ...]) -> str:
    """What is printed, stamps and furniture left out."""
    lines = [line for page in pages for line in page.lines if not line.furniture]
    return " ".join(word.text for line in lines for word in line.words if word.source != "stamp")


def _seconds(work: Callable[[bytes], object], files: list[bytes]) -> float:
    begun = time.process_time()
    for data in files:
        work(data)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
