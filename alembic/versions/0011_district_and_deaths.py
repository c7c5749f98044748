"""The district's files, deaths, and figures to check."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The district's files, deaths, and figures to check."""
    _without_triggers()
    op.create_table(
        "figure_mark",
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
        sa.Column("line_code", sa.Text(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("settled", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_mark")),
        sa.UniqueConstraint("source_id", name=op.f("uq_figure_mark_source_id")),
    )
    with op.batch_alter_table("figure_mark", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_figure_mark_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_figure_mark_month_on_in_order",
            ["month_on", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    with op.batch_alter_table("return_figure", schema=None) as batch_op:
        batch_op.alter_column(
            "return_form",
            existing_type=sa.VARCHAR(length=40),
            type_=sa.Text(),
            existing_nullable=True,
        )

    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("export_zeros", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("death_notice_hours", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("death_notice_hours_community", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    _without_triggers()
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.drop_column("death_notice_hours_community")
        batch_op.drop_column("death_notice_hours")
        batch_op.drop_column("export_zeros")

    with op.batch_alter_table("return_figure", schema=None) as batch_op:
        batch_op.alter_column(
            "return_form",
            existing_type=sa.Text(),
            type_=sa.VARCHAR(length=40),
            existing_nullable=True,
        )

    with op.batch_alter_table("figure_mark", schema=None) as batch_op:
        batch_op.drop_index("ix_figure_mark_month_on_in_order")
        batch_op.drop_index(batch_op.f("ix_figure_mark_missing_unsure"))

    op.drop_table("figure_mark")


def _without_triggers() -> None:
    """Take away what the program sets on the tables after each upgrade: one is made anew."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        for name in ("audit_refused", "audit_due", "audit_paid"):
            op.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        return
    for name in bind.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
        op.execute(f'DROP TRIGGER "{name}"')
