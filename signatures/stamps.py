"""Visible signatures (hình chữ ký, con dấu): can this appearance cover what lies beneath it?

Most stamps are text and images with transparency, and cannot. Only the others are worth drawing.
"""

from __future__ import annotations

import re
from typing import Any

from pyhanko.pdf_utils import generic

from signatures.document import PARSE_ERRORS
from signatures.objects import Dict, entry

MAX_DEPTH = 8
FILLS = re.compile(rb"(?<![^\s])(?:f|F|f\*|B|B\*|b|b\*|sh|BI)(?![^\s])")
ONE = rb"1(?:\.0*)?"
LIGHT_INK = re.compile(
    rb"(?<![^\s])(?:%b\s+g|%b\s+%b\s+%b\s+(?:rg|scn?)|0\s+0\s+0\s+0\s+k)(?![^\s])" % (ONE, ONE, ONE, ONE)
)


def can_cover(widget: Any) -> bool:
    """Whether the normal appearance of a widget paints anything opaque; unreadable appearances count as such."""
    appearance = entry(entry(widget, "/AP"), "/N")
    if appearance is None:
        return False
    try:
        return _covers(appearance, 0)
    except PARSE_ERRORS:
        return True


def _covers(form: Any, depth: int) -> bool:
    if depth > MAX_DEPTH:
        return True
    if not isinstance(form, generic.StreamObject):
        return isinstance(form, Dict) and any(_covers(form[key], depth + 1) for key in form)
    content = form.data
    if FILLS.search(content) or LIGHT_INK.search(content):
        return True
    resources = entry(form, "/Resources")
    return _resources_cover(resources, depth)


def _resources_cover(resources: Any, depth: int) -> bool:
    fonts = entry(resources, "/Font")
    if isinstance(fonts, Dict) and any(entry(entry(fonts, key), "/Subtype") == "/Type3" for key in fonts):
        return True
    if entry(resources, "/Pattern") is not None:
        return True
    objects = entry(resources, "/XObject")
    if not isinstance(objects, Dict):
        return False
    return any(_object_covers(entry(objects, key), depth) for key in objects)


def _object_covers(item: Any, depth: int) -> bool:
    if entry(item, "/Subtype") == "/Image":
        return entry(item, "/SMask") is None and entry(item, "/Mask") is None
    return _covers(item, depth + 1)
