"""What one cited work does to another by the words of a third, and receipts that several servers share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Key, Utc

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("citation", sa.Column("edge", Key(), nullable=True))
    op.add_column("citation", sa.Column("edge_from", sa.Integer(), nullable=True))
    op.create_table(
        "receipt",
        sa.Column("name", Key(), nullable=False),
        sa.Column("holder", Key(), nullable=True),
        sa.Column("held_until", Utc(), nullable=True),
        sa.Column("body_sha256", Key(), nullable=True),
        sa.Column("batch_id", Key(), nullable=True),
        sa.Column("kept_at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_receipt")),
    )
    op.create_index("ix_receipt_kept_at", "receipt", ["kept_at"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_receipt_kept_at", table_name="receipt")
    op.drop_table("receipt")
    op.drop_column("citation", "edge_from")
    op.drop_column("citation", "edge")
