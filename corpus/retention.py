"""Retention (thời hạn bảo quản): how many years a kind of document is kept, by a schedule the office sets.

    document_type,years,source
    giay_moi,10,"Quyết định 12/QĐ-UBND, mục 3"
    nghi_quyet,vinh_vien,"Quyết định 12/QĐ-UBND, mục 1"
    *,70,"Quyết định 12/QĐ-UBND, mục 9"

A kind not in the schedule, and not covered by `*`, is kept for ever; so is everything while there is no schedule.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from corpus.refusals import InvalidValue
from extract.document_types import document_types

COLUMNS = ("document_type", "years", "source")
EVERY = "*"
FOR_EVER = "vinh_vien"
MOST = 1000
"""Years; more is a slip."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Years by kind of document; None is for ever (vĩnh viễn)."""

    years: Mapping[str, int | None]

    def due_on(self, kinds: Iterable[str | None], year: int) -> date | None:
        """The first day on which documents of a year may go; None for never. Of several kinds the longest holds.

        Years are counted from the end of the one in which the matter ended.
        """
        found = [self.years.get(kind or EVERY, self.years.get(EVERY)) for kind in kinds] or [self.years.get(EVERY)]
        longest = [years for years in found if years is not None]
        if len(longest) < len(found) or year + 1 + max(longest) > date.max.year:
            return None
        return date(year + 1 + max(longest), 1, 1)


def load_retention(path: Path | None = None) -> Retention:
    """The schedule in a file, or the shipped one, which keeps everything."""
    shipped = files("corpus").joinpath("data/retention.csv")
    return parse_retention(shipped.read_text("utf-8") if path is None else path.read_text("utf-8-sig"))


def parse_retention(text: str) -> Retention:
    """A schedule; `InvalidValue` names the line that is wrong, and then nothing of it counts."""
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        columns = ",".join(COLUMNS)
        raise InvalidValue(f"thời hạn bảo quản: phải có các cột {columns} / retention: the columns must be {columns}")
    known = {row.slug for row in document_types()} | {EVERY}
    years: dict[str, int | None] = {}
    for line, row in enumerate(reader, 2):
        kind, told = (row["document_type"] or "").strip(), (row["years"] or "").strip()
        if kind in years:
            raise _wrong(line, f"hai lần: {kind}", f"twice: {kind}")
        if kind not in known:
            raise _wrong(line, f"loại lạ: {kind}", f"unknown kind: {kind}")
        if not (row["source"] or "").strip():
            raise _wrong(line, "thiếu nguồn", "no source")
        years[kind] = _years(told, line)
    return Retention(years)


def _years(told: str, line: int) -> int | None:
    if told == FOR_EVER:
        return None
    if not told.isdecimal() or not 1 <= int(told) <= MOST:
        asked = f"1–{MOST}, {FOR_EVER}"
        raise _wrong(line, f"số năm phải là {asked}: {told}", f"years must be {asked}: {told}")
    return int(told)


def _wrong(line: int, vietnamese: str, english: str) -> InvalidValue:
    return InvalidValue(f"thời hạn bảo quản, dòng {line}: {vietnamese} / retention, line {line}: {english}")
