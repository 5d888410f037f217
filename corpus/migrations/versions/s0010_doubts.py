"""How many fields of a dispatch a person should look at."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from corpus.doubts import count_doubts
from corpus.entries import unpack_reading

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; what was filed before is counted by its latest reading and the decisions made since."""
    op.add_column("dispatch", sa.Column("doubts", sa.Integer(), server_default="0", nullable=False))
    where = sa.text("doubts > 0")
    op.create_index(
        "ix_dispatch_doubts", "dispatch", ["document_id"], unique=False, sqlite_where=where, postgresql_where=where
    )
    connection = op.get_bind()
    for document_id, body in _readings(connection):
        for position, found in enumerate(unpack_reading(body).get("dispatches") or [], 1):
            _count(connection, {"document": document_id, "position": position}, found["fields"])


def _readings(connection: sa.Connection) -> Iterator[tuple[str, bytes]]:
    """The latest reading of each document; a few at a time, as a register may hold a million."""
    latest = sa.text(
        "SELECT r.document_id, r.body FROM reading r JOIN document d ON d.id = r.document_id "
        "AND d.reading_version = r.version WHERE d.id > :after ORDER BY d.id LIMIT 500"
    )
    after = ""
    while found := connection.execute(latest, {"after": after}).all():
        yield from ((document_id, body) for document_id, body in found)
        after = found[-1].document_id


def _count(connection: sa.Connection, at: dict[str, str | int], fields: dict[str, object]) -> None:
    made = sa.text(
        "SELECT field, status FROM correction WHERE document_id = :document AND position = :position ORDER BY id"
    )
    latest = {row.field: row.status for row in connection.execute(made, at)}
    decided = {field for field, status in latest.items() if status != "withdrawn"}
    if doubts := count_doubts(fields, decided):
        update = "UPDATE dispatch SET doubts = :doubts WHERE document_id = :document AND position = :position"
        connection.execute(sa.text(update), at | {"doubts": doubts})


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_dispatch_doubts", table_name="dispatch")
    op.drop_column("dispatch", "doubts")
