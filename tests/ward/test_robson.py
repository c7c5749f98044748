"""The Robson report: ten groups, their parts, the total, who is not classified, on paper."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction
from typing import Any

from pypdf import PdfReader

from maternity.clinical.robson import Group
from maternity.registers.delivery import BirthPlace
from maternity.registers.lists import BirthMode, LabourOnset
from maternity.ward import Ward
from maternity.ward.robson import robson_pdf, robson_table
from tests.ward_fixtures import a_birth

SPONTANEOUS: dict[str, Any] = {"labour_onset": LabourOnset.SPONTANEOUS}


def test_women_stand_in_their_groups_and_the_total_is_theirs(ward: Ward) -> None:
    plain, cut = a_birth(**SPONTANEOUS), a_birth(name="Keita", **SPONTANEOUS)
    cut.babies[0].mode = BirthMode.CAESAREAN
    unknown = a_birth(name="Diarra", labour_onset=None)
    home = a_birth(name="Sow", place=BirthPlace.HOME, **SPONTANEOUS)
    before = a_birth(day=date(2026, 9, 30), **SPONTANEOUS)
    for one in (plain, cut, unknown, home, before):
        ward.keep(*one.all)
    found = robson_table(ward, "2026-10")
    row = found.lines[Group.G3]
    assert (row.women, row.caesareans, row.rate) == (2, 1, Fraction(50))
    assert (found.total.women, found.unclassified) == (2, 1)
    assert robson_table(ward, "2026-Q3").total.women == 1


def test_the_report_is_one_page_with_every_group(ward: Ward) -> None:
    ward.keep(*a_birth(**SPONTANEOUS).all)
    (page,) = PdfReader(io.BytesIO(robson_pdf(ward, "2026-10"))).pages
    text = page.extract_text()
    for at in range(1, 11):
        assert f"{at}. " in text
    assert "Robson report" in text
    assert "100,0" in text
