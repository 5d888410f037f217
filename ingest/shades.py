"""What may hide words that were drawn before it (vật che): filled paths, broad lines, pictures, shadings."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ingest.drawn import Bounds, Drawn, Paths, bounds_of
from ingest.frame import Frame

_THIN = 2.0
"""Points; what is thinner hides no word."""
_BRUSH = 3.0
"""Points; the width from which a line may hide a word."""
_PICTURE = 0.4
"""The share of a page from which pictures are the page: words behind them are a scanner's reading (`ingest.judge`)."""
_PICTURES = frozenset((raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING))
Numbers = NDArray[np.float64]


class Shades(NamedTuple):
    """When each is drawn; left, top, right and bottom as shown, a column each; and the handles of those that are paths.

    They may be transparent, and paths empty (see `paints`).
    """

    orders: Numbers
    places: Numbers
    paths: list[int | None]


class _Shade(NamedTuple):
    order: float
    bounds: Bounds
    path: int | None = None


def find_shades(drawn: Drawn, frame: Frame) -> Shades | None:
    """All that are large enough; None where none is, as on most pages."""
    if not drawn.others:
        return None
    paths, loose = drawn.paths, [*_inner_paths(drawn), *_pictures(drawn, frame)]
    broad = _broad(paths)
    if not broad and not loose:
        return None
    orders = np.array([*(paths.order[i] for i in broad), *(shade.order for shade in loose)], np.float64)
    handles = [*(paths.handles[i] for i in broad), *(shade.path for shade in loose)]
    bounds = paths.bounds[broad].astype(np.float64)
    if loose:
        bounds = np.concatenate((bounds, [shade.bounds for shade in loose]))
    return Shades(orders, np.array(frame.edges(*bounds.T)), handles)


def _broad(paths: Paths) -> list[int]:
    """The paths that are no lines, by number."""
    x0, y0, x1, y1 = paths.bounds.T
    broad: list[int] = np.flatnonzero((x1 - x0 >= _THIN) & (y1 - y0 >= _THIN)).tolist()
    return broad


def paints(path: int) -> bool:
    """Whether a path covers what it bounds, and is not just drawn around it."""
    handle = ctypes.cast(path, raw.FPDF_PAGEOBJECT)
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke))
    raw.FPDFPageObj_GetStrokeWidth(handle, ctypes.byref(width))
    return fill.value != raw.FPDF_FILLMODE_NONE or bool(stroke.value and width.value >= _BRUSH)


def _inner_paths(drawn: Drawn) -> Iterator[_Shade]:
    for inner in drawn.inside_forms:
        if inner.kind == raw.FPDF_PAGEOBJ_PATH:
            yield _Shade(inner.order, bounds_of(inner.handle, inner.matrix), inner.handle)


def _pictures(drawn: Drawn, frame: Frame) -> list[_Shade]:
    """Pictures and shadings, on the page or in its forms; none where they are the page."""
    found = [_Shade(order, bounds_of(handle)) for kind in _PICTURES for order, handle in drawn.of_kind(kind)]
    found += [_Shade(i.order, bounds_of(i.handle, i.matrix)) for i in drawn.inside_forms if i.kind in _PICTURES]
    area = sum((x1 - x0) * (y1 - y0) for _, (x0, y0, x1, y1), _ in found)
    return found if area < _PICTURE * frame.width * frame.height else []
