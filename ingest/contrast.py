"""Faint scans (bản quét mờ): print that is hardly darker than its paper, made as dark as print is.

A copy of a copy, a thermal fax, a pencil: no stroke of it is as dark as the thresholds by which ink is told from paper
expect. The print that shows through from the back of a sheet is as faint, so what is read from such a page is believed
only if it is words.
"""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from ingest.ink import strongest_of
from ingest.raster import Pixels
from ingest.segment import Segment
from ingest.syllables import share_of_syllables, words_of

_SPARSE = 3
"""Every so many pixels are looked at, either way."""
_GRAIN = 36
"""Grey levels below its paper from which a pixel is more than grain."""
_LEAST, _MOST = 0.0005, 0.25
"""Shares of a page that print may cover."""
_DARKEST = 10
"""The percentile of what is no paper that is taken for the middle of a stroke."""
_FAINT, _INK = 105, 40
"""Grey from which strokes are faint, and what they are made."""
_STRONGEST = 4.0
_WORDS = 5
_LANGUAGE = 0.6
"""Words, and their share that are syllables, below which nothing was read from a faint page."""


def strengthened(pixels: Pixels) -> Pixels | None:
    """An RGB page with its strokes made dark; None where they are dark already, or there is none."""
    few = strongest_of(np.ascontiguousarray(pixels[::_SPARSE, ::_SPARSE]))
    paper = float(np.median(few))
    strokes = few[few < paper - _GRAIN]
    if not _LEAST <= strokes.size / few.size <= _MOST:
        return None
    ink = float(np.percentile(strokes, _DARKEST))
    if ink < _FAINT:
        return None
    gain = min((paper - _INK) / (paper - ink), _STRONGEST)
    levels = np.arange(256)
    table = np.where(levels < paper, paper - (paper - levels) * gain, levels)
    return cast(Pixels, cv2.LUT(pixels, np.clip(table, 0, 255).astype(np.uint8)))


def says_something(segments: tuple[Segment, ...]) -> bool:
    """Whether what was read from a faint page is words."""
    words = words_of(word.text for segment in segments for word in segment.words)
    return len(words) >= _WORDS and share_of_syllables(words) >= _LANGUAGE
