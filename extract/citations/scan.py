"""The scan for anchors: the one pattern that runs over the whole shadow.

It stops at type nouns, law words, levels of provisions followed by a label, numbers with a symbol, and drafts.
Each alternative is bounded and begins at a word boundary, so the scan is linear; all parsing happens at its stops.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extract.document_types import by_folded_abbreviation, document_types
from extract.fold import fold
from extract.provision_labels import LEVELS
from extract.titles import codes

B = r"[ \n]{1,24}"
M = r"[ \n]{0,24}"


_Tree = dict[str, "_Tree"]


def tree_pattern(phrases: Mapping[str, str]) -> str:
    """One pattern for many phrases that shares their beginnings: `nghi (?:dinh|quyet)`; longest first.

    Each phrase comes with the pattern that must hold at its end.
    """
    tree: _Tree = {}
    for phrase in phrases:
        node = tree
        for char in phrase:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree, "", phrases)


def _pattern(node: _Tree, phrase: str, ends: Mapping[str, str]) -> str:
    branches = [
        (B if char == " " else re.escape(char)) + _pattern(rest, phrase + char, ends)
        for char, rest in node.items()
        if char
    ]
    if "" in node:
        branches.append(ends[phrase])
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


ACTS = {"bo luat": "bo_luat", "luat": "luat", "phap lenh": "phap_lenh", "hien phap": "hien_phap"}
TYPES = {fold(row.name): row.slug for row in document_types() if row.rank != "act" and fold(row.name) != "lenh"}
_GLUED = ("cong van", "quyet dinh", "nghi dinh", "thong tu", "to trinh", "van ban")
_RUN_TOGETHER = frozenset(name.replace(" ", "") for name in _GLUED)
TYPES |= {name.replace(" ", ""): TYPES[name] for name in _GLUED}
"""Nouns whose blank was lost: `Côngvăn số 417/…`."""
TELEGRAM = "dien"
TYPES[TELEGRAM] = "cong_dien"
"""`Điện số 48/HT`, as the police and the army write; a word of electricity elsewhere."""
RARE = {
    "lenh": "lenh",
    "menh lenh": "menh_lenh",
    "chi lenh": "chi_lenh",
    "an le": "an_le",
    "cao trang": "cao_trang",
    "khang nghi": "khang_nghi",
    "kien nghi": "kien_nghi",
    "dien mat": "cong_dien",
}
"""Nouns of documents that are verbs or common nouns elsewhere: only before a number, `Kháng nghị số 7/QĐKN-VKS`."""
TYPES |= RARE
_COMMON = frozenset(
    {"cv", "qd", "nd", "ttlt", "tt", "nq", "ct", "tb", "kh", "bc", "ttr", "vb", "vbhn", "kl", "hd", "gm", "cd"}
)
SHORT = {short: row.slug for short, row in by_folded_abbreviation().items() if short in _COMMON}
"""Abbreviations that stand for the noun in running text: `QĐ số 22/2013/QĐ-TTg`, `CV 2119`."""

_LABEL = (
    r"(?:[0-9]|[ivxlc]+[a-z]?(?![a-z])|[a-z][0-9]{0,2}(?![a-z0-9])|thu[ \n]|(?:so|tu)[ \n]+[0-9]"
    r"|tu[ \n]+[a-z][ \n]+den[ \n]|(?:nay|do)(?![a-z]))"
)
_WORD_ENDS = "(?![a-z0-9])"
_ENDS = {
    "level": f"(?={B}{_LABEL})",
    "act": _WORD_ENDS,
    "type": _WORD_ENDS,
    "glued": rf"(?={B}so{M}:?{M}[0-9])",
    "numbered": rf"(?=(?:{B}[a-z]{{1,8}}){{0,3}}{B}so{M}:?{M}[0-9])",
    "draft": _WORD_ENDS,
    "code": _WORD_ENDS,
    "short": rf"(?={M}(?:so{M}:?{M})?[0-9]|{B}(?:[a-z]{{2,8}}{B}){{1,4}}so{M}:?{M}[0-9])",
}
_BEFORE_NUMBERS = _RUN_TOGETHER | {TELEGRAM}
KINDS = (
    {level: "level" for level in LEVELS if level != "doan"}
    | {name: "glued" if name in _BEFORE_NUMBERS else "numbered" if name in RARE else "type" for name in TYPES}
    | dict.fromkeys(SHORT, "short")
    | dict.fromkeys(ACTS, "act")
    | dict.fromkeys(codes(), "code")
    | {"du thao": "draft"}
)
"""Folded phrase → what begins there."""

_NUMBER = r"[li]?[0-9][0-9ol]{0,5}(?:\.[0-9]{1,2})?[a-z]?[ \n]{0,6}[/-][ \n]{0,6}(?:[a-z]|[12][0-9oil]{3}[ \n]{0,6}/)"

_FIRST = "".join(sorted({phrase[0] for phrase in KINDS} | set("li0123456789")))

SCAN = re.compile(
    rf"\b(?=[{_FIRST}])"
    rf"(?:{tree_pattern({phrase: _ENDS[kind] for phrase, kind in KINDS.items()})}|(?P<number>{_NUMBER}))",
    re.ASCII,
)
"""Matched on the shadow; `anchor` tells what stands at a match. First letters are looked at first."""


def anchor(match: re.Match[str]) -> tuple[str, str]:
    """(kind, folded phrase) of a match of `SCAN`: (`type`, `nghi dinh`), (`number`, ``)."""
    if match.lastgroup:
        return "number", ""
    phrase = match.group()
    kind = KINDS.get(phrase)
    if kind is None:
        phrase = " ".join(phrase.split())
        kind = KINDS[phrase]
    return ("type" if kind in ("glued", "numbered") else kind), phrase
