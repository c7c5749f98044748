"""The table of faults names what is there, and every case of the catalogue once."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
TABLE = TESTS / "faults" / "README.md"
CASES = 138
LEAST = 136
"""So many are automated or simulated; the number may only grow."""

Row = tuple[int, str, str]


def rows() -> list[Row]:
    """The number, the way and the words of each case."""
    found = re.findall(
        r"^\| (\d+) \| .*? \| (.*?) \| (.*) \|$", TABLE.read_text("utf-8"), re.MULTILINE
    )
    return [(int(number), way, words) for number, way, words in found]


def every_test() -> set[str]:
    """The names of all tests."""
    files = TESTS.rglob("test_*.py")
    return {name for one in files for name in re.findall(r"def (test_\w+)", one.read_text("utf-8"))}


def test_every_case_stands_once_in_the_table() -> None:
    assert [number for number, _way, _words in rows()] == list(range(1, CASES + 1))
    assert {way for _n, way, _w in rows()} <= {
        *("automated", "simulated", "by hand", "not applicable", "open")
    }


def test_each_test_that_the_table_names_exists() -> None:
    there = every_test()
    for number, way, words in rows():
        named = re.findall(r"`(test_\w+)`", words)
        assert not set(named) - there, number
        assert bool(named) == (way in {"automated", "simulated"}), number
        assert words.strip(), number


def test_no_case_is_lost_again() -> None:
    tried = [way for _n, way, _w in rows() if way in {"automated", "simulated"}]
    assert len(tried) >= LEAST
    told = re.search(r"^Now: (\d+) automated", TABLE.read_text("utf-8"), re.MULTILINE)
    assert told is not None
    assert int(told[1]) == sum(way == "automated" for _n, way, _w in rows())
