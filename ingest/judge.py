"""Can a text layer be trusted (đánh giá lớp văn bản)? Decided page by page, so that mixed files are read right.

Three kinds of page must be read by OCR although they have text: a picture with the visible stamp of a signature,
a scan with a scanner's own bad OCR behind it, and fonts without a usable encoding. Text in another language is none of
these: it stands in front of whatever picture the page has, and its words have vowels.
"""

from __future__ import annotations

import ctypes
from typing import Any, Literal

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.frame import Frame
from ingest.layer import Layer
from ingest.syllables import could_be_word, is_vietnamese_spelling, share_of_accents, share_of_syllables, words_of

Verdict = Literal["good", "scant", "hidden", "garbage", "none"]
"""`scant`: a few words beside a picture; `hidden`: good, but behind a picture; `garbage`: no language at all."""

_SCANT = 400
"""Visible characters below which the page may be a picture with a stamp on it."""
_PICTURE = 0.4
"""The share of a page that a picture must cover to be the page."""
_LANGUAGE = 0.85
"""The least share of syllables in good Vietnamese text; real dispatches have 0.95 and more, bad OCR 0.45 to 0.75."""
_ACCENTS = 0.3
_WRITING = 0.6
"""The least share of words that could be words in text of another language; it has 0.8 and more."""
_SPELT, _CIPHER = 0.2, 0.5
"""Words spelt with letters that only Vietnamese has, of which fewer than half are syllables, are a broken encoding."""
_LONG = 8
"""Letters of a usual word, beyond which blanks were lost."""
_ENOUGH = 20
"""Words below which shares tell nothing."""
_MOST_OBJECTS = 5000
_Bounds = tuple[float, float, float, float]


def judge(page: pdfium.PdfPage, frame: Frame, layer: Layer, *, clean: bool = False) -> Verdict:
    """What the words of a page's layer are worth; `clean`: they are known to read as they should."""
    if not layer.words:
        return "none"
    if 10 * layer.unmapped > layer.characters:
        return "garbage"
    visible = [word.text for word in layer.words if not word.hidden and word.source == "text_layer"]
    characters = sum(map(len, visible[:_SCANT]))
    if characters < _SCANT and picture_share(page, frame) >= _PICTURE:
        behind = [word.text for word in layer.words if word.hidden == "invisible"]
        return "hidden" if len(behind) >= _ENOUGH and is_vietnamese(behind) else "scant"
    if characters == 0:
        return "none"
    if clean or len(visible) < _ENOUGH or is_language(visible):
        return "good"
    covered = picture_share(page, frame) >= _PICTURE and _is_covered(page)
    return "garbage" if covered or not is_writing(visible) else "good"


def is_language(texts: list[str]) -> bool:
    """Whether words are Vietnamese, or at least no debris: few of them are made of impossible syllables."""
    words = words_of([" ".join(texts)])
    return len(words) < _ENOUGH or share_of_syllables(words) >= _LANGUAGE


def is_vietnamese(texts: list[str]) -> bool:
    """Whether they are Vietnamese with its marks, as a good OCR layer would have them."""
    return is_language(texts) and share_of_accents(words_of(texts)) >= _ACCENTS


def is_writing(texts: list[str]) -> bool:
    """Whether words that are not Vietnamese are of another language: most could be words, and few are spelt with
    letters that only Vietnamese has. Words run together are left in doubt.
    """
    words = words_of([" ".join(texts)])
    if len(words) < _ENOUGH or sum(map(len, words)) > _LONG * len(words):
        return True
    if sum(map(is_vietnamese_spelling, words)) >= _SPELT * len(words) and share_of_syllables(words) < _CIPHER:
        return False
    told = [word for word in words if len(word) > 2]  # not units, initials and codes
    return len(told) < _ENOUGH or sum(map(could_be_word, told)) >= _WRITING * len(told)


def _is_covered(page: pdfium.PdfPage) -> bool:
    """Whether pictures hide most of the text, being drawn after it: such text is a scanner's own reading."""
    items = [raw.FPDFPage_GetObject(page, i) for i in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS))]
    texts = [(i, _bounds(item)) for i, item in enumerate(items) if _is_a(item, raw.FPDF_PAGEOBJ_TEXT)]
    pictures = [
        (i, _bounds(item))
        for i, item in enumerate(items)
        if _picture_area(item) and not raw.FPDFPageObj_HasTransparency(item)
    ]
    hidden = sum(any(after > i and _holds(over, box) for after, over in pictures) for i, box in texts)
    return 2 * hidden > len(texts)


def _is_a(item: Any, kind: int) -> bool:
    return bool(raw.FPDFPageObj_GetType(item) == kind)


def _holds(over: _Bounds, box: _Bounds) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return over[0] <= x <= over[2] and over[1] <= y <= over[3]


def picture_share(page: pdfium.PdfPage, frame: Frame) -> float:
    """The share of the page that pictures cover, at most 1.0; strips of one scan are added up."""
    area = frame.width * frame.height
    count = min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    covered = sum(_picture_area(raw.FPDFPage_GetObject(page, index)) for index in range(count))
    return min(covered / area, 1.0) if area else 0.0


def _picture_area(item: Any, depth: int = 0) -> float:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < 4:
        inner = min(raw.FPDFFormObj_CountObjects(item), 50)
        pictures = any(_picture_area(raw.FPDFFormObj_GetObject(item, i), depth + 1) for i in range(inner))
        return _area(item) if pictures else 0.0
    return _area(item) if kind == raw.FPDF_PAGEOBJ_IMAGE else 0.0


def _area(item: Any) -> float:
    left, bottom, right, top = _bounds(item)
    return max(right - left, 0.0) * max(top - bottom, 0.0)


def _bounds(item: Any) -> _Bounds:
    """Left, bottom, right and top in user space; nothing at all where PDFium knows none."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pointers = (ctypes.byref(edge) for edge in (left, bottom, right, top))
    if not raw.FPDFPageObj_GetBounds(item, *pointers):
        return 0.0, 0.0, 0.0, 0.0
    return left.value, bottom.value, right.value, top.value
