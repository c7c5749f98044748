"""The sheet of kangaroo care: begun when, for how many hours a day, ended when and why.

Every baby under 37 weeks or 2500 g, 8 to 24 hours a day, begun at once (WHO 2022; clinical rules,
part 12.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    decimal,
    link,
    long_text,
    moment,
    number,
    person,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, Strength, derived, register, rule

if TYPE_CHECKING:
    from maternity.registers.newborn import Newborn
    from maternity.registers.staff_member import StaffMember

BEGUN, AFTER = N_("Kangaroo care"), N_("Afterwards")


class KangarooFeeding(Options):
    """How the baby is fed."""

    BREAST = "breast", N_("At the breast")
    CUP = "cup", N_("Mother's milk by cup or spoon")
    TUBE = "tube", N_("Mother's milk by tube")
    OTHER = "other", N_("Other")


class KangarooEnd(Options):
    """Why it ended."""

    GROWN = "grown", N_("Grown out of it")
    AT_HOME = "at_home", N_("Goes on at home")
    ILL = "ill", N_("Ill or referred")
    MOTHER = "mother", N_("The mother cannot or does not wish to")
    DIED = "died", N_("Died")


@register(
    N_("Kangaroo care sheets"),
    one=N_("Kangaroo care sheet"),
    dated="began_at",
    ends="ended_at",
    tells={"newborn.kangaroo_care": "was_made"},
)
class KangarooCare(Record):
    """Skin to skin with the mother for many hours a day."""

    newborn: Newborn | None = link(
        N_("Newborn"), "newborn", back="kangaroo_cares", required=True, listed=True
    )
    began_at: Moment | None = moment(
        N_("Began at"),
        required=True,
        low="newborn.born_at",
        high="now",
        ask_high="newborn.born_at + 28 d",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=BEGUN,
    )
    weight_g: int | None = number(
        N_("Weight when it began"),
        low=300,
        high=7000,
        ask_low=800,
        ask_high=3000,
        unit="g",
        listed=True,
        under=BEGUN,
        follows="newborn.weight_g",
    )
    temperature_c: Decimal | None = decimal(
        N_("Temperature"),
        low=25,
        high=43,
        ask_low=35.5,
        ask_high=38,
        unit="°C",
        under=BEGUN,
    )
    hours_a_day: int | None = number(
        N_("Hours a day"),
        low=1,
        high=24,
        ask_low=8,
        unit="h",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=BEGUN,
        help=N_("8 to 24 hours a day."),
    )
    feeding: KangarooFeeding | None = choice(N_("Feeding"), KangarooFeeding, under=BEGUN)
    ended_at: Moment | None = moment(
        N_("Ended at"), low="kangaroo_care.began_at", high="now", listed=True, under=AFTER
    )
    end_weight_g: int | None = number(
        N_("Weight when it ended"),
        when="kangaroo_care.ended_at is set",
        low=300,
        high=7000,
        ask_low=1000,
        ask_high=4000,
        unit="g",
        under=AFTER,
    )
    end: KangarooEnd | None = choice(
        N_("Why it ended"),
        KangarooEnd,
        required="kangaroo_care.ended_at is set",
        when="kangaroo_care.ended_at is set",
        listed=True,
        under=AFTER,
    )
    led_by: StaffMember | None = person(N_("Begun by"), required=True, carried=True, under=BEGUN)
    note: str | None = long_text(N_("Notes"), aside=True, under=AFTER)

    was_made = Answer.YES
    """That a sheet was written says that kangaroo care was begun."""

    @derived(N_("Days of kangaroo care"), unit="days", listed=True)
    def days(self) -> int | None:
        """Days by date from the beginning to the end; None while it goes on."""
        if self.began_at is None or self.ended_at is None:
            return None
        return (self.ended_at.day - self.began_at.day).days

    @rule
    def small_or_early(self) -> Iterator[Problem]:
        """A baby that is neither small nor early is asked about: it may be the wrong one."""
        from maternity.clinical import newborn as rules  # noqa: PLC0415 - where a sheet is checked

        baby = self.newborn
        if baby is None:
            return
        days = baby.delivery.ga_days if baby.delivery is not None else None
        if rules.kangaroo(baby.believed("weight_g"), days).value is False:
            words = _("This baby is neither under 2500 g nor under 37 weeks. Check it, or confirm.")
            yield Problem("began_at", words, Strength.ASKS)

    @rule
    def line_says_so_too(self) -> Iterator[Problem]:
        """A baby in kangaroo care is not told as one who is not."""
        if self.newborn is not None and self.newborn.kangaroo_care is Answer.NO:
            words = _("The line of the newborn says “no kangaroo care”. Check both, or confirm.")
            yield Problem("began_at", words, Strength.ASKS)
