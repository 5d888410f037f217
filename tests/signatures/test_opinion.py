"""A second reader tells a page by what it draws: also by the pictures on it, of the same size at the same place."""

from __future__ import annotations

import pytest

from signatures.document import open_pdf
from signatures.opinion import pages_that_differ
from tests.signatures.rich import OBJECTS, rich_pdf
from tests.signatures.updates import append_update, stream

ENTRIES = b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 "
IN_FORM = b"q 100 0 0 100 0 0 cm /Im1 Do Q"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /Im1 12 0 R >> >> "


@pytest.mark.parametrize("prepared", [{}, {14: stream(IN_FORM, FORM), 6: stream(b"/Fm1 Do")}], ids=["page", "form"])
def test_a_swapped_picture_is_seen(prepared: dict[int, bytes]) -> None:
    """On the page or in a form drawn on it; on the page before, nothing changed."""
    signed = append_update(rich_pdf(), prepared)
    other = append_update(signed, {12: stream(b"\x80\x60\x40\x20", ENTRIES + b"/SMask 13 0 R ")})
    same = append_update(signed, {12: OBJECTS[12]})
    assert pages_that_differ(open_pdf(other), len(signed), 10) == (1,)
    assert pages_that_differ(open_pdf(same), len(signed), 10) == ()
