"""The sheet of a newborn's resuscitation: the hour of each act, and the Apgar sign by sign.

Ventilation begins within a minute of the birth (WHO, Guidelines on basic newborn resuscitation,
2012); the five signs of the score and their sum are those of the clinical rules, part 7.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maternity.fields import Answer, Gap, Options, choice, link, long_text, moment, number, person
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, Strength, derived, register, rule
from maternity.registers.newborn import ResuscitationStep

if TYPE_CHECKING:
    from maternity.registers.newborn import Newborn
    from maternity.registers.staff_member import StaffMember

ACTS, AFTER = N_("Resuscitation"), N_("Afterwards")
AT_1, AT_5, AT_10 = N_("Apgar at 1 minute"), N_("Apgar at 5 minutes"), N_("Apgar at 10 minutes")
FROM_BIRTH = "newborn.born_at"

COLOUR = N_("0 blue or pale; 1 body pink, limbs blue; 2 pink")
HEART = N_("0 absent; 1 under 100 a minute; 2 from 100 a minute")
REFLEX = N_("0 none; 1 grimace; 2 cry or cough")
TONE = N_("0 limp; 1 some flexion; 2 active")
BREATHING = N_("0 absent; 1 slow or irregular; 2 good cry")


class ResuscitationOutcome(Options):
    """How the resuscitation ended."""

    BREATHES = "breathes", N_("Breathes alone")
    REFERRED = "referred", N_("Referred or evacuated")
    DIED = "died", N_("Died")


STEP_OF = {
    "stimulated_at": ResuscitationStep.STIMULATION,
    "suctioned_at": ResuscitationStep.SUCTION,
    "ventilated_at": ResuscitationStep.BAG_MASK,
    "oxygen_at": ResuscitationStep.OXYGEN,
    "compressions_at": ResuscitationStep.CHEST_COMPRESSIONS,
    "intubated_at": ResuscitationStep.INTUBATION,
    "adrenaline_at": ResuscitationStep.ADRENALINE,
}
"""Each act of the sheet, as the line of the newborn tells it."""


def _at(label: str, *, aside: bool = False, help_: str = "") -> Moment | None:
    found: Moment | None = moment(
        label, low=FROM_BIRTH, high="now", after=FROM_BIRTH, under=ACTS, aside=aside, help=help_
    )
    return found


def _sign(label: str, under: str, help_: str) -> int | None:
    found: int | None = number(label, low=0, high=2, under=under, help=help_)
    return found


@register(
    N_("Resuscitation sheets"),
    one=N_("Resuscitation sheet"),
    dated="began_at",
    ends="stopped_at",
    tells={
        "newborn.resuscitated": "was_made",
        "newborn.resuscitation_steps": "steps_or_none",
        "newborn.apgar_1": "score_1",
        "newborn.apgar_5": "score_5",
        "newborn.apgar_10": "score_10",
    },
)
class Resuscitation(Record):
    """What was done to make a baby breathe, each act at its hour."""

    newborn: Newborn | None = link(
        N_("Newborn"), "newborn", back="resuscitations", required=True, listed=True
    )
    began_at: Moment | None = moment(
        N_("Began at"),
        required=True,
        low=FROM_BIRTH,
        high="now",
        ask_high="newborn.born_at + 1 h",
        after=FROM_BIRTH,
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=ACTS,
    )
    stimulated_at: Moment | None = _at(N_("Dried and stimulated at"))
    suctioned_at: Moment | None = _at(N_("Suction at"))
    ventilated_at: Moment | None = _at(
        N_("Bag and mask at"),
        help_=N_("Within a minute of the birth where the baby does not breathe."),
    )
    oxygen_at: Moment | None = _at(N_("Oxygen at"))
    compressions_at: Moment | None = _at(N_("Chest compressions at"))
    intubated_at: Moment | None = _at(N_("Intubation at"), aside=True)
    adrenaline_at: Moment | None = _at(N_("Adrenaline at"), aside=True)
    colour_1: int | None = _sign(N_("Colour at 1 min"), AT_1, COLOUR)
    heart_1: int | None = _sign(N_("Heart at 1 min"), AT_1, HEART)
    reflex_1: int | None = _sign(N_("Reflex at 1 min"), AT_1, REFLEX)
    tone_1: int | None = _sign(N_("Tone at 1 min"), AT_1, TONE)
    breathing_1: int | None = _sign(N_("Breathing at 1 min"), AT_1, BREATHING)
    colour_5: int | None = _sign(N_("Colour at 5 min"), AT_5, COLOUR)
    heart_5: int | None = _sign(N_("Heart at 5 min"), AT_5, HEART)
    reflex_5: int | None = _sign(N_("Reflex at 5 min"), AT_5, REFLEX)
    tone_5: int | None = _sign(N_("Tone at 5 min"), AT_5, TONE)
    breathing_5: int | None = _sign(N_("Breathing at 5 min"), AT_5, BREATHING)
    colour_10: int | None = _sign(N_("Colour at 10 min"), AT_10, COLOUR)
    heart_10: int | None = _sign(N_("Heart at 10 min"), AT_10, HEART)
    reflex_10: int | None = _sign(N_("Reflex at 10 min"), AT_10, REFLEX)
    tone_10: int | None = _sign(N_("Tone at 10 min"), AT_10, TONE)
    breathing_10: int | None = _sign(N_("Breathing at 10 min"), AT_10, BREATHING)
    stopped_at: Moment | None = moment(
        N_("Breathes alone, or ended, at"),
        low=FROM_BIRTH,
        high="now",
        after="began_at",
        under=AFTER,
    )
    outcome: ResuscitationOutcome | None = choice(
        N_("How it ended"), ResuscitationOutcome, required=True, listed=True, under=AFTER
    )
    led_by: StaffMember | None = person(N_("Led by"), required=True, carried=True, under=AFTER)
    note: str | None = long_text(N_("Notes"), aside=True, under=AFTER)

    was_made = Answer.YES
    """That a sheet was written says that the baby was resuscitated."""

    @property
    def steps_or_none(self) -> tuple[ResuscitationStep, ...] | None:
        """The acts that were made, for the line of the newborn; None while none has its hour."""
        return self.steps or None

    @derived(N_("Acts made"), options=ResuscitationStep, listed=True)
    def steps(self) -> tuple[ResuscitationStep, ...]:
        """The acts that have their hour, in their order."""
        return tuple(step for name, step in STEP_OF.items() if getattr(self, name) is not None)

    @derived(N_("Score at 1 min"))
    def score_1(self) -> int | None:
        """The sum of the five signs at 1 minute; None until all are known."""
        return self._score(1)

    @derived(N_("Score at 5 min"))
    def score_5(self) -> int | None:
        """The sum of the five signs at 5 minutes; None until all are known."""
        return self._score(5)

    @derived(N_("Score at 10 min"))
    def score_10(self) -> int | None:
        """The sum of the five signs at 10 minutes; None until all are known."""
        return self._score(10)

    def _score(self, minute: int) -> int | None:
        from maternity.clinical import apgar  # noqa: PLC0415 - in an emergency

        signs = ("colour", "heart", "reflex", "tone", "breathing")
        colour, heart, reflex, tone, breath = (self.believed(f"{n}_{minute}") for n in signs)
        found = apgar.total(
            colour=colour, heart_rate=heart, reflex=reflex, tone=tone, breathing=breath
        )
        return found.value

    @derived(N_("Ventilated after"), unit="min", listed=True)
    def ventilated_min(self) -> int | None:
        """Minutes from the birth to the bag and mask, by the clock of the ward."""
        born = self.newborn.born_at.exact if self.newborn and self.newborn.born_at else None
        begun = self.ventilated_at.exact if self.ventilated_at is not None else None
        if born is None or begun is None or begun < born:
            return None
        return int((begun - born).total_seconds()) // 60

    @rule
    def score_is_the_sum(self) -> Iterator[Problem]:
        """The total on the line of the newborn is the sum of its signs (clinical rules, 23)."""
        for minute in (1, 5, 10):
            total = self._score(minute)
            typed = self.newborn.believed(f"apgar_{minute}") if self.newborn else None
            if total is not None and typed is not None and total != typed:
                words = _(
                    "The signs make {total}, the line of the newborn says {typed}. Check both."
                )
                yield Problem(f"colour_{minute}", words.format(total=total, typed=typed))

    @rule
    def line_says_so_too(self) -> Iterator[Problem]:
        """A baby who was resuscitated is not told as one who was not."""
        if self.newborn is not None and self.newborn.resuscitated is Answer.NO:
            words = _("The line of the newborn says “not resuscitated”. Check both, or confirm.")
            yield Problem("began_at", words, Strength.ASKS)
