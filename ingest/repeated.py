"""Words that a scan says more than once (từ lặp lại): marks that one reading lost are found in the others.

Readers of scans rarely lose a letter of print and often a mark: `thành phô Cần Thơ`. Where the same letters stand
between the same neighbours elsewhere in the file, the spelling that is read more often, or far more surely, is right
for all of them. Marks are lost more often than they are made up, so a spelling with fewer of them must be read so more
often still.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.page import Line, Page, Word
from ingest.unaccent import unaccent

_CORE = re.compile(r"[^\W\d_]+")
_MORE, _MUCH_MORE = 1.8, 3.0
"""How many times the confidence of all readings of a spelling that of another one must be."""
_SURE, _SURER = 0.95, 0.1
"""Confidence, and how much more of it than the other has, with which one reading is believed against one."""
_TAKEN = 0.85
"""Confidence of a word spelt as it is elsewhere."""

Context = tuple[str, str, str]
Spellings = Mapping[str, Sequence[float]]
"""Each spelling of the same letters in one context, and the confidences of its readings."""


def agree_on_marks(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, the words of those that were recognised spelt alike where letters and neighbours are alike."""
    scanned = [page for page in pages if page.text_from == "ocr"]
    words = [word for page in scanned for line in page.lines for word in line.words if _is_print(word, line)]
    spelt = {id(word): text for word, text in _respelt(words)}
    if not spelt:
        return tuple(pages)
    return tuple(_with(page, spelt) if page.text_from == "ocr" else page for page in pages)


def _is_print(word: Word, line: Line) -> bool:
    return word.source == "ocr" and not word.hidden and not line.furniture


def _respelt(words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """The words that are spelt otherwise elsewhere, and how."""
    cores = [_core(word.text) for word in words]
    bare = [unaccent(core).lower() for core in cores]
    found: dict[Context, list[int]] = defaultdict(list)
    for i in range(1, len(words) - 1):
        if bare[i - 1] and bare[i] and bare[i + 1]:
            found[bare[i - 1], bare[i], bare[i + 1]].append(i)
    for places in found.values():
        spellings: dict[str, list[float]] = defaultdict(list)
        for i in places:
            spellings[cores[i].lower()].append(words[i].confidence)
        if len(spellings) > 1:
            best = max(spellings, key=lambda spelling: sum(spellings[spelling]))
            for i in places:
                if _is_better(best, cores[i].lower(), spellings):
                    yield words[i], words[i].text.replace(cores[i], _in_case_of(cores[i], best))


def _is_better(best: str, other: str, spellings: Spellings) -> bool:
    ours, theirs = spellings[best], spellings[other]
    if best == other or len(best) != len(other):
        return False
    if _marks(best) < _marks(other):
        return sum(ours) >= _MUCH_MORE * sum(theirs)
    alone = len(ours) == len(theirs) == 1 and ours[0] >= max(_SURE, theirs[0] + _SURER)
    return alone or sum(ours) >= _MORE * sum(theirs)


def _core(text: str) -> str:
    """The only run of letters in a word; nothing where there is none, or another sign among them."""
    runs = _CORE.findall(text)
    return runs[0] if len(runs) == 1 and not any(map(str.isdigit, text)) else ""


def _marks(text: str) -> int:
    """How many marks its letters carry; đ is a letter of its own."""
    return sum(unicodedata.combining(sign) > 0 for sign in unicodedata.normalize("NFD", text))


def _in_case_of(word: str, spelling: str) -> str:
    return "".join(new.upper() if old.isupper() else new for old, new in zip(word, spelling, strict=True))


def _with(page: Page, spelt: Mapping[int, str]) -> Page:
    lines = (replace(line, words=tuple(_spelt(word, spelt) for word in line.words)) for line in page.lines)
    return replace(page, lines=tuple(lines))


def _spelt(word: Word, spelt: Mapping[int, str]) -> Word:
    text = spelt.get(id(word))
    return replace(word, text=text, confidence=_TAKEN, raw=word.raw or word.text) if text else word
