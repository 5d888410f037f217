"""Rows of a plain text (dòng của văn bản thuần): a line each, or a cell of a Markdown table, or of a torn head."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.cells import cuts
from extract.flowing_heads import flow_cuts
from extract.row import Row
from extract.row_markup import clean_row
from extract.row_pieces import column_of, pieces_of
from extract.run_together import dated_cut, head_cuts, signature_cut
from extract.text import TextLine

_RULED = re.compile(r"(?<=\w) [_|~ ]+$")
"""A rule between two columns, read as signs: `BỘ TÀI CHÍNH _ | CỘNG HÒA …`."""
_GLUED_LABEL = re.compile(r"(?<=[.;/] )noi nhan ?:$|(?<=[.;])noi nhan ?:$")
"""`… biết, thực hiện./.Nơi nhận:`, the label run into the last line of the body."""
_ABSTRACT = 5
"""Lines an abstract beside place and date has at most."""
_PRINTED_WIDTH = 110
"""Letters that a printed line holds at most; longer lines are paragraphs."""
_PARAGRAPH = 400
"""Letters that no line of a head holds, unless all stands on one."""


def plain_rows(content: str, found: Sequence[TextLine]) -> Iterator[Row]:
    """The rows of these lines of the text; blank ones only leave their mark."""
    lines = [(line, line.span.of(content)) for line in found]
    least = 2 if _double_spaced([source for _, source in lines]) else 1
    blanks, signing, about = least, False, 0
    for line, source in lines:
        if not source.strip():
            blanks += 1
            continue
        if source.strip() == "|":  # the edge of a cell
            blanks = least
            continue
        blank, blanks = blanks >= least, 0
        for number, (start, end, table) in enumerate(pieces := tuple(pieces_of(source))):
            row = clean_row(source, start, end, line.span.start, blank)
            if row is None:
                continue
            if table or len(pieces) > 1:
                row = replace(row, cell=column_of(source, start, number))
            blank = False
            if table:
                yield from _cut(row)
                continue
            signed = signature_cut(row.text, row.bare, named=signing) if len(pieces) == 1 else 0
            signing = signing or bool(signed)
            edges: list[tuple[int, int | None]] = [(signed, 1)] if signed else [*head_cuts(row.text, row.bare)]
            about = _ABSTRACT if row.bare.startswith("v/v") else about - 1
            if not edges and about > 0 and (dated := dated_cut(row.text)):
                edges = [(dated, 1)]
            if not edges and len(row.text) > _PARAGRAPH:
                edges = flow_cuts(row.text, row.bare)
            if not edges and (label := _GLUED_LABEL.search(row.bare)):
                yield from (part for part in (row.part(0, label.start()), row.part(label.start())) if part)
                continue
            yield from _columns(row, edges) if edges else (row,)


def _double_spaced(sources: list[str]) -> bool:
    """Whether a blank line stands behind every printed line, not behind paragraphs only: then it parts nothing."""
    printed = [source for source in sources if source.strip()]
    pairs = sum(bool(a.strip()) and bool(b.strip()) for a, b in itertools.pairwise(sources))
    long = sum(len(source) > _PRINTED_WIDTH for source in printed)
    return len(printed) > 8 and pairs * 20 < len(printed) and long * 10 < len(printed)


def _columns(row: Row, edges: Sequence[tuple[int, int | None]]) -> Iterator[Row]:
    """The cells of a line whose columns ran together; `edges` are places and columns."""
    for (start, column), (end, _) in itertools.pairwise([(0, 0), *edges, (len(row.text), 0)]):
        rule = _RULED.search(row.text, start, end)
        if part := row.part(start, rule.start() if rule and rule.start() > start else end):
            yield replace(part, cell=column if row.cell is None else row.cell)


def _cut(row: Row) -> Iterator[Row]:
    """The rows that a Markdown cell has swallowed: header lines, items, signature lines."""
    edges = [0, *cuts(row.text, row.bare), len(row.text)]
    if len(edges) == 2:
        yield row
        return
    for start, end in itertools.pairwise(edges):
        if part := row.part(start, end):
            yield part
