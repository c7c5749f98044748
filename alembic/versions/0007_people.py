"""People: PINs, passphrases to be changed, and what people are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """People: PINs, passphrases to be changed, and what people are told."""
    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("told_to", sa.Text(), nullable=True),
        sa.Column("register", sa.String(length=40), nullable=True),
        sa.Column("entry", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_kind_settled_at"), ["kind", "settled_at"], unique=False
        )

    op.create_table(
        "secret",
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("pin", sa.Text(), nullable=True),
        sa.Column("temporary", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_secret_account")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_secret")),
    )


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    op.drop_table("secret")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_kind_settled_at"))

    op.drop_table("notice")
