"""The arrival stamp kept apart from the dispatch's own number."""

from __future__ import annotations

from datetime import date

import pytest

from extract.bundle import read_dispatches
from extract.dispatch import ArrivalStamp
from extract.text import text_of_string
from tests.extract import dispatches


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # set in lines of its own
        (dispatches.STAMPED, ArrivalStamp("Sở Lao động - TBXH", "733", date(2021, 5, 13))),
        # the upright word ĐẾN read as three lines, one of them with `Kính gửi:`
        (dispatches.UPRIGHT, ArrivalStamp("UBND tỉnh Bến Tre", "77", date(2020, 1, 3))),
    ],
)
def test_arrival_stamp(content: str, expected: ArrivalStamp) -> None:
    """Office, number and day of arrival."""
    (dispatch,) = read_dispatches(text_of_string(content))
    assert dispatch.fields.arrival_stamp is not None
    assert expected == dispatch.fields.arrival_stamp.value


def test_a_dispatch_without_a_stamp_has_none() -> None:
    """Dates and numbers of the head are no stamp."""
    (dispatch,) = read_dispatches(text_of_string(dispatches.COMMUNE))
    assert dispatch.fields.arrival_stamp is None
