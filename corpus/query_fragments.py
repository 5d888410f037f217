"""Parts of a number in a query (mảnh số, ký hiệu): `3951 vpcp`, `qd 15 2020 ttg`, `thông tư 15/2020`."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.folding import fold
from corpus.lexicon import Lexicon
from corpus.provision_words import find_levels
from corpus.query import Fragment, Query
from corpus.query_rest import Rest
from corpus.query_works import TYPE, leading, take_leading
from extract.document_types import by_folded_abbreviation, by_name

YEARS = range(1945, 2101)
TYPE_NAME = re.compile(rf"\b(?:{TYPE})\b")
TYPE_BEFORE = re.compile(rf"\b(?P<type>{TYPE})\s+(?P<so>so:?\s+)?$")
NUMBER_ALONE = re.compile(r"\s*(?:cong van |van ban )?so:?\s+(?P<number>\d{1,7})\s*")
BARE_PAIR = re.compile(r"(?<![\w/.-])(?P<number>\d{1,5})/(?P<year>(?:19|20)\d\d)(?![\w/-])")
WORD = re.compile(r"(?P<minus>(?<!\S)-)?(?P<word>[^\W_]+)")
ALONE = re.compile(r"\d+(?:[\s/]+(?:19|20)\d\d)?")
LONGEST_NUMBER = 7
"""Digits; a longer run is no number of a document."""


def take_fragment(rest: Rest, query: Query, lexicon: Lexicon) -> Query:
    """Numbers and abbreviations side by side, or a number with its year (`15/2020`), perhaps after a type's name."""
    if query.reference or query.fragment:
        return query
    if only := NUMBER_ALONE.fullmatch(rest.folded):
        rest.take(0, len(rest.text))
        return replace(query, fragment=Fragment(int(only["number"])))
    levels = find_levels(rest.text, rest.folded)
    apart = [match.span() for match in TYPE_NAME.finditer(rest.folded)] + [(one.start, one.end) for one in levels]
    tokens = [match for match in WORD.finditer(rest.folded) if not match["minus"]]
    for run in _runs(rest, tokens, lexicon, apart):
        texts = [token["word"] for token in run]
        numbers = [int(text) for text in texts if is_number(text)]
        letters = [text for text in texts if not text.isdigit()]
        start, end = run[0].start(), run[-1].end()
        pair = BARE_PAIR.fullmatch(rest.folded[start:end])
        type_ = TYPE_BEFORE.search(rest.folded, 0, start)
        before = type_.start() if type_ else start
        nothing_else = not (rest.folded[:before] + rest.folded[end:]).strip()
        alone = nothing_else and ALONE.fullmatch(rest.folded[start:end]) and numbers[0] not in YEARS
        if numbers and (letters or pair or alone or (type_ and type_["so"])):
            if type_:
                letters.append(_short(type_["type"]))
            fragment = _fragment(numbers, letters)
            rest.take(before, end)
            return _with_provision(rest, query, fragment)
    return query


def _with_provision(rest: Rest, query: Query, fragment: Fragment) -> Query:
    """`khoản 2 Điều 19 qd 15 2020 ttg`: parts that make a whole number name the work whose provision is asked for."""
    if fragment.year is None or len(fragment.parts) < 2 or not leading(rest):
        return replace(query, fragment=fragment)
    types = by_folded_abbreviation()
    symbol = "-".join(sorted(fragment.parts, key=lambda part: part.lower() not in types))
    return replace(query, reference=f"{fragment.number}/{fragment.year}/{symbol}", provisions=take_leading(rest))


def _runs(
    rest: Rest, tokens: list[re.Match[str]], lexicon: Lexicon, apart: list[tuple[int, int]]
) -> list[list[re.Match[str]]]:
    """Neighbouring tokens that can be parts of a number; names of types and provisions stand apart."""
    runs: list[list[re.Match[str]]] = [[]]
    for token in tokens:
        inside = any(start <= token.start() < end for start, end in apart)
        if not inside and (is_number(token["word"]) or _is_symbol(rest.text[slice(*token.span())], lexicon)):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def is_number(word: str) -> bool:
    """Whether a word can be the number of a document, or its year."""
    return word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER


def _is_symbol(typed: str, lexicon: Lexicon) -> bool:
    """Whether a word can be part of a symbol: those have no marks but Đ, and Ư in `TƯ`; `từ` and `tư` are words."""
    plain = all(letter.isascii() or letter in "đĐðÐƯ" for letter in typed)
    return plain and fold(typed) in lexicon.symbols


def _short(name: str) -> str:
    """The abbreviation of a type, as symbols have it; else its slug, which `_fragment` takes for the type."""
    row = by_name()[" ".join(name.split())]
    return fold(row.abbreviations[0]) if row.abbreviations else row.slug


def _fragment(numbers: list[int], letters: list[str]) -> Fragment:
    """`cv` is a type no symbol shows; all else must stand in the symbol."""
    unseen = {"cv": "cong_van", "vb": None} | {row.slug: row.slug for row in by_name().values()}
    type_ = next((unseen[letter] for letter in letters if letter in unseen), None)
    parts = tuple(letter.upper() for letter in letters if letter not in unseen)
    number = next((number for number in numbers if number not in YEARS or len(numbers) == 1), numbers[0])
    return Fragment(number, year_among([other for other in numbers if other != number]), parts, type_)


def year_among(numbers: list[int]) -> int | None:
    """The first of them that is a year."""
    return next((number for number in numbers if number in YEARS), None)
