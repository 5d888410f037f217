"""Numbers and days filled in by hand: read where two framings agree, and never passed off as read where not."""

from __future__ import annotations

import pytest

from extract.bundle import read_dispatches
from extract.page import Box, Word
from extract.text import text_of_pages
from ingest.filled_in import DAYS, MONTHS, NUMBERS, agreed, mend_slash, wants_hand
from ingest.ocr import find_tessdata
from ingest.options import ReadOptions
from ingest.pages import read_pages
from tests.compose.fonts import REGULAR, text_width
from tests.compose.handwriting import BLACK_INK, BLUE_INK, handwritten
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import DPI, Stamp, scan

needs_data = pytest.mark.skipif(find_tessdata(None) is None, reason="tesseract-ocr-vie is not installed")
LETTER = read_letter("cong-van-quyet-toan")
PIXELS = DPI / 72


def words(text: str, sure: float = 0.96) -> list[Word]:
    """A line of words, ten points a letter."""
    out, x = [], 0.0
    for part in text.split():
        out.append(Word(part, Box(x, 0, x + 10 * len(part), 12), confidence=sure, source="ocr"))
        x += 10 * len(part) + 5
    return out


def filled_in(ink: tuple[int, int, int, int], seed: int) -> bytes:
    """The letter on paper, its number and day covered with slips that are written on."""
    data = compose_pdf(LETTER)
    lines = read_pages(data, ReadOptions(ocr=False))[0].lines
    number = next(word for line in lines for word in line.words if word.text == LETTER.reference)
    day = next(b for line in lines for a, b in zip(line.words, line.words[1:], strict=False) if a.text == "ngày")
    wide = text_width(LETTER.number, REGULAR, 13)
    slips = [
        (LETTER.number, Box(number.box.x0, number.box.top - 2, number.box.x0 + wide - 1, number.box.bottom + 2)),
        (f"{LETTER.issued_on:%d}", Box(day.box.x0 - 1, day.box.top - 2, day.box.x1 + 3, day.box.bottom + 2)),
    ]
    stamps = tuple(
        Stamp(
            handwritten(
                figures,
                width=round((box.x1 - box.x0) * PIXELS),
                height=round((box.bottom - box.top) * PIXELS),
                ink=ink,
                seed=seed + i,
            ),
            box.x0,
            box.top,
        )
        for i, (figures, box) in enumerate(slips)
    )
    return scan(data, stamps=stamps, seed=seed, skew=0.3)


@needs_data
@pytest.mark.parametrize(("ink", "seed"), [(BLACK_INK, 3), (BLUE_INK, 5)], ids=["black", "blue"])
def test_a_number_and_day_written_by_hand_are_read(ink: tuple[int, int, int, int], seed: int) -> None:
    """With either pen; the day that Tesseract alone would not read is there."""
    fields = read_dispatches(text_of_pages(read_pages(filled_in(ink, seed), ReadOptions())))[0].fields
    assert fields.reference
    assert fields.reference.value == LETTER.reference
    assert fields.issued_on
    assert fields.issued_on.value == LETTER.issued_on


@pytest.mark.parametrize(
    ("text", "sure", "wanted"),
    [
        ("Số: 3¿4 /STC-NS", 0.5, True),
        ("Sổ:.30ATC-NS", 0.1, True),
        ("Số: 304/STC-NS", 0.96, False),
        ("An Sơn, ngày ‡5 tháng 3 năm 2025", 0.7, True),
        ("An Sơn, ngày tháng 3 năm 2025", 0.97, True),
        ("An Sơn, ngày 05 tháng 3 năm 2025", 0.97, False),
        ("số 98/TTr-STC ngày 26 tháng 6 năm 2025.", 0.5, False),
        ("theo Công văn số 415/VP-TH ngày 24 tháng 02 năm 2025 của Văn phòng", 0.5, False),
    ],
)
def test_only_unsure_lines_of_number_and_date_are_read_anew(text: str, sure: float, wanted: bool) -> None:
    """What is printed well, and what stands in a sentence, costs nothing more."""
    assert wants_hand(words(text, sure)) is wanted


@pytest.mark.parametrize(
    ("read", "shape", "text", "sure"),
    [
        ([("304", 1.0), ("304", 0.95), ("304", 0.9)], NUMBERS, "304", True),
        ([("304", 1.0), ("34", 1.0), ("304", 0.95)], NUMBERS, "304", True),
        ([("304", 1.0), ("301", 1.0), ("304", 1.0)], NUMBERS, "304", False),
        ([("15", 1.0), ("15", 1.0), ("415", 0.6)], NUMBERS, "15", False),
        ([("1945", 0.67), ("1943", 0.96), ("1943", 0.91)], NUMBERS, "1943", True),  # a doubtful figure contradicts none
        ([("693", 1.0), ("6931", 0.99), ("693", 1.0)], NUMBERS, "693", True),  # the slash
        ([("24", 1.0), ("21", 0.6), ("24", 0.95)], DAYS, "24", False),
        ([("41", 0.95), ("41", 0.6), ("41", 0.6)], NUMBERS, "41", False),
        ([("31", 1.0), ("81", 1.0), ("31", 1.0)], DAYS, "31", True),
        ([("1", 1.0), ("1", 1.0), ("1", 1.0)], DAYS, "", False),
        ([("4", 1.0), ("4", 1.0), ("H", 1.0)], MONTHS, "4", True),
        ([("", 0.0), ("", 0.0), ("", 0.0)], NUMBERS, "", False),
    ],
)
def test_figures_are_taken_where_two_framings_agree(
    read: list[tuple[str, float]], shape: object, text: str, sure: bool
) -> None:
    """A framing may lose a figure; one that sees another figure, or a close rival of one, leaves a guess."""
    found = agreed(read, shape)  # type: ignore[arg-type]
    assert (found.text, found.sure) == (text, sure)


@needs_data
def test_what_the_framings_dispute_is_no_number() -> None:
    """Two figures written over each other: the reference is not read, its symbol is."""
    data = compose_pdf(LETTER)
    lines = read_pages(data, ReadOptions(ocr=False))[0].lines
    box = next(word.box for line in lines for word in line.words if word.text == LETTER.reference)
    wide = round(text_width(LETTER.number, REGULAR, 13) * PIXELS)
    slip = handwritten("2318", width=wide, height=42, seed=4)
    over = handwritten("7564", width=wide, height=42, seed=9)
    slip.paste(over, mask=over.convert("L").point(lambda shade: 255 if shade < 160 else 0))
    pages = read_pages(scan(data, stamps=(Stamp(slip, box.x0, box.top - 2),), skew=0.3), ReadOptions())
    fields = read_dispatches(text_of_pages(pages))[0].fields
    assert fields.reference is None
    assert fields.symbol
    assert fields.symbol.value == LETTER.symbol


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ("Số: 2513 SGDĐT-NVY", "Số: 2513 /SGDĐT-NVY"),
        ("Số: 17 QĐ-UBND", "Số: 17 /QĐ-UBND"),
        ("Số: 17 /QĐ-UBND", "Số: 17 /QĐ-UBND"),
        ("Số 01 Trần Hưng Đạo", "Số 01 Trần Hưng Đạo"),  # an address
        ("Số: 12 UBND", "Số: 12 UBND"),
    ],
)
def test_a_lost_slash_is_set_again(read: str, mended: str) -> None:
    """On a line that is nothing but number and symbol."""
    assert " ".join(word.text for word in mend_slash(words(read, 0.9))) == mended
