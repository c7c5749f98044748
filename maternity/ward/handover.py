"""What a shift hands over: who came, who left, who was born, who is in labour, what to watch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from maternity import clock
from maternity.i18n import _
from maternity.moments import Moment
from maternity.people import Right
from maternity.records import Record
from maternity.registers.admission import Admission
from maternity.registers.newborn import Newborn
from maternity.reports.handover import Handover, Line, Section
from maternity.ward.board import (
    Board,
    Group,
    Place,
    board,
    head_words,
    may_leave_at,
    watch,
    weeks_words,
)
from maternity.ward.due import when_words
from maternity.ward.story import pregnancy_of

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

SHIFT_HOURS = 12


def handover(ward: Ward, since: datetime | None = None) -> Handover:
    """The sheet of the last twelve hours, or since another moment."""
    ward.allow(Right.PRINT)
    now = board(ward)
    begun = since or now.at - timedelta(hours=SHIFT_HOURS)
    facility = ward.facility
    return Handover(
        facility=facility.name if facility else "",
        since=begun,
        at=now.at,
        by=ward.account.name or "",
        counts=head_words(now),
        sections=tuple(_sections(ward, now, begun)),
        training=ward.training,
    )


def handover_pdf(ward: Ward) -> bytes:
    """The sheet as the bytes of a PDF."""
    from maternity.reports.list_pdf import render_handover  # noqa: PLC0415 - ReportLab, when printing

    return render_handover(handover(ward))


def _sections(ward: Ward, now: Board, since: datetime) -> Iterator[Section]:
    came = _between(ward, Admission, "admitted_at", since)
    left = _between(ward, Admission, "discharged_at", since)
    born = _between(ward, Newborn, "born_at", since)
    gone = [one for one in _between(ward, Newborn, "discharged_at", since) if one not in born]
    labour = [place for place in now.places if place.group is Group.LABOUR]
    watched = [(place, watch(place)) for place in now.places]
    yield _section(_("Came in"), [_line(one, "admitted_at", "reason") for one in came])
    out = [_line(one, "discharged_at", "outcome") for one in left]
    out += [_line(one, "discharged_at", "discharge_state") for one in gone]
    yield _section(_("Left"), out)
    yield _section(_("Born"), [_line(one, "born_at", "outcome", "sex", "weight_g") for one in born])
    yield _section(_("In labour"), [(_who(one), _labour(one)) for one in labour])
    yield _section(_("To watch"), [(_who(one), ", ".join(told)) for one, told in watched if told])
    yield _section(_("To do"), list(_tasks(now)))


def _section(head: str, lines: list[Line]) -> Section:
    return Section(head, tuple(lines))


def _between(ward: Ward, cls: type[Record], name: str, since: datetime) -> list[Record]:
    """The entries whose moment falls in the shift; by the day where the hour is not known."""
    today = clock.today()
    found = ward.book.dated(cls, name, since.date(), today)
    inside = [one for one in found if _inside(getattr(one, name), since)]
    return sorted(inside, key=lambda one: str(getattr(one, name)))


def _inside(when: Moment | None, since: datetime) -> bool:
    if when is None:
        return False
    return when.exact >= since if when.exact is not None else when.day >= since.date()


def _line(entry: Record, when: str, *names: str) -> Line:
    """The woman of an entry, the hour, and what is said of it."""
    pregnancy = pregnancy_of(entry)
    woman = pregnancy.look("woman") if pregnancy is not None else None
    moment: Moment | None = getattr(entry, when)
    hour = f"{moment.exact:%H:%M}" if moment is not None and moment.exact else "?"
    told = [
        f"{entry.shown(name)} {entry.register.column(name).unit_words}".strip()
        for name in names
        if entry.shown(name)
    ]
    return (woman.title() if woman is not None else "?", ", ".join([hour, *told]))


def _who(place: Place) -> str:
    pregnancy = pregnancy_of(place.about) if place.about is not None else None
    woman = pregnancy.look("woman") if pregnancy is not None else None
    name = woman.title() if woman is not None else "?"
    return f"{place.bed.title()}  {name}" if place.bed is not None else name


def _labour(place: Place) -> str:
    entered = place.stay.shown("admitted_at") if place.stay is not None else ""
    return ", ".join(fact for fact in (entered, weeks_words(place)) if fact)


def _tasks(now: Board) -> Iterator[Line]:
    for one in now.due:
        who = one.woman.title() if one.woman is not None else "?"
        yield who, f"{one.words}, {when_words(one, now.at.date())}"
    for place in now.leaving:
        when = may_leave_at(place)
        if when is not None:
            yield (
                _who(place),
                _("24 h after the birth on {day} at {time}").format(
                    day=f"{when:%d/%m}", time=f"{when:%H:%M}"
                ),
            )
