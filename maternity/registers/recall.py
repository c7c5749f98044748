"""Calls and visits to those for whom something is due: who was reached, by whom, and the answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from maternity.fields import Options, choice, day, link, moment, person, text
from maternity.i18n import N_
from maternity.moments import Moment
from maternity.records import Record, register

if TYPE_CHECKING:
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember


class RecallPurpose(Options):
    """What she was called for; nothing that HIV rules is named."""

    CONTACT = "contact", N_("Postnatal visit")
    TERM = "term", N_("Past term")
    DOSES = "doses", N_("Vaccines of birth")
    FEEDBACK = "feedback", N_("News of a referral")
    OTHER = "other", N_("Other")


class RecallWay(Options):
    """How she was sought."""

    CALL = "call", N_("Phone call")
    VISIT = "visit", N_("Visit at home")
    RELAY = "relay", N_("Community relay")


class RecallOutcome(Options):
    """What came of it."""

    REACHED = "reached", N_("Reached")
    NOT_REACHED = "not_reached", N_("Not reached")
    WILL_COME = "will_come", N_("Will come")
    SEEN_ELSEWHERE = "seen_elsewhere", N_("Was seen elsewhere")
    MOVED = "moved", N_("Moved away")
    REFUSED = "refused", N_("Refused")
    WRONG_NUMBER = "wrong_number", N_("Wrong number")


@register(N_("Calls and visits"), one=N_("Call or visit"), dated="made_at")
class Recall(Record):
    """One call or visit about something that is due."""

    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="recalls", required=True, listed=True
    )
    purpose: RecallPurpose | None = choice(N_("Called for"), RecallPurpose, listed=True)
    made_at: Moment | None = moment(N_("Date"), required=True, high="now", listed=True)
    way: RecallWay | None = choice(N_("How"), RecallWay, proposed="call", listed=True)
    outcome: RecallOutcome | None = choice(N_("Outcome"), RecallOutcome, required=True, listed=True)
    expected_on: date | None = day(
        N_("Will come on"),
        ahead=True,
        when="recall.outcome == will_come",
        low="recall.made_at",
        high="recall.made_at + 60 d",
    )
    spoken_with: str | None = text(
        N_("Spoken with"), when="recall.outcome != not_reached", sensitive="personal"
    )
    made_by: StaffMember | None = person(N_("Made by"), required=True, carried=True, listed=True)
    note: str | None = text(N_("Notes"), sensitive="personal")
