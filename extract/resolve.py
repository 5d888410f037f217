"""Resolving citations (xác định văn bản được viện dẫn): which works of a collection they mean.

What the collection holds is asked through `lookup`, so that nothing here knows a database.
The outcome is always said, never left out: resolved, unmatched, ambiguous or pending.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from extract.citation import Citation

T = TypeVar("T")
Outcome = Literal["resolved", "unmatched", "ambiguous", "pending"]
"""One work; none held; several fit; nothing to ask with yet (a draft, a law without number and title)."""


@dataclass(frozen=True, slots=True)
class Resolution(Generic[T]):
    """What one citation means in a collection; `works` is empty unless resolved or ambiguous."""

    citation: Citation
    outcome: Outcome
    works: tuple[T, ...] = ()


def resolve_citations(
    citations: Sequence[Citation], lookup: Callable[[Citation], Iterable[T]]
) -> tuple[Resolution[T], ...]:
    """One resolution per citation, in order.

    `lookup` gives every work that fits a citation's key, reference or title; it is asked once per work named.
    `Nghị định này` and other references back share the answer for their antecedent.
    """
    answers: dict[tuple[str | None, ...], tuple[T, ...]] = {}
    resolutions: list[Resolution[T]] = []
    for citation in citations:
        asked = _question(citation, citations)
        if asked is None:
            resolutions.append(Resolution(citation, "pending"))
            continue
        question = (asked.key, asked.reference, asked.title, str(asked.issued_on), asked.document_type)
        if question not in answers:
            answers[question] = tuple(lookup(asked))
        works = answers[question]
        outcome: Outcome = "unmatched" if not works else "resolved" if len(works) == 1 else "ambiguous"
        resolutions.append(Resolution(citation, outcome, works))
    return tuple(resolutions)


def _question(citation: Citation, citations: Sequence[Citation]) -> Citation | None:
    """The citation to ask with: itself, or the antecedent that names what it points at; None where nothing is named."""
    seen: set[int] = set()
    while not (citation.key or citation.reference or citation.title):
        at = citation.antecedent
        if at is None or at in seen or not 0 <= at < len(citations):
            return None
        seen.add(at)
        citation = citations[at]
    return None if citation.kind == "draft" else citation
