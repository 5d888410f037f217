"""Identifiers (mã số) of persons and organisations: tax codes, identity cards, social insurance numbers, phones.

Numbers count only behind their label (`MST:`, `CCCD số`, `Số sổ BHXH`) or, for phones, in a known form.
Tax codes are proved by python-stdnum; identity cards by province, century and length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.vn import mst

from extract.field_words import any_of
from extract.fold import fold
from extract.span import Span


@dataclass(frozen=True, slots=True)
class Identifier:
    """One number: kind, digits without blanks, whether its check holds (None where there is no check)."""

    span: Span
    kind: str
    """tax_code (MST), citizen_id (CCCD), old_id (CMND), social_insurance (BHXH), phone, email."""
    value: str
    valid: bool | None


_TAX = r"(?:\bmst\b|ma so thue|ma so doanh nghiep|\bmsdn\b)[^\n\d]{0,20}?(\d{10}(?: ?- ?\d{3})?)(?!\d)"
_CARD = r"(?:\bcccd\b|can cuoc(?: cong dan)?|dinh danh ca nhan|\bddcn\b)[^\n\d]{0,24}?(\d{12})(?!\d)"
_LABELLED = (
    ("tax_code", re.compile(_TAX)),
    ("citizen_id", re.compile(_CARD)),
    ("old_id", re.compile(r"(?:\bcmnd\b|\bcmt(?:nd)?\b|chung minh nhan dan)[^\n\d]{0,24}?(\d{9})(?!\d)")),
    ("social_insurance", re.compile(r"(?:\bbhxh\b|bao hiem xa hoi)[^\n\d]{0,16}?(\d{10})(?!\d)")),
)
_PHONE = re.compile(
    r"(?<![\d./-])(?:\(?(?:\+84|0)(?: ?\(0\))?[ .-]?(?:\d[ .-]?){1,3}\)?[ .-]?(?:\d[ .-]?){5,7}\d|"
    r"1[89]00[ .]?\d{4}(?:[ .]?\d{2})?|080[ .]?\d{5})(?![\d/-])"
)
_SPOKEN = re.compile(rf"\b(?:{any_of('phone_label')})\b[^\n]{{0,60}}$")
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?<![.-])")
_MOBILE = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8\d|9\d)\d{7}")
_LANDLINE = re.compile(r"02\d{8,9}|0[3-8]\d{8,9}|080\d{5}|1[89]00\d{4}(?:\d{2})?")


def find_identifiers(content: str, span: Span | None = None) -> tuple[Identifier, ...]:
    """All identifiers of the stretch, by place; spans are in code points of `content`."""
    span = span or Span(0, len(content))
    shadow = fold(content[span.start : span.end])
    found: dict[int, Identifier] = {}
    for kind, pattern in _LABELLED:
        for match in pattern.finditer(shadow):
            at = Span(match.start(1), match.end(1)).shift(span.start)
            value = re.sub(r"\s", "", match[1])
            found.setdefault(at.start, Identifier(at, kind, value, check(kind, value)))
    for match in _PHONE.finditer(shadow):
        if phone := _phone(shadow, match, span.start):
            found.setdefault(phone.span.start, phone)
    for match in _EMAIL.finditer(content, span.start, span.end):
        at = Span(match.start(), match.end())
        found.setdefault(at.start, Identifier(at, "email", match[0].lower(), None))
    return tuple(found[start] for start in sorted(found))


def check(kind: str, value: str) -> bool | None:
    """Whether the number can be genuine; None where nothing in it can be checked."""
    if kind == "tax_code":
        return bool(mst.is_valid(value.replace("-", "")) or mst.is_valid(value))
    if kind == "citizen_id":
        return _citizen_id(value)
    if kind == "old_id":
        return re.fullmatch(r"[0-3]\d{8}", value) is not None
    if kind == "phone":
        return bool(_MOBILE.fullmatch(value) or _LANDLINE.fullmatch(value))
    return None


def _citizen_id(value: str) -> bool:
    """Circular 59/2021/TT-BCA: province (001 to 096), century and sex, two digits of the year, six at random."""
    return len(value) == 12 and 1 <= int(value[:3]) <= 96


def _phone(shadow: str, match: re.Match[str], base: int) -> Identifier | None:
    digits = re.sub(r"\D", "", match[0].replace("+84", "0", 1).replace("(0)", ""))
    spoken = bool(_SPOKEN.search(shadow, max(0, match.start() - 80), match.start()))
    known = bool(_MOBILE.fullmatch(digits)) or (spoken and bool(_LANDLINE.fullmatch(digits)))
    if not known or (not spoken and not re.fullmatch(r"[\d .]+", match[0])):
        return None
    end = match.start() + len(match[0].rstrip(" .-"))
    return Identifier(Span(match.start(), end).shift(base), "phone", digits, check("phone", digits))
