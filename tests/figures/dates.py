"""Clocks that are wrong, and what a register does then: figure 25."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from maternity import clock
from maternity.db import backup, keys
from maternity.errors import Refused, Unavailable
from maternity.ward import Query, Ward, copies, months, open_ward
from maternity.ward.clock_check import look
from maternity.ward.staffing import set_pin
from tests.figures.told import Told
from tests.ward_fixtures import CHEAP, NAME, NOW, PASSPHRASE, FixedClock, a_birth, at_work

ANOMALIES: list[tuple[str, datetime, str]] = [
    ("battery dead: 2000", datetime(2000, 1, 1, 8), "UTC"),
    ("battery dead: 1970", datetime(1970, 1, 1), "UTC"),
    ("set to 2099", datetime(2099, 3, 1), "UTC"),
    ("an hour back", NOW - timedelta(hours=1), "UTC"),
    ("the hour of summer", NOW + timedelta(hours=1), "Europe/Paris"),
]
COPIES, MONTH = 14, "2026-10"


@dataclass(frozen=True)
class Seen:
    """What a wrong clock did."""

    removed: int
    """Copies that its date took away."""
    locked_out: int
    """People and saves that were refused."""
    months: int
    """Months that its date closed, opened or altered."""
    unmarked: int
    """What was recorded without the mark of a clock in doubt, or was not asked about."""


@contextmanager
def in_zone(name: str) -> Iterator[None]:
    """This computer in another time zone."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        if before is not None:
            os.environ["TZ"] = before
        time.tzset()


Months = dict[str, tuple[object, ...]]


def prepared(folder: Path, stick: Path) -> Months:
    """A register with a closed month, as many copies as rotation leaves, and a PIN; its months."""
    stick.mkdir()
    with at_work(folder) as ward:
        set_pin(ward, "408196")
        ward.keep(*a_birth(date(2026, 10, 15)).all)
        months.close_month(ward, ward.sheet("rma_cscom", MONTH))
        for _at in range(COPIES):
            copies.copy_to(ward, [stick])
        return _months(ward)


def lived_through(folder: Path, stick: Path, before: Months, at: datetime, zone: str) -> Seen:
    """Sign in, write, copy and look at the months while the clock says so."""
    register = keys.read(folder).register
    there = {one.path for one in backup.copies_in(stick, register)}
    locked_out = 0
    with in_zone(zone), clock.use(FixedClock(at)):
        try:
            ward = open_ward(folder, NAME, PASSPHRASE)
        except (Refused, Unavailable):
            return Seen(0, 1, 0, 0)
        doubt, birth = look(ward), a_birth(date(2026, 11, 25))
        try:
            ward.keep(*birth.all)
            copies.copy_to(ward, [stick])
        except (Refused, Unavailable):
            locked_out += 1
        locked_out += ward.count(Query("delivery")) == 0
        marked = _marks(ward, birth.delivery.id)
        changed = len(before.items() ^ _months(ward).items())
        ward.close()
    left = {one.path for one in backup.copies_in(stick, register)}
    return Seen(len(there - left), locked_out, changed, (doubt is None) + sum(marked))


def _months(ward: Ward) -> Months:
    found = months.closings(ward)
    return {one.id: (one.version, one.month_on, one.reopened_at, one.voided_at) for one in found}


def _marks(ward: Ward, entry: str) -> list[int]:
    with ward.book.engine.connect() as connection:
        asked = f"SELECT clock_ok FROM audit WHERE entry = '{entry}'"
        return [int(row[0]) for row in connection.exec_driver_sql(asked)] or [1]


def measured(scratch: Path) -> Told:
    """All five anomalies, one after the other, on one register."""
    usual, keys.COST = keys.COST, CHEAP
    try:
        folder, stick = scratch / "dates", scratch / "stick"
        before = prepared(folder, stick)
        seen = [lived_through(folder, stick, before, at, zone) for _words, at, zone in ANOMALIES]
    finally:
        keys.COST = usual
    sums = [sum(getattr(one, name) for one in seen) for name in Seen.__dataclass_fields__]
    words = f"{len(seen)} wrong clocks: copies lost, lockouts, months, unmarked"
    return Told(25, words, ", ".join(map(str, sums)), "0, 0, 0, 0", not any(sums))
