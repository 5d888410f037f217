"""A work in a query (văn bản được hỏi đến): by its number in full or by its title, with the provision asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.folding import name_key
from corpus.lexicon import TITLE_YEAR, Lexicon
from corpus.provision_paths import BETWEEN, LISTED, Level, list_end, paths_of, with_lists
from corpus.provision_words import find_levels, paths_before
from corpus.query import Query
from corpus.query_rest import Rest
from corpus.query_told import take_told
from corpus.reference import reference_key
from extract.document_types import by_folded_abbreviation, by_name

IN_FULL = r"\d{1,6}[a-z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[a-z&][\w&.]*(?:[/-][a-z&][\w&.]*)*(?![\w/])"
REFERENCE = re.compile(rf"(?<![\w/.-]){IN_FULL}")
LEFT_OUT = re.compile(rf"(?<!\S)-(?P<reference>{IN_FULL})")
TYPE = "|".join(sorted((name.replace(" ", r"\s+") for name in by_name()), key=len, reverse=True))
SHORT = "|".join(re.escape(name) for name in by_folded_abbreviation())
NOUN = re.compile(rf"(?:\b(?:can cu|cua|tai|theo|so:?|van ban|{TYPE}|{SHORT})\s+)+$")
OF = re.compile(r"\s*(?:cua\s+)?")


def take_reference(rest: Rest, query: Query) -> Query:
    """A number in full, with the provisions and the noun before it, or the provisions after it; or one left out."""
    while left_out := LEFT_OUT.search(rest.folded):
        query = replace(query, without=(*query.without, rest.take(*left_out.span())[1:]))
    match = REFERENCE.search(rest.folded)
    key = reference_key(match[0]) if match else None
    if match is None or key is None:
        return query
    reference = re.sub(r"\s", "", rest.text[slice(*match.span())])
    start = match.start()
    if noun := NOUN.search(rest.folded, 0, start):
        start = noun.start()
    levels = find_levels(rest.text, rest.folded)
    before = [one for one in levels if one.end <= start]
    after = [one for one in levels if one.start >= match.end()]
    until = start if before else len(rest.folded)
    taken, paths = paths_before(before or after, rest.text, rest.folded, until)
    told = take_told(rest, match.end(), key)
    rest.take(start, match.end())
    for one in taken:
        rest.take(one.start, one.end)
    return replace(query, reference=reference, told=told, provisions=paths or query.provisions)


def leading(rest: Rest) -> list[Level]:
    """Provisions the text begins with, and what is listed with them: `khoản 2, 3 Điều 5 của Luật Dược`."""
    found: list[Level] = []
    for one in find_levels(rest.text, rest.folded):
        between = rest.folded[found[-1].end if found else 0 : one.start]
        if between.strip() not in (BETWEEN if found else ("", "cua")) and not (found and LISTED.fullmatch(between)):
            break
        found.append(one)
    return with_lists(found, rest.text, rest.folded, list_end(rest.folded, found[-1])) if found else []


def take_leading(rest: Rest) -> tuple[str, ...]:
    """The paths of the provisions the text begins with, taken with the word `của` after them."""
    found = leading(rest)
    if not found:
        return ()
    of = OF.match(rest.folded, found[-1].end)
    rest.take(0, of.end() if of else found[-1].end)
    return paths_of(found)


def take_title(rest: Rest, query: Query, lexicon: Lexicon) -> Query:
    """A law by its title, with a provision or its year: who cites it is asked for. The title alone is words."""
    if query.reference or query.cites or query.fragment:
        return query
    found = leading(rest)
    of = OF.match(rest.folded, found[-1].end if found else 0)
    title = " ".join(rest.text[of.end() if of else 0 :].split())
    key = name_key(title)
    named = TITLE_YEAR.sub("", key)
    if named not in lexicon.titles or (key == named and not found):
        return query
    paths = take_leading(rest)
    rest.take(0, len(rest.text))
    return replace(query, cites=title, provisions=paths, by_title=True)
