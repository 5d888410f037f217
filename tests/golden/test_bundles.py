"""Every golden text reads between two other dispatches as it reads alone."""

from __future__ import annotations

from dataclasses import fields

import pytest

from extract import Dispatch, read_dispatches, text_of_string
from tests.golden.gold import gold_texts
from tests.golden.test_fields import SAMPLES

_LETTER = """SỞ NỘI VỤ TỈNH AN SƠN
PHÒNG VĂN THƯ
Số: {number}/PVT-LT
V/v rà soát hồ sơ đợt {number}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Sơn, ngày 12 tháng 6 năm 2023

Kính gửi: Các phòng, ban.

Đề nghị các phòng, ban rà soát hồ sơ đợt {number} và báo cáo trước ngày 30/6/2023./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TRƯỞNG PHÒNG

Đỗ Minh Khang
"""
_FIRST, _LAST = (_LETTER.format(number=number) for number in (511, 512))
TEXTS = {gold.name: gold.text for gold in gold_texts()} | {sample.name: sample.text for sample in SAMPLES}
_HEADLESS = {"lost_header_ministry"}
"""Begin with nothing that begins a dispatch."""


def _values(dispatch: Dispatch) -> dict[str, object]:
    found = {slot.name: getattr(dispatch.fields, slot.name) for slot in fields(dispatch.fields)}
    plain = {
        name: [item.value for item in value] if isinstance(value, tuple) else getattr(value, "value", None)
        for name, value in found.items()
    }
    return plain | {"citations": sorted((citation.text, citation.reference or "") for citation in dispatch.citations)}


@pytest.mark.parametrize("name", sorted(set(TEXTS) - _HEADLESS))
def test_it_reads_the_same_among_others(name: str) -> None:
    """Heads, signatures and references stay with the dispatch they belong to, where it is one and has a number."""
    text = TEXTS[name].strip("\n")
    alone = read_dispatches(text_of_string(text))
    if len(alone) != 1 or not alone[0].fields.reference:
        return
    found = read_dispatches(text_of_string("\n\n".join((_FIRST.strip("\n"), text, _LAST.strip("\n")))))
    assert [dispatch.fields.reference and dispatch.fields.reference.value for dispatch in found[::2]] == [
        "511/PVT-LT",
        "512/PVT-LT",
    ]
    assert len(found) == 3
    assert _values(found[1]) == _values(alone[0])
