"""The ward's day: calls, checks after birth, late sheets, retired villages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The ward's day: calls, checks after birth, late sheets, retired villages."""
    op.create_table(
        "recall",
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
        sa.Column("pregnancy_id", sa.String(length=32), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=True),
        sa.Column(
            "made_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("expected_on", sa.Date(), nullable=True),
        sa.Column("spoken_with", sa.Text(), nullable=True),
        sa.Column("made_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by_id"], ["staff_member.id"], name=op.f("fk_recall_made_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_recall_pregnancy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recall")),
        sa.UniqueConstraint("source_id", name=op.f("uq_recall_source_id")),
    )
    with op.batch_alter_table("recall", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recall_made_at_in_order",
            ["made_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_recall_made_by_id"), ["made_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_recall_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_recall_pregnancy_id"), ["pregnancy_id"], unique=False)

    op.create_table(
        "recovery_check",
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
        sa.Column("delivery_id", sa.String(length=32), nullable=True),
        sa.Column(
            "checked_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("uterus", sa.String(length=40), nullable=True),
        sa.Column("bleeding", sa.String(length=40), nullable=True),
        sa.Column("pulse_bpm", sa.Integer(), nullable=True),
        sa.Column("pulse_bpm_gap", sa.String(length=8), nullable=True),
        sa.Column("bp_systolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_systolic_mmhg_gap", sa.String(length=8), nullable=True),
        sa.Column("bp_diastolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_diastolic_mmhg_gap", sa.String(length=8), nullable=True),
        sa.Column("temperature_c", sa.BigInteger(), nullable=True),
        sa.Column("temperature_c_gap", sa.String(length=8), nullable=True),
        sa.Column("urine_passed", sa.String(length=40), nullable=True),
        sa.Column("breathing_well", sa.String(length=40), nullable=True),
        sa.Column("warm", sa.String(length=40), nullable=True),
        sa.Column("sucking", sa.String(length=40), nullable=True),
        sa.Column("checked_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["staff_member.id"], name=op.f("fk_recovery_check_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_recovery_check_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_check")),
        sa.UniqueConstraint("source_id", name=op.f("uq_recovery_check_source_id")),
    )
    with op.batch_alter_table("recovery_check", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recovery_check_checked_at_in_order",
            ["checked_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_recovery_check_checked_by_id"), ["checked_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recovery_check_delivery_id"), ["delivery_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recovery_check_missing_unsure"), ["missing", "unsure"], unique=False
        )

    with op.batch_alter_table("abortion_care", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_abortion_care_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_admission_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("antenatal_visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_antenatal_visit_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_delivery_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("family_planning_act", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_family_planning_act_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("hiv_care", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_hiv_care_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("maternal_death", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_maternal_death_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("newborn", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_newborn_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("perinatal_death", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_perinatal_death_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("postnatal_visit", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_postnatal_visit_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sheet_no", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("to_check", sa.Text(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_referral_to_check"),
            ["to_check"],
            unique=False,
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )

    with op.batch_alter_table("village", schema=None) as batch_op:
        batch_op.add_column(sa.Column("in_use", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    _without_triggers()
    with op.batch_alter_table("village", schema=None) as batch_op:
        batch_op.drop_column("in_use")

    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_referral_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("postnatal_visit", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_postnatal_visit_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("perinatal_death", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_perinatal_death_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("newborn", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_newborn_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("maternal_death", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_maternal_death_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("hiv_care", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_hiv_care_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("family_planning_act", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_family_planning_act_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_delivery_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("antenatal_visit", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_antenatal_visit_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_admission_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("abortion_care", schema=None) as batch_op:
        batch_op.drop_index(
            batch_op.f("ix_abortion_care_to_check"),
            sqlite_where=sa.text("to_check IS NOT NULL"),
            postgresql_where=sa.text("to_check IS NOT NULL"),
        )
        batch_op.drop_column("to_check")
        batch_op.drop_column("sheet_no")

    with op.batch_alter_table("recovery_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_check_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_recovery_check_delivery_id"))
        batch_op.drop_index(batch_op.f("ix_recovery_check_checked_by_id"))
        batch_op.drop_index("ix_recovery_check_checked_at_in_order")

    op.drop_table("recovery_check")
    with op.batch_alter_table("recall", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recall_pregnancy_id"))
        batch_op.drop_index(batch_op.f("ix_recall_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_recall_made_by_id"))
        batch_op.drop_index("ix_recall_made_at_in_order")

    op.drop_table("recall")


def _without_triggers() -> None:
    """Take away what the program sets on the tables after each upgrade: it names these columns."""
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        for name in ("audit_refused", "audit_due", "audit_paid"):
            op.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
        return
    for name in bind.scalars(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")):
        op.execute(f'DROP TRIGGER "{name}"')
