"""The tables of faults and of the ASVS, and the tests they name: figures 28 and 29."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.figures.told import Told

TESTS = Path(__file__).parents[1]
FAULTS, ASVS = TESTS / "faults" / "README.md", TESTS / "faults" / "asvs.md"
CASES, LEAST = 138, 110
TRIED = frozenset({"automated", "simulated"})
DEVIATION, NOT_APPLICABLE = "deviation", "not applicable"


@dataclass(frozen=True)
class Row:
    """A row of a table: its number, what it is about, how it is met, by what."""

    number: str
    about: str
    way: str
    words: str

    @property
    def tests(self) -> list[str]:
        """The tests it names."""
        return re.findall(r"`(test_\w+)`", self.words)


def rows(table: Path) -> list[Row]:
    """Every row of a table whose first column is a number."""
    found = re.findall(
        r"^\| (V?\d[\d.]*) \| (.*?) \| (.*?) \| (.*) \|$", table.read_text("utf-8"), re.MULTILINE
    )
    return [Row(*one) for one in found]


def every_test() -> dict[str, str]:
    """Each test by name, and the file it stands in as pytest names it."""
    found = {}
    for place in sorted(TESTS.rglob("test_*.py")):
        for name in re.findall(r"def (test_\w+)", place.read_text("utf-8")):
            found[name] = place.relative_to(TESTS.parent).as_posix()
    return found


def unfounded(found: list[Row]) -> list[str]:
    """The rows that name a test that is not there, or say nothing of how they are met."""
    there = every_test()
    tested = TRIED | {"test"}
    return [
        one.number
        for one in found
        if set(one.tests) - set(there)
        or (one.way in tested) != bool(one.tests)
        or not one.words.strip()
    ]


def faults() -> Told:
    """The cases of the catalogue that a test brings about."""
    found = rows(FAULTS)
    tried = sum(one.way in TRIED for one in found)
    holds = tried >= LEAST and not unfounded(found)
    words = f"cases of the catalogue automated or simulated, of {len(found)}"
    return Told(29, words, str(tried), f">= {LEAST} of {CASES}", holds)


def standard() -> Told:
    """The items of the ASVS that a test covers, or a deviation with its reason."""
    found = [one for one in rows(ASVS) if one.way != NOT_APPLICABLE]
    deviations = sum(one.way == DEVIATION for one in found)
    covered = len(found) - len(unfounded(found))
    words = f"items of the ASVS covered, of {len(found)} ({deviations} written deviations)"
    return Told(
        28, words, f"{100 * covered / max(1, len(found)):.0f} %", "100 %", covered == len(found) > 0
    )
