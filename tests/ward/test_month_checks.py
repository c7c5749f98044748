"""The checks of a month on a real register: what the months before were, and the notes kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from maternity.errors import Refused
from maternity.ward import Ward, month_checks, months, returns
from tests.ward_fixtures import a_birth

FIRST = date(2026, 10, 1)


def test_the_months_before_are_as_they_were_closed_or_counted_now(ward: Ward) -> None:
    ward.keep(*a_birth(day=date(2026, 8, 3)).all, *a_birth(day=date(2026, 9, 3)).all)
    months.close_month(ward, ward.sheet("rma_cscom", "2026-08"))
    ward.keep(*a_birth(day=date(2026, 8, 4)).all, reason="carnet retrouvé")
    ward.keep(*a_birth(day=date(2026, 9, 4)).all)
    found = month_checks.before(ward, "rma_cscom", FIRST)
    assert [one.totals["G10"] for one in found][-3:] == [0, 1, 2]
    assert month_checks.by_line(found)["G10"][-3:] == [None, 1, 2]
    assert len(found) == 12


def test_a_warning_is_answered_with_a_note_that_is_printed(ward: Ward) -> None:
    ward.keep(*a_birth(age=None).all)
    sheet = ward.sheet("rma_cscom", "2026-10")
    found = month_checks.warnings(ward, sheet)
    assert "V28" in {one.check for one in found}
    with pytest.raises(Refused, match="why"):
        month_checks.answer(ward, sheet, "V28", "")
    for note in ("le village est demandé", "le village est inconnu"):
        month_checks.answer(ward, sheet, "V28", note)
    told = {one.check: one.note for one in month_checks.remarks(ward, sheet, found)}
    assert told["V28"] == "le village est inconnu"
    months.close_month(ward, sheet, month_checks.remarks(ward, sheet, found))
    kept = {one.check: one.note for one in ward.sheet("rma_cscom", "2026-10").life.remarks}
    assert kept == told


def test_warnings_never_stop_a_closing(ward: Ward) -> None:
    ward.keep(*a_birth(age=None).all)
    sheet = ward.sheet("rma_cscom", "2026-10")
    assert month_checks.warnings(ward, sheet)
    assert months.close_month(ward, sheet).edition == 1


def test_an_open_month_is_counted_once_until_something_it_counts_is_written(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.keep(*a_birth(day=date(2026, 9, 3)).all)
    counted: list[str] = []
    count = returns.tallied

    def noted(ward: Ward, wanted: Sequence[tuple[str, str]], step: Any = None) -> Any:
        counted.extend(period for _form, period in wanted)
        return count(ward, wanted, step)

    sheet = ward.sheet("rma_cscom", "2026-10")
    monkeypatch.setattr(returns, "tallied", noted)
    month_checks.before(ward, "rma_cscom", FIRST)
    first = len(counted)
    month_checks.answer(ward, sheet, "V28", "le village est demandé")
    assert month_checks.before(ward, "rma_cscom", FIRST)[-1].value("G10") == 1
    assert (first, len(counted)) == (12, 12)
    returns.type_figure(ward, ward.sheet("rma_cscom", "2026-09"), "G1", (), 4)
    counted.clear()
    assert month_checks.before(ward, "rma_cscom", FIRST)[-1].value("G1") == 4
    assert counted == ["2026-09"]  # a typed figure moves its own month alone
    ward.keep(*a_birth(day=date(2026, 9, 4)).all)
    assert month_checks.before(ward, "rma_cscom", FIRST)[-1].value("G10") == 2
