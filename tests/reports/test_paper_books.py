"""The five Malian books: each column of the paper is asked, listed and printed."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from maternity import i18n, settings
from maternity.fields import Answer, Serial
from maternity.people import Role
from maternity.records import Record, named
from maternity.registers.abortion_care import AbortionCare, AbortionType, EvacuationMethod
from maternity.registers.admission import Admission, AdmissionSubject, ArrivalMode
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.hiv_care import HivCare, HivResult
from maternity.registers.lists import Sex
from maternity.registers.newborn_check import NewbornCheck
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.woman import Woman
from maternity.reports.blank import asked
from maternity.reports.book_lines import ROWS, boxes
from maternity.reports.books import book
from maternity.setting_options import AbortionTypePrint, HivColumnPrint
from maternity.settings import Settings
from maternity.ui.paper_columns import offered, with_paper
from maternity.ui.parts import parts_of
from maternity.ward import Query, Ward
from maternity.ward.months import close_month
from tests.paper_books import APART, PAPER
from tests.ward_fixtures import a_birth, moment

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)
DAY = date(2026, 10, 15)
PARENTS = ("woman", "pregnancy", "admission", "delivery", "newborn", "newborn_check")


@pytest.fixture(autouse=True)
def french() -> None:
    i18n.use("fr")


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def count_of(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def on_form(ward: Ward, register: str) -> set[str]:
    """The fields asked when an entry is begun, of a new woman and of one who gave birth."""
    made = a_birth(date(2026, 11, 20))
    ward.keep(*made.all)
    found: set[str] = set()
    for about in (Woman(family_name="Keïta"), made.woman):
        entry: Any = ward.begin(register, about)
        if register == "postnatal_visit" and about is made.woman:
            assert isinstance(entry, PostnatalVisit)
            NewbornCheck(postnatal_visit=entry, newborn=made.babies[0])
        for part in parts_of(entry):
            found |= {f"{part.record.register.name}.{one.name}" for one in part.fields}
    return found


@pytest.mark.parametrize("name", PAPER)
def test_every_column_of_the_paper_is_asked_on_the_entry_form(ward: Ward, name: str) -> None:
    shown = on_form(ward, book(name).register)
    lacking = []
    for number, heading, fields in PAPER[name]:
        for dotted in fields.split():
            register, _dot, field = dotted.partition(".")
            about = named(register)
            typed = field in about.fields and not isinstance(about.fields[field], Serial)
            apart = register in APART and field in asked(about)
            linked = dotted == "postnatal_visit.delivery"
            if typed and not (dotted in shown or apart or linked):
                lacking.append((number, heading, dotted))
    assert lacking == []


@pytest.mark.parametrize("name", PAPER)
def test_every_column_of_the_paper_can_stand_in_the_list(name: str) -> None:
    about = book(name).record.register
    there = {told for told, _words in offered(about)}
    hidden = {one.no for one in book(name).columns if one.masked or one.given}
    lacking = [
        (number, heading)
        for number, heading, fields in PAPER[name]
        if f"paper {name} {number}" not in there
        and not (number == 1 and about.serial is not None)
        and not (number in hidden and fields.partition(".")[0] in APART)
    ]
    assert lacking == []


@pytest.mark.parametrize("name", PAPER)
def test_every_heading_of_the_paper_is_printed_in_its_order(ward: Ward, name: str) -> None:
    headings = [(number, heading) for number, heading, _fields in PAPER[name]]
    assert [(one.no, one.heading) for one in book(name).columns] == headings
    printed = text_of(ward.print_book(name, DAY, DAY, blank=True)).replace(" ", "")
    assert [one for _number, one in headings if one.replace(" ", "") not in printed] == []


def test_a_paper_column_in_the_list_says_what_the_page_says(ward: Ward) -> None:
    made = a_birth(DAY, babies=2)
    made.woman.file_no, made.babies[1].sex = "412", Sex.MALE
    ward.keep(*made.all)
    names = ["paper accouchement 3", "paper accouchement 21", "paper accouchement 12"]
    columns = with_paper(ward, named("delivery"), names)[-3:]
    lists = sorted({one for column in columns for one in column.lists})
    (row,) = ward.with_children("delivery", [made.delivery.id], lists)
    assert [column.show(row) for column in columns] == ["412", "F / M", "x"]
    assert [column.words for column in columns] == ["3. N° dossier", "21. Sexe NN", "12. GATPA"]


UNSORTED = {
    "cpn": {6},
    "accouchement": {10, 11, *range(20, 35), 38},
    "cpon": {5, 8, 9, 25, 26},
    "hospitalises": {4, 5, 6, 12},
    "pf": {5},
}
"""The columns that a database cannot order: worked out, each baby's own, of another entry."""


def test_a_list_is_sorted_by_every_paper_column_but_those_that_are_worked_out(ward: Ward) -> None:
    birth = a_birth(DAY)
    ward.keep(*birth.all)
    for name, unsorted in UNSORTED.items():
        about = named(book(name).register)
        columns = with_paper(ward, about, [one for one, _words in offered(about)])
        paper = [one for one in columns if one.name.startswith(f"paper {name} ")]
        assert {int(one.name.split()[-1]) for one in paper if not one.sort} == unsorted, name
        for one in paper:
            if one.sort:
                assert ward.page(Query(about.name, sort=one.sort)).total >= 0
    several = with_paper(ward, named("delivery"), ["paper accouchement 4"])[-1]
    assert several.sort == "pregnancy.woman.family_name,pregnancy.woman.given_name"


def test_a_month_of_fourteen_lines_still_fits_its_pages_with_the_closing_line(ward: Ward) -> None:
    for at in range(ROWS):
        made = a_birth(DAY, name=f"Femme{at}")
        stay = Admission(
            pregnancy=made.pregnancy, subject=AdmissionSubject.WOMAN, admitted_at=moment(DAY, 1)
        )
        ward.keep(*made.all, stay)
    counts = {
        (name, wide): count_of(ward.print_book(name, *OCTOBER, wide=wide))
        for name, wide in (
            ("accouchement", False),
            ("accouchement", True),
            ("hospitalises", False),
            ("nouveau_nes", False),
        )
    }
    assert counts == {
        ("accouchement", False): 2,
        ("accouchement", True): 1,
        ("hospitalises", False): 1,
        ("nouveau_nes", False): 2,
    }


def test_the_closing_line_tells_the_lines_and_is_provisional_until_the_month_is_closed(
    ward: Ward,
) -> None:
    first, second = a_birth(DAY), a_birth(DAY + timedelta(days=1), name="Diarra")
    ward.keep(*first.all, *second.all)
    ward.void(ward.full("delivery", second.delivery.id), "écrit deux fois", with_children=True)
    i18n.use("en")
    told = text_of(ward.print_book("accouchement", *OCTOBER))
    assert "PROVISIONAL" in told
    assert "at 2 line(s) (n° 1/2026 to n° 2/2026), of which 1 cancelled" in told
    assert "Seal: " in told
    assert "This register is closed" not in text_of(ward.print_book("accouchement", DAY, DAY))
    assert "no line was written" in text_of(ward.print_book("pf", *OCTOBER))
    close_month(ward, ward.sheet("rma_cscom", "2026-10"))
    assert "PROVISIONAL" not in text_of(ward.print_book("accouchement", *OCTOBER))


def test_an_abortion_has_a_line_of_its_own_in_the_book_and_counts_in_no_figure(ward: Ward) -> None:
    made, other = a_birth(DAY), a_birth(DAY, name="Keïta")
    care = AbortionCare(
        pregnancy=other.pregnancy,
        treated_at=moment(DAY - timedelta(days=2), 9),
        abortion_type=AbortionType.INDUCED,
        evacuation_method=EvacuationMethod.MVA,
    )
    ward.keep(*made.all, other.woman, other.pregnancy, care)
    hidden = text_of(ward.print_book("accouchement", *OCTOBER))
    assert "A 1 " in hidden
    assert hidden.index("Keïta") < hidden.index("Coulibaly")
    words = AbortionType.INDUCED.words
    assert words not in hidden
    chosen = ward.settings()
    chosen.abortion_type_print = AbortionTypePrint.PRINTED
    ward.keep(chosen, reason="demande du district")
    try:
        assert words in text_of(ward.print_book("accouchement", *OCTOBER))
    finally:
        settings.use(Settings())
    i18n.use("en")
    assert "at 1 line(s)" in text_of(ward.print_book("accouchement", *OCTOBER))


def test_the_antenatal_book_says_that_a_test_was_done_and_never_its_answer(ward: Ward) -> None:
    made, other = a_birth(DAY), a_birth(DAY, name="Keïta")
    kept: list[Record] = [made.woman, made.pregnancy, other.woman, other.pregnancy]
    visits = [AntenatalVisit(pregnancy=one.pregnancy, seen_on=DAY) for one in (made, other)]
    test = HivCare(pregnancy=made.pregnancy, seen_on=DAY, result=HivResult.POSITIVE)
    ward.keep(*kept, *visits, test)
    ward.account.role = Role.MIDWIFE
    i18n.use("en")
    told = text_of(ward.print_book("cpn", *OCTOBER))
    assert told.count("done") > text_of(ward.print_book("cpn", DAY, DAY, blank=True)).count("done")
    blank = text_of(ward.print_book("cpn", DAY, DAY, blank=True))
    assert told.count(HivResult.POSITIVE.words) == blank.count(HivResult.POSITIVE.words)
    chosen = ward.settings()
    chosen.hiv_column_print = HivColumnPrint.BLANK
    ward.account.role = Role.HEAD
    ward.keep(chosen, reason="demande du district")
    try:
        assert text_of(ward.print_book("cpn", *OCTOBER)).count("done") == told.count("done") - 1
    finally:
        settings.use(Settings())


def test_the_pmtct_book_is_for_who_may_see_it_and_names_no_woman(ward: Ward) -> None:
    made = a_birth(DAY)
    contact = HivCare(pregnancy=made.pregnancy, seen_on=DAY, result=HivResult.NEGATIVE)
    contact.care_no = "PEC-77"
    ward.keep(made.woman, made.pregnancy, contact)
    told = text_of(ward.print_book("ptme", *OCTOBER))
    assert "Coulibaly" not in told
    assert " N " in told
    ward.account.role = Role.NURSE
    with pytest.raises(Exception, match="rôle"):
        ward.print_book("ptme", DAY, DAY)


def test_a_rank_ticks_its_box_and_stands_in_the_last_one_beyond_four() -> None:
    assert [boxes(rank) for rank in (1, 4, 6)] == ["☒☐☐☐", "☐☐☐☒", "☐☐☐6"]


def test_a_newborn_in_a_bed_is_the_baby_of_its_mother_with_its_days(ward: Ward) -> None:
    made = a_birth(DAY)
    stay: Any = Admission(
        pregnancy=made.pregnancy,
        subject=AdmissionSubject.NEWBORN,
        newborn=made.babies[0],
        admitted_at=moment(DAY + timedelta(days=3), 9),
        arrival_mode=ArrivalMode.BORN_HERE,
    )
    ward.keep(*made.all, stay)
    told = text_of(ward.print_book("hospitalises", *OCTOBER))
    assert "NN de Coulibaly Djénéba" in told
    assert (stay.patient, stay.age_told) == ("NN de Coulibaly Djénéba", "3 j")
    assert made.delivery.amtsl is Answer.YES
