"""`read_dispatch`: for a text known to hold one dispatch."""

from __future__ import annotations

from extract.bundle import read_dispatches
from extract.dispatch import Dispatch
from extract.text import Text, text_of_string


def read_dispatch(text: Text | str) -> Dispatch | None:
    """The dispatch of a text, the first where it holds several; None for a text without words."""
    found = read_dispatches(text_of_string(text) if isinstance(text, str) else text)
    return found[0] if found else None
