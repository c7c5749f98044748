"""The audit trail: one chained row an event, and the net under it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The audit trail: one chained row an event, and the net under it."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("utc", sa.DateTime(), nullable=False),
        sa.Column("utc_offset", sa.Integer(), nullable=False),
        sa.Column("mono_ms", sa.BigInteger(), nullable=False),
        sa.Column("boot", sa.String(length=32), nullable=False),
        sa.Column("clock_ok", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("signin", sa.String(length=32), nullable=False),
        sa.Column("pc", sa.Text(), nullable=False),
        sa.Column("app", sa.String(length=40), nullable=False),
        sa.Column("schema", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=True),
        sa.Column("entry", sa.String(length=32), nullable=True),
        sa.Column("version_from", sa.Integer(), nullable=True),
        sa.Column("version_to", sa.Integer(), nullable=True),
        sa.Column("reason_code", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("approver", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("facts", sa.Text(), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry"), ["entry"], unique=False)

    op.create_table(
        "unaudited",
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), server_default="-1", nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"],
            ["audit.seq"],
            name=op.f("fk_unaudited_seq"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("entry", name=op.f("pk_unaudited")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    _without_triggers()
    op.drop_table("unaudited")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry"))

    op.drop_table("audit")


def _without_triggers() -> None:
    """Take away what the program sets on the tables after each upgrade."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        for name in ("audit_refused", "audit_due", "audit_paid"):
            op.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        return
    for name in bind.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
        op.execute(f'DROP TRIGGER "{name}"')
