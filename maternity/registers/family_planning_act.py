"""The family planning register (PF): one line for each act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from maternity.clinical import ages, dating
from maternity.fields import (
    Answer,
    Gap,
    choice,
    day,
    decimal,
    link,
    long_text,
    number,
    person,
    serial,
    text,
    yes_no_unknown,
)
from maternity.i18n import N_, _
from maternity.records import Problem, Record, derived, register, rule
from maternity.registers.delivery import BirthPlace
from maternity.registers.family_planning_lists import (
    ACTIONS,
    FpAction,
    FpMethod,
    FpOrigin,
    FpUserType,
    FpVisitType,
    YesNoNa,
)
from maternity.registers.lists import AgeBand, Sex, Strategy
from maternity.registers.pressure import pressures

if TYPE_CHECKING:
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember
    from maternity.registers.woman import Woman


@register(N_("Family planning"), one=N_("Family planning act"), dated="acted_on")
class FamilyPlanningAct(Record):
    """What was given to a woman for family planning, or said to her."""

    serial_no: int | None = serial(
        N_("Serial number"),
        paper="pf 1",
        listed=True,
        help=N_("Yearly serial number in the family planning (FP) register."),
    )
    woman: Woman | None = link(
        N_("Woman"), "woman", back="family_planning_acts", required=True, listed=True
    )
    pregnancy: Pregnancy | None = link(
        N_("After this pregnancy"),
        "pregnancy",
        back="family_planning_acts",
        help=N_("Empty if she does not come after a recent pregnancy."),
    )
    acted_on: date | None = day(
        N_("Date"),
        required=True,
        low="today - 5 y",
        high="today",
        ask_low="today - 31 d",
        paper="pf 2",
        listed=True,
        under=N_("Act"),
    )
    strategy: Strategy | None = choice(
        N_("Strategy"), Strategy, required=True, proposed="fixed", under=N_("Act")
    )
    user_type: FpUserType | None = choice(
        N_("User type"),
        FpUserType,
        required=True,
        listed=True,
        under=N_("Act"),
        help=N_(
            "New: for the first time in her life (to be confirmed); continuing: a user already."
        ),
    )
    visit_type: FpVisitType | None = choice(
        N_("Visit type"), FpVisitType, required=True, paper="pf 6", under=N_("Act")
    )
    counselled: Answer | None = yes_no_unknown(N_("Counselling"), required=True, under=N_("Act"))
    method: FpMethod | None = choice(
        N_("Method"),
        FpMethod,
        required="family_planning_act.visit_type != counselling_only",
        when="family_planning_act.visit_type != counselling_only",
        paper="pf 7",
        listed=True,
        under=N_("Method"),
    )
    previous_method: FpMethod | None = choice(
        N_("Previous method"),
        FpMethod,
        when="family_planning_act.visit_type == method_change",
        under=N_("Method"),
    )
    action: FpAction | None = choice(
        N_("Action"),
        FpAction,
        required="family_planning_act.method is set",
        when="family_planning_act.method is set",
        listed=True,
        under=N_("Method"),
        help=N_("Only the actions that go with the method are accepted."),
    )
    cycles: int | None = number(
        N_("Cycles given"),
        when="family_planning_act.method in {coc|cop}",
        low=1,
        high=24,
        ask_high=6,
        unit="",
        paper="pf 8",
        under=N_("Method"),
    )
    quantity: int | None = number(
        N_("Quantity given"),
        when="family_planning_act.method not in {coc|cop|lam|sterilisation}",
        low=1,
        high=500,
        ask_high=144,
        unit="",
        paper="pf 8",
        under=N_("Method"),
        help=N_("Units: condoms, doses, beads."),
    )
    origin: FpOrigin | None = choice(N_("Sent by"), FpOrigin, required=True, under=N_("Act"))
    bp_systolic_mmhg: int | None = number(
        N_("Systolic blood pressure"),
        low=40,
        high=300,
        ask_low=80,
        ask_high=160,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=N_("Follow-up"),
    )
    bp_diastolic_mmhg: int | None = number(
        N_("Diastolic blood pressure"),
        low=20,
        high=200,
        ask_low=40,
        ask_high=110,
        unit="mmHg",
        gaps=(Gap.NOT_DONE,),
        under=N_("Follow-up"),
    )
    weight_kg: Decimal | None = decimal(
        N_("Weight"),
        low=25,
        high=200,
        ask_low=35,
        ask_high=120,
        unit="kg",
        gaps=(Gap.NOT_DONE,),
        under=N_("Follow-up"),
    )
    side_effects: str | None = text(N_("Side effects"), under=N_("Follow-up"))
    last_child_age_months: int | None = number(
        N_("Age of the last child"),
        low=0,
        high=600,
        ask_high=240,
        unit="months",
        gaps=(Gap.UNKNOWN,),
        under=N_("Follow-up"),
    )
    exclusive_breastfeeding: YesNoNa | None = choice(
        N_("Exclusive breastfeeding"), YesNoNa, under=N_("Follow-up")
    )
    child_vaccinated: YesNoNa | None = choice(
        N_("Child's vaccines up to date"), YesNoNa, under=N_("Follow-up")
    )
    feeding_advice: YesNoNa | None = choice(
        N_("Complementary feeding advice"), YesNoNa, under=N_("Follow-up")
    )
    next_visit_on: date | None = day(
        N_("Next visit"),
        low="family_planning_act.acted_on",
        high="family_planning_act.acted_on + 4000 d",
        ahead=True,
        under=N_("Follow-up"),
    )
    seen_by: StaffMember | None = person(
        N_("Seen by"), required=True, paper="pf 9", listed=True, under=N_("Follow-up")
    )
    note: str | None = long_text(N_("Notes"), under=N_("Follow-up"))

    def _since_birth(self, hours: int) -> Answer | None:
        """Whether the day is within so many hours of the birth of the pregnancy."""
        birth = self.pregnancy.delivery if self.pregnancy else None
        if birth is None:
            return Answer.NO
        if birth.delivered_at is None or self.acted_on is None:
            return None
        return Answer.of(
            dating.within_hours(birth.delivered_at.clinical, self.acted_on, hours=hours)
        )

    @derived(N_("Within 48 h of birth"), needs=("pregnancy.deliveries",))
    def immediate_postpartum(self) -> Answer | None:
        """Within 48 hours of the birth; with days alone a difference of 2 is within."""
        return self._since_birth(48)

    @derived(N_("Within 42 days of birth"), needs=("pregnancy.deliveries",))
    def within_42_days(self) -> Answer | None:
        """Within the 42 days of the postpartum."""
        return self._since_birth(42 * 24)

    @derived(N_("Before discharge"), needs=("pregnancy.deliveries",))
    def before_discharge(self) -> Answer | None:
        """Begun between a birth here and the discharge of that stay."""
        birth = self.pregnancy.delivery if self.pregnancy else None
        if birth is None or birth.place is not BirthPlace.FACILITY:
            return Answer.NO
        left = birth.admission.discharged_at if birth.admission else None
        if left is None or birth.delivered_at is None or self.acted_on is None:
            return None
        return Answer.of(birth.delivered_at.day <= self.acted_on <= left.day)

    @derived(N_("Age"), unit="years", paper="pf 5", listed=True)
    def mother_age_years(self) -> int | None:
        """Completed years on the day of the act."""
        return self.woman.age_on(self.acted_on) if self.woman else None

    @derived(N_("Age band"), options=AgeBand)
    def age_band(self) -> AgeBand:
        """The band of the return; under 10 goes to 10-14."""
        return AgeBand.coded(ages.band(self.mother_age_years))

    @derived(N_("Sex"), options=Sex)
    def sex(self) -> Sex:
        """The woman's: the register has no men."""
        return Sex.FEMALE

    @rule
    def diastolic_below_systolic(self) -> Iterator[Problem]:
        """The lower figure of a blood pressure is the lower one."""
        yield from pressures(self.bp_systolic_mmhg, self.bp_diastolic_mmhg)

    @rule
    def action_goes_with_method(self) -> Iterator[Problem]:
        """Each method has its own actions (the method table of the paper register)."""
        if self.method is None or self.action is None:
            return
        if self.action not in ACTIONS[self.method]:
            offered = ", ".join(one.words for one in ACTIONS[self.method])
            yield Problem(
                "action",
                _("This action does not go with the method. Choose one of: {offered}.").format(
                    offered=offered
                ),
            )

    @rule
    def pregnancy_of_the_same_woman(self) -> Iterator[Problem]:
        """The pregnancy it follows is hers."""
        if self.pregnancy and self.woman and self.pregnancy.woman != self.woman:
            yield Problem(
                "pregnancy", _("This pregnancy is of another woman. Choose the right one.")
            )
