"""Scans: lines found and read, stamps apart, pages turned, and what happens without the Vietnamese data."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageDraw

from extract.page import Page, turns_of
from extract.text import text_of_pages
from ingest.ocr import Scan, find_tessdata, recogniser
from ingest.options import ReadOptions
from ingest.pages import read_pages
from ingest.raster import Raster
from tests.compose.fonts import REGULAR
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import Stamp, scan
from tests.compose.stamps import arrival_stamp, font_of, round_seal, urgency_mark
from tests.ingest.sheets import Sheet

needs_data = pytest.mark.skipif(find_tessdata(None) is None, reason="tesseract-ocr-vie is not installed")
LETTER = read_letter("cong-van-quyet-toan")


@cache
def scanned() -> bytes:
    """One page on paper: a seal over the signature, an arrival stamp, 0.6 degrees off."""
    seal = Stamp(round_seal("ỦY BAN NHÂN DÂN TỈNH AN SƠN", "SỞ TÀI CHÍNH"), 300, 425)
    arrived = Stamp(arrival_stamp("VĂN PHÒNG UBND TỈNH", "1142", "12/3/2025"), 70, 560)
    return scan(compose_pdf(LETTER), stamps=(seal, arrived), seed=11)


@pytest.fixture(scope="module")
def page() -> Page:
    """The scan, read."""
    return read_pages(scanned(), ReadOptions())[0]


@needs_data
def test_the_print_is_read(page: Page) -> None:
    """Reference, date, subject and signer of a stamped scan, word for word."""
    text = text_of_pages((page,)).content
    for part in (LETTER.reference, LETTER.place_and_date, LETTER.signer, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"):
        assert part in text
    assert page.text_from == "ocr"


@needs_data
def test_the_arrival_stamp_is_read_apart(page: Page) -> None:
    """Its words are marked, and come last."""
    stamped = [" ".join(word.text for word in line.words) for line in page.lines if line.words[0].source == "stamp"]
    assert any("1142" in line for line in stamped)
    assert any("12/3/2025" in line for line in stamped)
    assert page.lines[-1].words[0].source == "stamp"


@needs_data
@pytest.mark.parametrize("mark", ["HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "TỐI MẬT", "MẬT"])
@pytest.mark.parametrize("lean", [0, 3])
def test_marks_of_urgency_and_secrecy_are_read(mark: str, lean: float) -> None:
    """Wide letters in a small frame, which the detector tears or does not see at all."""
    assert [segment.text for segment in _read(urgency_mark(mark), lean).stamped] == [mark]


@needs_data
@pytest.mark.parametrize("size", [(130, 60), (24, 130)])
@pytest.mark.parametrize("ink", [(255, 203, 203, 255), (255, 190, 190, 255), (225, 20, 40, 255)])
def test_colour_without_letters_is_no_mark(size: tuple[int, int], ink: tuple[int, int, int, int]) -> None:
    """A pale patch, a stroke of a marker: nothing is read, and nothing breaks."""
    assert _read(Image.new("RGBA", size, ink), 0).stamped == ()


def _read(stamp: Image.Image, lean: float) -> Scan:
    """A strip of paper with one line of print, and the stamp below it."""
    paper = Image.new("RGB", (900, 330), "white")
    ImageDraw.Draw(paper).text((60, 40), "Kính gửi: Ủy ban nhân dân các xã", fill="black", font=font_of(REGULAR, 36))
    turned = stamp.rotate(lean, resample=Image.Resampling.BICUBIC, expand=True)
    paper.paste(turned, (180, 140), turned)
    reader = recogniser(None)
    assert reader is not None
    return reader.read_page(Raster(np.asarray(paper), 200 / 72))


@needs_data
@pytest.mark.parametrize("leading", [12, 14])
def test_lines_set_closely_are_all_read(leading: int) -> None:
    """With its neighbours' feet in the picture, `KT. CHỦ TỊCH` gives Tesseract no word at all."""
    said = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    sheet = Sheet(300, 140)
    for i, words in enumerate(said):
        sheet.put(60 + 15 * i, 40 + leading * i, words, size=14, bold=True)
    read = read_pages(scan(sheet.pdf(), skew=0), ReadOptions())[0]
    assert [" ".join(word.text for word in line.words) for line in read.lines] == said


@needs_data
def test_a_page_on_its_side_is_turned(page: Page) -> None:
    """The page says by how much; its size is that of the page once upright."""
    with pikepdf.open(BytesIO(scanned())) as file:
        file.pages[0].Rotate = 90
        out = BytesIO()
        file.save(out)
    turned = read_pages(out.getvalue(), ReadOptions())[0]
    assert (turned.notes, turns_of(turned.notes)) == (("rotated:270",), 3)
    assert turned.width < turned.height
    assert LETTER.reference in text_of_pages((turned,)).content


def test_without_the_data_pages_say_none(tmp_path: Path) -> None:
    """The file is marked, never failed."""
    page = read_pages(scanned(), ReadOptions(tessdata=str(tmp_path)))[0]
    assert (page.text_from, page.lines, page.notes) == ("none", (), ("no_ocr_data",))


def test_without_ocr_pages_say_none() -> None:
    """Asked for, not failed."""
    assert read_pages(scanned(), ReadOptions(ocr=False))[0].notes == ("ocr_off",)


@needs_data
def test_a_red_mark_on_a_blue_stamp_is_read() -> None:
    """Two inks that touch are two stamps, and neither spoils the other."""
    arrived = Stamp(arrival_stamp("VĂN PHÒNG UBND TỈNH", "1142", "12/3/2025"), 70, 560)
    urgent = Stamp(urgency_mark("HỎA TỐC"), 150, 632)
    (page,) = read_pages(scan(compose_pdf(LETTER), stamps=(arrived, urgent), seed=11), ReadOptions())
    stamped = [" ".join(word.text for word in line.words) for line in page.lines if line.words[0].source == "stamp"]
    assert "HỎA TỐC" in stamped
    assert any("1142" in line for line in stamped)


@needs_data
@pytest.mark.parametrize("shape", [(1, 1), (1, 3000), (3000, 1), (7, 300)])
def test_a_page_without_room_for_a_letter_is_blank(shape: tuple[int, int]) -> None:
    """A rule that some program made a page of its own."""
    reader = recogniser(None)
    assert reader is not None
    scan = reader.read_page(Raster(np.zeros((*shape, 3), np.uint8), 200 / 72))
    assert (scan.segments, scan.stamped, scan.notes) == ((), (), ("blank",))
