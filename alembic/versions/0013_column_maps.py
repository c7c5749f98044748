"""Which columns of files fill which fields, kept by name."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tables of columns, kept for the next file of the same shape."""
    op.create_table(
        "column_map",
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("kept_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("register", "name", name=op.f("pk_column_map")),
    )


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    op.drop_table("column_map")
