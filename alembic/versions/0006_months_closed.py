"""Closed months, with their papers and the notes on their checks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Closed months, with their papers and the notes on their checks."""
    op.create_table(
        "check_note",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("serial_year", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("unsure", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Text(), nullable=True),
        sa.Column("month_on", sa.Date(), nullable=True),
        sa.Column("return_form", sa.Text(), nullable=True),
        sa.Column("check_code", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_note")),
        sa.UniqueConstraint("source_id", name=op.f("uq_check_note_source_id")),
    )
    with op.batch_alter_table("check_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_check_note_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_check_note_month_on_in_order",
            ["month_on", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "month_closing",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("serial_year", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("unsure", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Text(), nullable=True),
        sa.Column("month_on", sa.Date(), nullable=True),
        sa.Column("return_form", sa.Text(), nullable=True),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("form_version", sa.Text(), nullable=True),
        sa.Column("counted_by", sa.Text(), nullable=True),
        sa.Column("totals", sa.Text(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=True),
        sa.Column(
            "handed_in_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("handed_in_by", sa.Text(), nullable=True),
        sa.Column(
            "reopened_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("reopened_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_closing")),
        sa.UniqueConstraint("source_id", name=op.f("uq_month_closing_source_id")),
    )
    with op.batch_alter_table("month_closing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_month_closing_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_month_closing_month_on_in_order",
            ["month_on", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "month_papers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("voided_by", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("serial_year", sa.Integer(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=True),
        sa.Column("unsure", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Text(), nullable=True),
        sa.Column("closing_id", sa.String(length=32), nullable=True),
        sa.Column("figures", sa.Text(), nullable=True),
        sa.Column("pdf", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["closing_id"], ["month_closing.id"], name=op.f("fk_month_papers_closing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_papers")),
        sa.UniqueConstraint("source_id", name=op.f("uq_month_papers_source_id")),
    )
    with op.batch_alter_table("month_papers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_month_papers_closing_id"), ["closing_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_month_papers_missing_unsure"), ["missing", "unsure"], unique=False
        )


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    with op.batch_alter_table("month_papers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_month_papers_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_month_papers_closing_id"))

    op.drop_table("month_papers")
    with op.batch_alter_table("month_closing", schema=None) as batch_op:
        batch_op.drop_index("ix_month_closing_month_on_in_order")
        batch_op.drop_index(batch_op.f("ix_month_closing_missing_unsure"))

    op.drop_table("month_closing")
    with op.batch_alter_table("check_note", schema=None) as batch_op:
        batch_op.drop_index("ix_check_note_month_on_in_order")
        batch_op.drop_index(batch_op.f("ix_check_note_missing_unsure"))

    op.drop_table("check_note")
