"""Stamps read apart from print (đọc dấu): coloured ones from their ink, uncoloured arrival stamps by their frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.page import Box, Word, box_around
from ingest.detector import LineBox, detector
from ingest.filled_in import View
from ingest.frames import find_frames, is_arrival
from ingest.ink import only_colour, red_of
from ingest.line_reader import LineReader, framed
from ingest.marks import is_mark, mend_mark
from ingest.raster import Pixels
from ingest.second_look import look_again
from ingest.segment import Segment
from ingest.stamps import StampBox, find_stamps, place_of, straightened, within_frame
from ingest.sureness import sureness, weight
from ingest.upright import Upright

_STAMPED = 4
"""Letters below which a stamp counts as unread, and is tried at another angle."""
_SHORT = 16
"""Letters below which a stamp may be a mark of urgency or secrecy, torn by the detector."""
_HIGHEST = 70.0
"""Points; a stamp that is higher has more lines than one, or is no stamp: a picture, a page with a coloured ground."""
_STAMP_SURE = 0.6
_MARK_SURE = 0.9
"""Confidence from which a mark is believed before the stamp is looked at from other sides."""


class StampReader:
    """Reads stamps with the reader of lines that it is given."""

    def __init__(self, lines: LineReader) -> None:
        self._lines = lines

    def without_arrivals(self, grey: Pixels, scale: float) -> tuple[Pixels, list[Segment]]:
        """The page less arrival stamps that have no colour, and their lines from top to bottom."""
        out, arrived = grey, list[Segment]()
        for frame in find_frames(grey, scale):
            picture = frame.straight(grey)
            boxes = sorted(detector().lines(picture), key=lambda box: box.top)
            if is_arrival(lines := self._read_lines(picture, boxes, scale)):
                lines = [
                    Segment(words) for line in lines if (words := look_again(line.words, _around(picture, line, scale)))
                ]
                out = grey.copy() if out is grey else out
                frame.take_off(out)
                arrived += [Segment([frame.word_on_page(word, scale) for word in line.words]) for line in lines]
        return out, arrived

    def coloured(self, pixels: Pixels, colour: Pixels, scale: float) -> list[tuple[StampBox, list[Segment]]]:
        """The coloured stamps of a page with their lines; red marks that were set on a stamp of another ink, too."""
        found = find_stamps(colour, scale)
        inks = [(box, self.read(colour, box, scale)) for box in found]
        red = red_of(pixels, colour, place_of(found)) if any(not is_mark(lines) for _, lines in inks) else None
        if red is None:
            return inks
        within = (box for box in find_stamps(red, scale) if any(whole.holds(box) for whole in found))
        marks = ((box, self.read(red, box, scale)) for box in within)
        return [*inks, *((box, lines) for box, lines in marks if is_mark(lines))]

    def read(self, colour: Pixels, stamp: StampBox, scale: float) -> list[Segment]:
        """The lines of a stamp; one of few letters is read as one line, set straight where it leans, and then all its
        words have its whole box. A reading that is a mark is believed before a surer one that is none: the wrong way up
        a mark may be read as anything.
        """
        if stamp.is_seal:
            return []
        ink = only_colour(colour[stamp.top : stamp.bottom, stamp.x0 : stamp.x1])
        found = mend_mark(self._read_lines(ink, detector().lines(ink), scale))
        letters = sum(len(segment.text) for segment in found)
        if letters < _SHORT and not is_mark(found):
            whole = self._as_one_line(ink, scale)
            if is_mark(whole) or letters < _STAMPED:
                place = stamp.on_page(scale)
                return [Segment([replace(word, box=place) for word in segment.words]) for segment in whole]
        return [Segment([_moved(word, stamp.x0 / scale, stamp.top / scale) for word in s.words]) for s in found]

    def _as_one_line(self, ink: Pixels, scale: float) -> list[Segment]:
        """The best reading of a stamp as one line: the first that is surely a mark, else any mark, else the surest."""
        best: list[Segment] = []
        for view in (ink, *straightened(ink)):
            for box in _whole_lines(view) if view.shape[0] <= _HIGHEST * scale else ():
                lines = mend_mark(self._read_lines(view, [box], scale))
                if is_mark(lines) and sureness(_words(lines)) >= _MARK_SURE:
                    return lines
                best = max(best, lines, key=lambda lines: (is_mark(lines), weight(_words(lines))))
        return best

    def _read_lines(self, ink: Pixels, boxes: list[LineBox], scale: float) -> list[Segment]:
        """What is stamped in the boxes."""
        segments = self._lines.segments(Upright(ink, 0, 0.0), boxes, scale, "stamp")
        kept = ([word for word in segment.words if any(map(str.isalnum, word.text))] for segment in segments)
        return [Segment(words) for words in kept if words and _is_stamped(words)]


def _around(pixels: Pixels, line: Segment, scale: float) -> View:
    """A line of a picture by the place of its words."""
    box = box_around(line.words)
    return framed(pixels, LineBox(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale, 1.0))


def _is_stamped(words: list[Word]) -> bool:
    """Print of a stamp, not a frame or a signature: sure, and more than a letter or two."""
    sure = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    return sure >= _STAMP_SURE and sum(len(word.text) for word in words) >= 3


def _whole_lines(ink: Pixels) -> Iterator[LineBox]:
    """Boxes around all that is stamped: the detector takes wide letters one by one and misses those of small stamps."""
    boxes = detector().lines(ink)
    highest = max((box.height for box in boxes), default=0.0)
    tall = [box for box in boxes if box.height > 0.6 * highest]
    if tall:
        edges = min(b.x0 for b in tall), min(b.top for b in tall), max(b.x1 for b in tall), max(b.bottom for b in tall)
        yield LineBox(*edges, 1.0)
    for inner in within_frame(ink):
        yield LineBox(inner.x0, inner.top, inner.x1, inner.bottom, 1.0)


def _words(segments: list[Segment]) -> list[Word]:
    return [word for segment in segments for word in segment.words]


def _moved(word: Word, right: float, down: float) -> Word:
    box = word.box
    edges = (box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)
    return replace(word, box=Box(*(round(edge, 1) for edge in edges)))
