"""The text of a file without pages (toàn văn), with what was read from it marked in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, in code points, that a row was read from."""

    start: int
    end: int
    row: str
    kind: str
    """`field` or `citation`."""
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text; with its mark, where it has one."""

    text: str
    mark: Mark | None = None


def mark_text(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """The whole text in pieces, nothing lost; of marks that overlap, the one that begins first, then the longest."""
    pieces: list[Piece] = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if at <= mark.start < mark.end <= len(text):
            pieces += [Piece(text[at : mark.start]), Piece(text[mark.start : mark.end], mark)]
            at = mark.end
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)
