"""The audit trail: one row an event, in the transaction of the change, chained and never rewritten.

Each row holds HMAC(k_audit, hash of the row before ‖ canonical JSON of the row). What changed in an
entry stands once, in its row of `history`, and is part of the text that is chained: neither can be
altered without the other showing it. Order is by number, never by time.

The key is derived from the data key of the register file. A server has none: there the key is
drawn at random when its book is made and kept in it. It stops nobody who reads that database; on a
server the rights of the program's role (insert only) and the anchors on paper do.

What the chain proves: nothing before the last anchor (number and first signs of the head, printed
or in a copy) was changed without showing. What it does not: that what was typed was true, that the
rows since that anchor are complete, that the clock was right (hence `clock_ok`), or anything
against who has the key and the only copy (reference: safety, part 10). There is no switch.
"""

from __future__ import annotations

import hmac
import json
import platform
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, insert, literal_column, select, text

import maternity
from maternity import clock
from maternity.db import keys, moved
from maternity.db.faults import explained
from maternity.db.tables import audit, book_fact, history
from maternity.records import new_id

BEGINNING = "0" * 64
"""What stands before the first row."""

SHOWN = 12
"""Signs of the head that an anchor holds."""

ON_SERVER = "audit_key"
"""The fact of a server's book that holds its key."""

SLACK = timedelta(minutes=2)
"""How far a clock may go back between two events before it is called wrong."""

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Anchor:
    """The last row of the trail: its number and the first 12 signs of its hash."""

    seq: int = 0
    head12: str = BEGINNING[:SHOWN]

    def __str__(self) -> str:
        return f"{self.seq}-{self.head12}"


@dataclass(frozen=True)
class Actor:
    """Who is at the register: her name, her role, and this signing-in of hers."""

    who: str = ""
    role: str = ""
    signin: str = ""


@dataclass(frozen=True)
class Event:
    """What happened, as the trail holds it.

    `entry`, `version_from` and `version_to` name a change of an entry, whose fields stand in the
    history; `outcome` is done, refused or failed; `facts` are small plain values (a number of
    results, a document, a digest), never what a woman or a field is called by a person.
    """

    event: str
    register: str | None = None
    entry: str | None = None
    version_from: int | None = None
    version_to: int | None = None
    written: Json | None = None
    """The row of the history that the event wrote: it is sealed with the event."""
    reason_code: str | None = None
    reason: str | None = None
    approver: str | None = None
    outcome: str = "done"
    facts: Json | None = None
    who: str | None = None
    role: str | None = None


@dataclass
class Seat:
    """What the trail knows of an open register: its key, who is at it, and its clock."""

    key: bytes = b""
    actor: Actor = field(default_factory=Actor)
    trusted: datetime | None = None
    """The last moment (UTC) at which the clock was taken to be right."""
    offset: int | None = None
    """How many minutes the local time was ahead of UTC then."""
    asked: bool = False
    """Whether the trail was asked for that moment."""
    doubted: bool = False
    """Whether a person still has to say that the clock is right."""
    schema: str = ""
    """The revision of the register, once it was asked."""
    ahead: timedelta = timedelta()
    """How far the server's clock is ahead of this computer's: the server's is what is recorded."""
    moved: str = ""
    """Where this register file went while it was open; nothing is written in it any more."""
    files: str = ""
    """The mark of the district's files on the server as this computer last laid them down."""


RUN = new_id()
"""This run of the program."""

BEGAN = clock.steady()


def seat(engine: Engine) -> Seat:
    """What the trail knows of this open register."""
    found = engine.get_execution_options().get("audit_seat")
    if not isinstance(found, Seat):
        found = Seat()
        engine.update_execution_options(audit_seat=found)
    return found


def sit_down(engine: Engine, who: str, role: str) -> None:
    """From now on this person is at the register: a new signing-in."""
    seat(engine).actor = Actor(who, role, new_id())


def note(engine: Engine, event: str, **facts: Any) -> Anchor:
    """Record an event by itself, in a transaction of its own."""
    with explained(), engine.begin() as connection:
        return record(connection, event, **facts)


def note_all(engine: Engine, events: Sequence[Event]) -> Anchor:
    """Record events by themselves, in a transaction of their own."""
    with explained(), engine.begin() as connection:
        return record_all(connection, events)


def record(connection: Connection, event: str, **facts: Any) -> Anchor:
    """Record an event in the transaction under way.

    Names of `Event` are its own; everything else is a fact of the event. The answer is the head.
    """
    own = {name: value for name, value in facts.items() if name in OF_AN_EVENT}
    rest = {name: value for name, value in facts.items() if name not in OF_AN_EVENT}
    if rest:
        own["facts"] = {**(own.get("facts") or {}), **rest}
    return record_all(connection, [Event(event, **own)])


OF_AN_EVENT = frozenset(Event.__dataclass_fields__) - {"event"}


def record_all(connection: Connection, events: Sequence[Event]) -> Anchor:
    """Record events in the transaction under way, in their order, in one statement."""
    hold(connection)
    last = connection.execute(_last()).first()
    seq, previous = (last.seq, last.hash) if last is not None else (0, BEGINNING)
    if not events:
        return Anchor(seq, previous[:SHOWN])
    at = seat(connection.engine)
    key = key_of(connection)
    common = _common(connection, at)
    rows = []
    for one in events:
        seq += 1
        row = {**common, **_told(one, at.actor), "seq": seq, "previous": previous}
        previous = row["hash"] = sealed(key, row, one.written)
        rows.append(row)
    connection.execute(insert(audit), rows)
    return Anchor(seq, previous[:SHOWN])


def head(connection: Connection) -> Anchor:
    """The number and the first signs of the last row; the beginning for an empty trail."""
    last = connection.execute(_last()).first()
    return Anchor() if last is None else Anchor(last.seq, last.hash[:SHOWN])


def hold(connection: Connection) -> None:
    """On a server one writer at a time: neither the trail nor the numbers have a gap.

    Its clock is asked for too: several computers have several clocks, the register has that one.
    A register that was moved elsewhere meanwhile is written no more.
    """
    if connection.dialect.name != "sqlite":
        rows = connection.execute(HELD).all()
        told = {row.name: row.value for row in rows}
        if rows:
            seat(connection.engine).ahead = _whole(rows[0].utc - utc_now()[0])
        if moved.MOVED in told:
            raise moved.refusal(told[moved.MOVED])
    elif seat(connection.engine).moved:
        raise moved.refusal(seat(connection.engine).moved)


CLOCK = literal_column("clock_timestamp() AT TIME ZONE 'UTC'", DateTime).label("utc")
"""The server's own clock, at the moment it is asked and not when the transaction began."""


def _whole(apart: timedelta) -> timedelta:
    return timedelta(seconds=round(apart.total_seconds()))


def ask_clock(engine: Engine) -> timedelta:
    """How far the server's clock is ahead of this computer's, asked now; nothing for a file."""
    if engine.dialect.name != "sqlite":
        with explained(), engine.connect() as connection:
            there = connection.execute(select(CLOCK)).scalar_one()
            seat(engine).ahead = _whole(there - utc_now()[0])
    return seat(engine).ahead


HELD = (
    select(book_fact.c.name, book_fact.c.value, CLOCK)
    .where(book_fact.c.name.in_(("register", moved.MOVED)))
    .order_by(book_fact.c.name.desc())
    .with_for_update()
)


@cache
def _last() -> Any:
    return select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)


def key_of(connection: Connection) -> bytes:
    """The key of the chain of this register."""
    at = seat(connection.engine)
    if not at.key:
        data_key = connection.get_execution_options().get("data_key")
        at.key = keys.derived(data_key, "audit") if data_key else _of_server(connection)
    return at.key


def _of_server(connection: Connection) -> bytes:
    asked = select(book_fact.c.value).where(book_fact.c.name == ON_SERVER)
    kept = connection.scalar(asked)
    if kept is None:
        kept = secrets.token_hex(keys.KEY_BYTES)
        connection.execute(insert(book_fact), {"name": ON_SERVER, "value": kept})
    return bytes.fromhex(kept)


def sealed(key: bytes, row: Json, written: Json | None) -> str:
    """The hash of a row: of the one before it, and of all that it and its history say."""
    told = {name: row[name] for name in SEALED}
    told["history"] = None if written is None else {name: written[name] for name in WITH_IT}
    plain = CANONICAL.encode(told)
    return hmac.digest(key, f"{row['previous']}{plain}".encode(), "sha256").hex()


def _moment(value: datetime) -> str:
    return value.isoformat()


CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_moment
)
"""How a row is told to the chain; made once, a copy tells every row again."""


SEALED = tuple(column.name for column in audit.c if column.name not in {"previous", "hash"})
"""The columns whose text is chained."""

WITH_IT = tuple(column.name for column in history.c if column.name != "seq")
"""The columns of a row of the history whose text is chained with the event."""


def _common(connection: Connection, at: Seat) -> dict[str, Any]:
    """What every event of this moment has in common."""
    utc, offset = register_now(at)
    return {
        "utc": utc,
        "utc_offset": offset,
        "mono_ms": int((clock.steady() - BEGAN) * 1000),
        "boot": RUN,
        "clock_ok": int(_clock_is_right(connection, at, utc, offset)),
        "signin": at.actor.signin,
        "pc": PC,
        "app": maternity.__version__,
        "schema": _schema(connection, at),
    }


PC = platform.node()


def _schema(connection: Connection, at: Seat) -> str:
    if not at.schema:
        at.schema = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    return at.schema


def utc_now() -> tuple[datetime, int]:
    """The moment in UTC, and how many minutes the local time is ahead of it."""
    now = clock.now()
    offset = now.astimezone().utcoffset() or timedelta()
    return now - offset, int(offset.total_seconds()) // 60


def register_now(at: Seat) -> tuple[datetime, int]:
    """The same by the clock of the register: its server's, where it is on one."""
    utc, offset = utc_now()
    return utc + at.ahead, offset


def _clock_is_right(connection: Connection, at: Seat, utc: datetime, offset: int) -> bool:
    trusted = trusted_moment(connection, at)
    right = not at.doubted and (trusted is None or utc >= trusted - SLACK)
    if right:
        at.trusted, at.offset = utc, offset
    return right


def trusted_moment(connection: Connection, at: Seat) -> datetime | None:
    """The last moment (UTC) of the trail at which the clock was taken to be right."""
    if not at.asked:
        asked = select(audit.c.utc, audit.c.utc_offset).where(audit.c.clock_ok == 1)
        last = connection.execute(asked.order_by(audit.c.seq.desc()).limit(1)).first()
        at.trusted, at.offset = (last[0], last[1]) if last is not None else (None, None)
        at.asked = True
    return at.trusted


def _told(one: Event, actor: Actor) -> dict[str, Any]:
    """The columns of one event; the role is that of who sits there, unless it is somebody else."""
    mine = one.who is None or one.who == actor.who
    return {
        "who": actor.who if one.who is None else one.who,
        "role": one.role or (actor.role if mine else ""),
        "event": one.event,
        "register": one.register,
        "entry": one.entry,
        "version_from": one.version_from,
        "version_to": one.version_to,
        "reason_code": one.reason_code,
        "reason": one.reason,
        "approver": one.approver,
        "outcome": one.outcome,
        "facts": None if one.facts is None else dict(one.facts),
    }
