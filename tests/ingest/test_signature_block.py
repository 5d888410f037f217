"""Positions and names under a seal: put right where a third reading is nearly one that is known, else left alone."""

from __future__ import annotations

from functools import cache
from typing import cast

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.bundle import read_dispatches
from extract.page import Box, Word
from extract.text import text_of_pages
from ingest.ocr import find_tessdata
from ingest.options import ReadOptions
from ingest.pages import read_pages
from ingest.raster import Pixels
from ingest.signature_block import in_block, is_name, is_unsure, mend_block, position_in
from tests.compose.fonts import BOLD, font_file
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import Stamp, scan
from tests.compose.stamps import BLACK, round_seal

needs_data = pytest.mark.skipif(find_tessdata(None) is None, reason="tesseract-ocr-vie is not installed")
A4 = 595.0


def words(*read: tuple[str, float], x: float = 330.0) -> list[Word]:
    """A line in the right half of a page: texts and confidences."""
    return [
        Word(t, Box(x + 40 * i, 600, x + 40 * i + 35, 612), confidence=c, source="ocr") for i, (t, c) in enumerate(read)
    ]


@cache
def print_of(text: str) -> Pixels:
    """The text in black on white, as a scan of 200 dpi has it."""
    font = ImageFont.truetype(str(font_file(BOLD)), 36)
    picture = Image.new("L", (round(font.getlength(text)) + 24, 58), 255)
    ImageDraw.Draw(picture).text((12, 6), text, fill=20, font=font)
    return cast(Pixels, np.asarray(picture))


@pytest.mark.parametrize(
    ("read", "printed", "mended"),
    [
        ([("eưrền", 0.6), ("Trúc", 0.97), ("Lâm", 0.96)], "Nguyễn Trúc Lâm", "Nguyễn Trúc Lâm"),
        ([("*", 0.9), ("T:ẳn", 0.8), ("Trúc", 0.97), ("Lâm", 0.96)], "Tràn Trúc Lâm", "Trần Trúc Lâm"),
        ([("n", 0.8), ("Trúc", 0.97), ("Lâm", 0.96)], "guyên Trúc Lâm", "Nguyễn Trúc Lâm"),
        ([("GIẬM", 0.1), ("088", 0.4)], "PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ([("KT.", 0.9), ("GIẬM", 0.1), ("088", 0.4)], "KT. GIÁM ĐỐC", "KT. GIÁM ĐỐC"),
        ([("TRƯỞNG", 0.9), ("BAN", 0.9), ("DẨN", 0.6), ("TỘC", 0.9)], "TRƯỞNG BAN DÂN TỘC", "TRƯỞNG BAN DẨN TỘC"),
        ([("ương", 0.6), ("Thế", 0.97), ("Vinh", 0.96)], "ương Thế Vinh", "ương Thế Vinh"),
        ([("hị", 0.6), ("Sen", 0.97)], "Thị Sen", "hị Sen"),
        ([("ĐỒNG", 0.5), ("Ý", 0.5)], "ĐỒNG Ý", "ĐỒNG Ý"),
    ],
    ids=[
        "surname",
        "half-a-surname",
        "end-of-a-surname",
        "position",
        "mark-of-authority",
        "longer-position",
        "several-surnames",
        "middle-name",
        "no-position",
    ],
)
def test_only_what_can_be_one_thing_is_mended(read: list[tuple[str, float]], printed: str, mended: str) -> None:
    """`ương` may be Dương, Lương, Trương or Vương: it stays as it was read."""
    picture = print_of(printed)
    assert " ".join(word.text for word in mend_block(words(*read), (picture, picture))) == mended


@pytest.mark.parametrize(
    ("readings", "position"),
    [
        (("PFỔ,,HỦ TƯỚNG", "PHO U TUÓNG"), "PHÓ THỦ TƯỚNG"),  # the second is as near to Phó Vụ trưởng
        (("PHO U TUÓNG", "PHO U TUÓNG"), None),
        (("GIAM DOC", "ĐẠI HỌC Y KHOA"), None),
    ],
)
def test_a_reading_as_near_to_two_positions_speaks_for_both(readings: tuple[str, ...], position: str | None) -> None:
    """Another reading settles which; where none does, it stays open."""
    assert position_in(readings) == position


def test_a_name_begins_with_a_surname() -> None:
    """What is left of a name that was cut off is none, nor is a position."""
    assert is_name(words(("Trần", 0.9), ("Trúc", 0.9), ("Lâm", 0.9)))
    assert is_name(words(("TS.Trần", 0.9), ("Trần", 0.9), ("Lâm", 0.9)))
    assert not is_name(words(("rần", 0.9), ("Trúc", 0.9), ("Lâm", 0.9)))
    assert not is_name(words(("GIÁM", 0.9), ("ĐỐC", 0.9)))


def test_sure_lines_and_the_left_half_are_not_asked_about() -> None:
    """Another reading costs time; running text never gets one."""
    assert in_block(words(("GIÁM", 0.5), ("ĐỐC", 0.97)), A4)
    assert is_unsure(words(("GIÁM", 0.5), ("ĐỐC", 0.97)))
    assert not is_unsure(words(("GIÁM", 0.97), ("ĐỐC", 0.97)))
    assert not in_block(words(("GIÁM", 0.5), ("ĐỐC", 0.97), x=90.0), A4)
    assert not in_block(words(*[("Giám", 0.5)] * 7), A4)


@needs_data
def test_a_name_that_touches_a_black_seal_is_read() -> None:
    """A copy in black and white has no colour to lift the seal by."""
    letter = read_letter("cong-van-quyet-toan")
    data = compose_pdf(letter)
    lines = read_pages(data, ReadOptions(ocr=False))[0].lines
    name = next(line.box for line in lines if " ".join(word.text for word in line.words) == letter.signer)
    seal = round_seal("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "SỞ TÀI CHÍNH", ink=BLACK)
    stamps = (Stamp(seal, name.x0 - 92, name.top - 75),)
    fields = read_dispatches(text_of_pages(read_pages(scan(data, stamps=stamps, seed=4), ReadOptions())))[0].fields
    assert fields.signer_name
    assert fields.signer_name.value == letter.signer
    assert fields.signer_position
    assert fields.signer_position.value == letter.position
