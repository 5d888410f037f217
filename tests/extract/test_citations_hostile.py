"""Hostile text: ten times the length may take ten times as long, not a hundred."""

# ruff: noqa: E501 (a row of the table shows its sentence whole)

from __future__ import annotations

import sys
import time
from types import FrameType

import pytest

from extract.citations import find_citations

PROBES = [
    "khoản 1, ", "điểm a khoản 1 ", "điểm a khoản 1 Điều 1, ", "Căn cứ ", "Căn cứ Luật ", "(", "((((Luật ", "1", "12/", "1/2020/", "QĐ-",
    "15/2020/QĐ-", "Nghị định số ", "Quyết định này ", "ngày 1 tháng 1 năm 2020 ", "của Bộ ", "Luật sửa đổi, bổ sung một số điều của ",
    "số 1/A-B, ", "Quyết định số 15/2020/QĐ-TTg ngày 24 tháng 4 năm 2020 của Thủ tướng Chính phủ, ", "như sau: \"", "\nĐiều 1. ", "\n1. ",
    " ", "*", "\n", "từ Điều 1 đến ", "dự thảo ", "CV 1, ", "khoản 1 Điều này, ", "mẫu số 01/", "được sửa đổi bởi ", "Ủy ban nhân dân ",
    "Quy chế a b c ban hành kèm theo ", "Điều 1 Quy chế ", "Thông tư A B C D số ", "e\u0301", "\u200b", "Số: 1/A-B\n", ";\n",
    "Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP như sau:\n1. Khoản 1 ", "Luật Dược số 1/2020/QH1 và ", "QĐ1 ", "64 TC/",
    "của Công ty A và ", "của Ban Tiếp công dân ", "Nghị quyết Đại hội a ", "Nghị quyết Hội nghị Trung ương ", "BLDS ", "1 / A - ",
    "khoản 1Điều 1", "củaLuật ", "của Tổ công tác a ", "1/A &B ", "QĐ a b c số ", "Quyết định, a, b số ", "Quyết định số 1/QĐ-TTg hết hiệu ", "Quy chế này ", "QUY CHẾ\n", "quy định: \"", "Luật A số 1/2020/QH1, ",
    "tốcáo", "đồngnhân ", "Quyết đnh ca UBND ", "Kháng nghị a số ", "các khoản từ 1 đến ", "các Công văn số 1, ", "Biên bản làm việc ",
]  # fmt: skip
SHORT, LONG = 1_500, 15_000


def repeated(probe: str, length: int) -> str:
    """The probe over and over, up to a length."""
    return (probe * (length // len(probe) + 1))[:length]


def steps(text: str) -> int:
    """Calls that reading makes, of Python and C functions: the same on every machine, however busy."""
    count = 0

    def step(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        find_citations(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("probe", PROBES)
def test_steps_are_linear(probe: str) -> None:
    """Ten times the text takes ten times the steps; quadratic reading would take a hundred times."""
    short, long = repeated(probe, SHORT), repeated(probe, LONG)
    find_citations(long)  # tables are loaded and caches filled
    assert steps(long) <= 14 * steps(short) + 1_000


@pytest.mark.slow
@pytest.mark.parametrize("probe", PROBES)
def test_long_probes(probe: str) -> None:
    """Six hundred thousand characters of each take seconds at most."""
    text = repeated(probe, 600_000)
    start = time.process_time()
    find_citations(text)
    assert time.process_time() - start < 15
