"""Whether the clock of this computer can be right: asked about, and never a reason to refuse.

The battery of a ward's computer dies and it is 2000 again, or somebody sets 2099. The clock is
compared with the last event of the trail at which it was right, with the day the program was made,
and while the register is open with the steady clock. What is recorded while it is in doubt is
marked `clock_ok = 0`; nothing else depends on it: order is by number (reference: safety, 10).

A register on a server has one clock, the server's: what is recorded bears its time, whatever the
computers say. Where a computer differs from it, its people are told: hours are typed by that one.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from maternity import MADE_ON, clock
from maternity.db import audit
from maternity.errors import Unavailable
from maternity.i18n import N_, _

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

FAR = timedelta(days=45)
"""A register that was not opened for so long, or a clock that was set ahead."""


class Doubt(Enum):
    """Why the clock may be wrong."""

    OLD = "before_the_program"
    BEHIND = "before_the_last_event"
    AHEAD = "far_after_the_last_event"
    BACK = "set_back"
    ZONE = "other_zone"
    SERVER = "other_than_server"


WORDS = {
    Doubt.OLD: N_("This computer says {now}, a day before this program was made."),
    Doubt.BEHIND: N_("This computer says {now}; the last line of the register is of {last}."),
    Doubt.AHEAD: N_("This computer says {now}; the last line of the register is of {last}."),
    Doubt.BACK: N_("The clock of this computer was set back: it says {now}."),
    Doubt.ZONE: N_("This computer changed its time zone: it says {now}, {offset} h from UTC."),
    Doubt.SERVER: N_(
        "This computer says {now}; the server says {server}. What you save bears the time of the"
        " server; look twice at the hours that you type."
    ),
}
"""What a person is told, by the doubt."""

ON_SERVER = {
    Doubt.OLD: N_("The server says {server}, a day before this program was made."),
    Doubt.BEHIND: N_("The server says {server}; the last line of the register is of {last}."),
    Doubt.AHEAD: N_("The server says {server}; the last line of the register is of {last}."),
}
"""The same of the clock of a server, which no computer of the ward can set."""


@dataclass
class Watch:
    """What the steady clock said when the wall clock was last believed."""

    wall: datetime
    steady: float
    doubt: Doubt | None = None
    accepted: timedelta | None = None
    """How far the server may be ahead: a person said that this computer is right so."""


def begin(ward: Ward) -> None:
    """Look at the clock as the register is opened."""
    seat = audit.seat(ward.book.engine)
    with ward.book.engine.connect() as connection:
        audit.trusted_moment(connection, seat)
    ward.__dict__["watch"] = Watch(audit.utc_now()[0], clock.steady())
    look(ward)


def look(ward: Ward) -> Doubt | None:
    """Why the clock may be wrong; a new doubt, and one that is over, stand on the trail."""
    watch, seat = _watch(ward), audit.seat(ward.book.engine)
    with suppress(Unavailable):  # the server is away: the page that needs it says so
        audit.ask_clock(ward.book.engine)
    found = _doubt(watch, seat)
    if found is watch.doubt:
        return found
    watch.doubt, seat.doubted = found, found not in {None, Doubt.SERVER}
    if found is None:
        watch.wall, watch.steady = audit.utc_now()[0], clock.steady()
        audit.note(ward.book.engine, "clock_mended")
    else:
        ahead = int(seat.ahead.total_seconds()) // 60
        apart = {"minutes": ahead} if found is Doubt.SERVER else {}
        audit.note(ward.book.engine, "clock_doubted", doubt=found.value, **apart)
    return found


def believe(ward: Ward) -> None:
    """The person looked at the date and says that it is right: it counts from now on."""
    watch, seat = _watch(ward), audit.seat(ward.book.engine)
    doubt = watch.doubt
    if doubt is Doubt.SERVER:
        watch.accepted, watch.doubt = seat.ahead, None
        audit.note(ward.book.engine, "clock_confirmed", doubt=doubt.value)
        return
    seat.doubted, seat.trusted, seat.offset = False, None, None
    watch.doubt, watch.wall, watch.steady = None, audit.utc_now()[0], clock.steady()
    audit.note(ward.book.engine, "clock_confirmed", doubt=doubt.value if doubt else "")


def words(ward: Ward, doubt: Doubt) -> str:
    """The doubt in words."""
    seat = audit.seat(ward.book.engine)
    now = clock.now()
    last = seat.trusted + timedelta(minutes=seat.offset or 0) if seat.trusted else now
    served = ward.book.engine.dialect.name != "sqlite"
    told = ON_SERVER.get(doubt, WORDS[doubt]) if served else WORDS[doubt]
    return _(told).format(
        now=f"{now:%d/%m/%Y %H:%M}",
        server=f"{now + seat.ahead:%d/%m/%Y %H:%M}",
        last=f"{last:%d/%m/%Y %H:%M}",
        offset=f"{audit.utc_now()[1] / 60:+g}",
    )


def _watch(ward: Ward) -> Watch:
    found: Watch = ward.__dict__["watch"]
    return found


def _doubt(watch: Watch, seat: audit.Seat) -> Doubt | None:
    own, offset = audit.utc_now()
    now = own + seat.ahead
    expected = watch.wall + timedelta(seconds=clock.steady() - watch.steady)
    made, last = datetime.combine(date.fromisoformat(MADE_ON), time()), seat.trusted
    apart = abs(seat.ahead - (watch.accepted or timedelta()))
    found = {
        Doubt.OLD: now < made,
        Doubt.BEHIND: last is not None and now < last - audit.SLACK,
        Doubt.AHEAD: last is not None and now > last + FAR,
        Doubt.SERVER: apart > audit.SLACK,
        Doubt.BACK: own < expected - audit.SLACK,
        Doubt.ZONE: seat.offset is not None and offset != seat.offset,
    }
    return next((doubt for doubt, is_so in found.items() if is_so), None)
