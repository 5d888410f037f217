"""The types of documents (tên loại văn bản): names, abbreviations, and the type a symbol shows.

`QĐ-TTg` → quyet_dinh, `TTLT-BGDĐT-BTC` → thong_tu_lien_tich, `VPCP-KSTT` → cong_van (no type in it), `QH15` → none.
Data: `data/document_types.csv`, after Decree 30/2020/NĐ-CP, Annex III, and the Law on legal documents.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.fold import fold


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type: `quyet_dinh`, `Quyết định`, (`QĐ`,); rank is act, normative, administrative, copy or generic."""

    slug: str
    name: str
    abbreviations: tuple[str, ...]
    rank: str


@cache
def document_types() -> tuple[DocumentType, ...]:
    """All rows of the table, in its order; a slug may have several names."""
    with (files("extract") / "data" / "document_types.csv").open(encoding="utf-8") as file:
        return tuple(
            DocumentType(row["slug"], row["name"], tuple(filter(None, row["abbreviations"].split("|"))), row["rank"])
            for row in csv.DictReader(file)
        )


@cache
def by_name() -> dict[str, DocumentType]:
    """Folded name → type: `thong tu lien tich`."""
    return {fold(row.name): row for row in document_types()}


@cache
def by_abbreviation() -> dict[str, DocumentType]:
    """Printed abbreviation → type, first row wins: `QĐ`, `CTr`, `TTr`."""
    found: dict[str, DocumentType] = {}
    for row in document_types():
        for short in row.abbreviations:
            found.setdefault(short, row)
    return found


@cache
def by_folded_abbreviation() -> dict[str, DocumentType]:
    """Folded abbreviation → type: `qd`; where two fold alike (CT, CTr do not; QĐ, QyĐ do not) the first row wins."""
    found: dict[str, DocumentType] = {}
    for short, row in by_abbreviation().items():
        found.setdefault(fold(short), row)
    return found


_PARLIAMENT = re.compile(r"(?:QH|UBTVQH|HĐNN)\d{1,2}")


def type_of_symbol(symbol: str) -> str | None:
    """The type slug a symbol shows; `cong_van` where it shows an office only; None where only the noun can tell."""
    groups = re.split(r"[-/]", symbol)
    if groups and re.fullmatch(r"\d{4}", groups[0]):
        groups = groups[1:]
    if not groups or (len(groups) == 1 and _PARLIAMENT.fullmatch(groups[0])):
        return None
    first = by_abbreviation().get(groups[0]) or by_folded_abbreviation().get(fold(groups[0]))
    if first and (len(groups) > 1 or len(groups[0]) > 2):
        return first.slug
    last = by_abbreviation().get(groups[-1])
    if last and len(groups) > 1 and last.slug in ("quyet_dinh", "thong_tu", "chi_thi", "thong_bao"):
        return last.slug
    return "cong_van"
