"""What a page draws after its own objects (phần vẽ thêm sau trang): each annotation became a form, which may hold
forms.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.annotations import count_objects
from ingest.lean import (
    is_see_through,
    kind_of_object,
    number_of,
    object_of_form,
    object_of_page,
    objects_of_form,
    pointer_to,
)

_MAXIMUM = 2000
"""Objects of a page, or of one form, beyond which none is looked at."""
_DEPTH = 8
"""Forms within forms."""


def texts_drawn_after(page: pdfium.PdfPage, own: int) -> frozenset[int]:
    """The text objects of a page that came from its annotations: all that follow its `own` objects."""
    return frozenset(item for item, _ in _after(page, own) if kind_of_object(item) == raw.FPDF_PAGEOBJ_TEXT)


def blends(page: pdfium.PdfPage) -> bool:
    """Whether something on the page mixes with what lies beneath, as far as can be told; a group may."""
    return count_objects(page) > _MAXIMUM or any(
        is_see_through(item) or (kind_of_object(item) == raw.FPDF_PAGEOBJ_FORM and _is_too_much(item, depth))
        for item, depth in _after(page, 0)
    )


def _after(page: pdfium.PdfPage, own: int) -> Iterator[tuple[int, int]]:
    """Objects that follow the first `own`, and those in forms among them; each with how many forms it is in."""
    handle = pointer_to(number_of(page.raw))
    waiting = [(object_of_page(handle, index), 0) for index in range(own, min(count_objects(page), own + _MAXIMUM))]
    while waiting:
        item, depth = waiting.pop()
        yield item, depth
        if kind_of_object(item) == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = min(objects_of_form(item), _MAXIMUM)
            waiting += ((object_of_form(item, index), depth + 1) for index in range(inner))


def _is_too_much(form: int, depth: int) -> bool:
    return depth >= _DEPTH or objects_of_form(form) > _MAXIMUM
