"""Once a month the anchor of the journal is shown at sign-in, and last month's is compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import delete, update

from maternity import clock
from maternity.db.tables import audit
from maternity.people import Role
from maternity.ward import Ward, files, journal
from maternity.ward.monthly_anchor import due, note
from maternity.ward.recording import head
from tests.tampering import tools
from tests.ward_fixtures import FixedClock, a_birth, at_work

DECEMBER, JANUARY = datetime(2026, 12, 1, 8), datetime(2027, 1, 2, 8)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """A register begun in November, whose head noted its anchor in December."""
    with at_work(tmp_path_factory.mktemp("ancre") / "registre") as ward:
        assert due(ward) is None  # it was begun this month
        ward.keep(*a_birth().all)
        with clock.use(FixedClock(DECEMBER)):
            shown = due(ward)
            assert shown is not None
            assert str(head(ward)) in shown.told()
            note(ward, shown)
            assert due(ward) is None
        yield ward


def test_last_months_anchor_is_told_as_the_journal_has_it_now(shared: Ward) -> None:
    with clock.use(FixedClock(JANUARY)):
        shown = due(shared)
        assert shown is not None
        assert shown.before is not None
        assert shown.anchor == head(shared)
        assert f"On 01/12/2026 the notebook must say: {shown.before}." in shown.told()
        assert files.check(shared, [str(shown.before)]) == []
        assert shown.before.head12 not in shared.fact("anchors_noted")  # the paper alone has it
        told = journal.events(shared, journal.Asked(event="anchor_noted"))
        assert [(one.event, one.about) for one in told] == [
            ("Anchor noted on paper", f"event number {shown.before.seq}")
        ]


@pytest.mark.parametrize("role", [Role.NURSE, Role.MIDWIFE])
def test_it_is_shown_to_who_may_check_the_register(shared: Ward, role: Role) -> None:
    head_, shared.account.role = shared.account.role, role
    with clock.use(FixedClock(JANUARY)):
        assert due(shared) is None
    shared.account.role = head_


def test_a_journal_made_anew_or_cut_off_differs_from_the_notebook(shared: Ward) -> None:
    with clock.use(FixedClock(JANUARY)):
        before = due(shared)
        assert before is not None
        seq = before.noted_seq
        with tools(shared.book.engine) as connection:
            connection.execute(update(audit).where(audit.c.seq == seq).values(hash="f" * 64))
        anew = due(shared)
        assert anew is not None
        assert before.told() != anew.told()
        with tools(shared.book.engine) as connection:
            connection.execute(delete(audit).where(audit.c.seq >= seq))
        cut = due(shared)
        assert cut is not None
        assert cut.altered
        assert f"does not hold the event n° {seq} any more" in cut.told()
