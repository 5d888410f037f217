"""Fixed phrases (cụm từ cố định) that put misread marks right: `chuyển đối` can only be `chuyển đổi`.

Two syllables that are written one way only, once their letters are known; phrases whose letters others
may share (`tự do` and `từ đó`) are not in the list.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

from extract.page import Word
from ingest.unaccent import unaccent

_SURE = 0.97
"""Confidence from which a word stands, as when both readers agree on it."""
_EDGES = "\"'.,;:()[]{}|_~`^*-–—“”‘’/\\+"


@functools.cache
def _phrases() -> dict[tuple[str, str], tuple[str, str]]:
    text = files("ingest").joinpath("data/phrases.csv").read_text("utf-8")
    pairs = (row["phrase"].split(" ") for row in csv.DictReader(text.splitlines()))
    return {(unaccent(first), unaccent(second)): (first, second) for first, second in pairs}


def mend_phrases(words: Sequence[Word]) -> list[Word]:
    """The words of one line with the marks of fixed phrases put right; letters, case and punctuation stay."""
    out = list(words)
    cores = [word.text.strip(_EDGES) for word in out]
    bare = [unaccent(core).lower() for core in cores]
    for i in range(len(out) - 1):
        known = _phrases().get((bare[i], bare[i + 1]))
        if known is None or (out[i].text[-1:] in ".;:" and cores[i]):
            continue
        for k, right in zip((i, i + 1), known, strict=True):
            if cores[k].lower() != right and out[k].confidence < _SURE:
                mended = "".join(r.upper() if c.isupper() else r for c, r in zip(cores[k], right, strict=True))
                out[k] = replace(out[k], text=out[k].text.replace(cores[k], mended, 1), raw=out[k].raw or out[k].text)
                cores[k] = mended
    return out
