"""Date and issuer left of the verb: `Ngày 11 tháng 3 năm 2021, Bộ Y tế đã có Quyết định số 1318/QĐ-BYT`."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.scan import B, M
from extract.dates import DATE, read_date
from extract.issuers import issuer_of_symbol, read_issuer

_VERB = re.compile(
    rf"(?:da{B}|vua{B}|duoc{B})?(?:(?:ky{B})?ban{B}hanh|co|ky|gui|phat{B}hanh|trinh|thong{B}qua|ra|nhan{B}duoc|tiep{B}nhan){B}(?:cac{B})?$"
)
_NOT_A_DAY_OF_ISSUE = re.compile(rf"(?:tu|den|truoc|sau|het|ke{B}tu|tinh{B}tu|vao|qua|cuoi|han|hop|tai){M}$")
_AT = re.compile(rf",?{B}(?:giao{B})?tai{M}$")
_FIND = re.compile(rf"(?<![a-z])(?:{DATE.pattern})")
REACH = 260


def attach(source: str, shadow: str, mention: Mention, floor: int) -> None:
    """Give a numbered mention the date and issuer of its clause; `floor` is where the reference before it ends."""
    low = max(floor, mention.start - REACH)
    if mention.issuer is None or mention.document_type == "thong_tu_lien_tich":
        known = issuer_of_symbol(mention.number.symbol) if mention.number else None
        mention.issuer = known[1] if known else mention.issuer
    if mention.issued_on is None and mention.run is None and not mention.elided:
        verb = _VERB.search(shadow, max(low, mention.start - 32), mention.start)
        if verb:
            _from_clause(source, shadow, mention, _sentence(shadow, low, mention.start), verb.start())
    if mention.issuer is None:
        mention.issuer = _left_issuer(source, shadow, mention, low)


def _sentence(shadow: str, low: int, at: int) -> int:
    for stop in (". ", ".\n", ";", "\n\n"):
        found = shadow.rfind(stop, low, at)
        low = found + len(stop) if found >= 0 else low
    return low


def _from_clause(source: str, shadow: str, mention: Mention, low: int, verb: int) -> None:
    last = None
    for match in _FIND.finditer(shadow, low, verb):
        limits = _NOT_A_DAY_OF_ISSUE.search(shadow, max(low, match.start() - 12), match.start())
        last = None if limits else match
    if last is None:
        return
    mention.issued_on, mention.detached = read_date(last), True
    at = last.end() + len(shadow[last.end() : last.end() + 4]) - len(shadow[last.end() : last.end() + 4].lstrip(" ,\n"))
    if mention.issuer is None and (found := read_issuer(source, shadow, at, verb)):
        mention.issuer = found.name or " ".join(source[at : found.end].split())


def _left_issuer(source: str, shadow: str, mention: Mention, low: int) -> str | None:
    """`chỉ đạo của Ủy ban nhân dân thành phố tại Công văn …`."""
    tail = _AT.search(shadow, max(low, mention.start - 14), mention.start)
    if not tail:
        return None
    at = shadow.rfind("cua ", low, tail.start())
    if at < 0:
        return None
    found = read_issuer(source, shadow, at + 4, tail.start())
    return (found.name or " ".join(source[at + 4 : found.end].split())) if found else None
