"""Alembic's entry: it runs on the connection `corpus.schema` hands in, and knows no settings of its own."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlmodel.sql.sqltypes import AutoString

from corpus.tables import METADATA
from corpus.tables.base import Key, Utc


def render_item(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write our own column types by their short names, SQLModel's plain text as what it is."""
    if kind == "type" and isinstance(item, (Key, Utc)):
        return f"{type(item).__name__}()"
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render_item,
    compare_type=False,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
