"""What follows a number or title: date, issuer, year (`ngày 24 tháng 4 năm 2020 của Thủ tướng Chính phủ`)."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.scan import B, M
from extract.dates import AFTER_DAY, read_date
from extract.fold import fold
from extract.issuer_words import known_names
from extract.issuers import FoundIssuer, read_issuer

_TAIL = re.compile(
    rf"[ \n]{{0,40}}(?P<comma>,?)[ \n]{{0,40}}(?:(?P<of>cua{B})"
    rf"|(?:(?:duoc{B})?(?:ban{B}hanh|ky(?:{B}ban{B}hanh)?|lap|de){B})?(?P<date>(?:ngay:?{M})?{AFTER_DAY}))"
)
_BRACKETED = re.compile(rf"[ \n]{{1,8}}\([ ]?(?P<date>ngay:?{M}{AFTER_DAY})[ ]?\)")
"""`Công văn số 12/UBND-KT (ngày 02/12/2025) của UBND tỉnh`."""
_AT = re.compile(rf"{B}tai{B}")
"""`A, của Ủy ban nhân dân tỉnh tại B`: the issuer is that of B."""
_YEAR = re.compile(rf"(?:{B}nam)?{B}(?P<year>[12][0-9o]{{3}})(?![0-9a-z/])|{B}\((?:nam{B})?(?P<inner>[12][0-9]{{3}})\)")
_AND_ISSUER = re.compile(
    rf"[ \n]{{0,8}}(?:(?:,|-|{B}va)[ \n]{{1,24}}|-(?=bo{B}))"
    rf"(?=(?:lien{B})?(?:bo|ban|hoi|toa|vien|ngan|uy|trung|tong|mat){B})"
)


_TOGETHER = re.compile(rf"lien{B}(?=bo{B})")
_JOINT = re.compile(rf"(?:{B}-{B}|-|{B}va{B})(?=[a-z])")
"""`liên Bộ Y tế - Nội vụ`: the second ministry without its noun."""


def read_tail(source: str, shadow: str, mention: Mention, end: int) -> None:
    """Extend a mention over its date and issuer, in either order."""
    bracketed = _BRACKETED.match(shadow, mention.end, end) if mention.issued_on is None else None
    if bracketed and (day := read_date(bracketed)):
        mention.issued_on, mention.end = day, bracketed.end()
    for _ in range(3):
        tail = _TAIL.match(shadow, mention.end, end)
        if not tail or _leaves(source, shadow, mention.end, tail):
            break
        if tail["of"]:
            if mention.issuer is not None or (tail["comma"] and mention.issued_on is None):
                break
            together = _TOGETHER.match(shadow, tail.end(), end)
            found = read_issuer(source, shadow, together.end() if together else tail.end(), end)
            if not found:
                break
            if tail["comma"] and _AT.match(shadow, found.end, end):
                break
            _take_issuer(source, shadow, mention, tail.end(), found, end)
        else:
            if mention.issued_on is not None:
                break
            mention.issued_on = read_date(tail)
            if mention.issued_on is None:
                mention.reasons.append("no_such_day")
            mention.end = tail.end()


def _leaves(source: str, shadow: str, at: int, tail: re.Match[str]) -> bool:
    """Whether the tail belongs to something else: beyond a blank line, unless the words go on in small letters."""
    begin = tail.start("date") if tail["date"] else tail.start("of")
    if tail["comma"] and tail["date"] and _begins_sentence(source, shadow, tail.end()):
        return True
    if shadow.count("\n", at, begin) < 2:
        return tail["comma"] == "," and source[begin].isupper()
    return not source[begin].islower() or bool(tail["comma"])


_SUBJECT = re.compile(
    rf"{M},?{M}(?P<first>(?!cua{B})[a-z])[a-z]*(?:{B}[a-z]+){{0,12}}?{B}"
    rf"(?:da{B})?(?:ban{B}hanh|thong{B}qua|phe{B}duyet|co{B}(?:cong|van|quyet|bao|to))(?![a-z])"
)


def _begins_sentence(source: str, shadow: str, at: int) -> bool:
    """Whether a date opens what follows: `…-KL/TW, ngày 15/02/2023 Chính phủ đã ban hành …`."""
    subject = _SUBJECT.match(shadow, at, at + 160)
    return bool(subject and source[subject.start("first")].isupper())


def _take_issuer(source: str, shadow: str, mention: Mention, start: int, found: FoundIssuer, end: int) -> None:
    names = [found.name or " ".join(source[start : found.end].split())]
    stop = found.end
    if mention.document_type in ("thong_tu_lien_tich", "nghi_quyet_lien_tich") or shadow.startswith("lien", start):
        for _ in range(6):
            more = _AND_ISSUER.match(shadow, stop, end)
            following = read_issuer(source, shadow, more.end(), end) if more else None
            if not more or not following:
                break
            names.append(following.name or " ".join(source[more.end() : following.end].split()))
            stop = following.end
    joined = shadow.startswith("lien", start) or mention.document_type == "thong_tu_lien_tich"
    if joined and (joint := _JOINT.match(shadow, stop, end)):
        ministry = f"Bộ {source[joint.end() : joint.end() + 60]}"
        if known := known_names().longest(ministry, fold(ministry), 0, len(ministry)):
            names.append(known[2])
            stop = joint.end() + known[0] - len("Bộ ")
    mention.issuer, mention.end = "; ".join(names), stop


def read_year(shadow: str, mention: Mention, end: int) -> None:
    """A year in the name of an act (`Luật Đất đai năm 2013`), unless the gazetteer knows the name and no such year."""
    match = _YEAR.match(shadow, mention.end, end)
    if not match:
        return
    year = int((match["year"] or match["inner"]).replace("o", "0"))
    years = {law.issued_on.year for law in mention.laws if law.issued_on}
    if (years and year not in years) or not 1945 <= year <= 2100:
        return
    if not mention.laws and mention.title is None:
        return
    mention.end, mention.year = match.end(), year
    dated = [law for law in mention.laws if law.issued_on and law.issued_on.year == year]
    mention.laws = tuple(dated) or mention.laws
