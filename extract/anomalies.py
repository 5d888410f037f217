"""Anomalies (điểm bất thường) a careful clerk would raise; each with severity, place and one sentence in two languages.

The kinds, their severity and their sentences stand in `data/anomalies.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Literal, cast

from extract.agencies import agencies_of_symbol, agency
from extract.citation import Citation
from extract.dispatch import Anomaly, Dispatch, Fields
from extract.document_types import document_types, type_of_symbol
from extract.field import Field
from extract.fold import fold, spelt_like
from extract.identifiers import find_identifiers
from extract.landmarks import RECIPIENTS
from extract.rows import rows_of
from extract.span import Span
from extract.tables import table
from extract.text import Text

Severity = Literal["info", "warning", "error"]


def find_anomalies(text: Text, dispatch: Dispatch) -> tuple[Anomaly, ...]:
    """All anomalies of a dispatch that was read and linked to the others of its file, by place."""
    checks = (
        _missing(dispatch),
        _later_documents(dispatch),
        _deadlines(dispatch),
        _symbol(dispatch),
        _signer(dispatch),
        _two_dates(dispatch),
        _enclosures(dispatch),
        _years(dispatch),
        _codes(text, dispatch),
        _misreadings(text, dispatch),
    )
    found = {(a.type, a.span, a.message): a for check in checks for a in check}
    return tuple(sorted(found.values(), key=lambda a: a.span or Span(dispatch.span.start, dispatch.span.start)))


def anomaly(kind: str, span: Span | None, **words: object) -> Anomaly:
    """An anomaly of a kind of the table, its sentences filled in; KeyError for a kind there is none of."""
    row = _kinds()[kind]
    shown = {name: _shown(word) for name, word in words.items()}
    severity = cast(Severity, row["severity"])
    return Anomaly(kind, severity, span, row["message"].format(**shown), row["message_en"].format(**shown))


def _shown(word: object) -> str:
    return word.strftime("%d/%m/%Y") if isinstance(word, date) else " ".join(str(word).split())


@cache
def _kinds() -> dict[str, Mapping[str, str]]:
    return {row["type"]: row for row in table("anomalies")}


def _missing(dispatch: Dispatch) -> Iterator[Anomaly]:
    fields = dispatch.fields
    at = dispatch.span.start
    head, tail = Span(at, at), Span(dispatch.span.end, dispatch.span.end)
    if fields.issuer is None:
        yield anomaly("issuer_missing", head)
    if fields.number is None:
        yield anomaly("number_missing", fields.symbol.span if fields.symbol else head)
    if fields.issued_on is None:
        yield anomaly("date_missing", fields.place.span if fields.place else head)
    if fields.subject is None:
        yield anomaly("subject_missing", head)
    if fields.signer_name is None and fields.signer_position is None:
        yield anomaly("signer_missing", tail)
    elif fields.signer_name and fields.signer_position is None and not _of_party(fields):
        yield anomaly("signer_position_missing", fields.signer_name.span, name=fields.signer_name.value)
    arrived = fields.arrival_stamp.value.date if fields.arrival_stamp else None
    if arrived and fields.arrival_stamp and fields.issued_on and arrived < fields.issued_on.value:
        yield anomaly("arrived_before_issue", fields.arrival_stamp.span, arrived=arrived, own=fields.issued_on.value)


def _of_party(fields: Fields) -> bool:
    """Whether a body of the Party signs, `T/M BAN BÍ THƯ`: its members sign on its behalf without a position."""
    central = fields.symbol is not None and fields.symbol.value.endswith("/TW")
    return central and fields.signer_authority is not None


def _later_documents(dispatch: Dispatch) -> Iterator[Anomaly]:
    if dispatch.fields.issued_on is None:
        return
    own = dispatch.fields.issued_on.value
    raised: set[str] = set()
    for citation in dispatch.citations:
        cited = citation.reference or citation.title or citation.text
        later = citation.issued_on is not None and citation.issued_on > own
        if later and cited not in raised and citation.kind not in ("self", "draft", "internal"):
            raised.add(cited)
            yield anomaly("cites_later_document", citation.span, own=own, cited=cited, date=citation.issued_on)


def _deadlines(dispatch: Dispatch) -> Iterator[Anomaly]:
    if dispatch.fields.issued_on is None:
        return
    own = dispatch.fields.issued_on.value
    for deadline in dispatch.deadlines:
        due = deadline.details.get("due_on")
        if due and date.fromisoformat(due) <= own and not (due == own.isoformat() and _HOUR.search(deadline.text)):
            yield anomaly("deadline_not_after_date", deadline.span, due=date.fromisoformat(due), own=own)


_HOUR = re.compile(r"\d ?(?:h|giờ|g)\d{0,2}(?!\w)")
"""A telegram may ask for something `trước 17h00` of its own day."""


def _symbol(dispatch: Dispatch) -> Iterator[Anomaly]:
    fields = dispatch.fields
    if fields.symbol is None:
        return
    symbol = fields.symbol.value
    printed = re.sub(r"\s*([-/])\s*", r"\1", " ".join(fields.symbol.text.replace("*", "").split()))
    if any(" read as " in reason for reason in fields.symbol.reasons):
        kind = "misread" if fields.symbol.origin == "ocr" else "symbol_misprint"
        yield anomaly(kind, fields.symbol.span, printed=printed, meant=symbol)
    yield from _symbol_of_issuer(fields.symbol, fields.issuer, fields.issued_on.value if fields.issued_on else None)
    of_another = symbol.startswith("VBHN") or _PROMULGATED.search(symbol)  # under the type of the act it is about
    spoken = None if of_another else type_of_symbol(symbol)
    heading = fields.document_type
    named = heading and (_kin(spoken or "", heading.value) or _abbreviates(symbol, heading.value))
    if spoken and heading and "heading" in heading.reasons and not named:
        yield anomaly("type_not_of_symbol", heading.span, heading=heading.text, symbol=symbol)


def _kin(kind: str, heading: str) -> bool:
    """Types that share a symbol: `TT-…` for thông tư and thông tư liên tịch; a công văn symbol under any heading."""
    return (
        kind in ("cong_van", "van_ban_hop_nhat")
        or kind == heading
        or kind.startswith(heading)
        or heading.startswith(kind)
    )


def _abbreviates(symbol: str, slug: str) -> bool:
    """Whether a group of the symbol is an abbreviation of the type: `TTr` may be tờ trình or thông tri."""
    groups = re.split(r"[-/]", symbol)
    if slug == "quy_dinh" and symbol.startswith("QĐ/"):
        return True  # the Party numbers its rules (quy định) so: `07-QĐ/ĐU`
    return any(kind.slug == slug and set(kind.abbreviations) & set(groups) for kind in document_types())


def _symbol_of_issuer(symbol: Field[str], issuer: Field[str] | None, day: date | None) -> Iterator[Anomaly]:
    body = agency(issuer.value) if issuer else None
    if body is None or issuer is None or _PROMULGATED.search(symbol.value):
        return
    named = [found for found in agencies_of_symbol(symbol.value, day) if found.kind in ("ministry", "state")]
    local = any(group in ("UBND", "HĐND") for group in re.split(r"[-/]", symbol.value))
    if body.kind in ("ministry", "state") and local:
        yield anomaly("symbol_not_of_issuer", symbol.span, symbol=symbol.value, body="UBND, HĐND", issuer=body.name)
    elif named and body.id not in {found.id for found in named} and not _above(body.id, named[0].id):
        yield anomaly("symbol_not_of_issuer", symbol.span, symbol=symbol.value, body=named[0].name, issuer=body.name)


_PROMULGATED = re.compile(r"(?:^|[-/])(?:L/CTN|LCT|LCT/HĐNN\d?)$")
"""Laws and ordinances before 1996 bear the number of the President's order that makes them public: `28-L/CTN`."""


def _above(issuer: str, named: str) -> bool:
    """The Prime Minister signs for the Government, and the Office of the Government for both."""
    central = {"chinh-phu", "ttgcp", "vpcp"}
    return issuer in central and named in central


def _signer(dispatch: Dispatch) -> Iterator[Anomaly]:
    fields = dispatch.fields
    body = agency(fields.issuer.value) if fields.issuer else None
    position = fields.signer_authority or fields.signer_position
    if body is None or position is None or fields.issuer is None:
        return
    spoken = fold(position.value)
    committee = bool(re.search(r"\b(?:uy ban nhan dan|ubnd)\b", spoken))
    minister = bool(re.search(r"\bbo truong\b", spoken)) and body.id != "vpcp"
    wrong = (committee and body.kind != "committee_of_people") or (
        minister and body.kind in ("council", "committee_of_people")
    )
    if wrong:
        yield anomaly("signer_not_of_issuer", position.span, position=position.value, issuer=fields.issuer.value)


def _two_dates(dispatch: Dispatch) -> Iterator[Anomaly]:
    seen: dict[str, Citation] = {}
    own = dispatch.fields.reference.value if dispatch.fields.reference else None
    for citation in dispatch.citations:
        if not citation.reference or not citation.issued_on:
            continue
        key = citation.key or citation.reference
        first = seen.setdefault(key, citation)
        if first.issued_on and first.issued_on != citation.issued_on and _printed(citation):
            dates = " và ".join(_shown(day) for day in (first.issued_on, citation.issued_on))
            yield anomaly("same_key_two_dates", citation.span, reference=citation.reference, dates=dates)
        day = dispatch.fields.issued_on
        if own == citation.reference and citation.kind == "self" and day and citation.issued_on != day.value:
            yield anomaly("own_number_two_dates", citation.span, reference=own, dates=_shown(citation.issued_on))


def _printed(citation: Citation) -> bool:
    """Whether the date stands in the citation itself, not taken from another mention."""
    return citation.issued_on is not None and str(citation.issued_on.year) in citation.text


def _enclosures(dispatch: Dispatch) -> Iterator[Anomaly]:
    annexes = [finding for finding in dispatch.attachments if finding.details["kind"] == "annex"]
    for finding in dispatch.attachments:
        details = finding.details
        if details["kind"] == "announced" and not details["present"]:
            yield anomaly("enclosure_missing", finding.span, title=details["title"])
        if details["kind"] == "enclosed" and details["dispatch"] is None:
            yield anomaly("enclosure_not_in_bundle", finding.span, reference=details["title"])
        if details["kind"] == "announced" and details["label"]:
            match = next((a for a in annexes if a.details["number"] == details["number"]), None)
            label = str(match.details["label"]) if match else str(details["label"])
            if match and label.isdigit() != str(details["label"]).isdigit():
                yield anomaly("annex_label_style", match.span, called=details["title"], label=label)


def _years(dispatch: Dispatch) -> Iterator[Anomaly]:
    fields = dispatch.fields
    year = re.match(r"((?:19|20)\d\d)/", fields.symbol.value) if fields.symbol else None
    issued = fields.issued_on.value.year if fields.issued_on else None
    if fields.symbol and year and issued and int(year[1]) != issued:
        yield anomaly("number_year_not_date_year", fields.symbol.span, year=year[1], date=issued)


_KINDS = {
    "tax_code": "Mã số thuế",
    "citizen_id": "Số căn cước công dân",
    "old_id": "Số chứng minh nhân dân",
}


def _codes(text: Text, dispatch: Dispatch) -> Iterator[Anomaly]:
    for code in dispatch.dossier_codes:
        if code.problems:
            yield anomaly("dossier_code_wrong", code.span, code=code.text, problems=", ".join(code.problems))
    for item in find_identifiers(text.content, dispatch.span):
        if item.valid is False and item.kind in _KINDS:
            yield anomaly("identifier_wrong", item.span, what=_KINDS[item.kind], value=item.value)
    for citation in dispatch.citations:
        unclear = citation.kind in ("anaphor", "abbreviated") and not citation.reference and not citation.title
        if unclear and citation.antecedent is None:
            yield anomaly("no_antecedent", citation.span, cited=citation.text)


def _misreadings(text: Text, dispatch: Dispatch) -> Iterator[Anomaly]:
    """Labels whose accents a scan lost: `Noi nhận`, `Nhu trên`; none in a text that was typed without any."""
    if dispatch.span.of(text.content).isascii():
        return
    for row in rows_of(text, dispatch.span):
        if RECIPIENTS.match(row.bare) and row.bare.startswith("noi nhan"):
            printed = row.text[:8]
            if spelt_like(printed, "Nơi nhận") < 1:
                yield anomaly("misread", row.span(0, 8), printed=printed, meant="Nơi nhận")
        elif row.bare.lstrip("-~ ").startswith("nhu tren") and (at := row.bare.find("nhu tren")) >= 0:
            printed = row.text[at : at + 8]
            if spelt_like(printed, "Như trên") < 1:
                yield anomaly("misread", row.span(at, at + 8), printed=printed, meant="Như trên")
