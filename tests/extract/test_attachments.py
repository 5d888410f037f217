"""Annexes in the file and enclosures announced."""

from __future__ import annotations

from typing import Any

from extract.bundle import read_dispatches
from extract.text import text_of_string
from tests.extract import dispatches


def _details(content: str) -> list[dict[str, Any]]:
    return [finding.details for finding in read_dispatches(text_of_string(content))[0].attachments]


def test_an_annex_without_a_label() -> None:
    """The rules a decision issues are its annex."""
    (annex,) = [item for item in _details(dispatches.DECISION) if item["kind"] == "annex"]
    assert annex["title"] == "QUY CHẾ"


def test_an_announced_list_that_is_not_here() -> None:
    """`(danh sách kèm theo)` without an annex."""
    (announced,) = _details(dispatches.COMMUNE)
    assert (announced["title"], announced["present"]) == ("danh sách kèm theo", False)


def test_arabic_and_roman_labels_agree() -> None:
    """`phụ lục 1 đính kèm` is `Phụ lục I`."""
    content = (
        dispatches.COMMUNE.replace("danh sách kèm theo", "theo phụ lục 1 đính kèm")
        + "\nPhụ lục I\n\nDANH SÁCH\n\nMáy chiếu\n"
    )
    annex, announced = _details(content)
    assert (annex["label"], annex["number"], annex["title"]) == ("I", 1, "DANH SÁCH")
    assert (announced["label"], announced["present"]) == ("1", True)


def test_enclosures_of_other_documents_are_not_ours() -> None:
    """`ban hành kèm theo Quyết định số …` announces nothing."""
    content = dispatches.COMMUNE.replace(
        "(danh sách kèm theo)", "theo Phụ lục 4 ban hành kèm theo Quyết định số 9/QĐ-UBND"
    )
    assert _details(content) == []
