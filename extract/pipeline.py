"""The spaCy face: a tokenizer for Vietnamese dispatches and the component `vanthu_citations`.

`blank()` is `spacy.blank("vi")` with our tokenizer (spaCy's own wants pyvi); `nlp.add_pipe("vanthu_citations")` puts
the references into `doc.spans["citations"]`, by kind, with the key as `kb_id_` and all else in `span._.citation`.
Factory and tokenizer are found by their entry points; pipelines and documents can be saved and loaded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import registry
from spacy.vocab import Vocab

from extract.citation import Citation
from extract.citations import find_citations

TOKENIZER = "vanthu_tokenizer.v1"
COMPONENT = "vanthu_citations"

_TOKEN = re.compile(r"(?:\w[\u0300-\u036f]*)+|[^\w\s][\u0300-\u036f]*|\s+")


class Tokenizer:
    """Words, numbers, single marks; one blank belongs to the token before it, so that `doc.text` is the text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Cut a text; linear."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(text):
            token = match.group()
            if token[0] == " " and spaces and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                token = token[1:]
                if not token:
                    continue
            words.append(token)
            spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing is learnt, so nothing is kept."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Nothing is learnt, so nothing is written."""

    def from_disk(self, _path: str | Path, **_: object) -> Tokenizer:
        """Nothing to read."""
        return self


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The tokenizer's factory, as spaCy's configuration names it: `{"@tokenizers": "vanthu_tokenizer.v1"}`."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create


registry.tokenizers(TOKENIZER, func=make_tokenizer)


class Citations:
    """The component: reads the references of a document into one group of spans."""

    def __init__(self, name: str, spans_key: str) -> None:
        self.name, self.spans_key = name, spans_key
        if not Span.has_extension("citation"):
            Span.set_extension("citation", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Fill `doc.spans[spans_key]`; spans are widened to whole tokens where a reference ends inside one."""
        group = SpanGroup(doc, name=self.spans_key)
        for citation in find_citations(doc.text):
            span = doc.char_span(
                citation.span.start,
                citation.span.end,
                label=citation.kind,
                kb_id=citation.key or "",
                alignment_mode="expand",
            )
            if span is not None:
                span._.citation = _plain(citation)
                group.append(span)
        doc.spans[self.spans_key] = group
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing is learnt; the configuration is kept by the pipeline."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Citations:
        """Nothing to restore."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Nothing is learnt, so nothing is written."""

    def from_disk(self, _path: str | Path, **_: object) -> Citations:
        """Nothing to read."""
        return self


def make_citations(nlp: Language, name: str, spans_key: str = "citations") -> Citations:
    """The component's factory; `spans_key` names the group in `doc.spans`."""
    return Citations(name, spans_key)


Language.factory(COMPONENT, default_config={"spans_key": "citations"}, assigns=["doc.spans"], func=make_citations)


def blank() -> Language:
    """An empty Vietnamese pipeline with our tokenizer."""
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})


def _plain(citation: Citation) -> dict[str, Any]:
    """A citation in plain values, so that a saved document keeps it."""
    return {
        "start": citation.span.start,
        "end": citation.span.end,
        "text": citation.text,
        "kind": citation.kind,
        "relation": citation.relation,
        "document_type": citation.document_type,
        "reference": citation.reference,
        "title": citation.title,
        "issued_on": citation.issued_on.isoformat() if citation.issued_on else None,
        "issuer": citation.issuer,
        "provisions": list(citation.provisions),
        "key": citation.key,
        "antecedent": citation.antecedent,
        "confidence": citation.confidence,
        "reasons": list(citation.reasons),
    }
