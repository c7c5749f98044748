"""The newborn register: one line for each baby, living or stillborn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity import clock, settings
from maternity.clinical import deaths, size, term
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    choices,
    code,
    day,
    decimal,
    diagnosis,
    link,
    long_text,
    moment,
    number,
    person,
    serial,
    text,
    union,
    yes_no_unknown,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, Strength, derived, linked_by, register, rule
from maternity.registers.lists import (
    BirthMode,
    MorbidityAge,
    NewbornAct,
    NewbornComplication,
    Presentation,
    Sex,
)

if TYPE_CHECKING:
    from maternity.registers.admission import Admission
    from maternity.registers.birth_dose import BirthDose
    from maternity.registers.delivery import Delivery
    from maternity.registers.hiv_care import HivCare
    from maternity.registers.kangaroo_care import KangarooCare
    from maternity.registers.newborn_check import NewbornCheck
    from maternity.registers.perinatal_death import PerinatalDeath
    from maternity.registers.referral import Referral
    from maternity.registers.resuscitation import Resuscitation
    from maternity.registers.staff_member import StaffMember


class BirthOutcome(Options):
    """How the birth ended for this baby."""

    LIVE = "live", N_("Live")
    FRESH_STILLBIRTH = "fresh_stillbirth", N_("Fresh stillbirth")
    MACERATED_STILLBIRTH = "macerated_stillbirth", N_("Macerated stillbirth")


class ResuscitationStep(Options):
    """What was done to make the baby breathe."""

    STIMULATION = "stimulation", N_("Stimulation")
    SUCTION = "suction", N_("Suction")
    BAG_MASK = "bag_mask", N_("Bag and mask")
    OXYGEN = "oxygen", N_("Oxygen")
    CHEST_COMPRESSIONS = "chest_compressions", N_("Chest compressions")
    INTUBATION = "intubation", N_("Intubation")
    ADRENALINE = "adrenaline", N_("Adrenaline")


class Declaration(Options):
    """Where the birth declaration stands."""

    DECLARED = "declared", N_("Declared")
    NOT_YET = "not_yet", N_("Not yet")
    REGISTER_UNAVAILABLE = "register_unavailable", N_("Register not available")
    FAMILY_DECLINES = "family_declines", N_("Family will declare or declines")


class NewbornDischarge(Options):
    """How the baby left."""

    WELL = "well", N_("Well")
    ILL = "ill", N_("Ill, home on treatment")
    REFERRED = "referred", N_("Referred or evacuated")
    DIED = "died", N_("Died")
    LEFT = "left", N_("Left against advice")
    STILL_IN = "still_in", N_("Still admitted")


class SizeForAge(Options):
    """Weight for the age of the pregnancy."""

    SGA_SEVERE = "sga_severe", N_("Below 3rd centile")
    SGA = "sga", N_("3rd to below 10th centile")
    AGA = "aga", N_("10th-90th centile")
    LGA = "lga", N_("Above 90th centile")
    NO_REFERENCE = "no_reference", N_("No reference")


RECENT_DAYS = 3
"""A child born so many days ago, whose mother has not left, is taken to be here still."""

CENTILES = ("0.1", "99.9")
"""Beyond these a centile is only told to lie beyond them."""


@register(N_("Newborns"), one=N_("Newborn"), dated="born_at", one_of=("delivery", "birth_rank"))
class Newborn(Record):
    """A baby; twins are two lines of one delivery."""

    delivery: Delivery | None = link(
        N_("Delivery"), "delivery", back="newborns", required=True, listed=True
    )
    serial_no: int | None = serial(
        N_("Newborn serial number"),
        listed=True,
        help=N_("Yearly serial number in the newborn register."),
    )
    birth_rank: int | None = number(
        N_("Birth order"),
        required=True,
        low=1,
        high=6,
        ask_high=3,
        aside=True,
        under=N_("Baby"),
        help=N_("1 for a single child; 1, 2, 3 for twins or triplets."),
    )
    born_at: Moment | None = moment(
        N_("Born at"),
        required=True,
        low="delivery.delivered_at",
        high="delivery.delivered_at + 7 d",
        ask_high="delivery.delivered_at + 2 h",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("Baby"),
        follows="delivery.delivered_at",
        help=N_("Suggested: time of delivery. Each twin has its own."),
    )
    outcome: BirthOutcome | None = choice(
        N_("Outcome"),
        BirthOutcome,
        required=True,
        paper="accouchement 20",
        listed=True,
        under=N_("Baby"),
        help=N_(
            "Alive: breathed, cried, moved or had a heartbeat. Fresh: died during "
            "labour, skin intact. Macerated: died before labour, skin peeling."
        ),
    )
    sex: Sex | None = choice(
        N_("Sex"), Sex, required=True, paper="accouchement 21", listed=True, under=N_("Baby")
    )
    presentation: Presentation | None = choice(
        N_("Presentation"),
        Presentation,
        required="delivery.place == facility",
        paper="accouchement 10",
        under=N_("Baby"),
    )
    mode: BirthMode | None = choice(
        N_("Born by"),
        BirthMode,
        required=True,
        paper="accouchement 11",
        under=N_("Baby"),
        help=N_("Each child has its own (2nd twin by caesarean)."),
    )
    weight_g: int | None = number(
        N_("Birth weight"),
        required="delivery.place in {facility|on_the_way}",
        low=300,
        high=7000,
        ask_low=1000,
        ask_high=5000,
        unit="g",
        gaps=(Gap.NOT_DONE, Gap.UNKNOWN),
        paper="accouchement 26",
        listed=True,
        under=N_("Baby"),
        help=N_("Within the hour if possible, without rounding. Low birth weight < 2500 g."),
    )
    length_cm: Decimal | None = decimal(
        N_("Length"),
        low=20,
        high=65,
        ask_low=40,
        ask_high=56,
        unit="cm",
        gaps=(Gap.NOT_DONE, Gap.UNKNOWN),
        paper="accouchement 27",
        under=N_("Baby"),
    )
    head_cm: Decimal | None = decimal(
        N_("Head circumference"),
        low=15,
        high=50,
        ask_low=28,
        ask_high=39,
        unit="cm",
        gaps=(Gap.NOT_DONE, Gap.UNKNOWN),
        under=N_("Baby"),
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature"),
        when="newborn.outcome == live",
        low=25,
        high=43,
        ask_low=35.5,
        ask_high=38,
        unit="°C",
        gaps=(Gap.NOT_DONE,),
        aside=True,
        under=N_("Baby"),
        help=N_("Within the first hour. Hypothermia < 36.5."),
    )
    apgar_1: int | None = number(
        N_("Apgar at 1 minute"),
        required="newborn.outcome == live and delivery.place == facility",
        low=0,
        high=10,
        gaps=(Gap.NOT_DONE, Gap.UNKNOWN),
        paper="accouchement 28",
        listed=True,
        under=N_("Baby"),
        help=N_("0 to 10. Zero is typed: apparent death or stillbirth."),
    )
    apgar_5: int | None = number(
        N_("Apgar at 5 minutes"),
        required="newborn.outcome == live and delivery.place == facility",
        low=0,
        high=10,
        gaps=(Gap.NOT_DONE, Gap.UNKNOWN),
        paper="accouchement 29",
        listed=True,
        under=N_("Baby"),
        help=N_("Below 7: watch closely. Zero is typed."),
    )
    apgar_10: int | None = number(
        N_("Apgar at 10 minutes"),
        when="newborn.apgar_5 < 7",
        low=0,
        high=10,
        gaps=(Gap.NOT_DONE, Gap.UNKNOWN),
        under=N_("Baby"),
        help=N_("If the Apgar score at 5 min is < 7."),
    )
    resuscitated: Answer | None = yes_no_unknown(
        N_("Resuscitation"),
        required="newborn.outcome == live and delivery.place == facility",
        paper="accouchement 30",
        under=N_("Baby care"),
    )
    resuscitation_steps: tuple[ResuscitationStep, ...] | None = choices(
        N_("Resuscitation steps"),
        ResuscitationStep,
        when="newborn.resuscitated == yes",
        under=N_("Baby care"),
    )
    skin_to_skin: Answer | None = yes_no_unknown(
        N_("Dried and skin-to-skin"),
        when="newborn.outcome == live",
        under=N_("Baby care"),
        help=N_("Within the hour."),
    )
    breastfed_within_1h: Answer | None = yes_no_unknown(
        N_("Breastfed within one hour"),
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        paper="accouchement 22",
        under=N_("Baby care"),
        help=N_("Within one hour after birth."),
    )
    kangaroo_care: Answer | None = yes_no_unknown(
        N_("Kangaroo mother care"),
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        paper="accouchement 23",
        under=N_("Baby care"),
        help=N_("Kangaroo mother care (KMC) started: preterm or < 2500 g above all."),
    )
    tetracycline: Answer | None = yes_no_unknown(
        N_("Tetracycline eye ointment"),
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        paper="accouchement 24",
        under=N_("Baby care"),
    )
    chlorhexidine: Answer | None = yes_no_unknown(
        N_("Chlorhexidine on the cord"),
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        paper="accouchement 25",
        under=N_("Baby care"),
    )
    vitamin_k1: Answer | None = yes_no_unknown(
        N_("Vitamin K1"),
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        under=N_("Baby care"),
        help=N_("1 mg IM once (preterm 0.4 mg/kg)."),
    )
    malformation: tuple[str, ...] | None = diagnosis(
        N_("Malformation"),
        aside=True,
        under=N_("Baby care"),
        help=N_("Empty if none; « Not seen » is written in Notes."),
    )
    complications: tuple[NewbornComplication, ...] | None = choices(
        N_("Newborn's complications"),
        NewbornComplication,
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        paper="accouchement 38",
        under=N_("Baby care"),
        help=N_("From birth to discharge."),
    )
    acts: tuple[NewbornAct, ...] | None = choices(
        N_("Care given"),
        NewbornAct,
        when="newborn.outcome == live",
        aside=True,
        under=N_("Baby care"),
        help=N_("Other than resuscitation."),
    )
    given_name: str | None = text(
        N_("Child's given name"),
        sensitive="personal",
        aside=True,
        under=N_("Baby care"),
        help=N_("Often given on the 7th day: leave empty."),
    )
    family_name: str | None = text(
        N_("Child's family name"),
        sensitive="personal",
        aside=True,
        under=N_("Baby care"),
        help=N_("Usually the father's name."),
    )
    bracelet_no: str | None = text(
        N_("Bracelet number"), when="newborn.outcome == live", aside=True, under=N_("Baby care")
    )
    declaration: Declaration | None = choice(
        N_("Birth declaration"),
        Declaration,
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        under=N_("Baby care"),
        help=N_("« Declared »: slips filled in at the maternity. Legal time limit 30 days."),
    )
    declared_on: date | None = day(
        N_("Declared on"),
        required="newborn.declaration == declared",
        when="newborn.declaration == declared",
        low="newborn.born_at",
        high="today",
        ask_high="newborn.born_at + 30 d",
        under=N_("Baby care"),
        follows="delivery.delivered_at.day",
    )
    declaration_no: str | None = text(
        N_("Declaration number"),
        when="newborn.declaration == declared",
        sensitive="personal",
        aside=True,
        under=N_("Baby care"),
    )
    discharge_state: NewbornDischarge | None = choice(
        N_("State at discharge"),
        NewbornDischarge,
        required="newborn.outcome == live and delivery.place == facility",
        when="newborn.outcome == live",
        listed=True,
        under=N_("Baby care"),
        follows="still_in_now",
    )
    discharged_at: Moment | None = moment(
        N_("Newborn discharged at"),
        when="newborn.outcome == live and newborn.discharge_state != still_in",
        low="newborn.born_at",
        high="now",
        gaps=(Gap.UNKNOWN,),
        aside=True,
        under=N_("Baby care"),
        help=N_("Suggested: the mother's discharge."),
    )
    seen_by: StaffMember | None = person(
        N_("Cared for by"),
        required="delivery.place == facility",
        aside=True,
        under=N_("Baby care"),
        follows="delivery.seen_by",
    )
    note: str | None = long_text(N_("Notes"), aside=True, under=N_("Baby care"))
    newborn_checks: list[NewbornCheck] = linked_by("newborn")
    hiv_cares: list[HivCare] = linked_by("newborn")
    birth_doses: list[BirthDose] = linked_by("newborn")
    perinatal_deaths: list[PerinatalDeath] = linked_by("newborn")
    referrals: list[Referral] = linked_by("newborn")
    stays: list[Admission] = linked_by("newborn")
    resuscitations: list[Resuscitation] = linked_by("newborn")
    kangaroo_cares: list[KangarooCare] = linked_by("newborn")

    def title(self) -> str:
        """The child's name, or « NN de » the mother until the naming day."""
        own = " ".join(part for part in (self.family_name, self.given_name) if part)
        mother = self.delivery.woman if self.delivery else None
        return own or _("Baby of {mother}").format(mother=mother.title() if mother else "?")

    @derived(N_("Counts as a birth"))
    def counts_as_birth(self) -> Answer | None:
        """Live: yes (setting `live_birth_floor`). Stillborn: by the setting `stillbirth_rule`."""
        if self.outcome is None:
            return None
        weeks = self._weeks
        weight = self.believed("weight_g")
        if self.outcome is BirthOutcome.LIVE:
            floor = settings.current().chosen("live_birth_floor") == "ga28_or_1000g"
            return Answer.of(deaths.live_birth_counts(weight, weeks, floor=floor))
        rule_name = settings.current().chosen("stillbirth_rule")
        return Answer.of(deaths.stillbirth_counts(weight, weeks, rule=rule_name))

    @derived(N_("Age band of morbidity"), options=MorbidityAge)
    def age6(self) -> MorbidityAge:
        """The band of the return's table of morbidity: under a year."""
        return MorbidityAge.M0_11

    @derived(N_("Preterm"), kind="yes_no_unknown")
    def preterm(self) -> Answer:
        """Under 37 weeks; by the ticked term when the weeks are not known."""
        if self.delivery is None:
            return Answer.UNKNOWN
        at_term = term.is_term(self._weeks, code(self.delivery.term))
        return Answer.UNKNOWN if at_term is None else (Answer.NO if at_term else Answer.YES)

    @derived(N_("Weight for gestational age"), options=SizeForAge)
    def size_for_age(self) -> SizeForAge:
        """Birth weight against INTERGROWTH-21st (clinical rules, part 5)."""
        extra = self.delivery.believed("ga_extra_days") if self.delivery else None
        weight, weeks = self.believed("weight_g"), self._weeks
        return SizeForAge.coded(size.weight_class(weight, weeks, extra, male=self._male).value)

    @derived(N_("Centile"), ends=CENTILES)
    def weight_centile(self) -> Decimal | None:
        """The centile of the birth weight, one decimal; 0 below 0.1, 100 above 99.9."""
        days = self.delivery.ga_days if self.delivery else None
        found = size.weight_centile(self.believed("weight_g"), days, male=self._male)
        if found is None:
            return None
        low, high = (Decimal(end) for end in CENTILES)
        if not low <= Decimal(found) <= high:
            return Decimal(0) if found < low else Decimal(100)
        return Decimal(str(round(found, 1)))

    @property
    def still_in_now(self) -> NewbornDischarge | None:
        """Still here, for the form to propose: born within three days, its mother has not left."""
        birth = self.delivery
        stay = birth.admission if birth else None
        born = self.born_at or (birth.delivered_at if birth else None)
        if born is None or self.version is not None or (stay is not None and stay.discharged_at):
            return None
        recent = 0 <= (clock.today() - born.day).days <= RECENT_DAYS
        return NewbornDischarge.STILL_IN if recent and stay is not None else None

    @property
    def _weeks(self) -> int | None:
        return self.delivery.believed("ga_weeks") if self.delivery else None

    @property
    def _male(self) -> bool | None:
        return {Sex.MALE: True, Sex.FEMALE: False}.get(self.sex) if self.sex else None

    @derived(
        N_("All complications"),
        options=NewbornComplication,
        needs=("stays", "newborn_checks", "referrals"),
    )
    def all_complications(self) -> tuple[NewbornComplication, ...]:
        """Those at birth, of a stay, of a check and of a referral, each once."""
        return union(
            (
                self.complications,
                *(stay.newborn_complications for stay in self.stays),
                *(check.complications for check in self.newborn_checks),
                *(sent.newborn_complications for sent in self.referrals),
            )
        )

    @derived(N_("All care"), options=NewbornAct, needs=("stays",))
    def all_acts(self) -> tuple[NewbornAct, ...]:
        """The care at birth and during a stay, each once."""
        return union((self.acts, *(stay.newborn_acts for stay in self.stays)))

    @rule
    def weight_fits_gestation(self) -> Iterator[Problem]:
        """A weight far from its gestation: the weight or the dating (clinical rules, part 23)."""
        centile = self.weight_centile
        if centile is not None and centile in {Decimal(0), Decimal(100)}:
            yield Problem(
                "weight_g",
                _("The weight is far from the gestation. Check the weight and the weeks."),
                Strength.ASKS,
            )

    @rule
    def discharge_state_fits(self) -> Iterator[Problem]:
        """A discharge with the state « still admitted » contradicts itself."""
        if self.discharged_at and self.discharge_state is NewbornDischarge.STILL_IN:
            yield Problem(
                "discharge_state",
                _("The baby has a discharge and is “still admitted”. Correct one of the two."),
            )
