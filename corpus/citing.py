"""Who cites this? (được viện dẫn bởi): exact answers from indexed tables, nearest match first.

Asked for khoản 2 Điều 19, the answer holds citations of just that (`exact`), of a part of it (`within`, điểm a of
it), and of what contains it (`contains`: a range, the whole Điều 19, the whole act), in this order, newest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select, true

from corpus.asked import Asked, find_works
from corpus.document import CitationView, DispatchView
from corpus.documents import CITATIONS_BY_ID, dispatches_by_id, view_citations
from corpus.paging import Page, clamp, make_cursor, read_cursor
from corpus.provision import Match, match, normal_path, outer_paths
from corpus.scope import EVERYTHING, Scope
from corpus.tables.base import table
from corpus.tables.citations import CitationRow, CitedProvisionRow
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.walk import Stretch, citing_dispatches, count, walk

CITATION, CITED, DISPATCH = table(CitationRow), table(CitedProvisionRow), table(DispatchRow)
DOCUMENT = table(DocumentRow)
NAMES: tuple[Match, ...] = ("exact", "within", "contains")
LAST = "~"
MOST = 50_000
AFTER_SLASH = "0"
"""The character after `/`: paths below `p` lie between `p/` and `p0`."""


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation found, the dispatch it stands in, and how it relates to the provision asked for."""

    citation: CitationView
    dispatch: DispatchView
    match: Match


def find_citing(
    connection: Connection, asked: Asked, cursor: str | None, limit: int, scope: Scope = EVERYTHING
) -> Page[Citing]:
    """One page of citations, nearest match first, then newest first; each citation once, by its nearest match.

    Without a provision the whole act is asked for, and all its citations come newest first.
    """
    size = clamp(limit)
    step, last = read_cursor("citing", cursor) if cursor else (0, None)
    works = find_works(connection, asked)
    paths = asked.paths
    tiers = _tiers(connection, works, paths) if paths else [[Stretch()]]
    walks = [walk(connection, works, tier, asked.relation, None) for tier in tiers]
    if step < len(tiers):
        walks[step] = walk(connection, works, tiers[step], asked.relation, last)
    pieces = _first_pieces(walks[step:], size + 1)
    known = _views(connection, list(dict.fromkeys(chain.from_iterable(pieces))), scope)
    found: list[tuple[int, CitationView]] = []
    for rank in range(step, len(tiers)):
        if len(found) > size:
            break
        piece = pieces[rank - step] if rank - step < len(pieces) else list(islice(walks[rank], size + 1))
        while piece and len(found) <= size:
            known |= _views(connection, [id_ for id_ in piece if id_ not in known], scope)
            views = [view for id_ in piece if (view := known[id_])]
            found += [(rank, view) for view in views if not paths or _rank(view.provisions, paths) == rank]
            piece = list(islice(walks[rank], size + 1))
    shown = found[:size]
    dispatches = _dispatches(connection, [view for _, view in shown])
    items = tuple(
        Citing(view, dispatches[view.dispatch_id], NAMES[_rank(view.provisions, paths) or 0]) for _, view in shown
    )
    return Page(items, make_cursor("citing", shown[-1][0], shown[-1][1].id) if len(found) > size else None)


def _first_pieces(walks: Iterable[Iterator[str]], enough: int) -> list[list[str]]:
    """The beginning of each walk, until there are enough ids: farther matches are seldom asked for."""
    pieces: list[list[str]] = []
    for found in walks:
        if enough <= 0:
            break
        pieces.append(list(islice(found, enough)))
        enough -= len(pieces[-1])
    return pieces


def count_citing(connection: Connection, asked: Asked) -> dict[Match, int]:
    """How many citations there are of each kind of match; one that names several provisions may count in several."""
    works = find_works(connection, asked)
    tiers = zip(NAMES, _tiers(connection, works, asked.paths or ("",)), strict=True)
    return {
        name: sum(count(connection, work, stretch, asked.relation) for work in works for stretch in tier)
        for name, tier in tiers
    }


def _rank(provisions: Sequence[str], paths: Sequence[str]) -> int | None:
    """The rank of the nearest match among the provisions of one citation; none named is the whole act."""
    found = [match(normal_path(cited), path) for cited in provisions or ("",) for path in paths or ("",)]
    return min((NAMES.index(name) for name in found if name), default=None)


def _tiers(connection: Connection, works: list[str], paths: Sequence[str]) -> list[list[Stretch]]:
    """For each kind of match, stretches of the index (work, path, citation), each once."""
    each = [_tiers_of(connection, works, path) for path in paths]
    return [list(dict.fromkeys(chain.from_iterable(kinds))) for kinds in zip(*each, strict=True)]


def _tiers_of(connection: Connection, works: list[str], path: str) -> list[list[Stretch]]:
    ranged = _ranged_paths(connection, works, path)
    exact = [path, *(cited for cited, name in ranged if name == "exact")]
    within = [cited for cited, name in ranged if name == "within" and not cited.startswith(f"{path}/")]
    contains = [*outer_paths(path)[1:], *(cited for cited, name in ranged if name == "contains")]
    below = Stretch(f"{path}/", f"{path}{AFTER_SLASH}") if path else Stretch("", LAST)
    return [
        [Stretch(cited) for cited in exact],
        [below, *(Stretch(cited) for cited in within)],
        [Stretch(cited) for cited in contains],
    ]


_PATHS = select(CITED.c.path).where(CITED.c.work_id.in_(bindparam("works", expanding=True))).distinct()
_RANGED = _PATHS.where(CITED.c.ranged == true())


def _ranged_paths(connection: Connection, works: list[str], path: str) -> list[tuple[str, Match]]:
    """Cited ranges (`dieu:5..9`) that relate to the path; there are few, so they are compared one by one.

    Where a range is asked for, every path cited is compared with it: `dieu:7` lies within `dieu:5..9`.
    """
    if not path:
        return []
    cited_paths = connection.execute(_PATHS if ".." in path else _RANGED, {"works": works}).scalars()
    found = [(cited, match(cited, path)) for cited in cited_paths]
    return [(cited, name) for cited, name in found if name]


def find_citing_dispatches(connection: Connection, asked: Asked) -> tuple[str, ...]:
    """Dispatches with a matching citation, the newest 50,000: what narrows a search for words."""
    works = find_works(connection, asked)
    stretches = _every_stretch(connection, works, asked)
    found: set[str] = set()
    for work in works:
        for stretch in stretches:
            found.update(citing_dispatches(connection, work, stretch, asked.relation, MOST))
    return tuple(sorted(found, reverse=True)[:MOST])


def count_citing_dispatches(connection: Connection, asked: Asked) -> int:
    """How many dispatches have a matching citation, counted where they lie."""
    works = find_works(connection, asked)
    wanted: ColumnElement[bool] = CITATION.c.work_id.in_(works)
    if asked.relation is not None:
        wanted &= CITATION.c.relation == asked.relation
    if asked.paths:
        stretches = list(chain.from_iterable(_tiers(connection, works, asked.paths)))
        single = [found.path for found in stretches if found.until is None]
        below = (
            (CITED.c.path > found.path) & (CITED.c.path < found.until) for found in stretches if found.until is not None
        )
        within = CITED.c.work_id.in_(works) & or_(CITED.c.path.in_(single), *below)
        wanted &= CITATION.c.id.in_(select(CITED.c.citation_id).where(within))
    query = select(func.count(CITATION.c.dispatch_id.distinct())).where(wanted)
    return int(connection.execute(query).scalar_one())


def walk_citing(connection: Connection, asked: Asked, piece: int) -> Iterator[list[str]]:
    """Every dispatch with a matching citation, newest citation first, in pieces; one may come again."""
    works = find_works(connection, asked)
    found = walk(connection, works, _every_stretch(connection, works, asked), asked.relation, None) if works else ()
    ids = iter(found)
    while citations := list(islice(ids, piece)):
        query = select(CITATION.c.dispatch_id).where(CITATION.c.id.in_(citations)).order_by(CITATION.c.id.desc())
        yield list(dict.fromkeys(connection.execute(query).scalars()))


def cites_asked(connection: Connection, asked: Asked, dispatches: Sequence[str]) -> set[str]:
    """Which of these dispatches have a matching citation."""
    works = find_works(connection, asked)
    paths = asked.paths
    wanted = CITATION.c.dispatch_id.in_(dispatches) & CITATION.c.work_id.in_(works)
    if asked.relation is not None:
        wanted &= CITATION.c.relation == asked.relation
    rows = connection.execute(select(CITATION.c.dispatch_id, CITATION.c.provisions).where(wanted)).all()
    return {row.dispatch_id for row in rows if not paths or _rank(row.provisions, paths) is not None}


def _every_stretch(connection: Connection, works: list[str], asked: Asked) -> list[Stretch]:
    return list(chain.from_iterable(_tiers(connection, works, asked.paths))) if asked.paths else [Stretch()]


_LIVE: Select[Any] = (
    select(DOCUMENT.c.id)
    .select_from(DOCUMENT.join(DISPATCH, DISPATCH.c.document_id == DOCUMENT.c.id))
    .where(DISPATCH.c.id == CITATION.c.dispatch_id, DOCUMENT.c.deleted_at.is_(None))
)
_SEEN = CITATIONS_BY_ID.where(_LIVE.exists())


def _views(connection: Connection, ids: list[str], scope: Scope) -> dict[str, CitationView | None]:
    """The citations by id; None for those in the trash, and for those the asker may not see."""
    if not ids:
        return {}
    query = _SEEN
    if scope != EVERYTHING:
        query = CITATIONS_BY_ID.where(_LIVE.where(*scope.conditions(DOCUMENT, DISPATCH)).exists())
    found = {view.id: view for view in view_citations(connection, query, {"ids": ids})}
    return {wanted: found.get(wanted) for wanted in ids}


def _dispatches(connection: Connection, citations: list[CitationView]) -> dict[str, DispatchView]:
    wanted = {view.dispatch_id for view in citations}
    return dispatches_by_id(connection, wanted) if wanted else {}
