"""Work that comes round again and again, and how far it got."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Key, Utc

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "job",
        sa.Column("name", Key(), nullable=False),
        sa.Column("mark", Key(), nullable=False),
        sa.Column("cursor", Key(), nullable=False),
        sa.Column("begun_at", Utc(), nullable=False),
        sa.Column("finished_at", Utc(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_job")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("job")
