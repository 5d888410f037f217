"""The relations of a dispatch (lược đồ): whom it cites, who cites it, drawn and as a table; whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from api.deps import CorpusDep, LangDep
from api.pages.shell import Shell, render
from corpus.document import DispatchView, DocumentSummary
from corpus.graph import Graph
from corpus.refusals import NotFound
from corpus.work import Validity, WorkView

router = APIRouter()
DRAWN = 24
"""Works drawn on each side; the table has them all."""
WIDTH, NODE, HEIGHT, STEP = 960.0, 290.0, 34.0, 44.0
"""Of the drawing, of a box, and from box to box, in units of the drawing."""
LETTERS = 30
"""Of a label, which its box has room for."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One work on one side: `incoming` cites this dispatch; the others are cited by it."""

    work: WorkView
    label: str
    kinds: str
    incoming: bool
    href: str


@dataclass(frozen=True, slots=True)
class Box:
    """A work as drawn, with the line from its edge to that of the dispatch in the middle."""

    relation: Relation
    label: str
    x: float
    y: float
    line: str


@dataclass(frozen=True, slots=True)
class RelationsPage:
    """`height` is that of the drawing; `left_out` how many works it has no room for."""

    summary: DocumentSummary
    dispatch: DispatchView
    title: str
    validity: Validity | None
    relations: tuple[Relation, ...]
    boxes: tuple[Box, ...]
    height: float
    left_out: int
    truncated: bool


@router.get("/documents/{document_id}/relations")
def show_relations(
    request: Request,
    document_id: str,
    corpus: CorpusDep,
    lang: LangDep,
    position: Annotated[int, Query(ge=1)] = 1,
) -> HTMLResponse:
    """Of one dispatch of the file, the first unless told."""
    shell = Shell.of(request, lang, "intake")
    summary = corpus.document(document_id).summary
    dispatch = next((found for found in summary.dispatches if found.position == position), None)
    if dispatch is None:
        raise NotFound(f"{document_id}, {position}")
    graph = corpus.neighbourhood(dispatch.work_id) if dispatch.work_id else None
    relations = _relations(graph, shell) if graph else ()
    boxes, height = _draw(relations)
    page = RelationsPage(
        summary,
        dispatch,
        dispatch.reference or shell.say("document.untitled"),
        corpus.validity(dispatch.work_id, corpus.today()) if dispatch.work_id and dispatch.issued_on else None,
        relations,
        boxes,
        height,
        len(relations) - len(boxes),
        truncated=graph is not None and graph.truncated,
    )
    return render(request, "relations.html", "intake", page)


def _relations(graph: Graph, shell: Shell) -> tuple[Relation, ...]:
    """Those that cite it first; each work once on each side, with all that is said between the two."""
    works = {work.id: work for work in graph.nodes}
    kinds: dict[tuple[bool, str], list[str]] = {}
    for edge in graph.edges:
        if graph.center in (edge.source, edge.target):
            incoming = edge.target == graph.center
            other = edge.source if incoming else edge.target
            kinds.setdefault((incoming, other), []).append(shell.word("relation", edge.relation))
    found = [_relation(works[other], incoming, said, shell) for (incoming, other), said in kinds.items()]
    return tuple(sorted(found, key=lambda one: (not one.incoming, not one.work.held, one.label)))


def _relation(work: WorkView, incoming: bool, kinds: Sequence[str], shell: Shell) -> Relation:
    label = work.reference or work.title or shell.say("register.no_number")
    asked = urlencode({"q": f'viện dẫn: "{label}"' if work.reference is None else f"viện dẫn: {label}"})
    href = f"/documents/{work.document_id}" if work.document_id else f"/search?{asked}"
    return Relation(work, label, ", ".join(dict.fromkeys(kinds)), incoming, href)


def _draw(relations: Sequence[Relation]) -> tuple[tuple[Box, ...], float]:
    """Those that cite it on the left, what it cites on the right, the dispatch in the middle."""
    sides = [[one for one in relations if one.incoming is incoming][:DRAWN] for incoming in (True, False)]
    height = max(STEP, *(STEP * len(side) for side in sides))
    return tuple(box for side in sides for box in _column(side, height)), height


def _column(side: Sequence[Relation], height: float) -> list[Box]:
    top = (height - STEP * len(side)) / 2 + (STEP - HEIGHT) / 2
    boxes = []
    for at, relation in enumerate(side):
        y = top + STEP * at
        edge, middle = (NODE, WIDTH / 2 - 70) if relation.incoming else (WIDTH - NODE, WIDTH / 2 + 70)
        bend = (edge + middle) / 2
        line = f"M{edge} {y + HEIGHT / 2:g}C{bend} {y + HEIGHT / 2:g} {bend} {height / 2:g} {middle} {height / 2:g}"
        label = relation.label if len(relation.label) <= LETTERS else f"{relation.label[: LETTERS - 1]}…"
        boxes.append(Box(relation, label, 0 if relation.incoming else WIDTH - NODE, y, line))
    return boxes
