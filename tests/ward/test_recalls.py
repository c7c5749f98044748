"""Calls and visits: the line of what is due says the last outcome, and the history keeps all."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from maternity import clock
from maternity.moments import Moment
from maternity.registers.recall import RecallOutcome, RecallPurpose
from maternity.registers.staff_member import StaffMember
from maternity.ward import Ward
from maternity.ward.due import Due, Kind, due
from maternity.ward.recalls import begin_recall, recall_words
from tests.ward_fixtures import NOW, FixedClock, a_birth, at_work

TODAY = NOW.date()
MIDWIFE = StaffMember(family_name="Diarra", given_name="Awa")


def contact_due(ward: Ward) -> Due:
    return next(one for one in due(ward) if one.kind is Kind.CONTACT)


def call(ward: Ward, outcome: RecallOutcome, at: datetime = NOW) -> None:
    made = begin_recall(ward, contact_due(ward))
    made.made_at, made.outcome, made.made_by = Moment.at(at), outcome, MIDWIFE
    if outcome is RecallOutcome.WILL_COME:
        made.expected_on = TODAY + timedelta(days=2)
    ward.keep(made)


def test_the_line_says_the_last_outcome_with_its_day_and_who_called(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward, clock.use(FixedClock()):
        ward.keep(MIDWIFE)
        ward.keep(*a_birth(TODAY - timedelta(days=8)).all)
        assert recall_words(contact_due(ward).recall) == ""
        call(ward, RecallOutcome.NOT_REACHED, NOW - timedelta(days=1))
        assert recall_words(contact_due(ward).recall) == "25/11: not reached (Diarra Awa)"
        call(ward, RecallOutcome.WILL_COME)
        found = contact_due(ward)
        assert recall_words(found.recall) == "26/11: will come on 28/11 (Diarra Awa)"
        others = [one for one in due(ward) if one.kind is not Kind.CONTACT]
        assert [one.recall for one in others] == [None] * len(others)


def test_a_call_is_about_what_is_due_and_a_correction_keeps_what_was_said(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward, clock.use(FixedClock()):
        ward.keep(MIDWIFE)
        birth = a_birth(TODAY - timedelta(days=8))
        ward.keep(*birth.all)
        call(ward, RecallOutcome.MOVED)
        made = contact_due(ward).recall
        assert made is not None
        assert (made.pregnancy, made.purpose) == (birth.pregnancy, RecallPurpose.CONTACT)
        again = ward.full("recall", made.id)
        again.outcome = RecallOutcome.REFUSED  # type: ignore[attr-defined]
        ward.keep(again, reason="mal noté hier")
        told = [(one.old, one.new) for one in ward.history(again) if one.field == "Outcome"]
        assert ("Moved away", "Refused") in told


def test_a_call_cancelled_says_nothing_any_more(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward, clock.use(FixedClock()):
        ward.keep(MIDWIFE)
        ward.keep(*a_birth(TODAY - timedelta(days=8)).all)
        call(ward, RecallOutcome.REACHED)
        made = contact_due(ward).recall
        assert made is not None
        ward.void(made, "une autre femme")
        assert contact_due(ward).recall is None
