"""Party resolutions named by who passed them: `Nghị quyết Đại hội XIII`, `Nghị quyết Trung ương 4 khóa XII`."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.scan import B
from extract.citations.stretch import Stretch

_ORDINAL = r"(?:[ivxl]{1,6}|[0-9]{1,2}|thu[ \n]+[a-z0-9]{1,6}|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)"
_CONGRESS = re.compile(
    rf"{B}(?P<who>dai{B}hoi(?:{B}(?!lan{B}thu|da(?![a-z])|ve(?![a-z]))[a-z]{{2,8}}){{0,10}}?)"
    rf"(?:{B}lan{B}thu)?{B}(?P<term>[ivxl]{{1,6}}|[0-9]{{1,2}})(?![a-z0-9/.-])"
    rf"(?P<of>{B}(?:cua{B})?dang(?![a-z])(?:{B}cong{B}san{B}viet{B}nam)?)?"
)
_PLENUM = re.compile(
    rf"{B}(?:(?:cua{B})?hoi{B}nghi{B})?(?:(?:lan{B}thu{B}{_ORDINAL}(?:,?{B}|{B}cua{B}))?"
    rf"(?:ban{B}chap{B}hanh{B})?trung{B}uong(?:{B}dang)?(?:{B}lan{B}thu)?)(?:{B}(?P<number>[0-9]{{1,2}}|[ivxl]{{1,6}})(?![a-z0-9/.-]))?"
    rf"(?P<term>,?{B}\(?khoa{B}(?P<roman>[ivxl]{{1,6}}|[0-9]{{1,2}})(?![a-z0-9])\)?)?"
)
_CONGRESS_OF = "Đại hội đại biểu toàn quốc của Đảng"
_OF = frozenset({"nghi_quyet", "ket_luan"})


def read_congress(stretch: Stretch, at: re.Match[str], slug: str) -> Mention | None:
    """A resolution or conclusion without a number, named by congress or plenum and its term."""
    if slug not in _OF or not stretch.source[at.start()].isupper():
        return None
    congress = _CONGRESS.match(stretch.shadow, at.end(), stretch.end)
    if congress and _upright(stretch.source, congress, "term"):
        return Mention(at.start(), congress.end(), slug, issuer=_CONGRESS_OF if congress["of"] else None, form="named")
    plenum = _PLENUM.match(stretch.shadow, at.end(), stretch.end)
    if plenum and (plenum["number"] or plenum["term"]) and "hoi" not in (plenum["number"] or ""):
        part = "number" if plenum["number"] else "roman"
        if _upright(stretch.source, plenum, part):
            return Mention(at.start(), plenum.end(), slug, issuer="Ban Chấp hành Trung ương", form="named")
    return None


def _upright(source: str, match: re.Match[str], part: str) -> bool:
    """Whether a term is a figure, or Roman in capitals."""
    term = source[match.start(part) : match.end(part)]
    return term.isdigit() or term.isupper()
