"""The way of a woman through the ward: what an entry begins with, who she is, whom she resembles.

The one part of the ward that knows particular registers; everything else takes any register.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from maternity import clock, reading
from maternity.clinical import vaccines
from maternity.db import search
from maternity.db.book import Book, Query
from maternity.fields import Answer, Link
from maternity.moments import Moment
from maternity.records import Record, named, path
from maternity.registers.abortion_care import AbortionCare
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject, ArrivalMode
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.birth_dose import BirthDose, BirthVaccine
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.hiv_care import HivCare, HivStage
from maternity.registers.newborn import BirthOutcome, Newborn
from maternity.registers.newborn_check import NewbornCheck
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.pregnancy import EVENT_LISTS, Pregnancy, open_on
from maternity.registers.recall import Recall
from maternity.registers.recovery_check import RecoveryCheck
from maternity.registers.referral import Referral, ReferralStage
from maternity.registers.woman import Woman
from maternity.ward.entries import start
from maternity.ward.from_guide import from_guide
from maternity.ward.merged import standing_for
from maternity.ward.story import pregnancy_of


@dataclass(frozen=True)
class Found:
    """A woman found, as the answer line shows her."""

    woman: Woman
    age: int | None
    village: str
    husband: str
    phone: str
    last_event: str


def open_pregnancy(book: Book, woman: Woman, day: date) -> Pregnancy | None:
    """Her pregnancy that an event of this day belongs to; None if a new one must be made."""
    if woman.version is None:
        return None
    found = book.linked(Pregnancy, "woman", [woman.id], EVENT_LISTS)
    fitting = [one for one in found if isinstance(one, Pregnancy) and open_on(one, day)]
    return max(fitting, key=lambda one: one.created_at or datetime.min, default=None)


def begin(book: Book, register: str, about: Record | None, day: date) -> Record:
    """A new entry about a woman, or about a baby or a stay of hers, with all it belongs to."""
    cls = named(register).record
    woman = whose(about)
    if woman is None:
        return start(cls)
    entry = _begin(book, cls, woman, day)
    if about is not None and about != woman:
        _set_about(entry, about)
        pregnancy = pregnancy_of(about)
        if "pregnancy" in cls.register.links and entry.look("pregnancy") != pregnancy:
            entry.pregnancy = pregnancy  # type: ignore[attr-defined]
    if isinstance(entry, BirthDose) and entry.newborn is not None:
        entry.vaccine = _first_missing(book, entry.newborn)
    return entry


def whose(about: Record | None) -> Woman | None:
    """The woman an entry is about, herself included."""
    at: Any = about
    if about is not None and not isinstance(about, Woman):
        for step in path(type(about), "woman.id")[:-1]:
            at = getattr(at, step, None)
    return at if isinstance(at, Woman) else None


def _set_about(entry: Record, about: Record) -> None:
    """Link a new entry to the very baby or stay it is begun from."""
    for name, link in entry.register.links.items():
        if link.target == about.register.name:
            setattr(entry, name, about)
    if entry.register.name in {"maternal_death", "perinatal_death"}:
        from maternity.ward.known_death import tell  # noqa: PLC0415 - when somebody has died

        tell(entry, about)
    if isinstance(about, Newborn):
        if isinstance(entry, Admission):
            entry.subject, entry.arrival_mode = AdmissionSubject.NEWBORN, ArrivalMode.BORN_HERE
        if isinstance(entry, Referral):
            entry.stage = ReferralStage.NEWBORN
        if isinstance(entry, HivCare):
            entry.stage, entry.seen_on = HivStage.INFANT, clock.today()


def _first_missing(book: Book, baby: Newborn) -> BirthVaccine | None:
    """The first dose of birth that the baby has not had."""
    found = book.linked(BirthDose, "newborn", [baby.id])
    given = {one.plain("vaccine") for one in found}
    left = (name for name in vaccines.AT_BIRTH if name not in given)
    return next((BirthVaccine.coded(name) for name in left), None)


def _begin(book: Book, cls: type[Record], woman: Woman, day: date) -> Record:
    if "pregnancy" not in cls.register.links:
        return _beside(book, cls, woman, day)
    if cls is PostnatalVisit:
        return _visit(book, woman, day)
    if cls is FamilyPlanningAct:
        after = _after(book, woman, cls.register.name, day)
        return start(cls, woman=woman, pregnancy=after, acted_on=day)
    pregnancy = open_pregnancy(book, woman, day) or _after(book, woman, cls.register.name, day)
    pregnancy = pregnancy or Pregnancy(woman=woman)
    if cls is Delivery:
        return _delivery(book, pregnancy)
    entry = start(cls, pregnancy=pregnancy)
    if isinstance(entry, Admission):
        entry.subject = AdmissionSubject.WOMAN
    if isinstance(entry, AntenatalVisit):
        entry.seen_on, entry.height_cm = day, _height(pregnancy)
    if isinstance(entry, Recall):
        entry.made_at = Moment.at(clock.now())
    if isinstance(entry, AbortionCare):
        entry.admission = open_stay(book, pregnancy)
    if "woman" in cls.register.links:
        entry.woman = woman  # type: ignore[attr-defined]
    return entry


def _height(pregnancy: Pregnancy) -> Decimal | None:
    """Her height as an earlier visit of the pregnancy has it: once is enough."""
    visits = [] if pregnancy.version is None else pregnancy.antenatal_visits
    known = (one.height_cm for one in visits if one.voided_at is None)
    return next((height for height in known if height is not None), None)


def _beside(book: Book, cls: type[Record], woman: Woman, day: date) -> Record:
    """An entry that hangs on her last birth or her open stay, not on the pregnancy itself."""
    entry = start(cls)
    birth = _last_delivery(book, woman, day)
    links = cls.register.links
    if "woman" in links:
        entry.woman = woman  # type: ignore[attr-defined]
    if "newborn" in links and birth is not None and birth.babies:
        stillborn = [one for one in birth.babies if one.outcome not in {None, BirthOutcome.LIVE}]
        entry.newborn = (stillborn or birth.babies)[0]  # type: ignore[attr-defined]
    if isinstance(entry, RecoveryCheck):
        entry.delivery, entry.checked_at = birth, Moment.at(clock.now())
    if "admission" in links:
        pregnancy = open_pregnancy(book, woman, day) or (birth.pregnancy if birth else None)
        waiting = _open_stays(book, pregnancy)
        entry.admission = waiting[-1] if waiting else None  # type: ignore[attr-defined]
    return entry


def _open_stays(book: Book, pregnancy: Pregnancy | None) -> list[Admission]:
    if pregnancy is None or pregnancy.version is None:
        return []
    stays = book.linked(Admission, "pregnancy", [pregnancy.id])
    return [stay for stay in stays if isinstance(stay, Admission) and _is_here(stay)]


def open_stay(book: Book, pregnancy: Pregnancy | None) -> Admission | None:
    """Her last stay of this pregnancy that has not ended; None if there is none."""
    return next(iter(_open_stays(book, pregnancy)[-1:]), None)


def _is_here(stay: Admission) -> bool:
    """Whether it is the mother's own stay and has not ended, not even at an unknown hour."""
    own = stay.subject is not AdmissionSubject.NEWBORN
    return own and stay.voided_at is None and not stay.answered("discharged_at")


def nearby(book: Book, field: Link, entry: Record) -> list[Record]:
    """The babies of the same woman, for a link to one of them."""
    if field.target != "newborn":
        return []
    pregnancy = entry.look("pregnancy") if "pregnancy" in entry.register.links else None
    baby = getattr(entry, field.name, None)
    if pregnancy is None and baby is not None and baby.delivery is not None:
        pregnancy = baby.delivery.pregnancy
    if pregnancy is None:
        return []
    births = book.linked(Delivery, "pregnancy", [pregnancy.id], ("newborns",))
    return [one for birth in births if isinstance(birth, Delivery) for one in birth.babies]


def _after(book: Book, woman: Woman, register: str, day: date) -> Pregnancy | None:
    """The last pregnancy, for what may happen after its end."""
    days = AFTER_DAYS.get(register)
    if days is None or woman.version is None:
        return None
    found = book.linked(Pregnancy, "woman", [woman.id], EVENT_LISTS)
    recent = [
        one
        for one in found
        if isinstance(one, Pregnancy)
        and one.delivery is not None
        and one.delivery.delivered_at is not None
        and 0 <= (day - one.delivery.delivered_at.day).days <= days
    ]
    return max(
        recent, key=lambda one: str(one.delivery and one.delivery.delivered_at), default=None
    )


AFTER_DAYS = {
    **dict.fromkeys(("referral", "maternal_death", "admission"), 60),
    "recall": 730,
    "family_planning_act": 365,
    "hiv_care": 730,
}
"""An event so many days after a birth is taken to belong to it, and may be moved."""


def _delivery(book: Book, pregnancy: Pregnancy) -> Delivery:
    """A delivery in its open stay, or with a new stay for labour."""
    birth = start(Delivery, pregnancy=pregnancy, place=BirthPlace.FACILITY)
    if not isinstance(birth, Delivery):
        raise TypeError(birth.register.name)
    stays = [] if pregnancy.version is None else pregnancy.admissions
    waiting = [stay for stay in stays if _is_here(stay)]
    if waiting:
        birth.admission = waiting[-1]
    else:
        stay = start(Admission, pregnancy=pregnancy, subject=AdmissionSubject.WOMAN)
        if isinstance(stay, Admission):
            stay.reason = AdmissionReason.LABOUR
            birth.admission = stay
    Newborn(delivery=birth, birth_rank=1)
    from_guide(book, birth)
    return birth


def _visit(book: Book, woman: Woman, day: date) -> PostnatalVisit:
    """A visit of her last delivery with a line for each baby; otherwise of one made elsewhere."""
    visit = start(PostnatalVisit, mother_seen=Answer.YES, seen_at=Moment.at(clock.now()))
    if not isinstance(visit, PostnatalVisit):
        raise TypeError(visit.register.name)
    delivery = _last_delivery(book, woman, day)
    if delivery is None:
        pregnancy = open_pregnancy(book, woman, day) or Pregnancy(woman=woman)
        delivery = Delivery(pregnancy=pregnancy)
    visit.pregnancy, visit.delivery = delivery.pregnancy, delivery
    babies = delivery.babies if delivery.version is not None else []
    for baby in (one for one in babies if one.outcome in {None, BirthOutcome.LIVE}):
        check = NewbornCheck(postnatal_visit=visit)
        check.newborn = baby
    return visit


def _last_delivery(book: Book, woman: Woman, day: date) -> Delivery | None:
    if woman.version is None:
        return None
    pregnancies = book.linked(Pregnancy, "woman", [woman.id])
    births = book.linked(
        Delivery, "pregnancy", [one.id for one in pregnancies], ("newborns", "postnatal_visits")
    )
    fitting = [
        birth
        for birth in births
        if isinstance(birth, Delivery)
        and (given := _day_of(birth)) is not None
        and 0 <= (day - given).days <= VISIT_DAYS
    ]
    return max(fitting, key=lambda birth: (_day_of(birth), str(birth.delivered_at)), default=None)


AGAIN_DAYS = 60
"""Within so many days of a birth there is no other one of the same woman."""


def recent_delivery(book: Book, about: Record | None, day: date) -> Record | None:
    """The delivery of a woman who gave birth so short a time ago that a second one cannot be.

    She is told by herself, or by an entry of hers: her stay, her labour, her baby.
    """
    woman = whose(about)
    last = _last_delivery(book, woman, day) if woman is not None else None
    given = _day_of(last) if last is not None else None
    if last is None or given is None or (day - given).days > AGAIN_DAYS:
        return None
    return book.full("delivery", last.id)


def _day_of(birth: Delivery) -> date | None:
    """The day of a birth; of one at an unknown moment, the day it was written down."""
    if birth.delivered_at is not None:
        return birth.delivered_at.day
    return birth.created_at.date() if birth.created_at else None


VISIT_DAYS = 120
"""A postnatal visit within so many days belongs to the last delivery."""


def find(book: Book, text: str, limit: int) -> list[Found]:
    """Women by a scanned code, a number, names or phone, best first; for no words the last seen."""
    text = reading.number_of(text)
    with book.together() as opened:
        if not text.strip():
            return _recent(opened)
        ids = dict.fromkeys(_by_code(opened, text))
        if not ids:
            numbered = _by_delivery_number(opened, text)
            ids = dict.fromkeys([*numbered, *opened.search("woman", text, limit)])
        return _told(opened, list(ids))[:limit]


def _told(book: Book, ids: list[str]) -> list[Found]:
    """The women of these identities, each with her newest event; two entries made one are one."""
    found = book.with_newest("woman", ids, STORY)
    gone = [woman.id for woman, _newest in found if woman.voided_at is not None]
    if gone and (stands := standing_for(book, gone)):
        whose = dict.fromkeys(stands.get(one, one) for one in ids)
        found = book.with_newest("woman", list(whose), STORY)
    today = clock.today()
    return [
        Found(
            woman,
            woman.age_on(today),
            woman.shown("village"),
            woman.kin_name or "",
            woman.shown("phone_1"),
            _event(*newest) if newest else "",
        )
        for woman, newest in found
        if isinstance(woman, Woman) and woman.voided_at is None
    ]


def _recent(book: Book) -> list[Found]:
    """The women who gave birth or came to the ward last, the newest first."""
    women: dict[str, str] = {}
    for register, dated in (("delivery", "delivered_at"), ("admission", "admitted_at")):
        for row in book.by_ids(register, book.ids(Query(register, limit=RECENT))):
            woman, at = row.look("woman"), str(row.look(dated) or "")
            if woman is not None and row.voided_at is None:
                women[woman.id] = max(women.get(woman.id, ""), at)
    newest = sorted(women, key=lambda one: women[one], reverse=True)
    return _told(book, newest[:RECENT])


RECENT = 8
"""Women offered before anything is typed."""


def _event(moment: str, register: str) -> str:
    day = reading.show_day(date.fromisoformat(moment[:DAY_LENGTH]))
    return f"{named(register).one_words} {day}"


def _by_code(book: Book, text: str) -> list[str]:
    """The woman of a scanned card, or the mother of a scanned band."""
    scanned = reading.read_code(text)
    if scanned is None:
        return []
    register, identity = scanned
    if register == "woman":
        return [identity]
    babies = book.by_ids(register, [identity])
    mothers = (
        baby.delivery.woman for baby in babies if isinstance(baby, Newborn) and baby.delivery
    )
    return [mother.id for mother in mothers if mother is not None]


def _by_delivery_number(book: Book, text: str) -> list[str]:
    """The woman of « 412/2026 »; « 412 » alone is of this year."""
    number = search.number(text)
    if number is None:
        return []
    wanted = f"{number[0]}/{number[1] or clock.today().year}"
    rows = book.page(Query("delivery", text=wanted)).rows
    return [row.woman.id for row in rows if row.woman]


DAY_LENGTH = len("2026-11-26")


STORY = (
    *("antenatal_visit", "admission", "delivery", "postnatal_visit", "abortion_care", "referral"),
    "maternal_death",
)
