"""Tables and form values of a document (bảng biểu, biểu mẫu), as its page shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from api.pages.shell import Shell

MOST_TABLES = 50
MOST_ROWS = 300
"""Rows of one table, or values of a form, that are shown; all of them are in the JSON."""
CHECKED = frozenset({"mst", "cccd", "bhxh"})
"""Types of cells whose form is checked: tax code, identity number, social insurance number."""


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell; `doubt` says in words what is wrong with it."""

    text: str
    number: bool
    doubt: str | None


@dataclass(frozen=True, slots=True)
class TableView:
    """One table, cut at MOST_ROWS; `more` rows are not shown."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[CellView, ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class FormValue:
    """A field of a form, as the applicant filled it in."""

    name: str
    value: str
    page: int | None


def table_views(tables: Sequence[Mapping[str, Any]], shell: Shell) -> tuple[TableView, ...]:
    """The tables of a reading in their order, MOST_TABLES at the most."""
    return tuple(_table(table, number, shell) for number, table in enumerate(tables[:MOST_TABLES], 1))


def form_values(forms: Sequence[Mapping[str, Any]], shell: Shell) -> tuple[FormValue, ...]:
    """The values of a reading in their order, MOST_ROWS at the most; a ticked box is said to be ticked."""
    return tuple(
        FormValue(
            str(form["name"]),
            shell.say("form.ticked") if form["value"] is True else str(form["value"]),
            form.get("page"),
        )
        for form in forms[:MOST_ROWS]
    )


def _table(table: Mapping[str, Any], number: int, shell: Shell) -> TableView:
    rows, pages = table["rows"], table["pages"]
    columns = max((len(row) for row in (table["header"], *rows)), default=0)
    key = "table.caption" if len(pages) > 1 else "table.caption.one"
    caption = shell.say(key, number=number, columns=columns, rows=len(rows), first=pages[0], last=pages[-1])
    title = table.get("title")  # readings of old have none
    return TableView(
        f"{caption}: {title}" if title else caption,
        _heads(table),
        tuple(tuple(_cell(cell, shell) for cell in row) for row in rows[:MOST_ROWS]),
        max(len(rows) - MOST_ROWS, 0),
    )


def _heads(table: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the columns with their units: `Diện tích (m2)`; readings of old have none."""
    units = (unit.strip("()") for unit in table.get("units", ()))
    names = zip_longest(table["header"], units, fillvalue="")
    return tuple(f"{name} ({unit})" if unit else name for name, unit in names)


def _cell(cell: Mapping[str, Any], shell: Shell) -> CellView:
    doubtful = cell["type"] in CHECKED and cell.get("valid") is False
    doubt = shell.say(f"cell.invalid.{cell['type']}") if doubtful else None
    return CellView(cell["text"], cell["type"] == "number", doubt)
