"""What stands around an abstract (trích yếu) and is none of it: `V/v`, `Về việc`, what scans make of them; quotes."""

from __future__ import annotations

import re

from extract.row import Row

BROKEN = re.compile(r"viec\b ?:? ?")
"""`VỀ | VIỆC CÔNG NHẬN …`: the words before an abstract, broken by a narrow cell."""
_PREFIX = re.compile(r"^\W{0,3}(?:v ?/ ?v|ve ?viec|v\W?v)\b ?[:;.,]? ?|^\W{0,3}(?:v/v) ?")
_LOOSE_PREFIX = re.compile(r"^\W{0,3}(?:(?:v[eaoi]?|va|vo|e) vi[eo]c |v/ (?=[a-z])|v[il1t]v )")
_OPENING, _CLOSING = ("“", '"'), ("”", '"')


def introduced(row: Row) -> int:
    """Where the abstract begins in its first row, behind what introduces it."""
    prefix = _PREFIX.match(row.bare) or _LOOSE_PREFIX.match(row.bare) or _half_covered(row)
    return prefix.end() if prefix else 0


def _half_covered(row: Row) -> re.Match[str] | None:
    """`việc trả lời …` on a scan: a stamp covers the word before; abstracts that begin so do so in no other way."""
    scanned = any(word.source == "ocr" for word in row.words)
    return BROKEN.match(row.bare) if scanned and row.text.startswith("v") else None


def unquoted(value: str) -> str:
    """The abstract without the quotation marks that some set around all of it."""
    opened, closed = value[:1] in _OPENING, value[-1:] in _CLOSING
    if closed and not opened and sum(value.count(mark) for mark in '“"”') == 1:
        return value[:-1].rstrip()  # the opening one stood before `Về việc`
    inner = value[1:-1]
    return inner.strip() if opened and closed and not any(mark in inner for mark in '“”"') else value
