"""Text that a database keeps (văn bản lưu được): PostgreSQL refuses NUL, and UTF-8 lone surrogates.

A stranger's file may hold one in any name or line. U+FFFD stands for it, on SQLite too, so that a register can move
from one to the other; originals and texts read, which are kept as bytes, stay as they are.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Engine, event

UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with U+FFFD for what no database keeps: the length stays."""
    return UNSTORABLE.sub("\ufffd", text)


def keep_storable(engine: Engine) -> None:
    """See that every statement of the engine carries such text only."""
    event.listen(engine, "before_cursor_execute", _cleaned, retval=True)


def _cleaned(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> tuple[str, Any]:
    return statement, [_row(row) for row in parameters] if many else _row(parameters)


def _row(row: Any) -> Any:
    """The parameters of one row, by name or by place; the same object where nothing is to be done, as nearly always."""
    values = row.values() if isinstance(row, dict) else row
    if not any(isinstance(value, str) and UNSTORABLE.search(value) for value in values):
        return row
    if isinstance(row, dict):
        return {name: _value(value) for name, value in row.items()}
    return tuple(_value(value) for value in row)


def _value(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value
