"""The postnatal register (CPoN): one line for each contact after a birth."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity import settings
from maternity.clinical import dating, followup
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    choices,
    day,
    decimal,
    diagnosis,
    link,
    long_text,
    moment,
    number,
    person,
    serial,
    yes_no,
    yes_no_unknown,
)
from maternity.i18n import N_, _
from maternity.moments import Moment, order
from maternity.records import Problem, Record, derived, linked_by, register, rule
from maternity.registers.early_warning import EarlyWarning, early_warning
from maternity.registers.lists import MaternalComplication, MorbidityAge, Sex
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.delivery import Delivery
    from maternity.registers.newborn_check import NewbornCheck
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember


class NormalAbnormal(Options):
    """An examination finding."""

    NORMAL = "normal", N_("Normal")
    ABNORMAL = "abnormal", N_("Abnormal")
    NOT_EXAMINED = "not_examined", N_("Not examined")


class Conjunctiva(Options):
    """The colour of the conjunctiva."""

    COLOURED = "coloured", N_("Coloured")
    PALE = "pale", N_("Pale")
    YELLOW = "yellow", N_("Yellow")
    NOT_EXAMINED = "not_examined", N_("Not examined")


class Involution(Options):
    """How the womb goes down."""

    GOOD = "good", N_("Good")
    POOR = "poor", N_("Poor")
    NOT_EXAMINED = "not_examined", N_("Not examined")


class Perineum(Options):
    """The state of the perineum."""

    NORMAL = "normal", N_("Normal")
    DEHISCENCE = "dehiscence", N_("Dehiscence")
    INFECTED = "infected", N_("Infected")
    NOT_EXAMINED = "not_examined", N_("Not examined")


class PostnatalContact(Options):
    """The windows of the postnatal schedule."""

    BEFORE_24H = "before_24h", N_("Within 24 hours")
    DAY_2_3 = "day_2_3", N_("48-72 hours")
    DAY_4_6 = "day_4_6", N_("Days 4-6")
    DAY_7_14 = "day_7_14", N_("Days 7-14")
    WEEK_3_5 = "week_3_5", N_("Weeks 3-5")
    WEEK_6 = "week_6", N_("Week 6")
    LATER = "later", N_("Later")
    UNKNOWN = "unknown", N_("Unknown")

    @property
    def words(self) -> str:
        """The window in words: the district's days where it has chosen its own."""
        calendar = settings.current().calendar()
        contact = followup.Contact(self.value)
        days = calendar.days(contact)
        if days is not None:
            return _("Days {first}-{last}").format(first=days[0], last=days[1])
        if calendar.windows and contact in {*followup.LATER, *BETWEEN}:
            return _("Between two contacts")
        return super().words


BETWEEN = frozenset({followup.Contact.DAY_4_6, followup.Contact.WEEK_3_5})


@register(
    N_("Postnatal visits"),
    one=N_("Postnatal visit"),
    dated="seen_at",
    alongside=(
        "pregnancy.gravidity",
        "pregnancy.parity",
        "delivery.place",
        "delivery.delivered_at",
    ),
    lines=("newborn_checks",),
)
class PostnatalVisit(Record):
    """A contact after a birth, of the mother, of her babies, or of both."""

    serial_no: int | None = serial(
        N_("Serial number"),
        paper="cpon 1",
        listed=True,
        help=N_("Yearly serial number in the postnatal care (PNC) register."),
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="postnatal_visits", required=True, listed=True
    )
    delivery: Delivery | None = link(
        N_("Delivery"),
        "delivery",
        back="postnatal_visits",
        required=True,
        paper="cpon 13",
        under=N_("Visit"),
        help=N_("If she delivered elsewhere, the date and place are asked for here."),
    )
    seen_at: Moment | None = moment(
        N_("Visit date"),
        required=True,
        low="delivery.delivered_at",
        high="now",
        ask_high="delivery.delivered_at + 70 d",
        gaps=(Gap.UNKNOWN,),
        paper="cpon 2",
        listed=True,
        under=N_("Visit"),
        help=N_("The time is only useful in the first 48 hours."),
    )
    mother_seen: Answer | None = yes_no(
        N_("Mother seen"),
        required=True,
        listed=True,
        under=N_("Visit"),
        help=N_("No if the child is brought without the mother."),
    )
    weight_kg: Decimal | None = decimal(
        N_("Weight"),
        when="postnatal_visit.mother_seen == yes",
        low=25,
        high=200,
        ask_low=35,
        ask_high=120,
        unit="kg",
        gaps=(Gap.NOT_DONE,),
        paper="cpon 14",
        under=N_("Visit"),
    )
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure"),
        when="postnatal_visit.mother_seen == yes",
        low=40,
        high=300,
        ask_low=80,
        ask_high=160,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        paper="cpon 15",
        under=N_("Visit"),
        help=N_("To be reviewed if ≥ 140 or < 90."),
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure"),
        required="postnatal_visit.bp_systolic_mmhg is set",
        when="postnatal_visit.mother_seen == yes",
        low=20,
        high=200,
        ask_low=40,
        ask_high=110,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        paper="cpon 15",
        under=N_("Visit"),
        help=N_("To be reviewed if ≥ 90 or < 60."),
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature"),
        when="postnatal_visit.mother_seen == yes",
        low=30,
        high=43,
        ask_low=35,
        ask_high=40,
        unit="°C",
        gaps=(Gap.NOT_DONE,),
        paper="cpon 16",
        under=N_("Visit"),
        help=N_("To be reviewed if < 36 or ≥ 38."),
    )
    breasts: NormalAbnormal | None = choice(
        N_("Breasts"),
        NormalAbnormal,
        when="postnatal_visit.mother_seen == yes",
        paper="cpon 17",
        under=N_("Examination"),
    )
    conjunctiva: Conjunctiva | None = choice(
        N_("Conjunctiva"),
        Conjunctiva,
        when="postnatal_visit.mother_seen == yes",
        paper="cpon 18",
        under=N_("Examination"),
    )
    involution: Involution | None = choice(
        N_("Uterine involution"),
        Involution,
        when="postnatal_visit.mother_seen == yes",
        paper="cpon 19",
        under=N_("Examination"),
    )
    lochia: NormalAbnormal | None = choice(
        N_("Lochia"),
        NormalAbnormal,
        when="postnatal_visit.mother_seen == yes",
        paper="cpon 20",
        under=N_("Examination"),
    )
    perineum: Perineum | None = choice(
        N_("Perineum"),
        Perineum,
        when="postnatal_visit.mother_seen == yes",
        paper="cpon 21",
        under=N_("Examination"),
    )
    cervix: NormalAbnormal | None = choice(
        N_("Cervix"),
        NormalAbnormal,
        when="postnatal_visit.mother_seen == yes",
        paper="cpon 22",
        under=N_("Examination"),
    )
    iron_folate_given: Answer | None = yes_no_unknown(
        N_("Iron and folic acid given"),
        required="postnatal_visit.mother_seen == yes and postnatal_visit.hours_after_birth <= 48",
        when="postnatal_visit.mother_seen == yes",
        under=N_("Care"),
    )
    deworming_given: Answer | None = yes_no_unknown(
        N_("Deworming"),
        required="postnatal_visit.mother_seen == yes and postnatal_visit.hours_after_birth <= 48",
        when="postnatal_visit.mother_seen == yes",
        paper="cpon 23",
        under=N_("Care"),
    )
    complications: tuple[MaternalComplication, ...] | None = choices(
        N_("Complications"),
        MaternalComplication,
        when="postnatal_visit.mother_seen == yes",
        under=N_("Care"),
    )
    diagnoses: tuple[str, ...] | None = diagnosis(
        N_("Disease found"), paper="cpon 24", under=N_("Care")
    )
    fp_counselled: Answer | None = yes_no_unknown(
        N_("Family planning counselling"),
        when="postnatal_visit.mother_seen == yes",
        under=N_("Care"),
    )
    next_visit_on: date | None = day(
        N_("Next visit"),
        ahead=True,
        low="postnatal_visit.seen_at",
        high="postnatal_visit.seen_at + 90 d",
        under=N_("Care"),
    )
    seen_by: StaffMember | None = person(
        N_("Seen by"), required=True, paper="cpon 28", listed=True, under=N_("Care")
    )
    note: str | None = long_text(N_("Notes"), paper="cpon 27", under=N_("Care"))
    newborn_checks: list[NewbornCheck] = linked_by("postnatal_visit")

    def within_48h(self, born: Moment | None) -> bool:
        """Within 48 hours of the birth; with an unknown hour a difference of 2 days is within."""
        if born is None or self.seen_at is None:
            return False
        return dating.within_hours(born.clinical, self.seen_at.clinical, hours=48)

    @property
    def _siblings(self) -> list[PostnatalVisit]:
        """The visits of this delivery by date; one of unknown date opens no case before them."""
        visits = self.delivery.postnatal_visits if self.delivery else []
        alive = (visit for visit in visits if visit.voided_at is None)
        return sorted(alive, key=lambda one: (one.seen_at is None, str(one.seen_at), one.id))

    @derived(N_("Visit rank"), needs=("delivery.postnatal_visits",), listed=True)
    def rank(self) -> int | None:
        """Its place among the visits of this delivery, by date."""
        visits = self._siblings
        return visits.index(self) + 1 if self in visits else None

    @derived(N_("New case"), needs=("delivery.postnatal_visits",), paper="cpon 8;cpon 9")
    def is_new_case(self) -> Answer | None:
        """The mother's first contact for this delivery (setting `discharge_check_is_pnc`)."""
        if self.mother_seen is None or self.delivery is None:
            return None
        first = next((visit for visit in self._siblings if visit.opens_a_case), None)
        return Answer.of(first is self or first == self)

    @property
    def opens_a_case(self) -> bool:
        """The mother was seen, and not merely at the check before she left if that is set so."""
        if self.mother_seen is not Answer.YES:
            return False
        if settings.current().chosen("discharge_check_is_pnc") == "yes":
            return True
        stay = self.delivery.admission if self.delivery else None
        left = stay.discharged_at if stay else None
        return left is None or self.seen_at is None or order(self.seen_at, left) > 0

    @derived(N_("Hours after birth"), unit="h")
    def hours_after_birth(self) -> int | None:
        """Completed hours; in whole days times 24 when an hour is unknown."""
        born = self.delivery.delivered_at if self.delivery else None
        if born is None or self.seen_at is None:
            return None
        return dating.hours_between(born.clinical, self.seen_at.clinical)

    @derived(N_("Contact period"), options=PostnatalContact, listed=True)
    def contact(self) -> PostnatalContact:
        """The window of the postnatal schedule that the visit falls in."""
        born = self.delivery.delivered_at if self.delivery else None
        if born is None or self.seen_at is None:
            return PostnatalContact.UNKNOWN
        calendar = settings.current().calendar()
        found = followup.contact_at(born.clinical, self.seen_at.clinical, calendar)
        return PostnatalContact.coded(found.value)

    @derived(N_("Age"), unit="years", paper="cpon 5")
    def mother_age_years(self) -> int | None:
        """Completed years on the day of the visit."""
        woman = self.pregnancy.woman if self.pregnancy else None
        return woman.age_on(self.seen_at.day) if woman and self.seen_at else None

    @derived(N_("Early warning"), options=EarlyWarning)
    def early_warning(self) -> EarlyWarning | None:
        """Of the mother's signs (clinical rules, part 11)."""
        names = ("bp_systolic_mmhg", "bp_diastolic_mmhg", "temperature_c")
        return early_warning(**{name: self.believed(name) for name in names})

    @derived(N_("Age band of morbidity"), options=MorbidityAge)
    def age6(self) -> MorbidityAge | None:
        """The band of the return's table of morbidity."""
        return MorbidityAge.of(self.mother_age_years)

    @derived(N_("Sex"), options=Sex)
    def sex(self) -> Sex:
        """The mother's: that of a child stands in its own entry."""
        return Sex.FEMALE

    @rule
    def diastolic_below_systolic(self) -> Iterator[Problem]:
        """The lower figure of a blood pressure is the lower one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)

    @rule
    def same_pregnancy(self) -> Iterator[Problem]:
        """The visit and its delivery belong to one pregnancy."""
        if self.delivery and self.pregnancy and self.delivery.pregnancy != self.pregnancy:
            yield Problem(
                "delivery",
                _("This delivery belongs to another pregnancy. Choose the right one."),
            )
