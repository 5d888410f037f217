"""What is past its retention: documents and originals removed for good."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Utc

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("document", sa.Column("purged_at", Utc(), nullable=True))
    op.add_column("original", sa.Column("purged_at", Utc(), nullable=True))
    op.add_column("original", sa.Column("removed_at", Utc(), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("original", "removed_at")
    op.drop_column("original", "purged_at")
    op.drop_column("document", "purged_at")
