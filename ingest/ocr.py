"""OCR (nhận dạng chữ): lines found by a detector, read one by one by Tesseract with its Vietnamese data.

Without the Vietnamese data there is no recogniser, and pages say so.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path

from extract.page import note_of_turns
from ingest.block_reader import BlockReader
from ingest.contrast import says_something, strengthened
from ingest.detector import detector
from ingest.echoes import without_echoes
from ingest.frames import is_arrival, without_traces
from ingest.ink import colour_of, without_colour
from ingest.line_reader import Inked, LineReader
from ingest.raster import Pixels, Raster
from ingest.seals import without_seals
from ingest.segment import Segment
from ingest.skew import skew_of
from ingest.stamp_reader import StampReader
from ingest.upright import level, turn

_DEBIAN = Path("/usr/share/tesseract-ocr")
_PLACES = (Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"))
_BLANK = 0.0002
"""A page with less ink than this share is blank."""
_LEAST = 8
"""Pixels either way below which a page has no room for a letter."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read from a picture of a page: size in points once upright, and its lines as segments."""

    width: float
    height: float
    segments: tuple[Segment, ...]
    stamped: tuple[Segment, ...] = ()
    """The lines of coloured stamps, read apart; boxes as on the page."""
    turns: int = 0
    notes: tuple[str, ...] = ()


def find_tessdata(folder: str | None) -> str | None:
    """The folder with `vie.traineddata`: the one given, else where the system's packages put it; None without."""
    usual = [*sorted(_DEBIAN.glob("*/tessdata"), reverse=True), *_PLACES]
    places = [Path(folder), Path(folder) / "tessdata"] if folder else usual
    return next((str(place) for place in places if (place / "vie.traineddata").is_file()), None)


@functools.cache
def recogniser(folder: str | None) -> Recogniser | None:
    """The recogniser of this process, loaded on first use; None without Vietnamese data."""
    place = find_tessdata(folder)
    return Recogniser(place) if place else None


class Recogniser:
    """Reads pictures of pages; holds one Tesseract engine, so one thread only."""

    def __init__(self, tessdata: str) -> None:
        self._lines = LineReader(tessdata)
        self._stamps = StampReader(self._lines)
        self._block = BlockReader(self._lines)

    def read_page(self, raster: Raster) -> Scan:
        """The lines of a page in no order, what was stamped apart from what was printed; faint print made strong."""
        strong = strengthened(raster.pixels)
        if strong is not None:
            scan = self._read(replace(raster, pixels=strong))
            if says_something(scan.segments):
                return scan
        return self._read(raster)

    def _read(self, raster: Raster) -> Scan:
        """The page as it is."""
        colour = colour_of(raster.pixels)
        grey = without_colour(raster.pixels, colour)
        if min(grey.shape) < _LEAST or float((grey < 128).mean()) < _BLANK:
            return _scan(raster, grey, notes=("blank",))
        turns = detector().turns(grey)
        grey, colour = without_seals(turn(grey, turns), raster.scale), turn(colour, turns)
        grey, arrived = self._stamps.without_arrivals(grey, raster.scale)
        upright = level(grey, skew_of(grey), turns)
        inked = Inked(upright, turn(raster.pixels, turns), colour)
        boxes = detector().lines(upright.pixels)
        segments = self._lines.segments(upright, boxes, raster.scale, inked=inked)
        segments = self._block.completed(segments, upright, boxes, raster.scale, inked)
        inks = self._stamps.coloured(inked.pixels, colour, raster.scale)
        lifted = [box.on_page(raster.scale) for box, lines in inks if is_arrival(lines)]
        printed = tuple(without_traces(segments, lifted))
        stamped = (*without_echoes((lines for _, lines in inks), printed), *arrived)
        return _scan(raster, grey, printed, stamped, turns, (note_of_turns(turns),) if turns else ())


def _scan(
    raster: Raster,
    grey: Pixels,
    segments: tuple[Segment, ...] = (),
    stamped: tuple[Segment, ...] = (),
    turns: int = 0,
    notes: tuple[str, ...] = (),
) -> Scan:
    height, width = grey.shape[:2]
    return Scan(width / raster.scale, height / raster.scale, segments, stamped, turns, notes)
