"""The antenatal register (CPN): one line for each visit of a pregnancy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity import settings
from maternity.clinical import ages, bodymass
from maternity.fields import (
    Answer,
    Gap,
    choice,
    choices,
    day,
    decimal,
    diagnosis,
    link,
    long_text,
    number,
    person,
    serial,
    text,
    yes_no_unknown,
)
from maternity.i18n import N_
from maternity.records import Problem, Record, derived, register, rule
from maternity.registers.antenatal_lists import (
    Perceived,
    PregnancyRisk,
    TdDose,
    TestResult,
    UrineGrade,
    WeightForHeight,
)
from maternity.registers.gestation import age_by_dating, weeks_fit
from maternity.registers.lists import AgeBand, Strategy, Zone
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember
    from maternity.registers.woman import Woman


@register(
    N_("Antenatal visits"),
    one=N_("Antenatal visit"),
    dated="seen_on",
    alongside=(
        "pregnancy.lmp_on",
        "pregnancy.gravidity",
        "pregnancy.parity",
        "pregnancy.living_children",
        "pregnancy.abortions_before",
        "pregnancy.anc_visits_elsewhere",
        "pregnancy.td_doses_before",
    ),
)
class AntenatalVisit(Record):
    """A visit of a pregnant woman."""

    serial_no: int | None = serial(
        N_("Serial number"),
        paper="cpn 1",
        listed=True,
        help=N_("Yearly serial number in the antenatal care (ANC) register."),
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="antenatal_visits", required=True, listed=True
    )
    seen_on: date | None = day(
        N_("Visit date"),
        required=True,
        low="today - 5 y",
        high="today",
        ask_low="today - 31 d",
        paper="cpn 2",
        listed=True,
        under=N_("Visit"),
    )
    strategy: Strategy | None = choice(
        N_("Strategy"),
        Strategy,
        required=True,
        proposed="fixed",
        under=N_("Visit"),
        help=N_("Suggested: fixed centre."),
    )
    ga_weeks: int | None = number(
        N_("Weeks of amenorrhoea"),
        required=True,
        low=3,
        high=45,
        ask_low=4,
        ask_high=42,
        unit="weeks",
        gaps=(Gap.UNKNOWN,),
        paper="cpn 7",
        listed=True,
        follows="weeks_by_dating",
        under=N_("Visit"),
        help=N_(
            "Completed weeks. Suggested from the dating; otherwise judged from the fundal height."
        ),
    )
    weight_kg: Decimal | None = decimal(
        N_("Weight"),
        low=25,
        high=200,
        ask_low=35,
        ask_high=120,
        unit="kg",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 8",
        under=N_("Measures"),
    )
    height_cm: Decimal | None = decimal(
        N_("Height"),
        low=90,
        high=210,
        ask_low=135,
        ask_high=185,
        unit="cm",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 9",
        under=N_("Measures"),
        help=N_("Once is enough: carried over to the next visits."),
    )
    muac_cm: Decimal | None = decimal(
        N_("Mid-upper arm circumference"),
        low=10,
        high=60,
        ask_low=18,
        ask_high=45,
        unit="cm",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 10",
        under=N_("Measures"),
        help=N_("Left arm, halfway up."),
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature"),
        low=30,
        high=43,
        ask_low=35,
        ask_high=40,
        unit="°C",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 11",
        under=N_("Measures"),
    )
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure"),
        required=True,
        low=40,
        high=300,
        ask_low=80,
        ask_high=160,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 12",
        under=N_("Measures"),
        help=N_("Seated, at rest, in mmHg: « 118 », not « 12 »."),
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure"),
        required="antenatal_visit.bp_systolic_mmhg is set",
        low=20,
        high=200,
        ask_low=40,
        ask_high=110,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 12",
        under=N_("Measures"),
        help=N_("Always lower than the systolic pressure."),
    )
    oedema: Answer | None = yes_no_unknown(N_("Oedema"), under=N_("Measures"))
    fundal_height_cm: Decimal | None = decimal(
        N_("Fundal height"),
        low=5,
        high=60,
        ask_low=10,
        ask_high=45,
        unit="cm",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 13",
        under=N_("Measures"),
    )
    fetal_heart: Perceived | None = choice(
        N_("Fetal heart"), Perceived, paper="cpn 14", under=N_("Measures")
    )
    fetal_movements: Perceived | None = choice(
        N_("Fetal movements"), Perceived, paper="cpn 15", under=N_("Measures")
    )
    sickle_test: TestResult | None = choice(
        N_("Sickle-cell test"), TestResult, paper="cpn 19", under=N_("Tests")
    )
    syphilis_test: TestResult | None = choice(
        N_("Syphilis test"), TestResult, paper="cpn 20", under=N_("Tests")
    )
    syphilis_treated: Answer | None = yes_no_unknown(
        N_("Syphilis treated"),
        required="antenatal_visit.syphilis_test == positive",
        when="antenatal_visit.syphilis_test == positive",
        under=N_("Tests"),
        help=N_("Benzathine penicillin received."),
    )
    hepatitis_b_test: TestResult | None = choice(
        N_("Hepatitis B test"),
        TestResult,
        under=N_("Tests"),
        help=N_("Decides how urgent the birth vaccine is."),
    )
    hb_g_dl: Decimal | None = decimal(
        N_("Haemoglobin"),
        required=True,
        low=2,
        high=20,
        ask_low=5,
        ask_high=16,
        unit="g/dl",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 21",
        under=N_("Tests"),
        help=N_("The monthly return counts < 11 g/dl."),
    )
    iptp_dose: int | None = number(
        N_("IPTp dose number"),
        required=True,
        low=1,
        high=9,
        ask_high=6,
        unit="",
        gaps=(Gap.NOT_DONE,),
        paper="cpn 22",
        under=N_("Given today"),
        help=N_("Number of the SP dose given today; « not done » if none."),
    )
    td_dose: TdDose | None = choice(
        N_("Tetanus vaccine"),
        TdDose,
        required=True,
        paper="cpn 23",
        under=N_("Given today"),
        help=N_("Dose given today."),
    )
    iron_folate_given: Answer | None = yes_no_unknown(
        N_("Iron and folic acid given"), required=True, paper="cpn 24", under=N_("Given today")
    )
    iron_folate_dose_no: int | None = number(
        N_("Iron-folate supply number"),
        when="antenatal_visit.iron_folate_given == yes",
        low=1,
        high=9,
        ask_high=4,
        unit="",
        paper="cpn 25",
        under=N_("Given today"),
        help=N_("1 to 4 on paper."),
    )
    deworming_given: Answer | None = yes_no_unknown(
        N_("Deworming"),
        required=True,
        paper="cpn 26",
        under=N_("Given today"),
        help=N_("After the first trimester."),
    )
    net_given: Answer | None = yes_no_unknown(
        N_("Treated net given"), required=True, under=N_("Given today")
    )
    proteinuria: UrineGrade | None = choice(
        N_("Proteinuria"), UrineGrade, paper="cpn 27", under=N_("Tests")
    )
    glycosuria: UrineGrade | None = choice(
        N_("Glycosuria"), UrineGrade, paper="cpn 28", under=N_("Tests")
    )
    birth_plan: str | None = text(
        N_("Birth plan"),
        paper="cpn 30",
        under=N_("Risks and next visit"),
        help=N_("Place, transport, money, companion."),
    )
    risks: tuple[PregnancyRisk, ...] | None = choices(
        N_("Pregnancy risks"), PregnancyRisk, paper="cpn 31", under=N_("Risks and next visit")
    )
    risks_other: str | None = text(
        N_("Other risk"),
        when="antenatal_visit.risks has other",
        paper="cpn 31",
        under=N_("Risks and next visit"),
    )
    diagnoses: tuple[str, ...] | None = diagnosis(
        N_("Disease found"),
        paper="cpn 32",
        under=N_("Risks and next visit"),
        help=N_("Choose from the short list; several are possible."),
    )
    next_visit_on: date | None = day(
        N_("Next visit"),
        low="antenatal_visit.seen_on",
        high="antenatal_visit.seen_on + 120 d",
        ask_low="antenatal_visit.seen_on + 3 d",
        ask_high="antenatal_visit.seen_on + 60 d",
        paper="cpn 33",
        listed=True,
        ahead=True,
        under=N_("Risks and next visit"),
    )
    seen_by: StaffMember | None = person(
        N_("Seen by"), required=True, paper="cpn 34", listed=True, under=N_("Risks and next visit")
    )
    note: str | None = long_text(N_("Notes"), under=N_("Risks and next visit"))

    @property
    def woman(self) -> Woman | None:
        """Who was seen."""
        return self.pregnancy.woman if self.pregnancy else None

    @property
    def weeks_by_dating(self) -> int | None:
        """Completed weeks on the day of the visit, for the form to propose."""
        days = age_by_dating(self.pregnancy, self.seen_on)
        return None if days is None else days // 7

    @rule
    def gestation_fits_the_dating(self) -> Iterator[Problem]:
        """The weeks written and those by the last period or the scan should be the same."""
        yield from weeks_fit("ga_weeks", self.believed("ga_weeks"), self.pregnancy, self.seen_on)

    @property
    def _visits(self) -> list[AntenatalVisit]:
        """The visits of this pregnancy made here, in the order of their days."""
        visits = self.pregnancy.antenatal_visits if self.pregnancy else []
        alive = [one for one in visits if one.voided_at is None and one.seen_on is not None]
        return sorted(alive, key=lambda visit: (str(visit.seen_on), visit.id))

    @derived(N_("Visit rank here"), needs=("pregnancy.antenatal_visits",))
    def rank_here(self) -> int | None:
        """Its place among the visits of this pregnancy in this facility, by date."""
        visits = self._visits
        return visits.index(self) + 1 if self in visits else None

    @derived(N_("Visit rank"), needs=("pregnancy.antenatal_visits",), paper="cpn 6", listed=True)
    def rank(self) -> int | None:
        """Its place among all visits of this pregnancy, those made elsewhere before it."""
        here = self.rank_here
        if here is None or self.pregnancy is None:
            return None
        return here + (self.pregnancy.believed("anc_visits_elsewhere") or 0)

    @derived(N_("New registration"), needs=("pregnancy.antenatal_visits",))
    def is_new_case(self) -> Answer | None:
        """The first visit of this pregnancy here, or anywhere (setting `anc_new_case`)."""
        here = self.rank_here
        if here is None or self.pregnancy is None:
            return None
        if here > 1 or settings.current().chosen("anc_new_case") == "facility_first":
            return Answer.of(here == 1)
        elsewhere = self.pregnancy.believed("anc_visits_elsewhere")
        return None if elsewhere is None else Answer.of(elsewhere == 0)

    @derived(N_("Age at visit"), unit="years", listed=True)
    def mother_age_years(self) -> int | None:
        """Completed years on the day of the visit."""
        return self.woman.age_on(self.seen_on) if self.woman else None

    @derived(N_("Body mass index"), unit="kg/m²")
    def body_mass_index(self) -> Decimal | None:
        """Of the weight and the height of this visit."""
        return bodymass.index(self.believed("weight_kg"), self.believed("height_cm"))

    @derived(N_("Weight for height"), options=WeightForHeight)
    def weight_for_height(self) -> WeightForHeight | None:
        """The class of an adult's index, early in pregnancy."""
        weeks, years = self.believed("ga_weeks"), self.mother_age_years
        found = bodymass.adult_class(self.body_mass_index, years, weeks)
        return WeightForHeight.coded(found.value) if found else None

    @derived(N_("Age band"), options=AgeBand)
    def age_band(self) -> AgeBand:
        """The band of the return; under 10 goes to 10-14."""
        return AgeBand.coded(ages.band(self.mother_age_years))

    @derived(N_("Catchment"), options=Zone, kept=True)
    def zone(self) -> Zone:
        """Her village's, kept as it was when the entry was closed."""
        return self.woman.zone if self.woman else Zone.UNKNOWN

    @rule
    def diastolic_below_systolic(self) -> Iterator[Problem]:
        """The lower figure of a blood pressure is the lower one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)
