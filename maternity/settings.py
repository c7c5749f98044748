"""What a ward or its district may choose; one line a setting, the first choice is the default.

The values in force are printed at the foot of a return, so that a reader can tell how it was
counted (reference: monthly-return, part 6). Changing one is a correction like any other: who,
when, the old value and why are kept.
"""

from __future__ import annotations

from collections.abc import Iterator

from maternity.clinical import followup
from maternity.fields import Options, choice, number, text
from maternity.i18n import N_, _
from maternity.records import Problem, Record, register, rule


class AncNewCase(Options):
    """Which first antenatal visit is a new registration."""

    FACILITY_FIRST = "facility_first", N_("First antenatal visit in this facility")
    PREGNANCY_FIRST = "pregnancy_first", N_("First antenatal visit anywhere")


class Anc4CountsElsewhere(Options):
    """Whether visits made elsewhere count towards the fourth."""

    YES = "yes", N_("Antenatal visits made elsewhere count towards the fourth")
    NO = "no", N_("Only antenatal visits made here count towards the fourth")


class SupplementCount(Options):
    """How often a woman given iron or a deworming tablet counts."""

    WOMEN_IN_MONTH = "women_in_month", N_("Each pregnant woman once a month")
    EACH_SUPPLY = "each_supply", N_("Each supply")
    FIRST_IN_PREGNANCY = "first_in_pregnancy", N_("The first supply of the pregnancy")


class AnaemiaCount(Options):
    """How often an anaemic woman counts."""

    EACH_MONTH = "each_month", N_("Each anaemic woman once a month")
    FIRST_IN_PREGNANCY = "first_in_pregnancy", N_("Each anaemic woman once a pregnancy")


class FpPostpartumRule(Options):
    """Which users of family planning are in the postpartum."""

    ORIGIN = "origin", N_("Sent by the delivery or the postnatal clinic")
    WITHIN_48H = "within_48h", N_("Within 48 hours of the birth")
    WITHIN_42D = "within_42d", N_("Within 42 days of the birth")


class FpSubRows(Options):
    """Whether self-injection and the postpartum IUD are part of the row above."""

    INCLUDED = "included", N_("Self-injection and postpartum IUD are part of the row above")
    APART = "apart", N_("Self-injection and postpartum IUD stand apart")


class BirthDosesCountedBy(Options):
    """Who is proposed as counting a dose of birth."""

    MATERNITY = "maternity", N_("The maternity counts the doses of birth")
    EPI = "epi", N_("The immunisation unit counts the doses of birth")


class Iptp3Count(Options):
    """How the third dose against malaria counts, and those after it."""

    THIRD_DOSE_ONCE = "third_dose_once", N_("The third dose once a pregnancy")
    EACH_DOSE_3_PLUS = "each_dose_3_plus", N_("Each dose from the third on")


class StillbirthRule(Options):
    """From which weight or age a stillborn baby counts as a birth."""

    WEIGHT_THEN_GA = "weight_then_ga", N_("1 000 g or more; weight unknown: 28 weeks or more")
    EITHER = "either", N_("1 000 g or more, or 28 weeks or more")
    BOTH = "both", N_("1 000 g and 28 weeks when both are known")


class LiveBirthFloor(Options):
    """From when a live birth counts."""

    NONE = "none", N_("Every live birth counts")
    GA28_OR_1000G = "ga28_or_1000g", N_("28 weeks or 1 000 g (WHO DHIS2 definition)")


class NurseIsSkilled(Options):
    """What the staff page proposes for a nurse."""

    NO = "no", N_("A nurse is not proposed as skilled")
    YES = "yes", N_("A nurse is proposed as skilled")


class AuxiliaryLine(Options):
    """Where an auxiliary's deliveries stand."""

    WITH_MATRON = "with_matron", N_("Auxiliaries count with the matrons")
    NEITHER = "neither", N_("Auxiliaries count on neither line")


class OnTheWayBirth(Options):
    """Where a birth on the way stands."""

    HOME = "home", N_("Births on the way count as home deliveries")
    FACILITY = "facility", N_("Births on the way count as facility deliveries")
    NEITHER = "neither", N_("Births on the way count on neither line")


class DischargeCheckIsPnc(Options):
    """Whether the check before leaving opens a new postnatal case."""

    YES = "yes", N_("The check before discharge is a postnatal visit")
    NO = "no", N_("The check before discharge opens no new case")


class NewbornLinesScope(Options):
    """Which babies the newborn lines count."""

    FACILITY = "facility", N_("Newborns born in the facility")
    ALL_REGISTERED = "all_registered", N_("All registered newborns")


class LowWeightScope(Options):
    """Which babies the line of small weights counts."""

    LIVE = "live", N_("Small weights among live births")
    ALL_BIRTHS = "all_births", N_("Small weights among all births")


class NewbornPncCount(Options):
    """How often a baby seen after birth counts."""

    NEWBORN_ONCE = "newborn_once", N_("Each newborn once")
    NEWBORN_EACH_MONTH = "newborn_each_month", N_("Each newborn once a month")
    EACH_CHECK = "each_check", N_("Each check")


class ReferralLinesDirection(Options):
    """Which referrals the referral lines count."""

    OUT = "out", N_("Referrals sent")
    BOTH = "both", N_("Referrals sent and received")


class MaternalDeathScope(Options):
    """Which deaths of women count."""

    FACILITY = "facility", N_("Maternal deaths in the facility")
    ALL_KNOWN = "all_known", N_("All known maternal deaths")


class NeonatalDeathBands(Options):
    """How the three lines of newborn deaths stand to each other."""

    NESTED = "nested", N_("24 h within 7 days within 28 days")
    EXCLUSIVE = "exclusive", N_("0-23 h, 1-6 days, 7-27 days: each child once")


class NeonatalDeathScope(Options):
    """Which deaths of newborns count."""

    FACILITY = "facility", N_("Newborn deaths in the facility")
    ALL_KNOWN = "all_known", N_("All known newborn deaths")


class CellsAgeZone(Options):
    """How the cells by age and zone are laid out."""

    CROSSED = "crossed", N_("4 ages by 2 zones")
    SIDE_BY_SIDE = "side_by_side", N_("4 ages, then 2 zones")
    TOTAL_ONLY = "total_only", N_("Totals only")


class HivColumnPrint(Options):
    """What the column HIV of the antenatal book prints."""

    DONE = "done", N_("The antenatal book says that a test was done")
    BLANK = "blank", N_("The HIV column of the antenatal book stays empty")


class AbortionTypePrint(Options):
    """Whether the two hidden columns of abortions are printed."""

    HIDDEN = "hidden", N_("The type of an abortion is not printed")
    PRINTED = "printed", N_("The type and the method of an abortion are printed")


class ExportZeros(Options):
    """Whether what was counted and is none is written into a file for DHIS2."""

    YES = "yes", N_("A figure of 0 is written for DHIS2")
    NO = "no", N_("A figure of 0 is left out for DHIS2")


class TdCountedBy(Options):
    """Who counts the doses against tetanus given at an antenatal visit."""

    MATERNITY = "maternity", N_("The maternity counts the doses against tetanus (Td)")
    EPI = "epi", N_("The immunisation unit counts the doses against tetanus (Td)")


class EffectiveAncRule(Options):
    """Whether the effective antenatal visits of the return are counted, and by which rule."""

    MANUAL = "manual", N_("Effective antenatal visits are typed by hand")
    CONDITION = "condition", N_("Effective antenatal visits are counted by the rule below")


class MorbidityContribution(Options):
    """Whether the return has the maternity's part of the table of morbidity."""

    OFF = "off", N_("The return has no table of morbidity")
    ON = "on", N_("The return has the maternity's part of the table of morbidity")


class PostnatalSchedule(Options):
    """Which calendar says when mother and child are expected after the birth."""

    WHO_2022 = "who_2022", N_("WHO 2022: 24 h, days 2-3, days 7-14, week 6")
    DISTRICT = "district", N_("The days of the district, below")


VISITS = N_("Antenatal visits")
BIRTHS = N_("Births")
AFTER = N_("After the birth")
ILLNESS = N_("Referrals, illness and deaths")
FORM = N_("The form and its numbers")


@register(N_("Rules of the ward"), setup=True, taken_in=False)
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
