"""The scan for anchors: the one pattern that runs over the whole shadow.

It stops at type nouns, law words, levels of provisions followed by a label, numbers with a symbol, and drafts.
Each alternative is bounded and begins at a word boundary, so the scan is linear; all parsing happens at its stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.document_types import by_folded_abbreviation, document_types
from extract.fold import fold

B = r"[ \n]{1,24}"
M = r"[ \n]{0,24}"


def tree_pattern(phrases: Iterable[str]) -> str:
    """One pattern for many phrases that shares their beginnings: `nghi (?:dinh|quyet)`; longest first."""
    tree: _Tree = {}
    for phrase in phrases:
        node = tree
        for char in phrase:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree)


_Tree = dict[str, "_Tree"]


def _pattern(node: _Tree) -> str:
    branches = [(B if char == " " else re.escape(char)) + _pattern(rest) for char, rest in node.items() if char]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{inner})?" if "" in node else inner


ACTS = {"bo luat": "bo_luat", "luat": "luat", "phap lenh": "phap_lenh", "hien phap": "hien_phap"}
TYPES = {fold(row.name): row.slug for row in document_types() if row.rank != "act" and fold(row.name) != "lenh"}
SHORT = {
    short: row.slug
    for short, row in by_folded_abbreviation().items()
    if short in ("cv", "qd", "nd", "ttlt", "tt", "nq", "ct", "tb", "kh", "bc", "ttr", "vb", "kl", "hd", "gm", "cd")
}
"""Abbreviations that stand for the noun in running text: `QĐ số 22/2013/QĐ-TTg`, `CV 2119`."""

_LABEL = (
    r"(?:[0-9]|[ivxlc]+[a-z]?(?![a-z])|[a-z][0-9]{0,2}(?![a-z0-9])|thu[ \n]|so[ \n]+[0-9]|nay(?![a-z])|do(?![a-z]))"
)
_LEVELS = (
    "(?:"
    + tree_pattern(
        [
            "dieu",
            "khoan",
            "diem",
            "tiet",
            "tieu muc",
            "muc",
            "chuong",
            "phan",
            "phu luc",
            "mau",
            "bieu mau",
            "mau bieu",
            "gach dau dong",
        ]
    )
    + ")"
)
_NUMBER = r"[li]?[0-9][0-9ol]{0,5}(?:\.[0-9]{1,2})?[a-z]?[ \n]{0,6}[/-][ \n]{0,6}(?:[a-z]|[12][0-9oil]{3}[ \n]{0,6}/)"

SCAN = re.compile(
    rf"\b(?:(?P<number>(?=[0-9li]){_NUMBER})"
    rf"|(?P<draft>du{B}thao(?![a-z]))"
    rf"|(?P<level>(?:(?:cac|tu){B})?{_LEVELS}(?={B}{_LABEL}))"
    rf"|(?P<act>(?:bo{B})?luat(?![a-z])|phap{B}lenh(?![a-z])|hien{B}phap(?![a-z]))"
    rf"|(?P<type>(?:{tree_pattern(TYPES)})(?![a-z0-9]))"
    rf"|(?P<short>(?:{tree_pattern(SHORT)})(?={M}(?:so{M}:?{M})?[0-9]))"
    rf")"
)
"""Group names tell what begins here; matched on the shadow."""
