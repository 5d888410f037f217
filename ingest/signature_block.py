"""The block of the signature (khối chữ ký): positions and names under a seal, or stamped one upon another.

What lies below a black seal loses letters at its edge; positions pressed close to each other are read as one line.
But few positions there are, and few surnames, so a third reading that is nearly one of them tells which: it looks at
the line in several framings, and two must agree.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import chain

from extract.page import Word, box_around
from extract.positions import positions
from extract.tables import table
from ingest.handwriting import hand_reader
from ingest.raster import Pixels
from ingest.syllables import is_syllable
from ingest.unaccent import unaccent

_SURE = 0.9
_POSITION = 0.73
_SURNAME = 0.8
"""Likeness, accents apart, from which a reading is a known position, or surname: one letter of four, or five."""
_LOST, _GAINED = 4, 6
"""A reading may have lost this part of its letters, and gained that: `TRƯỞNG BAN DÂN TỘC` is no `TRƯỞNG BAN`."""
_TAKEN = 0.75
_NAME = range(2, 6)
"""Words of a name."""
_LONGEST = 6
"""Words of a name; a line of more is running text."""
_LEAST = 4
"""Letters and figures below which a line is a speck."""
_RIGHT = 0.48
"""Share of the page's width that the block never reaches into."""
_AGREE = 2
_COMMON = 16
"""Surnames that most people bear, first in the table; …"""
_PRIOR = 0.19
"""… and what that counts for: `Tàn`, half of it lost under a seal, is rather Trần than Tẩn."""
_MARKS = ("KT.", "TL.", "TUQ.", "Q.")
_AUTHORITIES = frozenset(("tm", *(mark.lower().strip(".") for mark in _MARKS)))
_BODIES = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "BAN THƯỜNG VỤ", "HỘI ĐỒNG", "CHÍNH PHỦ")
"""In whose name, `TM.`, positions sign."""


def in_block(words: Sequence[Word], width: float) -> bool:
    """Whether the line may be a position or name; `width` of the page in points."""
    if not 0 < len(words) <= _LONGEST or words[0].box.x0 < _RIGHT * width:
        return False
    text = "".join(word.text for word in words)
    return sum(map(str.isalpha, text)) > 1 and any(map(str.isupper, text))


def is_unsure(words: Sequence[Word]) -> bool:
    """Whether such a line, longer than a speck, is not sure in all its words."""
    return sum(len(word.text) for word in words) >= _LEAST and min(word.confidence for word in words) < _SURE


def mend_block(words: Sequence[Word], framings: Sequence[Pixels]) -> list[Word]:
    """The words with a position or a surname put right where two framings read nearly that one."""
    given = _given(words)
    if len(given) > 1 and len(given) < len(words):
        return _named(words, given, _seen(framings)) if words[-len(given) - 1].confidence < _SURE else list(words)
    return _position(words, _seen(framings)) if shouted(words) else list(words)


def _seen(framings: Iterable[Pixels]) -> Iterator[str]:
    """What the framings give, each looked at when it is asked for only."""
    return ("".join(glyph.text for glyph in hand_reader().read(picture)) for picture in framings)


def shouted(words: Sequence[Word]) -> bool:
    """Whether most letters are capitals, as in positions."""
    text = "".join(word.text for word in words)
    return sum(map(str.isupper, text)) > 0.6 * sum(map(str.isalpha, text))


def _given(words: Sequence[Word]) -> list[Word]:
    """The names behind the surname: the sure syllables with a capital that end the line."""
    out: list[Word] = []
    for word in reversed(words):
        text = word.text.strip(".,")
        if word.confidence < _SURE or not text.istitle() or not is_syllable(text):
            break
        out.insert(0, word)
    return out


def _position(words: Sequence[Word], seen: Iterable[str]) -> list[Word]:
    known = known_positions()
    first = letters_of("".join(word.text for word in words))
    found = _agreed_position(chain((first,), map(letters_of, seen)), known)
    if found is None or first == found:
        return list(words)
    raw, box = " ".join(word.text for word in words), box_around(words)
    return [Word(part, box, confidence=_TAKEN, source="ocr", raw=raw) for part in known[found].split()]


def is_position(words: Sequence[Word]) -> bool:
    """Whether a line is a known position, with its mark of authority or without."""
    return letters_of("".join(word.text for word in words)) in known_positions()


def is_authority(words: Sequence[Word]) -> bool:
    """Whether a line begins with a mark of authority: below `KT. GIÁM ĐỐC` there stands a position."""
    return letters_of(words[0].text.split(".")[0]) in _AUTHORITIES


def is_name(words: Sequence[Word]) -> bool:
    """Whether a line is the name of a person: a known surname, then one to three syllables, each with a capital."""
    named = [word for word in words if "." not in word.text.rstrip(".")]
    texts = [word.text.rstrip(".,") for word in named]
    if len(texts) not in _NAME or surnames().get(letters_of(texts[0])) is None:
        return False
    return all(text.istitle() and is_syllable(text) for text in texts)


def is_common(surname: str) -> bool:
    """Whether most people bear that surname, so that it is no name behind one cut off."""
    return letters_of(surname) in tuple(surnames())[:_COMMON]


def is_nearly_position(reading: str) -> bool:
    """Whether one reading is nearly a position."""
    return bool(_nearest_positions(letters_of(reading), known_positions()))


def position_in(readings: Iterable[str], among: Sequence[str] = ()) -> str | None:
    """The position that two readings of a line are nearly, as printed: of those `among`, or of all."""
    known = [bare for bare in map(letters_of, among) if bare in known_positions()] if among else known_positions()
    found = _agreed_position(map(letters_of, readings), known)
    return known_positions()[found] if found else None


def _agreed_position(readings: Iterable[str], known: Iterable[str]) -> str | None:
    """What most readings are nearest to, two at least; a reading as near to several speaks for each of them."""
    votes: Counter[str] = Counter()
    heard = 0
    for bare in readings:
        near = _nearest_positions(bare, known)
        heard += bool(near)
        votes.update(near)
        if heard == _AGREE and [*votes.values()].count(_AGREE) == 1:
            break
    best, *others = votes.most_common(2) or [("", 0)]
    alone = all(count < best[1] for _, count in others)
    return best[0] if alone and best[1] >= _AGREE and 2 * best[1] > heard else None


def _nearest_positions(bare: str, known: Iterable[str]) -> list[str]:
    """The positions most like a reading, mostly one, if they are like enough."""
    most, least = len(bare) * (1 + 1 / _LOST), len(bare) * (1 - 1 / _GAINED)
    matcher = SequenceMatcher(None, "", bare, autojunk=False)
    found, likeness = list[str](), _POSITION
    for each in known:
        if not least <= len(each) <= most:
            continue
        matcher.set_seq1(each)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < likeness or (alike := matcher.ratio()) < likeness:
            continue
        found = [*found, each] if alike == likeness else [each]
        likeness = alike
    return found


@functools.cache
def known_positions() -> dict[str, str]:
    """Bare letters → as printed, in the name of whom, too: `ktgiamdoc` → `KT. GIÁM ĐỐC`."""
    plain = [spelt.upper() for spelt in positions().values()]
    marked = [f"{mark} {spelt}" for mark in _MARKS for spelt in plain]
    return {letters_of(spelt): spelt for spelt in (*marked, *(f"TM. {body}" for body in _BODIES), *plain)}


def _named(words: Sequence[Word], given: Sequence[Word], seen: Iterable[str]) -> list[Word]:
    first, tail = words[: -len(given)], letters_of("".join(word.text for word in given))
    left, whole = letters_of(first[-1].text), not first[-1].text[:1].islower()
    found = _agreed(_with_remainder((_surname(letters_of(text), tail, whole=whole) for text in seen), left))
    if found is None or (len(first) == 1 and first[0].text == surnames()[found]):
        return list(words)
    raw = " ".join(word.text for word in first)
    return [replace(first[-1], text=surnames()[found], confidence=_TAKEN, raw=raw), *given]


def _with_remainder(found: Iterable[str | None], left: str) -> Iterator[str | None]:
    """The surnames, and once more those that end in what the first reader left of one."""
    told: set[str] = set()
    for each in found:
        yield each
        if each and left and each.endswith(left) and each not in told:
            told.add(each)
            yield each


def _surname(bare: str, tail: str, *, whole: bool) -> str | None:
    """The surname before the names of that tail; None where what is left of it ends several: `uong` of Dương, Lương.

    `whole`: it begins with a capital, so that nothing was lost before it.
    """
    blocks = SequenceMatcher(None, bare, tail, autojunk=False).get_matching_blocks()
    seen = 2 * sum(block.size for block in blocks) >= len(tail)
    head = bare[: max(blocks[0].a - blocks[0].b, 0)] if seen else ""
    known = surnames()
    if len(head) < 2 or (not whole and sum(each.endswith(head) for each in known) > 1):
        return None
    common = [each for each in tuple(known)[:_COMMON] if not each.endswith(head)]
    behind = [each for each in known if len(each) > 2 and head.endswith(each)]
    return _nearest(head, known, _SURNAME, common) or max(behind, key=len, default=None)


@functools.cache
def surnames() -> dict[str, str]:
    """Bare form → as written; where two share a bare form, the commoner one, listed first."""
    found: dict[str, str] = {}
    for row in table("surnames"):
        found.setdefault(letters_of(row["surname"]), row["surname"])
    return found


def letters_of(text: str) -> str:
    """The letters of a text, bare: `KT. GIÁM` → `ktgiam`."""
    return "".join(filter(str.isalpha, unaccent(text).lower()))


def _agreed(found: Iterable[str | None]) -> str | None:
    """What most give, two at least; where the first two agree, no more are asked."""
    votes: Counter[str] = Counter()
    for each in found:
        votes.update([each] if each else [])
        if len(votes) == 1 and votes.total() >= _AGREE:
            break
    best = votes.most_common(1)
    return best[0][0] if best and best[0][1] >= _AGREE and 2 * best[0][1] > votes.total() else None


def _nearest(bare: str, known: Iterable[str], least: float, common: Sequence[str] = ()) -> str | None:
    """The one most like it, if it is like enough; of the `common` ones a little less is asked."""
    matcher = SequenceMatcher(None, "", bare, autojunk=False)
    best, likeness, alone = None, least, True
    for each in known:
        more = _PRIOR if each in common else 0.0
        matcher.set_seq1(each)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) + more < likeness:
            continue
        alike = matcher.ratio()
        if alike + more >= likeness:
            best, likeness, alone = each, alike + more, alike + more > likeness or best is None
    return best if alone else None
