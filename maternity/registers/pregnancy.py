"""The pregnancies: dating, earlier births, history; made by the form a midwife starts with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.clinical import dating
from maternity.fields import Gap, Options, choice, choices, day, link, number
from maternity.i18n import N_, _
from maternity.records import (
    Problem,
    Record,
    Strength,
    day_value,
    derived,
    linked_by,
    one_of,
    register,
    rule,
)
from maternity.registers.lists import DatePrecision, DatingMethod

if TYPE_CHECKING:
    from maternity.registers.abortion_care import AbortionCare
    from maternity.registers.admission import Admission
    from maternity.registers.antenatal_visit import AntenatalVisit
    from maternity.registers.delivery import Delivery
    from maternity.registers.eclampsia_care import EclampsiaCare
    from maternity.registers.family_planning_act import FamilyPlanningAct
    from maternity.registers.hiv_care import HivCare
    from maternity.registers.labour_care import LabourCare
    from maternity.registers.maternal_death import MaternalDeath
    from maternity.registers.postnatal_visit import PostnatalVisit
    from maternity.registers.recall import Recall
    from maternity.registers.referral import Referral
    from maternity.registers.woman import Woman


class PreviousOutcome(Options):
    """How the pregnancy before ended."""

    NONE = "none", N_("First pregnancy")
    ALIVE = "alive", N_("Alive")
    DIED = "died", N_("Died")
    STILLBORN = "stillborn", N_("Stillborn")
    ABORTION = "abortion", N_("Abortion")
    UNKNOWN = "unknown", N_("Unknown")


class ObstetricHistory(Options):
    """What happened in earlier pregnancies."""

    NONE = "none", N_("Nothing")
    STILLBIRTH = "stillbirth", N_("Stillbirth")
    NEONATAL_DEATH = "neonatal_death", N_("Neonatal death")
    HAEMORRHAGE = "haemorrhage", N_("Postpartum haemorrhage")
    PRE_ECLAMPSIA = "pre_eclampsia", N_("Pre-eclampsia or eclampsia")
    CAESAREAN = "caesarean", N_("Caesarean")
    INSTRUMENTAL = "instrumental", N_("Vacuum or forceps")
    PROLONGED_LABOUR = "prolonged_labour", N_("Prolonged labour")
    FISTULA = "fistula", N_("Obstetric fistula")
    PRETERM = "preterm", N_("Preterm birth")
    TWINS = "twins", N_("Twins")
    LOW_BIRTH_WEIGHT = "low_birth_weight", N_("Low birth weight")
    MACROSOMIA = "macrosomia", N_("Large baby")
    RETAINED_PLACENTA = "retained_placenta", N_("Retained placenta")
    UTERINE_SURGERY = "uterine_surgery", N_("Other uterine scar")
    UNKNOWN = "unknown", N_("Unknown")


EVENT_LISTS = (
    *("antenatal_visits", "admissions", "deliveries", "postnatal_visits"),
    "abortion_cares",
)
"""The lists that say when a pregnancy was first seen, and whether it is still open."""


@register(N_("Pregnancies"), one=N_("Pregnancy"), sorted_by="id")
class Pregnancy(Record):
    """One pregnancy of a woman; never created by hand."""

    woman: Woman | None = link(N_("Woman"), "woman", back="pregnancies", required=True, listed=True)
    lmp_on: date | None = day(
        N_("Last menstrual period"),
        low="today - 320 d",
        high="today",
        ask_low="today - 300 d",
        ask_high="today - 28 d",
        gaps=(Gap.UNKNOWN,),
        precision="lmp_precision",
        ended="dated_until",
        listed=True,
        under=N_("Dating"),
        help=N_(
            "First day of the last menstrual period (LMP). The month alone is "
            "accepted. Limits are counted from the end of the pregnancy if it has "
            "ended."
        ),
    )
    lmp_precision: DatePrecision | None = choice(
        N_("LMP precision"), DatePrecision, required="pregnancy.lmp_on is set", under=N_("Dating")
    )
    scan_on: date | None = day(
        N_("Dating scan on"),
        low="pregnancy.lmp_on",
        high="today",
        under=N_("Dating"),
        help=N_("The earliest ultrasound scan."),
    )
    scan_ga_days: int | None = number(
        N_("Gestational age at scan"),
        required="pregnancy.scan_on is set",
        when="pregnancy.scan_on is set",
        low=35,
        high=300,
        ask_low=42,
        ask_high=280,
        unit="days",
        weeks=True,
        under=N_("Dating"),
        help=N_("Typed as « 12+3 »."),
    )
    gravidity: int | None = number(
        N_("Gravidity"),
        required=True,
        low=1,
        high=20,
        ask_high=10,
        unit="",
        gaps=(Gap.UNKNOWN,),
        paper="cpon 10",
        listed=True,
        under=N_("Earlier pregnancies"),
        help=N_("Number of pregnancies, including this one."),
    )
    parity: int | None = number(
        N_("Parity"),
        required=True,
        low=0,
        high=19,
        ask_high=10,
        unit="",
        gaps=(Gap.UNKNOWN,),
        paper="cpon 11",
        follows="no_birth_before",
        listed=True,
        under=N_("Earlier pregnancies"),
        help=N_(
            "Number of deliveries of a live or stillborn child before this "
            "pregnancy (twins = 1). 0 = nullipara."
        ),
    )
    living_children: int | None = number(
        N_("Living children"),
        low=0,
        high=20,
        ask_high=12,
        unit="",
        gaps=(Gap.UNKNOWN,),
        paper="cpn 17",
        under=N_("Earlier pregnancies"),
    )
    deceased_children: int | None = number(
        N_("Children who died"),
        low=0,
        high=20,
        ask_high=8,
        unit="",
        gaps=(Gap.UNKNOWN,),
        under=N_("Earlier pregnancies"),
        help=N_("Born alive, then died."),
    )
    stillbirths_before: int | None = number(
        N_("Previous stillbirths"),
        low=0,
        high=15,
        ask_high=5,
        unit="",
        gaps=(Gap.UNKNOWN,),
        under=N_("Earlier pregnancies"),
    )
    abortions_before: int | None = number(
        N_("Previous abortions"),
        low=0,
        high=15,
        ask_high=6,
        unit="",
        gaps=(Gap.UNKNOWN,),
        paper="cpn 16",
        under=N_("Earlier pregnancies"),
        help=N_("Before 28 weeks, spontaneous or induced, ectopic pregnancies included."),
    )
    previous_caesareans: int | None = number(
        N_("Previous caesareans"),
        required="delivery is set",
        low=0,
        high=8,
        ask_high=4,
        unit="",
        gaps=(Gap.UNKNOWN,),
        under=N_("Earlier pregnancies"),
        follows="no_caesarean_before",
        help=N_("0 if none. 0 is suggested for a nullipara."),
    )
    previous_outcome: PreviousOutcome | None = choice(
        N_("Previous child"),
        PreviousOutcome,
        paper="accouchement 6",
        follows="nobody_before",
        under=N_("Earlier pregnancies"),
        help=N_("Outcome of the last pregnancy: alive, died, stillborn, abortion."),
    )
    previous_interval_months: int | None = number(
        N_("Interval between the last two pregnancies"),
        when="pregnancy.gravidity > 1",
        low=0,
        high=420,
        ask_low=6,
        ask_high=180,
        unit="months",
        gaps=(Gap.UNKNOWN,),
        paper="accouchement 7",
        under=N_("Earlier pregnancies"),
        help=N_("From the end of the previous pregnancy to the start of this one."),
    )
    obstetric_history: tuple[ObstetricHistory, ...] | None = choices(
        N_("Obstetric history"), ObstetricHistory, under=N_("History and antenatal care")
    )
    anc_visits_elsewhere: int | None = number(
        N_("Antenatal visits elsewhere"),
        low=0,
        high=15,
        ask_high=8,
        unit="",
        gaps=(Gap.UNKNOWN,),
        under=N_("History and antenatal care"),
        help=N_(
            "Visits for this pregnancy at another facility (read the health "
            "booklet). Counts towards visit rank 4."
        ),
    )
    td_doses_before: int | None = number(
        N_("Tetanus doses before"),
        low=0,
        high=10,
        ask_high=6,
        unit="",
        gaps=(Gap.UNKNOWN,),
        under=N_("History and antenatal care"),
        help=N_("Doses received over her whole life, with the card as proof if possible."),
    )
    fetuses_expected: int | None = number(
        N_("Number of fetuses"),
        low=1,
        high=6,
        ask_high=3,
        unit="",
        gaps=(Gap.UNKNOWN,),
        under=N_("Dating"),
        help=N_("Seen on ultrasound or felt on palpation."),
    )
    antenatal_visits: list[AntenatalVisit] = linked_by("pregnancy")
    admissions: list[Admission] = linked_by("pregnancy")
    deliveries: list[Delivery] = linked_by("pregnancy")
    postnatal_visits: list[PostnatalVisit] = linked_by("pregnancy")
    family_planning_acts: list[FamilyPlanningAct] = linked_by("pregnancy")
    abortion_cares: list[AbortionCare] = linked_by("pregnancy")
    hiv_cares: list[HivCare] = linked_by("pregnancy")
    referrals: list[Referral] = linked_by("pregnancy")
    maternal_deaths: list[MaternalDeath] = linked_by("pregnancy")
    labour_cares: list[LabourCare] = linked_by("pregnancy")
    recalls: list[Recall] = linked_by("pregnancy")
    eclampsia_cares: list[EclampsiaCare] = linked_by("pregnancy")
    delivery: one_of[Delivery] = one_of("deliveries")

    def title(self) -> str:
        """The woman, and which pregnancy of hers."""
        who = self.woman.title() if self.woman else ""
        order = f"G{self.shown('gravidity')} P{self.shown('parity')}"
        return f"{who} {order}".strip()

    @property
    def dated(self) -> dating.Dated | None:
        """Day 0 and what it was taken from; None when there is neither period nor scan."""
        return dating.day_zero(
            self.lmp_on,
            lmp_certain=self.lmp_precision in {None, DatePrecision.EXACT},
            scan_on=self.scan_on,
            scan_age_days=self.believed("scan_ga_days"),
        )

    @property
    def no_birth_before(self) -> int | None:
        """No earlier birth in a first pregnancy, for the form to propose."""
        return 0 if self.gravidity == 1 else None

    @property
    def nobody_before(self) -> PreviousOutcome | None:
        """No earlier child in a first pregnancy, for the form to propose."""
        return PreviousOutcome.NONE if self.gravidity == 1 else None

    @property
    def no_caesarean_before(self) -> int | None:
        """No earlier caesarean where there was no earlier birth, for the form to propose."""
        return 0 if self.parity == 0 else None

    @derived(N_("Dated until"), needs=("deliveries", "abortion_cares"))
    def dated_until(self) -> date | None:
        """The day of the delivery or of the abortion that ended it; None while it is open."""
        delivery = self.delivery
        if delivery is not None and delivery.delivered_at is not None:
            return delivery.delivered_at.day
        ends = (care.treated_at for care in self.abortion_cares if care.ends_the_pregnancy)
        return min((end.day for end in ends if end is not None), default=None)

    @derived(
        N_("First seen on"),
        needs=EVENT_LISTS,
    )
    def first_seen_on(self) -> date | None:
        """The day of the first record of this pregnancy."""
        moments = (
            *(visit.seen_on for visit in self.antenatal_visits),
            *(stay.admitted_at for stay in self.admissions),
            *(birth.delivered_at for birth in self.deliveries),
            *(visit.seen_at for visit in self.postnatal_visits),
            *(care.treated_at for care in self.abortion_cares),
        )
        days = (day_value(moment) for moment in moments)
        return min((day for day in days if day is not None), default=None)

    @derived(N_("Dating method"), options=DatingMethod)
    def dating_method(self) -> DatingMethod | None:
        """What day 0 was taken from: the period, unless the scan differs too much."""
        dated = self.dated
        return None if dated is None else DatingMethod.coded(dated.basis.value)

    @derived(N_("Expected delivery date"))
    def edd_on(self) -> date | None:
        """Day 0 and 280 days."""
        dated = self.dated
        return None if dated is None else dating.due_date(dated.day_zero)

    @derived(N_("Total antenatal visits"), needs=("antenatal_visits",))
    def anc_visits_total(self) -> int | None:
        """The visits made here and elsewhere; None while nothing is known of either."""
        here = sum(visit.voided_at is None for visit in self.antenatal_visits)
        elsewhere = self.believed("anc_visits_elsewhere")
        return None if elsewhere is None and not here else here + (elsewhere or 0)

    @rule
    def caesareans_fit_parity(self) -> Iterator[Problem]:
        """There cannot be more caesareans than births (clinical rules, part 23)."""
        if self.parity is not None and (self.previous_caesareans or 0) > self.parity:
            yield Problem(
                "previous_caesareans",
                _("More caesareans than births before. Check the parity and the caesareans."),
            )

    @rule
    def parity_fits_gravidity(self) -> Iterator[Problem]:
        """Earlier births are fewer than pregnancies; earlier twins counted as two break it."""
        if self.parity is None or self.gravidity is None:
            return
        if self.parity > self.gravidity - 1:
            yield Problem(
                "parity",
                _("The parity is not below the gravidity. Check both, or confirm."),
                Strength.ASKS,
            )


OPEN_DAYS = 320
"""A pregnancy is over this many days after the last period or the first record."""


def open_on(pregnancy: Pregnancy, day: date) -> bool:
    """Whether an event of this day can belong to the pregnancy: not ended, not too old."""
    if pregnancy.voided_at is not None or pregnancy.delivery is not None:
        return False
    if any(care.ends_the_pregnancy for care in pregnancy.abortion_cares):
        return False
    start = pregnancy.lmp_on or pregnancy.first_seen_on
    if start is None and pregnancy.created_at is not None:
        start = pregnancy.created_at.date()
    return start is None or -OPEN_DAYS < (day - start).days < OPEN_DAYS
