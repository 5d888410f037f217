"""Words made quickly are the same as words made slowly."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

from extract.page import Box, Word
from ingest.quick import make_box, make_words
from ingest.style import UNKNOWN, Font, Style

BOLD = Style(Font("Times", True, False), 13.0, None)
EDGES = ([1.0, 5.0], [2.0, 6.0], [3.0, 7.0], [4.0, 8.0])


def test_the_values_are_equal() -> None:
    """Field by field, hash by hash, and after a journey between processes."""
    columns = [BOLD, UNKNOWN], ["stamp", "text_layer"], ["white", None], ["So", None]
    quick = make_words(["Số", "30"], EDGES, *columns)
    slow = (
        Word("Số", Box(1.0, 2.0, 3.0, 4.0), "Times", 13.0, True, False, 1.0, "stamp", "white", "So"),
        Word("30", Box(5.0, 6.0, 7.0, 8.0), None, 0.0),
    )
    assert quick == slow
    assert [type(word) for word in quick] == [Word, Word]
    assert hash(quick) == hash(slow)
    assert pickle.loads(pickle.dumps(quick)) == slow
    assert make_box(1.0, 2.0, 3.0, 4.0) == Box(1.0, 2.0, 3.0, 4.0)


def test_they_cannot_be_changed() -> None:
    """Once made, they are as frozen as any."""
    word = make_words(["a"], ([0], [0], [1], [1]), [BOLD], ["text_layer"], [None], [None])[0]
    with pytest.raises(FrozenInstanceError):
        word.text = "b"  # type: ignore[misc]


def test_no_field_is_forgotten() -> None:
    """A field added to either type must be set here, too."""
    assert [field.name for field in fields(Box)] == ["x0", "top", "x1", "bottom"]
    word = make_words(["a"], ([0], [0], [1], [1]), [BOLD], ["text_layer"], [None], [None])[0]
    assert all(hasattr(word, field.name) for field in fields(Word))
