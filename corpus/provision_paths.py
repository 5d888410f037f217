"""Provisions asked for together (nhiều điều, khoản, điểm): `điểm a và b khoản 2 Điều 5` → the path of each.

Levels are written from the inmost out, as in Vietnamese texts (`khoản 2 Điều 5`), or from the outmost in
(`Điều 5, khoản 2`); what stands outside holds for all inside it until another of its level comes:
`khoản 1 và khoản 2 Điều 19`, `khoản 1 Điều 5, khoản 2 Điều 7`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from corpus.folding import fold
from corpus.lexicon import LEVELS
from corpus.refusals import InvalidQuery

LABEL = r"(?:[0-9]+[a-z]?|[ivxl]+|[a-z][0-9]?)"
ORDER = list(LEVELS.values())
MOST = 20
"""Provisions asked for at once."""
UNTIL = rf"(?:\s*(?:[-–]|\b(?:den|toi)\b)\s*(?P<until>{LABEL})\b)?"
_ITEM = rf"(?>\b{LABEL}\b{UNTIL.replace('?P<until>', '?:')})"
_AND = r"[\s,;]*(?:\b(?:va|hoac)\b[\s,;]*)?"
LISTED = re.compile(rf"{_AND}{_ITEM}(?:{_AND}{_ITEM})*{_AND}(?P<open>[-–]|\b(?:den|toi)\b)?\s*")
"""Each item in one way only: a list that comes to nothing must not be tried in all the ways it can be divided."""
BETWEEN = ("", "cua", "va", "hoac")
"""What may stand between two levels."""
_ONE = re.compile(rf"\b(?P<label>{LABEL})\b{UNTIL}")


@dataclass(frozen=True, slots=True)
class Level:
    """One level as it was written, and where; the label of a range is `5..9`, `others` are those listed after it."""

    start: int
    end: int
    name: str
    label: str
    others: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """`khoan:1`, `khoan:2`: this level's part of each path."""
        return tuple(f"{self.name}:{label}" for label in (self.label, *self.others))


def read_label(typed: str) -> str:
    """A label as paths have it; `đ` is a point of its own, so without any marks `điểm d` is meant."""
    return "".join("đ" if letter in "đĐðÐ" else fold(letter) for letter in typed)


def with_lists(levels: Sequence[Level], text: str, folded: str, until: int) -> list[Level]:
    """The levels with what is listed behind each of them: `khoản 1, 2 và 4`; `until` is where the work is named."""
    ends = [*(other.start for other in levels[1:]), until] if levels else []
    return [_with_list(one, text, folded, end) for one, end in zip(levels, ends, strict=True)]


def list_end(folded: str, level: Level) -> int:
    """Where a list behind the last level ends, as far as labels go: `Điều 5 và 6 Luật Dược`."""
    kind = r"\d{1,3}[a-z]?" if _kind(level.label) else r"[a-z]"
    found = re.compile(rf"(?:(?:\b(?:va|hoac)\b|[\s,;])*\b{kind}\b(?!\s?[/.-]))+\s*").match(folded, level.end)
    return found.end() if found else level.end


def _with_list(level: Level, text: str, folded: str, until: int) -> Level:
    if folded[level.end : until].strip() in BETWEEN:
        return replace(level, end=max(level.end, until))
    listed = LISTED.fullmatch(folded, level.end, until)
    if listed is None:
        return level
    found = list(_ONE.finditer(folded, level.end, until))
    labels = tuple("..".join(_ends(match, text)) for match in found)
    if listed["open"] or any(_kind(label) != _kind(level.label) for label in labels):
        raise _not_understood(level.end)
    return replace(level, end=until, others=labels)


def _ends(match: re.Match[str], text: str) -> list[str]:
    return [read_label(text[slice(*match.span(end))]) for end in ("label", "until") if match[end]]


def _kind(label: str) -> bool:
    """Numbers and letters make no list together."""
    return label[0].isdigit()


def paths_of(levels: Sequence[Level]) -> tuple[str, ...]:
    """The paths these levels make, each once, as written; `InvalidQuery` for more than MOST."""
    found = list(dict.fromkeys("/".join(steps) for chain in _chains(levels) for steps in product(*chain)))
    if len(found) > MOST:
        most = f"mỗi lần hỏi nhiều nhất {MOST} điều, khoản, điểm / ask for at most {MOST} provisions at a time"
        raise InvalidQuery(most, levels[0].start)
    return tuple(found)


def _chains(levels: Sequence[Level]) -> list[list[tuple[str, ...]]]:
    """Each whole provision as the steps of its levels, the outmost first."""
    if len({one.name for one in levels}) == len(levels):
        return [[one.steps for one in sorted(levels, key=_depth)]] if levels else []
    inwards = _depth(levels[0]) < _depth(levels[1])
    found = [[one.steps for one in chain] for chain in _inwards(levels if inwards else levels[::-1])]
    return found if inwards else found[::-1]


def _inwards(levels: Sequence[Level]) -> Iterator[list[Level]]:
    """From the outmost in: one that is no deeper than the one before begins the next provision."""
    chain: list[Level] = []
    for one in levels:
        if chain and _depth(one) <= _depth(chain[-1]):
            yield chain
            chain = [outer for outer in chain if _depth(outer) < _depth(one)]
        chain = [*chain, one]
    yield chain


def _depth(level: Level) -> int:
    return ORDER.index(level.name)


def _not_understood(position: int) -> InvalidQuery:
    return InvalidQuery(
        "không hiểu danh sách điều, khoản, điểm này / this list of provisions is not understood", position
    )
