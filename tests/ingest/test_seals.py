"""Black seals: found wherever they are set, taken off, and nothing else is."""

from __future__ import annotations

from functools import cache
from typing import cast

import cv2
import numpy as np
import pytest

from ingest.raster import Pixels
from ingest.seals import find_seals, without_seals
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import DPI, render
from tests.compose.stamps import BLACK, round_seal

SCALE = DPI / 72
SEAL = np.asarray(round_seal("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM * AN SƠN", "SỞ TÀI CHÍNH", ink=BLACK))


@cache
def page() -> Pixels:
    """A dispatch in grey, without a seal."""
    return cast(Pixels, np.asarray(render(compose_pdf(read_letter("cong-van-quyet-toan")))[0].convert("L")))


def sealed(left: int, top: int, shade: int = 20) -> Pixels:
    """The dispatch with a seal of that shade, in pixels."""
    out = page().copy()
    height, width = SEAL.shape[:2]
    below = out[top : top + height, left : left + width]
    below[SEAL[:, :, 3] > 0] = np.minimum(below[SEAL[:, :, 3] > 0], shade)
    return out


@pytest.mark.parametrize(("left", "top"), [(850, 1050), (200, 300), (1300, 1900)])
@pytest.mark.parametrize("shade", [20, 120], ids=["black", "grey"])
def test_a_seal_is_found(left: int, top: int, shade: int) -> None:
    """Over print or beside it, black or as a scanner in grey makes of red."""
    (seal,) = find_seals(sealed(left, top, shade), SCALE)
    assert abs(seal.x - left - 145) < 4
    assert abs(seal.y - top - 145) < 4


def test_print_is_no_seal() -> None:
    """Nor is a smaller circle; the page stays the very same picture."""
    grey = page().copy()
    cv2.circle(grey, (900, 1900), 60, (0,), 5)
    assert without_seals(grey, SCALE) is grey


def test_its_rings_are_taken_off_and_strokes_across_them_stay() -> None:
    """Of the ink that the outer ring had alone, next to nothing is left; a stroke through it is whole."""
    grey = sealed(850, 1050)
    x, y = 850 + 145, 1050 + 145
    cv2.line(grey, (x, y + 90), (x, y + 200), (0,), 6)
    clean = without_seals(grey, SCALE)
    down, right = np.mgrid[: grey.shape[0], : grey.shape[1]]
    away = np.hypot(right - x, down - y)
    ring = (away > 136) & (away < 141) & (np.abs(right - x) > 10)
    assert (clean[ring] < 128).mean() < 0.1 < 0.85 < (grey[ring] < 128).mean()
    assert (clean[y + 110 : y + 200, x] < 128).all()
    assert np.array_equal(clean[away > 200], grey[away > 200])
