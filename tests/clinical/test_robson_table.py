"""The Robson report: its columns, its dashes, and whether it can be believed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from maternity.clinical import robson_table
from maternity.clinical.robson import Class, Group, Subgroup
from maternity.clinical.robson_table import CHECKS, Line, Reading, Verdict, believable, table

G1, G2, G5, G9, G99 = Group.G1, Group.G2, Group.G5, Group.G9, Group.G99


def women(**groups: tuple[int, int]) -> list[tuple[Class, bool]]:
    """Women by group: how many, and how many of them had a caesarean."""
    return [
        (Class(Group(name)), number < cut)
        for name, (size, cut) in groups.items()
        for number in range(size)
    ]


def line(caesareans: int, number: int, *shares: int | None) -> Line:
    """A row as a person would write it."""
    return Line(caesareans, number, *(None if s is None else Fraction(s) for s in shares))


def test_the_columns_are_those_of_the_manual() -> None:
    report = table(women(g1=(40, 4), g3=(50, 1), g5=(10, 5), g99=(25, 3)))
    assert report.lines[G1] == line(4, 40, 40, 10, 4, 40)
    assert report.total == line(10, 100, 100, 10, 10, 100)
    assert report.unclassified == 25
    assert report.unclassified_share == 20


def test_an_empty_group_shows_dashes_not_noughts() -> None:
    assert table(women(g1=(40, 4))).lines[G9] == line(0, 0, 0, None, None, None)


def test_without_caesareans_the_relative_contribution_is_a_dash() -> None:
    assert table(women(g1=(40, 0))).lines[G1] == line(0, 40, 100, 0, 0, None)


def test_an_empty_table_is_all_dashes() -> None:
    report = table([])
    assert report.total.size is None
    assert report.unclassified_share is None
    assert {found.verdict for found in believable(report)} == {Verdict.TOO_FEW}


def test_subgroups_stand_under_their_group_and_add_up() -> None:
    report = table(
        [
            (Class(G2, Subgroup.INDUCED_2), False),
            (Class(G2, Subgroup.BEFORE_LABOUR_2), True),
            (Class(G5, Subgroup.ONE_SCAR), True),
            (Class(G5), True),
        ]
    )
    rows = list(report.lines)
    assert rows.index(Subgroup.INDUCED_2) == rows.index(G2) + 1
    assert report.lines[G2].women == 2
    assert report.lines[Subgroup.BEFORE_LABOUR_2].caesareans == 1
    assert report.lines[G5].women == 2
    assert report.lines[Subgroup.ONE_SCAR].women == 1
    assert G99 not in report.lines


def test_shares_add_up() -> None:
    report = table(women(g1=(41, 4), g3=(37, 1), g5=(13, 7), g10=(11, 3)))
    rows = [report.lines[group] for group in robson_table.GROUPS]
    assert sum(row.size or 0 for row in rows) == 100
    assert sum(row.relative or 0 for row in rows) == 100
    assert sum(row.absolute or 0 for row in rows) == report.total.rate


EXPECTED = women(
    g1=(280, 20),
    g2=(100, 30),
    g3=(200, 4),
    g4=(80, 10),
    g5=(110, 60),
    g6=(20, 15),
    g7=(10, 6),
    g8=(18, 10),
    g9=(5, 5),
    g10=(40, 12),
)


def verdicts(report: robson_table.Table) -> dict[tuple[Reading, tuple[str, ...]], Verdict]:
    return {
        (found.check.reading, tuple(group.value for group in found.check.groups)): found.verdict
        for found in believable(report)
    }


def test_each_check_is_judged_or_has_too_few() -> None:
    found = verdicts(table(EXPECTED))
    assert len(found) == len(CHECKS) + 1
    assert found[Reading.SIZE, ("g9",)] is Verdict.AS_EXPECTED
    assert found[Reading.RATE, ("g9",)] is Verdict.TOO_FEW
    assert found[Reading.SIZE, ("g1", "g2")] is Verdict.LOOK_AGAIN
    assert found[Reading.SIZE, ("g3", "g4")] is Verdict.AS_EXPECTED
    assert found[Reading.SIZE, ("g5",)] is Verdict.LOOK_AGAIN
    assert found[Reading.RATIO, ("g1",)] is Verdict.AS_EXPECTED
    assert found[Reading.RATIO, ("g6",)] is Verdict.AS_EXPECTED
    assert found[Reading.RATE, ("g3",)] is Verdict.AS_EXPECTED
    assert found[Reading.SHARE_OF_CAESAREANS, ("g1", "g2", "g5")] is Verdict.AS_EXPECTED


@pytest.mark.parametrize(
    ("first", "others", "expected"),
    [(34, 65, Verdict.TOO_FEW), (35, 65, Verdict.AS_EXPECTED), (42, 58, Verdict.AS_EXPECTED)],
)
def test_under_100_women_nothing_is_judged(first: int, others: int, expected: Verdict) -> None:
    found = verdicts(table(women(g1=(first, 1), g3=(others, 1))))
    assert found[Reading.SIZE, ("g1", "g2")] is expected


@pytest.mark.parametrize(
    ("size", "cut", "expected"),
    [(9, 0, Verdict.TOO_FEW), (10, 0, Verdict.AS_EXPECTED), (10, 1, Verdict.LOOK_AGAIN)],
)
def test_a_rate_needs_10_women_and_an_open_end_is_not_in_the_range(
    size: int, cut: int, expected: Verdict
) -> None:
    found = verdicts(table(women(g1=(size, cut), g3=(200, 0))))
    assert found[Reading.RATE, ("g1",)] is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (100, 50, Verdict.AS_EXPECTED),
        (99, 50, Verdict.LOOK_AGAIN),
        (100, 0, Verdict.TOO_FEW),
    ],
)
def test_group_1_is_twice_group_2(first: int, second: int, expected: Verdict) -> None:
    found = verdicts(table(women(g1=(first, 0), g2=(second, 0), g3=(200, 0))))
    assert found[Reading.RATIO, ("g1",)] is expected


def test_group_3_is_more_than_twice_group_4() -> None:
    level = verdicts(table(women(g3=(200, 0), g4=(100, 0))))
    above = verdicts(table(women(g3=(201, 0), g4=(100, 0))))
    assert level[Reading.RATIO, ("g3",)] is Verdict.LOOK_AGAIN
    assert above[Reading.RATIO, ("g3",)] is Verdict.AS_EXPECTED


def test_about_is_within_a_fifth() -> None:
    about = robson_table._about(30)
    assert about.holds(Fraction(24))
    assert about.holds(Fraction(36))
    assert not about.holds(Fraction(239, 10))
    assert not about.holds(Fraction(361, 10))
