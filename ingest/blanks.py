"""Blanks left to be filled in (chỗ trống): between `Số:` and `/QĐ-UBND`, between `ngày` and `tháng`."""

from __future__ import annotations

import re

from extract.page import Word
from ingest.unaccent import unaccent

_NUMBER_BEFORE = re.compile(r"(?:so\s*)?:|so", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"[/-][A-ZĐ]|/\d{4}/")
_DATE = {("ngay", "thang"), ("thang", "nam")}


def is_blank_to_fill(before: Word, after: Word) -> bool:
    """Whether a figure belongs between two neighbours of a line, however wide the gap is."""
    left = before.text
    if left[-1] not in ":yYgGôốÔỐoO":
        return False
    left, right = unaccent(left).lower(), unaccent(after.text).lower()
    return (left, right) in _DATE or bool(_NUMBER_BEFORE.fullmatch(left) and _NUMBER_AFTER.match(after.text))
