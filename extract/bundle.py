"""Bundles (tập văn bản): the dispatches of one file, annexes inside, each read in full."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from extract.agencies import symbol_key
from extract.anomalies import find_anomalies
from extract.attachments import find_attachments
from extract.boundaries import dispatch_spans
from extract.bundle_days import tell_days
from extract.candidates import offer_candidates
from extract.citation import Citation
from extract.citations import OwnDocument, find_citations
from extract.contacts import find_contacts
from extract.deadlines import find_deadlines
from extract.dispatch import Dispatch, Fields, Finding
from extract.document_type import type_meant_by_this
from extract.dossier_codes import find_dossier_codes
from extract.fields import read_fields
from extract.guesses import guesses
from extract.inferred_issuer import infer_issuer
from extract.page_parts import page_parts
from extract.parts import Parts
from extract.plain_parts import plain_parts
from extract.span import Span
from extract.text import Text


def read_dispatches(text: Text) -> tuple[Dispatch, ...]:
    """All dispatches of a file in order; none for a text without words.

    Enclosures are linked: where one dispatch notes that another is enclosed, `attachments` tells which of the file.
    """
    read = [_read(text, span) for span in dispatch_spans(text)]
    dated = list(tell_days(read))
    linked = [_linked(dispatch, i, dated) for i, dispatch in enumerate(dated)]
    offered = [offer_candidates(dispatch, others=tuple(linked)) for dispatch in linked]
    return tuple(replace(found, anomalies=find_anomalies(text, found)) for found in offered)


def _read(text: Text, span: Span) -> Dispatch:
    parts = page_parts(text, span) if text.pages else plain_parts(text, span)
    fields = read_fields(parts)
    fields = replace(fields, issuer_inferred=infer_issuer(fields))
    first, last = text.page_at(span.start) or 1, text.page_at(max(span.start, span.end - 1)) or 1
    body = Span(parts.below[0].start if parts.below else span.start, max(span.start, parts.main_end))
    issued = fields.issued_on.value if fields.issued_on else None
    return Dispatch(
        span,
        first,
        last,
        fields,
        find_citations(text, span, own=_own(fields, type_meant_by_this(parts, fields.document_type))),
        find_dossier_codes(text, span),
        find_deadlines(text, body, issued, tuple(field.value for field in fields.addressees)),
        find_contacts(text, _with_tail(parts)),
        find_attachments(parts),
        candidates=guesses(parts, fields),
    )


def _own(fields: Fields, kind: str | None) -> OwnDocument:
    issuer = fields.issuer or fields.issuer_inferred
    return OwnDocument(
        fields.reference.value if fields.reference else None,
        fields.issued_on.value if fields.issued_on else None,
        issuer.value if issuer else None,
        kind,
        fields.issuer_parent.value if fields.issuer_parent else None,
    )


def _with_tail(parts: Parts) -> Span:
    return Span(parts.span.start, max(parts.span.start, parts.main_end))


def _linked(dispatch: Dispatch, own: int, all_read: list[Dispatch]) -> Dispatch:
    """The dispatch with the works named in its note of enclosures, and where in the file they are."""
    note = dispatch.fields.enclosure_note
    if note is None or note.span is None:
        return dispatch
    noted = [citation for citation in dispatch.citations if note.span.contains(citation.span) and citation.reference]
    found = tuple(_enclosed(citation, own, all_read) for citation in noted)
    return replace(dispatch, attachments=(*dispatch.attachments, *found))


def _enclosed(citation: Citation, own: int, all_read: list[Dispatch]) -> Finding:
    key = symbol_key(citation.reference or "")
    place = next((i for i, other in enumerate(all_read) if i != own and _key(other) == key), None)
    details: dict[str, Any] = {"kind": "enclosed", "label": None, "number": None, "title": citation.reference}
    details |= {"dispatch": place, "present": place is not None}
    return Finding(citation.span, citation.text, details, citation.regions)


def _key(dispatch: Dispatch) -> str | None:
    return symbol_key(dispatch.fields.reference.value) if dispatch.fields.reference else None
