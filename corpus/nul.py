"""NUL in texts (ký tự rỗng): PostgreSQL keeps none, and a stranger's file may hold one in any name or line.

U+FFFD stands for it, on SQLite too, so that a register can move from one to the other; originals and texts read, which
are kept as bytes, stay as they are.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event

SHOWN = "\N{REPLACEMENT CHARACTER}"


def keep_nul_out(engine: Engine) -> None:
    """See that no statement of the engine carries a NUL."""
    event.listen(engine, "before_cursor_execute", _replaced, retval=True)


def _replaced(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> tuple[str, Any]:
    return statement, [_one(row) for row in parameters] if many else _one(parameters)


def _one(row: Any) -> Any:
    """The parameters of one row, by name or by place; the same object where nothing is to be done, as nearly always."""
    values = row.values() if isinstance(row, dict) else row
    if not any(isinstance(value, str) and "\0" in value for value in values):
        return row
    if isinstance(row, dict):
        return {name: _clean(value) for name, value in row.items()}
    return tuple(_clean(value) for value in row)


def _clean(value: Any) -> Any:
    return value.replace("\0", SHOWN) if isinstance(value, str) else value
