"""What a document is read from, beside what was read (khung xem): its pages with boxes, or its text with marks."""

from __future__ import annotations

from dataclasses import dataclass

from api.page_images import DRAWABLE
from api.pages.fields import PageBox, citation_boxes, field_boxes, text_marks
from api.pages.marked_text import Mark, Piece, mark_text
from api.pages.shell import Shell
from api.passwords import is_locked
from api.service import Service
from corpus.document import DocumentView

LONGEST = 500_000
"""Code points of a text that are shown."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size in points, its image and the boxes on it."""

    number: int
    width: float
    height: float
    text_from: str
    image: str
    boxes: tuple[PageBox, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """`text` is shown where there are no `sheets`; while `locked`, the password is asked for."""

    document_id: str
    name: str
    sheets: tuple[Sheet, ...]
    text: tuple[Piece, ...]
    locked: bool
    refused: bool
    """The password that was given does not fit."""


def view_pages(service: Service, view: DocumentView, shell: Shell) -> Viewer:
    """The pages, unless the file is encrypted and nobody gave its password yet."""
    locked = is_locked(view) and service.keys.find(view.summary.sha256) is None
    sheets = () if locked else _sheets(view, shell)
    return Viewer(
        view.summary.id,
        view.summary.name,
        sheets,
        () if sheets else mark_text(view.text[:LONGEST], _marks(view, shell)),
        locked,
        refused=locked and shell.query.get("password") == "wrong",
    )


def _sheets(view: DocumentView, shell: Shell) -> tuple[Sheet, ...]:
    if view.summary.media_type not in DRAWABLE:
        return ()
    read = view.reading.get("dispatches", [])
    boxes = [
        box
        for at, found in enumerate(read, 1)
        for box in (*citation_boxes(found["citations"], at, shell), *field_boxes(found["fields"], at, shell))
    ]
    return tuple(
        Sheet(
            number=page["number"],
            width=page["width"],
            height=page["height"],
            text_from=shell.word("document.text_from", page["text_from"]),
            image=f"/api/v1/documents/{view.summary.id}/pages/{page['number']}.webp",
            boxes=tuple(box for box in boxes if box.page == page["number"]),
        )
        for page in view.reading.get("pages", [])
    )


def _marks(view: DocumentView, shell: Shell) -> tuple[Mark, ...]:
    read = view.reading.get("dispatches", [])
    return tuple(mark for at, found in enumerate(read, 1) for mark in text_marks(found, at, shell))
