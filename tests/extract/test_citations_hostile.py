"""Hostile text: ten times the length may take ten times as long, not a hundred."""

# ruff: noqa: E501 (a row of the table shows its sentence whole)

from __future__ import annotations

import time

import pytest

from extract.citations import find_citations

PROBES = [
    "khoản 1, ", "điểm a khoản 1 ", "điểm a khoản 1 Điều 1, ", "Căn cứ ", "Căn cứ Luật ", "(", "((((Luật ", "1", "12/", "1/2020/", "QĐ-",
    "15/2020/QĐ-", "Nghị định số ", "Quyết định này ", "ngày 1 tháng 1 năm 2020 ", "của Bộ ", "Luật sửa đổi, bổ sung một số điều của ",
    "số 1/A-B, ", "Quyết định số 15/2020/QĐ-TTg ngày 24 tháng 4 năm 2020 của Thủ tướng Chính phủ, ", "như sau: \"", "\nĐiều 1. ", "\n1. ",
    " ", "*", "\n", "từ Điều 1 đến ", "dự thảo ", "CV 1, ", "khoản 1 Điều này, ", "mẫu số 01/", "được sửa đổi bởi ", "Ủy ban nhân dân ",
    "Quy chế a b c ban hành kèm theo ", "Điều 1 Quy chế ", "Thông tư A B C D số ", "e\u0301", "\u200b", "Số: 1/A-B\n", ";\n",
    "Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP như sau:\n1. Khoản 1 ", "Luật Dược số 1/2020/QH1 và ", "QĐ1 ", "64 TC/",
]  # fmt: skip
SHORT, LONG = 3_000, 30_000


def seconds(probe: str, length: int) -> float:
    """Processor time to read a probe repeated up to a length."""
    text = (probe * (length // len(probe) + 1))[:length]
    start = time.process_time()
    find_citations(text)
    return time.process_time() - start


@pytest.mark.parametrize("probe", PROBES)
def test_time_is_linear(probe: str) -> None:
    """Quadratic reading would show a ratio of 100 and take seconds."""
    find_citations(probe)
    long = seconds(probe, LONG)
    assert long < 3
    assert long < 0.1 or long / seconds(probe, SHORT) < 40


@pytest.mark.slow
@pytest.mark.parametrize("probe", PROBES)
def test_long_probes(probe: str) -> None:
    """Six hundred thousand characters of each take seconds at most."""
    assert seconds(probe, 600_000) < 15
