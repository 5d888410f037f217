"""Provisions as people write them."""

from __future__ import annotations

import pytest

from corpus.provision_words import read_provisions
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
def test_read_one_provision(written: str, expected: str) -> None:
    """Words in any order, with or without accents, or a path."""
    assert (expected,) == read_provisions(written)


@pytest.mark.parametrize("written", ["", "khoản xyz", "19", "Điều 19 và nữa", "a/b"])
def test_no_provision(written: str) -> None:
    """What is no provision is refused; it must not be answered as if the whole act had been asked for."""
    with pytest.raises(InvalidValue):
        read_provisions(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("khoản 1, 2 Điều 19", ("dieu:19/khoan:1", "dieu:19/khoan:2")),
        ("điểm a và b khoản 2 Điều 5", ("dieu:5/khoan:2/diem:a", "dieu:5/khoan:2/diem:b")),
        ("điểm d, đ và e khoản 2 Điều 5", tuple(f"dieu:5/khoan:2/diem:{point}" for point in "dđe")),
        ("khoản 1 và khoản 2 Điều 19", ("dieu:19/khoan:1", "dieu:19/khoan:2")),
        ("khoản 1 Điều 5, khoản 2 Điều 7", ("dieu:5/khoan:1", "dieu:7/khoan:2")),
        ("điểm a khoản 1 và điểm b khoản 2 Điều 5", ("dieu:5/khoan:1/diem:a", "dieu:5/khoan:2/diem:b")),
        ("Điều 5 khoản 1, 3 - 4; Điều 7", ("dieu:5/khoan:1", "dieu:5/khoan:3..4", "dieu:7")),
        ("k1 k2 đ19", ("dieu:19/khoan:1", "dieu:19/khoan:2")),
        ("Điều 5 Điều 6", ("dieu:5", "dieu:6")),
        ("Điều 5 và 6", ("dieu:5", "dieu:6")),
    ],
)
def test_read_several_provisions(written: str, expected: tuple[str, ...]) -> None:
    """Listed labels, repeated levels, an outer level shared, and each with its own."""
    assert expected == read_provisions(written)


@pytest.mark.parametrize("written", ["khoản 1, a Điều 5", f"khoản {', '.join(map(str, range(1, 30)))} Điều 5"])
def test_no_list_of_provisions(written: str) -> None:
    """Labels of two kinds, or too many."""
    with pytest.raises(InvalidValue):
        read_provisions(written)
