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

from corpus.folding import compose, fold, words
from corpus.lexicon import LEVEL_NAMES, Lexicon, standard_lexicon
from corpus.period import Period, find_period
from corpus.provision_words import ABBREVIATED, find_levels
from corpus.query import Filters, Query
from corpus.query_fields import PHRASE, take_fields
from corpus.query_fragments import WORD, take_fragment
from corpus.query_rest import Rest
from corpus.query_works import take_reference, take_title
from corpus.refusals import InvalidQuery

MAX_LENGTH = 1000
NUMERAL = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)+(?![\w/])")
"""`3.870.000.000`, `0255.3811.207`: one thing, whose parts say nothing apart."""
BARE_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")


def parse_query(text: str, lexicon: Lexicon | None = None) -> Query:
    """Read a query; `InvalidQuery` says, in both languages and with the place, what cannot be understood."""
    composed = compose(text)
    if len(composed) > MAX_LENGTH:
        raise InvalidQuery(f"câu quá dài (tối đa {MAX_LENGTH} ký tự) / the query is too long", MAX_LENGTH)
    folded = fold(composed)
    plain = "".join('"' if quote == '"' else typed for typed, quote in zip(composed, folded, strict=True))
    rest = Rest(plain, folded)
    if rest.folded.count('"') % 2:
        raise InvalidQuery('thiếu dấu " đóng / a closing " is missing', rest.folded.rindex('"'))
    query = Query(text)
    query = take_fields(rest, query)
    query = _take_phrases(rest, query)
    query = take_reference(rest, query)
    query = take_title(rest, query, lexicon or standard_lexicon())
    query = _take_period(rest, query)
    query = take_fragment(rest, query, lexicon or standard_lexicon())
    query = _take_words(rest, query)
    if composed.strip() and query == Query(text):
        raise InvalidQuery("không có chữ hay số nào để tìm / there is no letter or number to look for", 0)
    if query.without and not (query.has_words or query.reference or query.fragment or query.filters != Filters()):
        raise InvalidQuery("chỉ có phần loại trừ / there is nothing but what to leave out", 0)
    return query


def _take_phrases(rest: Rest, query: Query) -> Query:
    phrases, without = list(query.phrases), list(query.without)
    for match in list(PHRASE.finditer(rest.folded)):
        taken = rest.take(*match.span()).strip("-").strip('"').strip()
        if words(taken):
            (without if match["minus"] else phrases).append(taken)
    return replace(query, phrases=tuple(phrases), without=tuple(without))


def _take_period(rest: Rest, query: Query) -> Query:
    """A period anywhere, or a year that is all there is."""
    if query.filters.period is not None:
        return query
    if BARE_YEAR.fullmatch(rest.folded):
        year = int(rest.take(0, len(rest.text)))
        return query.narrowed(period=Period(date(year, 1, 1), date(year, 12, 31)))
    found = find_period(rest.folded, rest.text)
    if found is None:
        return query
    rest.take(found[1].start, found[1].end)
    return query.narrowed(period=found[0])


def _take_words(rest: Rest, query: Query) -> Query:
    """All that is left; provisions as texts write them, `khoản 2 Điều 19` for `k2 đ19`."""
    found, without = list(query.words), list(query.without)
    for one in reversed(find_levels(rest.text, rest.folded)):
        if ABBREVIATED.match(rest.folded, one.start):
            rest.text = f"{rest.text[: one.start]}{LEVEL_NAMES[one.name]} {one.label} {rest.text[one.end :]}"
    numerals = tuple(rest.take(*match.span()) for match in list(NUMERAL.finditer(rest.folded)))
    for match in WORD.finditer(rest.text):
        (without if match["minus"] else found).append(match["word"])
    phrases = (*query.phrases, *numerals)
    return replace(query, words=tuple(dict.fromkeys(found)), phrases=phrases, without=tuple(without))
