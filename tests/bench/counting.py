"""The return of a month of a thousand births, against reading the same rows by raw SQL."""

from __future__ import annotations

import json
from typing import Any

from maternity.ward import Ward
from maternity.ward.returns import sheet
from tests.bench import volume
from tests.bench.timing import Figure, against

MOST, MOST_BY_SIZE = 10.0, 1.3
FORM = "rma_cscom"

FIRST, AFTER = f"{volume.MONTH}-01", "2026-11-01"
DATED = {
    "delivery": "delivered_at",
    "postnatal_visit": "seen_at",
    "referral": "decided_at",
    "birth_dose": "given_at",
    "antenatal_visit": "seen_on",
    "family_planning_act": "acted_on",
}
"""What the month saw."""

Rows = list[tuple[Any, ...]]


class _Reader:
    """Reads each row that the return is made of, once, by its index."""

    def __init__(self, base: Any) -> None:
        self.base = base
        self.rows: dict[str, Rows] = {}
        self.at: dict[str, dict[str, int]] = {}

    def read(self) -> dict[str, Rows]:
        """The month, the births and pregnancies it belongs to, and what hangs on them."""
        for table, dated in DATED.items():
            self._ask(table, f"{dated} >= ? AND {dated} < ?", FIRST, AFTER)
        self._in("newborn_check", "postnatal_visit_id", self._all("postnatal_visit", "id"))
        births = self._all("postnatal_visit", "delivery_id") | self._dosed()
        self._in("delivery", "id", births - self._all("delivery", "id"))
        self._in("newborn", "delivery_id", self._all("delivery", "id"))
        self._in("admission", "id", self._all("delivery", "admission_id"))
        carried = set[str]()
        for table in ("delivery", "antenatal_visit", "family_planning_act"):
            carried |= self._all(table, "pregnancy_id")
        self._in("pregnancy", "id", carried)
        self._in("woman", "id", self._all("pregnancy", "woman_id"))
        return self.rows

    def _dosed(self) -> set[str]:
        """The births of the babies who were given a dose."""
        babies = json.dumps(sorted(self._all("birth_dose", "newborn_id")))
        asked = "SELECT delivery_id FROM newborn WHERE id IN (SELECT value FROM json_each(?))"
        return {birth for (birth,) in self.base.execute(asked, (babies,))}

    def _ask(self, table: str, where: str, *values: str) -> None:
        cursor = self.base.execute(f"SELECT * FROM {table} WHERE {where}", values)
        self.at[table] = {one[0]: place for place, one in enumerate(cursor.description)}
        self.rows.setdefault(table, []).extend(cursor.fetchall())

    def _in(self, table: str, column: str, wanted: set[str]) -> None:
        where = f"{column} IN (SELECT value FROM json_each(?))"
        self._ask(table, where, json.dumps(sorted(wanted)))

    def _all(self, table: str, column: str) -> set[str]:
        place = self.at[table][column]
        return {row[place] for row in self.rows[table] if row[place] is not None}


def measure(ward: Ward, small: Ward) -> list[Figure]:
    """A month counted whole; and the same month in a much smaller register."""
    base = volume.raw(ward)

    def ours() -> Any:
        return sheet(ward, FORM, volume.MONTH)

    def floor() -> Any:
        return _Reader(base).read()

    if not 0 < ours().count("G10") <= volume.A_MONTH <= len(floor()["delivery"]):
        raise AssertionError("the month does not hold the births it should")
    by_size = against(
        "  the same, against a register 100 times smaller",
        MOST_BY_SIZE,
        ours,
        lambda: sheet(small, FORM, volume.MONTH),
        rounds=5,
    )
    return [against("return of a month of 1,000 births", MOST, ours, floor, rounds=5), by_size]
