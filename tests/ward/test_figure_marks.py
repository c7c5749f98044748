"""A figure somebody doubts: marked with what is to check, in the work list, settled or printed."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from maternity.errors import Refused
from maternity.people import Account, Role
from maternity.registers.month_closing import FigureMark
from maternity.reports.sheet import Sheet
from maternity.ward import Ward, figure_marks, months, returns
from tests.ward_fixtures import a_birth


def october(ward: Ward) -> Sheet:
    return ward.sheet("rma_cscom", "2026-10")


def work(ward: Ward) -> list[str]:
    groups = dict(months.work_list(ward, october(ward)))
    return [figure_marks.told(one) for one in groups.get("Figures marked to check", [])]


def test_a_mark_stands_in_the_work_list_until_it_is_settled(ward: Ward) -> None:
    ward.keep(*a_birth().all)
    figure_marks.mark(ward, october(ward), "G10", (), "  deux   carnets ")
    cell = ("a20_24", "in_area")
    figure_marks.mark(ward, october(ward), "G10", cell, "village à revoir")
    assert work(ward) == ["G10, total: deux carnets", "G10, 20-24, Area: village à revoir"]
    figure_marks.mark(ward, october(ward), "G10", (), "trois carnets")
    found = figure_marks.marks(ward, october(ward))
    assert [one.comment for one in found] == ["trois carnets", "village à revoir"]
    figure_marks.settle(ward, october(ward), found[0], "le troisième est de novembre")
    assert work(ward) == ["G10, 20-24, Area: village à revoir"]
    assert figure_marks.marks(ward, october(ward))[0].created_by == ward.account.name


def test_what_is_not_settled_is_printed_on_the_closed_return(ward: Ward) -> None:
    figure_marks.mark(ward, october(ward), "G4", (), "séances de la mobile")
    again = october(ward)
    months.close_month(ward, again, again=lambda: returns.counted_now(ward, "rma_cscom", "2026-10"))
    closed = october(ward)
    assert [one.words for one in closed.life.remarks] == [
        "To check: G4, total: séances de la mobile"
    ]
    pages = PdfReader(io.BytesIO(returns.pages(ward, closed))).pages
    assert "séances de la mobile" in " ".join(page.extract_text() for page in pages)
    with pytest.raises(Refused, match="This month is closed"):
        figure_marks.mark(ward, closed, "G10", (), "trop tard")
    months.reopen_month(ward, "rma_cscom", date(2026, 10, 1), "carnet retrouvé")
    assert work(ward) == ["G4, total: séances de la mobile"]


def test_a_mark_says_what_is_to_check_and_on_what(ward: Ward) -> None:
    with pytest.raises(Refused, match="few words"):
        figure_marks.mark(ward, october(ward), "G10", (), " ? ")
    with pytest.raises(Refused, match="no line X1"):
        figure_marks.mark(ward, october(ward), "X1", (), "à revoir")
    with pytest.raises(Refused, match="sum of its months"):
        figure_marks.mark(ward, ward.sheet("rma_cscom", "2026-Q4"), "G10", (), "à revoir")
    kept = figure_marks.mark(ward, october(ward), "G10", (), "à revoir")
    assert isinstance(kept, FigureMark)
    with pytest.raises(Refused, match="what was found"):
        figure_marks.settle(ward, october(ward), kept, "")
    sheet, ward.account = october(ward), Account(name="Technicien", role=Role.TECHNICIAN)
    with pytest.raises(Refused, match="role"):
        figure_marks.marks(ward, sheet)
