"""What annotations draw is laid over the page that was read already, with the same result as drawn into it."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pikepdf
import pytest

from extract.page import Box, Page
from ingest import overlay
from ingest.frame import frame_of
from ingest.options import ReadOptions
from ingest.overlay import OverlaidPage, Overlay
from ingest.pages import read_pages
from ingest.pdf import get_page, open_pdf
from ingest.raster import Pixels, draw_page, draw_region
from tests.ingest.sheets import Sheet, with_widget

NO_OCR = ReadOptions(ocr=False)
STAMP = "Ky boi: Van phong mot\nThoi gian ky: 01.02.2025 10:11:12"


def signed(*, turned: int = 0, pressed: bool = False) -> bytes:
    """A page of 60 lines with a field whose appearance has words and a picture."""
    sheet = Sheet()
    for row in range(60):
        sheet.put(80, 60 + 12 * row, f"Căn cứ quy định hiện hành, mục {row}", size=10)
    with pikepdf.open(BytesIO(with_widget(sheet.pdf(), STAMP, 300, 40))) as file:
        page = file.pages[0]
        seal = file.make_stream(bytes(range(0, 192, 4)), Width=4, Height=4, BitsPerComponent=8)
        seal.Type, seal.Subtype, seal.ColorSpace = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DeviceRGB
        form = page.Annots[0].AP.N
        form.Resources.XObject = pikepdf.Dictionary(Im0=seal)
        form.write(form.read_bytes() + b" q 20 0 0 20 60 2 cm /Im0 Do Q")
        page.Rotate = turned
        out = BytesIO()
        modes = pikepdf.ObjectStreamMode
        file.save(out, object_stream_mode=modes.generate if pressed else modes.disable, fix_metadata_version=False)
    return out.getvalue()


def looks(data: bytes) -> tuple[bool, Pixels, Pixels]:
    """Whether the annotations lie over the page, the page as drawn, and a part of it."""
    with open_pdf(data, NO_OCR) as document:
        handle = get_page(document, 0)
        frame = frame_of(handle)
        page = Overlay(document, data, NO_OCR).lay_over(handle, 0, frame)
        whole = draw_page(page, frame, 100, 10_000_000).pixels
        part = draw_region(page, frame, Box(280.0, 20.0, 480.0, 120.0), 150, coarse=True).pixels
        page.close()
        return isinstance(page, OverlaidPage), whole, part


def words(pages: tuple[Page, ...]) -> list[tuple[str, str]]:
    """The words of a file and where they come from."""
    return [(word.text, word.source) for page in pages for line in page.lines for word in line.words]


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_it_is_the_same_as_drawn_into_the_page(monkeypatch: pytest.MonkeyPatch, turned: int) -> None:
    """Words, places and every pixel."""
    data = signed(turned=turned)
    pages, (overlaid, whole, part) = read_pages(data, NO_OCR), looks(data)
    monkeypatch.setattr(overlay, "_FEW", 1_000_000)
    flat, (no, flat_whole, flat_part) = read_pages(data, NO_OCR), looks(data)
    assert (overlaid, no) == (True, False)
    assert ("boi:", "stamp") in words(pages)
    assert pages == flat
    assert np.array_equal(whole, flat_whole)
    assert np.array_equal(part, flat_part)
    assert len(np.unique(whole.reshape(-1, 3), axis=0)) > 256  # the picture is there


@pytest.mark.parametrize("how", ["pressed", "large", "short"])
def test_where_it_cannot_be_laid_over_it_is_drawn_in(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Page dictionaries in compressed objects, a file too large to copy, a page with little."""
    if how == "large":
        monkeypatch.setattr(overlay, "_LARGEST", 100)
    if how == "short":
        monkeypatch.setattr(overlay, "_FEW", 1_000)
    data = signed(pressed=how == "pressed")

    assert not looks(data)[0]
    assert ("boi:", "stamp") in words(read_pages(data, NO_OCR))


def test_a_password_opens_the_copy_too() -> None:
    """Each page is read with the same password."""
    locked = BytesIO()
    with pikepdf.open(BytesIO(signed())) as file:
        file.save(locked, encryption=pikepdf.Encryption(owner="a", user="b", R=4))
    assert ("boi:", "stamp") in words(read_pages(locked.getvalue(), ReadOptions(ocr=False, password="b")))


def highlighted(text: str = "") -> bytes:
    """The page with a highlighter's ink across a line, which mixes with the print, or with a field that says `text`."""
    with pikepdf.open(BytesIO(signed())) as file:
        form = file.pages[0].Annots[0].AP.N
        if text:
            form.write(f"BT /F1 11 Tf 2 5 Td ({text}) Tj ET".encode(), decode_parms=None)
        else:
            form.Resources.ExtGState = pikepdf.Dictionary(G0=pikepdf.Dictionary(BM=pikepdf.Name.Multiply))
            form.write(b"/G0 gs 1 1 0 rg 0 0 999 999 re f")
        file.pages[0].Annots[0].Rect = pikepdf.Array([80, 700, 300, 740])
        out = BytesIO()
        file.save(out, compress_streams=False)
    return out.getvalue()


def test_ink_that_mixes_with_the_print_is_drawn_in() -> None:
    """Laid over the page, it would cover what it marks, and the words there would be called unseen."""
    data = highlighted()
    (page,) = read_pages(data, NO_OCR)
    assert not looks(data)[0]
    assert page.notes == ()
    assert all(word.hidden is None for line in page.lines for word in line.words)


def test_what_an_annotation_says_is_left_as_it_is() -> None:
    """The key of a page's content may be part of a text that a field prints."""
    data = highlighted("Muc /Contents 4 0 R")
    assert looks(data)[0]
    assert ("/Contents", "stamp") in words(read_pages(data, NO_OCR))


def test_a_page_without_a_usable_box_is_drawn_in() -> None:
    """Its crop box lies outside of its paper, so that PDFium shows nothing of it unless told what."""
    with pikepdf.open(BytesIO(signed())) as file:
        file.pages[0].CropBox = pikepdf.Array([1000, 1000, 1400, 1400])
        out = BytesIO()
        file.save(out)
    overlaid, whole, _ = looks(out.getvalue())
    assert not overlaid
    assert whole.min() < 128
