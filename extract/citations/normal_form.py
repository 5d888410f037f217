"""The normal form of a mention: reference, key, kind, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.citations.act_before import UNKNOWN
from extract.citations.mention import Mention
from extract.citations.own import OwnDocument
from extract.citations.relative_issuer import of_own_series, placed
from extract.document_types import by_abbreviation, by_folded_abbreviation
from extract.fold import fold
from extract.issuers import issuer_of_symbol, known_symbols
from extract.keys import canonical_symbol, likely_symbol, work_key
from extract.number import DocumentNumber, parse_number


def normalise(mention: Mention, own: OwnDocument) -> None:
    """Set reference, key and kind, once everything else is known."""
    number = mention.number
    if UNKNOWN in mention.reasons:
        mention.confidence = min(mention.confidence, 0.5)
    elif mention.kind == "self" or (mention.kind == "internal" and number is None and mention.title is None):
        number = parse_number(own.reference) if own.reference else None
        known = issuer_of_symbol(number.symbol) if number else None
        mention.reference, mention.issued_on = own.reference, own.issued_on
        mention.issuer = own.issuer or (known[1] if known else None)
    elif number is not None:
        number = _numbered(mention, number, own)
    mention.issuer = _issuer(mention, own)
    if number is not None and mention.issuer is None and (own_body := of_own_series(mention, number, own)):
        mention.issuer = own_body
        mention.reasons.append("issuer_inferred:own_series")
        mention.confidence = min(mention.confidence, 0.8)
    if number is not None:
        mention.key = work_key(number, mention.issued_on.year if mention.issued_on else None, mention.issuer)
    elif mention.laws:
        _key_of_title(mention)
    mention.kind = mention.kind or _kind(mention)


_MAKERS = {
    "hien_phap": "Quốc hội",
    "bo_luat": "Quốc hội",
    "luat": "Quốc hội",
    "phap_lenh": "Ủy ban Thường vụ Quốc hội",
    "nghi_dinh": "Chính phủ",
}
"""Types that only one body makes; decrees of the old Council of Ministers show it in their symbol."""


def _issuer(mention: Mention, own: OwnDocument) -> str | None:
    """Who made it; `Ủy ban nhân dân tỉnh` is that of the province the citing office belongs to."""
    if mention.issuer is None:
        return _MAKERS.get(mention.document_type or "") if mention.form in ("number", "title") else None
    return placed(mention.issuer, own.issuer, own.parent)


def _numbered(mention: Mention, number: DocumentNumber, own: OwnDocument) -> DocumentNumber:
    """Set the reference; the number comes back with a mistyped symbol put right, for the key."""
    symbol = canonical_symbol(number.symbol)
    if meant := _type_of_noun(symbol, mention.document_type):
        mention.reasons.append(f"symbol_typo:{meant}")
        mention.confidence = min(mention.confidence, 0.8)
        symbol = meant
    number = replace(number, symbol=symbol) if symbol != number.symbol else number
    mention.reference = str(number)
    if own.reference == mention.reference and mention.form == "number" and not mention.kind:
        mention.kind = "self"
        mention.issued_on = mention.issued_on or own.issued_on
    if number.repaired:
        mention.reasons += [f"repaired:{what}" for what in number.repaired]
        unsure = "digit" in number.repaired or "slash" in number.repaired
        mention.confidence = min(mention.confidence, 0.6 if unsure else 0.95)
    likely = None if number.party or mention.document_type == "hop_dong" else likely_symbol(symbol)
    if likely:
        mention.reasons.append(f"symbol_typo:{likely}")
        mention.confidence = min(mention.confidence, 0.8)
        return replace(number, symbol=likely)
    return number


def _type_of_noun(symbol: str, document_type: str | None) -> str | None:
    """The symbol with the type its noun tells, if one letter of it was misread: `Nghị quyết số 2-NO/TW` → `NQ/TW`.

    Two witnesses agree then: the noun, and every other letter; a type that is one stays.
    """
    head, mark, rest = re.split(r"([-/])", symbol, maxsplit=1) if re.search("[-/]", symbol) else (symbol, "", "")
    if (
        document_type == "cong_van"
        or not rest
        or len(head) < 2
        or fold(head) in by_folded_abbreviation()
        or fold(head) in known_symbols()
    ):
        return None
    meant = [row for row in by_abbreviation().items() if row[1].slug == document_type and len(row[0]) == len(head)]
    near = [short for short, _ in meant if sum(a != b for a, b in zip(fold(short), fold(head), strict=True)) == 1]
    return f"{near[0]}{mark}{rest}" if len(near) == 1 else None


def _key_of_title(mention: Mention) -> None:
    """The key of a law named without number, if the gazetteer leaves no choice."""
    day = mention.issued_on
    numbered = [law for law in mention.laws if law.number and (day is None or law.issued_on == day)]
    if len(numbered) == 1 and (number := parse_number(numbered[0].number or "")):
        mention.key = work_key(number, None, None)
        mention.reasons.append("key_from_title")
        mention.confidence = min(mention.confidence, 0.9)


def _kind(mention: Mention) -> str:
    if mention.form == "draft":
        return "draft"
    if mention.form in ("title", "named"):
        return "titled"
    if mention.abbreviated:
        return "abbreviated"
    if mention.elided:
        return "elided"
    return "full" if mention.title or mention.dated else "short"
