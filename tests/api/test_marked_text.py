"""The text of a file without pages, with what was read from it marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.pages.marked_text import Mark, mark_text

TEXT = "Số: 77/SNV-VP ngày 12"


def _mark(start: int, end: int, row: str = "r") -> Mark:
    return Mark(start, end, row, "field", "")


def test_marks_stand_in_their_place() -> None:
    """What was read is marked, the rest is as it was."""
    pieces = mark_text(TEXT, [_mark(19, 21, "day"), _mark(4, 13, "reference")])
    assert [(piece.text, piece.mark.row if piece.mark else None) for piece in pieces] == [
        ("Số: ", None),
        ("77/SNV-VP", "reference"),
        (" ngày ", None),
        ("12", "day"),
    ]


def test_of_two_that_overlap_the_longer_is_shown() -> None:
    """A number inside a reference is not marked again."""
    pieces = mark_text(TEXT, [_mark(4, 6, "number"), _mark(4, 13, "reference"), _mark(6, 15, "across")])
    assert [piece.mark.row for piece in pieces if piece.mark] == ["reference"]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_nothing_is_lost(spans: list[tuple[int, int]]) -> None:
    """Whatever the marks, the pieces are the text."""
    assert "".join(piece.text for piece in mark_text(TEXT, [_mark(start, end) for start, end in spans])) == TEXT
