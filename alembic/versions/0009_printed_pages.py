"""Printed documents: their pages are kept; two choices of what the books print."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Printed documents: their pages are kept; two choices of what the books print."""
    op.create_table(
        "printout_pages",
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
        sa.Column("printout_id", sa.String(length=32), nullable=True),
        sa.Column("pdf", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["printout_id"], ["printout.id"], name=op.f("fk_printout_pages_printout_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printout_pages")),
        sa.UniqueConstraint("source_id", name=op.f("uq_printout_pages_source_id")),
    )
    with op.batch_alter_table("printout_pages", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_printout_pages_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_printout_pages_printout_id"), ["printout_id"], unique=False
        )

    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hiv_column_print", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("abortion_type_print", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.drop_column("abortion_type_print")
        batch_op.drop_column("hiv_column_print")

    with op.batch_alter_table("printout_pages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_printout_pages_printout_id"))
        batch_op.drop_index(batch_op.f("ix_printout_pages_missing_unsure"))

    op.drop_table("printout_pages")
