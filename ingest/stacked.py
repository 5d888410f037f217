"""Positions stamped one upon another (chức vụ đóng chồng dòng): rubber stamps of `KT. GIÁM ĐỐC` and `PHÓ GIÁM ĐỐC`.

They are set by hand, aslant and so close that their letters touch: the detector sees one line, far too high, and no
recogniser reads it. Set straight and cut in two halves, it is two lines, each cut short; but few positions there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import cast

import cv2
import numpy as np

from ingest.detector import LineBox
from ingest.handwriting import hand_reader
from ingest.raster import Pixels
from ingest.signature_block import is_nearly_position, position_in

HIGH = (1.25, 2.3)
"""Heights of a usual line between which a box may hold two that touch."""
_WIDE = (3.0, 14.0)
"""… and how many times its own height it may be wide."""
_ANGLES = (-2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0)
"""Degrees by which stamps lean: they are set by hand."""
_HALF = 0.56
_DARK = 128
_INKED = 0.3
"""Share of the most inked row that a row of letters has."""
_DEPUTY = "PHÓ "
_FOR = "KT. "

ReadLine = Callable[[Pixels], Sequence[str]]
"""What recognisers of print make of the picture of a line."""


def may_be_stacked(box: LineBox, usual: float) -> bool:
    """Whether a box has the shape of two positions that touch; `usual` is the height of a line."""
    return HIGH[0] <= box.height / max(usual, 1.0) <= HIGH[1] and _WIDE[0] <= (box.x1 - box.x0) / box.height <= _WIDE[1]


def read_stacked(pixels: Pixels, box: LineBox, read: ReadLine) -> tuple[str, str] | None:
    """The upper and the lower position; None unless both are known ones, and go together.

    The cheapest reader is asked about the lower half first: mostly it is a pen's stroke, and that is that.
    """
    upper, lower = _halves(_straight(pixels, box))
    if not is_nearly_position(_by_hand(lower)):
        return None
    position = position_in(_readings(lower, read))
    if position is None:
        return None
    above = position.removeprefix(_DEPUTY)
    among = (above, _FOR + above) if above != position else ()
    authority = position_in(_readings(upper, read), among)
    return (authority, position) if authority and authority != position else None


def _readings(picture: Pixels, read: ReadLine) -> Iterator[str]:
    yield _by_hand(picture)
    yield from read(picture)


def _by_hand(picture: Pixels) -> str:
    return "".join(glyph.text for glyph in hand_reader().read(picture))


def _halves(picture: Pixels) -> tuple[Pixels, Pixels]:
    cut = round(_HALF * picture.shape[0])
    return picture[:cut], picture[-cut:]


def _straight(pixels: Pixels, box: LineBox) -> Pixels:
    """What is in the box, turned so that its lines run level: then the ink of its rows differs most."""
    pad = round(box.height / 3)
    top, left = max(int(box.top) - pad, 0), max(int(box.x0) - pad, 0)
    crop = pixels[top : int(box.bottom) + pad + 1, left : int(box.x1) + pad + 1]
    return _inked(max((_turned(crop, angle) for angle in _ANGLES), key=_contrast))


def _turned(crop: Pixels, angle: float) -> Pixels:
    height, width = crop.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return cast(Pixels, cv2.warpAffine(crop, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,)))


def _contrast(picture: Pixels) -> float:
    ink = (picture < _DARK).sum(axis=1).astype(np.float64)
    return float((np.diff(ink) ** 2).sum())


def _inked(picture: Pixels) -> Pixels:
    """The rows that letters stand on, without what a seal or a stroke leaves above and below them."""
    ink = (picture < _DARK).sum(axis=1)
    rows = np.flatnonzero(ink >= _INKED * ink.max())
    return np.ascontiguousarray(picture[rows[0] : rows[-1] + 1]) if rows.size else picture
