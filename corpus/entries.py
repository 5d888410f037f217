"""The rows a reading becomes (dòng ghi): plain values, made without touching the database."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from corpus.doubts import CHECKED, count_doubts
from corpus.ids import new_id
from corpus.issuer import issuer_key
from corpus.provision import normal_path
from corpus.reading import Json, Reading, to_json
from corpus.reference import reference_key, symbol_key, symbol_of
from corpus.storable import storable
from corpus.works import WorkFacts
from extract.citation import Citation
from extract.dispatch import Anomaly, Dispatch, Fields
from extract.field import Field
from extract.span import Span
from extract.text import Text

Values = dict[str, Any]
SEVERITIES = ("info", "warning", "error")
NO_EDGE = {"self", "internal", "definition", "draft"}
"""Kinds of citation that lead to no other work."""
LEVEL = 3
"""Of deflation: the readings are a third of their size for a millisecond."""


def pack_reading(reading: Reading) -> bytes:
    """The reading as deflated JSON, with its text."""
    return pack_body(to_json(reading, with_text=True))


def pack_body(body: Json) -> bytes:
    """What `unpack_reading` hands back, deflated."""
    return zlib.compress(json.dumps(body, separators=(",", ":")).encode("ascii"), LEVEL)


def unpack_reading(body: bytes) -> Json:
    """The JSON of the contract, with the key `text`."""
    found: Json = json.loads(zlib.decompress(body))
    return found


def document_values(reading: Reading) -> Values:
    """What the document row takes from the reading."""
    source, report = reading.source, reading.signatures
    return {
        "media_type": source.media_type,
        "bytes": source.bytes,
        "page_count": source.page_count,
        "integrity": report.integrity if report else None,
        "verdict": report.verdict if report else None,
        "signatures": len(report.signatures) if report else 0,
        "anomalies": sum(len(dispatch.anomalies) for dispatch in reading.dispatches),
    }


def dispatches_of(reading: Reading) -> Iterator[tuple[int, Dispatch]]:
    """Dispatches with their positions from 1; a file without any stands for itself at position 0."""
    if reading.dispatches:
        yield from enumerate(reading.dispatches, 1)
    else:
        length = len(reading.text.content) if reading.text else 0
        yield 0, Dispatch(Span(0, length), 1, reading.source.page_count or 1, Fields())


def dispatch_values(dispatch: Dispatch) -> Values:
    """What the dispatch row takes from the fields; the issuer inferred stands in for one that is lost."""
    fields = dispatch.fields
    reference = _value(fields.reference)
    issuer = _value(fields.issuer) or _value(fields.issuer_inferred)
    issued_on = _value(fields.issued_on)
    parsed = reference_key(reference)
    return {
        "first_page": dispatch.first_page,
        "last_page": dispatch.last_page,
        "start": dispatch.span.start,
        "end": dispatch.span.end,
        "document_type": _value(fields.document_type),
        "number": _value(fields.number),
        "number_value": parsed.number if parsed else None,
        "symbol": _value(fields.symbol),
        "symbol_key": parsed.symbol if parsed else symbol_key(_value(fields.symbol) or "") or None,
        "reference": reference,
        "reference_key": str(parsed) if parsed else None,
        "issued_on": issued_on,
        "year": issued_on.year if issued_on else (parsed.year if parsed else None),
        "place": _value(fields.place),
        "issuer": issuer,
        "issuer_key": issuer_key(issuer, symbol_of(reference)) if issuer else None,
        "issuer_parent": _value(fields.issuer_parent),
        "subject": _value(fields.subject),
        "urgency": _value(fields.urgency),
        "secrecy": _value(fields.secrecy),
        "signer_name": _value(fields.signer_name),
        "signer_position": _value(fields.signer_position),
        "anomalies": len(dispatch.anomalies),
        "severity": _worst(dispatch.anomalies),
        "doubts": count_doubts({name: getattr(fields, name) for name in (*CHECKED, "issuer_inferred")}),
    }


def facts_of_dispatch(values: Values) -> WorkFacts:
    """The work a dispatch is."""
    return WorkFacts(
        values["reference"], values["issued_on"], values["issuer"], values["document_type"], values["subject"]
    )


def leads_on(citation: Citation) -> bool:
    """Whether it can lead to another work at all."""
    return citation.kind not in NO_EDGE


def facts_of_citation(citation: Citation) -> WorkFacts | None:
    """The work a citation means; None where it means none."""
    if not leads_on(citation):
        return None
    return WorkFacts(citation.reference, citation.issued_on, citation.issuer, citation.document_type, citation.title)


def citation_values(citation: Citation, text: Text | None) -> Values:
    """What the citation row takes."""
    plain = ("text", "kind", "relation", "document_type", "reference", "title", "issued_on", "issuer", "key", "edge")
    return {name: getattr(citation, name) for name in plain} | {
        "start": citation.span.start,
        "end": citation.span.end,
        "page": text.page_at(citation.span.start) if text else None,
        "edge_from": citation.edge_from,
        "provisions": [storable(path) for path in citation.provisions],
        "confidence": float(citation.confidence),
    }


def provision_values(citation_id: str, work_id: str, provisions: tuple[str, ...]) -> list[Values]:
    """One row per provision, or one with an empty path for the whole act."""
    paths = dict.fromkeys(normal_path(path) for path in provisions or ("",))
    return [{"citation_id": citation_id, "work_id": work_id, "path": path, "ranged": ".." in path} for path in paths]


def signature_values(reading: Reading, document_id: str, now: datetime) -> list[Values]:
    """One row per signature field."""
    names = ("field", "kind", "status", "integrity", "later_changes", "trust", "indication", "sub_indication")
    rows = []
    for position, found in enumerate(reading.signatures.signatures if reading.signatures else (), 1):
        row: Values = {name: getattr(found, name) for name in names}
        row |= {"explanation": found.explanation, "explanation_en": found.explanation_en}
        row |= {"id": new_id("sig", now), "document_id": document_id, "position": position}
        row["signer"] = found.signer.common_name if found.signer else None
        row["organization"] = found.signer.organization if found.signer else None
        row["signed_at"] = found.signed_at if found.signed_at and found.signed_at.tzinfo else None
        rows.append(row)
    return rows


def text_values(dispatch_id: str, dispatch: Dispatch, text: Text | None) -> Values:
    """The text of one dispatch, and where its pages begin in it."""
    span = dispatch.span
    starts = [max(start - span.start, 0) for start in text.page_starts] if text else []
    first = dispatch.first_page - 1
    return {
        "dispatch_id": dispatch_id,
        "text": text.content[span.start : span.end] if text else "",
        "page_starts": starts[first : dispatch.last_page],
    }


def _value(field: Field[Any] | None) -> Any:
    return field.value if field else None


def _worst(anomalies: tuple[Anomaly, ...]) -> str | None:
    return max((anomaly.severity for anomaly in anomalies), key=SEVERITIES.index, default=None)
