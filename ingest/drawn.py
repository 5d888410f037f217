"""What a page draws besides its words (hình, nét vẽ), in the order it is drawn: each object is asked for once."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ingest.lean import (
    bounds_of_object,
    kind_of_object,
    number_of,
    object_of_form,
    object_of_page,
    objects_of_form,
    pointer_to,
    pointers_to,
)
from ingest.rows import Rows
from signatures.drawable import MOST_OBJECTS

_DEPTH, _INNER = 8, 2000
"""Forms within forms, and objects of one of them, that are looked at."""
_BOUNDS = Rows(ctypes.c_float, 4, apart=True)
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Bounds = tuple[float, float, float, float]
Matrix = tuple[float, ...]
"""`a` to `f`, as PDF writes them (ISO 32000, 8.3.3)."""


class Paths(NamedTuple):
    """The path objects of a page: when they are drawn, their handles, and left, bottom, right, top in user space."""

    order: list[int]
    handles: list[int]
    bounds: NDArray[np.float32]


class Inner(NamedTuple):
    """An object within a form: when it is drawn, its handle and kind, and what takes its bounds to user space."""

    order: float
    handle: int
    kind: int
    matrix: Matrix


class Drawn:
    """The objects of a page; `texts` are known to be text, and those of a page too full to be drawn are left alone."""

    def __init__(self, page: pdfium.PdfPage, texts: Collection[int | None]) -> None:
        self._page, self._texts = page, texts

    @cached_property
    def handles(self) -> list[int]:
        """All of them, in the order they are drawn."""
        count = raw.FPDFPage_CountObjects(self._page)
        within = range(count if count <= MOST_OBJECTS else 0)
        return list(map(object_of_page, repeat(pointer_to(number_of(self._page.raw))), within))

    @cached_property
    def others(self) -> list[tuple[int, int]]:
        """When those that are not known to be text are drawn, and their handles."""
        known = frozenset(self._texts)
        return [other for other in enumerate(self.handles) if other[1] not in known]

    @cached_property
    def _by_kind(self) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = {}
        for other in self.others:
            found.setdefault(kind_of_object(other[1]), []).append(other)
        return found

    def of_kind(self, kind: int) -> list[tuple[int, int]]:
        """When the others of a kind are drawn, and their handles."""
        return self._by_kind.get(kind, [])

    @property
    def pictures(self) -> list[int]:
        """Those of the page itself."""
        return [handle for _, handle in self.of_kind(raw.FPDF_PAGEOBJ_IMAGE)]

    @cached_property
    def paths(self) -> Paths:
        """Those of the page itself; one whose bounds PDFium does not know is nowhere."""
        found = self.of_kind(raw.FPDF_PAGEOBJ_PATH)
        handles = [handle for _, handle in found]
        bounds = _BOUNDS.filled(bounds_of_object, pointers_to(handles))
        return Paths([order for order, _ in found], handles, bounds)

    @cached_property
    def inside_forms(self) -> list[Inner]:
        """What the forms of the page draw, in that order."""
        return [inner for order, form in self.of_kind(raw.FPDF_PAGEOBJ_FORM) for inner in _inside(order, form)]


def _inside(order: int, form: int) -> Iterator[Inner]:
    """The objects of a form, each a little later than the one before, and all before what comes after the form."""
    found = _walk(form, IDENTITY, 0)
    for step, (handle, kind, matrix) in zip(range(1, _INNER), found, strict=False):
        yield Inner(order + step / (_INNER + 1), handle, kind, matrix)


def _walk(form: int, outer: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    matrix = times(matrix_of(form), outer)
    for index in range(min(objects_of_form(form), _INNER)):
        handle = object_of_form(form, index)
        kind = kind_of_object(handle)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield handle, kind, matrix
        elif depth < _DEPTH:
            yield from _walk(handle, matrix, depth + 1)


def matrix_of(handle: int) -> Matrix:
    """What takes the inside of a form, or the points of a path, to what it is drawn in."""
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(handle, raw.FPDF_PAGEOBJECT), ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(first: Matrix, then: Matrix) -> Matrix:
    """One matrix for both, one after the other."""
    a, b, c, d, e, f = first
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        e * then[0] + f * then[2] + then[4],
        e * then[1] + f * then[3] + then[5],
    )


def bounds_of(handle: int, matrix: Matrix = IDENTITY) -> Bounds:
    """Left, bottom, right and top of an object in user space; nothing at all where PDFium knows none."""
    (edges,) = _BOUNDS.filled(bounds_of_object, pointers_to([handle]))
    return _carried(tuple(edges.tolist()), matrix)


def _carried(edges: Any, matrix: Matrix) -> Bounds:
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = edges
    x = [a * left + c * up + e for left in (x0, x1) for up in (y0, y1)]
    y = [b * left + d * up + f for left in (x0, x1) for up in (y0, y1)]
    return min(x), min(y), max(x), max(y)
