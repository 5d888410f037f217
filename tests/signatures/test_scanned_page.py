"""Pages that are one scan: told from their JPEG as PDFium draws them, or not at all."""

from __future__ import annotations

import functools
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

import signatures.overlays
from signatures.document import open_pdf
from signatures.page_tree import page_dictionaries
from signatures.pages import INK
from signatures.scanned_page import SLACK, ScannedPage, scanned_page
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.compose.scan import scan
from tests.signatures.attack_overlays import BESIDE, HARMLESS, HIDING, OVER_PRINT, Paint, style
from tests.signatures.paper import LINES, make_pdf
from tests.signatures.pki import NOW, make_pki, sign_pdf

PKI = make_pki()
TRUST = TrustStore.of([PKI.root.der], [PKI.ca.der])
PRINT = make_pdf([LINES * 6])
WHOLE = slice(0, 842), slice(0, 595)


def _told(data: bytes) -> ScannedPage | None:
    with pdfium.PdfDocument(data) as document:
        return scanned_page(document[0], page_dictionaries(open_pdf(data).reader)[0])


@functools.cache
def _scan(dpi: int = 144) -> bytes:
    return scan(PRINT, dpi=dpi)


@functools.cache
def _signed() -> bytes:
    return sign_pdf(scan(make_pdf(), skew=0, dpi=144), PKI.agency())


def _picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].Resources.XObject.image


def _drawn(data: bytes) -> np.ndarray:
    with pdfium.PdfDocument(data) as document:
        bitmap = document[0].render(scale=1, grayscale=True)
        return np.asarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width), np.int16)


def _grey(data: bytes) -> bytes:
    """The same scan by a scanner that knows no colour."""
    with pikepdf.open(BytesIO(data)) as pdf:
        picture, out = _picture(pdf), BytesIO()
        Image.open(BytesIO(picture.read_raw_bytes())).convert("L").save(out, "JPEG")
        picture.write(out.getvalue(), filter=pikepdf.Name.DCTDecode)
        picture.ColorSpace = pikepdf.Name.DeviceGray
        pdf.save(out := BytesIO())
        return out.getvalue()


@pytest.mark.parametrize("dpi", [100, 144, 200, pytest.param(300, marks=pytest.mark.slow)])
@pytest.mark.parametrize("is_grey", [False, True])
def test_a_scan_is_as_light_as_its_drawing(dpi: int, *, is_grey: bool) -> None:
    data = _grey(_scan(dpi)) if is_grey else _scan(dpi)
    told, drawn = _told(data), _drawn(data)
    assert told is not None
    assert told.shape == drawn.shape
    for part in (WHOLE, (slice(60, 131), slice(50, 333)), (slice(0, 1), slice(594, 595))):
        low, high = told.part(*part)
        assert (low - drawn[part]).max() <= 0.75 * SLACK
        assert (drawn[part] - high).max() <= 0.75 * SLACK
        assert np.abs((low + high) / 2 - drawn[part]).mean() <= SLACK / 2


SPOILT = {
    "smaller than its page": b"q 500 0 0 700 0 0 cm /image Do Q",
    "mirrored": b"q -595 0 0 842 595 0 cm /image Do Q",
    "clipped": b"q 9 9 99 99 re W n 595 0 0 842 0 0 cm /image Do Q",
    "twice": b"q 595 0 0 842 0 0 cm /image Do /image Do Q",
    "with a line": b"q 595 0 0 842 0 0 cm /image Do Q 0 0 m 99 99 l S",
    "marked": b"/Span <</Lang (vi)>> BDC q 595 0 0 842 0 0 cm /image Do Q EMC",
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT)
def test_what_is_more_than_a_scan_is_not_told(content: bytes) -> None:
    with pikepdf.open(BytesIO(_scan())) as pdf:
        pdf.pages[0].contents_coalesce()
        pdf.pages[0].Contents.write(content)
        pdf.pages[0].MediaBox = [0, 0, 595, 842]
        pdf.save(out := BytesIO())
    assert _told(out.getvalue()) is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Decode", [1, 0, 1, 0, 1, 0]),
        ("/Mask", [0, 99, 0, 99, 0, 99]),
        ("/DecodeParms", pikepdf.Dictionary(ColorTransform=0)),
    ],
)
def test_a_picture_that_looks_otherwise_than_its_jpeg_is_not_told(key: str, value: object) -> None:
    with pikepdf.open(BytesIO(_scan())) as pdf:
        _picture(pdf)[key] = value
        pdf.save(out := BytesIO())
    assert _told(out.getvalue()) is None


def test_a_turned_page_is_not_told() -> None:
    with pikepdf.open(BytesIO(_scan())) as pdf:
        pdf.pages[0].Rotate = 180
        pdf.save(out := BytesIO())
    assert _told(out.getvalue()) is None


def test_a_broken_picture_is_not_told() -> None:
    with pikepdf.open(BytesIO(_scan())) as pdf:
        picture = _picture(pdf)
        picture.write(picture.read_raw_bytes()[:9000], filter=pikepdf.Name.DCTDecode)
        pdf.save(out := BytesIO())
    assert _told(out.getvalue()) is None


def _with_picture(picture: Image.Image, sampling: int = 0) -> bytes:
    """A page of that picture alone."""
    with pikepdf.open(BytesIO(scan(make_pdf(), dpi=72))) as pdf:
        jpeg, out = BytesIO(), BytesIO()
        picture.save(jpeg, "JPEG", quality=95, subsampling=sampling)
        _picture(pdf).write(jpeg.getvalue(), filter=pikepdf.Name.DCTDecode)
        _picture(pdf).Width, _picture(pdf).Height = picture.size
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("sampling", [0, 1, 2])
@pytest.mark.parametrize("size", [(595, 842), (1191, 1685)])
def test_colours_that_no_screen_can_show_are_not_taken_for_light(size: tuple[int, int], sampling: int) -> None:
    """A JPEG may call a light grey deep violet; what is shown is the nearest there is, and that is dark."""
    planes = [Image.new("L", size, value) for value in (198, 255, 255)]
    data = _with_picture(Image.merge("YCbCr", planes), sampling)
    told, drawn = _told(data), _drawn(data)
    assert told is not None
    assert drawn.max() < INK
    part = told.part(*WHOLE)
    assert part is None or (part[0] - drawn).max() <= SLACK / 2


def test_a_page_cut_by_two_boxes_is_seen_where_they_meet() -> None:
    """The crop box begins outside of the media box: the picture fills another page than the one that is seen."""
    with pikepdf.open(BytesIO(_scan())) as pdf:
        pdf.pages[0].CropBox = [-100, -100, 495, 742]
        pdf.pages[0].contents_coalesce()
        pdf.pages[0].Contents.write(b"q 495 0 0 742 -100 -100 cm /image Do Q")
        pdf.save(out := BytesIO())
    assert _told(out.getvalue()) is None


def test_a_picture_that_is_sampled_is_not_told() -> None:
    """PDFium shows single pixels of a picture so large."""
    assert _told(_with_picture(Image.new("RGB", (3100, 5000), "white"))) is None


FAST = 8
"""Kinds of paint that are tried each time; all of them with the slow tests."""


@pytest.mark.parametrize(
    "paint",
    [
        pytest.param(paint, id=paint.name, marks=pytest.mark.slow if number >= FAST else ())
        for number, paint in enumerate(HIDING)
    ],
)
def test_paint_that_hides_print_hides_that_of_a_scan(paint: Paint) -> None:
    stamped = sign_pdf(_signed(), PKI.firm(), field="Signature2", box=OVER_PRINT, style=style(paint))
    assert verify(stamped, trust=TRUST, now=NOW).integrity == "changed"


def test_a_stamp_beside_the_print_of_a_scan_needs_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """White and all: the picture tells that there is nothing beneath."""
    monkeypatch.setattr(signatures.overlays.Drawings, "draw", None)
    for paint in (HIDING[0], *HARMLESS):
        stamped = sign_pdf(_signed(), PKI.firm(), field="Signature2", box=BESIDE, style=style(paint))
        assert verify(stamped, trust=TRUST, now=NOW).integrity == "intact"
