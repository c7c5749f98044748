"""Signal functions: seen in the entries, counted, and a level that is never "no"."""

from __future__ import annotations

from datetime import date

import pytest

from maternity.clinical import emonc
from maternity.clinical.emonc import BASIC, Function, Level, Status

ALL = dict.fromkeys(Function, 1)


def test_functions_are_seen_in_acts_modes_and_steps() -> None:
    seen = emonc.functions(
        acts=["none", "transfusion", "magnesium_sulfate", "tear_repair"],
        mode="vacuum",
        resuscitation_steps=["stimulation", "bag_mask"],
    )
    assert seen == {
        *(Function.TRANSFUSION, Function.ANTICONVULSANTS),
        *(Function.ASSISTED_BIRTH, Function.BAG_AND_MASK),
    }
    assert emonc.functions(mode="caesarean") == {Function.CAESAREAN}
    assert emonc.functions(mode="vaginal", acts=["none"]) == frozenset()
    assert emonc.functions(mode="forceps") == {Function.ASSISTED_BIRTH}


@pytest.mark.parametrize(
    ("act", "function"),
    [
        ("parenteral_antibiotics", "F1"),
        ("uterotonic_treatment", "F2"),
        ("magnesium_sulfate", "F3"),
        ("manual_removal_of_placenta", "F4"),
        ("removal_of_retained_products", "F5"),
        ("transfusion", "F9"),
    ],
)
def test_an_act_is_the_line_of_the_return(act: str, function: str) -> None:
    assert {found.value for found in emonc.functions(acts=[act])} == {function}


def test_all_nine_are_comprehensive_and_the_first_seven_basic() -> None:
    assert emonc.status(ALL) == Status(Level.COMPREHENSIVE, 7, ())
    basic = emonc.status(dict.fromkeys(BASIC, 3))
    assert basic == Status(Level.BASIC, 7, (Function.CAESAREAN, Function.TRANSFUSION))
    one_missing = emonc.status(ALL | {Function.TRANSFUSION: 0})
    assert one_missing.level is Level.BASIC


@pytest.mark.parametrize("missing", BASIC)
def test_without_one_of_the_seven_it_says_how_many(missing: Function) -> None:
    assert emonc.status(ALL | {missing: 0}) == Status(Level.NONE, 6, (missing,))


def test_a_number_of_acts_is_not_negative() -> None:
    assert emonc.status({}).basic_done == 0
    with pytest.raises(ValueError, match="0 or above"):
        emonc.status({Function.CAESAREAN: -1})


@pytest.mark.parametrize(
    ("before", "first", "end"),
    [
        (date(2026, 11, 26), date(2026, 8, 1), date(2026, 11, 1)),
        (date(2026, 11, 1), date(2026, 8, 1), date(2026, 11, 1)),
        (date(2026, 1, 31), date(2025, 10, 1), date(2026, 1, 1)),
    ],
)
def test_the_period_is_three_complete_months(before: date, first: date, end: date) -> None:
    assert emonc.period(before) == (first, end)
    assert emonc.period(before, months=1)[1] == end
