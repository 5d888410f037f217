"""The tables of `extract/data` (bảng dữ liệu): CSV with a header and a `source` column, read once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def table(name: str) -> tuple[MappingProxyType[str, str], ...]:
    """The rows of `data/NAME.csv`, each by column name; FileNotFoundError for a name there is none of."""
    content = files("extract").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(content.splitlines()))
