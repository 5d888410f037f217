"""Whether a document has an arrival number: the list of those without one must not read all the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; documents filed before have one where an entry of theirs is not voided."""
    op.add_column("document", sa.Column("numbered", sa.Boolean(), server_default=sa.false(), nullable=False))
    live = "SELECT document_id FROM arrival WHERE voided_at IS NULL"
    op.execute(sa.text(f"UPDATE document SET numbered = true WHERE id IN ({live})"))
    # as either database is asked for it
    sqlite, postgresql = sa.text("numbered = 0"), sa.text("NOT numbered")
    op.create_index(
        "ix_document_unnumbered", "document", ["id"], unique=False, sqlite_where=sqlite, postgresql_where=postgresql
    )


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_document_unnumbered", table_name="document")
    op.drop_column("document", "numbered")
