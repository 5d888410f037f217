"""The name of a document's type as a heading (tên loại): `QUYẾT ĐỊNH`, `THÔNG BÁO`, a scan's `QUYÉT ĐỊNH`."""

from __future__ import annotations

import re

from extract.document_types import DocumentType, by_name
from extract.fold import fold
from extract.rows import Row

_NOT_HEADINGS = frozenset({"van_ban", "cong_van"})


def named_type(row: Row) -> DocumentType | None:
    """The type a heading names; the row must hold nothing else and be set in capitals (or be bold on paper)."""
    text = re.sub(r"^\W+|\W+$", "", row.text)
    if not text or row.text.rstrip().endswith(":") or not (row.upper or (_titled(text) and row.bold)):
        return None
    found = by_name().get(fold(text))
    if found is None:
        found = by_name().get(fold(text).replace(" ", " "))
    return found if found and found.slug not in _NOT_HEADINGS else None


def _titled(text: str) -> bool:
    return text[0].isupper() and len(text.split()) <= 4
