"""The letter ư that became a hyphen (chữ ư bị đổi thành gạch nối): TCVN3 keeps it where Windows has the soft hyphen,
and PDF's WinAnsiEncoding says that this byte is a hyphen: `đ-ợc`, `đầu t-`.

Only where it makes a syllable of what was none: `Ba-na`, `7593/VPCP-KSTT` and bullets keep theirs.
"""

from __future__ import annotations

import itertools
import re

from ingest.syllables import is_syllable

_CHAIN = re.compile(r"(?<![^\W_])[^\W\d_]*(?:-[^\W\d_]*)+(?![^\W_])")
"""Letters with hyphens, and no figure beside them."""
_STOPS = ("c", "p", "t")
_MOST = 4
"""Hyphens of a chain that are tried; longer ones are rules across the page."""


def restore_horns(text: str) -> str:
    """The text with ư for every hyphen that must be one."""
    return _CHAIN.sub(lambda found: _restored(found[0]), text) if "-" in text else text


def _restored(chain: str) -> str:
    links = chain.split("-")
    if not any(links) or len(links) > _MOST + 1:
        return chain
    if chain.isupper() and max(map(len, links)) == 1:  # sections and grades: `B-A`
        return chain
    tried = itertools.product("-\0", repeat=len(links) - 1)
    spelt = ["".join(itertools.chain(*zip(links, (*signs, ""), strict=True))) for signs in tried]
    best = min(spelt, key=_cost)
    return best.replace("\0", "Ư" if chain.isupper() and sum(map(len, links)) > 1 else "ư")


def _may_be(part: str) -> bool:
    """Whether a syllable that is made up may be one: those that end in a stop have a tone, so `C-C` is a section."""
    return is_syllable(part) and not (part.lower().endswith(_STOPS) and part.lower()[-2:-1] == "ư")


def _cost(spelt: str) -> tuple[int, int]:
    """Parts between hyphens that are no syllables; then the letters made up. None may be made up in vain."""
    parts = [part.replace("\0", "ư") for part in spelt.split("-")]
    bad = sum(not is_syllable(part) for part in parts)
    vain = sum("\0" in part and not _may_be(part.replace("\0", "ư")) for part in spelt.split("-"))
    return bad + 100 * vain, spelt.count("\0")
