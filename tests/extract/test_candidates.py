"""Candidates for a number or day that was not read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from extract.bundle import read_dispatches
from extract.candidates import offer_candidates
from extract.text import text_of_string
from tests.extract.dispatches import BUNDLE, COMMUNE

BLANK = COMMUNE.replace("Số: 45/UBND-VX", "Số:      /UBND-VX").replace("ngày 05 tháng 3", "ngày     tháng 3")


def test_the_file_name_and_the_signature_offer_candidates() -> None:
    """Offered beside the fields, which stay empty."""
    (dispatch,) = read_dispatches(text_of_string(BLANK))
    signed = datetime(2024, 3, 5, 9, 30, tzinfo=timezone(timedelta(hours=7)))
    offered = offer_candidates(dispatch, file_name="xa_45_UBND-VX_20240305.pdf", signed_at=signed)
    assert offered.fields.reference is None
    assert [(c.field, c.value) for c in offered.candidates] == [
        ("issued_on", "2024-03-05"),
        ("reference", "45/UBND-VX"),
    ]


def test_a_dispatch_of_the_bundle_that_cites_it_offers_its_number() -> None:
    """The covering dispatch names number and day of what it sends."""
    content = BUNDLE.replace("Số: 95/HTQTCT-HT\nV/v", "Số:     /HTQTCT-HT\nV/v")
    read = read_dispatches(text_of_string(content))
    assert read[1].fields.reference is None
    assert "95/HTQTCT-HT" in [candidate.value for candidate in read[1].candidates]


def test_what_was_read_needs_no_candidate() -> None:
    """Nothing is offered beside a read number and day."""
    (dispatch,) = read_dispatches(text_of_string(COMMUNE))
    assert offer_candidates(dispatch, file_name="99_UBND-VX_20200101.pdf").candidates == ()
