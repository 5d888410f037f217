"""Lines of a page (dòng chữ) read one by one: by Tesseract, then a second opinion, then what needs a third look.

Tesseract's own page segmentation loses the two-column header; its recogniser is the best there is for Vietnamese.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, cast

import cv2
import numpy as np
import tesserocr
from PIL import Image

from extract.page import Box, Word
from ingest.detector import LineBox
from ingest.filled_in import View, fill_in, mend_slash, wants_hand
from ingest.ink import COLOUR as INKED
from ingest.ink import weakest_of
from ingest.names import mend_name
from ingest.opinion import alone, second_reader, settle
from ingest.raster import Pixels
from ingest.reach import completed, doubt_beheaded, reaches, without_swallowed
from ingest.respelt import mend_phrases
from ingest.segment import Segment
from ingest.signature_block import in_block, is_unsure, mend_block
from ingest.specks import mend_stops
from ingest.sureness import sureness
from ingest.syllables import share_of_syllables, words_of
from ingest.upright import Upright, level

DPI = 200
_PAD = 0.2
"""Share of a line's height that is added around it; Tesseract wants a margin."""
_CROWDED = 0.6
"""Confidence below which a line is read once more without its neighbours, …"""
_CLEAR = 0.8
"""… and from which that reading takes the place of a first one."""
_NOISE = 0.30
"""Words read with less confidence are ink that is no print, unless they are syllables."""
_FRAMINGS = (0.0, 0.4, _PAD)
"""Shares of its height that are added around a line that is read anew."""
_TOUCH_OF_COLOUR = 0.002
_TOUCH_OF_RED = 0.0005


class Inked:
    """The page again, with ink of any colour dark: figures are written with blue pens, too. Made when first asked."""

    def __init__(self, upright: Upright, pixels: Pixels, colour: Pixels) -> None:
        self._upright, self.pixels, self._colour = upright, pixels, colour

    def views(self, box: LineBox) -> Iterator[View]:
        """A line as it was read, and before that, where coloured ink stands in it, with that ink."""
        if float((_crop(self._levelled_colour, box) > INKED).mean()) > _TOUCH_OF_COLOUR:
            yield framed(self._with_ink, box)
        yield framed(self._upright.pixels, box)

    @functools.cached_property
    def _levelled_colour(self) -> Pixels:
        paper = cv2.bitwise_not(self._colour)
        return cast(Pixels, cv2.bitwise_not(level(cast(Pixels, paper), self._upright.skew).pixels))

    @functools.cached_property
    def red(self) -> Pixels | None:
        """Red ink alone, dark on white: seals, and names that are stamped in their colour; None without colour."""
        others = cv2.max(self.pixels[:, :, 1], self.pixels[:, :, 2])
        redness = cv2.subtract(self.pixels[:, :, 0], others)
        if float((redness > INKED).mean()) < _TOUCH_OF_RED:
            return None
        paper = cast(Pixels, 255 - 2 * np.minimum(redness, 127))
        return level(paper, self._upright.skew).pixels

    @functools.cached_property
    def _with_ink(self) -> Pixels:
        return level(weakest_of(self.pixels), self._upright.skew).pixels


class LineReader:
    """Reads pictures of lines; holds one Tesseract engine, so one thread only."""

    def __init__(self, tessdata: str) -> None:
        self._engine = tesserocr.PyTessBaseAPI(path=tessdata, lang="vie", psm=tesserocr.PSM.SINGLE_LINE)
        self._engine.SetVariable("tessedit_do_invert", "0")

    def segments(
        self,
        upright: Upright,
        boxes: list[LineBox],
        scale: float,
        source: Literal["ocr", "stamp"] = "ocr",
        inked: Inked | None = None,
    ) -> list[Segment]:
        """The lines in those boxes, as segments of words; `inked`: the page with coloured ink, for figures."""
        opinions = second_reader().read([_crop(upright.pixels, box) for box in boxes])
        lines, reached = list[list[Word]](), list[list[Word]]()
        for box, opinion in zip(boxes, opinions, strict=True):
            first = settle(self._read_line(upright, box, scale, source), opinion)
            words = mend_slash(first or alone(opinion, _place(upright, box, scale), source))
            if inked is not None and wants_hand(words):
                words = fill_in(words, inked.views(box))
            elif inked is not None and in_block(words, upright.pixels.shape[1] / scale):
                whole = self._whole(upright, box, scale, words)
                reached += [whole] if whole else []
                words = mend_name(whole or _mend_block(words, framed(upright.pixels, box)), opinion.text)
            lines.append(mend_phrases(mend_stops(words if first else [word for word in words if word.confidence])))
        kept = ([word for word in line if not _is_noise(word)] for line in without_swallowed(lines, reached))
        return [Segment(words) for words in kept if words]

    def line_of_block(self, upright: Upright, box: LineBox, scale: float) -> list[Word]:
        """A line of the signature as all readers together have it."""
        opinion = second_reader().read([_crop(upright.pixels, box)])[0]
        words = settle(self._read_line(upright, box, scale, "ocr"), opinion)
        if not words:
            words = alone(opinion, _place(upright, box, scale), "ocr")
        if not words:
            return []
        words = self._whole(upright, box, scale, words) or _mend_block(words, framed(upright.pixels, box))
        return mend_name(words, opinion.text)

    def _whole(self, upright: Upright, box: LineBox, scale: float, words: list[Word]) -> list[Word]:
        """A line of the signature with what its box cut off; nothing where that is nothing, as it mostly is."""
        wider = (self._read_line(upright, reached, scale, "ocr") for reached in reaches(words, box))
        return max((completed(words, each) for each in wider), key=len, default=[])

    def _read_line(self, upright: Upright, line: LineBox, scale: float, source: Literal["ocr", "stamp"]) -> list[Word]:
        """The words of one line; where its neighbours stand so close that it cannot be read, without them."""
        words = list(self.read_line(upright, line, scale, source))
        if words and sureness(words) >= _CROWDED:
            return words
        alone = list(self.read_line(_alone(upright, line), line, scale, source))
        return alone if sureness(alone) >= _CLEAR else words

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


def _mend_block(words: list[Word], framings: View) -> list[Word]:
    """A line of the signature with what a third reading puts right, where it is not sure."""
    doubted = doubt_beheaded(words)
    return mend_block(doubted, framings) if is_unsure(doubted) else words


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


def framed(pixels: Pixels, box: LineBox) -> View:
    """A line of a picture in three framings."""
    return View(*(_crop(pixels, box, pad * box.height) for pad in _FRAMINGS))


def _spelt(text: str) -> str:
    """NFC, with the Icelandic eth that Tesseract takes for Đ put right."""
    return unicodedata.normalize("NFC", text.strip()).replace("ĐÐ", "Đ").replace("ÐĐ", "Đ").replace("Ð", "Đ")


def _is_noise(word: Word) -> bool:
    """Ink that is no print: unsure, and neither a figure nor made of syllables."""
    if word.confidence >= _NOISE:
        return False
    letters = words_of([word.text])
    return not letters or share_of_syllables(letters) < 0.5
