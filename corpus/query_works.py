"""A work in a query (văn bản được hỏi đến): by its number in full or by its title, with the provision asked for."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.folding import name_key
from corpus.lexicon import TITLE_YEAR, Lexicon
from corpus.provision_words import Level, find_levels, one_path
from corpus.query import Query
from corpus.query_rest import Rest
from corpus.reference import reference_key
from extract.document_types import by_folded_abbreviation, by_name

IN_FULL = r"\d{1,6}[a-z]?\s?[/-]\s?(?:\d{4}\s?/\s?)?[a-z&][\w&.]*(?:[/-][a-z&][\w&.]*)*(?![\w/])"
REFERENCE = re.compile(rf"(?<![\w/.-]){IN_FULL}")
LEFT_OUT = re.compile(rf"(?<!\S)-(?P<reference>{IN_FULL})")
TYPE = "|".join(sorted((name.replace(" ", r"\s+") for name in by_name()), key=len, reverse=True))
SHORT = "|".join(re.escape(name) for name in by_folded_abbreviation())
NOUN = re.compile(rf"(?:\b(?:cua|tai|theo|so:?|van ban|{TYPE}|{SHORT})\s+)+$")
OF = re.compile(r"\s*(?:cua\s+)?")


def take_reference(rest: Rest, query: Query) -> Query:
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


def leading(rest: Rest) -> list[Level]:
    """Provisions the text begins with: `khoản 2 Điều 5 của Luật Dược`."""
    found: list[Level] = []
    for one in find_levels(rest.text, rest.folded):
        if rest.folded[found[-1].end if found else 0 : one.start].strip() not in ("", "cua"):
            break
        found.append(one)
    return found


def take_leading(rest: Rest) -> str | None:
    """The path of the provisions the text begins with, and the word `của` after them."""
    found = leading(rest)
    if not found:
        return None
    path = one_path(found, rest.folded, len(rest.folded))
    of = OF.match(rest.folded, found[-1].end)
    rest.take(0, of.end() if of else found[-1].end)
    return path


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
    path = take_leading(rest)
    rest.take(0, len(rest.text))
    return replace(query, cites=title, provision=path, by_title=True)
