"""Printed documents, with their sheet numbers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Printed documents, with their sheet numbers."""
    op.create_table(
        "printout",
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
        sa.Column("serial_no", sa.Integer(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("times", sa.Integer(), nullable=True),
        sa.Column("woman_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["woman_id"], ["woman.id"], name=op.f("fk_printout_woman_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printout")),
        sa.UniqueConstraint(
            "serial_year", "serial_no", name=op.f("uq_printout_serial_year_serial_no")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_printout_source_id")),
    )
    with op.batch_alter_table("printout", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_printout_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_printout_serial_no"), ["serial_no"], unique=False)
        batch_op.create_index(
            "ix_printout_serial_no_in_order",
            ["serial_no", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_printout_woman_id"), ["woman_id"], unique=False)


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    with op.batch_alter_table("printout", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_printout_woman_id"))
        batch_op.drop_index("ix_printout_serial_no_in_order")
        batch_op.drop_index(batch_op.f("ix_printout_serial_no"))
        batch_op.drop_index(batch_op.f("ix_printout_missing_unsure"))

    op.drop_table("printout")
