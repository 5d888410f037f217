"""The signer (người ký): authority, position and name, as Decree 30/2020/NĐ-CP, Appendix I, sets them.

TM. ỦY BAN NHÂN DÂN          on behalf of the committee
KT. CHỦ TỊCH                 for the chairman
PHÓ CHỦ TỊCH                 the signer's own position, directly above the signature
Nguyễn Văn A
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from extract.broken_lines import heads_on, name_broken, position_broken
from extract.field import Field
from extract.fold import fold
from extract.joint_signers import joined_fields, signer_blocks, signer_columns
from extract.landmarks import SEEN
from extract.letter_case import normal_case
from extract.organisations import HEAD
from extract.parts import Parts
from extract.persons import is_capitalised, is_person, mended, name_start, surely_person
from extract.positions import MARK, POSITION, positions
from extract.printed import field_of, joined, whole
from extract.row import Row
from extract.signature_rows import CONTINUES, outsized, pictured, signing_rows
from extract.syllables import is_syllable

_ACTING = re.compile(r"^q ?\. ?(?=[a-z])")
"""`Q. GIÁM ĐỐC` (quyền): the position itself, held for a time."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed; any part may be missing."""

    name: Field[str] | None = None
    position: Field[str] | None = None
    authority: Field[str] | None = None


def read_signer(parts: Parts) -> Signer:
    """From the right column of the tail, or in plain text from the rows after (or before) the recipients.

    Where several sign, names and positions stand left to right or top to bottom, parted by `; `.
    """
    rows = tuple(signing_rows(parts))
    if columns := signer_columns(parts, rows) or signer_blocks(rows):
        signers = [_read(parts, tuple(column)) for column in columns]
        return Signer(
            joined_fields([signer.name for signer in signers]),
            joined_fields([signer.position for signer in signers]),
            joined_fields([signer.authority for signer in signers]),
        )
    return _read(parts, rows)


def _read(parts: Parts, rows: tuple[Row, ...]) -> Signer:
    """The first signer of the rows."""
    authority: list[list[Row]] = []
    position: list[Row] = []
    for row, below in itertools.zip_longest(rows, rows[1:]):
        if position and position[-1] is row:
            continue  # the second half of the position above
        if position_broken(row, below):
            position = [*_positions(authority, position, row), below]
        elif _ACTING.match(row.bare) and row.upper:
            position = _positions(authority, position, row)
        elif MARK.match(row.bare) and row.upper and _marked(row):
            if position:
                authority.append(position)
                position = []
            authority.append([row])
        elif authority and not position and heads_on(authority[-1][-1], row):
            authority[-1].append(row)
        elif (authority or position) and name_broken(row, below):
            return _signer(parts, authority, position, row, below)
        elif (authority or position) and not _titled(row) and _is_name(parts, row):
            return _signer(parts, authority, position, row)
        elif row.upper and _titled(row):
            position = _positions(authority, position, row)
        elif row.upper and (position or authority) and _continues(row) and not _of_seal(position, row):
            above = position or authority[-1]
            if not outsized(row.box, above[-1].box):
                above.append(row)
        elif not position and not authority and _lone_position(row):
            position = [row]
    return _without_position(parts, rows, authority, position)


def _positions(authority: list[list[Row]], position: list[Row], row: Row) -> list[Row]:
    """The position lines with one more: a second position of the same person takes the first for its authority."""
    if not position:
        return [row]
    if CONTINUES.match(row.bare) or position[-1].bare.endswith((",", "-", "kiem", "phu trach")):
        return [*position, row]
    authority.append(position)
    return [row]


def _marked(row: Row) -> bool:
    mark = MARK.match(row.bare)
    rest = row.bare[mark.end() :] if mark else ""
    return bool(POSITION.match(rest) or HEAD.match(rest) or (mark and "." in mark[0] and len(rest) > 2))


def _titled(row: Row) -> bool:
    return bool(POSITION.match(row.bare) or (row.text.isupper() and _near_position(row.bare)))


def _of_seal(position: list[Row], row: Row) -> bool:
    """Letters of a seal, read from a scan or a stamp, under a position that is whole already."""
    whole_already = bool(position) and fold(joined([whole(p) for p in position])).strip(" .") in positions()
    return pictured(row) and whole_already and not CONTINUES.match(row.bare)


def _is_name(parts: Parts, row: Row) -> bool:
    """Whether a row under a position is who holds it; in clean text any name will do, its surname known or not."""
    if row.text.isupper() and any(word.source == "stamp" for word in row.words):
        return False  # seals are in capitals; names that are stamped are not
    if row.text.isupper() and pictured(row) and not all(is_syllable(word.lower()) for word in row.text.split()):
        return False  # a pen's strokes: `AN V`
    return is_person(row.text) or (not parts.paged and is_capitalised(row.text) and not SEEN.search(row.bare))


def _lone_position(row: Row) -> bool:
    """A position in small letters, as some type it: `Giám đốc`."""
    return fold(row.text) in positions() and not row.text.isupper()


def _continues(row: Row) -> bool:
    letters = [c for c in row.text if c.isalpha()]
    least = 4 if pictured(row) else 2
    if pictured(row) and not any(is_syllable(word.lower()) for word in row.text.split()):
        return False  # a pen's strokes: `VVAV`
    return (len(letters) >= least and row.text.replace(" ", "").isalpha()) or bool(CONTINUES.match(row.bare))


def _without_position(parts: Parts, rows: tuple[Row, ...], authority: list[list[Row]], position: list[Row]) -> Signer:
    """A name that stands alone, a common surname first; else what there is."""
    if not authority and not position:
        for row in rows:
            if surely_person(row.text) and (row.after_blank or parts.paged) and 2 <= len(row.text.split()) <= 5:
                return _signer(parts, [], [], row)
        return _seen(parts)
    return _signer(parts, authority, position)


def _seen(parts: Parts) -> Signer:
    """A name of no common surname, just over or under `(Đã ký)`."""
    rows = parts.signing
    for i, row in enumerate(rows):
        if len(row.text) < 24 and SEEN.search(row.bare):
            for beside in (*rows[i + 1 : i + 2], *rows[max(0, i - 1) : i]):
                if is_capitalised(beside.text):
                    return _signer(parts, [], [], beside)
    return Signer()


def _signer(parts: Parts, authority: list[list[Row]], position: list[Row], *name: Row) -> Signer:
    lines = [_shown(joined([whole(row) for row in rows])) for rows in authority]
    flat = [row for rows in authority for row in rows]
    sure, reason = 0.95, "mark of authority"
    if not position and flat and not MARK.match(flat[-1].bare):
        position = [flat.pop()]
    elif _stands_in(lines, position) and pictured(flat[-1]):
        lines[-1] = f"KT. {lines[-1]}"
        sure, reason = 0.7, "KT. not read, but a deputy signs"
    return Signer(
        _name(parts, *name) if name else None,
        field_of(
            parts.text,
            [whole(r) for r in position],
            _shown(joined([whole(r) for r in position])),
            0.95,
            "above the signature",
        )
        if position
        else None,
        field_of(parts.text, [whole(r) for r in flat], "; ".join(lines), sure, reason) if flat else None,
    )


def _stands_in(above: list[str], position: list[Row]) -> bool:
    """`GIÁM ĐỐC` above `PHÓ GIÁM ĐỐC`: whoever signs for the head of the body, signs KT. (Decree 30/2020/NĐ-CP)"""
    return bool(above) and fold(joined([whole(row) for row in position])) == f"pho {fold(above[-1])}"


def _name(parts: Parts, row: Row, *below: Row) -> Field[str]:
    printed = [(row, name_start(row.text), len(row.text)), *map(whole, below)]
    value = joined(printed).strip(" .,;:*_-")
    better = mended(value) if any(word.source == "ocr" for word in row.words) else value
    reasons = (
        ("under the position",) if better == value else ("under the position", f"surname read as {better.split()[0]}")
    )
    return field_of(parts.text, printed, better, 0.95 if better == value else 0.8, *reasons)


def _shown(printed: str) -> str:
    """The words with a mark written `KT.`, and a position misread in one letter set right."""
    text = printed.strip(" ,;:")
    text = text.removesuffix(".") if len(text) > 6 else text
    mark = MARK.match(fold(text))
    if mark:
        letters = re.sub(r"[^A-ZĐa-zđ]", "", text[: mark.end()]).upper()
        head = {"THAYMAT": "TM", "THUALENH": "TL", "THUAUYQUYEN": "TUQ"}.get(fold(letters).upper(), letters)
        return f"{head}. {_position_shown(text[mark.end() :].strip())}"
    return _position_shown(text)


def _position_shown(text: str) -> str:
    known = positions()
    if spelt := known.get(fold(text)):
        return spelt.upper() if text.isupper() else text
    found = POSITION.match(fold(text))
    if found and text.isupper():
        spelt = known.get(fold(text[: found.end()]))
        if spelt and text[found.end() :].startswith("."):
            return spelt.upper()  # letters of a seal behind a full stop
        return (spelt.upper() if spelt else text[: found.end()]) + text[found.end() :]
    if HEAD.match(fold(text)) and text.isupper():
        return normal_case(text).upper()
    near = _near_position(fold(text))
    return near.upper() if near and text.isupper() else text


@lru_cache(maxsize=1024)
def _near_position(text: str) -> str | None:
    """The position a misread one stands for: `phog iam doc`; None unless one is nearest and four fifths agree."""
    letters = text.replace(" ", "")
    if not 7 <= len(letters) <= 30:
        return None
    scored = []
    for key, spelt in positions().items():
        other = key.replace(" ", "")
        if len(other) >= 7 and abs(len(other) - len(letters)) <= 3:
            scored.append((SequenceMatcher(None, letters, other, autojunk=False).ratio(), spelt))
    best = sorted(scored, reverse=True)[:2]
    if not best or best[0][0] < 0.88 or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]
