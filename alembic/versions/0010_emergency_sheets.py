"""Emergency sheets: bleeding, eclampsia, resuscitation, kangaroo care."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Emergency sheets: bleeding, eclampsia, resuscitation, kangaroo care."""
    op.create_table(
        "eclampsia_care",
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
        sa.Column("admission_id", sa.String(length=32), nullable=True),
        sa.Column(
            "found_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("found_at_gap", sa.String(length=8), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("fits", sa.Integer(), nullable=True),
        sa.Column("fits_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "last_fit_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("last_fit_at_gap", sa.String(length=8), nullable=True),
        sa.Column("bp_systolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_diastolic_mmhg", sa.Integer(), nullable=True),
        sa.Column(
            "called_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "airway_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "antihypertensive_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("antihypertensive", sa.Text(), nullable=True),
        sa.Column(
            "stopped_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("led_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["admission_id"], ["admission.id"], name=op.f("fk_eclampsia_care_admission_id")
        ),
        sa.ForeignKeyConstraint(
            ["led_by_id"], ["staff_member.id"], name=op.f("fk_eclampsia_care_led_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_eclampsia_care_pregnancy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eclampsia_care")),
        sa.UniqueConstraint("source_id", name=op.f("uq_eclampsia_care_source_id")),
    )
    with op.batch_alter_table("eclampsia_care", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_eclampsia_care_admission_id"), ["admission_id"], unique=False
        )
        batch_op.create_index(
            "ix_eclampsia_care_found_at_in_order",
            ["found_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_eclampsia_care_led_by_id"), ["led_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_eclampsia_care_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_eclampsia_care_pregnancy_id"), ["pregnancy_id"], unique=False
        )

    op.create_table(
        "haemorrhage_care",
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
            "found_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("found_at_gap", sa.String(length=8), nullable=True),
        sa.Column("loss_ml", sa.Integer(), nullable=True),
        sa.Column("loss_method", sa.String(length=40), nullable=True),
        sa.Column("pulse_bpm", sa.Integer(), nullable=True),
        sa.Column("bp_systolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_diastolic_mmhg", sa.Integer(), nullable=True),
        sa.Column(
            "called_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "massage_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "oxytocic_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("oxytocic", sa.String(length=40), nullable=True),
        sa.Column(
            "tranexamic_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "fluids_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "examined_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("causes", sa.Text(), nullable=True),
        sa.Column(
            "escalated_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "tranexamic_again_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("acts", sa.Text(), nullable=True),
        sa.Column(
            "stopped_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("total_loss_ml", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("led_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_haemorrhage_care_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["led_by_id"], ["staff_member.id"], name=op.f("fk_haemorrhage_care_led_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_haemorrhage_care")),
        sa.UniqueConstraint("source_id", name=op.f("uq_haemorrhage_care_source_id")),
    )
    with op.batch_alter_table("haemorrhage_care", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_haemorrhage_care_delivery_id"), ["delivery_id"], unique=False
        )
        batch_op.create_index(
            "ix_haemorrhage_care_found_at_in_order",
            ["found_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_haemorrhage_care_led_by_id"), ["led_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_haemorrhage_care_missing_unsure"), ["missing", "unsure"], unique=False
        )

    op.create_table(
        "magnesium_dose",
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
        sa.Column("eclampsia_care_id", sa.String(length=32), nullable=True),
        sa.Column(
            "given_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("grams", sa.BigInteger(), nullable=True),
        sa.Column("reflexes", sa.String(length=40), nullable=True),
        sa.Column("respiratory_rate_min", sa.Integer(), nullable=True),
        sa.Column("urine_ml_h", sa.Integer(), nullable=True),
        sa.Column("given_by_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["eclampsia_care_id"],
            ["eclampsia_care.id"],
            name=op.f("fk_magnesium_dose_eclampsia_care_id"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["staff_member.id"], name=op.f("fk_magnesium_dose_given_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_magnesium_dose")),
        sa.UniqueConstraint("source_id", name=op.f("uq_magnesium_dose_source_id")),
    )
    with op.batch_alter_table("magnesium_dose", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_magnesium_dose_eclampsia_care_id"), ["eclampsia_care_id"], unique=False
        )
        batch_op.create_index(
            "ix_magnesium_dose_given_at_in_order",
            ["given_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_magnesium_dose_given_by_id"), ["given_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_magnesium_dose_missing_unsure"), ["missing", "unsure"], unique=False
        )

    op.create_table(
        "kangaroo_care",
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
        sa.Column("newborn_id", sa.String(length=32), nullable=True),
        sa.Column(
            "began_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("began_at_gap", sa.String(length=8), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("temperature_c", sa.BigInteger(), nullable=True),
        sa.Column("hours_a_day", sa.Integer(), nullable=True),
        sa.Column("hours_a_day_gap", sa.String(length=8), nullable=True),
        sa.Column("feeding", sa.String(length=40), nullable=True),
        sa.Column(
            "ended_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("end_weight_g", sa.Integer(), nullable=True),
        sa.Column("end", sa.String(length=40), nullable=True),
        sa.Column("led_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["led_by_id"], ["staff_member.id"], name=op.f("fk_kangaroo_care_led_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["newborn_id"], ["newborn.id"], name=op.f("fk_kangaroo_care_newborn_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kangaroo_care")),
        sa.UniqueConstraint("source_id", name=op.f("uq_kangaroo_care_source_id")),
    )
    with op.batch_alter_table("kangaroo_care", schema=None) as batch_op:
        batch_op.create_index(
            "ix_kangaroo_care_began_at_in_order",
            ["began_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_kangaroo_care_led_by_id"), ["led_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_kangaroo_care_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_kangaroo_care_newborn_id"), ["newborn_id"], unique=False
        )

    op.create_table(
        "resuscitation",
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
        sa.Column("newborn_id", sa.String(length=32), nullable=True),
        sa.Column(
            "began_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("began_at_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "stimulated_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "suctioned_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "ventilated_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "oxygen_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "compressions_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "intubated_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "adrenaline_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("colour_1", sa.Integer(), nullable=True),
        sa.Column("heart_1", sa.Integer(), nullable=True),
        sa.Column("reflex_1", sa.Integer(), nullable=True),
        sa.Column("tone_1", sa.Integer(), nullable=True),
        sa.Column("breathing_1", sa.Integer(), nullable=True),
        sa.Column("colour_5", sa.Integer(), nullable=True),
        sa.Column("heart_5", sa.Integer(), nullable=True),
        sa.Column("reflex_5", sa.Integer(), nullable=True),
        sa.Column("tone_5", sa.Integer(), nullable=True),
        sa.Column("breathing_5", sa.Integer(), nullable=True),
        sa.Column("colour_10", sa.Integer(), nullable=True),
        sa.Column("heart_10", sa.Integer(), nullable=True),
        sa.Column("reflex_10", sa.Integer(), nullable=True),
        sa.Column("tone_10", sa.Integer(), nullable=True),
        sa.Column("breathing_10", sa.Integer(), nullable=True),
        sa.Column(
            "stopped_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("led_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["led_by_id"], ["staff_member.id"], name=op.f("fk_resuscitation_led_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["newborn_id"], ["newborn.id"], name=op.f("fk_resuscitation_newborn_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resuscitation")),
        sa.UniqueConstraint("source_id", name=op.f("uq_resuscitation_source_id")),
    )
    with op.batch_alter_table("resuscitation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_resuscitation_began_at_in_order",
            ["began_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_resuscitation_led_by_id"), ["led_by_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_resuscitation_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_resuscitation_newborn_id"), ["newborn_id"], unique=False
        )


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    with op.batch_alter_table("resuscitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resuscitation_newborn_id"))
        batch_op.drop_index(batch_op.f("ix_resuscitation_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_resuscitation_led_by_id"))
        batch_op.drop_index("ix_resuscitation_began_at_in_order")

    op.drop_table("resuscitation")
    with op.batch_alter_table("kangaroo_care", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kangaroo_care_newborn_id"))
        batch_op.drop_index(batch_op.f("ix_kangaroo_care_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_kangaroo_care_led_by_id"))
        batch_op.drop_index("ix_kangaroo_care_began_at_in_order")

    op.drop_table("kangaroo_care")
    with op.batch_alter_table("magnesium_dose", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_magnesium_dose_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_magnesium_dose_given_by_id"))
        batch_op.drop_index("ix_magnesium_dose_given_at_in_order")
        batch_op.drop_index(batch_op.f("ix_magnesium_dose_eclampsia_care_id"))

    op.drop_table("magnesium_dose")
    with op.batch_alter_table("haemorrhage_care", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_haemorrhage_care_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_haemorrhage_care_led_by_id"))
        batch_op.drop_index("ix_haemorrhage_care_found_at_in_order")
        batch_op.drop_index(batch_op.f("ix_haemorrhage_care_delivery_id"))

    op.drop_table("haemorrhage_care")
    with op.batch_alter_table("eclampsia_care", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_eclampsia_care_pregnancy_id"))
        batch_op.drop_index(batch_op.f("ix_eclampsia_care_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_eclampsia_care_led_by_id"))
        batch_op.drop_index("ix_eclampsia_care_found_at_in_order")
        batch_op.drop_index(batch_op.f("ix_eclampsia_care_admission_id"))

    op.drop_table("eclampsia_care")
