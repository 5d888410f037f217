"""Lines of the signature whose box is too short (khung dòng bị hụt): read once more from further left.

The detector cuts positions and names off where the ring of a seal or a stroke of the pen touches them: `ĐỐC` of
`GIÁM ĐỐC`, `ê Thanh Yến`. What stands left of the box is read with it, and believed where that makes a known position
or begins with a known surname, all other words staying what they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.page import Box, Word, box_around
from ingest.detector import LineBox
from ingest.signature_block import known_positions, letters_of, shouted, surnames
from ingest.syllables import is_syllable

_REACHES = (1.0, 3.0, 6.0)
"""How far left to look, in heights of the line."""
_SURE = 0.75
"""Confidence of a word that was cut off."""
_HALF = 0.5
_EDGE = 8.0
"""Points by which two readings of one place differ."""
_NAME = range(2, 5)
"""Words of a name of which the first may be what is left of a surname."""


def reaches(words: Sequence[Word], box: LineBox) -> Iterator[LineBox]:
    """The box further and further left, where the line lacks the beginning of a position or name; mostly none."""
    if not (_beheaded_position(words) or _beheaded_name(words)):
        return
    for reach in _REACHES if shouted(words) else _REACHES[:2]:
        yield replace(box, x0=max(box.x0 - reach * box.height, 0.0))


def doubt_beheaded(words: Sequence[Word]) -> list[Word]:
    """The words of a name that begins with a small letter, the first one doubted, however plain its letters are."""
    if _beheaded_name(words) and words[0].text[:1].islower():
        return [replace(words[0], confidence=min(words[0].confidence, _HALF)), *words[1:]]
    return list(words)


def without_swallowed(lines: Sequence[list[Word]], reached: Sequence[list[Word]]) -> list[list[Word]]:
    """The lines less those in whose place one that reached further was read."""
    hulls = [box_around(whole) for whole in reached]
    return [line for line in lines if not any(_swallows(hull, line) for hull in hulls)]


def _swallows(hull: Box, line: Sequence[Word]) -> bool:
    """Whether a line stands in a part of the place of another one."""
    if not line:
        return False
    box = box_around(line)
    middle = (box.top + box.bottom) / 2
    narrower = box.x1 < hull.x1 - _EDGE or box.x0 > hull.x0 + _EDGE
    return narrower and hull.x0 <= box.x0 + _EDGE and box.x1 - _EDGE <= hull.x1 and hull.top < middle < hull.bottom


def completed(words: Sequence[Word], wider: Sequence[Word]) -> list[Word]:
    """The wider reading from where a position or a name begins in it; nothing where it makes neither."""
    if shouted(words):
        return _position(words, wider)
    tail = [word.text for word in words[1:]]
    at = len(wider) - len(words)
    if at < 0 or [word.text for word in wider[at + 1 :]] != tail:
        return []
    name = wider[at:]
    whole = surnames().get(letters_of(name[0].text)) == name[0].text and name[0].confidence >= _SURE
    return list(name) if whole else []


def _position(words: Sequence[Word], wider: Sequence[Word]) -> list[Word]:
    last = letters_of(words[-1].text)
    for at in range(len(wider)):
        found = known_positions().get(letters_of("".join(word.text for word in wider[at:])), "")
        spelt = found.split()
        sure = min(word.confidence for word in wider[at:]) >= _SURE
        if sure and len(spelt) == len(wider) - at and letters_of(found).endswith(last):
            return [replace(word, text=part) for word, part in zip(wider[at:], spelt, strict=True)]
    return []


def _beheaded_position(words: Sequence[Word]) -> bool:
    """`ĐỐC`, `IÁM ĐỐC`: the end of a position, and none itself."""
    bare = letters_of("".join(word.text for word in words))
    if not shouted(words) or len(bare) < 3 or bare in known_positions():
        return False
    return any(known.endswith(bare[1:] if len(bare) > 4 else bare) for known in known_positions())


def _beheaded_name(words: Sequence[Word]) -> bool:
    """`ê Thanh Yến`, `rần Văn Dũng`: sure names behind what is no surname."""
    first, *names = words
    if len(words) not in _NAME or (letters_of(first.text) in surnames() and first.text[:1].isupper()):
        return False
    return all(word.text.istitle() and is_syllable(word.text) for word in names) and len(first.text) < 6
