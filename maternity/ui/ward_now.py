"""What is so on the ward now, in words: who is here, what is due, what waits to be finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

from maternity import clock
from maternity.clinical import followup
from maternity.clinical.followup import Contact, State
from maternity.i18n import N_, _, plural
from maternity.records import Record
from maternity.ui.lines import Row
from maternity.ui.parts import woman_of
from maternity.ui.table import state_words
from maternity.ward import Draft, Query, Ward

LONGEST_DAYS = 56
MOST = 500
Name = Callable[[str], str]
"""How a name is shown: whole, or its initials while names are hidden."""

CONTACTS = {
    Contact.BEFORE_24H: N_("postnatal check within 24 hours"),
    Contact.DAY_2_3: N_("postnatal visit of days 2 to 3"),
    Contact.DAY_7_14: N_("postnatal visit of days 7 to 14"),
    Contact.WEEK_6: N_("postnatal visit of week 6"),
}

GROUPS = {"labour": N_("In labour"), "delivered": N_("Delivered"), "waiting": N_("Pregnant, other")}


class When(Enum):
    """How soon something is due."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"


@dataclass(frozen=True)
class DueContact:
    """A postnatal contact that is due, late, or comes within the week."""

    birth: Any
    contact: Contact
    when: When
    by: date

    @property
    def words(self) -> str:
        """What is due."""
        return _(CONTACTS[self.contact])


@dataclass
class Now:
    """What the first pages show, read in one go."""

    here: list[Any] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unfinished: list[Record] = field(default_factory=list)
    due: list[DueContact] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    """Set-up lists that are still empty."""


def read_now(ward: Ward) -> Now:
    """The stays, drafts, unfinished entries, contacts due, and what set-up still lacks."""
    today = clock.today()
    query = Query("delivery", first=today - timedelta(days=LONGEST_DAYS), last=today, limit=MOST)
    ids = [birth.id for birth in ward.page(query).rows]
    births = ward.with_children("delivery", ids, ("postnatal_visits",))
    due = sorted((one for b in births for one in contacts(b, clock.now())), key=_urgency)
    lacks = [name for name in ("village", "staff_member") if not ward.all(name)]
    return Now(ward.in_ward(), ward.drafts(), ward.incomplete(), due, lacks)


def _urgency(one: DueContact) -> tuple[int, date]:
    """What is due now comes before what was missed, and that before what comes."""
    return ((When.TODAY, When.LATE, When.SOON).index(one.when), one.by)


def contacts(birth: Any, now: datetime) -> Iterator[DueContact]:
    """The contacts of a birth that are due, late (while they can still be made) or near."""
    if birth.delivered_at is None or birth.voided_at is not None:
        return
    born = birth.delivered_at.clinical
    seen = [v.seen_at.clinical for v in birth.postnatal_visits if v.voided_at is None and v.seen_at]
    for one in followup.DUE:
        state = followup.state(one, born, seen, now)
        by = birth.delivered_at.day + timedelta(days=-(-one.closes // timedelta(days=1)))
        opens = birth.delivered_at.day + one.opens
        if state is State.DUE:
            yield DueContact(birth, one.contact, When.TODAY, by)
        elif state is State.NOT_YET and (opens - now.date()).days <= WEEK:
            yield DueContact(birth, one.contact, When.SOON, opens)
        elif state is State.MISSED and _still_called(one.contact, by, born, seen, now):
            yield DueContact(birth, one.contact, When.LATE, by)


WEEK = 7
LATE_DAYS = 14
"""What was missed longer ago is no longer called for: the next contact is."""


def _still_called(contact: Contact, by: date, born: date, seen: list[Any], now: datetime) -> bool:
    """Whether a missed contact is still called for: not long ago, and no later one was made."""
    if (now.date() - by).days > LATE_DAYS:
        return False
    order = [one.contact for one in followup.DUE]
    done = [followup.contact_at(born, one) for one in seen]
    return not any(d in order and order.index(d) > order.index(contact) for d in done)


def group_of(stay: Any) -> str:
    """Where a woman stands: in labour, delivered, or here for something else."""
    if any(b.delivered_at is not None for b in stay.deliveries if b.voided_at is None):
        return "delivered"
    return "labour" if stay.plain("reason") in {"labour", "planned_caesarean"} else "waiting"


def ward_rows(here: list[Any], name: Name) -> Iterator[Row]:
    """The women of the ward, by how they stand, each with her facts and her babies."""
    for group, words in GROUPS.items():
        stays = [stay for stay in here if group_of(stay) == group]
        if stays:
            yield Row(f"{_(words)} · {len(stays)}", head=True)
        for stay in stays:
            yield Row(who(stay, name), _facts(stay), stay)


def _facts(stay: Any) -> str:
    births = [b for b in stay.deliveries if b.voided_at is None and b.delivered_at is not None]
    pregnancy = stay.pregnancy
    facts = []
    if pregnancy is not None and pregnancy.gravidity is not None:
        facts.append(f"G{pregnancy.shown('gravidity')} P{pregnancy.shown('parity')}")
    for birth in births:
        since = _since(birth.delivered_at)
        facts.append(_("delivered {time} ago").format(time=since))
        facts += [f"{b.shown('sex')} {b.shown('weight_g')} g" for b in birth.babies if b.weight_g]
    if not births and stay.admitted_at is not None:
        facts.append(_("here for {time}").format(time=_since(stay.admitted_at)))
    return "  ·  ".join(facts)


def _since(moment: Any) -> str:
    """Hours, then days, since a moment."""
    if moment.exact is None:
        days = (clock.today() - moment.day).days
        return plural("{count} day", "{count} days", days)
    minutes = max(0, int((clock.now() - moment.exact).total_seconds()) // 60)
    if minutes < 48 * 60:
        return _("{hours} h {minutes}").format(hours=minutes // 60, minutes=f"{minutes % 60:02d}")
    return plural("{count} day", "{count} days", minutes // (24 * 60))


def draft_rows(drafts: list[Draft], name: Name) -> Iterator[Row]:
    """The drafts, each with its time."""
    for one in drafts:
        kind, sign, woman = one.title.partition(" – ")
        facts = _("{day} at {time}, {who}").format(
            day=f"{one.at:%d/%m}", time=f"{one.at:%H:%M}", who=one.who
        )
        yield Row(f"{kind}{sign}{name(woman)}", facts, one)


def unfinished_rows(found: list[Record], name: Name) -> Iterator[Row]:
    """The entries that wait for something."""
    for one in found:
        number = getattr(one, "serial_no", None)
        kind = one.register.one_words + (f" n° {number}" if number else "")
        yield Row(who(one, name), f"{kind}  ·  {state_words(one)}", one)


def due_rows(due: list[DueContact], name: Name) -> Iterator[Row]:
    """The contacts, each with the woman, her village and phone."""
    for one in due:
        woman = woman_of(one.birth)
        facts = [one.words, _("by {day}").format(day=f"{one.by:%d/%m}")]
        if one.when is When.SOON:
            facts[1] = _("from {day}").format(day=f"{one.by:%d/%m}")
        if woman is not None:
            facts += [woman.shown("village"), woman.shown("phone_1")]
        yield Row(who(one.birth, name), "  ·  ".join(f for f in facts if f), one.birth)


def who(entry: Record, name: Name) -> str:
    """The woman an entry is about, or what the entry calls itself."""
    woman = woman_of(entry)
    return name(woman.title() if woman is not None else entry.title())
