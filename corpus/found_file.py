"""All that a query finds, as one file (xuất kết quả tra cứu): CSV, XLSX, NDJSON or Parquet."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import BinaryIO, Literal, cast, get_args

from sqlalchemy import Connection

from corpus.exports import stream_csv, stream_xlsx
from corpus.index import SearchIndex
from corpus.listing import NAMES, Row, list_found
from corpus.query import Query
from corpus.refusals import InvalidValue
from corpus.scope import Scope

Format = Literal["csv", "xlsx", "ndjson", "parquet"]
FORMATS: tuple[Format, ...] = get_args(Format)
SHEET_ROWS = 1_048_575
"""Rows a sheet of a workbook can have beside its heading."""


def format_of(name: str) -> Format:
    """The format that a file of this name has, by its ending; `InvalidValue` for another."""
    found = next((known for known in FORMATS if name.lower().endswith(f".{known}")), None)
    if found is None:
        endings = ", ".join(f".{known}" for known in FORMATS)
        raise InvalidValue(f"tên tệp phải kết thúc bằng {endings} / the name must end in {endings}")
    return found


def write_found(
    connection: Connection, index: SearchIndex | None, query: Query, scope: Scope, wanted: Format
) -> BinaryIO:
    """A file without a name, at its beginning, for the caller to close: memory holds a piece of it at a time.

    Days are ISO 8601 in NDJSON, dates in Parquet, and `20/05/2020` in what spreadsheets open.
    """
    stream = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
    try:
        _write(stream, list_found(connection, index, query, scope), wanted)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return stream


def _write(stream: BinaryIO, pieces: Iterable[Sequence[Row]], wanted: Format) -> None:
    if wanted == "parquet":
        from corpus.parquet import write_rows  # a library of some size, of use here alone

        write_rows(stream, pieces)
        return
    rows = chain.from_iterable(pieces)
    if wanted == "csv":
        stream_csv(stream, NAMES, rows)
    elif wanted == "xlsx":
        stream_xlsx(stream, "Kết quả", NAMES, islice(rows, SHEET_ROWS))
        if next(iter(rows), None) is not None:
            raise InvalidValue(f"quá {SHEET_ROWS} dòng cho một bảng tính / more than {SHEET_ROWS} rows for a workbook")
    else:
        for row in rows:
            told = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in _named(row)}
            stream.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")


def _named(row: Row) -> Iterable[tuple[str, object]]:
    return zip(NAMES, row, strict=True)
