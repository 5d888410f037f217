"""Is a word a Vietnamese syllable (âm tiết)? Judges text layers, legacy encodings and readings of the same ink.

Vietnamese writes every syllable apart, and only some 7,000 exist: onset + rhyme + tone. Text that is Vietnamese is
almost wholly made of them; mojibake and bad OCR are not.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

_ONSETS = frozenset(
    """
    b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x
    """.split()  # noqa: SIM905 - a list a page long
)
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê
    êch êm ên ênh êp êt êu êng i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan
    oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông
    ôp ôt ôông ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uôc uôi uôm uôn uông uôp
    uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươ ươc ươi ươm ươn ương ươp ươt ươu
    ưt ưu y yêm yên yêng yêt yêu ynh yt
    """.split()  # noqa: SIM905 - a list a page long
)
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_STRAY_TONE = re.compile(
    "[^aeiouy\u0302\u0306\u031b][\u0300\u0301\u0303\u0309\u0323]|[^aeou\u0323][\u0302\u0306\u031b]"
)
"""A mark on a letter that bears none, as in Ñ; the horn may stand between a vowel and its dot."""
_VOWELS = frozenset("aeiouyAEIOUYøØœŒæÆı")
_CLUSTER = re.compile(f"[^{''.join(sorted(_VOWELS))}]{{6}}")
_OWN_LETTER = re.compile("[ơưƠƯ\u1ea0-\u1ef9]")
_JAPANESE = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})
_WORD = re.compile(r"[^\W\d_]{2,}")
MANY = 1 << 24
"""More runs of letters than a page may have."""
_STOPPED = ("c", "ch", "p", "t")
_STOP_TONES = ("\u0301", "\u0323")


@functools.lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word of letters could be a Vietnamese syllable in any case: `nghiêng`, `THUỶ`, but not `tliông`."""
    spread = unicodedata.normalize("NFD", word.lower())
    if _STRAY_TONE.search(spread):
        return False
    bare = unicodedata.normalize("NFC", spread.translate(_TONES))
    tones = len(spread) - len(spread.translate(_TONES))
    if tones > 1:
        return False
    rhyme = _rhyme(bare)
    if rhyme is None:
        return False
    stopped = rhyme.endswith(_STOPPED) and not rhyme.endswith(("nh", "ng"))
    return not stopped or tones == 0 or any(tone in spread for tone in _STOP_TONES)


def _rhyme(bare: str) -> str | None:
    for length in (3, 2, 1, 0):
        onset, rhyme = bare[:length], bare[length:]
        if (not onset or onset in _ONSETS) and rhyme in _RHYMES:
            return rhyme
    return "i" if bare == "gi" else None


def is_accented(word: str) -> bool:
    """Whether it carries a Vietnamese letter or tone mark."""
    return not word.isascii()


def is_vietnamese_spelling(word: str) -> bool:
    """Whether it has a letter that no other language writes: ơ, ư, or a vowel with two marks or a dot below."""
    return _OWN_LETTER.search(word) is not None


@functools.lru_cache(maxsize=20_000)
def could_be_word(word: str) -> bool:
    """Whether a run of letters could be a word of some language: `Nachricht`, `ЗАКОН`, `中华`, but not `ZkqPx`.

    In Latin letters it has a vowel, never six letters without one, and capitals only in front or throughout.
    """
    if _is_abbreviation(word):
        return True
    spread = unicodedata.normalize("NFD", word)
    letters = [letter for letter in spread if letter.isalpha()]
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in letters}
    if scripts != {"LATIN"}:
        return len(scripts) == 1 or scripts <= _JAPANESE
    sane = word.isupper() or word[1:].islower()
    return sane and any(letter in _VOWELS for letter in letters) and not _CLUSTER.search("".join(letters))


def words_of(texts: Iterable[str]) -> list[str]:
    """The runs of two letters or more in the texts; one-letter words and figures tell nothing."""
    return [run for text in texts for run in _WORD.findall(text)]


def share_of_syllables(words: list[str]) -> float:
    """The share of words that are syllables; capitals up to five letters without accent pass as abbreviations.

    1.0 for no words at all: nothing speaks against them.
    """
    if not words:
        return 1.0
    return sum(map(_counts, words)) / len(words)


@functools.lru_cache(maxsize=20_000)
def tally_of(text: str) -> int:
    """`MANY` times the runs of letters in a text, and one more for each that `share_of_syllables` counts: one number,
    as a page adds up hundreds. Remembered, for short texts that come again and again."""
    runs = words_of([text])
    return MANY * len(runs) + sum(map(_counts, runs))


def share_of_accents(words: list[str]) -> float:
    """The share of words with an accent; about 0.75 in Vietnamese prose, near 0 elsewhere."""
    return sum(map(is_accented, words)) / len(words) if words else 0.0


@functools.lru_cache(maxsize=20_000)
def _counts(word: str) -> bool:
    return is_syllable(word) or _is_abbreviation(word)


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) <= 5 and not any(letter in "àáảãạ" for letter in word.lower())
