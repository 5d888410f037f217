"""Rows that PDFium writes into."""

import ctypes
from itertools import repeat

from ingest.rows import Rows


def _write(shift: int, number: int, row: object) -> None:
    """Stands in for a call of PDFium; of odd numbers it knows nothing."""
    if number % 2 == 0:
        ctypes.cast(row, ctypes.POINTER(ctypes.c_uint))[0] = shift + number  # type: ignore[arg-type]


def test_rows_hold_what_was_written_for_each_item_however_many_there_are() -> None:
    """What a call leaves alone is blank, also where the row was written before."""
    rows = Rows(ctypes.c_uint, 2, blank=(7, 8))
    for count in (0, 3, 1500):
        expected = [[100 + item if item % 2 == 0 else 7, 8] for item in range(count)]
        written = rows.filled(_write, range(count), repeat(100))
        assert expected == written.tolist()


def test_what_was_read_stays_when_the_rows_are_written_again() -> None:
    """Values are copied out."""
    rows = Rows(ctypes.c_uint, 1)
    first = rows.filled(_write, [2], repeat(0))
    rows.filled(_write, [4], repeat(0))
    assert first.tolist() == [[2]]
