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
    """Each citation with its quote, out of the text of its dispatch: a whole reading is twenty times as slow to get."""
    citing = list(found)
    texts = corpus.dispatch_texts({one.dispatch.id for one in citing})
    return [(one, *_quote(texts[one.dispatch.id], one)) for one in citing]


def _quote(text: str, found: Citing) -> tuple[str, SpanOut]:
    start = found.dispatch.start
    return quote(text, found.citation.start - start, found.citation.end - start)
