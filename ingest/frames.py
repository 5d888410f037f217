"""Framed stamps without colour (dấu đến trên bản quét đen trắng, xám): the frame tells where one is.

Arrival stamps are boxes of about 50 × 30 mm, set by hand, so a little aslant. Where colour cannot lift them, their
lines mix with those of the subject or the number beside them: what is within the frame is read apart and taken off the
page, if it is such a stamp; a cell of a table is not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

import cv2
import numpy as np

from extract.page import Box, Word
from ingest.raster import Pixels
from ingest.segment import Segment
from ingest.unaccent import unaccent

_UPPER = 0.5
"""The part of a page in which arrival stamps are set."""
_COARSE = 3
"""Pixels to one where lines are looked for."""
_DARK = 190
_RUN = 13
"""Coarse pixels in a row that only a drawn line has, be it aslant."""
_LEAN = 0.16
_WIDTH, _HEIGHT = (85.0, 215.0), (40.0, 130.0)
"""Points from side to side and from top to bottom."""
_NEAR = 10.0
_PRINT = 0.9
"""Confidence of a word that is print, stamped upon or not."""
_INSIDE = 4
"""Pixels from the middle of a frame's line to what it frames."""
_WORD = re.compile(r"^\W*den\W*$", re.MULTILINE)
_CUES = (r"\bden\b", r"\bso\b", r"\bng.y\b", r"\bch?uy.n\b", r"\bgio\b", r"\bluu ho so\b", r"\bvan ban\b")
"""What an arrival stamp says: `ĐẾN` on a line of its own, or two of these."""
_OWN_NUMBER = re.compile(r"\d\s?[/-]\s?(?:\d{4}\s?/\s?)?[A-ZĐ]{2}")


@dataclass(frozen=True, slots=True)
class Frame:
    """Middle and size in pixels, and degrees by which it leans."""

    x: float
    y: float
    width: float
    height: float
    angle: float

    def straight(self, grey: Pixels) -> Pixels:
        """What it frames, set straight."""
        size = (max(round(self.width) - 2 * _INSIDE, 1), max(round(self.height) - 2 * _INSIDE, 1))
        return cast(Pixels, cv2.warpAffine(grey, self._matrix(), size, flags=cv2.INTER_CUBIC, borderValue=(255,)))

    def word_on_page(self, word: Word, scale: float) -> Word:
        """A word of the straight picture, in points, where it stands on the page."""
        box = word.box
        middle = ((box.x0 + box.x1) / 2 * scale, (box.top + box.bottom) / 2 * scale, 1.0)
        x, y = (float(edge) / scale for edge in cv2.invertAffineTransform(self._matrix()) @ middle)
        right, down = (box.x1 - box.x0) / 2, (box.bottom - box.top) / 2
        return replace(word, box=Box(*(round(edge, 1) for edge in (x - right, y - down, x + right, y + down))))

    def take_off(self, grey: Pixels) -> None:
        """Leave bare paper where it is."""
        corners = cv2.boxPoints(((self.x, self.y), (self.width + _INSIDE, self.height + _INSIDE), self.angle))
        cv2.fillPoly(grey, [np.rint(corners).astype(np.int32)], (255,))

    def _matrix(self) -> np.ndarray:
        matrix = cv2.getRotationMatrix2D((self.x, self.y), self.angle, 1.0)
        matrix[:, 2] += np.array((self.width / 2 - _INSIDE - self.x, self.height / 2 - _INSIDE - self.y))
        return matrix


def is_arrival(segments: Iterable[Segment]) -> bool:
    """Whether that is what an arrival stamp says, and no number of a dispatch among it."""
    text = "\n".join(segment.text for segment in segments)
    said = unaccent(text).lower()
    cues = sum(bool(re.search(cue, said)) for cue in _CUES)
    return not _OWN_NUMBER.search(text) and (cues > 1 or bool(_WORD.search(said)))


def without_traces(segments: Iterable[Segment], stamps: Sequence[Box]) -> Iterator[Segment]:
    """The printed lines without unsure words where an arrival stamp was lifted: what is left of it is no print."""
    for segment in segments:
        words = [word for word in segment.words if word.confidence >= _PRINT or not _inside(word.box, stamps)]
        if words:
            yield Segment(words) if len(words) < len(segment.words) else segment


def _inside(box: Box, stamps: Sequence[Box]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return any(stamp.x0 <= x <= stamp.x1 and stamp.top <= y <= stamp.bottom for stamp in stamps)


def find_frames(grey: Pixels, scale: float) -> list[Frame]:
    """The frames that may be stamps' in the upper part of a page, those within others left out."""
    upper = grey[: int(grey.shape[0] * _UPPER)]
    size = (max(upper.shape[1] // _COARSE, 1), max(upper.shape[0] // _COARSE, 1))
    dark = (cv2.resize(upper, size, interpolation=cv2.INTER_AREA) < _DARK).astype(np.uint8)
    unit = scale / _COARSE
    across = [line for line in _lines(dark, across=True) if 0.5 * _WIDTH[0] * unit <= line.length <= _WIDTH[1] * unit]
    if len(across) < 2:
        return []
    down = [line for line in _lines(dark, across=False) if 0.5 * _HEIGHT[0] * unit <= line.length <= _HEIGHT[1] * unit]
    found = sorted(_framed(across, down, unit), key=lambda frame: -frame.height)
    kept: list[Frame] = []
    for frame in found:
        if not any(
            abs(frame.x - other.x) < other.width / 2 and abs(frame.y - other.y) < other.height for other in kept
        ):
            kept.append(frame)
    return kept


@dataclass(frozen=True, slots=True)
class _Line:
    """A drawn line: where its ink is, in coarse pixels."""

    points: np.ndarray
    x0: int
    top: int
    x1: int
    bottom: int

    @property
    def length(self) -> int:
        return max(self.x1 - self.x0, self.bottom - self.top)

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


def _lines(dark: np.ndarray, *, across: bool) -> Iterator[_Line]:
    """What is drawn in one direction, roughly."""
    run = np.ones((1, _RUN) if across else (_RUN, 1), np.uint8)
    drawn = cv2.dilate(cv2.morphologyEx(dark, cv2.MORPH_OPEN, run), np.ones((3, 3), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(drawn, connectivity=8)
    for i in range(1, count):
        x, y, width, height = (int(edge) for edge in boxes[i][:4])
        long, short = (width, height) if across else (height, width)
        if long > _RUN and short <= _LEAN * long + 4:
            rows, columns = np.nonzero(labels[y : y + height, x : x + width] == i)
            yield _Line(np.column_stack((columns + x, rows + y)), x, y, x + width, y + height)


def _framed(across: list[_Line], down: list[_Line], unit: float) -> Iterator[Frame]:
    for above, below in itertools.permutations(across, 2):
        wide = max(above.length, below.length)
        high = below.y - above.y
        if not (_HEIGHT[0] * unit <= high <= _HEIGHT[1] * unit and _WIDTH[0] * unit <= wide):
            continue
        near = _NEAR * unit + _LEAN * high
        sides = [line for line in down if line.length > 0.5 * high and abs(line.y - (above.y + below.y) / 2) < high / 3]
        whole = max(above, below, key=lambda line: line.length)
        left = [line for line in sides if abs(line.x - whole.x0) < near]
        right = [line for line in sides if abs(line.x - whole.x1) < near]
        ends = abs(above.x0 - below.x0) < near, abs(above.x1 - below.x1) < near
        if (left and right and any(ends)) or ((left or right) and all(ends)):
            yield _frame([above, below, *left[:1], *right[:1]])


def _frame(lines: list[_Line]) -> Frame:
    points = np.concatenate([line.points for line in lines]).astype(np.float32) * _COARSE
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    if width < height:
        width, height, angle = height, width, angle - 90.0
    return Frame(x + 1, y + 1, width, height, (angle + 90.0) % 180.0 - 90.0)
