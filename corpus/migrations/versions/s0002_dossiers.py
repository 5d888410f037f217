"""Dossiers, their steps and codes, and who may do what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Key, Utc

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "authority",
        sa.Column("id", Key(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("person_key", Key(), nullable=False),
        sa.Column("position", sa.String(), nullable=True),
        sa.Column("organization", sa.String(), nullable=True),
        sa.Column("action", Key(), nullable=False),
        sa.Column("procedure", Key(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("granted_by", sa.String(), nullable=False),
        sa.Column("revoked_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
    )
    with op.batch_alter_table("authority", schema=None) as batch_op:
        batch_op.create_index("ix_authority_person_key_action", ["person_key", "action"], unique=False)

    op.create_table(
        "dossier",
        sa.Column("id", Key(), nullable=False),
        sa.Column("code", Key(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("procedure", Key(), nullable=True),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("state", Key(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("opened_at", Utc(), nullable=False),
        sa.Column("closed_at", Utc(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("code", name=op.f("uq_dossier_code")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index("ix_dossier_state_due_on", ["state", "due_on"], unique=False)

    op.create_table(
        "dossier_step",
        sa.Column("id", Key(), nullable=False),
        sa.Column("dossier_id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("before", Key(), nullable=True),
        sa.Column("after", Key(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_step_dossier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_step")),
    )
    with op.batch_alter_table("dossier_step", schema=None) as batch_op:
        batch_op.create_index("ix_dossier_step_dossier_id_id", ["dossier_id", "id"], unique=False)

    op.create_table(
        "dossier_code",
        sa.Column("code", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("unit_code", Key(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_dossier_code_document_id")),
        sa.PrimaryKeyConstraint("code", "document_id", name=op.f("pk_dossier_code")),
    )
    with op.batch_alter_table("dossier_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_code_document_id"), ["document_id"], unique=False)

    op.create_table(
        "dossier_document",
        sa.Column("dossier_id", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("component", sa.String(), nullable=True),
        sa.Column("added_at", Utc(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_dossier_document_document_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_document_dossier_id")),
        sa.PrimaryKeyConstraint("dossier_id", "document_id", name=op.f("pk_dossier_document")),
    )
    with op.batch_alter_table("dossier_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_document_document_id"), ["document_id"], unique=False)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("dossier_document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_document_document_id"))

    op.drop_table("dossier_document")
    with op.batch_alter_table("dossier_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_code_document_id"))

    op.drop_table("dossier_code")
    with op.batch_alter_table("dossier_step", schema=None) as batch_op:
        batch_op.drop_index("ix_dossier_step_dossier_id_id")

    op.drop_table("dossier_step")
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.drop_index("ix_dossier_state_due_on")

    op.drop_table("dossier")
    with op.batch_alter_table("authority", schema=None) as batch_op:
        batch_op.drop_index("ix_authority_person_key_action")

    op.drop_table("authority")
