"""How far a scan leans: found to a tenth of a degree, and nothing said of pages that lean as no scan does."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from ingest.skew import skew_of
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import render

PAPER = 250


def leaning(degrees: float, name: str = "cong-van-quyet-toan") -> np.ndarray:
    """A page of print turned counter-clockwise, with the grain of a scanner."""
    page = render(compose_pdf(read_letter(name)))[0].convert("L")
    turned = page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    grain = np.random.default_rng(7).normal(0, 6, (turned.height, turned.width))
    return np.clip(np.asarray(turned) + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("degrees", [0.0, 0.3, -0.3, 0.75, -1.2, 2.4, -4.6])
def test_the_lean_of_a_page_is_found(degrees: float) -> None:
    assert skew_of(leaning(degrees)) == pytest.approx(degrees, abs=0.15)


@pytest.mark.parametrize("degrees", [20.0, -35.0, 5.8])
def test_what_leans_as_no_scan_does_is_left_alone(degrees: float) -> None:
    assert abs(skew_of(leaning(degrees))) <= 5.0


@pytest.mark.parametrize("shape", [(2339, 1654), (1, 1), (40, 30), (3, 2000), (2001, 63)])
def test_blank_pages_do_not_lean(shape: tuple[int, int]) -> None:
    assert skew_of(np.full(shape, PAPER, np.uint8)) == 0.0


def test_a_black_page_does_not_lean() -> None:
    assert skew_of(np.zeros((400, 300), np.uint8)) == 0.0


def noise(rows: int, columns: int) -> np.ndarray:
    """Shades of grey at random."""
    return np.random.default_rng(3).integers(0, 256, (rows, columns), dtype=np.uint8)


@pytest.mark.parametrize("shape", [(1, 64), (1, 9000), (2, 9000), (200, 10000), (100, 10000), (10000, 64)])
def test_pictures_of_any_shape_have_a_lean(shape: tuple[int, int]) -> None:
    """Strips of a wide and low one are moved past its edge."""
    assert abs(skew_of(noise(*shape))) <= 5.0


@pytest.mark.parametrize("share", [0.12, 0.25])
def test_a_small_straight_page_is_not_said_to_lean(share: float) -> None:
    """Angles that move its strips alike are as good as none."""
    page = Image.fromarray(leaning(0.0))
    small = page.resize((round(share * page.width), round(share * page.height)))
    assert abs(skew_of(np.asarray(small))) < 0.15
