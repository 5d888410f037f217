"""The query language (câu tìm kiếm), read before it is run.

báo cáo phòng cháy            all words, with or without diacritics; exact diacritics come first
"phòng cháy chữa cháy" -rừng  a phrase; a word left out
3951 vpcp · qd 15 2020 ttg    a number by fragments; also `thông tư 15/2020`
15/2020/QĐ-TTg                a number in full; `khoản 2 Điều 19 15/2020/QĐ-TTg`, `k2 đ19 …`: who cites that provision
Điều 12 Luật Dược 2016        the same by title
tháng 5/2020 · từ 01/05/2020 đến 30/06/2020 · 2020
cơ quan: Bộ Y tế; loại: thông báo; năm: 2020; chữ ký: hợp lệ; viện dẫn: 15/2020/QĐ-TTg
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from corpus.folding import compose, fold, name_key, words
from corpus.lexicon import (
    FIELDS,
    LEVEL_NAMES,
    SECRECIES,
    SIGNATURES,
    TITLE_YEAR,
    URGENCIES,
    FieldName,
    Lexicon,
    standard_lexicon,
    type_of_name,
)
from corpus.period import Period, find_period, read_period
from corpus.provision_words import ABBREVIATED, Level, find_levels, one_path
from corpus.query import Filters, Fragment, Query
from corpus.reference import reference_key
from corpus.refusals import InvalidQuery
from extract.document_types import by_folded_abbreviation, by_name

MAX_LENGTH = 1000
YEARS = range(1945, 2101)
NAME = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in FIELDS), key=len, reverse=True))
FIELD = re.compile(rf"(?<![\w-])(?P<name>{NAME}|[a-z_]+(?=:\S))\s*:(?!//)\s*")
PHRASE = re.compile(r'(?P<minus>(?<!\S)-)?"(?P<words>[^"]*)"')
IN_FULL = r"\d{1,6}[a-z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[a-z&][\w&.]*(?:[/-][a-z&][\w&.]*)*(?![\w/])"
REFERENCE = re.compile(rf"(?<![\w/.-]){IN_FULL}")
LEFT_OUT = re.compile(rf"(?<!\S)-(?P<reference>{IN_FULL})")
TYPE = "|".join(sorted((name.replace(" ", r"\s+") for name in by_name()), key=len, reverse=True))
TYPE_NAME = re.compile(rf"\b(?:{TYPE})\b")
TYPE_BEFORE = re.compile(rf"\b(?P<type>{TYPE})\s+(?P<so>so:?\s+)?$")
SHORT = "|".join(re.escape(name) for name in by_folded_abbreviation())
NOUN = re.compile(rf"(?:\b(?:cua|tai|theo|so:?|van ban|{TYPE}|{SHORT})\s+)+$")
NUMBER_ALONE = re.compile(r"\s*(?:cong van |van ban )?so:?\s+(?P<number>\d{1,7})\s*")
BARE_PAIR = re.compile(r"(?<![\w/.-])(?P<number>\d{1,5})/(?P<year>(?:19|20)\d\d)(?![\w/-])")
WORD = re.compile(r"(?P<minus>(?<!\S)-)?(?P<word>[^\W_]+)")
OF = re.compile(r"\s*(?:cua\s+)?")
ALONE = re.compile(r"\d+(?:[\s/]+(?:19|20)\d\d)?")
BARE_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
LONGEST_NUMBER = 7
"""Digits; a longer run is no number of a document."""


def parse_query(text: str, lexicon: Lexicon | None = None) -> Query:
    """Read a query; `InvalidQuery` says, in both languages and with the place, what cannot be understood."""
    composed = compose(text)
    if len(composed) > MAX_LENGTH:
        raise InvalidQuery(f"câu quá dài (tối đa {MAX_LENGTH} ký tự) / the query is too long", MAX_LENGTH)
    folded = fold(composed)
    plain = "".join('"' if quote == '"' else typed for typed, quote in zip(composed, folded, strict=True))
    rest = _Rest(plain, folded)
    if rest.folded.count('"') % 2:
        raise InvalidQuery('thiếu dấu " đóng / a closing " is missing', rest.folded.rindex('"'))
    query = Query(text)
    query = _take_fields(rest, query)
    query = _take_phrases(rest, query)
    query = _take_reference(rest, query)
    query = _take_title(rest, query, lexicon or standard_lexicon())
    query = _take_period(rest, query)
    query = _take_fragment(rest, query, lexicon or standard_lexicon())
    query = _take_words(rest, query)
    if composed.strip() and query == Query(text):
        raise InvalidQuery("không có chữ hay số nào để tìm / there is no letter or number to look for", 0)
    if query.without and not (query.has_words or query.reference or query.fragment or query.filters != Filters()):
        raise InvalidQuery("chỉ có phần loại trừ / there is nothing but what to leave out", 0)
    return query


class _Rest:
    """What of the query is not yet understood: taken stretches become blanks, offsets stay."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded

    def take(self, start: int, end: int) -> str:
        """Blank a stretch out and give its text as typed."""
        taken = self.text[start:end]
        blank = " " * (end - start)
        self.text = self.text[:start] + blank + self.text[end:]
        self.folded = self.folded[:start] + blank + self.folded[end:]
        return taken


def _take_fields(rest: _Rest, query: Query) -> Query:
    """`name: value`; a value ends at the next field, at `;`, or with its quotes; one-word values after one word."""
    quoted = [match.span() for match in PHRASE.finditer(rest.folded)]
    found = [m for m in FIELD.finditer(rest.folded) if not any(a < m.start() < b for a, b in quoted)]
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(rest.text)
        name = " ".join(match["name"].split())
        if name not in FIELDS:
            close = get_close_matches(name, FIELDS, 1)
            hint = f" ({close[0]}?)" if close else ""
            raise InvalidQuery(f"không có trường “{name}”{hint} / there is no field “{name}”{hint}", match.start())
        last = _value_end(rest.folded, match.end(), end, FIELDS[name])
        value = rest.take(match.start(), last)[match.end() - match.start() :].strip().strip('";').strip()
        if not value:
            raise InvalidQuery(f"trường “{name}” chưa có giá trị / the field “{name}” has no value", match.end())
        query = _set_field(query, FIELDS[name], value, match.end())
    return query


def _value_end(folded: str, start: int, end: int, name: FieldName) -> int:
    if folded[start : start + 1] == '"':
        return folded.find('"', start + 1) + 1 or end
    if name in ("year", "symbol"):
        match = re.compile(r"\S+").match(folded, start)
        return match.end() if match else start
    if name == "type":
        return _longest(folded, start, end, type_of_name)
    for name_of, table in (("signature", SIGNATURES), ("urgency", URGENCIES), ("secrecy", SECRECIES)):
        if name == name_of:
            return _longest(folded, start, end, table.get)
    if name in ("number", "cites"):
        match = REFERENCE.match(folded, start)
        stop = match.end() if match and name == "number" else None
        return stop or _until_semicolon(folded, start, end)
    return _until_semicolon(folded, start, end)


def _until_semicolon(folded: str, start: int, end: int) -> int:
    at = folded.find(";", start, end)
    quote = folded.find('"', start, end)
    stops = [stop for stop in (at + 1 if at >= 0 else -1, quote, end) if stop >= 0]
    return min(stops)


def _longest(folded: str, start: int, end: int, known: object) -> int:
    """The end of the longest run of words, at most four, that is a known value; else of the first word."""
    ends = [match.end() for match in re.compile(r"[\w]+").finditer(folded, start, end)][:4]
    for stop in reversed(ends):
        if known(" ".join(folded[start:stop].split())):  # type: ignore[operator]
            return stop
    return ends[0] if ends else start


def _set_field(query: Query, name: FieldName, value: str, position: int) -> Query:
    folded = " ".join(fold(value).split())
    match name:
        case "issuer" | "signer" | "subject" | "symbol":
            return _narrow(query, **{name: value})
        case "number":
            return _number_field(query, value, folded, position)
        case "cites":
            return _cites_field(query, value, position)
        case "year":
            if not folded.isdigit() or int(folded) not in YEARS:
                raise InvalidQuery(f"“{value}” không phải là năm / “{value}” is no year", position)
            return _narrow(query, year=int(folded))
        case "date":
            period = read_period(folded)
            if period is None:
                raise InvalidQuery(f"không hiểu ngày “{value}” / the date “{value}” is not understood", position)
            return _narrow(query, period=period)
    known, target = {
        "type": (type_of_name(folded), "document_type"),
        "signature": (SIGNATURES.get(folded), "verdict"),
        "urgency": (URGENCIES.get(folded), "urgency"),
        "secrecy": (SECRECIES.get(folded), "secrecy"),
    }[name]
    if known is None:
        raise InvalidQuery(f"giá trị “{value}” không có / there is no value “{value}”", position)
    return _narrow(query, **{target: known})


def _narrow(query: Query, **values: Any) -> Query:
    return replace(query, filters=replace(query.filters, **values))


def _number_field(query: Query, value: str, folded: str, position: int) -> Query:
    if reference_key(value):
        return replace(query, reference=value)
    parts = words(folded)
    numbers = [int(part) for part in parts if _is_number(part)]
    symbols = tuple(part.upper() for part in parts if not part.isdigit())
    if not numbers and not symbols:
        raise InvalidQuery(f"“{value}” không phải là số, ký hiệu / “{value}” is no number", position)
    return replace(query, fragment=Fragment(numbers[0] if numbers else None, _year(numbers), symbols))


def _cites_field(query: Query, value: str, position: int) -> Query:
    rest = _Rest(value, fold(value))
    inner = _take_reference(rest, Query(value))
    if inner.reference is None:
        inner = replace(inner, provision=_take_leading(rest))
    title = " ".join(rest.text.split())
    cited = inner.reference or (title if title else None)
    if cited is None:
        raise InvalidQuery("chưa nêu văn bản được viện dẫn / the work cited is not named", position)
    return replace(query, cites=cited, provision=inner.provision)


def _take_phrases(rest: _Rest, query: Query) -> Query:
    phrases, without = list(query.phrases), list(query.without)
    for match in list(PHRASE.finditer(rest.folded)):
        taken = rest.take(*match.span()).strip("-").strip('"').strip()
        if words(taken):
            (without if match["minus"] else phrases).append(taken)
    return replace(query, phrases=tuple(phrases), without=tuple(without))


def _take_reference(rest: _Rest, query: Query) -> Query:
    """A number in full, with the provisions and the noun before it, or the provisions after it; or one left out."""
    while left_out := LEFT_OUT.search(rest.folded):
        query = replace(query, without=(*query.without, rest.take(*left_out.span())[1:]))
    match = REFERENCE.search(rest.folded)
    if match is None or reference_key(match[0]) is None:
        return query
    reference = re.sub(r"\s", "", rest.text[slice(*match.span())])
    start = match.start()
    if noun := NOUN.search(rest.folded, 0, start):
        start = noun.start()
    levels = find_levels(rest.text, rest.folded)
    before = [one for one in levels if one.end <= start]
    after = [one for one in levels if one.start >= match.end()]
    path = one_path(before, rest.folded, start) if before else one_path(after, rest.folded, len(rest.folded))
    rest.take(start, match.end())
    for one in before or after:
        rest.take(one.start, one.end)
    return replace(query, reference=reference, provision=path or query.provision)


def _leading(rest: _Rest) -> list[Level]:
    """Provisions the text begins with: `khoản 2 Điều 5 của Luật Dược`."""
    found: list[Level] = []
    for one in find_levels(rest.text, rest.folded):
        if rest.folded[found[-1].end if found else 0 : one.start].strip() not in ("", "cua"):
            break
        found.append(one)
    return found


def _take_leading(rest: _Rest) -> str | None:
    """The path of the provisions the text begins with, and the word `của` after them."""
    found = _leading(rest)
    if not found:
        return None
    path = one_path(found, rest.folded, len(rest.folded))
    of = OF.match(rest.folded, found[-1].end)
    rest.take(0, of.end() if of else found[-1].end)
    return path


def _take_title(rest: _Rest, query: Query, lexicon: Lexicon) -> Query:
    """A law by its title, with a provision or its year: who cites it is asked for. The title alone is words."""
    if query.reference or query.cites or query.fragment:
        return query
    found = _leading(rest)
    of = OF.match(rest.folded, found[-1].end if found else 0)
    title = " ".join(rest.text[of.end() if of else 0 :].split())
    key = name_key(title)
    named = TITLE_YEAR.sub("", key)
    if named not in lexicon.titles or (key == named and not found):
        return query
    path = _take_leading(rest)
    rest.take(0, len(rest.text))
    return replace(query, cites=title, provision=path, by_title=True)


def _take_period(rest: _Rest, query: Query) -> Query:
    """A period anywhere, or a year that is all there is."""
    if query.filters.period is not None:
        return query
    if BARE_YEAR.fullmatch(rest.folded):
        year = int(rest.take(0, len(rest.text)))
        return _narrow(query, period=Period(date(year, 1, 1), date(year, 12, 31)))
    found = find_period(rest.folded, rest.text)
    if found is None:
        return query
    rest.take(found[1].start, found[1].end)
    return _narrow(query, period=found[0])


def _take_fragment(rest: _Rest, query: Query, lexicon: Lexicon) -> Query:
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
        numbers = [int(text) for text in texts if _is_number(text)]
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


def _with_provision(rest: _Rest, query: Query, fragment: Fragment) -> Query:
    """`khoản 2 Điều 19 qd 15 2020 ttg`: parts that make a whole number name the work whose provision is asked for."""
    if fragment.year is None or len(fragment.parts) < 2 or not _leading(rest):
        return replace(query, fragment=fragment)
    types = by_folded_abbreviation()
    symbol = "-".join(sorted(fragment.parts, key=lambda part: part.lower() not in types))
    return replace(query, reference=f"{fragment.number}/{fragment.year}/{symbol}", provision=_take_leading(rest))


def _runs(
    rest: _Rest, tokens: list[re.Match[str]], lexicon: Lexicon, apart: list[tuple[int, int]]
) -> list[list[re.Match[str]]]:
    """Neighbouring tokens that can be parts of a number; names of types and provisions stand apart."""
    runs: list[list[re.Match[str]]] = [[]]
    for token in tokens:
        inside = any(start <= token.start() < end for start, end in apart)
        if not inside and (_is_number(token["word"]) or _is_symbol(rest.text[slice(*token.span())], lexicon)):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _is_number(word: str) -> bool:
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
    return Fragment(number, _year([other for other in numbers if other != number]), parts, type_)


def _year(numbers: list[int]) -> int | None:
    return next((number for number in numbers if number in YEARS), None)


def _take_words(rest: _Rest, query: Query) -> Query:
    """All that is left; provisions as texts write them, `khoản 2 Điều 19` for `k2 đ19`."""
    found, without = list(query.words), list(query.without)
    for one in reversed(find_levels(rest.text, rest.folded)):
        if ABBREVIATED.match(rest.folded, one.start):
            rest.text = f"{rest.text[: one.start]}{LEVEL_NAMES[one.name]} {one.label} {rest.text[one.end :]}"
    for match in WORD.finditer(rest.text):
        (without if match["minus"] else found).append(match["word"])
    return replace(query, words=tuple(dict.fromkeys(found)), without=tuple(without))
