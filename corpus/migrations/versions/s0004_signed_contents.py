"""What signatures that are files of their own sign."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Key

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "signed_content",
        sa.Column("item_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("algorithm", Key(), nullable=False),
        sa.Column("digest", Key(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("sha256", Key(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_signed_content_item_id")),
        sa.PrimaryKeyConstraint("item_id", "position", "algorithm", name=op.f("pk_signed_content")),
    )
    with op.batch_alter_table("signed_content", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_content_digest"), ["digest"], unique=False)
        batch_op.create_index("ix_signed_content_sha256_algorithm", ["sha256", "algorithm"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("signed_content", schema=None) as batch_op:
        batch_op.drop_index("ix_signed_content_sha256_algorithm")
        batch_op.drop_index(batch_op.f("ix_signed_content_digest"))

    op.drop_table("signed_content")
