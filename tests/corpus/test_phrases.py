"""Phrases: common words are looked up by pairs, rarer ones by their positions; what is found is the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.common import COMMON
from corpus.folding import fold, folded_words
from corpus.index import Entry, SearchIndex, pair_stream
from corpus.matching import Limits, build_match
from corpus.query import Query
from corpus.scope import EVERYTHING

WORDS = ("báo", "cáo", "thực", "hiện", "quạnh", "dèm")
"""Four common ones and two that are rare."""
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)
PHRASE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)


def search_phrase(folder, texts, phrase):
    """The numbers of the texts that have the phrase, by a new index of just these."""
    index = SearchIndex(folder, "test")
    with index.rebuilding() as writer:
        for number, text in enumerate(texts):
            none = (None,) * 5
            writer.add(Entry(str(number), str(number), "", ", ".join(text), *none, "", None, None, "", ""))
        writer.commit(len(texts))
    query = build_match(index.schema, Query("", phrases=(" ".join(phrase),)), EVERYTHING, Limits())
    searcher = index.searcher()
    hits = searcher.search(query, 100).hits
    return {int(searcher.doc(address).get_first("id")) for _, address in hits}


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=8), phrase=PHRASE)
def test_a_phrase_is_found_just_where_its_words_stand_in_order(tmp_path_factory, texts, phrase):
    """Whatever of it is common: as often as a plain comparison finds it."""
    folder = tmp_path_factory.mktemp("index")
    expected = {
        number
        for number, text in enumerate(texts)
        if any(text[at : at + len(phrase)] == phrase for at in range(len(text)))
    }
    assert search_phrase(folder, texts, phrase) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("báo cáo thực hiện", ["bao_cao", "cao_thuc", "thuc_hien"]),
        ("báo quạnh cáo “thực hiện” – báo", [".", ".", "cao_thuc", "thuc_hien", "hien_bao"]),
        ("báo", []),
    ],
)
def test_pairs_stand_where_their_first_words_do(text, expected):
    """A gap keeps the place of what makes no pair."""
    assert pair_stream(folded_words(fold(text))) == expected


def test_the_common_words_are_folded_syllables():
    """Others would never be met in a folded text."""
    assert all(word.isascii() and word.isalpha() and word == word.lower() for word in COMMON)
