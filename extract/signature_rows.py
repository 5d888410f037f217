"""The rows of a signature (phần ký), each one line of it, without the scraps of seals that a scan leaves there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from extract.cells import cuts
from extract.fold import fold
from extract.joint_signers import second_name
from extract.landmarks import ARCHIVE, ATTACHED, SEEN, is_rule
from extract.organisations import HEAD
from extract.page import Box, Word, box_around
from extract.parts import Parts
from extract.persons import is_person, surely_person
from extract.positions import MARK, positions
from extract.row import Row

CONTINUES = re.compile(
    r"^(?:thuong truc|phu trach|dieu hanh|kiem|dong thoi|va |-|kỳ|cuc|vu|so|phong|ban|trung tam|van phong|chi cuc)\b"
)
"""How a second line of a position begins: `PHÓ CHỦ TỊCH`, `THƯỜNG TRỰC`."""
_OUTSIZED = 2.5
"""How many times as high as the line beside it no line of print is."""
_SURE = 0.9
"""Confidence of a word that is print, …"""
_MAY_BE_MARK = re.compile(r"[pf]?h?o\b|p|k|t[mlu]|q|quyen")
"""… and what may be left of a mark of authority, or of Phó."""
_NAME = range(2, 5)
_PLAIN = 0.75
"""Words of a name, and the confidence of each from which what stands before them is none of it."""
_FAR = 0.9
"""Heights of a line."""
_READABLE = 0.5
"""Confidence of a word below which it may be no word."""


def signing_rows(parts: Parts) -> Iterator[Row]:
    """Rows of the signature, cut where several lines share one, seals' scraps left out."""
    for row in parts.signing:
        if is_rule(row) or (not parts.paged and (row.text.startswith(("-", "–", "+")) or _stores(row))):
            continue
        if ATTACHED.match(row.bare):
            continue
        edges = [0, *(cuts(row.text, row.bare) or second_name(row.text) or _deputy(row)), len(row.text)]
        for start, end in itertools.pairwise(edges):
            part = row.part(start, end)
            if part and not (SEEN.search(part.bare) and len(part.text) < 24):
                yield _without_scrap(_without_letters_before(_stripped(part)))


def _deputy(row: Row) -> list[int]:
    """Where the position begins on a row that holds two lines stamped closely: `KT.TRƯỞNG PHÒNG, PHÓ TRƯỞNG PHÒNG`."""
    at = row.bare.find(" pho ") + 1
    mark = MARK.match(row.bare)
    above = row.bare[mark.end() if mark else 0 : max(at, 0)].strip(" .,")
    return [at] if at and pictured(row) and row.bare[at:].strip(" .,") == f"pho {above}" else []


def _stores(row: Row) -> bool:
    """A Lưu line, `Lưu: VT`; no signer of that surname, `Lưu Văn A`."""
    return bool(ARCHIVE.match(row.bare)) and not is_person(row.text)


def _stripped(row: Row) -> Row:
    """Without scraps of seal and signature before and after the words: `“KT,` `_`."""
    found = re.search(r"[^\W_].*[^\W_]\.?", row.text)
    return (row.part(found.start(), found.end()) or row) if found else row


def _without_letters_before(row: Row) -> Row:
    """A position or name on a scan without what was read, none too surely, from a seal before it: `1 9 CHỦ TỊCH`; and
    without a degree that was misread: `Ỉs.CKII. Lý Kim Chi`."""
    if not pictured(row) or row.bare in positions():
        return row
    at = 0
    for i, (word, behind) in enumerate(itertools.pairwise(row.words), 1):
        at = row.text.find(word.text, at) + len(word.text)
        rest = row.part(at, len(row.text))
        if word.confidence >= _SURE or rest is None:
            return row
        if (_is_degree(word.text) or _apart(word, behind)) and _sure_name(rest, row.words[i:]):
            return rest
        if _MAY_BE_MARK.match(fold(word.text).lstrip("'`.,:-_ ")):
            return row
        mark = MARK.match(rest.bare)
        if rest.bare[mark.end() if mark else 0 :] in positions():
            return rest
    return row


def _apart(word: Word, behind: Word) -> bool:
    """Whether two words stand farther apart than those of a name: what is left of a surname stands close."""
    return behind.box.x0 - word.box.x1 > _FAR * (behind.box.bottom - behind.box.top)


def _is_degree(text: str) -> bool:
    """Whether a word before a name may be a degree, misread or not, and no part of a name: `đù.`, `TS`, `Ỉs.CKII.`."""
    return "." in text[1:] or (len(text) > 1 and text.isupper())


def _sure_name(row: Row, words: tuple[Word, ...]) -> bool:
    """Whether the row is a name of a common surname, as people in these offices bear one, all of it plainly read."""
    return surely_person(row.text) and len(words) in _NAME and min(word.confidence for word in words) >= _PLAIN


def _without_scrap(row: Row) -> Row:
    """A position on a scan without one word more behind it that is hardly read or far too high: a piece of a seal."""
    head, _, last = row.text.rpartition(" ")
    mark = MARK.match(row.bare)
    if not pictured(row) or row.bare[mark.end() if mark else 0 : len(head)] not in positions():
        return row
    before = [word for word in row.words if word.text in head.split()]
    if not before:
        return row
    scraps = [word for word in row.words if word.text == last]
    doubtful = [word for word in scraps if word.confidence < _READABLE or outsized(word.box, box_around(before))]
    unmeant = not CONTINUES.match(fold(last)) and not HEAD.match(fold(last))
    return (row.part(0, len(head)) or row) if scraps and doubtful == scraps and unmeant else row


def pictured(row: Row) -> bool:
    """Whether any of it was read from a picture: a scan, or the stamp of a signature."""
    return any(word.source != "text_layer" for word in row.words)


def outsized(box: Box | None, beside: Box | None) -> bool:
    """Whether a box is far higher than a line of print: a picture read as a word."""
    return box is not None and beside is not None and box.bottom - box.top > _OUTSIZED * (beside.bottom - beside.top)
