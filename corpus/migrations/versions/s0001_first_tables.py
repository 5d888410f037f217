"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from corpus.tables.base import Key, Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "audit",
        sa.Column("id", Key(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", Key(), nullable=False),
        sa.Column("subject", Key(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_subject_id", ["subject", "id"], unique=False)

    op.create_table(
        "batch",
        sa.Column("id", Key(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("state", Key(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("closed_at", Utc(), nullable=True),
        sa.CheckConstraint("state IN ('open','closed','paused','cancelled')", name=op.f("ck_batch_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_table(
        "change",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_document_id"), ["document_id"], unique=False)

    op.create_table(
        "counter",
        sa.Column("name", Key(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )
    op.create_table(
        "event",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", Key(), nullable=False),
        sa.Column("type", Key(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index("ix_event_type_position", ["type", "position"], unique=False)

    op.create_table(
        "installation",
        sa.Column("id", Key(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "original",
        sa.Column("sha256", Key(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("stored_at", Utc(), nullable=False),
        sa.Column("checked_at", Utc(), nullable=True),
        sa.Column("fault", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_original")),
    )
    op.create_table(
        "term",
        sa.Column("kind", Key(), nullable=False),
        sa.Column("key", Key(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_term")),
    )
    op.create_table(
        "work",
        sa.Column("id", Key(), nullable=False),
        sa.Column("key", Key(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("reference_key", Key(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issuer_key", Key(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("document_type", Key(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("title_key", Key(), nullable=True),
        sa.Column("source", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=True),
        sa.Column("dispatch_id", Key(), nullable=True),
        sa.Column("bound_to", Key(), nullable=True),
        sa.Column("bound_by", sa.String(), nullable=True),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.Column("known_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["bound_to"], ["work.id"], name=op.f("fk_work_bound_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work")),
        sa.UniqueConstraint("key", name=op.f("uq_work_key")),
    )
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_bound_to"), ["bound_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_reference_key"), ["reference_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_work_title_key"), ["title_key"], unique=False)

    op.create_table(
        "item",
        sa.Column("id", Key(), nullable=False),
        sa.Column("batch_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", Key(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("sha256", Key(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("state", Key(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("parent_id", Key(), nullable=True),
        sa.Column("document_id", Key(), nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("suspects", sa.JSON(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", Utc(), nullable=False),
        sa.Column("finished_at", Utc(), nullable=True),
        sa.CheckConstraint(
            "state IN ('stored','registered','returned','duplicate','expanded','cancelled')", name=op.f("ck_item_state")
        ),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_item_batch_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["item.id"], name=op.f("fk_item_parent_id")),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], name=op.f("fk_item_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("batch_id", "key", name=op.f("uq_item_batch_id_key")),
        sa.UniqueConstraint("batch_id", "position", name=op.f("uq_item_batch_id_position")),
    )
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.create_index("ix_item_batch_id_state", ["batch_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_item_sha256"), ["sha256"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", Key(), nullable=False),
        sa.Column("sha256", Key(), nullable=False),
        sa.Column("item_id", Key(), nullable=False),
        sa.Column("batch_id", Key(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("registered_at", Utc(), nullable=False),
        sa.Column("integrity", Key(), nullable=True),
        sa.Column("verdict", Key(), nullable=True),
        sa.Column("signatures", sa.Integer(), nullable=False),
        sa.Column("anomalies", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reading_version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", Utc(), nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_document_batch_id")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_document_item_id")),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], name=op.f("fk_document_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(
            "ix_document_deleted_at",
            ["deleted_at"],
            unique=False,
            sqlite_where=sa.text("deleted_at IS NOT NULL"),
            postgresql_where=sa.text("deleted_at IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_document_item_id"), ["item_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_verdict"), ["verdict"], unique=False)

    op.create_table(
        "correction",
        sa.Column("id", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", Key(), nullable=False),
        sa.Column("status", Key(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_correction_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index("ix_correction_document_id_position", ["document_id", "position"], unique=False)

    op.create_table(
        "dispatch",
        sa.Column("id", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=False),
        sa.Column("last_page", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("document_type", Key(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("number_value", sa.Integer(), nullable=True),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("symbol_key", Key(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("reference_key", Key(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("issuer_key", Key(), nullable=True),
        sa.Column("issuer_parent", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("urgency", Key(), nullable=True),
        sa.Column("secrecy", Key(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=True),
        sa.Column("signer_position", sa.String(), nullable=True),
        sa.Column("work_id", Key(), nullable=True),
        sa.Column("anomalies", sa.Integer(), nullable=False),
        sa.Column("severity", Key(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_dispatch_document_id")),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name=op.f("fk_dispatch_work_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_dispatch_document_id_position")),
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index("ix_dispatch_document_type_document_id", ["document_type", "document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dispatch_issued_on"), ["issued_on"], unique=False)
        batch_op.create_index("ix_dispatch_issuer_key_document_id", ["issuer_key", "document_id"], unique=False)
        batch_op.create_index("ix_dispatch_number_value_symbol_key", ["number_value", "symbol_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_dispatch_reference_key"), ["reference_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_dispatch_work_id"), ["work_id"], unique=False)
        batch_op.create_index("ix_dispatch_year_document_id", ["year", "document_id"], unique=False)

    op.create_table(
        "reading",
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", Utc(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_reading_document_id")),
        sa.PrimaryKeyConstraint("document_id", "version", name=op.f("pk_reading")),
    )
    op.create_table(
        "signature",
        sa.Column("id", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("status", Key(), nullable=False),
        sa.Column("integrity", Key(), nullable=False),
        sa.Column("later_changes", Key(), nullable=False),
        sa.Column("trust", Key(), nullable=False),
        sa.Column("indication", Key(), nullable=False),
        sa.Column("sub_indication", Key(), nullable=True),
        sa.Column("signer", sa.String(), nullable=True),
        sa.Column("organization", sa.String(), nullable=True),
        sa.Column("signed_at", Utc(), nullable=True),
        sa.Column("explanation", sa.String(), nullable=False),
        sa.Column("explanation_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_signature_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("document_id", "position", name=op.f("uq_signature_document_id_position")),
    )
    op.create_table(
        "arrival",
        sa.Column("id", Key(), nullable=False),
        sa.Column("office", Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("dispatch_id", Key(), nullable=True),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("entered_at", Utc(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=True),
        sa.Column("recipient", sa.String(), nullable=True),
        sa.Column("forwarded_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("voided_at", Utc(), nullable=True),
        sa.Column("voided_by", sa.String(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_arrival_dispatch_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_arrival_document_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("office", "year", "number", name=op.f("uq_arrival_office_year_number")),
    )
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_arrival_document_id"), ["document_id"], unique=False)
        batch_op.create_index(
            "uq_arrival_document_id_live",
            ["document_id"],
            unique=True,
            sqlite_where=sa.text("voided_at IS NULL"),
            postgresql_where=sa.text("voided_at IS NULL"),
        )

    op.create_table(
        "citation",
        sa.Column("id", Key(), nullable=False),
        sa.Column("document_id", Key(), nullable=False),
        sa.Column("dispatch_id", Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kind", Key(), nullable=False),
        sa.Column("relation", Key(), nullable=False),
        sa.Column("document_type", Key(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=True),
        sa.Column("provisions", sa.JSON(), nullable=False),
        sa.Column("key", Key(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("work_id", Key(), nullable=True),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_citation_dispatch_id")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_citation_document_id")),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name=op.f("fk_citation_work_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
        sa.UniqueConstraint("dispatch_id", "position", name=op.f("uq_citation_dispatch_id_position")),
    )
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_citation_document_id"), ["document_id"], unique=False)
        batch_op.create_index("ix_citation_work_id_id", ["work_id", "id"], unique=False)
        batch_op.create_index("ix_citation_work_id_relation_id", ["work_id", "relation", "id"], unique=False)

    op.create_table(
        "dispatch_text",
        sa.Column("dispatch_id", Key(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("page_starts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["dispatch_id"], ["dispatch.id"], name=op.f("fk_dispatch_text_dispatch_id")),
        sa.PrimaryKeyConstraint("dispatch_id", name=op.f("pk_dispatch_text")),
    )
    op.create_table(
        "cited_provision",
        sa.Column("citation_id", Key(), nullable=False),
        sa.Column("path", Key(), nullable=False),
        sa.Column("work_id", Key(), nullable=False),
        sa.Column("ranged", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["citation_id"], ["citation.id"], name=op.f("fk_cited_provision_citation_id")),
        sa.ForeignKeyConstraint(["work_id"], ["work.id"], name=op.f("fk_cited_provision_work_id")),
        sa.PrimaryKeyConstraint("citation_id", "path", name=op.f("pk_cited_provision")),
    )
    with op.batch_alter_table("cited_provision", schema=None) as batch_op:
        batch_op.create_index(
            "ix_cited_provision_work_id_path_citation_id", ["work_id", "path", "citation_id"], unique=False
        )
        batch_op.create_index(
            "ix_cited_provision_work_id_ranged",
            ["work_id", "path"],
            unique=False,
            sqlite_where=sa.text("ranged = 1"),
            postgresql_where=sa.text("ranged = true"),
        )


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("cited_provision", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_cited_provision_work_id_ranged",
            sqlite_where=sa.text("ranged = 1"),
            postgresql_where=sa.text("ranged = true"),
        )
        batch_op.drop_index("ix_cited_provision_work_id_path_citation_id")

    op.drop_table("cited_provision")
    op.drop_table("dispatch_text")
    with op.batch_alter_table("citation", schema=None) as batch_op:
        batch_op.drop_index("ix_citation_work_id_relation_id")
        batch_op.drop_index("ix_citation_work_id_id")
        batch_op.drop_index(batch_op.f("ix_citation_document_id"))

    op.drop_table("citation")
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_arrival_document_id_live",
            sqlite_where=sa.text("voided_at IS NULL"),
            postgresql_where=sa.text("voided_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_arrival_document_id"))

    op.drop_table("arrival")
    op.drop_table("signature")
    op.drop_table("reading")
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.drop_index("ix_dispatch_year_document_id")
        batch_op.drop_index(batch_op.f("ix_dispatch_work_id"))
        batch_op.drop_index(batch_op.f("ix_dispatch_reference_key"))
        batch_op.drop_index("ix_dispatch_number_value_symbol_key")
        batch_op.drop_index("ix_dispatch_issuer_key_document_id")
        batch_op.drop_index(batch_op.f("ix_dispatch_issued_on"))
        batch_op.drop_index("ix_dispatch_document_type_document_id")

    op.drop_table("dispatch")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index("ix_correction_document_id_position")

    op.drop_table("correction")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_verdict"))
        batch_op.drop_index(batch_op.f("ix_document_item_id"))
        batch_op.drop_index(
            "ix_document_deleted_at",
            sqlite_where=sa.text("deleted_at IS NOT NULL"),
            postgresql_where=sa.text("deleted_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_document_batch_id"))

    op.drop_table("document")
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_item_sha256"))
        batch_op.drop_index(batch_op.f("ix_item_parent_id"))
        batch_op.drop_index(batch_op.f("ix_item_document_id"))
        batch_op.drop_index("ix_item_batch_id_state")

    op.drop_table("item")
    with op.batch_alter_table("work", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_title_key"))
        batch_op.drop_index(batch_op.f("ix_work_reference_key"))
        batch_op.drop_index(batch_op.f("ix_work_document_id"))
        batch_op.drop_index(batch_op.f("ix_work_bound_to"))

    op.drop_table("work")
    op.drop_table("term")
    op.drop_table("original")
    op.drop_table("installation")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index("ix_event_type_position")

    op.drop_table("event")
    op.drop_table("counter")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_document_id"))

    op.drop_table("change")
    op.drop_table("batch")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_subject_id")

    op.drop_table("audit")
