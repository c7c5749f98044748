"""Term: each week's edge from both sides, and days covered without gap."""

from __future__ import annotations

import pytest

from maternity.clinical import term
from maternity.clinical.term import Class, Fine


@pytest.mark.parametrize(
    ("days", "fine", "printed"),
    [
        (0, Fine.EXTREMELY_PRETERM, Class.PRETERM),
        (195, Fine.EXTREMELY_PRETERM, Class.PRETERM),
        (196, Fine.VERY_PRETERM, Class.PRETERM),
        (223, Fine.VERY_PRETERM, Class.PRETERM),
        (224, Fine.MODERATE_PRETERM, Class.PRETERM),
        (258, Fine.MODERATE_PRETERM, Class.PRETERM),
        (259, Fine.EARLY_TERM, Class.TERM),
        (272, Fine.EARLY_TERM, Class.TERM),
        (273, Fine.FULL_TERM, Class.TERM),
        (286, Fine.FULL_TERM, Class.TERM),
        (287, Fine.LATE_TERM, Class.TERM),
        (293, Fine.LATE_TERM, Class.TERM),
        (294, Fine.POST_TERM, Class.POST_TERM),
        (321, Fine.POST_TERM, Class.POST_TERM),
    ],
)
def test_a_class_begins_with_its_first_day(days: int, fine: Fine, printed: Class) -> None:
    assert term.fine_class(days) is fine
    assert term.register_class(days) is printed


def test_classes_follow_each_other_without_going_back() -> None:
    order = [list(Fine).index(term.fine_class(days) or Fine.POST_TERM) for days in range(322)]
    assert order == sorted(order)
    assert set(order) == set(range(len(Fine)))


def test_an_unknown_gestation_has_no_class() -> None:
    assert term.fine_class(None) is None


@pytest.mark.parametrize("days", [-1, 322])
def test_an_impossible_gestation_names_the_range(days: int) -> None:
    with pytest.raises(ValueError, match="from 0 to 321 days"):
        term.fine_class(days)
    with pytest.raises(ValueError, match="from 0 to 321 days"):
        term.register_class(days)


@pytest.mark.parametrize(
    ("weeks", "ticked", "expected"),
    [
        (36, None, False),
        (37, None, True),
        (36, "term", False),
        (None, "term", True),
        (None, "post_term", True),
        (None, "preterm", False),
        (None, "unknown", None),
        (None, None, None),
    ],
)
def test_the_tick_counts_only_without_weeks(
    weeks: int | None, ticked: str | None, expected: bool | None
) -> None:
    assert term.is_term(weeks, ticked) is expected


def test_a_tick_that_does_not_exist_is_our_bug() -> None:
    with pytest.raises(ValueError, match="post_term, preterm, term, unknown"):
        term.is_term(None, "late")
