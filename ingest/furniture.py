"""Page furniture (số trang, tiêu đề chạy): page numbers and running heads, shown but no part of the dispatch."""

from __future__ import annotations

import re

from ingest.unaccent import unaccent

_NUMBER = re.compile(r"(?:trang\s*)?[-–—.\s]*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.IGNORECASE)
"""`2`, `- 2 -`, `Trang 2/5`"""
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?cong bao\s*/?\s*so\b.{0,60}", re.IGNORECASE)
"""`CÔNG BÁO/Số 659 + 660/Ngày 10-8-2022 95`: the running head of the Official Gazette"""

_OPENING = "0123456789cC"


def is_furniture(line: str) -> bool:
    """Whether a line at the edge of a page is its number or running head."""
    line = line.strip()
    return bool(_NUMBER.fullmatch(line) or (line[:1] in _OPENING and _GAZETTE.fullmatch(unaccent(line))))
