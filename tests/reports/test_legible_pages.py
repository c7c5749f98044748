"""Pages as an eye reads them: no word broken or hidden, nothing said that nobody knows."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from maternity import i18n
from maternity.records import named
from maternity.registers.abortion_care import AbortionCare
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.family_planning_lists import FpMethod
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_observation import LabourObservation
from maternity.registers.staff_member import StaffMember
from maternity.registers.woman import BloodGroup, Woman
from maternity.reports import page, paper_pdf
from maternity.reports.book_closing import Arrested, closing_words
from maternity.reports.documents import document, every
from maternity.reports.guide_sheet import guide_sheets
from maternity.reports.hours import step_words
from maternity.reports.leaf import Grid, Told
from maternity.reports.list_pdf import column_widths
from maternity.reports.listing import Listing
from maternity.ward import Ward
from maternity.ward.papers import of_period
from tests.ward_fixtures import NOW, a_birth, moment

DAY = date(2026, 11, 20)
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)
TOLD = Told(None, NOW, "Mme Traoré")


@pytest.fixture(autouse=True)
def french() -> None:
    i18n.use("fr")


def text_of(pdf: bytes) -> str:
    pages = (one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def test_a_book_whose_lines_bear_no_number_is_closed_without_one() -> None:
    words = closing_words(Arrested(lines=2, cancelled=1), "octobre 2026")
    assert "2 ligne(s), dont 1 annulée(s)" in words
    assert "n°" not in words
    numbered = closing_words(Arrested(lines=1, first="1/2026", last="1/2026"), "octobre 2026")
    assert "n° 1/2026" in numbered


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_word_of_a_table_head_is_broken(language: str) -> None:
    i18n.use(language)
    page.fonts()
    for one in (one for one in every() if one.dated):
        size = paper_pdf.SIZES[one.size]
        room = size[0] - 2 * paper_pdf.MARGINS[one.size[:2]]
        for leaf in one.make([], TOLD):
            for part in (part for part in leaf.parts if isinstance(part, Grid)):
                for head, share in zip(part.heads, part.widths, strict=True):
                    inside = room * share / sum(part.widths) - 2 * page.PAD
                    for word in head.split():
                        assert stringWidth(word, page.BOLD, page.TEXT) <= inside, (one.name, word)


def test_a_row_to_write_in_grows_with_what_stands_in_it() -> None:
    page.fonts()
    rows = (("court", "."), ("un texte long " * 12, "."))
    made = Grid("", ("Quoi", "Suite"), rows, (1, 1), tall=True)
    (table,) = paper_pdf.DRAW[Grid](made, 60 * mm)
    table.wrap(60 * mm, 400 * mm)
    _head, short, long = table._rowHeights
    assert short == 9 * mm
    assert long > 20 * mm


def test_a_step_is_told_without_the_comma_of_its_question() -> None:
    for language in ("fr", "en"):
        i18n.use(language)
        for name in ("eclampsia_care", "resuscitation", "haemorrhage_care"):
            for one in named(name).fields.values():
                if one.kind == "moment":
                    assert not step_words(one.words).endswith((",", " at", " à")), one.name


def test_a_list_of_a_month_says_of_which_month(ward: Ward) -> None:
    for name in (one.name for one in every() if one.dated):
        assert "novembre 2026" in text_of(of_period(ward, name, *NOVEMBER)), name


def test_a_card_says_nothing_of_what_nobody_knows() -> None:
    woman = Woman(family_name="Keïta", given_name="Awa", blood_group=BloodGroup.NOT_DONE)
    (leaf,) = document("mother_card").make(woman, TOLD)
    assert [line for line in leaf.parts[0].lines if line] == ["Keïta Awa"]  # type: ignore[union-attr]
    woman.blood_group = BloodGroup.O_NEG
    (leaf,) = document("mother_card").make(woman, TOLD)
    assert "O" in leaf.parts[0].lines[-1]  # type: ignore[union-attr]


def test_who_watched_stands_in_the_guide_by_initials() -> None:
    care = LabourCare(pregnancy=a_birth(DAY).pregnancy, active_phase_at=moment(DAY, 1))
    seen = StaffMember(family_name="Sidibé", given_name="Jɛnɛba")
    LabourObservation(labour_care=care, observed_at=moment(DAY, 1), fhr_bpm=140, observed_by=seen)
    (sheet,) = guide_sheets(care)
    assert "SJ" in {getattr(one, "text", "") for one in sheet.drawing.marks}
    assert sheet.notes == []


def test_an_english_page_sets_its_colons_in_the_english_way(ward: Ward) -> None:
    made = a_birth(DAY)
    ward.keep(*made.all)
    assert "Nom : Coulibaly" in text_of(ward.document("appointment_card", made.delivery))
    i18n.use("en")
    assert "Name: Coulibaly" in text_of(ward.document("appointment_card", made.delivery))


def test_the_relay_has_room_to_write_what_was_done() -> None:
    rows = (("Coulibaly Djénéba", "76 12 34 56", "Consultation : mère, enfant", "hier", ""),)
    heads = ("Femme", "Téléphone", "Pour", "Quand", "Fait, remarque")
    sheet = Listing("", "", "", heads, rows, NOW, "", to_write=(4,))
    assert column_widths(sheet, 100.0)[4] > 30


def test_care_after_an_abortion_shows_the_method_given_and_unknown_ages_are_told(
    ward: Ward,
) -> None:
    made = a_birth(DAY)
    care = AbortionCare(pregnancy=made.pregnancy, treated_at=moment(DAY, 9))
    given = FamilyPlanningAct(
        woman=made.woman, pregnancy=made.pregnancy, acted_on=DAY, method=FpMethod.IMPLANON
    )
    visit = AntenatalVisit(pregnancy=made.pregnancy, seen_on=DAY)
    ward.keep(made.woman, made.pregnancy, care, given, visit)
    assert "Implanon" in text_of(ward.print_book("avortements", *NOVEMBER))
    assert "Âge ou village inconnu" in text_of(ward.print_book("cpn", *NOVEMBER))
