"""Deaths: notified without names, counted, and their reviews told so that nobody is known."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pypdf import PdfReader

from maternity import i18n
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.people import Account, Role
from maternity.registers.lists import DeathPlace, Qualification
from maternity.registers.maternal_death import (
    MaternalCauseGroup,
    MaternalDeath,
    MaternalDeathMoment,
)
from maternity.registers.newborn import BirthOutcome
from maternity.registers.perinatal_death import IcdPmGroup, PerinatalDeath, PerinatalDeathKind
from maternity.registers.staff_member import StaffMember
from maternity.reports.death_reviews import FEW, exclusive, overlapping
from maternity.settings import Settings
from maternity.ward import ORDER, Query, Ward, death_reviews, months, papers, public_summary
from maternity.ward.printing import list_pdf
from tests.ward_fixtures import a_birth, a_village, moment

DAY = date(2026, 10, 15)
YES, NO = Answer.YES, Answer.NO


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages)


def a_death(ward: Ward, **told: Any) -> MaternalDeath:
    made = a_birth(DAY, village=a_village("Sikoro"))
    by = StaffMember(
        family_name="Sangaré", qualification=Qualification.MIDWIFE, phone="76 12 34 56"
    )
    about = {
        "died_at": moment(DAY, 14),
        "place": DeathPlace.FACILITY,
        "moment": MaternalDeathMoment.AFTER,
        "cause_group": MaternalCauseGroup.HAEMORRHAGE,
        "underlying_cause": ("O72.1",),
        "cause_text": "Mme Coulibaly a saigné",
        "notified_at": moment(date(2026, 10, 16), 13),
        "notified_by": by,
        **told,
    }
    death = MaternalDeath(woman=made.woman, pregnancy=made.pregnancy, **about)
    assert made.woman.village is not None
    ward.keep(made.woman.village, by, *made.all, death)
    return death


def a_lost_child(ward: Ward, group: IcdPmGroup = IcdPmGroup.I3, **told: Any) -> PerinatalDeath:
    made = a_birth(DAY, outcome=BirthOutcome.FRESH_STILLBIRTH)
    about = {"kind": PerinatalDeathKind.INTRAPARTUM, "icd_pm_group": group, **told}
    death = PerinatalDeath(newborn=made.babies[0], **about)
    ward.keep(*made.all, death)
    return death


def test_a_list_tells_nothing_of_a_review_to_who_may_not_see_it(ward: Ward) -> None:
    reviewed = a_death(ward, reviewed_on=DAY, delay_1=YES)
    asked = Query("maternal_death", sort="delay_1")
    assert ward.page(asked).rows[0].delay_1 is YES
    ward.account = Account(name="Une", role=Role.MIDWIFE)
    rows = [*ward.page(Query("maternal_death")).rows, *ward.all("maternal_death")]
    rows += ward.with_children("maternal_death", [reviewed.id], [])
    assert [(one.delay_1, one.place) for one in rows] == [(None, DeathPlace.FACILITY)] * 3
    for one in (asked, Query("maternal_death", equal=(("delay_1", "yes"),))):
        for act in (ward.page, ward.count, lambda query: list_pdf(ward, query, ())):
            with pytest.raises(Refused, match="role") as denied:
                act(one)
            assert denied.value.field == ORDER


def test_the_sheet_of_a_womans_death_has_facts_and_no_name(ward: Ward) -> None:
    i18n.use("fr")
    death = a_death(ward)
    text = text_of(papers.preview(ward, "maternal_death_notification", death))
    for words in ("24 ans", "Sikoro", "M-1/2026", "15/10/2026 14:00", "16/10/2026 14:00"):
        assert words in text, words
    assert "76 12 34 56" in text
    for name in ("Coulibaly", "Djénéba", "Sangaré", "saigné"):
        assert name not in text
    assert text.count("M-1/2026") == 2


def test_the_sheet_of_a_childs_death_has_facts_and_no_name(ward: Ward) -> None:
    death = a_lost_child(ward)
    text = text_of(papers.preview(ward, "perinatal_death_notification", death))
    assert "P-1/2026" in text
    assert "16/10/2026 03:00" in text  # a day after the birth of a stillborn
    assert "Coulibaly" not in text


@pytest.mark.parametrize(
    ("place", "notified", "answer"),
    [
        (DeathPlace.FACILITY, moment(date(2026, 10, 16), 14), YES),
        (DeathPlace.FACILITY, moment(date(2026, 10, 16), 14, 1), NO),
        (DeathPlace.HOME, moment(date(2026, 10, 17), 14), YES),
        (DeathPlace.HOME, moment(date(2026, 10, 17), 15), NO),
        (DeathPlace.UNKNOWN, moment(date(2026, 10, 17), 13), NO),
        (DeathPlace.FACILITY, moment(date(2026, 10, 16)), YES),
        (DeathPlace.FACILITY, moment(date(2026, 10, 17)), NO),
        (DeathPlace.FACILITY, None, None),
    ],
)
def test_a_death_is_notified_in_time_within_24_hours_here_and_48_outside(
    place: DeathPlace, notified: Any, answer: Answer | None
) -> None:
    death = MaternalDeath(died_at=moment(DAY, 14), place=place, notified_at=notified)
    assert death.notified_in_time is answer


def test_the_hours_are_the_wards_choice(ward: Ward) -> None:
    death = a_death(ward)
    assert death.notified_in_time is YES
    found = ward.all("settings")
    chosen = found[0] if found else Settings()
    chosen.death_notice_hours = 12  # type: ignore[attr-defined]
    ward.keep(chosen)
    assert death.notified_in_time is NO


def test_a_death_that_nobody_notified_stands_in_the_work_list(ward: Ward) -> None:
    death, child = a_death(ward, notified_at=None), a_lost_child(ward)
    sheet = ward.sheet("rma_cscom", "2026-10")
    groups = dict(months.work_list(ward, sheet))
    assert {one.id for one in groups["Deaths not notified yet"]} == {death.id, child.id}
    ward.account = Account(name="Awa", role=Role.NURSE)
    assert death_reviews.not_notified(ward, sheet) == []


def test_the_figures_are_those_of_the_reviews_and_for_who_sees_them(ward: Ward) -> None:
    a_death(ward, reviewed_on=date(2026, 10, 30), delay_3=YES, factors_provider="Pas de sang")
    a_lost_child(ward)
    sheet = ward.sheet("sdmpr", "2026-10")
    codes = ("DM1", "DM2", "DM5", "DM6", "MC3", "MR1", "MR3", "MF3", "DP1", "DP3", "DP8", "PI3")
    assert [sheet.count(code) for code in codes] == [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1]
    ward.account = Account(name="Une", role=Role.MIDWIFE)
    with pytest.raises(Refused, match="role"):
        ward.sheet("sdmpr", "2026-10")
    assert "sdmpr" not in {form.id for form in ward.returns()}


def test_a_month_without_a_death_is_a_nil_report(ward: Ward) -> None:
    text = text_of(public_summary.summary_pdf(ward, ward.sheet("sdmpr", "2026-10")))
    assert "NIL REPORT: no maternal and no perinatal death in October 2026." in text


def test_a_few_deaths_are_not_broken_down(ward: Ward) -> None:
    a_death(ward)
    text = text_of(public_summary.summary_pdf(ward, ward.sheet("sdmpr", "2026-10")))
    assert "Obstetric haemorrhage" not in text
    assert "not broken down, 1 death alone. Choose a longer period." in text


def test_five_are_and_the_small_ones_stand_together(ward: Ward) -> None:
    for group in (*[IcdPmGroup.I3] * 5, IcdPmGroup.I1, IcdPmGroup.I4):
        a_lost_child(ward, group)
    text = text_of(public_summary.summary_pdf(ward, ward.sheet("sdmpr", "2026")))
    assert "All others together 7" in text  # two alone would be known: the five join
    assert "I1 Congenital" not in text
    assert "state of the mother (7 deaths) Figure Not said 7" in text


FIGURES = some.lists(some.integers(0, 30), min_size=1, max_size=10)


@given(FIGURES)
def test_no_small_figure_is_told_nor_can_be_worked_out(values: list[int]) -> None:
    figures = [(str(at), value) for at, value in enumerate(values)]
    told = [int(value) for _words, value in exclusive(figures)]
    assert sum(told) == sum(values)
    assert all(one >= FEW for one in told) or sum(values) < FEW or len(told) == 1


@given(some.integers(FEW, 40), some.integers(0, 40))
def test_neither_few_nor_nearly_all_are_told_exactly(total: int, value: int) -> None:
    ((_words, told),) = overlapping([("x", min(value, total))], total)
    exact = min(value, total)
    assert (told == str(exact)) is (exact in {0, total} or FEW <= exact <= total - FEW)
