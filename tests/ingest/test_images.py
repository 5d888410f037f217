"""Images of pages: the right page, the width asked for, and refusals for what cannot be drawn."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ingest.images import render_page
from ingest.problems import Damaged, NoPages, Refusal
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter


@pytest.fixture(scope="module")
def letter() -> bytes:
    """A letter of our own, born digital."""
    return compose_pdf(read_letter("giay-moi-tap-huan"))


def _tiff(*sizes: tuple[int, int]) -> bytes:
    first, *more = [Image.new("RGB", size, "white") for size in sizes]
    out = BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=more)
    return out.getvalue()


def _size(image: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(image)).size


@pytest.mark.parametrize("width", [200, 1000])
def test_a_page_has_the_width_asked_for(letter: bytes, width: int) -> None:
    """And the height of A4 that goes with it."""
    wide, high = _size(render_page(letter, 1, width))
    assert abs(wide - width) <= 1
    assert abs(high / wide - 842 / 595) < 0.01


def test_a_path_does_as_well(letter: bytes, tmp_path: Path) -> None:
    """The bytes of a local file need not travel."""
    (tmp_path / "a").write_bytes(letter)
    assert render_page(tmp_path / "a", 1, 200) == render_page(letter, 1, 200)


def test_pictures_have_pages_too() -> None:
    """The second picture of a TIFF; none is made larger than it is."""
    data = _tiff((300, 100), (400, 600))
    assert _size(render_page(data, 2, 200)) == (200, 300)
    assert _size(render_page(data, 1, 1000)) == (300, 100)


@pytest.mark.parametrize(("turns", "corner"), [(0, (0, 0)), (1, (1, 0)), (2, (1, 1)), (3, (0, 1))])
def test_a_page_is_drawn_as_it_was_turned_to_be_read(letter: bytes, turns: int, corner: tuple[int, int]) -> None:
    """Quarters clockwise: what the file has at its top left comes to that corner; the width is that of the result."""
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste("black", (0, 0, 20, 20))
    out = BytesIO()
    picture.save(out, "PNG")
    drawn = Image.open(BytesIO(render_page(out.getvalue(), 1, 60, turns=turns))).convert("L")
    assert drawn.size == ((60, 40) if turns % 2 == 0 else (40, 60))
    assert drawn.getpixel((corner[0] * (drawn.width - 10) + 5, corner[1] * (drawn.height - 10) + 5)) == pytest.approx(
        0, abs=20
    )
    assert _size(render_page(letter, 1, 400, turns=turns))[0] == pytest.approx(400, abs=1)


@pytest.mark.parametrize(
    ("data", "number", "expected"),
    [
        (_tiff((10, 10)), 2, NoPages),
        (b"\x89PNG\r\n\x1a\nhong", 1, Damaged),
        (b"%PDF-1.7 hong", 1, Damaged),
    ],
)
def test_what_cannot_be_drawn_is_typed(data: bytes, number: int, expected: type[Refusal]) -> None:
    """Never an error of another kind."""
    with pytest.raises(expected):
        render_page(data, number, 100)


def test_no_page_beyond_the_last(letter: bytes) -> None:
    """Nor before the first."""
    for number in (0, 2):
        with pytest.raises(NoPages):
            render_page(letter, number, 100)
