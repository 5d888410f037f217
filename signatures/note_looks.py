"""Whether notes leave a page as it was read (ghi chú có che chữ không): icons beside the print, marks that tint it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.drawable import can_be_drawn
from signatures.notes import PageNote, note_added, note_refused, quads
from signatures.overlays import UndrawnError
from signatures.page_tree import widget_pages
from signatures.pages import INK, NOISE, PAPER
from signatures.ranges import revision_end
from signatures.report import Change
from signatures.widgets import Box, read_box

Picture = npt.NDArray[np.int16]
"""Height, width, and red, green and blue."""
Place = Callable[[Box], tuple[slice, slice]]
"""From a box on the page to its rows and columns in the picture."""
ICON = 24.0
"""Points; readers draw an icon of their own, about so large, whatever the box says."""
LARGEST = 40.0
BESIDE = 12.0
"""Points that an icon keeps from print, lest anyone read them together."""
OFF = 12
"""Values of colour by which a tinted pixel may be off."""
LIGHTEST = 140
"""Grey value; a darker tint leaves print hard to read."""
FILLED = 0.9
"""Of the paper under a text mark: a mark that leaves more free is a drawing."""


def judge_notes(pdf: OpenedPdf, revision: int, added: list[PageNote]) -> list[Change]:
    """What is told of the notes that a revision added, page by page: not permitted where they change what is read.

    Raises `UndrawnError` where a page cannot be drawn.
    """
    pages = widget_pages(pdf.reader) if added else {}
    found: dict[int, list[PageNote]] = {}
    for note in added:
        for page in pages.get(note.number, {0}):
            found.setdefault(page, []).append(note)
    return [_judged(pdf, revision, page, notes) for page, notes in sorted(found.items())]


def _judged(pdf: OpenedPdf, revision: int, page: int, notes: list[PageNote]) -> Change:
    if page == 0:
        return note_refused(page, "it is on no page")
    ends = revision_end(pdf, revision - 1), revision_end(pdf, revision)
    try:
        before, after = (_draw(pdf.data[:end], page, pdf.password) for end in ends)
    except (pdfium.PdfiumError, *PARSE_ERRORS) as error:
        raise UndrawnError(page) from error
    why = _why_changed(before, after[0], notes)
    return note_added(page) if why is None else note_refused(page, why)


def _why_changed(before: tuple[Picture, Place], new: Picture, notes: list[PageNote]) -> str | None:
    """Why notes on a page change what is read there, in English; None where they do not."""
    old, place = before
    if old.shape != new.shape:
        return "the page has another size"
    free = np.ones(old.shape[:2], np.bool_)
    for note in notes:
        if note.is_hidden:
            continue
        why = _icon(note, old, place, free) if note.kind == "/Text" else _mark(note, old, new, place, free)
        if why is not None:
            return why
    changed = (np.abs(old - new) > OFF).any(axis=2) & free
    return "something is drawn beside the notes" if int(changed.sum()) > NOISE else None


def _icon(note: PageNote, old: Picture, place: Place, free: npt.NDArray[np.bool_]) -> str | None:
    box = read_box(note.dictionary)
    if box is None or max(box[2] - box[0], box[3] - box[1]) > LARGEST:
        return "a note is larger than an icon"
    left, bottom, right, top = box
    right, bottom = max(right, left + ICON), min(bottom, top - ICON)
    near = place((left - BESIDE, bottom - BESIDE, right + BESIDE, top + BESIDE))
    if (old[near].min(axis=2) <= PAPER).any():
        return "a note lies over print, or close to it"
    free[place((left, bottom, right, top))] = False
    return None


def _mark(note: PageNote, old: Picture, new: Picture, place: Place, free: npt.NDArray[np.bool_]) -> str | None:
    """A text mark must tint its boxes evenly, and lighten or darken no print in them."""
    boxes = quads(note.dictionary)
    if not boxes:
        return "a mark that names no text"
    for left, bottom, right, top in boxes:
        part = place((left, bottom, right, top))
        if not (old[part].mean(axis=2) < INK).sum() > NOISE:
            return "a mark where there is no print"
        edge = (top - bottom) / 4 + 1
        around = place((left - edge, bottom - 1, right + edge, top + 1))
        tint = _tint(old[part], new[part])
        if tint is None or not _is_between(old[around], new[around], tint):
            return "a mark does more than tint the paper"
        free[around] = False
    return None


def _tint(old: Picture, new: Picture) -> npt.NDArray[np.float64] | None:
    """The one light colour that the paper has now; None where it has several, or a dark one."""
    paper = old.min(axis=2) > PAPER
    if not paper.any():
        return None
    tint = np.median(new[paper], axis=0)
    even = (np.abs(new[paper] - old[paper] * tint / 255) <= OFF).all(axis=1).mean() >= FILLED
    return np.asarray(tint, np.float64) if even and tint.mean() >= LIGHTEST else None


def _is_between(old: Picture, new: Picture, tint: npt.NDArray[np.float64]) -> bool:
    """Whether every pixel is as it was, tinted, or in between: print stays as dark, and nothing else is drawn."""
    return bool(((new >= old * tint / 255 - OFF) & (new <= old + OFF)).all())


def _draw(data: bytes, page: int, password: str | None) -> tuple[Picture, Place]:
    """The page in colour, 72 pixels an inch, and a function from boxes on it to slices of the picture."""
    with pdfium.PdfDocument(data, password=password) as document:
        leaf = document[page - 1]
        if not can_be_drawn(leaf):
            raise pdfium.PdfiumError("the page is too large or holds too much")
        bitmap = leaf.render(scale=1, rev_byteorder=True, may_draw_forms=False)
        height, width = bitmap.height, bitmap.width
        picture = bitmap.to_numpy()[:, :, :3].astype(np.int16)
        corners = [_point(leaf, width, height, *point) for point in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0))]
    origin, right, up = (np.array(corner, float) for corner in corners)

    def place(box: Box) -> tuple[slice, slice]:
        points = [origin + (right - origin) * x / 1000 + (up - origin) * y / 1000 for x in box[::2] for y in box[1::2]]
        x0, y0 = np.floor(np.min(points, axis=0)).astype(int)
        x1, y1 = np.ceil(np.max(points, axis=0)).astype(int)
        return slice(max(y0, 0), max(y1, 0)), slice(max(x0, 0), max(x1, 0))

    return picture, place


def _point(leaf: pdfium.PdfPage, width: int, height: int, x: float, y: float) -> tuple[int, int]:
    across, down = raw.c_int(), raw.c_int()
    raw.FPDF_PageToDevice(leaf, 0, 0, width, height, 0, x, y, across, down)
    return across.value, down.value
