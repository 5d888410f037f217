"""Suggestions while typing."""

from __future__ import annotations

import pytest

from corpus.scope import Scope
from tests.corpus.compose_reading import file_dispatch


@pytest.fixture(scope="module")
def filed(shelf):
    """Two dispatches, one of them secret."""
    file_dispatch(shelf, "Về nhà ở.", reference="3951/SXD-QLN", issuer="Sở Xây dựng tỉnh A", subject="nhà ở")
    file_dispatch(shelf, "Về nhạc.", reference="3951/BQP-TM", issuer="Bộ Quốc phòng", subject="tàu", secrecy="mat")
    shelf.catch_up_index()
    return shelf


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3951", ["3951/BQP-TM", "3951/SXD-QLN"]),
        ("3951 sx", ["3951/SXD-QLN", "3951 sxd"]),
        ("sở xây", ["cơ quan: Sở Xây dựng tỉnh A"]),
        ("bo quo", ["cơ quan: Bộ Quốc phòng", "bo quoc"]),
        ("về nh", ["về nha", "về nhac"]),
        ("", []),
        ("?", []),
    ],
)
def test_what_is_typed_is_gone_on_with(filed, typed, expected):
    """Numbers, issuers, the last word."""
    assert [found.text for found in filed.suggest(typed)] == expected


def test_nothing_is_suggested_that_may_not_be_seen(filed):
    """Neither number, nor issuer, nor word."""
    scope = Scope(secrecies=())
    told = [[found.text for found in filed.suggest(typed, scope=scope)] for typed in ("3951", "bộ quốc", "nha")]
    assert told == [["3951/SXD-QLN"], [], []]


def test_how_far_behind_the_index_is_can_be_asked(corpus):
    """Without searching."""
    file_dispatch(corpus, "x", reference="1/A-B")
    assert (corpus.index_behind(), corpus.catch_up_index(), corpus.index_behind()) == (1, 1, 0)
