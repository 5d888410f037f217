"""OCR (nhận dạng chữ): lines found by a detector, read one by one by Tesseract with its Vietnamese data.

Tesseract's own page segmentation loses the two-column header; its recogniser is the best there is for Vietnamese.
Without the Vietnamese data there is no recogniser, and pages say so.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

import cv2
import tesserocr
from PIL import Image

from extract.page import Box, Word, box_around, note_of_turns
from ingest.detector import LineBox, detector, skew_of
from ingest.filled_in import View, fill_in, mend_slash, wants_hand
from ingest.frames import find_frames, is_arrival, without_traces
from ingest.marks import is_mark, mend_mark
from ingest.opinion import alone, second_reader, settle
from ingest.phrases import mend_phrases
from ingest.raster import Pixels, Raster
from ingest.seals import without_seals
from ingest.second_look import look_again
from ingest.segment import Segment
from ingest.signature_block import mend_block, wants_block
from ingest.stamps import COLOUR as INKED
from ingest.stamps import StampBox, colour_of, find_stamps, only_colour, straightened, within_frame, without_colour
from ingest.syllables import share_of_syllables, words_of
from ingest.upright import Upright, level, turn

DPI = 200
_DEBIAN = Path("/usr/share/tesseract-ocr")
_PLACES = (Path("/usr/share/tessdata"), Path("/usr/local/share/tessdata"))
_PAD = 0.2
"""Share of a line's height that is added around it; Tesseract wants a margin."""
_CROWDED = 0.6
"""Confidence below which a line is read once more without its neighbours, …"""
_CLEAR = 0.8
"""… and from which that reading takes the place of a first one."""
_BLANK = 0.0002
"""A page with less ink than this share is blank."""
_NOISE = 0.30
"""Words read with less confidence are ink that is no print, unless they are syllables."""
_FRAMINGS = (0.0, 0.4, _PAD)
"""Shares of its height that are added around a line that is read anew."""
_TOUCH_OF_COLOUR = 0.002
_STAMPED = 4
"""Letters below which a stamp counts as unread, and is tried at another angle."""
_SHORT = 16
"""Letters below which a stamp may be a mark of urgency or secrecy, torn by the detector."""
_STAMP_SURE = 0.6
_SKEWED = 5.0
"""Degrees; more than this is no scan that slipped, but a drawing."""


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


class Inked:
    """The page again, with ink of any colour dark: figures are written with blue pens, too. Made when first asked."""

    def __init__(self, upright: Upright, pixels: Pixels, colour: Pixels) -> None:
        self._upright, self._pixels, self._colour = upright, pixels, colour

    def views(self, box: LineBox) -> Iterator[View]:
        """A line as it was read, and before that, where coloured ink stands in it, with that ink."""
        if float((_crop(self._levelled_colour, box) > INKED).mean()) > _TOUCH_OF_COLOUR:
            yield _framed(self._with_ink, box)
        yield _framed(self._upright.pixels, box)

    @functools.cached_property
    def _levelled_colour(self) -> Pixels:
        paper = cv2.bitwise_not(self._colour)
        return cast(Pixels, cv2.bitwise_not(level(cast(Pixels, paper), self._upright.skew).pixels))

    @functools.cached_property
    def _with_ink(self) -> Pixels:
        darkest: Pixels = self._pixels.min(axis=2)
        return level(darkest, self._upright.skew).pixels


class Recogniser:
    """Reads pictures of pages and of lines; holds one Tesseract engine, so one thread only."""

    def __init__(self, tessdata: str) -> None:
        self._engine = tesserocr.PyTessBaseAPI(path=tessdata, lang="vie", psm=tesserocr.PSM.SINGLE_LINE)
        self._engine.SetVariable("tessedit_do_invert", "0")

    def read_page(self, raster: Raster) -> Scan:
        """The lines of a page in no order, what was stamped apart from what was printed."""
        colour = colour_of(raster.pixels)
        grey = without_colour(raster.pixels, colour)
        if float((grey < 128).mean()) < _BLANK:
            return _scan(raster, grey, notes=("blank",))
        turns = detector().turns(grey)
        grey, colour = without_seals(turn(grey, turns), raster.scale), turn(colour, turns)
        grey, arrived = self._without_arrivals(grey, raster.scale)
        skew = skew_of(grey)
        upright = level(grey, skew if abs(skew) <= _SKEWED else 0.0, turns)
        inked = Inked(upright, turn(raster.pixels, turns), colour)
        segments = self._segments(upright, detector().lines(upright.pixels), raster.scale, inked=inked)
        inks = [(box, self._read_stamp(colour, box, raster.scale)) for box in find_stamps(colour, raster.scale)]
        lifted = [box.on_page(raster.scale) for box, lines in inks if is_arrival(lines)]
        printed = tuple(without_traces(segments, lifted))
        stamped = (*(segment for _, lines in inks for segment in lines), *arrived)
        return _scan(raster, grey, printed, stamped, turns, (note_of_turns(turns),) if turns else ())

    def _without_arrivals(self, grey: Pixels, scale: float) -> tuple[Pixels, list[Segment]]:
        """The page less arrival stamps that have no colour, and their lines from top to bottom."""
        out, arrived = grey, list[Segment]()
        for frame in find_frames(grey, scale):
            picture = frame.straight(grey)
            boxes = sorted(detector().lines(picture), key=lambda box: box.top)
            if is_arrival(lines := self._stamp_lines(picture, boxes, scale)):
                lines = [
                    Segment(words) for line in lines if (words := look_again(line.words, _around(picture, line, scale)))
                ]
                out = grey.copy() if out is grey else out
                frame.take_off(out)
                arrived += [Segment([frame.word_on_page(word, scale) for word in line.words]) for line in lines]
        return out, arrived

    def _read_stamp(self, colour: Pixels, stamp: StampBox, scale: float) -> list[Segment]:
        """The lines of a stamp; one of few letters is read as one line, set straight where it leans, and then all its
        words have its whole box. A reading that is a mark is believed before a surer one that is none: the wrong way up
        a mark may be read as anything.
        """
        if stamp.is_seal:
            return []
        ink = only_colour(colour[stamp.top : stamp.bottom, stamp.x0 : stamp.x1])
        found = mend_mark(self._stamp_lines(ink, detector().lines(ink), scale))
        letters = sum(len(segment.text) for segment in found)
        if letters < _SHORT and not is_mark(found):
            views = ((view, box) for view in (ink, *straightened(ink)) for box in _as_one_line(view))
            readings = (mend_mark(self._stamp_lines(view, [box], scale)) for view, box in views)
            whole = max(readings, key=lambda lines: (is_mark(lines), _weight(lines)), default=[])
            if is_mark(whole) or letters < _STAMPED:
                place = stamp.on_page(scale)
                return [Segment([replace(word, box=place) for word in segment.words]) for segment in whole]
        return [Segment([_moved(word, stamp.x0 / scale, stamp.top / scale) for word in s.words]) for s in found]

    def _stamp_lines(self, ink: Pixels, boxes: list[LineBox], scale: float) -> list[Segment]:
        """What is stamped in the boxes."""
        segments = self._segments(Upright(ink, 0, 0.0), boxes, scale, "stamp")
        kept = ([word for word in segment.words if any(map(str.isalnum, word.text))] for segment in segments)
        return [Segment(words) for words in kept if words and _is_stamped(words)]

    def _segments(
        self,
        upright: Upright,
        boxes: list[LineBox],
        scale: float,
        source: Literal["ocr", "stamp"] = "ocr",
        inked: Inked | None = None,
    ) -> list[Segment]:
        opinions = second_reader().read([_crop(upright.pixels, box) for box in boxes])
        lines = []
        for box, opinion in zip(boxes, opinions, strict=True):
            first = settle(self._read_line(upright, box, scale, source), opinion)
            words = mend_slash(first or alone(opinion, _place(upright, box, scale), source))
            if inked is not None and wants_hand(words):
                words = fill_in(words, inked.views(box))
            elif inked is not None and wants_block(words, upright.pixels.shape[1] / scale):
                words = mend_block(words, _framed(upright.pixels, box))
            lines.append(mend_phrases(words if first else [word for word in words if word.confidence]))
        kept = ([word for word in line if not _is_noise(word)] for line in lines)
        return [Segment(words) for words in kept if words]

    def _read_line(self, upright: Upright, line: LineBox, scale: float, source: Literal["ocr", "stamp"]) -> list[Word]:
        """The words of one line; where its neighbours stand so close that it cannot be read, without them."""
        words = list(self.read_line(upright, line, scale, source))
        if words and _sureness(words) >= _CROWDED:
            return words
        alone = list(self.read_line(_alone(upright, line), line, scale, source))
        return alone if _sureness(alone) >= _CLEAR else words

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
            text = _spelt(item.GetUTF8Text(level_))
            if text:
                yield text, item.Confidence(level_) / 100, item.BoundingBox(level_)


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


def _sureness(words: list[Word]) -> float:
    """Mean confidence by letters; 0 for no words."""
    return sum(word.confidence * len(word.text) for word in words) / max(sum(len(word.text) for word in words), 1)


def _alone(upright: Upright, line: LineBox) -> Upright:
    """The page with nothing above and below the line, which is all that is read of it."""
    pad = int(_PAD * line.height) + 2
    top, bottom = int(max(line.top, 0)), int(line.bottom) + 1
    pixels = upright.pixels.copy()
    pixels[max(top - pad, 0) : top] = 255
    pixels[bottom : bottom + pad] = 255
    return replace(upright, pixels=pixels)


def _place(upright: Upright, line: LineBox, scale: float) -> Box:
    """Where a line stands on the page, in points."""
    return upright.box(line.x0, line.top, line.x1, line.bottom, scale)


def _crop(pixels: Pixels, box: LineBox, pad: float = 0.0) -> Pixels:
    top, left = max(int(box.top - pad), 0), max(int(box.x0 - pad), 0)
    return pixels[top : int(box.bottom + pad) + 1, left : int(box.x1 + pad) + 1]


def _around(pixels: Pixels, line: Segment, scale: float) -> View:
    """A line of a picture by the place of its words."""
    box = box_around(line.words)
    return _framed(pixels, LineBox(box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale, 1.0))


def _framed(pixels: Pixels, box: LineBox) -> View:
    return View(*(_crop(pixels, box, pad * box.height) for pad in _FRAMINGS))


def _is_stamped(words: list[Word]) -> bool:
    """Print of a stamp, not a frame or a signature: sure, and more than a letter or two."""
    sure = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    return sure >= _STAMP_SURE and sum(len(word.text) for word in words) >= 3


def _as_one_line(ink: Pixels) -> Iterator[LineBox]:
    """Boxes around all that is stamped: the detector takes wide letters one by one and misses those of small stamps."""
    boxes = detector().lines(ink)
    highest = max((box.height for box in boxes), default=0.0)
    tall = [box for box in boxes if box.height > 0.6 * highest]
    if tall:
        edges = min(b.x0 for b in tall), min(b.top for b in tall), max(b.x1 for b in tall), max(b.bottom for b in tall)
        yield LineBox(*edges, 1.0)
    for inner in within_frame(ink):
        yield LineBox(inner.x0, inner.top, inner.x1, inner.bottom, 1.0)


def _weight(segments: list[Segment]) -> float:
    return sum(word.confidence * len(word.text) for segment in segments for word in segment.words)


def _moved(word: Word, right: float, down: float) -> Word:
    box = word.box
    edges = (box.x0 + right, box.top + down, box.x1 + right, box.bottom + down)
    return replace(word, box=Box(*(round(edge, 1) for edge in edges)))


def _spelt(text: str) -> str:
    """NFC, with the Icelandic eth that Tesseract takes for Đ put right."""
    return unicodedata.normalize("NFC", text.strip()).replace("ĐÐ", "Đ").replace("ÐĐ", "Đ").replace("Ð", "Đ")


def _is_noise(word: Word) -> bool:
    """Ink that is no print: unsure, and neither a figure nor made of syllables."""
    if word.confidence >= _NOISE:
        return False
    letters = words_of([word.text])
    return not letters or share_of_syllables(letters) < 0.5
