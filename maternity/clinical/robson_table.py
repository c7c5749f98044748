"""The Robson report: its columns, and whether it can be believed (clinical rules, 4.3 and 4.4).

N is the women classified 1 to 10 in the period, those not classified stand apart below. A share
of nothing is None, shown as a dash, never 0. The words beside a check must not accuse: in a
referral centre many are off for good reasons. Sources: WHO 2017 manual; BMJ Open 2019;9:e027317.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from maternity.clinical.robson import Class, Group, Subgroup

FEW_IN_TABLE, FEW_IN_GROUP = 100, 10
ABOUT = Fraction(1, 5)
GROUPS = tuple(group for group in Group if group is not Group.G99)
_PARTS = {
    Group.G2: (Subgroup.INDUCED_2, Subgroup.BEFORE_LABOUR_2),
    Group.G4: (Subgroup.INDUCED_4, Subgroup.BEFORE_LABOUR_4),
    Group.G5: (Subgroup.ONE_SCAR, Subgroup.MORE_SCARS),
}


@dataclass(frozen=True)
class Line:
    """A row: women, caesareans, and four shares in percent (None: a dash)."""

    caesareans: int
    women: int
    size: Fraction | None
    rate: Fraction | None
    absolute: Fraction | None
    relative: Fraction | None


@dataclass(frozen=True)
class Table:
    """The rows by group and subgroup, the total, and the women not classified."""

    lines: Mapping[Group | Subgroup, Line]
    total: Line
    unclassified: int
    unclassified_share: Fraction | None


def table(women: Iterable[tuple[Class, bool]]) -> Table:
    """The report of women delivered: each her class, and whether it was a caesarean."""
    number: dict[Group | Subgroup, int] = dict.fromkeys((*Group, *Subgroup), 0)
    cut = dict(number)
    for found, caesarean in women:
        for place in (found.group, found.subgroup):
            if place is not None:
                number[place] += 1
                cut[place] += caesarean
    all_women = sum(number[group] for group in GROUPS)
    all_cut = sum(cut[group] for group in GROUPS)
    places = [place for group in GROUPS for place in (group, *_PARTS.get(group, ()))]
    apart = number[Group.G99]
    return Table(
        {place: _line(cut[place], number[place], all_cut, all_women) for place in places},
        _line(all_cut, all_women, all_cut, all_women),
        apart,
        _percent(apart, all_women + apart),
    )


def _line(cut: int, women: int, all_cut: int, all_women: int) -> Line:
    size = _percent(women, all_women)
    if women == 0:
        return Line(cut, women, size, None, None, None)
    absolute, relative = _percent(cut, all_women), _percent(cut, all_cut)
    return Line(cut, women, size, _percent(cut, women), absolute, relative)


def _percent(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None


class Verdict(Enum):
    """What is said beside a check."""

    AS_EXPECTED = "as_expected"
    LOOK_AGAIN = "look_again"
    TOO_FEW = "too_few"


class Reading(Enum):
    """What of the groups a check looks at."""

    SIZE = "size"
    RATE = "rate"
    RATIO = "ratio"
    SHARE_OF_CAESAREANS = "share_of_caesareans"


@dataclass(frozen=True)
class Expected:
    """A range, an end that is None is open; `without_ends`: the ends are not in it."""

    low: Fraction | None = None
    high: Fraction | None = None
    without_ends: bool = False

    def holds(self, found: Fraction) -> bool:
        """Whether a figure lies in the range."""
        for bound, beyond in ((self.low, -1), (self.high, 1)):
            if bound is None:
                continue
            side = (found > bound) - (found < bound)
            if side == beyond or (self.without_ends and side == 0):
                return False
        return True


@dataclass(frozen=True)
class Check:
    """A figure of the table and where it is expected; `against`: the group under a ratio's line."""

    reading: Reading
    groups: tuple[Group, ...]
    expected: Expected
    against: tuple[Group, ...] = ()


def _g(*numbers: int) -> tuple[Group, ...]:
    return tuple(Group(f"g{number}") for number in numbers)


def _about(value: Fraction | int) -> Expected:
    return Expected(value * (1 - ABOUT), value * (1 + ABOUT))


def _between(low: str, high: str) -> Expected:
    return Expected(Fraction(low), Fraction(high))


def _under(bound: int) -> Expected:
    return Expected(high=Fraction(bound), without_ends=True)


CHECKS = (
    Check(Reading.SIZE, _g(9), _under(1)),
    Check(Reading.RATE, _g(9), Expected(low=Fraction(100))),
    Check(Reading.SIZE, _g(1, 2), _between("35", "42")),
    Check(Reading.SIZE, _g(3, 4), _about(30)),
    Check(Reading.SIZE, _g(6, 7), _between("3", "4")),
    Check(Reading.SIZE, _g(8), _between("1.5", "2")),
    Check(Reading.SIZE, _g(10), _under(5)),
    Check(Reading.RATIO, _g(1), Expected(low=Fraction(2)), _g(2)),
    Check(Reading.RATIO, _g(3), Expected(low=Fraction(2), without_ends=True), _g(4)),
    Check(Reading.RATIO, _g(6), _about(2), _g(7)),
    Check(Reading.RATE, _g(1), _under(10)),
    Check(Reading.RATE, _g(2), _between("20", "35")),
    Check(Reading.RATE, _g(3), Expected(high=Fraction(3))),
    Check(Reading.RATE, _g(4), Expected(high=Fraction(15))),
    Check(Reading.RATE, _g(5), _between("50", "60")),
    Check(Reading.RATE, _g(8), _about(60)),
    Check(Reading.RATE, _g(10), _about(30)),
    Check(Reading.SHARE_OF_CAESAREANS, _g(1, 2, 5), _about(Fraction(200, 3))),
)
"""The size of group 5 is held against the overall caesarean rate, see `believable`."""


@dataclass(frozen=True)
class Believed:
    """A check, the figure it found (None: undefined), and what is said of it."""

    check: Check
    found: Fraction | None
    verdict: Verdict


def believable(report: Table) -> tuple[Believed, ...]:
    """Every check of the table; the size of group 5 against half of the overall caesarean rate."""
    checks = list(CHECKS)
    if report.total.rate is not None:
        checks.insert(4, Check(Reading.SIZE, _g(5), _about(report.total.rate / 2)))
    return tuple(_judged(check, report) for check in checks)


def _judged(check: Check, report: Table) -> Believed:
    women = _women(report, check.groups)
    found = _figure(check, report, women)
    few = report.total.women < FEW_IN_TABLE
    if check.reading is Reading.RATE:
        few = few or women < FEW_IN_GROUP
    if few or found is None:
        return Believed(check, found, Verdict.TOO_FEW)
    expected = check.expected.holds(found)
    return Believed(check, found, Verdict.AS_EXPECTED if expected else Verdict.LOOK_AGAIN)


def _figure(check: Check, report: Table, women: int) -> Fraction | None:
    cut = sum(report.lines[group].caesareans for group in check.groups)
    return {
        Reading.SIZE: lambda: _percent(women, report.total.women),
        Reading.RATE: lambda: _percent(cut, women),
        Reading.SHARE_OF_CAESAREANS: lambda: _percent(cut, report.total.caesareans),
        Reading.RATIO: lambda: _ratio(women, _women(report, check.against)),
    }[check.reading]()


def _ratio(one: int, other: int) -> Fraction | None:
    return Fraction(one, other) if other else None


def _women(report: Table, groups: tuple[Group, ...]) -> int:
    return sum(report.lines[group].women for group in groups)
