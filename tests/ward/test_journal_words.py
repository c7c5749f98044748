"""The journal is read by people: no fact of an event is told by its code."""

from __future__ import annotations

import pytest

from maternity.people import Right
from maternity.reports.books import books
from maternity.reports.documents import every
from maternity.ward.clock_check import Doubt
from maternity.ward.journal_words import DOUBTS, PAPERS, RIGHTS, told_facts


def told(**facts: object) -> list[str]:
    return list(told_facts(facts))


def test_every_right_and_every_doubt_has_its_words() -> None:
    assert set(RIGHTS) == set(Right)
    assert set(DOUBTS) == {one.value for one in Doubt}
    assert told(right="correct_others") == ["act refused: to correct what others wrote"]
    assert told(doubt="set_back") == ["doubt about the clock: the clock was set back"]


@pytest.mark.parametrize(
    "code", [*PAPERS, *(b.id for b in books()), *(d.name for d in every()), "rma_cscom"]
)
def test_a_paper_is_told_by_its_name(code: str) -> None:
    (words,) = told(document=code)
    assert words != f"document: {code}" or code == "journal"
    assert "_" not in words


def test_days_counts_and_registers_are_told_as_the_ward_says_them() -> None:
    assert told(first="2026-10-01", last="2026-10-31") == ["from: 01/10/2026", "up to: 31/10/2026"]
    assert told(delivery=12, kind="xlsx") == ["Deliveries: 12", "kind of file: workbook"]
    assert told(digest="9f3a", previous="x") == []
    assert told(**{"from": "", "to": "0014", "last": 0}) == ["up to: 0014"]  # a new register
