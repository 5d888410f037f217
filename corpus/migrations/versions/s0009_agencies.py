"""Agencies with validity."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Key, Utc

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward; what the program brings is put in when the corpus is opened."""
    op.create_table(
        "agency",
        sa.Column("id", Key(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("symbols", sa.JSON(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", Key(), nullable=True),
        sa.Column("same_as", Key(), nullable=True),
        sa.Column("source", Key(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=True),
        sa.Column("added_at", Utc(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    op.create_index("ix_agency_same_as", "agency", ["same_as"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_agency_same_as", table_name="agency")
    op.drop_table("agency")
