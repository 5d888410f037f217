"""The tables of the reference grammar: whole, sourced, without contradictions."""

from __future__ import annotations

from typing import get_args

import pytest

from extract.citation import Relation
from extract.document_types import by_abbreviation, by_name, document_types, type_of_symbol
from extract.fold import fold
from extract.tables import table

TABLES = ["document_types", "cues", "law_titles", "law_abbreviations", "issuer_symbols", "sectors", "stop_words"]
RELATIONS = {"", *get_args(Relation)}


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source(name: str) -> None:
    """Data without a source cannot be checked."""
    assert all(row["source"] for row in table(name))


def test_cues() -> None:
    """Cues name known relations, and none stands twice."""
    cues = [fold(row["cue"]) for row in table("cues")]
    assert len(cues) == len(set(cues))
    assert {row["relation"] for row in table("cues")} <= RELATIONS


def test_types() -> None:
    """Names and abbreviations lead to one type each; the 27 of the Decree are there."""
    assert len(by_name()) == len(document_types())
    decree = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB SY TrS SL"
    assert set(decree.split()) <= set(by_abbreviation())


@pytest.mark.parametrize(
    ("symbol", "slug"),
    [
        ("QĐ-TTg", "quyet_dinh"),
        ("2020/QĐ-TTg", "quyet_dinh"),
        ("TTLT-BYT-BTC", "thong_tu_lien_tich"),
        ("TTLT/BYT-BTC", "thong_tu_lien_tich"),
        ("VPCP-KSTT", "cong_van"),
        ("BYT-QĐ", "quyet_dinh"),
        ("UBND", "cong_van"),
        ("QH15", None),
        ("CTr/TU", "chuong_trinh"),
    ],
)
def test_types_of_symbols(symbol: str, slug: str | None) -> None:
    """The type a symbol shows; an office alone is a công văn."""
    assert slug == type_of_symbol(symbol)
