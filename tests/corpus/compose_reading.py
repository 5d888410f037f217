"""Readings composed field by field, so that the corpus is tested without any parser."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from corpus.corpus import Corpus
from corpus.filing import Filing
from corpus.reading import Problem, Reading, Source
from extract.citation import Citation
from extract.dispatch import Dispatch, DossierCode, Fields
from extract.field import Field
from extract.span import Span
from extract.text import text_of_string


def field(value, text=None):
    """A field read from nowhere in particular; a field stays as it is."""
    if isinstance(value, Field):
        return value
    return Field(value, text or str(value), None, 1.0, "text_layer")


def cite(reference=None, *provisions, relation="according_to", kind="full", **facts):
    """A citation; its span is set when the dispatch is composed."""
    facts.setdefault("document_type", None)
    text = reference or facts.get("title") or "văn bản nêu trên"
    return Citation(Span(0, 1), text, kind, relation, reference=reference, provisions=provisions, **facts)


def dispatch(body="", citations=(), start=0, codes=(), **values):
    """A dispatch over a whole text; fields by name, `reference` fills number and symbol."""
    reference = values.get("reference")
    if reference:
        number, _, symbol = reference.partition("/")
        values.setdefault("number", number)
        values.setdefault("symbol", symbol)
    placed = []
    for citation in citations:
        at = body.find(citation.text)
        span = Span(start + at, start + at + len(citation.text)) if at >= 0 else Span(start, start + 1)
        placed.append(_at(citation, span))
    fields = Fields(**{name: field(value) for name, value in values.items()})
    found = tuple(DossierCode(Span(0, 1), code, "000.00.28.H17", None, 1) for code in codes)
    return Dispatch(Span(start, start + len(body)), 1, 1, fields, tuple(placed), found)


def reading(body="Văn bản.", citations=(), problem=None, members=(), data=None, **values):
    """A reading of one dispatch; the bytes stand for the file, the body itself unless told."""
    data = body.encode() if data is None else data
    source = Source("a.txt", "in/a.txt", hashlib.sha256(data).hexdigest(), len(data), "text/plain", 1)
    if problem:
        return Reading(source, Problem(problem, "Không đọc được.", "Cannot be read."))
    if members:
        return Reading(source, members=tuple(members))
    return Reading(source, text=text_of_string(body), dispatches=(dispatch(body, citations, **values),))


def file_reading(corpus: Corpus, found: Reading, data: bytes | None = None, batch: str | None = None) -> Filing:
    """Receive and file in one go."""
    if data is None:
        data = found.text.content.encode() if found.text else b""
    batch = batch or corpus.create_batch("lô thử", "test").id
    item = corpus.receive(batch, found.source.name, found.source.path, data)
    return corpus.file(item.id, found)


def file_dispatch(corpus: Corpus, body: str, citations=(), **values) -> Filing:
    """Compose, receive and file a reading of one dispatch."""
    return file_reading(corpus, reading(body, citations, **values))


def on(text: str) -> date:
    """`2020-05-20` as a date."""
    return date.fromisoformat(text)


def _at(citation: Citation, span: Span) -> Citation:
    return replace(citation, span=span)
