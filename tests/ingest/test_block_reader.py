"""Signatures that the detector misses on the whole page: stamped one upon another, in red ink, joined to a seal."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import cast

import numpy as np
import pytest
from PIL import Image, ImageDraw

from extract.bundle import read_dispatches
from extract.dispatch import Fields
from extract.text import text_of_pages
from ingest.detector import LineBox
from ingest.ocr import find_tessdata
from ingest.options import ReadOptions
from ingest.pages import read_pages
from ingest.raster import Pixels
from ingest.stacked import may_be_stacked, read_stacked
from tests.compose.fonts import BOLD
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import Stamp, scan
from tests.compose.stamps import BLACK, RED, font_of, round_seal, stamped_line

pytestmark = pytest.mark.skipif(find_tessdata(None) is None, reason="tesseract-ocr-vie is not installed")
LETTER = read_letter("cong-van-quyet-toan")
SEAL = "ỦY BAN NHÂN DÂN TỈNH AN SƠN"


@cache
def label() -> tuple[float, float]:
    """Where the signature of the letter begins: its middle, and the top of the label of the recipients."""
    lines = read_pages(compose_pdf(LETTER), ReadOptions(ocr=False))[0].lines
    box = next(line.box for line in lines if " ".join(word.text for word in line.words) == LETTER.position)
    top = next(line.box.top for line in lines if line.words[0].text == "Nơi")
    return (box.x0 + box.x1) / 2, top


def stamped(text: str, down: float, lean: float = 0.0, ink: tuple[int, int, int, int] = BLACK) -> Stamp:
    """A line of the signature from a rubber stamp, `down` points below the label of the recipients."""
    picture = stamped_line(text, lean, ink)
    middle, top = label()
    return Stamp(picture, middle - picture.width * 36 / 200, top + down)


def fields_of(*stamps: Stamp, seed: int = 3) -> Fields:
    """What is read of the letter without its own signature, with these stamps instead."""
    bare = compose_pdf(replace(LETTER, authority=(), position="", signer=""))
    (dispatch,) = read_dispatches(text_of_pages(read_pages(scan(bare, stamps=stamps, seed=seed), ReadOptions())))
    return dispatch.fields


@pytest.mark.parametrize(("apart", "lean"), [(8.5, 1.5), (10.0, 1.5), (11.0, 2.0), (10.5, -1.0)])
def test_positions_stamped_one_upon_another(apart: float, lean: float) -> None:
    """`KT. GIÁM ĐỐC` and `PHÓ GIÁM ĐỐC` so close that their letters touch are two lines."""
    name = stamped("Đặng Hữu Nghĩa", 85)
    fields = fields_of(stamped("KT. GIÁM ĐỐC", 0, lean), stamped("PHÓ GIÁM ĐỐC", apart, lean), name)
    assert fields.signer_position is not None
    assert fields.signer_position.value == "PHÓ GIÁM ĐỐC"
    assert fields.signer_authority is not None
    assert fields.signer_authority.value == "KT. GIÁM ĐỐC"


def test_a_name_in_the_ink_of_the_seal() -> None:
    """Lifted off with the seal, it is read in red ink alone."""
    seal = Stamp(round_seal(SEAL, "SỞ TÀI CHÍNH"), label()[0] - 110, label()[1] + 25)
    fields = fields_of(stamped("GIÁM ĐỐC", 0), stamped("Trần Hoàng Anh", 110, ink=RED), seal)
    assert fields.signer_name is not None
    assert fields.signer_name.value == "Trần Hoàng Anh"


@cache
def drawn(*lines: str, step: int) -> Pixels:
    """Lines of print so far apart, in pixels, on white."""
    font = font_of(BOLD, 36)
    picture = Image.new("L", (420, 120), 255)
    for i, line in enumerate(lines):
        ImageDraw.Draw(picture).text((210, 20 + i * step), line, fill=20, font=font, anchor="mt")
    return cast(Pixels, np.asarray(picture))


@pytest.mark.parametrize("lines", [("GIÁM ĐỐC",), ("Trần Văn Lâm", "Lê Thị Hoa"), ("MWVWMA", "WVVMA")])
def test_what_is_no_two_positions_is_left_alone(lines: tuple[str, ...]) -> None:
    """A pen's stroke, one line, two names: nothing is made up for them."""
    assert read_stacked(drawn(*lines, step=26), LineBox(40, 15, 380, 75, 0.9), lambda _: list(lines)) is None


def test_only_a_box_that_may_hold_two_lines_is_tried() -> None:
    """A usual line, a blot as high as a seal, a letter: none of them is two positions."""
    assert may_be_stacked(LineBox(0, 0, 300, 45, 0.9), 30)
    assert not may_be_stacked(LineBox(0, 0, 300, 32, 0.9), 30)
    assert not may_be_stacked(LineBox(0, 0, 300, 120, 0.9), 30)
    assert not may_be_stacked(LineBox(0, 0, 60, 45, 0.9), 30)
