"""All fields (trường thông tin) of a dispatch, read part by part."""

from __future__ import annotations

from dataclasses import replace

from extract.addressees import read_addressees
from extract.agencies import agency
from extract.dispatch import Fields
from extract.document_type import own_number_row, read_type
from extract.field import Field
from extract.header import read_issuer
from extract.inferred_issuer import named_by_place
from extract.mended_symbol import mended_symbol
from extract.mentioned_case import mentioned_case
from extract.own_number import OwnNumber
from extract.parts import Parts
from extract.place_date import read_place_date
from extract.printed import field_of
from extract.recipients import read_recipients
from extract.row import Row
from extract.signer import read_signer
from extract.stamps import read_arrival_stamp
from extract.subject import read_subject
from extract.urgency import read_secrecy, read_urgency


def read_fields(parts: Parts) -> Fields:
    """Every component of Article 8 that the dispatch shows."""
    head = read_issuer(parts)
    body = agency(head.issuer.value) if head.issuer else None
    number = _mended(own_number_row(parts), body.symbols if body else ())
    dated = read_place_date(parts)
    signer = read_signer(parts)
    tail = read_recipients(parts)
    stamped = parts.arrived or tuple(dict.fromkeys((*parts.left, *parts.right, *parts.below[:12])))
    fields = Fields(
        document_type=read_type(parts, number),
        issued_on=dated.issued_on,
        place=dated.place,
        issuer=_cased(named_by_place(head.issuer, dated.place), parts, dated.place),
        issuer_parent=_cased(head.parent, parts, dated.place),
        subject=read_subject(parts, head.issuer.value if head.issuer else None),
        urgency=read_urgency(parts),
        secrecy=read_secrecy(parts),
        signer_name=signer.name,
        signer_position=signer.position,
        signer_authority=signer.authority,
        archive=tail.archive,
        arrival_stamp=read_arrival_stamp(parts.text, stamped, apart=bool(parts.arrived)),
        addressees=read_addressees(parts),
        recipients=tail.recipients,
        enclosure_note=tail.enclosure_note,
    )
    return _numbered(parts, fields, number)


def _cased(name: Field[str] | None, parts: Parts, place: Field[str] | None) -> Field[str] | None:
    """The name in the letter case its own dispatch uses."""
    if name is None:
        return None
    content = parts.text.content[parts.span.start : parts.span.end]
    return replace(name, value=mentioned_case(name.value, content, place.value if place else None))


def _mended(found: tuple[Row, OwnNumber] | None, issuer: tuple[str, ...]) -> tuple[Row, OwnNumber] | None:
    if not found or not found[1].symbol:
        return found
    row, own = found
    symbol, reasons = mended_symbol(own.symbol or "", issuer)
    return row, replace(own, symbol=symbol, reasons=(*own.reasons, *reasons))


def _numbered(parts: Parts, fields: Fields, found: tuple[Row, OwnNumber] | None) -> Fields:
    """The fields with number, symbol and reference."""
    if not found:
        return fields
    row, own = found
    sure = 0.97 if not own.reasons else 0.8
    symbol = (
        own.symbol_at and own.symbol and field_of(parts.text, [(row, *own.symbol_at)], own.symbol, sure, *own.reasons)
    )
    number = (
        own.number_at and own.number and field_of(parts.text, [(row, *own.number_at)], own.number, sure, *own.reasons)
    )
    reference = own.reference and field_of(parts.text, [(row, own.start, own.end)], own.reference, sure, *own.reasons)
    return replace(fields, number=number or None, symbol=symbol or None, reference=reference or None)
