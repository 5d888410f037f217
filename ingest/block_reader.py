"""The block of the signature looked at once more (khối chữ ký): the lines that the detector missed on the whole page.

A seal and a pen join positions and names to one blot, which the detector takes for a picture; looked at alone, the
block falls apart into lines. Names stamped in red ink are lifted off with the seals, and positions stamped one upon
another are one box. What is found so is believed where it is a known position, or a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import cast

import cv2
import numpy as np

from extract.page import Box, Word, box_around
from ingest.detector import LineBox, detector
from ingest.line_reader import Inked, LineReader
from ingest.opinion import second_reader
from ingest.raster import Pixels
from ingest.segment import Segment
from ingest.signature_block import is_authority, is_common, is_name, is_position, shouted
from ingest.stacked import may_be_stacked, read_stacked
from ingest.unaccent import unaccent
from ingest.upright import Upright

_LEFT = 0.4
"""Share of the page's width that the block never reaches into."""
_ABOVE, _BELOW = 32.0, 180.0
"""Points above and below the label of the recipients, or the first position, within which the block stands."""
_STACKED = 0.75
"""Confidence of positions stamped one upon another."""
_SURE = 0.75
_SPECK = 2.0
"""Heights of a line that a box is wide at least."""
_REACH = 1.2
_CLEAN = 0.02
"""Heights of a line left of a name that must be clean, and the share that may be ink: else it may be cut off."""
_CENTRED = 6.0
"""Points by which the middle of a name may differ from that of the position above it."""
_BLOT = 1.8
"""Heights of a usual line from which a box is no line."""
_JOINED = 0.8
"""Heights of a usual line that part the words of a blot at most."""
_WIDE, _LINE = 3.0, (0.65, 1.25)
"""How many times its height such a blot is wide, and how high a line is, in heights of a usual one."""
_SAME = 0.4
"""Heights of a line by which the middles of two readings of it differ at most."""
_DARK = 128
_MARGIN = 6


@dataclass(frozen=True, slots=True)
class Block:
    """Where the signature stands: left, top, right, bottom in pixels of the levelled page."""

    x0: int
    top: int
    x1: int
    bottom: int

    def holds(self, box: LineBox) -> bool:
        """Whether the middle of a line is in it, and its beginning."""
        return self.x0 <= box.x0 + box.height and self.top <= (box.top + box.bottom) / 2 <= self.bottom


class BlockReader:
    """Reads blocks with the reader of lines that it is given."""

    def __init__(self, lines: LineReader) -> None:
        self._lines = lines

    def completed(
        self, segments: list[Segment], page: Upright, boxes: Sequence[LineBox], scale: float, inked: Inked
    ) -> list[Segment]:
        """The lines of a page with those of its signature that were missed; mostly the same ones."""
        block = find_block(segments, page, scale)
        if block is None:
            return segments
        usual = median(box.height for box in boxes)
        found = list(segments)
        for box in boxes:
            if block.holds(box) and may_be_stacked(box, usual):
                found = _with(found, self._stacked(found, page, box, scale))
        if self._complete(found, block, page, scale):
            return found
        for box in blots(page.pixels, block, usual):
            if may_be_stacked(box, usual):
                found = _with(found, self._stacked(found, page, box, scale))
            elif _LINE[0] * usual < box.height < _LINE[1] * usual:
                found = self._with_line(found, page, box, scale)
        for pixels, lines in self._views(page, block, inked, usual):
            for box in lines:
                found = self._with_line(found, replace(page, pixels=pixels), box, scale)
            if self._complete(found, block, page, scale):
                break
        return found

    def _stacked(self, standing: Sequence[Segment], page: Upright, box: LineBox, scale: float) -> list[Segment]:
        """The two positions that a box holds, each in its half; mostly none, as where one with its mark was read."""
        place = page.box(box.x0, box.top, box.x1, box.bottom, scale)
        read = [s.words for s in standing if _covers(place, s)]
        if any(is_position(words) and is_authority(words) for words in read):
            return []
        both = read_stacked(page.pixels, box, self._readings)
        if both is None:
            return []
        half = box.height / 2
        halves = (box.top, box.top + half), (box.top + half, box.bottom)
        return [
            _line_of(text, page.box(box.x0, top, box.x1, bottom, scale), _STACKED)
            for text, (top, bottom) in zip(both, halves, strict=True)
        ]

    def _readings(self, picture: Pixels) -> list[str]:
        paper = cast(Pixels, cv2.copyMakeBorder(picture, *(_MARGIN,) * 4, cv2.BORDER_CONSTANT, value=(255,)))
        read = " ".join(text for text, *_ in self._lines.recognise(paper))
        return [read, second_reader().read([picture])[0].text]

    def _views(self, page: Upright, block: Block, inked: Inked, usual: float) -> Iterator[tuple[Pixels, list[LineBox]]]:
        """The page, and its red ink alone, with the lines of the block that are seen in each."""
        for pixels in (page.pixels, inked.red):
            if pixels is None:
                continue
            crop = np.ascontiguousarray(pixels[block.top : block.bottom, block.x0 : block.x1])
            moved = (
                LineBox(b.x0 + block.x0, b.top + block.top, b.x1 + block.x0, b.bottom + block.top, b.score)
                for b in detector().lines(crop)
            )
            yield pixels, [box for box in moved if _may_be_line(box, block, usual)]

    def _with_line(self, segments: list[Segment], page: Upright, box: LineBox, scale: float) -> list[Segment]:
        """The lines with a position or name in that box; nothing else is believed, and no other one doubted."""
        place = page.box(box.x0, box.top, box.x1, box.bottom, scale)
        standing = [s for s in segments if _covers(place, s)]
        if any(is_position(s.words) or is_name(s.words) for s in standing):
            return segments
        words = self._lines.line_of_block(page, box, scale)
        if not words or not (is_position(words) or _is_whole_name(words, segments, page, scale)):
            return segments
        return _with(segments, [Segment(words)])

    def _complete(self, segments: Sequence[Segment], block: Block, page: Upright, scale: float) -> bool:
        """Whether the block has a position and a name."""
        place = page.box(block.x0, block.top, block.x1, block.bottom, scale)
        lines = [s.words for s in segments if s.x0 > place.x0 - _ABOVE and place.top - _ABOVE < s.middle < place.bottom]
        positions = (words for words in lines if len(words) > 1 and shouted(words) and not is_authority(words))
        return any(map(is_name, lines)) and any(positions)


def find_block(segments: Sequence[Segment], page: Upright, scale: float) -> Block | None:
    """Beside the recipients, or where the first position in the right half is."""
    height, width = page.pixels.shape[:2]
    label = next((s for s in segments if unaccent(s.text).lower().startswith("noi nhan")), None)
    left = _LEFT * width / scale
    signing = [s for s in segments if s.x0 > left and is_position(s.words)]
    starts = [s.top for s in (*signing, *([label] if label else []))]
    if not starts:
        return None
    top = min(starts) if label is None else min(label.top, *(s.top for s in signing if s.top > label.top - _ABOVE), 1e6)
    x0 = max(left, label.x1 + 4 if label else 0.0)
    edges = (x0, max(top - _ABOVE, 0.0), width / scale, min(top + _BELOW, height / scale))
    return Block(*(round(edge * scale) for edge in edges))


def blots(pixels: Pixels, block: Block, usual: float) -> list[LineBox]:
    """What in the block is as wide as a position or a name, be it a line to the detector or not."""
    dark = (pixels[block.top : block.bottom, block.x0 : block.x1] < _DARK).astype(np.uint8)
    joined = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((1, max(round(_JOINED * usual), 1)), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    edges = ((int(x) + block.x0, int(y) + block.top, int(w), int(h)) for x, y, w, h, _ in found[1:])
    boxes = (LineBox(x, y, x + w, y + h, 0.0) for x, y, w, h in edges)
    return [box for box in boxes if box.x1 - box.x0 > _WIDE * box.height]


def _may_be_line(box: LineBox, block: Block, usual: float) -> bool:
    """Whether a box has the shape of a line of the signature: no speck, no blot, no end of a line that runs across."""
    wide = box.x1 - box.x0 > _SPECK * box.height
    return wide and box.height < _BLOT * usual and box.x0 > block.x0 + _MARGIN


def _is_whole_name(words: Sequence[Word], segments: Sequence[Segment], page: Upright, scale: float) -> bool:
    """Whether the words are a name from its beginning: of a common surname, centred below a position, or with nothing
    left of it."""
    if not is_name(words) or min(word.confidence for word in words) < _SURE:
        return False
    box = box_around(words)
    above = [s for s in segments if is_position(s.words) and 0 < box.top - s.bottom < _BELOW]
    if len(words) > 2 and is_common(words[0].text):
        return True
    if any(abs(box.x0 + box.x1 - s.x0 - s.x1) < 2 * _CENTRED for s in above):
        return True
    high = box.bottom - box.top
    rows = slice(round((box.top + high / 5) * scale), round((box.bottom - high / 5) * scale))
    beside = page.pixels[rows, max(round((box.x0 - _REACH * high) * scale), 0) : round((box.x0 - high / 8) * scale)]
    return beside.size > 0 and float((beside < _DARK).mean()) < _CLEAN


def _line_of(text: str, place: Box, confidence: float) -> Segment:
    return Segment([Word(part, place, confidence=confidence, source="ocr") for part in text.split()])


def _with(segments: list[Segment], new: Sequence[Segment]) -> list[Segment]:
    """The lines with new ones in place of those they cover."""
    covered = [s for s in segments if any(_covers(line, s) for line in new)]
    return [*(s for s in segments if all(s is not other for other in covered)), *new]


def _covers(place: Box | Segment, other: Segment) -> bool:
    """Whether most of the other line stands there."""
    across = min(place.x1, other.x1) - max(place.x0, other.x0)
    apart = abs(place.top + place.bottom - other.top - other.bottom) / 2
    return across > 0.5 * (other.x1 - other.x0) and apart < _SAME * max(place.bottom - place.top, other.height)
