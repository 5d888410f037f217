"""Issuers told by where they are named: `Ủy ban nhân dân tỉnh`, `của Công ty`, or not at all in a series of one's own.

What is inferred, not printed, is marked by a reason: `issuer_inferred`, with why.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.citations.mention import Mention
from extract.citations.own import OwnDocument
from extract.document_types import by_folded_abbreviation
from extract.fold import fold
from extract.issuers import issuer_of_symbol, read_issuer
from extract.number import DocumentNumber, parse_number

_RELATIVE = re.compile(
    r"(?:chu tich |van phong )?(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd) "
    r"(tinh|thanh pho|tp|quan|huyen|thi xa|xa|phuong)"
)
_BARE_HEADS = frozenset({"cong ty", "tong cong ty", "ngan hang", "truong", "benh vien", "tap doan", "hop tac xa"})
_LONGEST_HEAD = max(map(len, _BARE_HEADS))
_REACH, _TRIES = 4_000, 4
_COUNCIL_OF = {"ubnd": ("Ủy ban nhân dân", "UBND"), "hdnd": ("Hội đồng nhân dân", "HĐND")}
_PROVINCIAL = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd) (?P<place>(?:tinh|thanh pho|tp\.?) .+)")
_SHARED = frozenset({"ubnd", "hdnd"})


@lru_cache(maxsize=1024)
def placed(issuer: str, *citing: str | None) -> str:
    """A committee of an unnamed place, as that of the place in the name of the citing office or the body above it."""
    relative = _RELATIVE.fullmatch(fold(issuer))
    if not relative or relative[1] == "tp":
        return issuer
    kind = re.compile(rf".*(?<![a-z]){relative[1]} (?!uy(?![a-z])|doan(?![a-z]))")
    for name in filter(None, citing):
        if found := kind.match(fold(name)):
            return f"{issuer} {name[found.end() :]}"
    return issuer


def named_in_full(source: str, shadow: str, mention: Mention) -> None:
    """`của Công ty`: the company last named in full before it."""
    if mention.issuer is None or len(mention.issuer) > _LONGEST_HEAD:
        return
    head = fold(mention.issuer)
    if head not in _BARE_HEADS:
        return
    at = mention.start
    for _ in range(_TRIES):
        at = shadow.rfind(f"{head} ", max(0, mention.start - _REACH), at)
        if at < 0:
            return
        found = read_issuer(source, shadow, at, len(source)) if source[at].isupper() else None
        if found and found.end > at + len(head) + 1:
            mention.issuer = " ".join(source[at : found.end].split())
            mention.reasons.append("issuer_inferred:named_before")
            return


def of_own_series(mention: Mention, number: DocumentNumber, own: OwnDocument) -> str | None:
    """Who issued a number without an issuer, whose symbol is that of the citing document; None where that is unsure.

    `377/QĐ-UBND` in a dispatch of `UBND tỉnh Cao Bằng` is of that series. Districts and communes use the same symbol as
    the province above them, so that theirs tells nothing.
    """
    if mention.form != "number" or not own.issuer or not own.reference or issuer_of_symbol(number.symbol):
        return None
    cited, citing = _series(number), _series(parse_number(own.reference))
    if not cited or not citing:
        return None
    if cited in _SHARED:
        provincial = _PROVINCIAL.fullmatch(fold(own.issuer))
        if citing not in _SHARED or not provincial:
            return None
        return f"{_COUNCIL_OF[cited][0]} {own.issuer[provincial.start('place') :]}"
    return own.issuer if cited == citing else None


def _series(number: DocumentNumber | None) -> str | None:
    """The group of a symbol that names the office, folded: `ubnd` of `QĐ-UBND` and of `UBND-KT`."""
    if number is None or not number.symbol:
        return None
    groups = [fold(group) for group in re.split(r"[-/]", number.symbol) if group]
    return next((group for group in groups if group not in by_folded_abbreviation()), None)
