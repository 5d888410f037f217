"""Visible signatures (hình chữ ký, con dấu): can this appearance cover what lies beneath it?

Most stamps are text and images with transparency, and cannot. Only the others are worth drawing.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from pyhanko.pdf_utils import generic

from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry

MAX_DEPTH = 8
FILLS = re.compile(rb"(?<![^\s])(?:f|F|f\*|B|B\*|b|b\*|sh|BI)(?![^\s])")
LIGHT = rb"(?:1(?:\.0*)?|0?\.[6-9]\d*)"
FAINT = rb"(?:0(?:\.0*)?|0?\.[0-3]\d*)"
LIGHT_INK = re.compile(
    rb"(?<![^\s])(?:%b\s+(?:[gG]|scn?|SCN?)|%b\s+%b\s+%b\s+(?:rg|RG|scn?|SCN?)|%b\s+%b\s+%b\s+%b\s+[kK])(?![^\s])"
    % (LIGHT, LIGHT, LIGHT, LIGHT, FAINT, FAINT, FAINT, FAINT)
)
"""Ink so light that thick strokes or letters of it pass for paper."""
THICK = re.compile(rb"(?<![^\s])(?:[6-9]|\d{2,})(?:\.\d*)?\s+w(?![^\s])")
SOLID = 230
MOSTLY = 0.9
"""A soft mask with so many samples (0 to 255) as good as solid hides what lies beneath."""
MAX_CONTENT = 10_000_000
"""Bytes of one appearance that are searched; whoever writes more has something to cover."""
MAX_SAMPLES = 4_000_000


def can_cover(widget: Any) -> bool:
    """Whether the normal appearance of a widget paints anything opaque; unreadable appearances count as such."""
    appearance = entry(entry(widget, "/AP"), "/N")
    if appearance is None:
        return False
    try:
        return _covers(appearance, 0, set())
    except PARSE_ERRORS:
        return True


def _covers(form: Any, depth: int, seen: set[int]) -> bool:
    """Each form is looked into once (`seen`), however often others draw it."""
    if depth > MAX_DEPTH:
        return True
    if id(form) in seen:
        return False
    seen.add(id(form))
    if not isinstance(form, generic.StreamObject):
        return isinstance(form, Dict) and any(_covers(form[key], depth + 1, seen) for key in form)
    content = form.data
    if len(content) > MAX_CONTENT or any(pattern.search(content) for pattern in (FILLS, LIGHT_INK, THICK)):
        return True
    resources = entry(form, "/Resources")
    return _resources_cover(resources, depth, seen)


def _resources_cover(resources: Any, depth: int, seen: set[int]) -> bool:
    fonts = entry(resources, "/Font")
    if isinstance(fonts, Dict) and any(entry(entry(fonts, key), "/Subtype") == "/Type3" for key in fonts):
        return True
    if entry(resources, "/Pattern") is not None:
        return True
    objects = entry(resources, "/XObject")
    if not isinstance(objects, Dict):
        return False
    return any(_object_covers(entry(objects, key), depth, seen) for key in objects)


def _object_covers(item: Any, depth: int, seen: set[int]) -> bool:
    if entry(item, "/Subtype") != "/Image":
        return _covers(item, depth + 1, seen)
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
