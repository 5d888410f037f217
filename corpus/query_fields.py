"""Fields of a query (trường tìm kiếm): `cơ quan: Bộ Y tế; năm: 2020`, in Vietnamese or English."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches

from corpus.folding import fold, words
from corpus.lexicon import FIELDS, SECRECIES, SIGNATURES, URGENCIES, FieldName, type_of_name
from corpus.period import read_period
from corpus.query import Fragment, Query
from corpus.query_fragments import YEARS, is_number, year_among
from corpus.query_hints import values_hint
from corpus.query_rest import Rest
from corpus.query_works import REFERENCE, take_leading, take_reference
from corpus.reference import reference_key
from corpus.refusals import InvalidQuery

NAME = "|".join(sorted((re.escape(name).replace(r"\ ", r"\s+") for name in FIELDS), key=len, reverse=True))
FIELD = re.compile(rf"(?<![\w-])(?P<name>{NAME}|[a-z_]+(?=:\S))\s*:(?!//)\s*")
COLON = re.compile(r":(?!//)")
WORDS = re.compile(r"[^\W\d_]+")
LONGEST_NAME = max(len(name.split()) for name in FIELDS)
ALIKE = 0.87
"""How alike a name must be to one of a field to be taken for a slip: `co qan`, not `noi nhan` or `ngay ky`."""
PHRASE = re.compile(r'(?P<minus>(?<!\S)-)?"(?P<words>[^"]*)"')


def take_fields(rest: Rest, query: Query) -> Query:
    """`name: value`; a value ends at the next field, at `;`, or with its quotes; one-word values after one word."""
    quoted = [match.span() for match in PHRASE.finditer(rest.folded)]
    found = [m for m in FIELD.finditer(rest.folded) if not any(a < m.start() < b for a, b in quoted)]
    _refuse_misspelt(rest.folded, [*quoted, *(match.span() for match in found)])
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


def _refuse_misspelt(folded: str, known: list[tuple[int, int]]) -> None:
    """`cơ qan: Sở Y tế` would be looked for as words, and find nothing without saying why."""
    for colon in (match.start() for match in COLON.finditer(folded)):
        if any(start <= colon < end for start, end in known):
            continue
        before = list(WORDS.finditer(folded, 0, colon))[-LONGEST_NAME:]
        for first in before:
            name = " ".join(folded[first.start() : colon].split())
            if close := get_close_matches(name, FIELDS, 1, ALIKE):
                raise InvalidQuery(
                    f"không có trường “{name}” ({close[0]}?) / there is no field “{name}” ({close[0]}?)", first.start()
                )


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
            return query.narrowed(**{name: value})
        case "number":
            return _number_field(query, value, folded, position)
        case "cites":
            return _cites_field(query, value, position)
        case "year":
            if not folded.isdigit() or int(folded) not in YEARS:
                raise InvalidQuery(f"“{value}” không phải là năm / “{value}” is no year", position)
            return query.narrowed(year=int(folded))
        case "date":
            period = read_period(folded)
            if period is None:
                raise InvalidQuery(f"không hiểu ngày “{value}” / the date “{value}” is not understood", position)
            return query.narrowed(period=period)
    known, target = {
        "type": (type_of_name(folded), "document_type"),
        "signature": (SIGNATURES.get(folded), "verdict"),
        "urgency": (URGENCIES.get(folded), "urgency"),
        "secrecy": (SECRECIES.get(folded), "secrecy"),
    }[name]
    if known is None:
        vi, en = values_hint(name, folded)
        raise InvalidQuery(f"giá trị “{value}” không có{vi} / there is no value “{value}”{en}", position)
    return query.narrowed(**{target: known})


def _number_field(query: Query, value: str, folded: str, position: int) -> Query:
    if reference_key(value):
        return replace(query, reference=value)
    parts = words(folded)
    numbers = [int(part) for part in parts if is_number(part)]
    symbols = tuple(part.upper() for part in parts if not part.isdigit())
    if not numbers and not symbols:
        raise InvalidQuery(f"“{value}” không phải là số, ký hiệu / “{value}” is no number", position)
    return replace(query, fragment=Fragment(numbers[0] if numbers else None, year_among(numbers), symbols))


def _cites_field(query: Query, value: str, position: int) -> Query:
    rest = Rest(value, fold(value))
    inner = take_reference(rest, Query(value))
    if inner.reference is None:
        inner = replace(inner, provisions=take_leading(rest))
    title = " ".join(rest.text.split())
    cited = inner.reference or (title if title else None)
    if cited is None:
        raise InvalidQuery("chưa nêu văn bản được viện dẫn / the work cited is not named", position)
    return replace(query, cites=cited, told=inner.told, provisions=inner.provisions)
