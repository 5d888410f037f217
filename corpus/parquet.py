"""Parquet (xuất Parquet): a table of typed columns for analysis, written piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet

from corpus.listing import COLUMNS, Column, Kind, Row

EPOCH = date(1970, 1, 1)
TYPES: dict[Kind, DataType] = {
    "text": DataType.string(),
    "whole": DataType.int64(),
    "day": DataType.date32(),
    "moment": DataType.timestamp("us", tz="UTC"),
}
ROW_GROUP = 20_000
"""Rows held in memory before they are written."""


def write_rows(stream: BinaryIO, pieces: Iterable[Sequence[Row]]) -> None:
    """Write rows of `COLUMNS` into a seekable stream; compressed by zstd, as every reader of Parquet knows."""
    schema = Schema([Field(column.name, TYPES[column.kind]) for column in COLUMNS])
    failed: list[BaseException] = []
    reader = RecordBatchReader.from_batches(schema, _batches(schema, pieces, failed))
    try:
        write_parquet(reader, stream, compression="zstd(3)", max_row_group_size=ROW_GROUP, skip_arrow_metadata=True)
    except Exception as error:
        raise (failed[0] if failed else error) from error


def _batches(schema: Schema, pieces: Iterable[Sequence[Row]], failed: list[BaseException]) -> Iterator[RecordBatch]:
    """The pieces as Arrow has them; what went wrong in making them is kept, as the writer tells it in its own words."""
    try:
        for rows in filter(None, pieces):
            columns = zip(*rows, strict=True)
            yield RecordBatch.from_arrays([_array(*pair) for pair in zip(COLUMNS, columns, strict=True)], schema=schema)
    except BaseException as error:
        failed.append(error)
        raise


def _array(column: Column, values: Sequence[Any]) -> Array:
    if column.kind == "day":
        days = [None if value is None else (value - EPOCH).days for value in values]
        return Array(days, DataType.int32()).cast(TYPES["day"])
    if column.kind == "moment":
        told = [None if value is None else round(value.timestamp() * 1_000_000) for value in values]
        return Array(told, DataType.int64()).cast(TYPES["moment"])
    return Array(values, TYPES[column.kind])
