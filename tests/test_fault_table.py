"""The tables of faults and of the ASVS name what is there, and every case and item once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.figures import tables
from tests.figures.tables import ASVS, CASES, DEVIATION, FAULTS, NOT_APPLICABLE, TRIED, rows

LEAST = 136
"""So many are automated or simulated; the number may only grow."""
ITEMS = 99
"""Items of the standard that are taken over, and those that do not apply."""


def test_every_case_stands_once_in_the_table() -> None:
    assert [one.number for one in rows(FAULTS)] == [str(at) for at in range(1, CASES + 1)]
    assert {one.way for one in rows(FAULTS)} <= TRIED | {"by hand", NOT_APPLICABLE, "open"}


@pytest.mark.parametrize("table", [FAULTS, ASVS], ids=lambda table: str(table.name))
def test_each_test_that_a_table_names_exists(table: Path) -> None:
    assert tables.unfounded(rows(table)) == []


def test_no_case_is_lost_again() -> None:
    tried = [one.way for one in rows(FAULTS) if one.way in TRIED]
    assert len(tried) >= LEAST
    told = re.search(r"^Now: (\d+) automated", FAULTS.read_text("utf-8"), re.MULTILINE)
    assert told is not None
    assert int(told[1]) == sum(way == "automated" for way in tried)


def test_every_item_of_the_standard_is_tested_or_its_deviation_has_a_reason() -> None:
    found = rows(ASVS)
    numbers = [one.number for one in found]
    assert len(numbers) == len(set(numbers)) == ITEMS
    assert {one.way for one in found} <= {"test", DEVIATION, NOT_APPLICABLE}
    for one in found:
        assert len(one.words) > 30 or one.tests, one.number


def test_a_test_that_is_not_there_would_be_seen() -> None:
    gone = tables.Row("1", "something", "automated", "`test_nothing_of_the_kind`")
    silent = tables.Row("2", "something", "test", "nothing is named")
    assert tables.unfounded([gone, silent]) == ["1", "2"]
