"""Saved searches and their alerts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Key, Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "saved_search",
        sa.Column("id", Key(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.Column("saved_at", Utc(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
    )
    op.create_index("ix_saved_search_position", "saved_search", ["position"], unique=False)
    op.create_table(
        "alert",
        sa.Column("id", Key(), nullable=False),
        sa.Column("search_id", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("raised_at", Utc(), nullable=False),
        sa.Column("seen_at", Utc(), nullable=True),
        sa.Column("seen_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_alert_document_id")),
        sa.ForeignKeyConstraint(["search_id"], ["saved_search.id"], name=op.f("fk_alert_search_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint("search_id", "document_id", name=op.f("uq_alert_search_id_document_id")),
    )
    op.create_index("ix_alert_document_id", "alert", ["document_id"], unique=False)
    op.create_index("ix_alert_search_id_seen_at_id", "alert", ["search_id", "seen_at", "id"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_alert_search_id_seen_at_id", table_name="alert")
    op.drop_index("ix_alert_document_id", table_name="alert")
    op.drop_table("alert")
    op.drop_index("ix_saved_search_position", table_name="saved_search")
    op.drop_table("saved_search")
