"""Visible signatures (hình chữ ký, con dấu): can this appearance cover what lies beneath it?

Most stamps are text and images with transparency, and cannot. Only the others are worth drawing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from pyhanko.pdf_utils import generic

from signatures.document import PARSE_ERRORS
from signatures.ink import LARGE, Ink, enlargement, read_ink
from signatures.objects import Dict, entry, items
from signatures.widgets import read_box

MAX_DEPTH = 8
SOLID = 230
MOSTLY = 0.9
"""A soft mask with so many samples (0 to 255) as good as solid hides what lies beneath."""
GROWTH = 1.5
"""A form is looked into again where it is drawn so many times larger than before."""
MAX_CONTENT = 10_000_000
"""Bytes of one appearance that are searched; whoever writes more has something to cover."""
MAX_SAMPLES = 4_000_000


def can_cover(widget: Any) -> bool:
    """Whether the normal appearance of a widget paints anything opaque; unreadable appearances count as such."""
    appearance = entry(entry(widget, "/AP"), "/N")
    if appearance is None:
        return False
    try:
        return _covers(appearance, _enlarged(widget, appearance), 0, {})
    except PARSE_ERRORS:
        return True


def _enlarged(widget: Any, appearance: Any) -> float:
    """By how much a form is enlarged to fill the box of its widget; one with states by as much as may be."""
    box, own = read_box(widget), _sides(entry(appearance, "/BBox"))
    if box is None or own is None:
        return 1.0 if own is not None else LARGE
    sides = box[2] - box[0], box[3] - box[1]
    turned = any(float(part) for part in items(appearance, "/Matrix")[1:3])
    pairs = [*zip(sides, own, strict=True), *(zip(sides, reversed(own), strict=True) if turned else ())]
    return float(max(1.0, *(side / inner for side, inner in pairs)))


def _sides(box: Any) -> tuple[float, float] | None:
    try:
        x0, y0, x1, y1 = (float(edge) for edge in box)
    except PARSE_ERRORS:
        return None
    width, height = abs(x1 - x0), abs(y1 - y0)
    return (width, height) if width and height else None


def _covers(form: Any, scale: float, depth: int, seen: dict[int, float]) -> bool:
    """Each form is looked into once (`seen`), however often others draw it, and again where they enlarge it more."""
    if depth > MAX_DEPTH or scale >= LARGE:
        return True
    if scale < seen.get(id(form), 0.0) * GROWTH:
        return False
    seen[id(form)] = scale
    if not isinstance(form, generic.StreamObject):
        return isinstance(form, Dict) and any(_covers(form[key], scale, depth + 1, seen) for key in form)
    content = form.data
    ink = read_ink(content, scale) if len(content) <= MAX_CONTENT else Ink(can_cover=True)
    return ink.can_cover or _resources_cover(entry(form, "/Resources"), ink, depth, seen)


def _resources_cover(resources: Any, ink: Ink, depth: int, seen: dict[int, float]) -> bool:
    fonts, states, objects = (_values(entry(resources, key)) for key in ("/Font", "/ExtGState", "/XObject"))
    if entry(resources, "/Pattern") is not None or any(entry(font, "/Subtype") == "/Type3" for font in fonts.values()):
        return True
    if any(entry(state, "/Font") is not None or float(entry(state, "/LW", 1)) > 1 for state in states.values()):
        return True
    most = max(ink.drawn.values(), default=1.0)
    return any(_object_covers(item, ink.drawn.get(key, most), depth, seen) for key, item in objects.items())


def _values(found: Any) -> dict[bytes, Any]:
    keys = list(found) if isinstance(found, Dict) else []
    return {str(key).encode("latin-1", "replace"): entry(found, key) for key in keys}


def _object_covers(item: Any, scale: float, depth: int, seen: dict[int, float]) -> bool:
    if entry(item, "/Subtype") != "/Image":
        matrix = [float(part) for part in items(item, "/Matrix")]
        return _covers(item, scale * enlargement(matrix) if matrix else scale, depth + 1, seen)
    mask = entry(item, "/SMask")
    return mask is None or _is_solid(mask)


def _is_solid(mask: Any) -> bool:
    """Whether a soft mask lets hardly anything through; one that cannot be told counts as such."""
    size = int(entry(mask, "/Width", 0)) * int(entry(mask, "/Height", 0))
    if not isinstance(mask, generic.StreamObject) or entry(mask, "/BitsPerComponent") != 8 or size > MAX_SAMPLES:
        return True
    samples = np.frombuffer(mask.data, np.uint8)
    if len(samples) < size or entry(mask, "/Decode") is not None:
        return True
    return int(np.count_nonzero(samples[:size] >= SOLID)) > MOSTLY * size
