"""The query language (câu tìm kiếm), read before it is run.

báo cáo phòng cháy            all words, with or without diacritics; exact diacritics come first
"phòng cháy chữa cháy" -rừng  a phrase; a word left out
3951 vpcp · qd 15 2020 ttg    a number by fragments
15/2020/QĐ-TTg                a number in full; `khoản 2 Điều 19 15/2020/QĐ-TTg`: who cites that provision
tháng 5/2020 · từ 01/05/2020 đến 30/06/2020
cơ quan: Bộ Y tế; loại: thông báo; năm: 2020; chữ ký: hợp lệ; viện dẫn: 15/2020/QĐ-TTg
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from corpus.folding import compose, fold, words
from corpus.lexicon import (
    FIELDS,
    LEVELS,
    SECRECIES,
    SIGNATURES,
    URGENCIES,
    FieldName,
    Lexicon,
    standard_lexicon,
    type_of_name,
)
from corpus.period import find_period, read_period
from corpus.query import Filters, Fragment, Query
from corpus.reference import reference_key
from corpus.refusals import InvalidQuery

MAX_LENGTH = 1000
YEARS = range(1945, 2101)
NAME = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in FIELDS), key=len, reverse=True))
FIELD = re.compile(rf"(?<![\w-])(?P<name>{NAME}|[a-z_]+(?=:\S))\s*:(?!//)\s*")
PHRASE = re.compile(r'(?P<minus>(?<!\S)-)?"(?P<words>[^"]*)"')
LABEL = r"[0-9]+[a-z]?|[ivxl]+|[a-z][0-9]?"
LEVEL = "|".join(name.replace(" ", r"\s+") for name in sorted(LEVELS, key=len, reverse=True))
PROVISION = re.compile(rf"\b(?P<level>{LEVEL})\s+(?P<label>{LABEL})\b[\s,]*")
REFERENCE = re.compile(
    r"(?<![\w/.-])\d{1,6}[a-z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[a-z&][\w&.]*(?:[/-][a-z&][\w&.]*)*(?![\w/])"
)
NOUN = re.compile(
    r"(?:\b(?:cua|tai|theo|so|quyet dinh|nghi dinh|thong tu|bo luat|luat|nghi quyet|cong van|chi thi|van ban|ke hoach"
    r"|thong bao)\s+)+$"
)
NUMBER_ALONE = re.compile(r"\s*(?:cong van |van ban )?so:?\s+(?P<number>\d{1,7})\s*")
BARE_PAIR = re.compile(r"(?<![\w/.-])(?P<number>\d{1,5})/(?P<year>(?:19|20)\d\d)(?![\w/-])")
WORD = re.compile(r"(?P<minus>(?<!\S)-)?(?P<word>[^\W_]+)")


def parse_query(text: str, lexicon: Lexicon | None = None) -> Query:
    """Read a query; `InvalidQuery` says, in both languages and with the place, what cannot be understood."""
    composed = compose(text).replace("“", '"').replace("”", '"')
    if len(composed) > MAX_LENGTH:
        raise InvalidQuery(f"câu quá dài (tối đa {MAX_LENGTH} ký tự) / the query is too long", MAX_LENGTH)
    if composed.count('"') % 2:
        raise InvalidQuery('thiếu dấu " đóng / a closing " is missing', composed.rindex('"'))
    rest = _Rest(composed, fold(composed).replace('"', '"'))
    query = Query(text)
    query = _take_fields(rest, query)
    query = _take_phrases(rest, query)
    query = _take_reference(rest, query)
    query = _take_period(rest, query)
    query = _take_fragment(rest, query, lexicon or standard_lexicon())
    query = _take_words(rest, query)
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
        return folded.index('"', start + 1) + 1
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
            return _number_field(query, value, folded)
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


def _number_field(query: Query, value: str, folded: str) -> Query:
    if reference_key(value):
        return replace(query, reference=value)
    parts = words(folded)
    numbers = [int(part) for part in parts if part.isdigit()]
    symbols = tuple(part.upper() for part in parts if not part.isdigit())
    return replace(query, fragment=Fragment(numbers[0] if numbers else None, _year(numbers), symbols))


def _cites_field(query: Query, value: str, position: int) -> Query:
    rest = _Rest(value, fold(value))
    inner = _take_reference(rest, Query(value))
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
    """A number in full, with the provision chain and the noun before it, or the provision after it."""
    match = REFERENCE.search(rest.folded)
    if match is None or reference_key(match[0]) is None:
        return query
    reference = re.sub(r"\s", "", rest.text[slice(*match.span())])
    start = match.start()
    if noun := NOUN.search(rest.folded, 0, start):
        start = noun.start()
    chain = [found for found in PROVISION.finditer(rest.folded) if found.end() <= start or found.start() >= match.end()]
    rest.take(start, match.end())
    for found in chain:
        rest.take(*found.span())
    return replace(query, reference=reference, provision=_path(chain) or query.provision)


def _path(chain: list[re.Match[str]]) -> str | None:
    """Levels in any order, written outermost first: `điểm a khoản 2 Điều 19` → `dieu:19/khoan:2/diem:a`."""
    order = list(LEVELS.values())
    levels = {LEVELS[" ".join(found["level"].split())]: found["label"] for found in chain}
    return "/".join(f"{level}:{levels[level]}" for level in sorted(levels, key=order.index)) or None


def _take_period(rest: _Rest, query: Query) -> Query:
    if query.filters.period is not None:
        return query
    found = find_period(rest.folded)
    if found is None:
        return query
    rest.take(found[1].start, found[1].end)
    return _narrow(query, period=found[0])


def _take_fragment(rest: _Rest, query: Query, lexicon: Lexicon) -> Query:
    """Numbers and abbreviations side by side, or a number with its year (`15/2020`)."""
    if query.reference or query.fragment:
        return query
    if alone := NUMBER_ALONE.fullmatch(rest.folded):
        rest.take(0, len(rest.text))
        return replace(query, fragment=Fragment(int(alone["number"])))
    tokens = [match for match in WORD.finditer(rest.folded) if not match["minus"]]
    runs = _runs(tokens, lexicon)
    for run in runs:
        texts = [token["word"] for token in run]
        numbers = [int(text) for text in texts if text.isdigit()]
        letters = [text for text in texts if not text.isdigit()]
        pair = BARE_PAIR.fullmatch(rest.folded[run[0].start() : run[-1].end()])
        if numbers and (letters or pair or (len(tokens) == 1 and numbers[0] not in YEARS)):
            rest.take(run[0].start(), run[-1].end())
            return replace(query, fragment=_fragment(numbers, letters))
    return query


def _runs(tokens: list[re.Match[str]], lexicon: Lexicon) -> list[list[re.Match[str]]]:
    """Neighbouring tokens that can be parts of a number."""
    runs: list[list[re.Match[str]]] = [[]]
    for token in tokens:
        if token["word"].isdigit() or token["word"] in lexicon.symbols:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _fragment(numbers: list[int], letters: list[str]) -> Fragment:
    """`cv` is a type no symbol shows; all else must stand in the symbol."""
    unseen = {"cv": "cong_van", "vb": None}
    type_ = next((unseen[letter] for letter in letters if letter in unseen), None)
    parts = tuple(letter.upper() for letter in letters if letter not in unseen)
    number = next((number for number in numbers if number not in YEARS or len(numbers) == 1), numbers[0])
    return Fragment(number, _year([other for other in numbers if other != number]), parts, type_)


def _year(numbers: list[int]) -> int | None:
    return next((number for number in numbers if number in YEARS), None)


def _take_words(rest: _Rest, query: Query) -> Query:
    found, without = list(query.words), list(query.without)
    for match in WORD.finditer(rest.text):
        (without if match["minus"] else found).append(match["word"])
    return replace(query, words=tuple(dict.fromkeys(found)), without=tuple(without))
