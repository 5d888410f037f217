"""Provisions as people write them."""

from __future__ import annotations

import pytest

from corpus.provision_words import read_provision
from corpus.refusals import InvalidValue


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("khoản 2 Điều 19", "dieu:19/khoan:2"),
        ("dieu 19 khoan 2", "dieu:19/khoan:2"),
        ("Điều 19, khoản 2, điểm đ", "dieu:19/khoan:2/diem:đ"),
        ("điểm a của khoản 2 của Điều 19", "dieu:19/khoan:2/diem:a"),
        ("dieu:19/khoan:2", "dieu:19/khoan:2"),
        (" Dieu:19 / khoan:2", "dieu:19/khoan:2"),
        ("dieu:5..9", "dieu:5..9"),
        ("Điều 5 đến Điều 9", "dieu:5..9"),
        ("điểm a - đ khoản 1 Điều 3", "dieu:3/khoan:1/diem:a..đ"),
        ("k2 đ19", "dieu:19/khoan:2"),
        ("K.2, Đ.19", "dieu:19/khoan:2"),
        ("điểm b k2đ19", "dieu:19/khoan:2/diem:b"),
    ],
)
def test_read_provision(written: str, expected: str) -> None:
    """Words in any order, with or without accents, or a path."""
    assert expected == read_provision(written)


@pytest.mark.parametrize("written", ["", "khoản xyz", "Điều 5 Điều 6", "19", "Điều 19 và nữa", "a/b"])
def test_no_provision(written: str) -> None:
    """What is no provision is refused; it must not be answered as if the whole act had been asked for."""
    with pytest.raises(InvalidValue):
        read_provision(written)
