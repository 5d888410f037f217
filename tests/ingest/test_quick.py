"""Words made quickly are the same as words made slowly."""

from __future__ import annotations

import pickle
from dataclasses import fields

from extract.page import Box, Word
from ingest.quick import make_box, make_word
from ingest.style import Font, Style

STYLE = Style(Font("Times", True, False), 13.0, None)


def test_the_values_are_equal() -> None:
    """Field by field, hash by hash, and after a journey between processes."""
    quick = make_word("Số", make_box(1.0, 2.0, 3.0, 4.0), STYLE, "stamp", "white", "So")
    slow = Word("Số", Box(1.0, 2.0, 3.0, 4.0), "Times", 13.0, True, False, 1.0, "stamp", "white", "So")
    assert quick == slow
    assert hash(quick) == hash(slow)
    assert pickle.loads(pickle.dumps(quick)) == slow


def test_no_field_is_forgotten() -> None:
    """A field added to either type must be set here, too."""
    assert [field.name for field in fields(Box)] == ["x0", "top", "x1", "bottom"]
    word = make_word("a", make_box(0, 0, 1, 1), STYLE, "text_layer", None, None)
    assert all(hasattr(word, field.name) for field in fields(Word))
