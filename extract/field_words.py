"""Words by which fields are told (từ khoá): purposes, duties, labels; `data/field_words.csv`, matched in bare form."""

from __future__ import annotations

import re
from functools import cache

from extract.fold import fold
from extract.tables import table


@cache
def any_of(name: str) -> str:
    """A pattern for any word of a list, the longest first, to stand in a group; KeyError for an unknown list."""
    words = {fold(row["words"]) for row in table("field_words") if row["list"] == name}
    if not words:
        raise KeyError(name)
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda word: (-len(word), word)))
