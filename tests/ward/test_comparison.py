"""A month's figures beside those before it: kept ones as they were closed, others counted."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from maternity.errors import Refused
from maternity.ward import Ward, comparison, month_checks, months
from tests.ward_fixtures import a_birth

FIRST = date(2026, 10, 1)


def test_closed_months_come_from_what_was_kept_and_others_are_counted(ward: Ward) -> None:
    ward.keep(*a_birth(day=date(2026, 8, 3)).all)
    months.close_month(ward, ward.sheet("rma_cscom", "2026-07"))
    months.close_month(ward, ward.sheet("rma_cscom", "2026-08"))
    ward.keep(*a_birth(day=date(2026, 8, 4)).all, reason="carnet retrouvé")
    ward.keep(*a_birth(day=date(2026, 9, 3)).all, *a_birth(day=date(2026, 10, 3)).all)
    sheet = ward.sheet("rma_cscom", "2026-10")
    found = comparison.courses(sheet, month_checks.before(ward, "rma_cscom", FIRST))["G10"]
    told = [(one.first.month, one.value, one.closed) for one in found.months[-5:]]
    assert told == [
        (6, None, False),  # nobody wrote here: not known
        (7, 0, True),  # closed with nought: nought
        (8, 1, True),  # as it was closed, without what came later
        (9, 1, False),
        (10, 1, False),
    ]
    one = month_checks.one_before(ward, "rma_cscom", date(2026, 8, 1))
    assert (one.value("G10"), one.closed) == (1, True)


def test_its_pages_draw_every_line_with_a_figure_and_name_the_others(ward: Ward) -> None:
    ward.keep(*a_birth(day=date(2026, 9, 3)).all)
    sheet = ward.sheet("rma_cscom", "2026-10")
    steps: list[tuple[int, int]] = []
    pdf = comparison.comparison_pdf(ward, sheet, lambda done, of: steps.append((done, of)))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "G10 " + sheet.form.line("G10").words in " ".join(text.split())
    assert "Last month: 1 (-1)." in " ".join(text.split())
    assert "Lines without a figure in any of these months: G1, " in " ".join(text.split())
    assert steps[-1][0] == steps[-1][1]


def test_only_a_month_is_compared(ward: Ward) -> None:
    for form, period in (("rma_cscom", "2026"), ("mado_semaine", "2026-W43")):
        with pytest.raises(Refused, match="month"):
            comparison.comparison_pdf(ward, ward.sheet(form, period))
