"""OCR (nhận dạng chữ): lines found by a detector, read one by one by Tesseract with its Vietnamese data.

Tesseract's own page segmentation loses the two-column header; its recogniser is the best there is for Vietnamese.
Without the Vietnamese data there is no recogniser, and pages say so.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tesserocr
from PIL import Image

from extract.page import Word
from ingest.detector import LineBox, detector, skew_of
from ingest.raster import Pixels, Raster, ink_grey
from ingest.segment import Segment
from ingest.syllables import share_of_syllables, words_of
from ingest.upright import Upright, level, turn

DPI = 200
_DEBIAN = Path("/usr/share/tesseract-ocr")
_PLACES = (Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"))
_PAD = 0.2
"""Share of a line's height that is added around it; Tesseract wants a margin."""
_BLANK = 0.0002
"""A page with less ink than this share is blank."""
_NOISE = 0.30
"""Words read with less confidence are ink that is no print, unless they are syllables."""
_SKEWED = 5.0
"""Degrees; more than this is no scan that slipped, but a drawing."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read from a picture of a page: size in points once upright, and its lines as segments."""

    width: float
    height: float
    segments: tuple[Segment, ...]
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
    """Reads pictures of pages and of lines; holds one Tesseract engine, so one thread only."""

    def __init__(self, tessdata: str) -> None:
        self._engine = tesserocr.PyTessBaseAPI(path=tessdata, lang="vie", psm=tesserocr.PSM.SINGLE_LINE)
        self._engine.SetVariable("tessedit_do_invert", "0")

    def read_page(self, raster: Raster) -> Scan:
        """The lines of a page in no order, read from grey = max(R, G, B)."""
        grey = ink_grey(raster.pixels)
        if float((grey < 128).mean()) < _BLANK:
            return _scan(raster, grey, 0, (), ("blank",))
        turns = detector().turns(grey)
        grey = turn(grey, turns)
        skew = skew_of(grey)
        upright = level(grey, skew if abs(skew) <= _SKEWED else 0.0, turns)
        boxes = detector().lines(upright.pixels)
        segments = tuple(segment for box in boxes if (segment := self._segment(upright, box, raster.scale)))
        notes = (f"rotated:{90 * turns}",) if turns else ()
        return _scan(raster, grey, turns, segments, notes)

    def _segment(self, upright: Upright, line: LineBox, scale: float) -> Segment | None:
        words = [word for word in self.read_line(upright, line, scale) if not _is_noise(word)]
        return Segment(words) if words else None

    def read_line(
        self, upright: Upright, line: LineBox, scale: float, source: Literal["ocr", "stamp"] = "ocr"
    ) -> Iterator[Word]:
        """The words of one line; boxes in points of the upright page."""
        pad = _PAD * line.height
        height, width = upright.pixels.shape[:2]
        left, top = int(max(line.x0 - pad, 0)), int(max(line.top - pad, 0))
        right, bottom = int(min(line.x1 + pad, width)), int(min(line.bottom + pad, height))
        if right - left < 4 or bottom - top < 4:
            return
        for text, confidence, box in self.recognise(upright.pixels[top:bottom, left:right]):
            place = upright.box(box[0] + left, box[1] + top, box[2] + left, box[3] + top, scale)
            yield Word(text, place, confidence=confidence, source=source)

    def recognise(self, crop: Pixels) -> Iterator[tuple[str, float, tuple[int, int, int, int]]]:
        """Text, confidence and pixel box of each word in the picture of one line."""
        self._engine.SetImage(Image.fromarray(crop))
        self._engine.SetSourceResolution(DPI)
        if not self._engine.Recognize():
            return
        level_ = tesserocr.RIL.WORD
        for item in tesserocr.iterate_level(self._engine.GetIterator(), level_):
            if item.Empty(level_):
                continue
            text = unicodedata.normalize("NFC", item.GetUTF8Text(level_).strip())
            if text:
                yield text, item.Confidence(level_) / 100, item.BoundingBox(level_)


def _scan(raster: Raster, grey: Pixels, turns: int, segments: tuple[Segment, ...], notes: tuple[str, ...]) -> Scan:
    height, width = grey.shape[:2]
    return Scan(width / raster.scale, height / raster.scale, segments, turns, notes)


def _is_noise(word: Word) -> bool:
    """Ink that is no print: unsure, and neither a figure nor made of syllables."""
    if word.confidence >= _NOISE:
        return False
    letters = words_of([word.text])
    return not letters or share_of_syllables(letters) < 0.5
