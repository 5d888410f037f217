"""Documents named by a number: `Quyết định phê duyệt dự toán số 15/QĐ-UBND`, `CV 2119`, `NĐ 100/2019`."""

from __future__ import annotations

import re

from extract.citations.mention import Mention
from extract.citations.qualifiers import TO_NUMBER, forbidden
from extract.citations.scan import B, M
from extract.citations.stretch import Stretch
from extract.citations.tail import read_tail
from extract.document_types import type_of_symbol
from extract.issuers import FoundIssuer, read_issuer
from extract.number import DocumentNumber, read_business_number, read_number, read_short_number
from extract.organisations import has_initials

_OF = re.compile(rf"{B}cua{B}")
_JOINTLY = re.compile(rf"{B}(?=(?:lien{B})?bo{B})")
_AND_BODY = re.compile(rf"(?:{M}[,-]|{B}(?:va|&)){B}(?=(?:bo|tong|uy|vien|toa|ban|ngan){B})")
_ISSUED_NUMBER = re.compile(rf"{M},?:?{M}so{M}:?{M}(?=[0-9li])|{M}:{M}(?=[0-9]{{1,6}}[/-])")
_AFTER_SHORT = re.compile(rf"{M}(?:so{M}:?{M})?(?=[0-9])")
_BY_OWN_RULE = frozenset({"cong_van", "van_ban", "to_trinh", "hop_dong"})
"""What companies number as they like."""
_SO = re.compile(rf"{B}(?:so{M}:?{M}(?=[a-z0-9])|(?=[0-9]))")
_PLAIN = re.compile(r"[0-9]{1,5}(?![0-9a-z]|[.,/-][0-9a-z]|[ \n]{0,2}[/%])")


def read_numbered(stretch: Stretch, at: re.Match[str], slug: str) -> tuple[Mention | None, bool]:
    """What a type word and a number say; whether the place is settled by it, even if nothing is cited there."""
    source, shadow = stretch.source, stretch.shadow
    if slug in _BY_OWN_RULE and (letter := _of_business(stretch, at, slug)):
        return letter, True
    to = TO_NUMBER.match(shadow, at.end(), stretch.end)
    if not to or forbidden(source[at.end() : to.end()]):
        return None, False
    if _own_label(source, at, to):
        return None, True
    if shadow.count("\n", at.end(), to.end()) > 2:
        return None, False
    mention = Mention(at.start(), at.end(), slug)
    if found := read_number(source, to.end(), typed=True):
        return with_number(stretch, mention, found), True
    if found := read_short_number(source, to.end()):
        mention.abbreviated = True
        return with_number(stretch, mention, found), True
    plain = _PLAIN.match(shadow, to.end(), stretch.end)
    if plain and source[at.start()].isupper():
        return _plain(stretch, mention, plain), True
    return None, True


def _of_business(stretch: Stretch, at: re.Match[str], slug: str) -> Mention | None:
    """`công văn số KTX/2019/05 ngày …`: the letter of a company that numbers by its own rule."""
    to = _SO.match(stretch.shadow, at.end(), stretch.end)
    found = read_business_number(stretch.source, to.end()) if to else None
    if not to or not found:
        return None
    usual = read_number(stretch.source, to.end(), typed=True)
    if usual and usual[1] == found[1]:
        return None
    return with_number(stretch, Mention(at.start(), at.end(), slug), found)


def read_issued(stretch: Stretch, mention: Mention) -> Mention | None:
    """`Quyết định của Thủ tướng Chính phủ số 15/2020/QĐ-TTg`: the issuer before the number."""
    source, shadow, end = stretch.source, stretch.shadow, stretch.end
    of = _OF.match(shadow, mention.end, end)
    if of is None and mention.document_type == "thong_tu_lien_tich":
        of = _JOINTLY.match(shadow, mention.end, end)
    issuer = read_issuer(source, shadow, of.end(), end) if of else None
    for _ in range(4):
        more = _AND_BODY.match(shadow, issuer.end, end) if issuer else None
        following = read_issuer(source, shadow, more.end(), end) if more else None
        if not following:
            break
        issuer = FoundIssuer(following.end)
    to = _ISSUED_NUMBER.match(shadow, issuer.end, end) if issuer else None
    if not of or not issuer or not to or not (found := read_number(source, to.end(), typed=True)):
        return None
    mention.issuer = issuer.name or " ".join(source[of.end() : issuer.end].split())
    return with_number(stretch, mention, found)


def read_abbreviated(stretch: Stretch, at: re.Match[str], slug: str) -> Mention | None:
    """`CV 2119`, `QĐ số 22/2013/QĐ-TTg`, `QĐ22`, `NĐ 100/2019`."""
    source = stretch.source
    printed = source[at.start() : at.end()]
    if not printed[0].isupper() or not printed[-1].isalpha() or (printed[-1].islower() and printed != "TTr"):
        return None
    to = _AFTER_SHORT.match(stretch.shadow, at.end(), stretch.end)
    to = to or TO_NUMBER.match(stretch.shadow, at.end(), stretch.end)
    if not to or forbidden(source[at.end() : to.end()]):
        return None
    mention = Mention(at.start(), at.end(), slug, abbreviated=True, clipped=True)
    found = read_number(source, to.end(), typed=False) or read_short_number(source, to.end())
    if found is None and at.end() == to.end():
        found = read_number(source[to.end() : to.end() + 60], 0, typed=False)
        found = (found[0], found[1] + to.end()) if found else None
    if found:
        return with_number(stretch, mention, found)
    plain = _PLAIN.match(stretch.shadow, to.end(), stretch.end)
    return _plain(stretch, mention, plain) if plain else None


def with_number(stretch: Stretch, mention: Mention, found: tuple[DocumentNumber, int]) -> Mention:
    """The mention with its number, and with the date and issuer that follow it."""
    mention.number, mention.end = found
    untold = mention.document_type in ("van_ban", None) and not mention.number.of_business
    if untold:
        mention.document_type = type_of_symbol(mention.number.symbol) if mention.number.symbol else None
    read_tail(stretch.source, stretch.shadow, mention, stretch.end)
    if untold and mention.issuer and has_initials(mention.issuer, re.split("[-/]", mention.number.symbol)[0]):
        mention.document_type = "cong_van"
    return mention


def _plain(stretch: Stretch, mention: Mention, plain: re.Match[str]) -> Mention:
    """`Nghị quyết 57`, `CV 2119`: a number alone; it counts if another mention tells what it stands for."""
    mention.number, mention.end = DocumentNumber(plain.group(), ""), plain.end()
    mention.abbreviated = True
    read_tail(stretch.source, stretch.shadow, mention, stretch.end)
    return mention


def _own_label(source: str, at: re.Match[str], to: re.Match[str]) -> bool:
    """Whether `Số:` opens a line of its own, behind a word that only ends the name above it."""
    label = source[at.end() : to.end()]
    return "\n" in label and ":" in label and label.rpartition("\n")[2].lstrip(" *|").startswith("Số")
