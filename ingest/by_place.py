"""Characters set anew by their places (xếp lại ký tự theo vị trí), where the order of the file tears words apart.

Two kinds of page need it. Where the typeface lacks letters, some producers draw all a line has of the one font and then
what it has of the other: `B O HI M` and `Ả Ể`. And PDFium takes a page of few lines, such as one with nothing but the
signature on it, for upright writing, and then puts every character on a line of its own.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import Any

import numpy as np

from ingest.frame import Frame
from ingest.lean import char_box, char_origin, is_generated
from ingest.rows import Rows

_SAME_LINE = 0.3
"""Baselines closer than this share of the usual height of a character are one line's."""
_BLANK = 0.13
"""Share of that height from which a gap is a blank; the narrowest blanks have about 0.15."""
_BOXES = Rows(ctypes.c_float, 4)
_ORIGINS = Rows(ctypes.c_double, 2, apart=True)


def set_by_place(page: Any, text: str, frame: Frame) -> tuple[str, list[int]]:
    """The characters of a text page, line by line and left to right, with blanks at gaps; and the index each had.

    A blank that was put in has the index of the character before it.
    """
    made_up = map(is_generated, repeat(page), range(len(text)))
    drawn = [i for i, generated in enumerate(made_up) if not generated and text[i] not in "\r\n"]
    if not drawn:
        return "", []
    x0, x1, base, height = _places(page, drawn, frame)
    usual = float(np.median(height)) or 1.0
    signs: list[str] = []
    order: list[int] = []
    for line in _lines(base, x0, _SAME_LINE * usual):
        for at, after in pairwise((*line, None)):
            assert at is not None
            signs.append(text[drawn[at]])
            order.append(drawn[at])
            if after is None or x0[after] - x1[at] > _BLANK * usual:
                signs.append(" ")
                order.append(drawn[at])
    return "".join(signs), order


def _places(page: Any, drawn: Sequence[int], frame: Frame) -> tuple[np.ndarray, ...]:
    """Left and right edges, baselines and heights, as shown."""
    boxes = _BOXES.filled(char_box, drawn, repeat(page))
    origins = _ORIGINS.filled(char_origin, drawn, repeat(page))
    left, top, right, bottom = boxes.astype(np.float64).T
    x0, high, x1, low = frame.edges(left, bottom, right, top)
    x, y = origins.T
    _, base, _, _ = frame.edges(x, y, x, y)
    return np.asarray(x0), np.asarray(x1), np.asarray(base), np.asarray(low - high)


def _lines(base: np.ndarray, x0: np.ndarray, reach: float) -> Iterator[list[int]]:
    """Runs of characters on one baseline, top to bottom, each left to right."""
    line: list[int] = []
    for i in np.argsort(base, kind="stable").tolist():
        if line and base[i] - base[line[0]] > reach:
            yield sorted(line, key=x0.__getitem__)
            line = []
        line.append(i)
    yield sorted(line, key=x0.__getitem__)
