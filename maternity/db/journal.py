"""The audit trail read: by person, day and kind of event, the newest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine, Row, Select, and_, func, select

from maternity.db.audit import SHOWN, Anchor
from maternity.db.faults import explained
from maternity.db.tables import audit, history


@dataclass(frozen=True)
class Asked:
    """Which events; empty means all."""

    who: str = ""
    event: str = ""
    first: date | None = None
    last: date | None = None
    entry: str = ""
    events: tuple[str, ...] = ()
    """Only these kinds, where a role may see no others."""
    limit: int = 500
    offset: int = 0


def last_of(engine: Engine, events: Collection[str], pc: str) -> str:
    """The newest of these events on this computer; empty if there was none."""
    asked = select(audit.c.event).where(audit.c.event.in_(events), audit.c.pc == pc)
    with explained(), engine.connect() as connection:
        return connection.scalar(asked.order_by(audit.c.seq.desc()).limit(1)) or ""


def events(engine: Engine, asked: Asked) -> Sequence[Row[Any]]:
    """The events, the newest first, each with the changes its history holds."""
    found = (
        _filtered(asked, select(audit, history.c.changes))
        .select_from(audit.outerjoin(history, together()))
        .order_by(audit.c.seq.desc())
    )
    with explained(), engine.connect() as connection:
        return connection.execute(found.limit(asked.limit).offset(asked.offset)).all()


def count(engine: Engine, asked: Asked) -> int:
    """How many events there are."""
    with explained(), engine.connect() as connection:
        total = _filtered(asked, select(func.count()).select_from(audit))
        return connection.scalar(total) or 0


def written_since(engine: Engine, seq: int) -> tuple[int, set[str]]:
    """The number of the newest change of an entry, and the registers written in after `seq`."""
    asked = select(func.max(history.c.seq), history.c.register).where(history.c.seq > seq)
    with explained(), engine.connect() as connection:
        found = connection.execute(asked.group_by(history.c.register)).all()
    return max((one[0] for one in found), default=seq), {one[1] for one in found}


def entries_since(engine: Engine, seq: int, register: str) -> set[str]:
    """The entries of a register that were written after the change of a number."""
    asked = select(history.c.entry).where(history.c.seq > seq, history.c.register == register)
    with explained(), engine.connect() as connection:
        return set(connection.scalars(asked))


def anchor_at(engine: Engine, seq: int) -> Anchor | None:
    """The anchor of an event as the trail holds it now; None if there is no such event."""
    with explained(), engine.connect() as connection:
        found = connection.scalar(select(audit.c.hash).where(audit.c.seq == seq))
    return Anchor(seq, found[:SHOWN]) if found is not None else None


def began(engine: Engine) -> datetime | None:
    """The local time of the first event of the trail; None for an empty one."""
    asked = select(audit.c.utc, audit.c.utc_offset).order_by(audit.c.seq).limit(1)
    with explained(), engine.connect() as connection:
        first = connection.execute(asked).first()
    return first.utc + timedelta(minutes=first.utc_offset) if first is not None else None


def people(engine: Engine) -> list[str]:
    """Everyone who stands in the trail."""
    with explained(), engine.connect() as connection:
        found = connection.scalars(select(audit.c.who).distinct())
        return sorted(who for who in found if who)


def approvers(engine: Engine, entry: str) -> dict[int, str]:
    """Who agreed to a version of an entry, where two people had to."""
    asked = select(audit.c.version_to, audit.c.approver).where(
        audit.c.entry == entry, audit.c.approver.is_not(None), audit.c.version_to.is_not(None)
    )
    with explained(), engine.connect() as connection:
        return {row.version_to: row.approver for row in connection.execute(asked)}


def together() -> Any:
    """An event and the row of the history that it wrote."""
    return and_(history.c.entry == audit.c.entry, history.c.version == audit.c.version_to)


def _filtered(asked: Asked, found: Select[Any]) -> Select[Any]:
    for column, value in (
        (audit.c.who, asked.who),
        (audit.c.event, asked.event),
        (audit.c.entry, asked.entry),
    ):
        if value:
            found = found.where(column == value)
    if asked.events:
        found = found.where(audit.c.event.in_(asked.events))
    if asked.first is not None:
        found = found.where(audit.c.utc >= datetime.combine(asked.first, time()))
    if asked.last is not None:
        found = found.where(audit.c.utc < datetime.combine(asked.last + timedelta(1), time()))
    return found
