"""The ward's books on paper: every column of the paper, in its order, adding up to the return."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from maternity import i18n, registers
from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.admission import Admission
from maternity.registers.antenatal_lists import TdDose
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.birth_dose import BirthDose, BirthVaccine, CountedBy
from maternity.registers.delivery import BirthPlace
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.family_planning_lists import FpMethod, FpUserType
from maternity.registers.lists import BirthMode, Qualification
from maternity.registers.newborn import BirthOutcome
from maternity.registers.newborn_check import NewbornCheck
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.referral import (
    Referral,
    ReferralDirection,
    ReferralKind,
    ReferralStage,
)
from maternity.reports.book_lines import Period, closing, in_book, pages, written
from maternity.reports.books import Book, BookColumn, book, books, needs, route, routes
from maternity.ward import Ward
from maternity.ward.printing import book_pdf
from tests.counting import sheet_of
from tests.ward_fixtures import Birth, a_birth, a_village, moment

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
PAPER = {"cpn": 34, "accouchement": 39, "cpon": 28, "hospitalises": 14, "pf": 9}
"""The columns of the five Malian books."""


@pytest.fixture(autouse=True)
def french() -> None:
    i18n.use("fr")


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def kept(ward: Ward, *births: Birth) -> None:
    for birth in births:
        ward.keep(*birth.all)


def cells(name: str, entry: Record, *, copy: bool = False) -> list[dict[int, str]]:
    of = book(name)
    made = written(of, entry, date(2026, 10, 1), copy=copy)
    numbers = [column.no for column in of.columns]
    return [dict(zip(numbers, line.cells, strict=True)) for line in made]


@pytest.mark.parametrize("of", books(), ids=lambda of: of.id)
def test_a_book_has_every_column_of_the_paper_in_its_order(of: Book) -> None:
    assert [one.no for one in of.columns] == list(range(1, len(of.columns) + 1))
    assert len(of.columns) == PAPER.get(of.id, len(of.columns))


@pytest.mark.parametrize("of", books(), ids=lambda of: of.id)
def test_every_column_leads_to_something_that_is_there(of: Book) -> None:
    lacking = [one.no for one in of.columns if not one.masked and not routes(of, one)]
    assert lacking == []
    assert needs(of) is not None
    for column in of.columns:
        for name in column.small:
            assert name == "age" or route(of, name).column is not None


def test_every_field_that_says_it_is_on_paper_is_printed_there() -> None:
    known = {one.id: one for one in books()}
    for cls in registers.ALL:
        for column in cls.register.columns.values():
            for said in filter(None, column.paper.split(";")):
                name, number = said.split()
                if name in known:
                    at = next(one for one in known[name].columns if one.no == int(number))
                    assert at.fields or any(w.column is column for w in routes(known[name], at)), (
                        f"{column.register}.{column.name} is not printed in {said}"
                    )


def test_a_column_that_leads_nowhere_would_be_seen() -> None:
    with pytest.raises(ValueError, match="means nothing"):
        routes(book("accouchement"), BookColumn(no=1, heading="?", mm=9, fields=("no_such",)))


def test_the_mother_stands_once_and_each_twin_on_her_own_line() -> None:
    made = a_birth(babies=2, village=a_village())
    made.delivery.serial_no, made.delivery.serial_year = 214, 2026
    made.babies[1].mode, made.babies[1].weight_g = BirthMode.CAESAREAN, 2100
    first, second = cells("accouchement", made.delivery)
    assert (first[1], second[1]) == ("214 a", "b")
    assert (first[4], second[4]) == ("Coulibaly Djénéba", "")
    assert (first[26], second[26]) == ("3100", "2100")
    assert (first[11], second[11]) == ("VB", "C")
    assert (first[12], second[12]) == ("x", "")


def test_nought_unknown_not_done_and_empty_never_look_alike() -> None:
    made = a_birth()
    baby = made.babies[0]
    baby.apgar_1, baby.weight_g = 0, None
    baby.set_gap("weight_g", baby.register.fields["weight_g"].gap("nf"))
    made.delivery.episiotomy = Answer.UNKNOWN
    made.delivery.vitamin_a_given = Answer.NO
    (line,) = cells("accouchement", made.delivery)
    assert (line[28], line[29], line[26]) == ("0", "", "NF")
    assert (line[35], line[19], line[36]) == ("?", "—", "")


def test_blood_pressure_is_written_as_one_and_a_case_is_new_or_not() -> None:
    made = a_birth()
    visit = PostnatalVisit(
        pregnancy=made.pregnancy,
        delivery=made.delivery,
        seen_at=moment(date(2026, 10, 20), 9),
        mother_seen=Answer.YES,
        bp_systolic_mmhg=118,
        bp_diastolic_mmhg=76,
    )
    (line,) = cells("cpon", visit)
    assert (line[2], line[13], line[15]) == ("20/10", "15/10", "118/76")
    assert (line[8], line[9]) == ("x", "")


def test_what_hiv_rules_is_printed_in_no_book() -> None:
    made = a_birth()
    visit = PostnatalVisit(
        pregnancy=made.pregnancy,
        delivery=made.delivery,
        seen_at=moment(date(2026, 10, 20), 9),
        mother_seen=Answer.YES,
        diagnoses=("B20", "Anémie", "O98.7", "infection à VIH"),
        note="Fatiguée. Mère séropositive, sous ARV. Revoir la TA.",
    )
    (line,) = cells("cpon", visit)
    assert line[24] == "Anémie"
    assert line[27] == "Fatiguée. Revoir la TA."


def test_a_copy_that_leaves_the_ward_has_no_deaths() -> None:
    from maternity.registers.perinatal_death import PerinatalDeath

    made = a_birth()
    PerinatalDeath(newborn=made.babies[0], cause_text="Asphyxie")
    assert cells("accouchement", made.delivery)[0][32] == "Asphyxie"
    assert cells("accouchement", made.delivery, copy=True)[0][32] == ""


def test_twins_are_never_parted_by_the_end_of_a_page() -> None:
    entries = [a_birth(babies=2 if at == 13 else 1).delivery for at in range(15)]
    made = pages(book("accouchement"), entries, Period(*OCTOBER))
    assert [len(page.lines) for page in made] == [13, 3]


def test_a_stay_not_ended_is_carried_to_the_next_month(ward: Ward) -> None:
    made = a_birth()
    for day, left in ((28, moment(date(2026, 10, 3), 9)), (29, None), (20, None)):
        begun = moment(date(2026, 9, day), 8)
        stay = Admission(pregnancy=made.pregnancy, admitted_at=begun, discharged_at=left)
        if day == 20:
            stay.discharged_at = moment(date(2026, 9, 22), 9)
        ward.keep(made.woman, made.pregnancy, stay)
    text = text_of(book_pdf(ward, "hospitalises", *OCTOBER))[0]
    assert "28/9 08:00" in text
    assert "29/9 08:00" in text
    assert "20/9 08:00" not in text
    assert "En cours" in text
    sums = text.split("Journées")[1].split("\n")
    figures = [int(part) for part in sums if part.strip().isdigit()][:9]
    carried, remaining, days = figures[0], figures[7], figures[8]
    assert (carried, remaining, days) == (2, 1, 2 + 31)


@pytest.mark.parametrize("name", ["accouchement", "nouveau_nes", "cpon"])
def test_the_closing_line_is_the_returns_and_the_pages_add_up_to_it(ward: Ward, name: str) -> None:
    village = a_village()
    births = [
        a_birth(
            date(2026, 10, 1 + at),
            babies=1 + at % 3 // 2,
            village=village,
            outcome=BirthOutcome.FRESH_STILLBIRTH if at % 7 == 6 else BirthOutcome.LIVE,
            weight_g=2200 if at % 4 == 0 else 3200,
            amtsl=Answer.YES if at % 5 else Answer.NO,
        )
        for at in range(20)
    ]
    kept(ward, *births, a_birth(date(2026, 9, 30)), a_birth(date(2026, 11, 1)))
    of = book(name)
    counted = ward.sheet("rma_cscom", "2026-10")
    from maternity.ward.printing import _counted, _entries

    period = Period(*OCTOBER, _counted(ward, of, *OCTOBER))
    made = pages(of, _entries(ward, of, *OCTOBER), period)
    closed = closing(of, made, period)
    for at, total in enumerate(of.totals):
        assert sum(page.sums[at] for page in made) == closed[at], total.label
        if total.line:
            assert closed[at] == counted.line(total.line).total, total.label
    if name != "cpon":
        assert any(closed)


def test_a_full_page_of_planning_has_its_two_bands_of_totals_and_ends_on_itself(
    ward: Ward,
) -> None:
    for at in range(12):
        birth = a_birth(date(2026, 10, 1 + at))
        act = FamilyPlanningAct(
            woman=birth.woman,
            acted_on=date(2026, 10, 3 + at),
            method=FpMethod.IMPLANON if at % 3 else FpMethod.LAM,
            user_type=FpUserType.NEW if at else FpUserType.CONTINUING,
        )
        ward.keep(*birth.all, act)
    (page,) = text_of(book_pdf(ward, "pf", *OCTOBER))
    words = " ".join(page.split())
    assert "Total du mois 12 0 0 0 0 0 0 0 8 0 0 3 0 0 0 11" in words
    assert "Total du mois 0 0 0 0 0 0 0 0 0 0 1 0 0 0 1" in words
    assert "Arrêté le présent registre" in words


def test_a_page_says_where_what_when_and_repeats_its_heads(ward: Ward) -> None:
    kept(ward, *[a_birth(date(2026, 10, 1 + at)) for at in range(16)])
    found = text_of(book_pdf(ward, "accouchement", *OCTOBER))
    assert len(found) == 4
    for at, text in enumerate(found, start=1):
        assert "CSCom de Kalabancoro — Registre d'accouchement — octobre 2026" in text
        assert f"page {at}/4" in text
        assert "Mme Traoré" in text
        assert "Nom et prénom" in " ".join(text.split())


def test_one_day_and_a_blank_page_can_be_printed(ward: Ward) -> None:
    kept(ward, a_birth(date(2026, 10, 3)), a_birth(date(2026, 10, 4), name="Diarra"))
    day = date(2026, 10, 4)
    text = text_of(book_pdf(ward, "accouchement", day, day))[0]
    assert "Diarra" in text
    assert "Coulibaly" not in text
    empty = text_of(book_pdf(ward, "accouchement", day, day, empty=True))[0]
    assert "Diarra" not in empty
    assert "GATPA" in empty


def test_a_cancelled_line_keeps_its_number_with_its_reason(ward: Ward) -> None:
    made = a_birth(date(2026, 10, 3))
    kept(ward, made)
    ward.void(ward.full("delivery", made.delivery.id), "mauvaise femme", with_children=True)
    text = text_of(book_pdf(ward, "accouchement", *OCTOBER))[0]
    assert "mauvaise femme" in text
    assert "Coulibaly" in text


def test_a_book_is_printed_from_the_command_line(ward: Ward) -> None:
    from maternity.errors import Refused
    from maternity.ward.printing import Asked, print_named

    assert print_named(ward, "accouchement", Asked(month="2026-10")).startswith(b"%PDF")
    assert print_named(ward, "accouchement", Asked(blank=True)).startswith(b"%PDF")
    for name, asked in (("x", Asked(month="2026-10")), ("cpon", Asked()), ("cpon", Asked(day="9"))):
        with pytest.raises(Refused):
            print_named(ward, name, asked)


WARDS = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.dates(date(2026, 9, 28), date(2026, 11, 2)),
            "hour": st.sampled_from([None, 3, 23]),
            "babies": st.integers(1, 3),
            "outcome": st.sampled_from(list(BirthOutcome)),
            "weight_g": st.sampled_from([None, 400, 999, 1000, 2499, 2500, 3400]),
            "place": st.sampled_from([None, *BirthPlace]),
            "ga_weeks": st.sampled_from([None, 24, 28, 39]),
            "amtsl": st.sampled_from([None, *Answer]),
            "attendant_qualification": st.sampled_from([None, *Qualification]),
            "visits": st.lists(st.integers(0, 40), max_size=3),
            "antenatal": st.lists(
                st.fixed_dictionaries(
                    {
                        "seen_on": st.dates(date(2026, 8, 20), date(2026, 11, 2)),
                        "iptp_dose": st.sampled_from([None, 1, 2, 3, 5]),
                        "td_dose": st.sampled_from([None, *TdDose]),
                        "hb_g_dl": st.sampled_from([None, Decimal("10.9"), Decimal(11)]),
                        "iron_folate_given": st.sampled_from([None, *Answer]),
                        "deworming_given": st.sampled_from([None, *Answer]),
                        "net_given": st.sampled_from([None, *Answer]),
                    }
                ),
                max_size=5,
            ),
            "sent": st.lists(
                st.fixed_dictionaries(
                    {
                        "direction": st.sampled_from([None, *ReferralDirection]),
                        "kind": st.sampled_from([None, *ReferralKind]),
                        "stage": st.sampled_from([None, *ReferralStage]),
                    }
                ),
                max_size=2,
            ),
            "acts": st.lists(
                st.fixed_dictionaries(
                    {
                        "acted_on": st.dates(date(2026, 9, 28), date(2026, 11, 2)),
                        "user_type": st.sampled_from([None, *FpUserType]),
                        "method": st.sampled_from([None, *FpMethod]),
                    }
                ),
                max_size=3,
            ),
            "doses": st.lists(
                st.fixed_dictionaries(
                    {
                        "vaccine": st.sampled_from([None, *BirthVaccine]),
                        "counted_by": st.sampled_from([None, *CountedBy]),
                    }
                ),
                max_size=2,
            ),
        }
    ),
    max_size=20,
)


@settings(max_examples=200)
@given(WARDS)
def test_in_any_ward_each_closing_line_is_the_return(ward_of: list[dict[str, Any]]) -> None:
    entries: list[Record] = []
    for told in ward_of:
        visits, antenatal = told.pop("visits"), told.pop("antenatal")
        sent, planned, given = told.pop("sent"), told.pop("acts"), told.pop("doses")
        made = a_birth(**told)
        before = [AntenatalVisit(pregnancy=made.pregnancy, **one) for one in antenatal]
        slips = [
            Referral(pregnancy=made.pregnancy, decided_at=moment(told["day"], 12), **one)
            for one in sent
        ]
        seen = [
            PostnatalVisit(
                pregnancy=made.pregnancy,
                delivery=made.delivery,
                seen_at=moment(told["day"] + timedelta(days=after), 9),
                mother_seen=Answer.YES,
            )
            for after in visits
        ]
        checks = [NewbornCheck(postnatal_visit=v, newborn=b) for v in seen for b in made.babies]
        acts = [FamilyPlanningAct(woman=made.woman, **one) for one in planned]
        doses = [
            BirthDose(newborn=made.babies[0], given_at=moment(told["day"], 14), **one)
            for one in given
        ]
        entries += [*made.all, *seen, *checks, *before, *slips, *acts, *doses]
    counted = sheet_of(*entries)
    for of in books():
        found = {
            total.line: frozenset(one.id for one in counted.line(total.line).counted)
            for total in of.totals
            if total.line in {line.code for line in counted.lines}
        }
        period = Period(*OCTOBER, found)
        mine = [one for one in entries if type(one) is of.record]
        pages_made = pages(of, in_book(of, mine, *OCTOBER), period)
        closed = closing(of, pages_made, period)
        for at, total in enumerate(of.totals):
            printed = sum(page.sums[at] for page in pages_made)
            assert printed == closed[at], (of.id, total.label)
            if total.line in found:
                line = counted.line(total.line)
                assert closed[at] == line.total, (of.id, total.label)
                assert len(line.counted) == len({one.id for one in line.counted})
