"""The page of search (tra cứu): one box, facets, hits with the words marked."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.deps import CorpusDep, LangDep
from api.messages import Lang
from api.pages.shell import Shell, day, render
from corpus.document import DocumentFilter
from corpus.hit import Hit, SearchResult, Snippet
from corpus.refusals import InvalidQuery

router = APIRouter()
HITS = 20
FACETS = ("document_type", "issuer", "year", "verdict", "integrity")
"""Facets that can be filtered by; each is a parameter of this page."""


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit; `pieces` are its snippet, cut into (marked, text)."""

    href: str
    reference: str | None
    subject: str | None
    facts: tuple[str, ...]
    why: str
    pieces: tuple[tuple[bool, str], ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, and the address that filters by it, or no more."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet and its values."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked and what was found; `refusal` where the query could not be understood."""

    query: str
    result: SearchResult | None = None
    explanation: str = ""
    hits: tuple[HitLine, ...] = ()
    facets: tuple[Facet, ...] = ()
    refusal: str = ""


@router.get("/search")
def show_search(
    request: Request, corpus: CorpusDep, lang: LangDep, q: str = "", cursor: str | None = None
) -> HTMLResponse:
    """The box alone without a query; a query that cannot be understood is told in place."""
    return render(request, "search.html", "search", _page(request, corpus, lang, q.strip()[:500], cursor))


def _page(request: Request, corpus: CorpusDep, lang: Lang, query: str, cursor: str | None) -> SearchPage:
    if not query:
        return SearchPage("")
    shell = Shell(lang, request.url.path, dict(request.query_params), "search")
    try:
        result = corpus.search(query, filters=_filters(shell), cursor=cursor, limit=HITS)
    except InvalidQuery as refusal:
        return SearchPage(query, refusal=refusal.title if lang == "vi" else refusal.title_en)
    return SearchPage(
        query,
        result,
        result.explanation if lang == "vi" else result.explanation_en,
        tuple(_hit(hit, shell) for hit in result.hits),
        tuple(_facet(name, result, shell) for name in FACETS if result.facets.get(name)),
    )


def _filters(shell: Shell) -> DocumentFilter:
    year = shell.query.get("year", "")
    return DocumentFilter(
        document_type=shell.query.get("document_type"),
        issuer=shell.query.get("issuer"),
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
        verdict=shell.query.get("verdict"),
        integrity=shell.query.get("integrity"),
    )


def _hit(hit: Hit, shell: Shell) -> HitLine:
    found = hit.dispatch
    facts = (shell.word("kind", found.document_type), found.issuer or "", day(found.issued_on)) if found else ()
    anchor = f"#dispatch-{found.position}" if found and found.position > 1 else ""
    return HitLine(
        href=f"/documents/{hit.document_id}{anchor}",
        reference=found.reference if found else None,
        subject=found.subject if found else None,
        facts=tuple(fact for fact in facts if fact),
        why=hit.why,
        pieces=cut_pieces(hit.snippet) if hit.snippet else (),
        page=hit.snippet.page if hit.snippet else None,
    )


def cut_pieces(snippet: Snippet) -> tuple[tuple[bool, str], ...]:
    """The snippet's text as (marked, text), in order, nothing lost."""
    pieces: list[tuple[bool, str]] = []
    at = 0
    for mark in sorted(snippet.marks, key=lambda mark: mark.start):
        start = max(mark.start, at)
        pieces += [(False, snippet.text[at:start]), (True, snippet.text[start : mark.end])]
        at = max(at, mark.end)
    return tuple((marked, text) for marked, text in [*pieces, (False, snippet.text[at:])] if text)


def _facet(name: str, result: SearchResult, shell: Shell) -> Facet:
    group = {"document_type": "kind"}.get(name, name)
    chosen = shell.query.get(name)
    return Facet(
        name,
        tuple(
            FacetValue(
                label=shell.word(group, value.value)
                if name in {"document_type", "verdict", "integrity"}
                else value.label,
                count=value.count,
                href=shell.address(cursor=None, **{name: None if chosen == value.value else value.value}),
                chosen=chosen == value.value,
            )
            for value in result.facets[name]
        ),
    )
