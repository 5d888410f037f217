"""The data of the fields: every table has sources, and no row twice."""

from __future__ import annotations

import pytest

from extract.field_words import any_of
from extract.tables import table

KEYS = {
    "agencies": ("id",),
    "anomalies": ("type",),
    "field_words": ("list", "words"),
    "local_bodies": ("name",),
    "organisation_heads": ("head",),
    "positions": ("position",),
    "provinces": ("id",),
    "surnames": ("surname",),
    "type_headings": ("heading",),
    "unit_codes": ("code",),
}


@pytest.mark.parametrize("name", KEYS)
def test_rows_are_sourced_and_unique(name: str) -> None:
    """Each row tells where it is from; no key stands twice."""
    rows = table(name)
    assert all(row["source"].strip() for row in rows)
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows]
    assert len(keys) == len(set(keys))
    assert all(None not in row.values() for row in rows)


def test_an_unknown_list_is_refused() -> None:
    """A misspelt list name does not silently match nothing."""
    with pytest.raises(KeyError):
        any_of("no_such_list")
