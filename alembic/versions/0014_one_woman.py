"""Two entries of one woman made one, and what was moved by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two entries of one woman made one, and what was moved by it."""
    op.create_table(
        "woman_merge",
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
        sa.Column("kept_id", sa.String(length=32), nullable=True),
        sa.Column("emptied_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("proposed_by", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("moved", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["emptied_id"], ["woman.id"], name=op.f("fk_woman_merge_emptied_id")
        ),
        sa.ForeignKeyConstraint(["kept_id"], ["woman.id"], name=op.f("fk_woman_merge_kept_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_woman_merge")),
        sa.UniqueConstraint("source_id", name=op.f("uq_woman_merge_source_id")),
    )
    with op.batch_alter_table("woman_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_woman_merge_emptied_id"), ["emptied_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_woman_merge_kept_id"), ["kept_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_woman_merge_missing_unsure"), ["missing", "unsure"], unique=False
        )


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    with op.batch_alter_table("woman_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_woman_merge_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_woman_merge_kept_id"))
        batch_op.drop_index(batch_op.f("ix_woman_merge_emptied_id"))

    op.drop_table("woman_merge")
