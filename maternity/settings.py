"""What a ward or its district may choose; one line a setting, the first choice is the default.

The values in force are printed at the foot of a return, so that a reader can tell how it was
counted (reference: monthly-return, part 6). Changing one is a correction like any other: who,
when, the old value and why are kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from maternity.clinical import followup
from maternity.fields import choice, number, text
from maternity.i18n import N_, _
from maternity.records import Problem, Record, register, rule
from maternity.setting_options import (
    AbortionTypePrint,
    AnaemiaCount,
    Anc4CountsElsewhere,
    AncNewCase,
    AuxiliaryLine,
    BirthDosesCountedBy,
    CellsAgeZone,
    DischargeCheckIsPnc,
    EffectiveAncRule,
    ExportZeros,
    FpPostpartumRule,
    FpSubRows,
    HivColumnPrint,
    Iptp3Count,
    LiveBirthFloor,
    LowWeightScope,
    MaternalDeathScope,
    MorbidityContribution,
    NeonatalDeathBands,
    NeonatalDeathScope,
    NewbornLinesScope,
    NewbornPncCount,
    NurseIsSkilled,
    OnTheWayBirth,
    PostnatalSchedule,
    ReferralLinesDirection,
    StillbirthRule,
    SupplementCount,
    TdCountedBy,
)

VISITS = N_("Antenatal visits")
BIRTHS = N_("Births")
AFTER = N_("After the birth")
ILLNESS = N_("Referrals, illness and deaths")
FORM = N_("The form and its numbers")


@register(N_("Rules of the ward"), setup=True, taken_in=False, setting=True)
class Settings(Record):
    """The ward's choices: one entry for the whole register file."""

    anc_new_case: AncNewCase | None = choice(
        N_("New antenatal registrations"), AncNewCase, under=VISITS
    )
    anc4_counts_elsewhere: Anc4CountsElsewhere | None = choice(
        N_("Fourth antenatal visit"), Anc4CountsElsewhere, under=VISITS
    )
    supplement_count: SupplementCount | None = choice(
        N_("Iron and deworming"), SupplementCount, under=VISITS
    )
    anaemia_count: AnaemiaCount | None = choice(
        N_("Anaemia in pregnancy"), AnaemiaCount, under=VISITS
    )
    stillbirth_rule: StillbirthRule | None = choice(
        N_("Stillbirths that count as births"), StillbirthRule, under=BIRTHS
    )
    live_birth_floor: LiveBirthFloor | None = choice(
        N_("Live births that count"), LiveBirthFloor, under=BIRTHS
    )
    nurse_is_skilled: NurseIsSkilled | None = choice(N_("Nurses"), NurseIsSkilled, under=BIRTHS)
    auxiliary_line: AuxiliaryLine | None = choice(N_("Auxiliaries"), AuxiliaryLine, under=BIRTHS)
    on_the_way_birth: OnTheWayBirth | None = choice(
        N_("Births on the way"), OnTheWayBirth, under=BIRTHS
    )
    discharge_check_is_pnc: DischargeCheckIsPnc | None = choice(
        N_("Check before discharge"), DischargeCheckIsPnc, under=AFTER
    )
    newborn_lines_scope: NewbornLinesScope | None = choice(
        N_("Newborn lines"), NewbornLinesScope, under=BIRTHS
    )
    low_weight_scope: LowWeightScope | None = choice(
        N_("Small weights"), LowWeightScope, under=BIRTHS
    )
    newborn_pnc_count: NewbornPncCount | None = choice(
        N_("Newborns seen after birth"), NewbornPncCount, under=AFTER
    )
    referral_lines_direction: ReferralLinesDirection | None = choice(
        N_("Referral lines"), ReferralLinesDirection, under=ILLNESS
    )
    maternal_death_scope: MaternalDeathScope | None = choice(
        N_("Maternal deaths"), MaternalDeathScope, under=ILLNESS
    )
    neonatal_death_bands: NeonatalDeathBands | None = choice(
        N_("Newborn death lines"), NeonatalDeathBands, under=ILLNESS
    )
    neonatal_death_scope: NeonatalDeathScope | None = choice(
        N_("Newborn deaths"), NeonatalDeathScope, under=ILLNESS
    )
    cells_age_zone: CellsAgeZone | None = choice(
        N_("Cells by age and zone"), CellsAgeZone, under=FORM
    )
    fp_postpartum_rule: FpPostpartumRule | None = choice(
        N_("Family planning after birth"), FpPostpartumRule, under=AFTER
    )
    fp_sub_rows: FpSubRows | None = choice(N_("Rows within a method"), FpSubRows, under=AFTER)
    birth_doses_counted_by: BirthDosesCountedBy | None = choice(
        N_("Doses of birth"), BirthDosesCountedBy, under=AFTER
    )
    iptp3_count: Iptp3Count | None = choice(
        N_("Third dose against malaria"), Iptp3Count, under=VISITS
    )
    return_due_day: int | None = number(
        N_("Return due on day"), low=1, high=28, proposed="5", under=FORM
    )
    first_serial_no: int | None = number(
        N_("First serial number"), low=1, high=100_000, proposed="1", under=FORM
    )
    hiv_column_print: HivColumnPrint | None = choice(
        N_("HIV column of the antenatal book"), HivColumnPrint, under=FORM
    )
    abortion_type_print: AbortionTypePrint | None = choice(
        N_("Abortions in the delivery book"), AbortionTypePrint, under=FORM
    )

    export_zeros: ExportZeros | None = choice(N_("Zeros for DHIS2"), ExportZeros, under=FORM)
    death_notice_hours: int | None = number(
        N_("A death in a facility is notified within"),
        unit="h",
        low=1,
        high=168,
        proposed="24",
        under=ILLNESS,
    )
    death_notice_hours_community: int | None = number(
        N_("A death in the community is notified within"),
        unit="h",
        low=1,
        high=168,
        proposed="48",
        under=ILLNESS,
    )

    td_counted_by: TdCountedBy | None = choice(
        N_("Doses against tetanus (Td)"), TdCountedBy, under=VISITS
    )
    effective_anc_rule: EffectiveAncRule | None = choice(
        N_("Effective antenatal visits"), EffectiveAncRule, under=VISITS
    )
    effective_anc_condition: str | None = text(
        N_("Rule of an effective antenatal visit"),
        when="settings.effective_anc_rule == condition",
        required=True,
        longest=400,
        help=N_(
            "Written as in the files of the returns, on the fields of an antenatal visit, once the"
            " district has said what is effective: « ga_weeks >= 36 and hb_g_dl is set »."
        ),
        under=VISITS,
    )
    morbidity_contribution: MorbidityContribution | None = choice(
        N_("Table of morbidity"), MorbidityContribution, under=ILLNESS
    )
    postnatal_schedule: PostnatalSchedule | None = choice(
        N_("Postnatal calendar"), PostnatalSchedule, under=AFTER
    )
    postnatal_windows: str | None = text(
        N_("Days of the postnatal contacts 2, 3 and 4"),
        when="settings.postnatal_schedule == district",
        required=True,
        longest=60,
        help=N_(
            "First and last day after the birth, contact by contact: « 3-5, 7-14, 42-56 »; a dash"
            " for a contact that the calendar does not have: « 3-5, -, 42-56 »."
        ),
        under=AFTER,
    )

    @rule
    def windows_can_be_read(self) -> Iterator[Problem]:
        """Three windows of days, each after the one before."""
        if self.postnatal_windows and self.applies("postnatal_windows"):
            try:
                followup.windows(self.postnatal_windows)
            except ValueError:
                yield Problem(
                    "postnatal_windows",
                    _(
                        "Enter three windows of days, each later than the one before, or a dash:"
                        " 3-5, 7-14, 42-56."
                    ),
                )

    def calendar(self) -> followup.Calendar:
        """The postnatal calendar in force; the WHO's while the district's cannot be read."""
        told = self.chosen("postnatal_windows")
        if self.chosen("postnatal_schedule") == PostnatalSchedule.DISTRICT.value and told:
            try:
                return followup.district(followup.windows(told))
            except ValueError:
                return followup.WHO_2022
        return followup.WHO_2022

    def chosen(self, name: str) -> str:
        """The code or figure in force: the ward's choice, else the default."""
        field = self.register.fields[name]
        value = getattr(self, name)
        if field.when and self.applies(name) is not True:
            value = None
        if value is not None:
            return field.plain(value)
        offered = getattr(field, "offered", ())
        return str(offered[0].value) if offered else field.proposed

    def unanswered(self, name: str) -> str:
        """The answer that is in force until the ward gives its own."""
        field = self.register.fields[name]
        offered = getattr(field, "offered", ())
        return field.show(offered[0]) if offered else field.proposed

    def in_force(self) -> dict[str, str]:
        """Every setting with its value in force."""
        return {name: self.chosen(name) for name in self.register.fields}


_current: Settings | None = None


def current() -> Settings:
    """The settings in force for the register file that is open."""
    global _current
    if _current is None:
        _current = Settings()
    return _current


def use(settings: Settings) -> None:
    """Put these settings in force."""
    global _current
    _current = settings
