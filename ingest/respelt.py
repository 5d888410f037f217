"""Misread marks of fixed phrases put right (sửa dấu theo cụm từ): `chuyển đối` can only be `chuyển đổi`.

Even what both readers agree on is changed, as the tone above a hat is so small that both take `kiểm tra` for
`kiếm tra`; but not where a syllable belongs to its other neighbour: `điều kiện thực hiện` has no `kiến thức`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.page import Word
from ingest.phrases import Pair, Phrase, find_phrase, is_phrase, spread
from ingest.signature_block import is_common, letters_of, surnames
from ingest.unaccent import unaccent

_SURE = 0.97
"""Confidence from which a word stands, as when both readers agree on it, unless it is plain what was misread."""
_PRINTED = 1.0
"""That of a text layer."""
_TONELESS = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_EDGES = "\"'.,;:()[]{}|_~`^*-–—“”‘’/\\+"
_STOPS = ".,;:"
_BEFORE_FIGURES = {"dieu": "điều", "khoan": "khoản"}
"""What the letters of a word say where a number follows."""
_OTHERS = frozenset({"khoán"})
"""`Khoán 10` was a policy."""


def mend_phrases(words: Sequence[Word]) -> list[Word]:
    """The words of one line with the marks of fixed phrases put right; letters, case and punctuation stay."""
    line = _Line([*itertools.starmap(_numbered, pairwise(words)), *words[-1:]])
    for opening in (False, True):  # the beginning of a longer phrase when the rest of it is right
        for i, phrase in enumerate(line.phrases):
            if phrase is not None and phrase.opens == opening and not line.is_settled(i, phrase):
                line.mend(i, phrase)
    return line.words


def _numbered(word: Word, after: Word) -> Word:
    """`Điểu 5` is `Điều 5`."""
    right = _BEFORE_FIGURES.get(unaccent(word.text).lower())
    if right is None or len(word.text) != len(right):
        return word
    if word.text.lower() in (right, *_OTHERS) or word.confidence >= _PRINTED:
        return word
    return _spelt(word, word.text, right) if after.text[:1].isdigit() else word


def _spelt(word: Word, core: str, right: str) -> Word:
    """The word with its core spelt right, in the case it has."""
    mended = "".join(r.upper() if c.isupper() else r for c, r in zip(core, right, strict=True))
    return replace(word, text=word.text.replace(core, mended, 1), raw=word.raw or word.text)


class _Line:
    """The words of a line, and the phrases that each makes with the next."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self._cores = [word.text.strip(_EDGES) for word in words]
        self.phrases = [self._phrase(i) for i in range(len(words) - 1)]
        said = enumerate(self.phrases)
        self._said = [phrase is not None and phrase.is_said(self._pair(i)) for i, phrase in said]

    def _pair(self, i: int) -> Pair:
        return self._cores[i], self._cores[i + 1]

    def _phrase(self, i: int) -> Phrase | None:
        """None across a stop, and none that may be a name."""
        known = find_phrase(self._pair(i))
        if known is None or self.words[i].text.endswith(tuple(_STOPS)):
            return None
        if any(len(core) != len(right) for core, right in zip(self._pair(i), known.syllables, strict=True)):
            return None  # marks that no letter has
        return None if self._is_named(i) or (not known.opens and all(map(str.istitle, self._pair(i)))) else known

    def _is_named(self, i: int) -> bool:
        """Whether two words in capitals follow a surname, at most one word between: `NGUYỄN THỊ THỦY VÂN`."""
        return all(map(str.isupper, self._pair(i))) and any(map(self._is_surname, range(max(i - 2, 0), i)))

    def _is_surname(self, k: int) -> bool:
        """Whether most people bear it, and it is no syllable of a phrase: `VI PHẠM`."""
        core, beside = self._cores[k], self._cores[max(k - 1, 0) : k + 2]
        known = core.isupper() and is_common(core) and surnames()[letters_of(core)].upper() == core
        return known and not any(map(is_phrase, beside, beside[1:]))

    def is_settled(self, i: int, phrase: Phrase) -> bool:
        """Whether two words are spelt right, or one makes a phrase with its other neighbour; the beginning of one does
        not count."""
        before = self.phrases[i - 1] if i else None
        taken = before is not None and self._said[i - 1] and not before.opens
        goes_on = self._said[i + 1 : i + 2] == [True] and not phrase.opens
        return self._said[i] or taken or goes_on

    def mend(self, i: int, phrase: Phrase) -> None:
        """Spell two words as the phrase is, as far as they may be misread."""
        slips = phrase.slips(self._pair(i))
        if phrase.opens and slips != [0]:  # its second word is put right as the first of another
            return
        misread = self._is_misread(i, phrase, slips)
        for k in slips:
            if misread or self.words[i + k].confidence < _SURE:
                self._spell(i + k, phrase.syllables[k])

    def _is_misread(self, i: int, phrase: Phrase, slips: list[int]) -> bool:
        """Whether sure words of a scan are misread all the same: one beside another that is right, or two that lost
        tones. Two that differ otherwise are something else: `phố biển`.
        """
        if any(self.words[i + k].confidence >= _PRINTED for k in slips):
            return False
        lost = (spread(self._cores[i + k]) == spread(phrase.syllables[k]).translate(_TONELESS) for k in slips)
        return len(slips) == 1 or all(lost)

    def _spell(self, k: int, right: str) -> None:
        self.words[k] = _spelt(self.words[k], self._cores[k], right)
        self._cores[k] = self.words[k].text.strip(_EDGES)
        for i in range(max(k - 1, 0), min(k + 1, len(self.phrases))):
            phrase = self.phrases[i]
            self._said[i] = phrase is not None and phrase.is_said(self._pair(i))
