"""Keeping a delivery with its newborn, against the same rows written by raw SQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from maternity.records import new_id
from maternity.ward import Ward
from tests.bench import volume
from tests.bench.timing import Figure, against
from tests.ward_fixtures import Birth, a_birth

MOST = 4.0
DAY = date(2026, 11, 20)
ROUNDS = 41
"""A disk is moody: the middle of many goes."""

SERIES = 1
"""A year that no entry has."""

Statement = tuple[str, dict[str, Any]]


def measure(ward: Ward) -> list[Figure]:
    """One birth after another, of women who are known already, in the register that is open."""
    base = volume.raw(ward)
    waiting = _births(ward, ROUNDS + 2)
    first = _kept(ward, next(waiting))
    entries = [first.delivery.id, first.babies[0].id]
    statements = _statements(base, first)
    numbers = count(_last_number(base) + 1)

    def ours() -> None:
        _kept(ward, next(waiting))

    def floor() -> None:
        number = next(numbers)
        new = {identity: new_id() for identity in entries}
        base.execute("BEGIN IMMEDIATE")
        for statement, row in statements:
            base.execute(statement, row | _fresh(row, number, new))
        base.execute("COMMIT")

    return [against("save of a delivery with its newborn", MOST, ours, floor, ROUNDS)]


def _births(ward: Ward, number: int) -> Iterator[Birth]:
    made = [a_birth(DAY, name="Sangaré") for _at in range(number)]
    for birth in made:
        ward.keep(birth.woman, birth.pregnancy)
    return iter(made)


def _kept(ward: Ward, birth: Birth) -> Birth:
    ward.keep(birth.delivery, *birth.babies, form=new_id())
    return birth


def _statements(base: Any, birth: Birth) -> list[Statement]:
    """The rows of a birth as they stand in the book, and how raw SQL writes them."""
    rows = [("delivery", birth.delivery.id), ("newborn", birth.babies[0].id)]
    wanted = [(table, "id", identity) for table, identity in rows]
    wanted += [(trail, "entry", one) for trail in ("history", "audit") for _table, one in rows]
    return [_statement(base, *one) for one in wanted]


def _statement(base: Any, table: str, column: str, identity: str) -> Statement:
    cursor = base.execute(
        f"SELECT * FROM {table} WHERE {column} = ?",
        (identity,),
    )
    row = dict(zip([one[0] for one in cursor.description], cursor.fetchone(), strict=True))
    if table == "history":
        row.pop("seq")
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    return f"INSERT INTO {table} ({names}) VALUES ({marks})", row


def _last_number(base: Any) -> int:
    """The last number of the series that only the raw rows use."""
    return max(
        base.execute(
            f"SELECT max(serial_no) FROM {table} WHERE serial_year = ?", (SERIES,)
        ).fetchone()[0]
        or 0
        for table in ("delivery", "newborn")
    )


def _fresh(row: dict[str, Any], number: int, entries: dict[str, str]) -> dict[str, Any]:
    """What must differ from the row before: identities, annual numbers, numbers of the trail."""
    name = "id" if "id" in row else "entry"
    new: dict[str, Any] = {name: entries[row[name]]}
    if "seq" in row:
        new["seq"] = -2 * number - (10 if row["register"] == "delivery" else 11)
    return new | ({"serial_year": SERIES, "serial_no": number} if "serial_no" in row else {})
