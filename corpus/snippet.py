"""Snippets (đoạn trích): the stretch of a text that shows why it was found, with the words marked."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from corpus.folding import compose, fold, words
from corpus.hit import Snippet
from extract.span import Span

WIDTH = 240
"""Code points of a snippet, about three lines of a list."""
MOST = 100
"""Occurrences looked at; a text that repeats a word more often shows it well enough by then."""
APART = r"[^a-z0-9]+"


def make_pattern(wanted: Sequence[str]) -> re.Pattern[str] | None:
    """What finds the words and phrases in a folded text; made once for a page of hits. None: there are none."""
    patterns = {APART.join(map(re.escape, words(fold(word)))) for word in wanted}
    joined = "|".join(sorted(filter(None, patterns), key=len, reverse=True))
    return re.compile(rf"(?<![a-z0-9])(?:{joined})(?![a-z0-9])") if joined else None


def typed_marks(wanted: Sequence[str]) -> dict[str, frozenset[str]]:
    """Folded word → how it was typed, of words typed with marks: who types `số` does not look for `sở`."""
    found: dict[str, set[str]] = {}
    for word in (word for text in wanted for word in words(compose(text).lower())):
        found.setdefault(fold(word), set()).add(word)
    return {folded: frozenset(typed) for folded, typed in found.items() if folded not in typed}


def make_snippet(
    text: str,
    wanted: re.Pattern[str] | None,
    *,
    typed: Mapping[str, frozenset[str]] = MappingProxyType({}),
    start: int = 0,
    first_page: int = 1,
    page_starts: Sequence[int] = (),
) -> Snippet:
    """The densest window of `text` around what `make_pattern` looks for; its beginning if nothing occurs.

    Where words as they were typed occur (`typed`, of `typed_marks`), only those count.
    `start` is where the text begins in its file: the snippet's span counts from the file's beginning.
    """
    found = _occurrences(text, wanted) if wanted else []
    found = [span for span in found if _as_typed(text[span.start : span.end], typed)] or found
    begin, end = _window(text, found)
    marks = tuple(
        Span(span.start - begin, span.end - begin) for span in found if begin <= span.start and span.end <= end
    )
    at = marks[0].start + begin if marks else begin
    page = first_page + max(bisect_right(page_starts, at) - 1, 0) if page_starts else None
    return Snippet(text[begin:end], Span(start + begin, start + end), marks, page)


def _as_typed(shown: str, typed: Mapping[str, frozenset[str]]) -> bool:
    return all(word in typed.get(fold(word), (word,)) for word in words(compose(shown).lower()))


def _occurrences(text: str, wanted: re.Pattern[str]) -> list[Span]:
    """Where the words occur, in order."""
    places = _places(text)
    spans = (match.span() for match in islice(wanted.finditer(fold(text)), MOST))
    return [Span(places[begin], places[end]) if places else Span(begin, end) for begin, end in spans]


def _places(text: str) -> list[int] | None:
    """Offset in the text of each code point of its NFC form; None where they are the same."""
    if unicodedata.is_normalized("NFC", text):
        return None
    places, at = [], 0
    for cluster in re.findall(r"[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", text):
        places += [at] * len(compose(cluster))
        at += len(cluster)
    return [*places, at]


def _window(text: str, found: Sequence[Span]) -> tuple[int, int]:
    """The stretch with most different words, then most words, from a word's beginning to a word's end."""
    if not found:
        return 0, _word_end(text, min(len(text), WIDTH))
    names = [text[span.start : span.end].lower() for span in found]
    inside: Counter[str] = Counter()
    best, best_end, best_score, last = 0, 0, (0, 0), 0
    for first, span in enumerate(found):
        while last < len(found) and (last <= first or found[last].end - span.start <= WIDTH):
            inside[names[last]] += 1
            last += 1
        score = (len(inside), last - first)
        if score > best_score:
            best, best_end, best_score = first, found[last - 1].end, score
        inside[names[first]] -= 1
        if not inside[names[first]]:
            del inside[names[first]]
    lead = max(min(WIDTH // 4, WIDTH - (best_end - found[best].start)), 0)
    begin = max(found[best].start - lead, 0)
    while begin > 0 and begin > found[best].start - WIDTH // 2 and not text[begin - 1].isspace():
        begin -= 1
    return begin, _word_end(text, min(len(text), max(begin + WIDTH, best_end)))


def _word_end(text: str, end: int) -> int:
    limit = min(len(text), end + 40)
    while end < limit and not text[end].isspace():
        end += 1
    return end
