"""The page of search (tra cứu): one box, facets, hits with the words marked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.deps import CorpusDep, LangDep
from api.messages import Lang
from api.pages.shell import Shell, day, render
from api.sentence import refusal_detail
from corpus.found_file import FORMATS, Format
from corpus.hit import FacetCount, Hit, SearchResult, Snippet
from corpus.refusals import InvalidQuery

router = APIRouter()
HITS = 20
FIELD_OF = {"type": "loại", "issuer": "cơ quan", "year": "năm", "verdict": "chữ ký"}
"""Facets that can be filtered by, and the field of the query language that does it."""
EXAMPLES = (
    ("provision", "khoản 2 Điều 19 15/2020/QĐ-TTg"),
    ("provisions", "khoản 1, 2 Điều 19 15/2020/QĐ-TTg"),
    ("phrase", '"chuyển đổi số"'),
    ("without", 'lưu trữ -"chữ ký số"'),
    ("fields", "cơ quan: Sở Nội vụ; trích yếu: hồ sơ"),
    ("type", "loại: quyết định; năm: 2025"),
    ("period", "từ 01/09/2025 đến 30/09/2025"),
    ("signature", "chữ ký: không hợp lệ"),
    ("cites", "viện dẫn: 884/QĐ-UBND"),
)
"""What a query may look like, and the message that tells what it finds."""


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
    formats: tuple[Format, ...] = FORMATS
    examples: tuple[tuple[str, str], ...] = EXAMPLES


@router.get("/search")
def show_search(
    request: Request, corpus: CorpusDep, lang: LangDep, q: str = "", cursor: str | None = None
) -> HTMLResponse:
    """The box alone without a query; a query that cannot be understood is told in place."""
    return render(request, "search.html", "search", _page(request, corpus, lang, q.strip()[:500], cursor))


def _page(request: Request, corpus: CorpusDep, lang: Lang, query: str, cursor: str | None) -> SearchPage:
    if not query:
        return SearchPage("")
    shell = Shell.of(request, lang, "search")
    try:
        result = corpus.search(query, cursor=cursor, limit=HITS)
    except InvalidQuery as refusal:
        return SearchPage(query, refusal=refusal_detail(refusal, lang))
    return SearchPage(
        query,
        result,
        result.explanation if lang == "vi" else result.explanation_en,
        tuple(_hit(hit, shell) for hit in result.hits),
        tuple(_facet(name, result.facets[name], query) for name in FIELD_OF if result.facets.get(name)),
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
        why=hit.match or hit.why,
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


def _facet(name: str, counts: tuple[FacetCount, ...], query: str) -> Facet:
    return Facet(name, tuple(_facet_value(name, counted, query) for counted in counts))


def _facet_value(name: str, counted: FacetCount, query: str) -> FacetValue:
    """A link to the query with this filter added, or taken out again: what is filtered by stays in the box."""
    label = counted.label.replace('"', "")
    clause = f"{FIELD_OF[name]}: {label}" if name == "year" else f'{FIELD_OF[name]}: "{label}"'
    chosen = clause in query
    changed = " ".join(query.replace(clause, "").split()) if chosen else f"{query} {clause}"
    return FacetValue(counted.label, counted.count, f"/search?{urlencode({'q': changed})}", chosen)
