"""A provision as people write it (`khoản 2 Điều 19`, `k2 đ19`) or as a path (`dieu:19/khoan:2`), read into its path."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.folding import compose, fold
from corpus.lexicon import LEVELS
from corpus.provision import normal_path
from corpus.provision_paths import LABEL, Level, paths_of, read_label, with_lists
from corpus.refusals import InvalidQuery, InvalidValue

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
_PATH = re.compile(r"[a-z_]+:[^/:\s]+(?:/[a-z_]+:[^/:\s]+)*")
_BETWEEN = re.compile(r"[\s,;]*(?:(?:cua|va|hoac)\s)?[\s]*")


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
    label = read_label(text[slice(*match.span("label"))])
    if "until" in match.re.groupindex and match["until"]:
        label += ".." + read_label(text[slice(*match.span("until"))])
    return Level(*match.span(), name, label)


def paths_before(levels: Sequence[Level], text: str, folded: str, until: int) -> tuple[list[Level], tuple[str, ...]]:
    """Levels with their lists, and the path of each provision (`khoản 2, 3 Điều 19`); the work is named at `until`."""
    listed = with_lists(levels, text, folded, until)
    return listed, paths_of(listed)


def read_provisions(written: str) -> tuple[str, ...]:
    """The paths in normal form; levels in words may come in any order, with or without accents.

    Raises InvalidValue for what is neither: a question not understood must not look answered.
    """
    asked = compose(written).strip()
    if _PATH.fullmatch(re.sub(r"\s", "", asked.lower())):
        return (normal_path(asked),)
    folded, at = fold(asked), 0
    try:
        levels, paths = paths_before(find_levels(asked, folded), asked, folded, len(asked))
    except InvalidQuery as error:
        raise InvalidValue(written) from error
    for one in levels:
        between = _BETWEEN.match(folded, at)
        if one.start > (between.end() if between else at):
            raise InvalidValue(written)
        at = one.end
    if not levels or folded[at:].strip():
        raise InvalidValue(written)
    return tuple(normal_path(path) for path in paths)


def read_provision(written: str) -> str:
    """The path of one provision; InvalidValue where several are named, too."""
    paths = read_provisions(written)
    if len(paths) > 1:
        raise InvalidValue(f"mỗi lần chỉ hỏi một điều, khoản, điểm: {written} / one provision at a time: {written}")
    return paths[0]
