"""Headings of annexes (phụ lục) behind a dispatch."""

from __future__ import annotations

import re

from extract.landmarks import ANNEX
from extract.row import Row
from extract.signing import signs

_ISSUED_WITH = re.compile(r"^\W*\(? ?(?:ban hanh |gui )?kem theo\b")


def annex_headings(rows: tuple[Row, ...], start: int = 0) -> list[int]:
    """Indexes of the headings from `start` on, without a title close under its heading: `PHỤ LỤC` over `DANH SÁCH`."""
    found = [i for i in range(start, len(rows)) if _is_heading(rows[i], rows[i + 1 : i + 4])]
    return [i for n, i in enumerate(found) if n == 0 or i - found[n - 1] > 3]


def _is_heading(row: Row, below: tuple[Row, ...]) -> bool:
    """`Phụ lục I`, `DANH SÁCH` over `(Kèm theo Công văn số …)`, `QUY CHẾ` over `(Ban hành kèm theo …)`."""
    if ANNEX.match(row.bare) and len(row.text) < 120 and not row.bare.endswith((";", ",")):
        return True
    return row.upper and not signs(row) and any(_ISSUED_WITH.match(line.bare) for line in below)
