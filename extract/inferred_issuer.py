"""The issuer of a dispatch whose head was lost (suy ra cơ quan ban hành): from its symbol, its place and its signer.

What is inferred is never passed off as read: its origin is `inferred` and it has no place of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extract.agencies import Agency, agencies_of_symbol
from extract.dispatch import Fields
from extract.field import Field
from extract.fold import fold
from extract.provinces import province

_SIGNERS = {
    "vpcp": re.compile(r"bo truong, chu nhiem|pho chu nhiem|chu nhiem"),
    "ttgcp": re.compile(r"thu tuong"),
    "chinh-phu": re.compile(r"thu tuong"),
}
_MINISTRY = re.compile(r"bo truong|thu truong|cuc truong|vu truong|chanh van phong|tong cuc truong|chanh thanh tra")


def infer_issuer(fields: Fields) -> Field[str] | None:
    """The body the symbol names, surer where the signer's position agrees; None where the header was read."""
    if fields.issuer or not fields.symbol:
        return None
    symbol = fields.symbol.value
    day = fields.issued_on.value if fields.issued_on else None
    groups = [group for group in re.split(r"[-/]", symbol) if group and not group.isdigit()]
    body = next(iter(agencies_of_symbol(symbol, day)), None)
    if body is None:
        return _local(fields, groups)
    if day and not body.in_office(day):
        return None
    agrees = _signed_by(body, fields)
    reasons = [f"symbol {symbol}"]
    if agrees is not None and fields.signer_position:
        reasons.append(f"{'signed by' if agrees else 'though signed by'} {fields.signer_position.value}")
    sure = {True: 0.9, None: 0.7, False: 0.4}[agrees]
    return Field(body.name, symbol, None, sure, "inferred", (), (*reasons, "the header was not read"))


_COMMITTEE = frozenset({"uy ban nhan dan", "hoi dong nhan dan"})


def named_by_place(issuer: Field[str] | None, place: Field[str] | None) -> Field[str] | None:
    """A committee whose head lost its place, `HỘI ĐỒNG NHÂN DÂN`, by the province of the place line.

    Districts and communes print their name, and are rarely called as a province is: unsure, and said so.
    """
    if issuer is None or place is None or fold(issuer.value) not in _COMMITTEE:
        return issuer
    if (where := province(place.value)) is None:
        return issuer
    name = f"{issuer.value} {where.type} {where.name}"
    return replace(issuer, value=name, confidence=0.6, reasons=(*issuer.reasons, f"place {place.value}"))


def _signed_by(body: Agency, fields: Fields) -> bool | None:
    """Whether the signer's position is one of the body; None where nothing tells."""
    spoken = " ".join(
        fold(field.value) for field in (fields.signer_authority, fields.signer_position) if field is not None
    )
    if not spoken:
        return None
    if pattern := _SIGNERS.get(body.id):
        return bool(pattern.search(spoken))
    return bool(_MINISTRY.search(spoken)) if body.kind == "ministry" else None


def _local(fields: Fields, groups: list[str]) -> Field[str] | None:
    """A people's committee or council of the province the place names; other places do not tell their level."""
    where = province(fields.place.value) if fields.place else None
    kind = "Ủy ban nhân dân" if "UBND" in groups else "Hội đồng nhân dân" if "HĐND" in groups else None
    if not where or not kind or not fields.place or not fields.symbol:
        return None
    name = f"{kind} {where.type} {where.name}"
    reasons = (f"symbol {fields.symbol.value}", f"place {fields.place.value}", "the header was not read")
    return Field(name, fields.symbol.value, None, 0.5, "inferred", (), reasons)
