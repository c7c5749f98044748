"""Choices a ward adds to its lists, views of lists saved by name, further rules of the ward."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Choices of the ward, saved views, and the settings of further lines and of the calendar."""
    op.create_table(
        "ward_choice",
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
        sa.Column("of_list", sa.String(length=40), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("in_use", sa.String(length=40), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ward_choice")),
        sa.UniqueConstraint("code", name=op.f("uq_ward_choice_code")),
        sa.UniqueConstraint("source_id", name=op.f("uq_ward_choice_source_id")),
    )
    with op.batch_alter_table("ward_choice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ward_choice_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_ward_choice_name_in_order",
            ["name", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "saved_view",
        sa.Column("account", sa.String(length=32), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_saved_view_account")),
        sa.PrimaryKeyConstraint("account", "register", "name", name=op.f("pk_saved_view")),
    )
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("td_counted_by", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("effective_anc_rule", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("effective_anc_condition", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("morbidity_contribution", sa.String(length=40), nullable=True)
        )
        batch_op.add_column(sa.Column("postnatal_schedule", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("postnatal_windows", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    _without_triggers()
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.drop_column("postnatal_windows")
        batch_op.drop_column("postnatal_schedule")
        batch_op.drop_column("morbidity_contribution")
        batch_op.drop_column("effective_anc_condition")
        batch_op.drop_column("effective_anc_rule")
        batch_op.drop_column("td_counted_by")

    op.drop_table("saved_view")
    with op.batch_alter_table("ward_choice", schema=None) as batch_op:
        batch_op.drop_index("ix_ward_choice_name_in_order")
        batch_op.drop_index(batch_op.f("ix_ward_choice_missing_unsure"))

    op.drop_table("ward_choice")


def _without_triggers() -> None:
    """Take away what the program sets on the tables after each upgrade: it names these columns."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        for name in ("audit_refused", "audit_due", "audit_paid"):
            op.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        return
    for name in bind.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
        op.execute(f'DROP TRIGGER "{name}"')
