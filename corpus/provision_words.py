"""A provision as people write it (`khoản 2 Điều 19`, `k2 đ19`) or as a path (`dieu:19/khoan:2`), read into its path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.folding import compose, fold
from corpus.lexicon import LEVELS
from corpus.provision import normal_path
from corpus.refusals import InvalidQuery, InvalidValue

LABEL = r"(?:[0-9]+[a-z]?|[ivxl]+|[a-z][0-9]?)"
LEVEL = "|".join(name.replace(" ", r"\s+") for name in sorted(LEVELS, key=len, reverse=True))
IN_FULL = re.compile(
    rf"\b(?P<level>{LEVEL})\s+(?P<label>{LABEL})\b"
    rf"(?:\s*(?:[-–]|\b(?:den|toi)\b)\s*(?:(?P=level)\s+)?(?P<until>{LABEL})\b(?!\s?[/.-]\s?\w))?[\s,]*"
)
ABBREVIATED = re.compile(
    r"(?:\b|(?<=\d))(?P<level>[kd])\.?\s?(?P<label>\d+[a-z]?)(?:(?=[kd]\.?\s?\d)|\b(?![/.-]?\w))[\s,.]*"
)
"""`k2 đ19`, `K.2, Đ.19`, `k2đ19`: understood where the article is among them."""
ABBREVIATIONS = {"k": "khoan", "d": "dieu"}
ORDER = list(LEVELS.values())
_PATH = re.compile(r"[a-z_]+:[^/:\s]+(?:/[a-z_]+:[^/:\s]+)*")
_BETWEEN = re.compile(r"[\s,;]*(?:cua\s)?[\s]*")
_LISTED = re.compile(rf"[\s,;]*(?:(?:\b(?:va|hoac)\b)?[\s,;]*\b{LABEL}\b[\s,;]*)+(?:\b(?:va|hoac|den|toi)\b)?[\s,;-]*")


@dataclass(frozen=True, slots=True)
class Level:
    """One level as it was written, and where; the label of a range is `5..9`."""

    start: int
    end: int
    name: str
    label: str


def find_levels(text: str, folded: str) -> list[Level]:
    """The levels named in a text, in the order written; both texts agree character for character.

    `đ` is a point of its own, so labels are those typed: without any marks, `điểm d` is meant.
    """
    found = [_level(match, LEVELS[" ".join(match["level"].split())], text) for match in IN_FULL.finditer(folded)]
    short = [_level(match, ABBREVIATIONS[match["level"]], text) for match in ABBREVIATED.finditer(folded)]
    short = [one for one in short if not any(one.start < other.end and other.start < one.end for other in found)]
    if any(one.name == "dieu" for one in short):
        found += short
    return sorted(found, key=lambda one: one.start)


def _level(match: re.Match[str], name: str, text: str) -> Level:
    label = _label(text[slice(*match.span("label"))])
    if "until" in match.re.groupindex and match["until"]:
        label += ".." + _label(text[slice(*match.span("until"))])
    return Level(*match.span(), name, label)


def _label(typed: str) -> str:
    return "".join("đ" if letter in "đĐðÐ" else fold(letter) for letter in typed)


def one_path(levels: Sequence[Level], folded: str, until: int) -> str | None:
    """Levels in any order, outermost first: `điểm a khoản 2 Điều 19` → `dieu:19/khoan:2/diem:a`.

    `until` is where the work is named. `InvalidQuery` for `khoản 2, 3 Điều 19`: one provision is asked for at a time.
    """
    ends = [*(other.start for other in levels[1:]), until] if levels else []
    for one, after in zip(levels, ends, strict=True):
        if one.end < after and _LISTED.fullmatch(folded, one.end, after):
            raise _several(one.end)
    return path_of(levels)


def path_of(levels: Iterable[Level]) -> str | None:
    """The path these levels make; `InvalidQuery` where one is named twice."""
    labels: dict[str, str] = {}
    for one in levels:
        if one.name in labels:
            raise _several(one.start)
        labels[one.name] = one.label
    return "/".join(f"{name}:{labels[name]}" for name in sorted(labels, key=ORDER.index)) or None


def _several(position: int) -> InvalidQuery:
    return InvalidQuery("mỗi lần chỉ hỏi một điều, khoản, điểm / ask for one provision at a time", position)


def read_provision(written: str) -> str:
    """The path in normal form; levels in words may come in any order, with or without accents.

    Raises InvalidValue for what is neither: a question not understood must not look answered.
    """
    asked = compose(written).strip()
    if _PATH.fullmatch(re.sub(r"\s", "", asked.lower())):
        return normal_path(asked)
    folded, at = fold(asked), 0
    levels = find_levels(asked, folded)
    for one in levels:
        between = _BETWEEN.match(folded, at)
        if one.start > (between.end() if between else at):
            raise InvalidValue(written)
        at = one.end
    if not levels or folded[at:].strip():
        raise InvalidValue(written)
    try:
        path = path_of(levels)
    except InvalidQuery as error:
        raise InvalidValue(written) from error
    return normal_path(path or "")
