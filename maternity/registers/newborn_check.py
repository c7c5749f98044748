"""The babies seen at a postnatal contact: one line for each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity.fields import Answer, Gap, Options, choice, choices, decimal, diagnosis, link, number
from maternity.i18n import N_, _
from maternity.records import Problem, Record, derived, register, rule
from maternity.registers.lists import NewbornComplication

if TYPE_CHECKING:
    from maternity.registers.newborn import Newborn
    from maternity.registers.postnatal_visit import PostnatalVisit


class NewbornState(Options):
    """How the baby is (B, M, D on paper)."""

    WELL = "well", N_("Well")
    ILL = "ill", N_("Ill")
    DIED = "died", N_("Died")


class Feeding(Options):
    """What the baby is fed."""

    EXCLUSIVE = "exclusive", N_("Exclusive breastfeeding")
    MIXED = "mixed", N_("Mixed")
    NONE = "none", N_("No breastfeeding")
    UNKNOWN = "unknown", N_("Unknown")


class Cord(Options):
    """The state of the cord."""

    CLEAN = "clean", N_("Clean and dry")
    INFECTED = "infected", N_("Infected")
    BLEEDING = "bleeding", N_("Bleeding")
    FALLEN = "fallen", N_("Fallen, clean")
    NOT_EXAMINED = "not_examined", N_("Not examined")


class NewbornDangerSign(Options):
    """Danger signs of a newborn."""

    NONE = "none", N_("None")
    NOT_FEEDING = "not_feeding", N_("Not feeding well")
    CONVULSIONS = "convulsions", N_("Convulsions")
    FAST_BREATHING = "fast_breathing", N_("Fast breathing")
    CHEST_INDRAWING = "chest_indrawing", N_("Severe chest indrawing")
    NO_MOVEMENT = "no_movement", N_("Moves only when stimulated or not at all")
    FEVER = "fever", N_("Temperature above 37.5")
    COLD = "cold", N_("Temperature below 35.5")
    JAUNDICE = "jaundice", N_("Jaundice")


@register(N_("Newborn checks"), one=N_("Newborn check"))
class NewbornCheck(Record):
    """A baby seen at a postnatal contact."""

    postnatal_visit: PostnatalVisit | None = link(
        N_("Postnatal visit"), "postnatal_visit", back="newborn_checks", required=True, listed=True
    )
    newborn: Newborn | None = link(
        N_("Newborn"),
        "newborn",
        back="newborn_checks",
        required=True,
        listed=True,
        under=N_("Baby"),
        help=N_("One line per child brought."),
    )
    state: NewbornState | None = choice(
        N_("Child's state"),
        NewbornState,
        required=True,
        paper="cpon 25",
        listed=True,
        under=N_("Baby"),
        help=N_("B (well), M (ill) or D (died), as on the paper. « Died » opens the death form."),
    )
    weight_g: int | None = number(
        N_("Weight"),
        when="newborn_check.state != died",
        low=300,
        high=9000,
        ask_low=1200,
        ask_high=6500,
        unit="g",
        gaps=(Gap.NOT_DONE,),
        listed=True,
        under=N_("Baby"),
        help=N_("Loss of more than 10%: watch closely."),
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature"),
        when="newborn_check.state != died",
        low=25,
        high=43,
        ask_low=35.5,
        ask_high=38,
        unit="°C",
        gaps=(Gap.NOT_DONE,),
        under=N_("Baby"),
    )
    respiratory_rate_min: int | None = number(
        N_("Respiratory rate"),
        when="newborn_check.state != died",
        low=5,
        high=150,
        ask_low=30,
        ask_high=70,
        unit="/min",
        gaps=(Gap.NOT_DONE,),
        under=N_("Baby"),
        help=N_("Fast: ≥ 60 per minute."),
    )
    feeding: Feeding | None = choice(
        N_("Feeding"), Feeding, when="newborn_check.state != died", under=N_("Baby")
    )
    cord: Cord | None = choice(
        N_("Cord"), Cord, when="newborn_check.state != died", under=N_("Baby")
    )
    danger_signs: tuple[NewbornDangerSign, ...] | None = choices(
        N_("Danger signs"),
        NewbornDangerSign,
        required="newborn_check.state != died",
        when="newborn_check.state != died",
        under=N_("Baby"),
    )
    complications: tuple[NewbornComplication, ...] | None = choices(
        N_("Problems found"),
        NewbornComplication,
        when="newborn_check.state == ill",
        under=N_("Baby"),
    )
    diagnoses: tuple[str, ...] | None = diagnosis(
        N_("Diagnosis"), when="newborn_check.state != died", under=N_("Baby")
    )

    @derived(N_("Age"), unit="days", listed=True)
    def age_days(self) -> int | None:
        """Days between the birth and the visit."""
        seen = self.postnatal_visit.seen_at if self.postnatal_visit else None
        born = self.newborn.born_at if self.newborn else None
        return (seen.day - born.day).days if seen and born else None

    @derived(N_("BCG given"), needs=("newborn.birth_doses",), paper="cpon 26")
    def bcg_done(self) -> Answer | None:
        """Whether a BCG dose of this baby is written on or before the visit."""
        seen = self.postnatal_visit.seen_at if self.postnatal_visit else None
        if self.newborn is None or seen is None:
            return None
        given = (dose for dose in self.newborn.birth_doses if dose.voided_at is None)
        return Answer.of(any(dose.is_bcg_by(seen.day) for dose in given))

    @rule
    def seen_after_birth(self) -> Iterator[Problem]:
        """A check before the birth means a wrong baby or a wrong date."""
        if self.age_days is not None and self.age_days < 0:
            yield Problem(
                "newborn", _("This baby was not born at the visit. Check the baby and the date.")
            )

    @rule
    def baby_of_this_delivery(self) -> Iterator[Problem]:
        """The baby seen is one of the delivery that the visit follows."""
        visited = self.postnatal_visit.delivery if self.postnatal_visit else None
        born_of = self.newborn.delivery if self.newborn else None
        if visited and born_of and visited != born_of:
            yield Problem(
                "newborn", _("This baby was born at another delivery. Choose the right baby.")
            )
