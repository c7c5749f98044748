"""A register of any size, made in minutes from the rows of a training register.

The births of the training register give the patterns; each is written under new identities, at its
own day, straight into the tables. The last month but one holds exactly `A_MONTH` births, as does
every month before it: the same month can be counted among ten thousand births and among a million.
The history of corrections is left out: nothing measured here reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from maternity import clock, registers
from maternity.db import search, triggers
from maternity.db.tables import metadata
from maternity.fields import Link
from maternity.records import named
from maternity.ward import Ward, open_ward
from maternity.ward.demo import NAME, make_demo
from tests.ward_fixtures import FixedClock

PASSPHRASE = "manguier calebasse pirogue tambour"
NOW = datetime(2026, 11, 26, 10, 30)
MONTH = "2026-10"
LAST_DAY = date(2026, 10, 31)
A_MONTH = 1000
PATTERNS = 400
SETTLED_DAYS = 12
"""A birth of the training register is a pattern when all that follows it has happened."""
HANDFUL = 5000
MEMORY_KB = 1_000_000

CARE = (
    *("woman", "pregnancy", "admission", "delivery", "newborn", "postnatal_visit"),
    *("newborn_check", "referral", "perinatal_death", "birth_dose", "bed_transfer"),
    *("antenatal_visit", "family_planning_act"),
)
"""What belongs to one birth, parents first."""

Row = dict[str, Any]


@dataclass
class Pattern:
    """The rows of one birth, with the day of the birth."""

    day: date
    rows: list[tuple[str, Row]] = field(default_factory=list)


def made(
    folder: Path, births: int, progress: Callable[[int], None], a_month: int = A_MONTH
) -> Path:
    """The folder of a register with so many births; what is there already is used again."""
    place = folder / (f"{births}" if a_month == A_MONTH else f"{births}-{a_month}")
    if (place / "whole").exists():
        return place / "register"
    with clock.use(FixedClock(NOW)):
        ward = make_demo(place / "register", PATTERNS, 1, passphrase=PASSPHRASE)
        _multiply(ward, births, progress, a_month)
        ward.close()
    (place / "whole").touch()
    return place / "register"


def opened(folder: Path) -> Ward:
    """That register, open."""
    return open_ward(folder, NAME, PASSPHRASE)


def raw(ward: Ward) -> Any:
    """The connection of the open register itself, under SQLAlchemy."""
    with ward.book.engine.connect() as connection:
        return connection.connection.dbapi_connection


def _multiply(ward: Ward, births: int, progress: Callable[[int], None], a_month: int) -> None:
    base = raw(ward)
    patterns = _patterns(base)
    base.execute("PRAGMA foreign_keys = OFF")
    with ward.book.engine.begin() as connection:
        triggers.clear(connection)
    for cls in registers.ALL:
        if not cls.register.setup:
            base.execute(f"DELETE FROM {cls.register.name}")
    base.execute("DELETE FROM history")
    base.execute("DELETE FROM search_key WHERE register LIKE 'woman%'")
    base.execute(f"PRAGMA cache_size = -{MEMORY_KB}")
    base.execute("BEGIN IMMEDIATE")
    writer = _Writer(base, births, a_month)
    for begun in range(0, births, HANDFUL):
        for at in range(begun, min(begun + HANDFUL, births)):
            writer.birth(at, patterns[at % len(patterns)])
        writer.write()
        progress(begun + HANDFUL)
    base.execute("COMMIT")
    base.execute("PRAGMA foreign_keys = ON")
    with ward.book.engine.begin() as connection:
        triggers.install(connection)
    base.execute("ANALYZE")


def _patterns(base: Any) -> list[Pattern]:
    """Every settled birth of the training register, with what hangs on it."""
    rows = {table: list(_all(base, table)) for table in CARE}
    found: dict[str, Pattern] = {}
    for birth in rows["delivery"]:
        day = date.fromisoformat(birth["delivered_at"][:10])
        if day <= NOW.date() - timedelta(days=SETTLED_DAYS):
            found[birth["pregnancy_id"]] = Pattern(day)
    owner: dict[str, str] = {row["woman_id"]: row["id"] for row in rows["pregnancy"]}
    for table in CARE:
        for row in rows[table]:
            owner.setdefault(row["id"], _owner(table, row, owner))
            if owner[row["id"]] in found:
                found[owner[row["id"]]].rows.append((table, row))
    return list(found.values())


def _owner(table: str, row: Row, owner: dict[str, str]) -> str:
    """The pregnancy that a row is part of."""
    if table == "pregnancy":
        return str(row["id"])
    links = [row[f"{link}_id"] for link in named(table).links]
    return next((owner[one] for one in links if one in owner), "")


def _all(base: Any, table: str) -> Iterator[Row]:
    cursor = base.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    yield from (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


class _Writer:
    """Writes births by the handful, table after table."""

    def __init__(self, base: Any, births: int, a_month: int) -> None:
        self.base, self.births, self.a_month = base, births, a_month
        self.waiting: dict[str, list[Sequence[Any]]] = {table: [] for table in CARE}
        self.keys: list[tuple[str, str, str, str]] = []
        self.names = {table: [column.name for column in metadata.tables[table].c] for table in CARE}
        self.dates = {table: _dates(table) for table in CARE}
        self.serials = {table: named(table).serial for table in CARE}
        self.number: dict[tuple[str, int], int] = {}
        self.made = 0

    def birth(self, at: int, pattern: Pattern) -> None:
        """One birth on its own day, oldest first."""
        day = _day(self.births - 1 - at, self.a_month)
        days = (day - pattern.day).days
        new: dict[str, str] = {}
        for table, row in pattern.rows:
            self.made += 1
            new[row["id"]] = f"{self.made:032x}"
            if table == "woman":
                row = self._of_her_own(row)  # noqa: PLW2901 - as the pattern, with her own phone
                self.keys += [(*key, new[row["id"]]) for key in _keys(row)]
            self.waiting[table].append(self._moved(table, row, new, days, day.year))

    def _moved(
        self, table: str, row: Row, new: dict[str, str], days: int, year: int
    ) -> Sequence[Any]:
        dated, serial = self.dates[table], self.serials[table]
        values = []
        for name in self.names[table]:
            value = row[name]
            if name in dated:
                value = value and _later(value, days)
            elif name == "id" or name.endswith("_id"):
                value = new.get(value, value)
            elif name == "serial_year" and serial:
                value = year
            elif serial and name == serial.name:
                value = self.number[table, year] = self.number.get((table, year), 0) + 1
            values.append(value)
        return values

    def _of_her_own(self, row: Row) -> Row:
        """A woman with a phone that nobody else has."""
        return {**row, "phone_1": row["phone_1"] and f"+2237{self.made % 10**7:07d}"}

    def write(self) -> None:
        """Hand over what waits."""
        for table, rows in self.waiting.items():
            marks = ", ".join("?" * len(self.names[table]))
            self.base.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
            rows.clear()
        self.base.executemany(
            "INSERT INTO search_key (register, first, second, entry) VALUES (?, ?, ?, ?)",
            sorted(self.keys),
        )
        self.keys.clear()


def _keys(row: Row) -> set[search.Key]:
    return search.keys(named("woman"), row)


def _dates(table: str) -> set[str]:
    about = named(table)
    own = {name for name, one in about.fields.items() if one.kind in {"date", "moment"}}
    links = {name for name, one in about.fields.items() if isinstance(one, Link)}
    return (own - links) | {"created_at", "changed_at", "closed_at", "voided_at"}


def _day(back: int, a_month: int) -> date:
    """The day of the birth so many births before the last: as many to each month."""
    month, place = divmod(back, a_month)
    year, at = divmod(LAST_DAY.year * 12 + LAST_DAY.month - 1 - month, 12)
    return date(year, at + 1, 28 - place * 28 // a_month)


_moved: dict[tuple[str, int], str] = {}


def _later(told: str, days: int) -> str:
    """A stored day or moment, so many days later."""
    key = (told[:10], days)
    if key not in _moved:
        if len(_moved) > 500_000:
            _moved.clear()
        _moved[key] = (date.fromisoformat(told[:10]) + timedelta(days=days)).isoformat()
    return _moved[key] + told[10:]
