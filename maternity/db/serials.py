"""Annual numbers: one series for each register and year, gapless, given at the first keeping.

The number is taken in the transaction that saves. It is never given again and never changed: an
entry of a divided series (referrals sent and received) stays in its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, func, select

from maternity import clock, settings
from maternity.conditions import parse
from maternity.db.plain import Row
from maternity.db.tables import metadata
from maternity.errors import Refused
from maternity.fields import Serial
from maternity.i18n import _
from maternity.records import Record, Register, named

Series = tuple[str, int, Any]


def give(connection: Connection, entries: Iterable[tuple[Record, dict[str, Any]]]) -> None:
    """Number what has no number yet, in the order it is kept."""
    following: dict[Series, int] = {}
    year = clock.today().year
    for entry, row in entries:
        serial = entry.register.serial
        if serial is None or row[serial.name] is not None or not _numbered(entry, row, serial):
            continue
        part = row[serial.per] if serial.per else None
        series = (entry.register.name, year, part)
        if series not in following:
            following[series] = _next(connection, entry.register, year, part)
        row[serial.name], row["serial_year"] = following[series], year
        following[series] += 1


def keep_number(about: Register, row: dict[str, Any], old: Row) -> None:
    """The number an entry has is its own, whatever the form knows of it."""
    if about.serial is not None:
        row[about.serial.name], row["serial_year"] = old[about.serial.name], old["serial_year"]


def stay_in_series(about: Register, row: Row, old: Row) -> None:
    """Refuse to move a numbered entry into another series: it would leave a gap there."""
    serial = about.serial
    if serial is None or not serial.per or old[serial.name] is None:
        return
    if row[serial.per] != old[serial.per]:
        raise Refused(
            _(
                "{field} cannot change: the entry has number {number} of its own series. Cancel"
                " it and write a new one."
            ).format(field=about.fields[serial.per].words, number=old[serial.name]),
            field=serial.per,
        )


def _numbered(entry: Record, row: Row, serial: Serial) -> bool:
    """Whether the entry gets a number: not under `unless`, not before its series is known."""
    if serial.unless and parse(serial.unless).judge(entry.look):
        return False
    return not serial.per or row[serial.per] is not None


def _next(connection: Connection, about: Register, year: int, part: Any) -> int:
    last = connection.scalar(_last_of(about.name), {"year": year, "part": part})
    return _first(year) if last is None else int(last) + 1


@cache
def _last_of(register: str) -> Select[Any]:
    """The last number of a series; put together once, it is asked at every save."""
    table, serial = metadata.tables[register], named(register).serial
    if serial is None:
        raise TypeError(register)
    asked = select(func.max(table.c[serial.name])).where(
        table.c.serial_year == bindparam("year", type_=Integer)
    )
    return asked.where(table.c[serial.per] == bindparam("part")) if serial.per else asked


def _first(year: int) -> int:
    """1, or what follows the paper book in the year the register was begun."""
    chosen = settings.current()
    begun = chosen.created_at.year if chosen.created_at else year
    return int(chosen.chosen("first_serial_no")) if year == begun else 1
