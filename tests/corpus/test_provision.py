"""Provisions: normal paths, and how one relates to another."""

from __future__ import annotations

import pytest

from corpus.provision import label_order, match, normal_path, outer_paths


@pytest.mark.parametrize(
    ("cited", "asked", "expected"),
    [
        ("dieu:19/khoan:2", "dieu:19/khoan:2", "exact"),
        ("", "dieu:19", "contains"),  # the whole act
        ("dieu:19", "dieu:19/khoan:2", "contains"),
        ("dieu:19/khoan:2/diem:a", "dieu:19/khoan:2", "within"),
        ("dieu:5..9", "dieu:7", "contains"),
        ("dieu:5..9", "dieu:7/khoan:1", "contains"),
        ("dieu:5..9", "dieu:5a", "contains"),
        ("dieu:5..9", "dieu:10", None),
        ("dieu:5..9", "dieu:5..9", "exact"),
        ("dieu:19/diem:d..h", "dieu:19/diem:đ", "contains"),  # đ follows d
        ("dieu:19/diem:e..h", "dieu:19/diem:đ", None),
        ("dieu:19/khoan:1..3", "dieu:19", "within"),
        ("dieu:20", "dieu:19", None),
        ("dieu:1", "dieu:19", None),  # no prefix of letters
        ("khoan:2", "dieu:2", None),
        ("dieu:7", "dieu:5..9", "within"),  # a range asked for
        ("dieu:7/khoan:2", "dieu:5..9", "within"),
        ("dieu:6..8", "dieu:5..9", "within"),
        ("dieu:3..12", "dieu:5..9", "contains"),
        ("dieu:8..12", "dieu:5..9", "contains"),  # a part of it
        ("dieu:10..12", "dieu:5..9", None),
    ],
)
def test_how_a_cited_path_relates_to_the_one_asked_for(cited, asked, expected):
    """Exact, containing, within, or apart."""
    assert match(cited, asked) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("chuong:3/muc:1/dieu:19/khoan:2", "dieu:19/khoan:2"),
        ("phu_luc:1/dieu:3", "phu_luc:1/dieu:3"),  # annexes count for themselves
        ("chuong:3", "chuong:3"),
        (" Dieu:19 ", "dieu:19"),
        ("", ""),
    ],
)
def test_paths_are_made_normal(path, expected):
    """Articles are numbered through the act."""
    assert normal_path(path) == expected


def test_labels_stand_in_their_own_order():
    """Numbers with letters, points after the Vietnamese alphabet, Roman chapters."""
    for labels in (["5", "5a", "5b", "6", "10"], ["a", "c", "d", "đ", "e", "g", "h", "i", "k"], ["a", "a1", "b"]):
        assert sorted(set(labels), key=label_order) == labels
    assert label_order("?") is None
    assert outer_paths("dieu:19/khoan:2") == ["dieu:19/khoan:2", "dieu:19", ""]
