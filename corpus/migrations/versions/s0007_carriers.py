"""What the envelope an item came as tells of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("item", sa.Column("carrier", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("item", "carrier")
