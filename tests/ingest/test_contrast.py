"""Faint pages: their strokes are made dark, strong ones and empty ones stay as they are."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from extract.page import Box, Word
from ingest.contrast import says_something, strengthened
from ingest.ocr import find_tessdata, recogniser
from ingest.raster import Pixels, Raster
from ingest.segment import Segment
from tests.compose.layout import compose_pdf
from tests.compose.letter import read_letter
from tests.compose.scan import DPI, render

PAPER = 245
LETTER = read_letter("cong-van-quyet-toan")


def sheet(strength: float) -> Pixels:
    """The first page of a letter whose print keeps that share of its darkness; with grain."""
    page = np.asarray(render(compose_pdf(LETTER))[0].convert("RGB"), dtype=np.float32)
    grain = np.random.default_rng(3).normal(0, 5, page.shape[:2])[:, :, None]
    return cast(Pixels, np.clip(PAPER - (255 - page) * strength + grain, 0, 255).astype(np.uint8))


@pytest.mark.parametrize(("strength", "faint"), [(1.0, False), (0.7, False), (0.4, True), (0.3, True), (0.0, False)])
def test_only_faint_print_is_made_strong(strength: float, faint: bool) -> None:
    """Neither a page as dark as most, nor one that is empty but for its grain."""
    strong = strengthened(sheet(strength))
    assert faint == (strong is not None)
    if strong is not None:
        assert int(np.percentile(strong, 1)) < 100
        assert abs(float(np.median(strong)) - PAPER) < 5


@pytest.mark.skipif(find_tessdata(None) is None, reason="tesseract-ocr-vie is not installed")
def test_a_faint_page_is_no_blank_one() -> None:
    """A stroke of it that is as dark as ink is not needed."""
    reader = recogniser(None)
    assert reader is not None
    scan = reader.read_page(Raster(sheet(0.35), DPI / 72))
    said = " ".join(segment.text for segment in scan.segments)
    assert "blank" not in scan.notes
    assert LETTER.reference in said
    assert LETTER.signer in said


@pytest.mark.parametrize(
    ("said", "words"),
    [("Căn cứ Luật Lưu trữ ngày", True), ("ŋưé đbn ỉlk zxt wqr", False), ("Căn cứ", False)],
)
def test_what_shows_through_is_not_believed(said: str, words: bool) -> None:
    """The back of a sheet, mirrored, gives no syllables."""
    read = [Word(text, Box(40.0 * i, 0, 40.0 * i + 30, 12), source="ocr") for i, text in enumerate(said.split())]
    assert words == says_something((Segment(read),))
