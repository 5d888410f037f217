"""Quotes (trích đoạn): what a document says around a citation."""

from __future__ import annotations

from collections.abc import Iterable

from api.search_schemas import SpanOut
from corpus.citing import Citing
from corpus.corpus import Corpus

AROUND = 160
"""Code points shown on either side, cut at blanks."""


def quote(text: str, start: int, end: int, around: int = AROUND) -> tuple[str, SpanOut]:
    """The text around a span, blanks put right, and where the span lies in it: whole words, `…` where it was cut."""
    low, high = max(start - around, 0), min(end + around, len(text))
    before = " ".join(text[low:start].partition(" ")[2].split()) if low else " ".join(text[:start].split())
    after = " ".join(text[end:high].rpartition(" ")[0].split()) if high < len(text) else " ".join(text[end:].split())
    cited = " ".join(text[start:end].split())
    left = ("… " if low else "") + before + (" " if before and text[start - 1 : start].isspace() else "")
    right = (" " if after and text[end : end + 1].isspace() else "") + after + (" …" if high < len(text) else "")
    return left + cited + right, SpanOut(start=len(left), end=len(left) + len(cited))


def quotes_of(corpus: Corpus, found: Iterable[Citing]) -> list[tuple[Citing, str, SpanOut]]:
    """Each citation with its quote; a document that cites several times is read once."""
    texts: dict[str, str] = {}
    quoted = []
    for citing in found:
        document_id, cited = citing.citation.document_id, citing.citation
        if document_id not in texts:
            texts[document_id] = corpus.document(document_id).text
        quoted.append((citing, *quote(texts[document_id], cited.start, cited.end)))
    return quoted
