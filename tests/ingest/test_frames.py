"""Arrival stamps in black: found by their frame, read apart, off the page; what else is framed stays."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import cast

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extract.bundle import read_dispatches
from extract.dispatch import Fields
from extract.page import Box, Word
from extract.text import text_of_pages
from ingest.frames import find_frames, is_arrival, without_traces
from ingest.ocr import find_tessdata
from ingest.options import ReadOptions
from ingest.pages import read_pages
from ingest.raster import Pixels
from ingest.segment import Segment
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.pen import HEIGHT, WIDTH, Pen
from tests.compose.scan import DPI, Stamp, render, scan
from tests.compose.stamps import BLACK, arrival_stamp

needs_data = pytest.mark.skipif(find_tessdata(None) is None, reason="tesseract-ocr-vie is not installed")
LETTER = read_letter("to-trinh-kho-luu-tru")
SCALE = DPI / 72


def stamp_of(lean: float) -> Image.Image:
    """A black arrival stamp set aslant."""
    upright = arrival_stamp("VĂN PHÒNG UBND TỈNH", "1142", "12/3/2025", ink=BLACK)
    return upright.rotate(lean, resample=Image.Resampling.BICUBIC, expand=True)


def segment(*read: tuple[str, float], x: float = 50.0, top: float = 100.0) -> Segment:
    """A line: texts and confidences."""
    return Segment(
        [Word(t, Box(x + 30 * i, top, x + 30 * i + 25, top + 10), confidence=c) for i, (t, c) in enumerate(read)]
    )


@pytest.mark.parametrize("lean", [-6.0, -2.0, 0.0, 4.0])
def test_the_frame_of_a_stamp_is_found(lean: float) -> None:
    """Whichever way it leans, and as large as it is."""
    paper = Image.new("RGBA", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), (255, 255, 255, 255))
    paper.alpha_composite(stamp_of(lean), (100, 300))
    (frame,) = find_frames(cast(Pixels, np.asarray(paper.convert("L"))), SCALE)
    assert abs(frame.width - 391) < 12
    assert abs(frame.height - 232) < 12
    assert abs(frame.angle + lean) < 1.5


@pytest.mark.parametrize("name", ["to-trinh-kho-luu-tru", "ho-so-tham-gia-bao-hiem"])
def test_a_page_without_a_stamp_has_no_frame(name: str) -> None:
    """Rules below a head and tables as wide as the page are none."""
    grey = np.asarray(render(compose_pdf(read_letter(name)))[0].convert("L"))
    assert find_frames(cast(Pixels, grey), SCALE) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["CÔNG VĂN", "ĐẾN"], True),
        (["Số: 1142", "Ngày: 12/3/2025"], True),
        (["Giờ: 8", "Ngáy: 12/3"], True),
        (["Số: 09/2025/QĐ-TTg", "Ngày: 12/3/2025"], False),  # a dispatch's own number
        (["HỎA TỐC"], False),
        (["Số lượng", "Đơn giá"], False),
    ],
)
def test_what_an_arrival_stamp_says(lines: list[str], expected: bool) -> None:
    """A cell of a table may be framed alike."""
    assert is_arrival([segment((line, 0.9)) for line in lines]) is expected


def test_traces_of_a_lifted_stamp_are_no_print() -> None:
    """Unsure words within its box go; print and what stands beside it stay."""
    lifted = [Box(40, 90, 100, 120)]
    line = segment(("Giới", 0.5), ("Đẩy", 0.97), ("mạnh", 0.5))
    (kept,) = without_traces([line, segment(("lO", 0.3))], lifted)
    assert kept.text == "Đẩy mạnh"
    assert list(without_traces([line], [])) == [line]


@cache
def stamped_fields(lean: float) -> Fields:
    """A proposal whose abstract has such a stamp close beside it."""
    stamps = (Stamp(stamp_of(lean).resize((330, 200)), 8, 118),)
    pages = read_pages(scan(compose_pdf(LETTER), stamps=stamps, seed=5), ReadOptions())
    return read_dispatches(text_of_pages(pages))[0].fields


@needs_data
@pytest.mark.parametrize("lean", [-3.0, 3.0])
def test_the_abstract_beside_a_stamp_is_read_without_it(lean: float) -> None:
    """And the stamp is told as one."""
    fields = stamped_fields(lean)
    assert fields.subject is not None
    assert fields.subject.value == LETTER.subject.removeprefix("Về việc ")
    assert fields.number is not None
    assert fields.number.value == LETTER.number
    assert fields.arrival_stamp is not None
    assert fields.arrival_stamp.value.number == "1142"


@needs_data
def test_a_framed_cell_stays_where_it_is() -> None:
    """As large as a stamp, but no stamp by what it says."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    pen = Pen(canvas)
    canvas.rect(90, HEIGHT - 210, 150, 80)
    pen.y = 150
    pen.write("Số lượng: 12 bộ", left=100)
    pen.write("Đơn giá: 350.000", left=100)
    canvas.save()
    (page,) = read_pages(scan(buffer.getvalue(), skew=0.2), ReadOptions())
    assert [word.source for line in page.lines for word in line.words if word.text == "350.000"] == ["ocr"]
