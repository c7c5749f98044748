"""Finding a woman by name, against raw indexed queries for what the answer shows."""

from __future__ import annotations

from typing import Any

from maternity import names
from maternity.ward import Ward
from tests.bench import volume
from tests.bench.timing import Figure, against

MOST = 3.0
MOST_SHOWN = 50
TEXTS = ("kulibali jeneba", "traore", "kone f")
"""Two names misspelt, one alone, and one with the beginning of another."""

WOMEN = """
    SELECT DISTINCT woman.*, village.name FROM search_key
    JOIN woman ON woman.id = search_key.entry LEFT JOIN village ON village.id = woman.village_id
    WHERE search_key.register = ? AND search_key.first = ?
      AND search_key.second >= ? AND search_key.second < ? LIMIT ?
"""
LAST = """
    SELECT woman_id, max({1}) FROM {0} JOIN pregnancy ON pregnancy.id = {0}.pregnancy_id
    WHERE woman_id IN ({2}) GROUP BY woman_id
"""
EVENTS = (
    *(("admission", "admitted_at"), ("delivery", "delivered_at"), ("postnatal_visit", "seen_at")),
    ("referral", "decided_at"),
)
"""The last event of each woman stands in the answer too."""


WAYS = (("woman", False), ("woman+", False), ("woman+", True))
"""Her own names first, then a relative's beside them in both orders, until the answer is full."""


def measure(ward: Ward) -> list[Figure]:
    """Each text as it is typed, with everything the answer line shows."""
    base = volume.raw(ward)
    return [_of(ward, base, text) for text in TEXTS]


def _of(ward: Ward, base: Any, text: str) -> Figure:
    first, _space, second = names.respell(text).partition(" ")

    def floor() -> list[Any]:
        women: dict[str, Any] = {}
        for index, turned in WAYS:
            one, other = (second, first) if turned and second else (first, second)
            bounds = (index, one, other, other + "\U0010ffff", MOST_SHOWN - len(women))
            if len(women) < MOST_SHOWN:
                women |= {row[0]: row for row in base.execute(WOMEN, bounds)}
        ids = list(women)
        marks = ", ".join("?" * len(ids))
        for table, dated in EVENTS:
            base.execute(LAST.format(table, dated, marks), ids).fetchall()
        return list(women.values())

    if len(ward.find(text)) < len(floor()) or not floor():
        raise AssertionError(f"{text}: the search misses women that the index holds")
    return against(f"search of “{text}”", MOST, lambda: ward.find(text), floor)
