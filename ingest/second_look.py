"""Figures written into a stamp (số đến, ngày đến), kept only as far as a recogniser of handwriting gives them, too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.page import Word
from ingest.handwriting import hand_reader
from ingest.raster import Pixels

_TAKEN = 0.7
"""Confidence of what two framings gave, and the first reader did not."""
_FIGURES = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}|\d{1,6}")


def look_again(words: Sequence[Word], framings: Sequence[Pixels]) -> list[Word]:
    """The words of a stamp's line; its figures where one framing gives the same, else what two give, else none."""
    read = _last(" ".join(word.text for word in words))
    if read is None:
        return list(words)
    seen = ["".join(glyph.text for glyph in hand_reader().read(picture)) for picture in framings]
    found = [figures for text in seen if (figures := _last(text))]
    if _bare(read) in map(_bare, found):
        return list(words)
    votes = Counter(found).most_common(1)
    labels = [replace(word, text=label) for word in words if (label := re.sub(r"\d.*", "", word.text))]
    if not votes or votes[0][1] < 2:
        return labels
    return [*labels, replace(words[-1], text=votes[0][0], confidence=_TAKEN, raw=words[-1].text)]


def _last(text: str) -> str | None:
    found = _FIGURES.findall(text)
    return found[-1].replace(" ", "") if found else None


def _bare(figures: str) -> str:
    return "".join(filter(str.isdigit, figures))
