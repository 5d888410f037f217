"""Candidates for a number or day that no page shows come from the file's name and signatures, and stay candidates."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from extract.bundle import read_dispatches
from extract.text import text_of_string
from ingest.evidence import offer_evidence
from signatures.report import SignatureReport, SignatureResult

LETTER = """ỦY BAN NHÂN DÂN
TỈNH AN SƠN

Số:      /UBND-KT
V/v sửa chữa kho lưu trữ

An Sơn, ngày     tháng     năm 2025

Kính gửi: Sở Nội vụ

Đề nghị Sở Nội vụ báo cáo./.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Lê Văn Bình
"""

SIGNED = SignatureResult(
    field="S", kind="signature", status="checked", integrity="intact", later_changes="none", coverage="whole_file",
    trust="trusted", revocation="good", indication="TOTAL_PASSED", sub_indication=None, level="B-B", signer=None,
    signed_at=datetime(2025, 3, 4, 2, tzinfo=UTC), timestamp=None, explanation="", explanation_en="",
)  # fmt: skip


def _offered(report: SignatureReport | None) -> set[tuple[str, str]]:
    dispatches = read_dispatches(text_of_string(LETTER))
    (dispatch,) = offer_evidence(dispatches, "311-UBND-KT.pdf", report)
    assert dispatch.fields.reference is None
    assert dispatch.fields.issued_on is None
    return {(found.field, found.value) for found in dispatch.candidates}


def test_name_and_signature_offer_what_the_page_lacks() -> None:
    """The number comes from the file's name, the day from the first intact signature."""
    later = replace(SIGNED, signed_at=datetime(2025, 3, 9, 2, tzinfo=UTC))
    report = SignatureReport("intact", "passed", (later, SIGNED))
    assert _offered(report) == {("reference", "311/UBND-KT"), ("issued_on", "2025-03-04")}


def test_a_broken_signature_proves_no_day() -> None:
    """Only intact signatures count; without one the day stays open."""
    report = SignatureReport("broken", "failed", (replace(SIGNED, integrity="broken"),))
    assert _offered(report) == {("reference", "311/UBND-KT")}


def test_several_dispatches_share_no_name() -> None:
    """A file's name points at none of several dispatches."""
    pair = read_dispatches(text_of_string(LETTER)) * 2
    assert [each.candidates for each in offer_evidence(pair, "311-UBND-KT.pdf", None)] == [(), ()]
