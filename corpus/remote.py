"""A server at a distance (máy chủ ở xa): each end notices within seconds when the other has fallen silent.

A machine that lost its power or its cable says nothing. PostgreSQL would keep its transactions, and the locks others
wait for, for two hours; and its own calls would wait a quarter of an hour for an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, create_engine, event

if TYPE_CHECKING:
    from psycopg import Connection

_HERE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""What our end is told when it connects: seconds, and milliseconds for the last."""
_THERE = {
    "tcp_keepalives_idle": "5s",
    "tcp_keepalives_interval": "2s",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "15s",
}


def open_remote(url: str, **options: Any) -> Engine:
    """`create_engine` for a server; its end of every connection is told the same."""
    engine = create_engine(url, connect_args=_HERE, **options)
    event.listen(engine, "connect", _tell)
    return engine


def _tell(connection: Connection[Any], _: Any) -> None:
    for name, value in _THERE.items():
        connection.execute(f"SET {name} = '{value}'")
    if not connection.autocommit:
        connection.commit()
