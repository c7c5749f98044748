"""What is due to the women and babies of the ward, and how late it is.

Postnatal contacts, doses of birth not given, women past term, referrals nobody has told the end
of. A mother and her babies are looked at apart: what is due to one who died is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from maternity import clock, settings
from maternity.clinical import dating, followup, term, vaccines
from maternity.clinical.followup import Contact, State
from maternity.fields import Answer
from maternity.i18n import N_, _, plural
from maternity.people import Right
from maternity.records import Record
from maternity.registers.birth_dose import BirthVaccine
from maternity.registers.delivery import Delivery
from maternity.registers.lists import DischargeOutcome
from maternity.registers.newborn import BirthOutcome, Newborn, NewbornDischarge
from maternity.registers.newborn_check import NewbornState
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.pregnancy import EVENT_LISTS, OPEN_DAYS, Pregnancy, open_on
from maternity.registers.referral import Referral, ReferralDirection

if TYPE_CHECKING:
    from maternity.registers.recall import Recall
    from maternity.ward.ward import Ward

WEEK = 7
LATE_DAYS = 14
"""A contact missed longer ago is no longer called for."""
BIRTH_DAYS = 63
"""The last contact is due in the seventh week, and called for two weeks more."""
FEEDBACK_DAYS, FEEDBACK_UNTIL_DAYS = 7, 60
"""News of a referral is expected within a week, and asked for during two months."""

MOTHER = "mother"


class When(Enum):
    """How soon something is due."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"


class Kind(Enum):
    """What is due, in the order of a list."""

    CONTACT = "contact"
    TERM = "term"
    DOSES = "doses"
    EXPOSED = "exposed"
    FEEDBACK = "feedback"
    CHECK = "check"
    DOSE = "dose"


CONTACTS = {
    Contact.BEFORE_24H: N_("Postnatal contact 1, within 24 h"),
    Contact.DAY_2_3: N_("Postnatal contact 2, days 2 to 3"),
    Contact.DAY_7_14: N_("Postnatal contact 3, days 7 to 14"),
    Contact.WEEK_6: N_("Postnatal contact 4, week 6"),
}


@dataclass(frozen=True)
class Due:
    """One thing that is due: to whom, about which entry, since or until when."""

    kind: Kind
    about: Record
    woman: Record | None
    when: When
    by: date
    """The last day on which it is on time; for what comes, the first."""
    words: str
    plain_words: str
    """The same without a word on anybody's health, for a sheet that leaves the ward."""
    contact: Contact | None = None
    recall: Recall | None = None
    """The last call or visit about it."""

    def days_late(self, today: date) -> int:
        """Days since the last one on which it was on time."""
        return max(0, (today - self.by).days) if self.when is When.LATE else 0


def due(ward: Ward) -> list[Due]:
    """All that is late, due today or comes within the week; what presses most comes first."""
    from maternity.ward.exposed import exposed  # noqa: PLC0415 - it makes what is due itself

    ward.allow(Right.READ)
    today, book = clock.today(), ward.book
    births = book.dated(
        Delivery, "delivered_at", today - timedelta(days=BIRTH_DAYS), today, _BIRTH_LISTS
    )
    since = today - timedelta(days=OPEN_DAYS)
    carried = {
        one.id: one
        for name in ("lmp_on", "scan_on")
        for one in book.dated(Pregnancy, name, since, today, _PREGNANCY_LISTS)
    }
    first = today - timedelta(days=FEEDBACK_UNTIL_DAYS)
    sent = book.dated(Referral, "decided_at", first, today)
    return _sorted(ward, [*births, *carried.values(), *sent], exposed(ward, today))


def due_to(ward: Ward, woman: Record) -> list[Due]:
    """All that is due to one woman and her babies."""
    from maternity.ward.exposed import exposed_of  # noqa: PLC0415 - it makes what is due itself

    ward.allow(Right.READ)
    book = ward.book
    carried = book.linked(Pregnancy, "woman", [woman.id], _PREGNANCY_LISTS)
    ids = [one.id for one in carried]
    births = book.linked(Delivery, "pregnancy", ids, _BIRTH_LISTS)
    sent = book.linked(Referral, "pregnancy", ids)
    return _sorted(ward, [*births, *carried, *sent], exposed_of(ward, ids, clock.today()))


def _sorted(ward: Ward, entries: Iterable[Record], more: list[Due]) -> list[Due]:
    from maternity.ward.recalls import with_outcomes  # noqa: PLC0415 - it reads what is due

    now, kinds = clock.now(), list(Kind)
    found = [one for entry in entries for one in _of(entry, now)]
    found = with_outcomes(ward.book, [*found, *more])
    return sorted(found, key=lambda one: (kinds.index(one.kind), one.by, one.about.id))


def _of(entry: Record, now: datetime) -> Iterator[Due]:
    if isinstance(entry, Delivery):
        yield from contacts(entry, now)
        for baby in entry.babies:
            yield from doses(baby, now.date())
    elif isinstance(entry, Pregnancy):
        yield from past_term(entry, now.date())
    elif isinstance(entry, Referral):
        yield from feedback(entry, now.date())


_BIRTH_LISTS = (
    *("newborns", "newborns.birth_doses", "newborns.perinatal_deaths", "postnatal_visits"),
    *("postnatal_visits.newborn_checks", "pregnancy.maternal_deaths"),
)


def contacts(birth: Delivery, now: datetime) -> Iterator[Due]:
    """The contacts of a birth that are due, late while they can still be made, or near."""
    if birth.delivered_at is None or birth.voided_at is not None:
        return
    born = birth.delivered_at.clinical
    people = _people(birth)
    calendar = settings.current().calendar()
    for one, after in zip(calendar.due, (*calendar.due[1:], None), strict=True):
        waiting: dict[str, When] = {}
        for name, seen in people.items():
            when = _when(one, after, born, seen, now, calendar)
            if when is not None:
                waiting[name] = when
        if waiting:
            when = min(waiting.values(), key=list(When).index)
            yield _contact(birth, one, when, [n for n, w in waiting.items() if w is when])


def _contact(birth: Delivery, one: followup.Due, when: When, who: list[str]) -> Due:
    born = birth.delivered_at.clinical if birth.delivered_at else date.max
    by = followup.first_day(one, born) if when is When.SOON else followup.last_day(one, born)
    them = ", ".join(_told(name) for name in who)
    words = _("{what}: {who}").format(what=contact_words(one.contact), who=them)
    plain = _("Visit at the centre: {who}").format(who=them)
    return Due(Kind.CONTACT, birth, birth.woman, when, by, words, plain, one.contact)


def contact_words(contact: Contact) -> str:
    """A contact with its days: the district's where it has chosen its own."""
    days = settings.current().calendar().days(contact)
    if days is None:
        return _(CONTACTS[contact])
    number = list(CONTACTS).index(contact) + 1
    return _("Postnatal contact {number}, days {first} to {last}").format(
        number=number, first=days[0], last=days[1]
    )


def _told(name: str) -> str:
    return _("mother") if name == MOTHER else name


def _people(birth: Delivery) -> dict[str, list[date]]:
    """The mother and each baby who live, by what they are called, with when each was seen."""
    visits = [v for v in birth.postnatal_visits if v.voided_at is None and v.seen_at is not None]
    found: dict[str, list[date]] = {}
    if mother_lives(birth):
        found[MOTHER] = [_day(v) for v in visits if v.mother_seen is not Answer.NO]
    for baby in birth.babies:
        if lives(baby, visits):
            found[baby_words(baby)] = [_day(v) for v in visits if _checked(v, baby)]
    return found


def baby_words(baby: Newborn) -> str:
    """What a baby is called beside its mother: with its number where there are several."""
    several = baby.delivery is not None and len(baby.delivery.babies) > 1
    return _("baby {number}").format(number=baby.birth_rank or "?") if several else _("baby")


def _day(visit: PostnatalVisit) -> date:
    return visit.seen_at.clinical if visit.seen_at else date.max


def _checked(visit: PostnatalVisit, baby: Newborn) -> bool:
    return any(c.newborn == baby for c in visit.newborn_checks if c.voided_at is None)


def mother_lives(birth: Delivery) -> bool:
    """Whether nothing says that the mother died."""
    pregnancy, stay = birth.pregnancy, birth.admission
    if stay is not None and stay.outcome is DischargeOutcome.DIED:
        return False
    return pregnancy is None or not _alive(pregnancy.maternal_deaths)


def lives(baby: Newborn, visits: list[PostnatalVisit]) -> bool:
    """Whether the baby was born alive and nothing says that it died since."""
    if baby.voided_at is not None or baby.outcome is not BirthOutcome.LIVE:
        return False
    if baby.discharge_state is NewbornDischarge.DIED or _alive(baby.perinatal_deaths):
        return False
    checks = (check for visit in visits for check in visit.newborn_checks)
    return not any(c.newborn == baby and c.state is NewbornState.DIED for c in checks)


def _alive(entries: Iterable[Record]) -> bool:
    """Whether one of these entries is not cancelled."""
    return any(entry.voided_at is None for entry in entries)


def _when(
    one: followup.Due,
    after: followup.Due | None,
    born: date,
    seen: list[date],
    now: datetime,
    calendar: followup.Calendar,
) -> When | None:
    """How soon a contact is due to one person; None if it was made, is far off or long gone.

    What was missed is called for until the next contact opens, which is called for then.
    """
    state = followup.state(one, born, seen, now, calendar)
    if state is State.DUE:
        return When.TODAY if now.date() <= followup.last_day(one, born) else When.LATE
    if state is State.NOT_YET:
        near = (followup.first_day(one, born) - now.date()).days <= WEEK
        return When.SOON if near else None
    if state is State.MISSED:
        opens = followup.first_day(after, born) if after is not None else date.max
        recent = (now.date() - followup.last_day(one, born)).days <= LATE_DAYS
        since = any(followup.day_of(when) > followup.last_day(one, born) for when in seen)
        return When.LATE if recent and now.date() < opens and not since else None
    return None


def doses(baby: Newborn, today: date) -> Iterator[Due]:
    """The doses of birth that a living baby has not had yet, in one line."""
    birth = baby.delivery
    visits = birth.postnatal_visits if birth is not None else []
    born = baby.born_at or (birth.delivered_at if birth is not None else None)
    if born is None or not lives(baby, visits):
        return
    given = {d.plain("vaccine") for d in baby.birth_doses if d.voided_at is None}
    left = vaccines.missing_at_birth(born.day, given, today)
    if left:
        by = min(last for _name, last in left)
        when = When.LATE if by < today else When.TODAY
        names = ", ".join(BirthVaccine.coded(name).words for name, _last in left)
        words = _("{who} without {vaccines}").format(
            who=baby_words(baby).capitalize(), vaccines=names
        )
        plain = _("Vaccines: {who}").format(who=baby_words(baby))
        yield Due(Kind.DOSES, baby, birth.woman if birth else None, when, by, words, plain)


_PREGNANCY_LISTS = (*EVENT_LISTS, "maternal_deaths")


def past_term(pregnancy: Pregnancy, today: date) -> Iterator[Due]:
    """A woman at home who has reached 41 weeks, or does within the week; late from 42 weeks."""
    dated = pregnancy.dated
    age = dating.age_days(dated.day_zero, today) if dated is not None else None
    here = any(
        stay.discharged_at is None and stay.gap("discharged_at") is None
        for stay in pregnancy.admissions
        if stay.voided_at is None
    )
    gone = here or not open_on(pregnancy, today) or _alive(pregnancy.maternal_deaths)
    if dated is None or age is None or gone or age < term.LATE_TERM_DAYS - WEEK:
        return
    when = When.LATE if age >= term.POST_TERM_DAYS else When.TODAY
    by = dated.day_zero + timedelta(days=term.POST_TERM_DAYS - 1)
    if age < term.LATE_TERM_DAYS:
        when, by = When.SOON, dated.day_zero + timedelta(days=term.LATE_TERM_DAYS)
    weeks, days = dating.weeks_and_days(age)
    words = _("Past term: {weeks} weeks + {days}").format(weeks=weeks, days=days)
    if when is When.SOON:
        words = _("Near the end of term: {weeks} weeks + {days}").format(weeks=weeks, days=days)
    plain = _("Visit at the centre: {who}").format(who=_("mother"))
    yield Due(Kind.TERM, pregnancy, pregnancy.woman, when, by, words, plain)


def feedback(sent: Referral, today: date) -> Iterator[Due]:
    """A woman or baby sent away of whom no news came."""
    told = sent.counter_referral_on or sent.counter_referral or sent.outcome
    if sent.direction is not ReferralDirection.OUT or told or sent.decided_at is None:
        return
    if (today - sent.decided_at.day).days > FEEDBACK_UNTIL_DAYS:
        return
    by = sent.decided_at.day + timedelta(days=FEEDBACK_DAYS)
    when = When.SOON if today < by else When.TODAY if today == by else When.LATE
    words = _("No news since: {kind} of {day}").format(
        kind=sent.shown("kind") or sent.register.one_words, day=f"{sent.decided_at.day:%d/%m}"
    )
    woman = sent.pregnancy.woman if sent.pregnancy else None
    yield Due(Kind.FEEDBACK, sent, woman, when, by, words, _("News to bring to the centre"))


def when_words(one: Due, today: date) -> str:
    """Until when, from when, or late by how many days."""
    if one.when is When.LATE and one.by == today:
        return _("late")
    if one.when is When.LATE:
        return plural("late by {count} day", "late by {count} days", one.days_late(today))
    words = _("from {day}") if one.when is When.SOON else _("by {day}")
    return words.format(day=f"{one.by:%d/%m}")


def reach_words(woman: Record) -> str:
    """Where she lives, and by which phone she is reached."""
    return "  ·  ".join(fact for fact in (woman.shown("village"), phones(woman)) if fact)


def phones(woman: Record) -> str:
    """Her phones, each with whose it is."""
    found = []
    for phone in ("phone_1", "phone_2"):
        number, owner = woman.shown(phone), woman.shown(f"{phone}_owner")
        if number:
            found.append(f"{number} ({owner.lower()})" if owner else number)
    return ", ".join(found)
