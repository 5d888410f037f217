"""The references of a text held against the register (đối chiếu viện dẫn), though nothing of it is filed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from corpus.asked import Asked, find_works
from corpus.catalogue import view_works
from corpus.period import Period
from corpus.query import Told
from corpus.work import WorkView
from extract.citation import Citation
from extract.citations import find_citations

Status = Literal["held", "not_held", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """One reference, and the works of the register that it can mean."""

    citation: Citation
    status: Status
    works: tuple[WorkView, ...]


def resolve_text(connection: Connection, text: str) -> tuple[Resolved, ...]:
    """Every reference in the order of the text; `Điều 5 Thông tư này` names no work, and stays unknown."""
    return tuple(_resolve(connection, citation) for citation in find_citations(text))


def _resolve(connection: Connection, citation: Citation) -> Resolved:
    named = citation.reference or citation.title
    if named is None:
        return Resolved(citation, "unknown", ())
    day = citation.issued_on
    told = Told(Period(day, day) if day else None, citation.issuer)
    found = view_works(connection, find_works(connection, Asked(named, told=told)))
    works = tuple(work for work in found if work.bound_to is None)
    return Resolved(citation, _status(works), works)


def _status(works: tuple[WorkView, ...]) -> Status:
    if len(works) > 1:
        return "ambiguous"
    return "unknown" if not works else "held" if works[0].held else "not_held"
