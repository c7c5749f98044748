"""The labours: one for each pregnancy, from its beginning to full dilatation and pushing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from maternity.clinical import labour
from maternity.fields import Answer, Gap, choice, choices, link, moment, text
from maternity.i18n import N_, _
from maternity.moments import Moment, order
from maternity.records import Problem, Record, derived, linked_by, register, rule
from maternity.registers.labour_lists import InductionMethod, Membranes
from maternity.registers.lists import LabourOnset

if TYPE_CHECKING:
    from maternity.registers.admission import Admission
    from maternity.registers.labour_observation import LabourObservation
    from maternity.registers.pregnancy import Pregnancy


@register(
    N_("Labours"),
    one=N_("Labour"),
    dated="started_at",
    alongside=(
        "pregnancy.gravidity",
        "pregnancy.parity",
        "pregnancy.fetuses_expected",
        "admission.admitted_at",
    ),
    lines=("observations",),
)
class LabourCare(Record):
    """A woman's labour, followed with the WHO Labour Care Guide or the older partograph."""

    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="labour_cares", required=True, listed=True
    )
    admission: Admission | None = link(
        N_("Stay"), "admission", back="labour_cares", required=True, under=N_("Labour")
    )
    onset: LabourOnset | None = choice(
        N_("Labour onset"),
        LabourOnset,
        required=True,
        listed=True,
        under=N_("Labour"),
        help=N_("Spontaneous or induced; strengthening a spontaneous labour stays spontaneous."),
    )
    induction_methods: tuple[InductionMethod, ...] | None = choices(
        N_("Induced by"),
        InductionMethod,
        when="labour_care.onset == induced",
        under=N_("Labour"),
    )
    started_at: Moment | None = moment(
        N_("Labour started at"),
        low="admission.admitted_at - 7 d",
        high="now",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("Labour"),
    )
    active_phase_at: Moment | None = moment(
        N_("Active phase (5 cm) at"),
        low="labour_care.started_at",
        high="now",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("Labour"),
        follows="five_cm_at",
        help=N_("The WHO guide begins here."),
    )
    membranes: Membranes | None = choice(
        N_("Membranes"), Membranes, required=True, listed=True, under=N_("Labour")
    )
    membranes_ruptured_at: Moment | None = moment(
        N_("Ruptured at"),
        when="labour_care.membranes in {ruptured_spontaneous|ruptured_artificial}",
        low="admission.admitted_at - 30 d",
        high="now",
        gaps=(Gap.UNKNOWN,),
        under=N_("Labour"),
        help=N_("More than 18 h: risk of infection of the newborn."),
    )
    risk_factors: str | None = text(N_("Risk factors"), under=N_("Labour"))
    full_dilatation_at: Moment | None = moment(
        N_("Fully dilated at"),
        low="labour_care.started_at",
        high="now",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("Labour"),
        follows="ten_cm_at",
        help=N_("The second stage begins here."),
    )
    pushing_started_at: Moment | None = moment(
        N_("Pushing started at"),
        low="labour_care.full_dilatation_at",
        high="now",
        gaps=(Gap.UNKNOWN,),
        under=N_("Labour"),
        follows="first_push_at",
    )
    observations: list[LabourObservation] = linked_by("labour_care")

    @property
    def noted(self) -> list[LabourObservation]:
        """The observations that are not cancelled, in order of time, then of fetus."""
        alive = (one for one in self.observations if one.voided_at is None)
        return sorted(alive, key=lambda one: (str(one.observed_at or "9"), one.fetus or 1, one.id))

    def title(self) -> str:
        """The woman, and since when."""
        who = self.pregnancy.title() if self.pregnancy else ""
        return f"{who} {self.shown('started_at')}".strip() or self.register.one_words

    @property
    def examinations(self) -> list[tuple[datetime, int]]:
        """Each dilatation in whole cm with its moment, where both can be believed."""
        found = ((one.at, one.believed("dilatation_cm")) for one in self.noted)
        return [(at, cm) for at, cm in found if at is not None and cm is not None]

    def _first_at(self, cm: int) -> Moment | None:
        at = next((at for at, seen in self.examinations if seen >= cm), None)
        return None if at is None else Moment.at(at)

    @property
    def five_cm_at(self) -> Moment | None:
        """The first examination that found 5 cm or more, for the form to propose."""
        return self._first_at(labour.ACTIVE_CM)

    @property
    def ten_cm_at(self) -> Moment | None:
        """The first examination that found 10 cm, for the form to propose."""
        return self._first_at(labour.FULL_CM)

    @property
    def first_push_at(self) -> Moment | None:
        """The first observation with pushing, for the form to propose."""
        pushes = (one for one in self.noted if one.pushing is Answer.YES and one.at is not None)
        return next((one.observed_at for one in pushes), None)

    @derived(N_("Strengthened with oxytocin"), needs=("observations",))
    def augmented(self) -> Answer | None:
        """Whether an oxytocin drip ran; None while no observation speaks of it."""
        doses = [one.believed("oxytocin_iu_per_l") for one in self.noted]
        known = [dose for dose in doses if dose is not None]
        return Answer.of(any(dose > 0 for dose in known)) if known else None

    @derived(N_("Last dilatation"), needs=("observations",), unit="cm", listed=True)
    def last_dilatation_cm(self) -> int | None:
        """The dilatation of the last examination."""
        seen = self.examinations
        return seen[-1][1] if seen else None

    @derived(N_("Active first stage"), unit="min")
    def first_stage_min(self) -> int | None:
        """Minutes from 5 cm to full dilatation; None while either hour is not known."""
        return _minutes(self.active_phase_at, self.full_dilatation_at)

    @derived(N_("Second stage"), unit="min", needs=("pregnancy.deliveries",))
    def second_stage_min(self) -> int | None:
        """Minutes from full dilatation to the first birth; None while either is not known."""
        return _minutes(self.full_dilatation_at, self._born_at)

    @derived(N_("Membranes ruptured for"), unit="min", needs=("pregnancy.deliveries",))
    def ruptured_min(self) -> int | None:
        """Minutes from the rupture to the first birth; None while either is not known."""
        return _minutes(self.membranes_ruptured_at, self._born_at)

    @property
    def _born_at(self) -> Moment | None:
        birth = self.pregnancy.delivery if self.pregnancy else None
        return birth.delivered_at if birth is not None else None

    @rule
    def induced_or_not(self) -> Iterator[Problem]:
        """A labour that is followed has begun."""
        if self.onset is LabourOnset.NO_LABOUR and any(one.at for one in self.noted):
            yield Problem(
                "onset",
                _("“No labour” does not go with observations of a labour. Correct the onset."),
            )

    @rule
    def stages_in_order(self) -> Iterator[Problem]:
        """The second stage never begins before the first (clinical rules, part 23)."""
        first, second = self.active_phase_at, self.full_dilatation_at
        if first and second and order(second, first) < 0:
            yield Problem(
                "full_dilatation_at",
                _("Full dilatation is before the active phase. Check both times."),
            )

    @rule
    def stay_of_this_pregnancy(self) -> Iterator[Problem]:
        """The stay is one of the same pregnancy."""
        stayed_for = self.admission.pregnancy if self.admission else None
        if stayed_for and self.pregnancy and stayed_for != self.pregnancy:
            yield Problem(
                "admission", _("This stay is of another pregnancy. Choose the right one.")
            )


def _minutes(start: Moment | None, end: Moment | None) -> int | None:
    """Whole minutes between two moments whose hours are known, where they are in order."""
    first, last = start.exact if start else None, end.exact if end else None
    if first is None or last is None or last < first:
        return None
    return int((last - first).total_seconds()) // 60
