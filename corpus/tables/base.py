"""What every table shares: types that mean the same on SQLite and PostgreSQL, and rows checked before they are kept.

SQLModel lets a table class be built from anything; `insert_rows` checks against the declared types first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from sqlalchemy import Connection, DateTime, Dialect, Insert, MetaData, String, Table, insert, inspect
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import SQLModel

from corpus.refusals import InvalidValue
from corpus.storable import storable

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Row(SQLModel, registry=registry(metadata=METADATA)):
    """The base of every table."""


class Utc(TypeDecorator[datetime]):
    """A moment: kept as UTC without zone, handed out with it; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Into the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise InvalidValue(f"a moment without time zone: {value}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Out of the database."""
        return value.replace(tzinfo=UTC) if value else None


class Key(TypeDecorator[str]):
    """Text compared byte by byte on both databases, so that prefixes, ranges and cursors agree."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL would otherwise sort by the language of the server."""
        return dialect.type_descriptor(String(collation="C") if dialect.name == "postgresql" else String())


def table(row: type[Row]) -> Table:
    """The Core table of a row class."""
    found = inspect(row).local_table
    if not isinstance(found, Table):
        raise TypeError(f"{row.__name__} is no table")
    return found


def insert_rows(connection: Connection, row: type[Row], values: Iterable[Mapping[str, Any]]) -> None:
    """Check the rows against their types and insert them in one go; `InvalidValue` says what is wrong."""
    checked = [check_row(row, value) for value in values]
    if checked:
        connection.execute(_insert(row), checked)


def check_row(row: type[Row], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one row, with defaults, every one of its declared type; text cleaned of what no database keeps."""
    clean = {name: storable(value) if isinstance(value, str) else value for name, value in values.items()}
    try:
        return dict(_checker(row).model_validate(clean))
    except ValidationError as error:
        raise InvalidValue(f"{row.__name__}: {error.errors(include_url=False, include_input=False)}") from error


@cache
def _insert(row: type[Row]) -> Insert:
    """Built once: a filing writes a dozen tables, and building would cost more than writing."""
    return insert(table(row))


@cache
def _checker(row: type[Row]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        name: (info.annotation, ... if info.is_required() else info.get_default(call_default_factory=True))
        for name, info in row.model_fields.items()
    }
    config = ConfigDict(extra="forbid", strict=True, arbitrary_types_allowed=True)
    return create_model(f"{row.__name__}Check", __config__=config, **fields)
