"""The citation graph (lược đồ viện dẫn): works, and dispatches without a number, joined by who cites whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from sqlalchemy import ColumnElement, Connection, func, select

from corpus.catalogue import view_works
from corpus.dossier_xml import UNWRITABLE
from corpus.tables.base import table
from corpus.tables.citations import CitationRow
from corpus.tables.documents import DispatchRow, DocumentRow
from corpus.work import WorkView
from corpus.works import WORK, root_of

CITATION, DISPATCH, DOCUMENT = table(CitationRow), table(DispatchRow), table(DocumentRow)
GRAPHML = "http://graphml.graphdrawing.org/xmlns"
NODE_LIMIT = 500
PER_LEVEL = 2000
"""Edges read at one depth; a law that thousands cite fills it, and the graph says it was cut."""
ROOT = func.coalesce(WORK.c.bound_to, CITATION.c.work_id)


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` cites `target`, with this relation, that many times."""

    source: str
    target: str
    relation: str
    count: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by distance from `center`; `truncated` where limits cut it."""

    center: str
    nodes: tuple[WorkView, ...]
    edges: tuple[Edge, ...]
    depths: dict[str, int]
    truncated: bool = False


def read_neighbourhood(connection: Connection, work_id: str, depth: int = 1, limit: int = NODE_LIMIT) -> Graph:
    """Everything at most `depth` citations away, in either direction."""
    center = root_of(connection, work_id)
    depths = {center: 0}
    edges: dict[tuple[str, str, str], int] = {}
    frontier, truncated = {center}, False
    for distance in range(1, depth + 1):
        found = _edges_at(connection, frontier)
        truncated |= len(found) >= PER_LEVEL
        frontier = set()
        for source, target, relation, count in found:
            fresh = {node for node in (source, target) if node not in depths}
            if len(depths) + len(fresh) > limit:
                truncated = True
                continue
            depths |= dict.fromkeys(fresh, distance)
            frontier |= fresh
            edges[source, target, relation] = count
    nodes = sorted(view_works(connection, list(depths)), key=lambda node: (depths[node.id], node.id))
    return Graph(
        center, tuple(nodes), tuple(Edge(*key, count) for key, count in sorted(edges.items())), depths, truncated
    )


def to_graphml(graph: Graph) -> bytes:
    """GraphML, as yEd, Gephi and networkx read it."""
    root = ElementTree.Element("graphml", xmlns=GRAPHML)
    for kind, names in (("node", NODE_DATA), ("edge", ("relation", "count"))):
        for name in names:
            type_ = {"held": "boolean", "count": "int", "depth": "int"}.get(name, "string")
            ElementTree.SubElement(root, "key", {"id": name, "for": kind, "attr.name": name, "attr.type": type_})
    body = ElementTree.SubElement(root, "graph", id="citations", edgedefault="directed")
    for node in graph.nodes:
        _data(ElementTree.SubElement(body, "node", id=node.id), _node(graph, node))
    for edge in graph.edges:
        line = ElementTree.SubElement(body, "edge", source=edge.source, target=edge.target)
        _data(line, {"relation": edge.relation, "count": edge.count})
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


NODE_DATA = ("label", "title", "type", "issuer", "issued_on", "held", "depth")


def _node(graph: Graph, node: WorkView) -> dict[str, Any]:
    return {
        "label": node.label,
        "title": node.title,
        "type": node.document_type,
        "issuer": node.issuer,
        "issued_on": node.issued_on.isoformat() if node.issued_on else None,
        "held": node.held,
        "depth": graph.depths[node.id],
    }


def _data(element: ElementTree.Element, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            ElementTree.SubElement(element, "data", key=name).text = UNWRITABLE.sub("\ufffd", text)


def _edges_at(connection: Connection, frontier: Iterable[str]) -> list[tuple[str, str, str, int]]:
    """Edges out of and into the frontier, the commonest first; partial works stand for what they are bound to."""
    roots = sorted(frontier)
    family = select(WORK.c.id).where(WORK.c.id.in_(roots) | WORK.c.bound_to.in_(roots))
    outgoing = _grouped(connection, DISPATCH.c.work_id.in_(family))
    incoming = _grouped(connection, CITATION.c.work_id.in_(family))
    return list(dict.fromkeys([*outgoing, *incoming]))


def _grouped(connection: Connection, condition: ColumnElement[bool]) -> Sequence[tuple[str, str, str, int]]:
    query = (
        select(DISPATCH.c.work_id, ROOT, CITATION.c.relation, func.count())
        .select_from(
            CITATION.join(DISPATCH, DISPATCH.c.id == CITATION.c.dispatch_id).join(WORK, WORK.c.id == CITATION.c.work_id)
        )
        .join(DOCUMENT, DOCUMENT.c.id == CITATION.c.document_id)
        .where(condition, DISPATCH.c.work_id.is_not(None), DISPATCH.c.work_id != ROOT, DOCUMENT.c.deleted_at.is_(None))
        .group_by(DISPATCH.c.work_id, ROOT, CITATION.c.relation)
        .order_by(func.count().desc(), DISPATCH.c.work_id, ROOT)
        .limit(PER_LEVEL)
    )
    return [(row[0], row[1], row[2], int(row[3])) for row in connection.execute(query)]
