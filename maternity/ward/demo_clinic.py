"""What a training register shows of the clinic: antenatal visits before a birth, methods after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

from maternity.fields import Answer, Gap
from maternity.records import Record, Strength
from maternity.registers import family_planning_lists as methods
from maternity.registers import lists
from maternity.registers.antenatal_lists import Perceived, PregnancyRisk, TdDose, TestResult
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.delivery import Delivery
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.staff_member import StaffMember

WEEKS = (14, 22, 28, 33, 37)
"""Weeks of pregnancy at which she comes, if she comes so often."""
SHARES = (8, 15, 24, 28, 18, 7)
"""Of hundred women, how many come never, once, twice ... five times."""
VACCINE = (TdDose.TD1, TdDose.TD2, TdDose.NOT_DUE, TdDose.NOT_DUE, TdDose.NOT_DUE)
TAKEN = (
    (methods.FpMethod.COP, methods.FpAction.FIRST_SUPPLY, "cycles", 3),
    (methods.FpMethod.DMPA_SC, methods.FpAction.FIRST_INJECTION, "quantity", 1),
    (methods.FpMethod.IMPLANON, methods.FpAction.INSERTION, "quantity", 1),
    (methods.FpMethod.LAM, methods.FpAction.PRACTICE, "", 0),
)
"""Methods, what is done for each, and how much of it is given."""
USERS = 0.2
"""The share of mothers who begin a method within six weeks."""


class Clinic:
    """Invents by its own dice."""

    def __init__(self, dice: Random, now: datetime, staff: list[StaffMember]) -> None:
        self.dice, self.now, self.staff = dice, now, staff

    def around(self, entries: list[Record]) -> list[Record]:
        """The visits before these births, and the methods begun after them."""
        births = [entry for entry in entries if isinstance(entry, Delivery)]
        found = [one for birth in births for one in (*self._before(birth), *self._after(birth))]
        for entry in found:
            for problem in entry.problems():
                if problem.strength is Strength.ASKS:
                    entry.confirm(problem.field)
        return found

    def _before(self, birth: Delivery) -> Iterator[Record]:
        if birth.delivered_at is None or birth.ga_weeks is None:
            return
        often = self.dice.choices(range(len(SHARES)), SHARES)[0]
        began = birth.delivered_at.day - timedelta(weeks=birth.ga_weeks)
        weeks = [week for week in WEEKS if week < birth.ga_weeks][:often]
        for at, week in enumerate(weeks):
            yield self._visit(birth, began + timedelta(weeks=week), week, at)

    def _visit(self, birth: Delivery, on: date, week: int, at: int) -> AntenatalVisit:
        pale = self.dice.random() < 0.3
        visit = AntenatalVisit(
            pregnancy=birth.pregnancy,
            seen_on=on,
            strategy=lists.Strategy.FIXED,
            ga_weeks=week,
            weight_kg=Decimal(self.dice.randrange(50, 80)),
            bp_systolic_mmhg=self.dice.randrange(95, 138),
            bp_diastolic_mmhg=self.dice.randrange(55, 88),
            fetal_heart=Perceived.PERCEIVED if week > WEEKS[0] else Perceived.NOT_DONE,
            syphilis_test=TestResult.NEGATIVE if at == 0 else TestResult.NOT_DONE,
            hb_g_dl=Decimal(self.dice.randrange(85, 109) if pale else 117) / 10,
            iptp_dose=at or None,
            td_dose=VACCINE[at],
            iron_folate_given=self._yes(0.85),
            deworming_given=Answer.of(at == 1),
            net_given=Answer.of(at == 0),
            risks=(PregnancyRisk.ANAEMIA,) if pale else (PregnancyRisk.NONE,),
            seen_by=self.dice.choice(self.staff),
        )
        if not at:
            visit.set_gap("iptp_dose", Gap.NOT_DONE)
        return visit

    def _after(self, birth: Delivery) -> Iterator[Record]:
        born = birth.delivered_at.day if birth.delivered_at else None
        if born is None or birth.pregnancy is None or self.dice.random() > USERS:
            return
        on = born + timedelta(days=self.dice.randrange(1, 42))
        if on > self.now.date():
            return
        method, action, given, how_much = self.dice.choice(TAKEN)
        act = FamilyPlanningAct(
            woman=birth.pregnancy.woman,
            pregnancy=birth.pregnancy,
            acted_on=on,
            strategy=lists.Strategy.FIXED,
            user_type=methods.FpUserType.NEW,
            visit_type=methods.FpVisitType.NEW_ACCEPTOR,
            counselled=Answer.YES,
            method=method,
            action=action,
            origin=methods.FpOrigin.POSTNATAL,
            seen_by=self.dice.choice(self.staff),
        )
        if given:
            setattr(act, given, how_much)
        yield act

    def _yes(self, share: float) -> Answer:
        return Answer.of(self.dice.random() < share) or Answer.NO
