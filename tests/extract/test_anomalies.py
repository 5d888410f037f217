"""What a careful clerk would raise."""

from __future__ import annotations

import pytest

from extract.anomalies import anomaly
from extract.bundle import read_dispatches
from extract.dispatch import Anomaly
from extract.tables import table
from extract.text import text_of_string
from tests.extract import dispatches
from tests.extract.dispatches import COMMUNE, DECISION


def _raised(content: str) -> dict[str, Anomaly]:
    return {found.type: found for found in read_dispatches(text_of_string(content))[0].anomalies}


@pytest.mark.parametrize(
    ("content", "kind", "severity"),
    [
        (COMMUNE.replace("ngày 01/3/2024", "ngày 01/4/2024"), "cites_later_document", "error"),
        (COMMUNE.replace("20/3/2024", "05/3/2024"), "deadline_not_after_date", "warning"),
        (COMMUNE, "enclosure_missing", "warning"),
        (COMMUNE.replace("Số: 45/UBND-VX", "Số:      /UBND-VX"), "number_missing", "warning"),
        (COMMUNE.replace("ngày 05 tháng 3 năm 2024", "ngày     tháng 3 năm 2024"), "date_missing", "warning"),
        (COMMUNE.split("TM. ỦY BAN")[0], "signer_missing", "warning"),
        (COMMUNE.replace("Nơi nhận", "Noi nhận"), "misread", "info"),
        (DECISION.replace("Số: 07/QĐ-SNV", "Số: 07/TB-SNV"), "type_not_of_symbol", "warning"),
        (DECISION.replace("Số: 07/QĐ-SNV", "Số: 07/2022/QĐ-SNV"), "number_year_not_date_year", "warning"),
        (DECISION.replace("07/QĐ-SNV\n", "07/QD-SNV\n"), "symbol_misprint", "warning"),
        (
            DECISION.replace("SỞ NỘI VỤ TỈNH HÒA BÌNH", "BỘ TÀI CHÍNH").replace("Số: 07/QĐ-SNV", "Số: 07/QĐ-BYT"),
            "symbol_not_of_issuer",
            "warning",
        ),
        (
            DECISION.replace("SỞ NỘI VỤ TỈNH HÒA BÌNH", "BỘ TÀI CHÍNH").replace(
                "\nGIÁM ĐỐC\n", "\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n"
            ),
            "signer_not_of_issuer",
            "warning",
        ),
        (dispatches.STAMPED.replace("13/5/2021", "10/5/2021"), "arrived_before_issue", "error"),
        (COMMUNE.replace("tốt", "tốt, mã hồ sơ 000.00.00.H26-241332-0001"), "dossier_code_wrong", "warning"),
        (COMMUNE.replace("tốt", "tốt, MST: 0100109107"), "identifier_wrong", "warning"),
        (dispatches.UPRIGHT, "issuer_missing", "info"),
        (
            COMMUNE.replace(
                "1. Xã", "Công văn số 112/VHTT ngày 02/3/2024 của Phòng Văn hóa và Thông tin huyện cũng yêu cầu.\n1. Xã"
            ),
            "same_key_two_dates",
            "warning",
        ),
    ],
)
def test_raised(content: str, kind: str, severity: str) -> None:
    """Each slip is raised, with its severity and one sentence in each language."""
    found = _raised(content)
    assert kind in found
    assert severity == found[kind].severity
    assert found[kind].message.endswith(".")
    assert found[kind].message_en.endswith(".")


@pytest.mark.parametrize(
    "name", ["COLLAPSED", "PARTY", "LAYOUT", "GAZETTE", "DECISION", "STAMPED", "TELEGRAM", "CONSOLIDATED"]
)
def test_sound_dispatches_raise_nothing(name: str) -> None:
    """A clerk's time is not wasted."""
    assert _raised(getattr(dispatches, name)) == {}


def test_places_of_anomalies() -> None:
    """An anomaly of a citation stands at the citation."""
    content = COMMUNE.replace("ngày 01/3/2024", "ngày 01/4/2024")
    found = _raised(content)["cites_later_document"]
    assert found.span is not None
    assert found.span.of(content).startswith("Công văn số 112/VHTT")


def test_every_kind_has_its_sentences() -> None:
    """The table's sentences can be filled in, and an unknown kind is refused."""
    words = dict.fromkeys(
        [
            "own",
            "cited",
            "date",
            "due",
            "symbol",
            "body",
            "issuer",
            "printed",
            "meant",
            "position",
            "heading",
            "reference",
            "dates",
            "title",
            "year",
            "name",
            "arrived",
            "called",
            "label",
            "code",
            "problems",
            "what",
            "value",
        ],
        "x",
    )
    for row in table("anomalies"):
        assert anomaly(row["type"], None, **words).message
    with pytest.raises(KeyError):
        anomaly("no_such_kind", None)


def test_rules_of_the_party_are_numbered_as_decisions() -> None:
    """`07-QĐ/ĐU` heads a QUY ĐỊNH; `07/QĐ-SNV` heads none."""
    party = "ĐẢNG ỦY XÃ AN HÒA\nSố 07-QĐ/ĐU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Hòa, ngày 03/9/2025\nQUY ĐỊNH\nvề hội họp\n"
    office = DECISION.replace("QUYẾT ĐỊNH\n", "QUY ĐỊNH\n", 1)
    for content, odd in ((party, False), (office, True)):
        found = read_dispatches(text_of_string(content))[0].anomalies
        assert odd == any(one.type == "type_not_of_symbol" for one in found)


def test_an_hour_of_the_same_day_is_a_limit_in_time() -> None:
    """What is asked `trước 17h00` of the day of issue is late for nobody; the bare day is."""
    for printed, late in (("17h00 ngày 05/3/2024", False), ("ngày 05/3/2024", True), ("9 giờ ngày 04/3/2024", True)):
        content = COMMUNE.replace("ngày 20/3/2024", printed)
        assert content != COMMUNE
        (dispatch,) = read_dispatches(text_of_string(content))
        assert late == any(found.type == "deadline_not_after_date" for found in dispatch.anomalies)
