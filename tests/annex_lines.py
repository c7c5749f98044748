"""Entries for the lines of the annexes, made from what each line says it counts.

A scene is a woman, her pregnancy, stay and delivery, and an entry of the line's register; each test
of the line's condition is then made true, or one of them false. What an entry works out is made by
the fields it is worked out from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from maternity.conditions import Condition, Joined, Test
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.records import Record
from maternity.registers.abortion_care import AbortionCare
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.delivery import BirthPlace
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.hiv_care import HivCare
from maternity.registers.lists import BirthMode, DeathPlace, Presentation
from maternity.registers.maternal_death import MaternalCauseGroup, MaternalDeath
from maternity.registers.newborn import NewbornDischarge
from maternity.registers.newborn_check import NewbornCheck
from maternity.registers.perinatal_death import PerinatalDeath, PerinatalDeathKind
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.referral import Referral
from maternity.reports.form import Form, LineForm
from tests.ward_fixtures import Birth, a_birth

MID = datetime(2026, 10, 15, 3, 0)
Entries = list[Record]


ORDERING = {"<", "<=", ">", ">="}


class Scene:
    """A birth, the stay around it, and one entry of a register at a moment."""

    def __init__(self, line: LineForm, at: datetime) -> None:
        self.birth: Birth = a_birth(day=at.date(), hour=at.hour)
        self.birth.delivery.delivered_at = Moment.at(at)
        self.at = Moment.at(at)
        self.dated = line.dated
        self.stay = Admission(pregnancy=self.birth.pregnancy, subject=AdmissionSubject.WOMAN)
        self.stay.admitted_at = self.at
        self.more: Entries = []
        self.entry: Any = MADE.get(line.register, _of_birth)(self, line)
        later = f"{line.dated}".rpartition(".")[2]
        if later in {"reviewed_on", "declared_on"}:
            setattr(self.entry, later, at.date())

    @property
    def all(self) -> Entries:
        """Everything, parents first."""
        found = [*self.birth.all, self.stay, *self.more, self.entry]
        return list(dict.fromkeys(found))


def _of_birth(scene: Scene, line: LineForm) -> Any:
    if "subject == newborn" in line.where:
        scene.stay.newborn = scene.birth.babies[0]
    here = {"delivery": scene.birth.delivery, "newborn": scene.birth.babies[0]}
    return {**here, "admission": scene.stay}[line.register]


def _check(scene: Scene, _line: LineForm) -> Any:
    visit = PostnatalVisit(
        pregnancy=scene.birth.pregnancy,
        delivery=scene.birth.delivery,
        seen_at=scene.at,
        mother_seen=Answer.YES,
    )
    scene.more = [visit]
    return NewbornCheck(postnatal_visit=visit, newborn=scene.birth.babies[0])


def _visit(scene: Scene, line: LineForm) -> Any:
    _check(scene, line)
    return scene.more.pop()


MADE: dict[str, Callable[[Scene, LineForm], Any]] = {
    "antenatal_visit": lambda s, _l: AntenatalVisit(
        pregnancy=s.birth.pregnancy, seen_on=s.at.day, ga_weeks=20
    ),
    "hiv_care": lambda s, _l: HivCare(pregnancy=s.birth.pregnancy, seen_on=s.at.day),
    "postnatal_visit": _visit,
    "newborn_check": _check,
    "family_planning_act": lambda s, _l: FamilyPlanningAct(
        woman=s.birth.woman, pregnancy=s.birth.pregnancy, acted_on=s.at.day
    ),
    "referral": lambda s, _l: Referral(
        pregnancy=s.birth.pregnancy, newborn=s.birth.babies[0], decided_at=s.at
    ),
    "abortion_care": lambda s, _l: AbortionCare(pregnancy=s.birth.pregnancy, treated_at=s.at),
    "maternal_death": lambda s, _l: MaternalDeath(
        woman=s.birth.woman,
        pregnancy=s.birth.pregnancy,
        died_at=s.at,
        place=DeathPlace.FACILITY,
        cause_group=MaternalCauseGroup.HAEMORRHAGE,
    ),
    "perinatal_death": lambda s, _l: PerinatalDeath(
        newborn=s.birth.babies[0],
        kind=PerinatalDeathKind.NEONATAL,
        died_at=s.at,
        place=DeathPlace.FACILITY,
    ),
}


def conjuncts(condition: Condition) -> Iterator[Test]:
    """The single tests that must hold; of alternatives the first."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, Joined):
        parts = condition.parts[:1] if condition.decisive else condition.parts
        for part in parts:
            yield from conjuncts(part)


def alternatives(condition: Condition) -> set[str]:
    """The names that stand in alternatives: one of them false proves nothing."""
    found: set[str] = set()
    for part in getattr(condition, "parts", ()):
        if isinstance(part, Joined) and part.decisive:
            found |= set(part.names())
        found |= alternatives(part)
    return found


def satisfy(scene: Scene, test: Test, *, true: bool) -> bool:
    """Make a test true or false in the scene; whether that could be done."""
    *links, name = test.name.split(".")
    at: Any = scene.entry
    for link in links:
        at = getattr(at, link)
    worked_out = WORKED_OUT.get((at.register.name, name))
    if worked_out is not None:
        return worked_out(scene, at, test, true)
    field = at.register.fields.get(name)
    if field is None or (true and name == scene.dated):
        return true
    if test.op in {"is set", "is empty"}:
        value = _example(field) if true is (test.op == "is set") else None
    elif test.op == "has icd":
        value = (test.codes[0].partition("-")[0] + ".0" if true else "O14.1",)
    elif test.op in ORDERING:
        step = 1 if (test.op[0] == ">") is true else -1
        edge = Decimal(test.codes[0])
        value = int(edge if len(test.op) == 2 and true else edge + step)
        if not true and len(test.op) == 1:
            value = int(edge)  # the edge itself does not fulfil < or >
    else:
        value = _coded(field, test, true=true)
    setattr(at, name, value)
    return True


def _coded(field: Any, test: Test, *, true: bool) -> Any:
    options = getattr(field, "offered", None) or tuple(Answer)
    wanted = true is not test.op.startswith(("!", "not"))
    fitting = [o for o in options if (str(o.value) in test.codes) is wanted]
    fitting = [o for o in fitting if str(o.value) not in {"none", "unknown"}] or fitting
    return (fitting[0],) if test.op == "has" else fitting[0]


def _example(field: Any) -> Any:
    if getattr(field, "offered", None):
        return field.offered[0]
    kind = {
        "number": 3000 if field.name == "weight_g" else 120,
        "decimal": Decimal("10.5"),
        "date": MID.date(),
        "text": "x",
        "long_text": "x",
    }
    return kind.get(field.kind, Moment.at(MID))


Work = Callable[[Scene, Any, Test, bool], bool]


def _put(name: str, on: str = "") -> Work:
    """Worked out from this field, of the entry or of what hangs on it."""

    def work(scene: Scene, at: Any, test: Test, true: bool) -> bool:
        owner = scene.birth.babies[0] if on == "baby" else at
        setattr(owner, name, _coded(owner.register.fields[name], test, true=true))
        return True

    return work


def _place(scene: Scene, at: Any, test: Test, true: bool) -> bool:
    here = true is ("yes" in test.codes)
    at.place = DeathPlace.FACILITY if here else DeathPlace.HOME
    scene.birth.delivery.place = BirthPlace.FACILITY if here else BirthPlace.HOME
    return True


def _hours(scene: Scene, at: Any, test: Test, true: bool) -> bool:
    edge = int(test.codes[0])
    born = scene.at.exact or MID
    hours = edge - 1 if true is (test.op[0] == "<") else edge
    scene.birth.delivery.delivered_at = Moment.at(born - timedelta(hours=hours))
    at.newborn.born_at = scene.birth.delivery.delivered_at
    return True


def _weeks(scene: Scene, _at: Any, _test: Test, true: bool) -> bool:
    scene.birth.delivery.ga_weeks = 36 if true else 37
    return True


def _before_leaving(scene: Scene, at: Any, _test: Test, true: bool) -> bool:
    if true:
        at.newborn.discharge_state = NewbornDischarge.DIED
    else:
        at.newborn.discharged_at = Moment.at((scene.at.exact or MID) - timedelta(hours=1))
    return True


def _method_before_leaving(scene: Scene, _at: Any, _test: Test, true: bool) -> bool:
    scene.birth.delivery.admission = scene.stay
    scene.stay.discharged_at = scene.at
    scene.birth.delivery.place = BirthPlace.FACILITY if true else BirthPlace.HOME
    return True


def _rank(scene: Scene, _at: Any, test: Test, true: bool) -> bool:
    scene.birth.pregnancy.anc_visits_elsewhere = int(test.codes[0]) - (1 if true else 2)
    return True


def _first_seen(scene: Scene, at: Any, _test: Test, true: bool) -> bool:
    if true:
        return True
    cls = type(at)
    day = scene.at.day - timedelta(days=1)
    told = {"seen_on": day} if cls is AntenatalVisit else {"seen_at": Moment(day)}
    links = {name: getattr(at, name) for name in at.register.links if getattr(at, name)}
    scene.more.append(cls(**links, **told))
    if cls is PostnatalVisit:
        scene.more[-1].mother_seen = Answer.YES  # type: ignore[attr-defined]
        scene.birth.delivery.delivered_at = Moment(day - timedelta(days=2))
    return True


def _in_time(scene: Scene, _at: Any, _test: Test, true: bool) -> bool:
    born = (scene.at.exact or MID) - timedelta(hours=2 if true else 60)
    scene.birth.delivery.delivered_at = Moment.at(born)
    return True


def _held(_scene: Scene, _at: Any, _test: Test, true: bool) -> bool:
    """True as it is; what makes it false is tested with the RMA's own lines."""
    return true


def _coincidental(scene: Scene, at: Any, test: Test, true: bool) -> bool:
    if "late_maternal" in test.codes:
        born = (scene.at.exact or MID) - timedelta(days=43 if true else 42)
        scene.birth.delivery.delivered_at = Moment.at(born)
    at.cause_group = MaternalCauseGroup.HAEMORRHAGE if true else MaternalCauseGroup.COINCIDENTAL
    return True


def _within_a_week(scene: Scene, at: Any, _test: Test, true: bool) -> bool:
    if not true:
        at.died_at = Moment(scene.at.day + timedelta(days=8))
        at.newborn.weight_g, scene.birth.delivery.ga_weeks = 400, 20
    return True


def _notified(scene: Scene, at: Any, _test: Test, true: bool) -> bool:
    at.notified_at = scene.at if true else Moment(scene.at.day + timedelta(days=20))
    return True


def _modes(scene: Scene, _at: Any, test: Test, true: bool) -> bool:
    wanted = [one for one in BirthMode if (str(one.value) in test.codes) is true]
    scene.birth.babies[0].mode = wanted[0]
    return True


def _presented(scene: Scene, _at: Any, test: Test, true: bool) -> bool:
    wanted = [one for one in Presentation if (str(one.value) in test.codes) is true]
    scene.birth.babies[0].presentation = wanted[0]
    return True


WORKED_OUT: dict[tuple[str, str], Work] = {
    ("admission", "all_complications"): _put("complications"),
    ("admission", "all_acts"): _put("acts"),
    ("newborn", "all_complications"): _put("complications"),
    ("newborn", "all_acts"): _put("acts"),
    ("newborn", "preterm"): _weeks,
    ("newborn", "counts_as_birth"): _held,
    ("delivery", "mode"): _modes,
    ("delivery", "presentation"): _presented,
    ("delivery", "counts_as_delivery"): _held,
    ("antenatal_visit", "is_new_case"): _first_seen,
    ("antenatal_visit", "rank"): _rank,
    ("postnatal_visit", "is_new_case"): _first_seen,
    ("postnatal_visit", "contact"): _in_time,
    ("family_planning_act", "before_discharge"): _method_before_leaving,
    ("maternal_death", "in_facility"): _place,
    ("maternal_death", "death_class"): _coincidental,
    ("perinatal_death", "in_facility"): _place,
    ("perinatal_death", "age_hours"): _hours,
    ("perinatal_death", "notified_in_time"): _notified,
    ("maternal_death", "notified_in_time"): _notified,
    ("perinatal_death", "is_perinatal"): _within_a_week,
    ("perinatal_death", "before_discharge"): _before_leaving,
}


def counted(form: Form, code: str, at: datetime = MID) -> Entries:
    """Entries of which the line counts exactly one."""
    line = form.line(code)
    scene = Scene(line, at)
    for test in conjuncts(line.condition({})):
        satisfy(scene, test, true=True)
    return scene.all


def left_out(form: Form, code: str) -> Iterator[tuple[str, Entries]]:
    """For each test of the line that can be false by itself, entries that must not count."""
    line = form.line(code)
    condition = line.condition({})
    either = alternatives(condition)
    for at, wrong in enumerate(conjuncts(condition)):
        scene = Scene(line, MID)
        tests = list(conjuncts(condition))
        if wrong.name in either:
            continue
        others = [test for number, test in enumerate(tests) if number != at]
        done = [satisfy(scene, test, true=True) for test in others]
        if all([*done, satisfy(scene, wrong, true=False)]):
            yield wrong.name, scene.all
