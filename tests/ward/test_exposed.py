"""Infants exposed to HIV in the due list: by the calendar, discreetly, to who may see alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from maternity.fields import Answer
from maternity.people import Account, Role
from maternity.records import Record
from maternity.registers.hiv_care import (
    HivCare,
    HivKnownStatus,
    HivStage,
    InfantProphylaxis,
)
from maternity.ward.due import Kind, When, due, due_to
from maternity.ward.exposed import steps
from tests.ward_fixtures import NOW, Birth, a_birth, at_work

TODAY = NOW.date()


def of_a_positive_mother(days: int) -> tuple[Birth, HivCare]:
    birth = a_birth(TODAY - timedelta(days=days))
    known = HivKnownStatus.coded("known_positive")
    seen = TODAY - timedelta(days=days + 30)
    return birth, HivCare(pregnancy=birth.pregnancy, seen_on=seen, known_status=known)


def infant(birth: Birth, on: date, **said: Any) -> HivCare:
    made = HivCare(pregnancy=birth.pregnancy, newborn=birth.babies[0], seen_on=on, **said)
    made.stage = HivStage.INFANT
    return made


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (0, [("treatment from birth", When.TODAY)]),
        (4, [("treatment from birth", When.LATE)]),
        (20, [("treatment from birth", When.LATE)]),
        (25, [("treatment from birth", When.LATE), ("week 4 to 6", When.SOON)]),
        (43, [("week 4 to 6", When.LATE), ("prevention from week 6", When.TODAY)]),
    ],
)
def test_the_steps_of_an_exposed_infant_follow_the_calendar(
    days: int, found: list[tuple[str, When]]
) -> None:
    birth, _care = of_a_positive_mother(days)
    told = [(one.words.partition(": ")[2], one.when) for one in steps(birth.babies[0], TODAY)]
    assert told == found


def test_what_was_done_is_no_longer_due_and_the_dead_are_not_called_for() -> None:
    birth, _care = of_a_positive_mother(2)
    infant(birth, TODAY, infant_prophylaxis=InfantProphylaxis.coded("nevirapine"))
    assert list(steps(birth.babies[0], TODAY)) == []
    birth, _care = of_a_positive_mother(45)
    done = infant(birth, TODAY, infant_test_on=TODAY - timedelta(days=10))
    done.cotrimoxazole_on = TODAY
    assert list(steps(birth.babies[0], TODAY)) == []


def kept(birth: Birth, care: HivCare) -> list[Record]:
    return [*birth.all, care]


def test_the_line_names_no_disease_and_is_shown_to_who_may_see_alone(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        ward.keep(*kept(*of_a_positive_mother(30)))
        plain = a_birth(TODAY - timedelta(days=30))
        ward.keep(*plain.all)
        found = [one for one in due(ward) if one.kind is Kind.EXPOSED]
        assert plain.woman not in [one.woman for one in found]
        one = found[0]
        for said in ("HIV", "VIH", "PCR", "nevirapine", "exposed"):
            assert said.lower() not in (one.words + one.plain_words).lower()
        assert one.woman is not None
        assert Kind.EXPOSED in {due_one.kind for due_one in due_to(ward, one.woman)}
        ward.account = Account(name="Une matrone", role=Role.NURSE, active=Answer.YES)
        assert Kind.EXPOSED not in {one.kind for one in due(ward)}
        assert Kind.EXPOSED not in {due_one.kind for due_one in due_to(ward, one.woman)}
