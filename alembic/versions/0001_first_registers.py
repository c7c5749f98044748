"""First registers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """First registers."""
    op.create_table(
        "account",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("active", sa.String(length=40), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
        sa.UniqueConstraint("source_id", name=op.f("uq_account_source_id")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_account_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_account_name_in_order",
            ["name", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "bed",
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
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("room", sa.Text(), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=True),
        sa.Column("in_use", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed")),
        sa.UniqueConstraint("source_id", name=op.f("uq_bed_source_id")),
    )
    with op.batch_alter_table("bed", schema=None) as batch_op:
        batch_op.create_index(
            "ix_bed_code_in_order", ["code", "id", "voided_at", "missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_bed_missing_unsure"), ["missing", "unsure"], unique=False
        )

    op.create_table(
        "book_fact",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_book_fact")),
    )
    op.create_table(
        "draft",
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("form", name=op.f("pk_draft")),
    )
    op.create_table(
        "facility",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("is_own", sa.String(length=40), nullable=True),
        sa.Column("return_form", sa.String(length=40), nullable=True),
        sa.Column("emonc_level", sa.String(length=40), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("health_area", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("dhis2_code", sa.Text(), nullable=True),
        sa.Column("expected_births_per_year", sa.Integer(), nullable=True),
        sa.Column("expected_pregnancies_per_year", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("source_id", name=op.f("uq_facility_source_id")),
    )
    with op.batch_alter_table("facility", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_facility_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_facility_name_in_order",
            ["name", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "history",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=20), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history")),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_history_entry_version"), ["entry", "version"], unique=False
        )

    op.create_table(
        "return_figure",
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
        sa.Column("return_form", sa.String(length=40), nullable=True),
        sa.Column("month_on", sa.Date(), nullable=True),
        sa.Column("line_code", sa.Text(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_figure")),
        sa.UniqueConstraint("source_id", name=op.f("uq_return_figure_source_id")),
    )
    with op.batch_alter_table("return_figure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_return_figure_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_return_figure_month_on_in_order",
            ["month_on", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "search_key",
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column(
            "first",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "second",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("entry", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("register", "first", "second", "entry", name=op.f("pk_search_key")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("search_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_key_entry"), ["entry"], unique=False)

    op.create_table(
        "settings",
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
        sa.Column("stillbirth_rule", sa.String(length=40), nullable=True),
        sa.Column("live_birth_floor", sa.String(length=40), nullable=True),
        sa.Column("nurse_is_skilled", sa.String(length=40), nullable=True),
        sa.Column("auxiliary_line", sa.String(length=40), nullable=True),
        sa.Column("on_the_way_birth", sa.String(length=40), nullable=True),
        sa.Column("discharge_check_is_pnc", sa.String(length=40), nullable=True),
        sa.Column("newborn_lines_scope", sa.String(length=40), nullable=True),
        sa.Column("low_weight_scope", sa.String(length=40), nullable=True),
        sa.Column("newborn_pnc_count", sa.String(length=40), nullable=True),
        sa.Column("referral_lines_direction", sa.String(length=40), nullable=True),
        sa.Column("maternal_death_scope", sa.String(length=40), nullable=True),
        sa.Column("neonatal_death_bands", sa.String(length=40), nullable=True),
        sa.Column("neonatal_death_scope", sa.String(length=40), nullable=True),
        sa.Column("cells_age_zone", sa.String(length=40), nullable=True),
        sa.Column("return_due_day", sa.Integer(), nullable=True),
        sa.Column("first_serial_no", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sa.UniqueConstraint("source_id", name=op.f("uq_settings_source_id")),
    )
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_settings_missing_unsure"), ["missing", "unsure"], unique=False
        )

    op.create_table(
        "staff_member",
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
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("initials", sa.Text(), nullable=True),
        sa.Column("qualification", sa.String(length=40), nullable=True),
        sa.Column("skilled", sa.String(length=40), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("active", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_member")),
        sa.UniqueConstraint("source_id", name=op.f("uq_staff_member_source_id")),
    )
    with op.batch_alter_table("staff_member", schema=None) as batch_op:
        batch_op.create_index(
            "ix_staff_member_family_name_in_order",
            ["family_name", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_staff_member_missing_unsure"), ["missing", "unsure"], unique=False
        )

    op.create_table(
        "village",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("other_spellings", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("health_area", sa.Text(), nullable=True),
        sa.Column("in_catchment", sa.String(length=40), nullable=True),
        sa.Column("commune", sa.Text(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village")),
        sa.UniqueConstraint("source_id", name=op.f("uq_village_source_id")),
    )
    with op.batch_alter_table("village", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_village_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_village_name_in_order",
            ["name", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "session_day",
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
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("activity", sa.String(length=40), nullable=True),
        sa.Column("strategy", sa.String(length=40), nullable=True),
        sa.Column("village_id", sa.String(length=32), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_session_day_village_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_day")),
        sa.UniqueConstraint("source_id", name=op.f("uq_session_day_source_id")),
    )
    with op.batch_alter_table("session_day", schema=None) as batch_op:
        batch_op.create_index(
            "ix_session_day_held_on_in_order",
            ["held_on", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_session_day_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_session_day_village_id"), ["village_id"], unique=False)

    op.create_table(
        "woman",
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
        sa.Column("file_no", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("family_name_gap", sa.String(length=8), nullable=True),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("given_name_gap", sa.String(length=8), nullable=True),
        sa.Column("other_names", sa.Text(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("born_on_gap", sa.String(length=8), nullable=True),
        sa.Column("birth_precision", sa.String(length=40), nullable=True),
        sa.Column("declared_age_years", sa.Integer(), nullable=True),
        sa.Column("declared_age_years_gap", sa.String(length=8), nullable=True),
        sa.Column("age_declared_on", sa.Date(), nullable=True),
        sa.Column("phone_1", sa.Text(), nullable=True),
        sa.Column("phone_1_gap", sa.String(length=8), nullable=True),
        sa.Column("phone_1_owner", sa.String(length=40), nullable=True),
        sa.Column("phone_2", sa.Text(), nullable=True),
        sa.Column("phone_2_owner", sa.String(length=40), nullable=True),
        sa.Column("village_id", sa.String(length=32), nullable=True),
        sa.Column("village_gap", sa.String(length=8), nullable=True),
        sa.Column("address_detail", sa.Text(), nullable=True),
        sa.Column("marital_status", sa.String(length=40), nullable=True),
        sa.Column("occupation", sa.String(length=40), nullable=True),
        sa.Column("occupation_other", sa.Text(), nullable=True),
        sa.Column("education", sa.String(length=40), nullable=True),
        sa.Column("kin_name", sa.Text(), nullable=True),
        sa.Column("insurance", sa.String(length=40), nullable=True),
        sa.Column("insurance_no", sa.Text(), nullable=True),
        sa.Column("indigent", sa.String(length=40), nullable=True),
        sa.Column("blood_group", sa.String(length=40), nullable=True),
        sa.Column("chronic_conditions", sa.Text(), nullable=True),
        sa.Column("surgical_history", sa.Text(), nullable=True),
        sa.Column("allergies", sa.Text(), nullable=True),
        sa.Column("fgm", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["village_id"], ["village.id"], name=op.f("fk_woman_village_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_woman")),
        sa.UniqueConstraint("source_id", name=op.f("uq_woman_source_id")),
    )
    with op.batch_alter_table("woman", schema=None) as batch_op:
        batch_op.create_index(
            "ix_woman_family_name_in_order",
            ["family_name", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_woman_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_woman_village_id"), ["village_id"], unique=False)

    op.create_table(
        "pregnancy",
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
        sa.Column("woman_id", sa.String(length=32), nullable=True),
        sa.Column("lmp_on", sa.Date(), nullable=True),
        sa.Column("lmp_on_gap", sa.String(length=8), nullable=True),
        sa.Column("lmp_precision", sa.String(length=40), nullable=True),
        sa.Column("scan_on", sa.Date(), nullable=True),
        sa.Column("scan_ga_days", sa.Integer(), nullable=True),
        sa.Column("gravidity", sa.Integer(), nullable=True),
        sa.Column("gravidity_gap", sa.String(length=8), nullable=True),
        sa.Column("parity", sa.Integer(), nullable=True),
        sa.Column("parity_gap", sa.String(length=8), nullable=True),
        sa.Column("living_children", sa.Integer(), nullable=True),
        sa.Column("living_children_gap", sa.String(length=8), nullable=True),
        sa.Column("deceased_children", sa.Integer(), nullable=True),
        sa.Column("deceased_children_gap", sa.String(length=8), nullable=True),
        sa.Column("stillbirths_before", sa.Integer(), nullable=True),
        sa.Column("stillbirths_before_gap", sa.String(length=8), nullable=True),
        sa.Column("abortions_before", sa.Integer(), nullable=True),
        sa.Column("abortions_before_gap", sa.String(length=8), nullable=True),
        sa.Column("previous_caesareans", sa.Integer(), nullable=True),
        sa.Column("previous_caesareans_gap", sa.String(length=8), nullable=True),
        sa.Column("previous_outcome", sa.String(length=40), nullable=True),
        sa.Column("previous_interval_months", sa.Integer(), nullable=True),
        sa.Column("previous_interval_months_gap", sa.String(length=8), nullable=True),
        sa.Column("obstetric_history", sa.Text(), nullable=True),
        sa.Column("anc_visits_elsewhere", sa.Integer(), nullable=True),
        sa.Column("anc_visits_elsewhere_gap", sa.String(length=8), nullable=True),
        sa.Column("td_doses_before", sa.Integer(), nullable=True),
        sa.Column("td_doses_before_gap", sa.String(length=8), nullable=True),
        sa.Column("fetuses_expected", sa.Integer(), nullable=True),
        sa.Column("fetuses_expected_gap", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(["woman_id"], ["woman.id"], name=op.f("fk_pregnancy_woman_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pregnancy")),
        sa.UniqueConstraint("source_id", name=op.f("uq_pregnancy_source_id")),
    )
    with op.batch_alter_table("pregnancy", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_pregnancy_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_pregnancy_woman_id"), ["woman_id"], unique=False)

    op.create_table(
        "admission",
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
        sa.Column("pregnancy_id", sa.String(length=32), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=True),
        sa.Column("newborn_id", sa.String(length=32), nullable=True),
        sa.Column("ward_no", sa.Text(), nullable=True),
        sa.Column(
            "admitted_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("admitted_at_gap", sa.String(length=8), nullable=True),
        sa.Column("ward", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("arrival_mode", sa.String(length=40), nullable=True),
        sa.Column("from_facility_id", sa.String(length=32), nullable=True),
        sa.Column("from_facility_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "symptoms_began_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("symptoms_began_at_gap", sa.String(length=8), nullable=True),
        sa.Column("bp_systolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_systolic_mmhg_gap", sa.String(length=8), nullable=True),
        sa.Column("bp_diastolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_diastolic_mmhg_gap", sa.String(length=8), nullable=True),
        sa.Column("pulse_bpm", sa.Integer(), nullable=True),
        sa.Column("pulse_bpm_gap", sa.String(length=8), nullable=True),
        sa.Column("temperature_c", sa.BigInteger(), nullable=True),
        sa.Column("temperature_c_gap", sa.String(length=8), nullable=True),
        sa.Column("respiratory_rate_min", sa.Integer(), nullable=True),
        sa.Column("respiratory_rate_min_gap", sa.String(length=8), nullable=True),
        sa.Column("consciousness", sa.String(length=40), nullable=True),
        sa.Column("fetal_heart", sa.String(length=40), nullable=True),
        sa.Column("entry_diagnoses", sa.Text(), nullable=True),
        sa.Column("complications", sa.Text(), nullable=True),
        sa.Column("newborn_complications", sa.Text(), nullable=True),
        sa.Column("acts", sa.Text(), nullable=True),
        sa.Column("newborn_acts", sa.Text(), nullable=True),
        sa.Column("treatment", sa.Text(), nullable=True),
        sa.Column(
            "discharged_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("discharged_at_gap", sa.String(length=8), nullable=True),
        sa.Column("diagnoses", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("next_visit_on", sa.Date(), nullable=True),
        sa.Column("seen_by_id", sa.String(length=32), nullable=True),
        sa.Column("discharged_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["discharged_by_id"], ["staff_member.id"], name=op.f("fk_admission_discharged_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_facility_id"], ["facility.id"], name=op.f("fk_admission_from_facility_id")
        ),
        sa.ForeignKeyConstraint(
            ["newborn_id"], ["newborn.id"], name=op.f("fk_admission_newborn_id"), use_alter=True
        ),
        sa.ForeignKeyConstraint(
            ["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_admission_pregnancy_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["staff_member.id"], name=op.f("fk_admission_seen_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission")),
        sa.UniqueConstraint(
            "serial_year", "serial_no", name=op.f("uq_admission_serial_year_serial_no")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_admission_source_id")),
    )
    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.create_index(
            "ix_admission_admitted_at_in_order",
            ["admitted_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            "ix_admission_discharged_at_in_order",
            ["discharged_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_admission_discharged_by_id"), ["discharged_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_admission_from_facility_id"), ["from_facility_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_admission_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_admission_newborn_id"), ["newborn_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_admission_pregnancy_id"), ["pregnancy_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_admission_seen_by_id"), ["seen_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_admission_serial_no"), ["serial_no"], unique=False)

    op.create_table(
        "bed_transfer",
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
        sa.Column("admission_id", sa.String(length=32), nullable=True),
        sa.Column("bed_id", sa.String(length=32), nullable=True),
        sa.Column(
            "moved_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["admission_id"], ["admission.id"], name=op.f("fk_bed_transfer_admission_id")
        ),
        sa.ForeignKeyConstraint(["bed_id"], ["bed.id"], name=op.f("fk_bed_transfer_bed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bed_transfer")),
        sa.UniqueConstraint("source_id", name=op.f("uq_bed_transfer_source_id")),
    )
    with op.batch_alter_table("bed_transfer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bed_transfer_admission_id"), ["admission_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_bed_transfer_bed_id"), ["bed_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_bed_transfer_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            "ix_bed_transfer_moved_at_in_order",
            ["moved_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )

    op.create_table(
        "delivery",
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
        sa.Column("pregnancy_id", sa.String(length=32), nullable=True),
        sa.Column("admission_id", sa.String(length=32), nullable=True),
        sa.Column("place", sa.String(length=40), nullable=True),
        sa.Column("place_facility_id", sa.String(length=32), nullable=True),
        sa.Column("place_facility_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "delivered_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("delivered_at_gap", sa.String(length=8), nullable=True),
        sa.Column("ga_weeks", sa.Integer(), nullable=True),
        sa.Column("ga_weeks_gap", sa.String(length=8), nullable=True),
        sa.Column("ga_extra_days", sa.Integer(), nullable=True),
        sa.Column("ga_extra_days_gap", sa.String(length=8), nullable=True),
        sa.Column("ga_method", sa.String(length=40), nullable=True),
        sa.Column("term", sa.String(length=40), nullable=True),
        sa.Column("labour_onset", sa.String(length=40), nullable=True),
        sa.Column("labour_duration_h", sa.BigInteger(), nullable=True),
        sa.Column("labour_duration_h_gap", sa.String(length=8), nullable=True),
        sa.Column("monitoring_tool", sa.String(length=40), nullable=True),
        sa.Column("caesarean_timing", sa.String(length=40), nullable=True),
        sa.Column("caesarean_indication", sa.String(length=40), nullable=True),
        sa.Column(
            "caesarean_decided_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("caesarean_decided_at_gap", sa.String(length=8), nullable=True),
        sa.Column("caesarean_kit", sa.String(length=40), nullable=True),
        sa.Column("anaesthesia", sa.String(length=40), nullable=True),
        sa.Column("operator_id", sa.String(length=32), nullable=True),
        sa.Column("attendant_id", sa.String(length=32), nullable=True),
        sa.Column("attendant_gap", sa.String(length=8), nullable=True),
        sa.Column("attendant_qualification", sa.String(length=40), nullable=True),
        sa.Column("amtsl", sa.String(length=40), nullable=True),
        sa.Column("uterotonic", sa.String(length=40), nullable=True),
        sa.Column("uterotonic_within_1min", sa.String(length=40), nullable=True),
        sa.Column(
            "placenta_delivered_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("placenta_delivered_at_gap", sa.String(length=8), nullable=True),
        sa.Column("placenta_complete", sa.String(length=40), nullable=True),
        sa.Column("blood_loss_ml", sa.Integer(), nullable=True),
        sa.Column("blood_loss_ml_gap", sa.String(length=8), nullable=True),
        sa.Column("blood_loss_method", sa.String(length=40), nullable=True),
        sa.Column("pph", sa.String(length=40), nullable=True),
        sa.Column("episiotomy", sa.String(length=40), nullable=True),
        sa.Column("perineal_tear", sa.String(length=40), nullable=True),
        sa.Column("complications", sa.Text(), nullable=True),
        sa.Column("complications_other", sa.Text(), nullable=True),
        sa.Column("diagnoses", sa.Text(), nullable=True),
        sa.Column("acts", sa.Text(), nullable=True),
        sa.Column("iron_folate_given", sa.String(length=40), nullable=True),
        sa.Column("deworming_given", sa.String(length=40), nullable=True),
        sa.Column("vitamin_a_given", sa.String(length=40), nullable=True),
        sa.Column("fp_counselled", sa.String(length=40), nullable=True),
        sa.Column("father_name", sa.Text(), nullable=True),
        sa.Column("father_name_gap", sa.String(length=8), nullable=True),
        sa.Column("father_occupation", sa.Text(), nullable=True),
        sa.Column("father_occupation_gap", sa.String(length=8), nullable=True),
        sa.Column("father_residence", sa.Text(), nullable=True),
        sa.Column("father_residence_gap", sa.String(length=8), nullable=True),
        sa.Column("seen_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("zone_kept", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["admission_id"], ["admission.id"], name=op.f("fk_delivery_admission_id")
        ),
        sa.ForeignKeyConstraint(
            ["attendant_id"], ["staff_member.id"], name=op.f("fk_delivery_attendant_id")
        ),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["staff_member.id"], name=op.f("fk_delivery_operator_id")
        ),
        sa.ForeignKeyConstraint(
            ["place_facility_id"], ["facility.id"], name=op.f("fk_delivery_place_facility_id")
        ),
        sa.ForeignKeyConstraint(
            ["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_delivery_pregnancy_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["staff_member.id"], name=op.f("fk_delivery_seen_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "serial_year", "serial_no", name=op.f("uq_delivery_serial_year_serial_no")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_delivery_source_id")),
    )
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_delivery_admission_id"), ["admission_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delivery_attendant_id"), ["attendant_id"], unique=False
        )
        batch_op.create_index(
            "ix_delivery_delivered_at_in_order",
            ["delivered_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_delivery_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_delivery_operator_id"), ["operator_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_delivery_place_facility_id"), ["place_facility_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_delivery_pregnancy_id"), ["pregnancy_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_delivery_seen_by_id"), ["seen_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_serial_no"), ["serial_no"], unique=False)

    op.create_table(
        "maternal_death",
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
        sa.Column("woman_id", sa.String(length=32), nullable=True),
        sa.Column("pregnancy_id", sa.String(length=32), nullable=True),
        sa.Column("admission_id", sa.String(length=32), nullable=True),
        sa.Column(
            "died_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("died_at_gap", sa.String(length=8), nullable=True),
        sa.Column("place", sa.String(length=40), nullable=True),
        sa.Column("moment", sa.String(length=40), nullable=True),
        sa.Column("ga_weeks", sa.Integer(), nullable=True),
        sa.Column("ga_weeks_gap", sa.String(length=8), nullable=True),
        sa.Column("pregnancy_end", sa.String(length=40), nullable=True),
        sa.Column("cause_text", sa.Text(), nullable=True),
        sa.Column("underlying_cause", sa.Text(), nullable=True),
        sa.Column("underlying_cause_gap", sa.String(length=8), nullable=True),
        sa.Column("contributing_causes", sa.Text(), nullable=True),
        sa.Column("cause_group", sa.String(length=40), nullable=True),
        sa.Column("main_complication", sa.String(length=40), nullable=True),
        sa.Column("referred_in", sa.String(length=40), nullable=True),
        sa.Column("autopsy", sa.String(length=40), nullable=True),
        sa.Column(
            "notified_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("notified_by_id", sa.String(length=32), nullable=True),
        sa.Column("notified_to", sa.Text(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("delay_1", sa.String(length=40), nullable=True),
        sa.Column("delay_2", sa.String(length=40), nullable=True),
        sa.Column("delay_3", sa.String(length=40), nullable=True),
        sa.Column("factors_family", sa.Text(), nullable=True),
        sa.Column("factors_administration", sa.Text(), nullable=True),
        sa.Column("factors_provider", sa.Text(), nullable=True),
        sa.Column("recommendations", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["admission_id"], ["admission.id"], name=op.f("fk_maternal_death_admission_id")
        ),
        sa.ForeignKeyConstraint(
            ["notified_by_id"], ["staff_member.id"], name=op.f("fk_maternal_death_notified_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_maternal_death_pregnancy_id")
        ),
        sa.ForeignKeyConstraint(
            ["woman_id"], ["woman.id"], name=op.f("fk_maternal_death_woman_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maternal_death")),
        sa.UniqueConstraint(
            "serial_year", "serial_no", name=op.f("uq_maternal_death_serial_year_serial_no")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_maternal_death_source_id")),
    )
    with op.batch_alter_table("maternal_death", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_maternal_death_admission_id"), ["admission_id"], unique=False
        )
        batch_op.create_index(
            "ix_maternal_death_died_at_in_order",
            ["died_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_maternal_death_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_maternal_death_notified_by_id"), ["notified_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_maternal_death_pregnancy_id"), ["pregnancy_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_maternal_death_serial_no"), ["serial_no"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_maternal_death_woman_id"), ["woman_id"], unique=False)

    op.create_table(
        "newborn",
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
        sa.Column("serial_no", sa.Integer(), nullable=True),
        sa.Column("birth_rank", sa.Integer(), nullable=True),
        sa.Column(
            "born_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("born_at_gap", sa.String(length=8), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("presentation", sa.String(length=40), nullable=True),
        sa.Column("mode", sa.String(length=40), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("weight_g_gap", sa.String(length=8), nullable=True),
        sa.Column("length_cm", sa.BigInteger(), nullable=True),
        sa.Column("length_cm_gap", sa.String(length=8), nullable=True),
        sa.Column("head_cm", sa.BigInteger(), nullable=True),
        sa.Column("head_cm_gap", sa.String(length=8), nullable=True),
        sa.Column("temperature_c", sa.BigInteger(), nullable=True),
        sa.Column("temperature_c_gap", sa.String(length=8), nullable=True),
        sa.Column("apgar_1", sa.Integer(), nullable=True),
        sa.Column("apgar_1_gap", sa.String(length=8), nullable=True),
        sa.Column("apgar_5", sa.Integer(), nullable=True),
        sa.Column("apgar_5_gap", sa.String(length=8), nullable=True),
        sa.Column("apgar_10", sa.Integer(), nullable=True),
        sa.Column("apgar_10_gap", sa.String(length=8), nullable=True),
        sa.Column("resuscitated", sa.String(length=40), nullable=True),
        sa.Column("resuscitation_steps", sa.Text(), nullable=True),
        sa.Column("skin_to_skin", sa.String(length=40), nullable=True),
        sa.Column("breastfed_within_1h", sa.String(length=40), nullable=True),
        sa.Column("kangaroo_care", sa.String(length=40), nullable=True),
        sa.Column("tetracycline", sa.String(length=40), nullable=True),
        sa.Column("chlorhexidine", sa.String(length=40), nullable=True),
        sa.Column("vitamin_k1", sa.String(length=40), nullable=True),
        sa.Column("malformation", sa.Text(), nullable=True),
        sa.Column("complications", sa.Text(), nullable=True),
        sa.Column("acts", sa.Text(), nullable=True),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("bracelet_no", sa.Text(), nullable=True),
        sa.Column("declaration", sa.String(length=40), nullable=True),
        sa.Column("declared_on", sa.Date(), nullable=True),
        sa.Column("declaration_no", sa.Text(), nullable=True),
        sa.Column("discharge_state", sa.String(length=40), nullable=True),
        sa.Column(
            "discharged_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("discharged_at_gap", sa.String(length=8), nullable=True),
        sa.Column("seen_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_newborn_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["staff_member.id"], name=op.f("fk_newborn_seen_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newborn")),
        sa.UniqueConstraint(
            "serial_year", "serial_no", name=op.f("uq_newborn_serial_year_serial_no")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_newborn_source_id")),
    )
    with op.batch_alter_table("newborn", schema=None) as batch_op:
        batch_op.create_index(
            "ix_newborn_born_at_in_order",
            ["born_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            "ix_newborn_declared_on_in_order",
            ["declared_on", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_newborn_delivery_id"), ["delivery_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_newborn_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_newborn_seen_by_id"), ["seen_by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_newborn_serial_no"), ["serial_no"], unique=False)

    op.create_table(
        "postnatal_visit",
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
        sa.Column("pregnancy_id", sa.String(length=32), nullable=True),
        sa.Column("delivery_id", sa.String(length=32), nullable=True),
        sa.Column(
            "seen_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("seen_at_gap", sa.String(length=8), nullable=True),
        sa.Column("mother_seen", sa.String(length=40), nullable=True),
        sa.Column("weight_kg", sa.BigInteger(), nullable=True),
        sa.Column("weight_kg_gap", sa.String(length=8), nullable=True),
        sa.Column("bp_systolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_systolic_mmhg_gap", sa.String(length=8), nullable=True),
        sa.Column("bp_diastolic_mmhg", sa.Integer(), nullable=True),
        sa.Column("bp_diastolic_mmhg_gap", sa.String(length=8), nullable=True),
        sa.Column("temperature_c", sa.BigInteger(), nullable=True),
        sa.Column("temperature_c_gap", sa.String(length=8), nullable=True),
        sa.Column("breasts", sa.String(length=40), nullable=True),
        sa.Column("conjunctiva", sa.String(length=40), nullable=True),
        sa.Column("involution", sa.String(length=40), nullable=True),
        sa.Column("lochia", sa.String(length=40), nullable=True),
        sa.Column("perineum", sa.String(length=40), nullable=True),
        sa.Column("cervix", sa.String(length=40), nullable=True),
        sa.Column("iron_folate_given", sa.String(length=40), nullable=True),
        sa.Column("deworming_given", sa.String(length=40), nullable=True),
        sa.Column("complications", sa.Text(), nullable=True),
        sa.Column("diagnoses", sa.Text(), nullable=True),
        sa.Column("fp_counselled", sa.String(length=40), nullable=True),
        sa.Column("next_visit_on", sa.Date(), nullable=True),
        sa.Column("seen_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_postnatal_visit_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_postnatal_visit_pregnancy_id")
        ),
        sa.ForeignKeyConstraint(
            ["seen_by_id"], ["staff_member.id"], name=op.f("fk_postnatal_visit_seen_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postnatal_visit")),
        sa.UniqueConstraint(
            "serial_year", "serial_no", name=op.f("uq_postnatal_visit_serial_year_serial_no")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_postnatal_visit_source_id")),
    )
    with op.batch_alter_table("postnatal_visit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_postnatal_visit_delivery_id"), ["delivery_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_postnatal_visit_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_postnatal_visit_pregnancy_id"), ["pregnancy_id"], unique=False
        )
        batch_op.create_index(
            "ix_postnatal_visit_seen_at_in_order",
            ["seen_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_postnatal_visit_seen_by_id"), ["seen_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_postnatal_visit_serial_no"), ["serial_no"], unique=False
        )

    op.create_table(
        "birth_dose",
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
        sa.Column("vaccine", sa.String(length=40), nullable=True),
        sa.Column(
            "given_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("given_at_gap", sa.String(length=8), nullable=True),
        sa.Column("strategy", sa.String(length=40), nullable=True),
        sa.Column("lot_no", sa.Text(), nullable=True),
        sa.Column("counted_by", sa.String(length=40), nullable=True),
        sa.Column("adverse_event", sa.String(length=40), nullable=True),
        sa.Column("adverse_event_note", sa.Text(), nullable=True),
        sa.Column("given_by_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["given_by_id"], ["staff_member.id"], name=op.f("fk_birth_dose_given_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["newborn_id"], ["newborn.id"], name=op.f("fk_birth_dose_newborn_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_birth_dose")),
        sa.UniqueConstraint("source_id", name=op.f("uq_birth_dose_source_id")),
    )
    with op.batch_alter_table("birth_dose", schema=None) as batch_op:
        batch_op.create_index(
            "ix_birth_dose_given_at_in_order",
            ["given_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_birth_dose_given_by_id"), ["given_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_birth_dose_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_birth_dose_newborn_id"), ["newborn_id"], unique=False)

    op.create_table(
        "newborn_check",
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
        sa.Column("postnatal_visit_id", sa.String(length=32), nullable=True),
        sa.Column("newborn_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("weight_g_gap", sa.String(length=8), nullable=True),
        sa.Column("temperature_c", sa.BigInteger(), nullable=True),
        sa.Column("temperature_c_gap", sa.String(length=8), nullable=True),
        sa.Column("respiratory_rate_min", sa.Integer(), nullable=True),
        sa.Column("respiratory_rate_min_gap", sa.String(length=8), nullable=True),
        sa.Column("feeding", sa.String(length=40), nullable=True),
        sa.Column("cord", sa.String(length=40), nullable=True),
        sa.Column("danger_signs", sa.Text(), nullable=True),
        sa.Column("complications", sa.Text(), nullable=True),
        sa.Column("diagnoses", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["newborn_id"], ["newborn.id"], name=op.f("fk_newborn_check_newborn_id")
        ),
        sa.ForeignKeyConstraint(
            ["postnatal_visit_id"],
            ["postnatal_visit.id"],
            name=op.f("fk_newborn_check_postnatal_visit_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_newborn_check")),
        sa.UniqueConstraint("source_id", name=op.f("uq_newborn_check_source_id")),
    )
    with op.batch_alter_table("newborn_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_newborn_check_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_newborn_check_newborn_id"), ["newborn_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_newborn_check_postnatal_visit_id"), ["postnatal_visit_id"], unique=False
        )

    op.create_table(
        "perinatal_death",
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
        sa.Column("newborn_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column(
            "died_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("died_at_gap", sa.String(length=8), nullable=True),
        sa.Column("place", sa.String(length=40), nullable=True),
        sa.Column("cause_text", sa.Text(), nullable=True),
        sa.Column("main_cause", sa.Text(), nullable=True),
        sa.Column("main_cause_gap", sa.String(length=8), nullable=True),
        sa.Column("icd_pm_group", sa.String(length=40), nullable=True),
        sa.Column("neonatal_cause", sa.String(length=40), nullable=True),
        sa.Column("maternal_condition", sa.String(length=40), nullable=True),
        sa.Column(
            "notified_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("notified_by_id", sa.String(length=32), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("delay_1", sa.String(length=40), nullable=True),
        sa.Column("delay_2", sa.String(length=40), nullable=True),
        sa.Column("delay_3", sa.String(length=40), nullable=True),
        sa.Column("factors_family", sa.Text(), nullable=True),
        sa.Column("factors_administration", sa.Text(), nullable=True),
        sa.Column("factors_provider", sa.Text(), nullable=True),
        sa.Column("recommendations", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["newborn_id"], ["newborn.id"], name=op.f("fk_perinatal_death_newborn_id")
        ),
        sa.ForeignKeyConstraint(
            ["notified_by_id"], ["staff_member.id"], name=op.f("fk_perinatal_death_notified_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_perinatal_death")),
        sa.UniqueConstraint(
            "serial_year", "serial_no", name=op.f("uq_perinatal_death_serial_year_serial_no")
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_perinatal_death_source_id")),
    )
    with op.batch_alter_table("perinatal_death", schema=None) as batch_op:
        batch_op.create_index(
            "ix_perinatal_death_died_at_in_order",
            ["died_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_perinatal_death_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_perinatal_death_newborn_id"), ["newborn_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_perinatal_death_notified_by_id"), ["notified_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_perinatal_death_serial_no"), ["serial_no"], unique=False
        )

    op.create_table(
        "referral",
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
        sa.Column("pregnancy_id", sa.String(length=32), nullable=True),
        sa.Column("direction", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("stage", sa.String(length=40), nullable=True),
        sa.Column("newborn_id", sa.String(length=32), nullable=True),
        sa.Column("activity", sa.String(length=40), nullable=True),
        sa.Column("admission_id", sa.String(length=32), nullable=True),
        sa.Column("from_facility_id", sa.String(length=32), nullable=True),
        sa.Column("from_facility_gap", sa.String(length=8), nullable=True),
        sa.Column("to_facility_id", sa.String(length=32), nullable=True),
        sa.Column("to_facility_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "decided_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("decided_at_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "called_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("called_at_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "left_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("left_at_gap", sa.String(length=8), nullable=True),
        sa.Column(
            "arrived_at",
            sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("arrived_at_gap", sa.String(length=8), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("complications", sa.Text(), nullable=True),
        sa.Column("newborn_complications", sa.Text(), nullable=True),
        sa.Column("diagnoses", sa.Text(), nullable=True),
        sa.Column("acts_done", sa.Text(), nullable=True),
        sa.Column("transport", sa.String(length=40), nullable=True),
        sa.Column("escort_qualification", sa.String(length=40), nullable=True),
        sa.Column("arrival_state", sa.String(length=40), nullable=True),
        sa.Column("taken_in_charge", sa.String(length=40), nullable=True),
        sa.Column("counter_referral_on", sa.Date(), nullable=True),
        sa.Column("counter_referral", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("decided_by_id", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["admission_id"], ["admission.id"], name=op.f("fk_referral_admission_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["staff_member.id"], name=op.f("fk_referral_decided_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["from_facility_id"], ["facility.id"], name=op.f("fk_referral_from_facility_id")
        ),
        sa.ForeignKeyConstraint(
            ["newborn_id"], ["newborn.id"], name=op.f("fk_referral_newborn_id")
        ),
        sa.ForeignKeyConstraint(
            ["pregnancy_id"], ["pregnancy.id"], name=op.f("fk_referral_pregnancy_id")
        ),
        sa.ForeignKeyConstraint(
            ["to_facility_id"], ["facility.id"], name=op.f("fk_referral_to_facility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint(
            "serial_year",
            "direction",
            "serial_no",
            name=op.f("uq_referral_serial_year_direction_serial_no"),
        ),
        sa.UniqueConstraint("source_id", name=op.f("uq_referral_source_id")),
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_referral_admission_id"), ["admission_id"], unique=False
        )
        batch_op.create_index(
            "ix_referral_arrived_at_in_order",
            ["arrived_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            "ix_referral_decided_at_in_order",
            ["decided_at", "id", "voided_at", "missing", "unsure"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_referral_decided_by_id"), ["decided_by_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_from_facility_id"), ["from_facility_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_referral_missing_unsure"), ["missing", "unsure"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referral_newborn_id"), ["newborn_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referral_pregnancy_id"), ["pregnancy_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_referral_serial_no"), ["serial_no"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_referral_to_facility_id"), ["to_facility_id"], unique=False
        )

    if op.get_bind().dialect.name != "sqlite":  # stays and newborns form a ring of links
        op.create_foreign_key(
            "fk_admission_newborn_id", "admission", "newborn", ["newborn_id"], ["id"]
        )


def downgrade() -> None:
    """Take it back; never run in the field, where a ward goes back by restoring."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("fk_admission_newborn_id", "admission", type_="foreignkey")
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_referral_to_facility_id"))
        batch_op.drop_index(batch_op.f("ix_referral_serial_no"))
        batch_op.drop_index(batch_op.f("ix_referral_pregnancy_id"))
        batch_op.drop_index(batch_op.f("ix_referral_newborn_id"))
        batch_op.drop_index(batch_op.f("ix_referral_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_referral_from_facility_id"))
        batch_op.drop_index(batch_op.f("ix_referral_decided_by_id"))
        batch_op.drop_index("ix_referral_decided_at_in_order")
        batch_op.drop_index("ix_referral_arrived_at_in_order")
        batch_op.drop_index(batch_op.f("ix_referral_admission_id"))

    op.drop_table("referral")
    with op.batch_alter_table("perinatal_death", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_perinatal_death_serial_no"))
        batch_op.drop_index(batch_op.f("ix_perinatal_death_notified_by_id"))
        batch_op.drop_index(batch_op.f("ix_perinatal_death_newborn_id"))
        batch_op.drop_index(batch_op.f("ix_perinatal_death_missing_unsure"))
        batch_op.drop_index("ix_perinatal_death_died_at_in_order")

    op.drop_table("perinatal_death")
    with op.batch_alter_table("newborn_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_newborn_check_postnatal_visit_id"))
        batch_op.drop_index(batch_op.f("ix_newborn_check_newborn_id"))
        batch_op.drop_index(batch_op.f("ix_newborn_check_missing_unsure"))

    op.drop_table("newborn_check")
    with op.batch_alter_table("birth_dose", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_birth_dose_newborn_id"))
        batch_op.drop_index(batch_op.f("ix_birth_dose_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_birth_dose_given_by_id"))
        batch_op.drop_index("ix_birth_dose_given_at_in_order")

    op.drop_table("birth_dose")
    with op.batch_alter_table("postnatal_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postnatal_visit_serial_no"))
        batch_op.drop_index(batch_op.f("ix_postnatal_visit_seen_by_id"))
        batch_op.drop_index("ix_postnatal_visit_seen_at_in_order")
        batch_op.drop_index(batch_op.f("ix_postnatal_visit_pregnancy_id"))
        batch_op.drop_index(batch_op.f("ix_postnatal_visit_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_postnatal_visit_delivery_id"))

    op.drop_table("postnatal_visit")
    with op.batch_alter_table("newborn", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_newborn_serial_no"))
        batch_op.drop_index(batch_op.f("ix_newborn_seen_by_id"))
        batch_op.drop_index(batch_op.f("ix_newborn_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_newborn_delivery_id"))
        batch_op.drop_index("ix_newborn_declared_on_in_order")
        batch_op.drop_index("ix_newborn_born_at_in_order")

    op.drop_table("newborn")
    with op.batch_alter_table("maternal_death", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_maternal_death_woman_id"))
        batch_op.drop_index(batch_op.f("ix_maternal_death_serial_no"))
        batch_op.drop_index(batch_op.f("ix_maternal_death_pregnancy_id"))
        batch_op.drop_index(batch_op.f("ix_maternal_death_notified_by_id"))
        batch_op.drop_index(batch_op.f("ix_maternal_death_missing_unsure"))
        batch_op.drop_index("ix_maternal_death_died_at_in_order")
        batch_op.drop_index(batch_op.f("ix_maternal_death_admission_id"))

    op.drop_table("maternal_death")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_serial_no"))
        batch_op.drop_index(batch_op.f("ix_delivery_seen_by_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_pregnancy_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_place_facility_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_operator_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_missing_unsure"))
        batch_op.drop_index("ix_delivery_delivered_at_in_order")
        batch_op.drop_index(batch_op.f("ix_delivery_attendant_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_admission_id"))

    op.drop_table("delivery")
    with op.batch_alter_table("bed_transfer", schema=None) as batch_op:
        batch_op.drop_index("ix_bed_transfer_moved_at_in_order")
        batch_op.drop_index(batch_op.f("ix_bed_transfer_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_bed_transfer_bed_id"))
        batch_op.drop_index(batch_op.f("ix_bed_transfer_admission_id"))

    op.drop_table("bed_transfer")
    with op.batch_alter_table("admission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_admission_serial_no"))
        batch_op.drop_index(batch_op.f("ix_admission_seen_by_id"))
        batch_op.drop_index(batch_op.f("ix_admission_pregnancy_id"))
        batch_op.drop_index(batch_op.f("ix_admission_newborn_id"))
        batch_op.drop_index(batch_op.f("ix_admission_missing_unsure"))
        batch_op.drop_index(batch_op.f("ix_admission_from_facility_id"))
        batch_op.drop_index(batch_op.f("ix_admission_discharged_by_id"))
        batch_op.drop_index("ix_admission_discharged_at_in_order")
        batch_op.drop_index("ix_admission_admitted_at_in_order")

    op.drop_table("admission")
    with op.batch_alter_table("pregnancy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pregnancy_woman_id"))
        batch_op.drop_index(batch_op.f("ix_pregnancy_missing_unsure"))

    op.drop_table("pregnancy")
    with op.batch_alter_table("woman", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_woman_village_id"))
        batch_op.drop_index(batch_op.f("ix_woman_missing_unsure"))
        batch_op.drop_index("ix_woman_family_name_in_order")

    op.drop_table("woman")
    with op.batch_alter_table("session_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_day_village_id"))
        batch_op.drop_index(batch_op.f("ix_session_day_missing_unsure"))
        batch_op.drop_index("ix_session_day_held_on_in_order")

    op.drop_table("session_day")
    with op.batch_alter_table("village", schema=None) as batch_op:
        batch_op.drop_index("ix_village_name_in_order")
        batch_op.drop_index(batch_op.f("ix_village_missing_unsure"))

    op.drop_table("village")
    with op.batch_alter_table("staff_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_member_missing_unsure"))
        batch_op.drop_index("ix_staff_member_family_name_in_order")

    op.drop_table("staff_member")
    with op.batch_alter_table("settings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settings_missing_unsure"))

    op.drop_table("settings")
    with op.batch_alter_table("search_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_search_key_entry"))

    op.drop_table("search_key")
    with op.batch_alter_table("return_figure", schema=None) as batch_op:
        batch_op.drop_index("ix_return_figure_month_on_in_order")
        batch_op.drop_index(batch_op.f("ix_return_figure_missing_unsure"))

    op.drop_table("return_figure")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_history_entry_version"))

    op.drop_table("history")
    with op.batch_alter_table("facility", schema=None) as batch_op:
        batch_op.drop_index("ix_facility_name_in_order")
        batch_op.drop_index(batch_op.f("ix_facility_missing_unsure"))

    op.drop_table("facility")
    op.drop_table("draft")
    op.drop_table("book_fact")
    with op.batch_alter_table("bed", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bed_missing_unsure"))
        batch_op.drop_index("ix_bed_code_in_order")

    op.drop_table("bed")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index("ix_account_name_in_order")
        batch_op.drop_index(batch_op.f("ix_account_missing_unsure"))

    op.drop_table("account")
