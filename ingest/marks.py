"""Marks of urgency and secrecy (dấu chỉ độ khẩn, độ mật): there are few, so a stamp read nearly right is one of them.

Decree 30/2020/NĐ-CP, Article 8, and the Law on State Secrets Protection, Article 8.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from ingest.segment import Segment
from ingest.unaccent import unaccent

_MARKS = ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "TUYỆT MẬT", "TỐI MẬT", "MẬT")
_ALIKE = 0.8


def mend_mark(segments: list[Segment]) -> list[Segment]:
    """A stamp of one line that can only be a mark, spelt as it is; any other as it was read."""
    if len(segments) != 1:
        return segments
    words = segments[0].words
    mark = known_mark(segments[0].text)
    if mark is None or mark == segments[0].text:
        return segments
    parts = mark.split()
    if len(parts) != len(words):
        return [Segment([replace(words[0], text=part, raw=segments[0].text) for part in parts])]
    return [Segment([replace(word, text=part, raw=word.text) for word, part in zip(words, parts, strict=True)])]


def is_mark(segments: list[Segment]) -> bool:
    """Whether a stamp says one of the marks, and nothing else."""
    return len(segments) == 1 and segments[0].text in _MARKS


def known_mark(text: str) -> str | None:
    """The mark that a text is nearly, accents apart: `HÓA TÔI` is `HỎA TỐC`."""
    bare = unaccent(text).upper().strip(" .:-|")
    scored = [(SequenceMatcher(None, bare, unaccent(mark), autojunk=False).ratio(), mark) for mark in _MARKS]
    best, mark = max(scored)
    return mark if best >= _ALIKE else None
