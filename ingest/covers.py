"""Words that may not be seen although they are drawn in ink (chữ bị che): under something drawn later, outside their
clip, or on a page with layers.

Whoever changes a number in a PDF editor often puts a white box over it and writes on that; the first number is still
there. This only says which words are in question; `ingest.unseen` looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, repeat

import numpy as np
from numpy.typing import NDArray

from ingest.clips import EVERYWHERE, NOWHERE, window_of
from ingest.drawn import Drawn
from ingest.frame import Edges, Frame
from ingest.layer import Layer
from ingest.shades import Numbers, Shades, find_shades, paints
from ingest.style import find_clipped

_PAIRS = 2_000_000
"""Words and what may hide them that are held against each other at once."""
_LETTER = 0.4
"""Width of a letter as a share of the height of a line."""
Flags = NDArray[np.bool_]


def find_doubtful(drawn: Drawn, frame: Frame, layer: Layer) -> Flags | None:
    """For each word of a layer whether it may be unseen; None: none may."""
    if layer.edges is None:
        return None
    cut = find_clipped(item for item in set(layer.drawn_by) if item is not None)
    clipped = _clipped(drawn, frame, layer, cut) if cut else None
    shades = find_shades(drawn, frame)
    if shades is None:
        return clipped
    covered = _covered(shades, layer.edges, _orders(drawn, layer.drawn_by))
    return covered if clipped is None else covered | clipped


def _clipped(drawn: Drawn, frame: Frame, layer: Layer, cut: Iterable[int]) -> Flags:
    """Words whose middle and first letter may both lie outside of the clip of what draws that letter, if it is one of
    the `cut` objects.
    """
    assert layer.edges is not None
    own = frozenset(drawn.handles)
    windows: dict[int | None, tuple[float, ...]] = {
        item: frame.edges(*window_of(item)) if item in own else NOWHERE for item in cut
    }
    seen = np.array([windows.get(item, EVERYWHERE) for item in layer.drawn_by]).T
    x0, top, x1, bottom = layer.edges
    first = x0, top, np.minimum(x1, x0 + _LETTER * (bottom - top)), bottom
    return ~_holds(seen, layer.edges) & ~_holds(seen, first)


def _orders(drawn: Drawn, drawn_by: Sequence[int | None]) -> Numbers:
    """When each word is drawn; -1, before all, where that is not known."""
    order: dict[int | None, float] = dict(zip(drawn.handles, count(), strict=False))
    order.update((inner.handle, inner.order) for inner in drawn.inside_forms)
    return np.array(list(map(order.get, drawn_by, repeat(-1.0))), np.float64)


def _covered(shades: Shades, edges: Edges, orders: Numbers) -> Flags:
    """Words whose middle lies in something drawn later; a word cannot be hidden as a whole where that does not."""
    found = np.zeros(len(orders), bool)
    step = max(_PAIRS // len(orders), 1)
    for start in range(0, len(shades.orders), step):
        part = slice(start, start + step)
        hits = (orders < shades.orders[part, None]) & _holds(shades.places[:, part, None], edges)
        for i in np.flatnonzero(hits.any(1)).tolist():
            path = shades.paths[start + i]
            if path is None or paints(path):
                found |= hits[i]
    return found


def _holds(places: Numbers, edges: Edges) -> Flags:
    """Whether the middle of each box lies in the place."""
    left, upper, right, lower = places
    x0, top, x1, bottom = edges
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    held: Flags = (left <= x) & (x <= right) & (upper <= y) & (y <= lower)
    return held
