"""Each right and each act of the ward, for each role: what is not allowed on purpose is refused."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

from maternity import clock
from maternity import ward as package
from maternity.db.audit import Anchor
from maternity.db.book import Query
from maternity.db.drafts import Draft
from maternity.db.journal import Asked
from maternity.db.people import Notice
from maternity.db.saving import Kept
from maternity.errors import Refused
from maternity.exchange.columns import Headed, Use
from maternity.exchange.dhis2 import Table
from maternity.fields import Answer
from maternity.people import RIGHTS, Account, Right, Role
from maternity.records import Record, named
from maternity.registers.admission import Admission
from maternity.registers.hiv_care import HivCare, HivResult, HivStage
from maternity.registers.labour_care import LabourCare
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.month_closing import FigureMark
from maternity.registers.village import Village
from maternity.registers.woman import Woman
from maternity.registers.woman_merge import WomanMerge
from maternity.reports.course import Course, Month
from maternity.ward import Ward
from maternity.ward.district import Chosen, Kind
from maternity.ward.due import Due, When
from maternity.ward.due import Kind as DueKind
from maternity.ward.handing_in import Asked as HandedIn
from maternity.ward.incoming import Incoming, Report
from maternity.ward.list_views import ListView
from maternity.ward.merging import Plan as Merging
from maternity.ward.monthly_anchor import Due as MonthlyAnchor
from maternity.ward.parting import Parting
from maternity.ward.recovery_trial import Envelope
from maternity.ward.second_person import Together
from maternity.ward.several import Plan, Row
from tests.ward_fixtures import PASSPHRASE, a_birth, at_work, moment

N, M, H, T = Role.NURSE, Role.MIDWIFE, Role.HEAD, Role.TECHNICIAN
CARE, MIDWIVES, SET_UP = {N, M, H}, {M, H}, {H, T}

CELLS: dict[Right, set[Role]] = {
    Right.READ: CARE,
    Right.WRITE: CARE,
    Right.CORRECT_OTHERS: MIDWIVES,
    Right.VOID: {H},
    Right.COUNT: CARE,
    Right.PRINT: CARE,
    Right.EXPORT_FIGURES: {H},
    Right.EXPORT_NAMES: {H},
    Right.IMPORT: {H},
    Right.SET_UP: SET_UP,
    Right.MANAGE_PEOPLE: SET_UP,
    Right.SEE_HIV: MIDWIVES,
    Right.SEE_DEATH_REVIEW: {H},
    Right.CHECK: SET_UP,
    Right.NOTE_HIV_TEST: CARE,
    Right.SEE_DEATHS: MIDWIVES,
    Right.SEE_MINORS: MIDWIVES,
    Right.PRINT_ALL: MIDWIVES,
    Right.PROPOSE_VOID: MIDWIVES,
    Right.PROPOSE_MERGE: MIDWIVES,
    Right.MERGE: {H},
    Right.CLOSE_MONTH: {H},
    Right.REOPEN_MONTH: {H},
    Right.BREAK_GLASS: {M},
    Right.BACK_UP: {N, M, H, T},
    Right.RESTORE: SET_UP,
    Right.READ_OWN_JOURNAL: CARE,
    Right.READ_TECHNICAL_JOURNAL: SET_UP,
    Right.READ_JOURNAL: {H},
}
"""The table of the reference, cell by cell."""


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("right", Right)
def test_a_role_has_the_rights_of_the_table_and_no_other(right: Right, role: Role) -> None:
    assert (right in RIGHTS[role]) is (role in CELLS[right])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """A register with a birth, a stay, a death and an HIV contact written by the head."""
    with at_work(tmp_path_factory.mktemp("droits") / "registre") as ward:
        made = a_birth(date(2026, 11, 25))
        stay = Admission(pregnancy=made.pregnancy, admitted_at=moment(date(2026, 11, 25), 1))
        contact = HivCare(
            pregnancy=made.pregnancy, seen_on=date(2026, 11, 20), result=HivResult.POSITIVE
        )
        death = MaternalDeath(pregnancy=made.pregnancy, died_at=moment(date(2026, 11, 25), 9))
        ward.keep(*made.all, stay, contact, death)
        ward.keep_draft(DRAFT)
        yield ward


@pytest.fixture(autouse=True)
def as_before(shared: Ward) -> Iterator[None]:
    """Whoever was at work, the head is again."""
    head = shared.account
    yield
    shared.account, shared.must_change = head, False


def as_role(ward: Ward, role: Role) -> Ward:
    """The same register with another person at it."""
    ward.account = Account(name=f"Une {role.value}", role=role, active=Answer.YES)
    return ward


def kept(ward: Ward, register: str) -> Any:
    """The entry of a register, past all rights."""
    return ward.book.page(Query(register)).rows[0]


def notice(ward: Ward) -> Notice:
    """A notice to the head."""
    at = ward.stamp("").at
    return Notice("x", at, "", "break_glass", None, None, None, "", None, None, None)


def to_call(ward: Ward) -> Due:
    """A contact that is due after the birth."""
    birth = kept(ward, "delivery")
    return Due(DueKind.CONTACT, birth, birth.woman, When.TODAY, DAY, "", "")


def month(ward: Ward, form: str = "rma_cscom") -> Any:
    """The return of November, counted past all rights."""
    mine, ward.account = ward.account, Account(name="x", role=Role.HEAD)
    counted = ward.sheet(form, "2026-11")
    ward.account = mine
    return counted


def g10_among_the_months(ward: Ward) -> tuple[Any, Any, Course]:
    """The return, one of its lines, and the course of it."""
    counted = month(ward)
    return counted, counted.line("G10"), Course((), Month(counted.first, 1))


def given(ward: Ward) -> Chosen:
    """A mapping table of the district, looked at past all rights; it is not there any more."""
    return Chosen(Kind.MAPPING, Path("none.csv"), (month(ward).form,), "")


def twice(ward: Ward) -> Merging:
    """A woman to be made one with herself, past all rights: it is refused, whoever asks."""
    woman = kept(ward, "woman")
    return Merging(woman, woman, [])


def planned(ward: Ward) -> Plan:
    """A delivery to be corrected with others, past all rights."""
    field = named("delivery").fields["amtsl"]
    return Plan(field, (Row(kept(ward, "delivery"), "", ""),))


DAY = date(2026, 11, 25)
DRAFT = Draft("0" * 32, "delivery", "", {"records": [], "entry": ""}, who="Mme Traoré")
HERS = Draft("3" * 32, "settings", "", {"records": [], "entry": ""}, who="Une technician")
"""The technical administrator's own, on the form of the rules."""
BLANK_SHEET: Any = named("printout").record()
BLANK_SHEET.document = "blank_delivery"
Act = Callable[[Ward, Path], object]

ACTS: dict[str, tuple[set[Role], Act]] = {
    "get": (CARE, lambda w, _p: w.get("delivery", kept(w, "delivery").id)),
    "full": (CARE, lambda w, _p: w.full("delivery", kept(w, "delivery").id)),
    "page": (CARE, lambda w, _p: w.page(Query("delivery"))),
    "all": (CARE, lambda w, _p: w.all("delivery")),
    "count": (CARE, lambda w, _p: w.count(Query("delivery"))),
    "find": (CARE, lambda w, _p: w.find("coulibaly")),
    "likely_same": (CARE, lambda w, _p: w.likely_same(kept(w, "woman"))),
    "suggestions": (
        CARE,
        lambda w, _p: w.suggestions(named("delivery").links["attendant"], "tra"),
    ),
    "history": (CARE, lambda w, _p: w.history(kept(w, "delivery"))),
    "incomplete": (CARE, lambda w, _p: w.incomplete()),
    "with_children": (CARE, lambda w, _p: w.with_children("delivery", [], [])),
    "new": (CARE, lambda w, _p: w.new("woman")),
    "begin": (CARE, lambda w, _p: w.begin("admission", kept(w, "woman"))),
    "open_pregnancy": (CARE, lambda w, _p: w.open_pregnancy(kept(w, "woman"), DAY)),
    "keep": (CARE, lambda w, _p: w.keep(Woman(family_name="Keïta"))),
    "same_event.written_twice": (
        CARE,
        lambda w, _p: call("same_event.written_twice", w, [kept(w, "delivery")]),
    ),
    "corrected": (CARE, lambda w, _p: w.corrected(kept(w, "woman"))),
    "book_in": ({H}, lambda w, _p: w.book_in([])),
    "hanging_on": (CARE, lambda w, _p: w.hanging_on(kept(w, "delivery"))),
    "void": ({H}, lambda w, _p: w.void(kept(w, "delivery"), "écrit deux fois")),
    "keep_draft": (CARE, lambda w, _p: w.keep_draft(Draft("1" * 32, "delivery", "", {}))),
    "drafts": (CARE | {T}, lambda w, _p: w.drafts()),
    "reopen": (MIDWIVES, lambda w, _p: w.reopen(DRAFT)),
    "nearby": (
        CARE,
        lambda w, _p: w.nearby(named("birth_dose").links["newborn"], kept(w, "newborn")),
    ),
    "give_up": (MIDWIVES, lambda w, _p: w.give_up(DRAFT)),
    "add_person": (SET_UP, lambda w, _p: w.add_person("Une", N, "court")),
    "people": (SET_UP, lambda w, _p: w.people()),
    "print_list": (MIDWIVES, lambda w, _p: w.print_list(Query("bed"))),
    "print_book": (CARE, lambda w, _p: w.print_book("accouchement", DAY, DAY)),
    "documents": (CARE, lambda w, _p: w.documents(kept(w, "delivery"))),
    "document": (MIDWIVES, lambda w, _p: w.document("mother_card", kept(w, "woman"))),
    "take_facts": (SET_UP, lambda w, p: w.take_facts(p / "none.xlsx")),
    "type_figure": (CARE, lambda w, _p: w.type_figure(month(w), "G10", (), 3, "compté deux fois")),
    "write_sheet": ({H}, lambda w, p: w.write_sheet(month(w), "csv", p / "r.csv")),
    "print_sheet": (MIDWIVES, lambda w, _p: w.print_sheet(month(w))),
    "export": (
        {H},
        lambda w, p: w.export(Query("bed"), "csv", p / "b.csv", reason="audit interne"),
    ),
    "sheet": (CARE, lambda w, _p: w.sheet("rma_cscom", "2026-11")),
    "board.board": (CARE, lambda w, _p: call("board.board", w)),
    "board.leaving": (CARE, lambda w, _p: call("board.leaving", w, kept(w, "admission"))),
    "emergencies.choices": (
        CARE,
        lambda w, _p: call("emergencies.choices", w, kept(w, "delivery")),
    ),
    "guide_file.save_guide": (
        CARE,
        lambda w, p: call("guide_file.save_guide", w, LabourCare(), p / "guide.svg"),
    ),
    "due.due": (CARE, lambda w, _p: call("due.due", w)),
    "due.due_to": (CARE, lambda w, _p: call("due.due_to", w, kept(w, "woman"))),
    "exposed.exposed": (CARE, lambda w, _p: call("exposed.exposed", w, DAY)),
    "exposed.exposed_of": (CARE, lambda w, _p: call("exposed.exposed_of", w, [], DAY)),
    "files.check": (SET_UP, lambda w, _p: call("files.check", w)),
    "files.export": (
        {H},
        lambda w, p: call(
            "files.export", w, Query("bed"), "csv", p / "b.csv", reason="audit interne"
        ),
    ),
    "files.import_files": ({H}, lambda w, _p: call("files.import_files", w, [])),
    "glass.break_glass": (
        {M},
        lambda w, _p: call("glass.break_glass", w, kept(w, "woman"), "revue de décès"),
    ),
    "handover.handover": (CARE, lambda w, _p: call("handover.handover", w)),
    "handover.handover_pdf": (CARE, lambda w, _p: call("handover.handover_pdf", w)),
    "hiv_test.hiv_test": (CARE, lambda w, _p: call("hiv_test.hiv_test", w, kept(w, "pregnancy"))),
    "hiv_test.note_hiv_test": (
        CARE,
        lambda w, _p: call("hiv_test.note_hiv_test", w, kept(w, "pregnancy"), DAY),
    ),
    "noticing.notices": (CARE, lambda w, _p: call("noticing.notices", w)),
    "noticing.propose_void": (
        MIDWIVES,
        lambda w, _p: call("noticing.propose_void", w, kept(w, "delivery"), "écrit deux fois"),
    ),
    "noticing.settle": ({H}, lambda w, _p: call("noticing.settle", w, notice(w))),
    "merged.merges_of": (CARE, lambda w, _p: call("merged.merges_of", w, kept(w, "woman"))),
    "merged.proposals": (CARE, lambda w, _p: call("merged.proposals", w, kept(w, "woman"))),
    "merging.merge": ({H}, lambda w, _p: call("merging.merge", w, twice(w), "1")),
    "merging.plan": (
        MIDWIVES,
        lambda w, _p: call("merging.plan", w, kept(w, "woman"), kept(w, "woman")),
    ),
    "merging.propose": (
        MIDWIVES,
        lambda w, _p: call("merging.propose", w, kept(w, "woman"), kept(w, "woman"), "1"),
    ),
    "parting.part": ({H}, lambda w, _p: call("parting.part", w, Parting(WomanMerge()), "x")),
    "parting.plan_parting": ({H}, lambda w, _p: call("parting.plan_parting", w, kept(w, "woman"))),
    "second_person.candidates": (
        CARE,
        lambda w, _p: call("second_person.candidates", w, Together.MERGE),
    ),
    "second_person.prove_second": (
        CARE,
        lambda w, _p: call("second_person.prove_second", w, "x", "y", Together.MERGE),
    ),
    "who agrees to a setting": (
        SET_UP,
        lambda w, _p: call("second_person.candidates", w, Together.SETTINGS),
    ),
    "agreeing to a setting": (
        SET_UP,
        lambda w, _p: call("second_person.prove_second", w, "x", "y", Together.SETTINGS),
    ),
    "who attests that it is she": (
        CARE,
        lambda w, _p: call("second_person.candidates", w, Together.VOUCH),
    ),
    "attesting that it is she": (
        CARE,
        lambda w, _p: call("second_person.prove_second", w, "x", "y", Together.VOUCH),
    ),
    "the rules of the ward": (SET_UP, lambda w, _p: w.keep(kept(w, "settings"))),
    "our own facility": (SET_UP, lambda w, _p: w.keep(kept(w, "facility"))),
    "a list of the ward's daily life": (SET_UP, lambda w, _p: w.keep(Village())),
    "what correcting a setting replaces": (
        SET_UP,
        lambda w, _p: w.corrected(kept(w, "settings")),
    ),
    "the draft of a setting": (
        CARE | {T},
        lambda w, _p: w.keep_draft(Draft("2" * 32, "settings", "", {})),
    ),
    "taking up a setting": (MIDWIVES | {T}, lambda w, _p: w.reopen(HERS)),
    "giving up a setting": (CARE | {T}, lambda w, _p: w.give_up(HERS)),
    "what stood in a setting": (
        CARE | {T},
        lambda w, _p: call("rectifying.rectified", w, kept(w, "settings")),
    ),
    "recalls.begin_recall": (CARE, lambda w, _p: call("recalls.begin_recall", w, to_call(w))),
    "papers.issue": (
        MIDWIVES,
        lambda w, _p: call("papers.issue", w, "mother_card", kept(w, "woman")),
    ),
    "papers.numbered": (
        CARE,
        lambda w, _p: call("papers.numbered", w, "mother_card", kept(w, "woman").id),
    ),
    "papers.of_period": (
        MIDWIVES,
        lambda w, _p: call("papers.of_period", w, "caesareans", DAY, DAY),
    ),
    "papers.offered": (
        CARE,
        lambda w, _p: call("papers.offered", w, "delivery", kept(w, "delivery").id),
    ),
    "papers.preview": (
        MIDWIVES,
        lambda w, _p: call("papers.preview", w, "mother_card", kept(w, "woman")),
    ),
    "printing.book_pdf": (
        MIDWIVES,
        lambda w, _p: call("printing.book_pdf", w, "accouchement", DAY, DAY + timedelta(days=1)),
    ),
    "printing.due_pdf": (MIDWIVES, lambda w, _p: call("printing.due_pdf", w, [])),
    "own_forms.faulty": (CARE, lambda w, _p: call("own_forms.faulty", w)),
    "public_summary.summary_pdf": (
        MIDWIVES,
        lambda w, _p: call("public_summary.summary_pdf", w, month(w)),
    ),
    "public_summary.write_summary": (
        {H},
        lambda w, p: call("public_summary.write_summary", w, month(w), p / "m.txt"),
    ),
    "reopening.reopen": (MIDWIVES, lambda w, _p: w.reopen(DRAFT)),
    "returns.sheets": (
        CARE,
        lambda w, _p: call("returns.sheets", w, [("rma_cscom", "2026-11")]),
    ),
    "returns.sheet": (CARE, lambda w, _p: call("returns.sheet", w, "rma_cscom", "2026-11")),
    "returns.type_figure": (
        CARE,
        lambda w, _p: call("returns.type_figure", w, month(w), "G10", (), 3, "compté deux fois"),
    ),
    "returns.write_sheet": (
        MIDWIVES,
        lambda w, p: call("returns.write_sheet", w, month(w), "pdf", p / "r.pdf"),
    ),
    "staffing.disable_person": (
        SET_UP,
        lambda w, _p: call("staffing.disable_person", w, "Personne"),
    ),
    "staffing.reset_person": (
        SET_UP,
        lambda w, _p: call("staffing.reset_person", w, "Personne", "court"),
    ),
    "story.story": (CARE, lambda w, _p: call("story.story", w, kept(w, "woman"))),
    "copies.copy_to": ({N, M, H, T}, lambda w, p: call("copies.copy_to", w, [p])),
    "copies.drill": ({N, M, H, T}, lambda w, _p: call("copies.drill", w)),
    "handing_in.data_values": (
        {H},
        lambda w, _p: call("handing_in.data_values", w, month(w), None, HandedIn()),
    ),
    "handing_in.hand_in": ({H}, lambda w, p: call("handing_in.hand_in", w, month(w), p)),
    "handing_in.take_mapping": (
        SET_UP,
        lambda w, p: call("handing_in.take_mapping", w, p / "none.csv", [month(w).form], DAY),
    ),
    "handing_in.values_of": (
        CARE,
        lambda w, _p: call("handing_in.values_of", w, month(w), Table({}), HandedIn()),
    ),
    "indicators.who_indicators": (
        CARE,
        lambda w, _p: call("indicators.who_indicators", w, "2026-11"),
    ),
    "journal.count": ({N, M, H, T}, lambda w, _p: call("journal.count", w, Asked())),
    "journal.events": ({N, M, H, T}, lambda w, _p: call("journal.events", w, Asked())),
    "journal.pages": ({N, M, H, T}, lambda w, _p: call("journal.pages", w, Asked())),
    "journal.write_csv": (
        {N, M, H, T},
        lambda w, p: call("journal.write_csv", w, Asked(), p / "journal.csv"),
    ),
    "journal.history_pages": (
        CARE,
        lambda w, _p: call("journal.history_pages", w, kept(w, "delivery")),
    ),
    "manual.print_manual": ({N, M, H, T}, lambda w, _p: call("manual.print_manual", w)),
    "month_checks.answer": (
        CARE,
        lambda w, _p: call("month_checks.answer", w, month(w), "V29", "aucune séance ce mois"),
    ),
    "month_checks.before": (
        CARE,
        lambda w, _p: call("month_checks.before", w, "rma_cscom", date(2026, 11, 1), 1),
    ),
    "month_checks.one_before": (
        CARE,
        lambda w, _p: call("month_checks.one_before", w, "rma_cscom", date(2026, 10, 1)),
    ),
    "comparison.comparison_pdf": (
        MIDWIVES,
        lambda w, _p: call("comparison.comparison_pdf", w, month(w)),
    ),
    "comparison.save_drawing": (
        MIDWIVES,
        lambda w, p: call("comparison.save_drawing", w, *g10_among_the_months(w), p / "g10.svg"),
    ),
    "district.write_tried": (
        {H},
        lambda w, p: call("district.write_tried", w, given(w), "2026-11", p / "t.csv"),
    ),
    "month_checks.notes": (
        CARE,
        lambda w, _p: call("month_checks.notes", w, "rma_cscom", date(2026, 11, 1)),
    ),
    "month_checks.warnings": (CARE, lambda w, _p: call("month_checks.warnings", w, month(w))),
    "months.closings": (CARE, lambda w, _p: call("months.closings", w)),
    "months.close_month": ({H}, lambda w, _p: call("months.close_month", w, month(w))),
    "months.mark_handed_in": (
        {H},
        lambda w, _p: call("months.mark_handed_in", w, "rma_cscom", date(2026, 11, 1)),
    ),
    "months.reopen_month": (
        {H},
        lambda w, _p: call("months.reopen_month", w, "rma_cscom", date(2026, 11, 1), "oubliée ici"),
    ),
    "months.standing": (
        CARE,
        lambda w, _p: call("months.standing", w, "rma_cscom", date(2026, 11, 1)),
    ),
    "own_forms.take_form": (SET_UP, lambda w, p: call("own_forms.take_form", w, p / "none.toml")),
    "own_forms.tried": (
        CARE,
        lambda w, p: call("own_forms.tried", w, p / "none.toml", "2026-11"),
    ),
    "rectifying.rectified": (
        CARE,
        lambda w, _p: call("rectifying.rectified", w, kept(w, "delivery")),
    ),
    "returns.counted_now": (
        CARE,
        lambda w, _p: call("returns.counted_now", w, "rma_cscom", "2026-11"),
    ),
    "new_computer.sheet_pdf": ({N, M, H, T}, lambda w, _p: call("new_computer.sheet_pdf", w)),
    "files.entry_with_key": (
        CARE,
        lambda w, _p: call("files.entry_with_key", w, "delivery", kept(w, "delivery").id),
    ),
    "returns.pages": (MIDWIVES, lambda w, _p: call("returns.pages", w, month(w))),
    "robson.robson_pdf": (MIDWIVES, lambda w, _p: call("robson.robson_pdf", w, "2026-11")),
    "robson.robson_table": (CARE, lambda w, _p: call("robson.robson_table", w, "2026-11")),
    "baby_moving.deliveries_for": (
        MIDWIVES,
        lambda w, _p: call("baby_moving.deliveries_for", w, kept(w, "newborn"), "coul"),
    ),
    "baby_moving.move_newborn": (
        MIDWIVES,
        lambda w, _p: call(
            "baby_moving.move_newborn", w, kept(w, "newborn"), kept(w, "delivery"), "mauvaise mère"
        ),
    ),
    "voiding.void": ({H}, lambda w, _p: call("voiding.void", w, kept(w, "delivery"), "x")),
    "kept_pages.printed_of": (
        CARE,
        lambda w, _p: call("kept_pages.printed_of", w, kept(w, "woman")),
    ),
    "kept_pages.pages_of": (
        CARE,
        lambda w, _p: call("kept_pages.pages_of", w, named("printout").record()),
    ),
    "kept_pages.print_again": (
        CARE,
        lambda w, _p: call("kept_pages.print_again", w, BLANK_SHEET),
    ),
    "undoing.undo": (CARE, lambda w, _p: call("undoing.undo", w, Kept([], {}))),
    "death_reviews.reviews_pdf": (
        {H},
        lambda w, _p: call("death_reviews.reviews_pdf", w, month(w, "sdmpr")),
    ),
    "district.look": ({N, M, H, T}, lambda w, p: call("district.look", w, p / "none.toml")),
    "district.put_in_force": (
        SET_UP,
        lambda w, _p: call("district.put_in_force", w, given(w), DAY),
    ),
    "district.standing": ({N, M, H, T}, lambda w, _p: call("district.standing", w)),
    "district.tried": (CARE, lambda w, _p: call("district.tried", w, given(w))),
    "figure_marks.mark": (
        CARE,
        lambda w, _p: call("figure_marks.mark", w, month(w), "G10", (), "à revoir"),
    ),
    "figure_marks.marks": (CARE, lambda w, _p: call("figure_marks.marks", w, month(w))),
    "figure_marks.open_marks": (CARE, lambda w, _p: call("figure_marks.open_marks", w, month(w))),
    "figure_marks.remarks": (CARE, lambda w, _p: call("figure_marks.remarks", w, month(w))),
    "figure_marks.settle": (
        CARE,
        lambda w, _p: call("figure_marks.settle", w, month(w), FigureMark(), "compté une fois"),
    ),
    "workbooks.filled": ({H}, lambda w, _p: call("workbooks.filled", w, month(w))),
    "workbooks.take_workbook": (
        SET_UP,
        lambda w, p: call("workbooks.take_workbook", w, p / "none.xlsx", [month(w).form], DAY),
    ),
    "workbooks.write_filled": (
        {H},
        lambda w, p: call("workbooks.write_filled", w, month(w), p / "x.xlsx"),
    ),
    "list_views.views": (CARE, lambda w, _p: call("list_views.views", w, "delivery")),
    "list_views.keep_view": (
        CARE,
        lambda w, _p: call("list_views.keep_view", w, "delivery", ListView(name="")),
    ),
    "list_views.drop_view": (CARE, lambda w, _p: call("list_views.drop_view", w, "delivery", "x")),
    "several.plan": (
        MIDWIVES,
        lambda w, _p: call("several.plan", w, [kept(w, "delivery")], "amtsl", Answer.NO, None),
    ),
    "several.correct": (MIDWIVES, lambda w, _p: call("several.correct", w, planned(w), "1")),
    "comparing.compare": (CARE, lambda w, _p: call("comparing.compare", w, [])),
    "import_undoing.past": ({H}, lambda w, _p: call("import_undoing.past", w)),
    "import_undoing.plan": ({H}, lambda w, _p: call("import_undoing.plan", w, 0)),
    "import_undoing.undo": ({H}, lambda w, _p: call("import_undoing.undo", w, 0, "mal choisi")),
    "incoming.look": ({H}, lambda w, p: call("incoming.look", w, "village", p / "none.csv")),
    "incoming.known_shape": (
        {H},
        lambda w, p: call("incoming.known_shape", w, "village", p / "none.csv"),
    ),
    "incoming.judge": ({H}, lambda w, p: call("incoming.judge", w, arriving(p))),
    "incoming.try_out": ({H}, lambda w, p: call("incoming.try_out", w, arriving(p))),
    "incoming.take": ({H}, lambda w, p: call("incoming.take", w, arriving(p))),
    "incoming.keep_columns": ({H}, lambda w, p: call("incoming.keep_columns", w, arriving(p))),
    "incoming.write_columns": (
        {H},
        lambda w, p: call("incoming.write_columns", w, arriving(p), p / "c.csv"),
    ),
    "incoming.write_report": (
        {H},
        lambda w, p: call("incoming.write_report", w, Report(arriving(p)), p / "r.csv"),
    ),
    "moving.to_file": (SET_UP, lambda w, _p: call("moving.to_file", w)),
    "moving.to_server": (SET_UP, lambda w, _p: call("moving.to_server", w, "", "", "", "")),
    "confidentiality.paper_pdf": (
        SET_UP,
        lambda w, _p: call("confidentiality.paper_pdf", w, "incident_sheet"),
    ),
    "confidentiality.departure_pdf": (
        SET_UP,
        lambda w, _p: call("confidentiality.departure_pdf", w, "Mme Traoré"),
    ),
    "monthly_anchor.note": (
        SET_UP,
        lambda w, _p: call("monthly_anchor.note", w, MonthlyAnchor(Anchor())),
    ),
    "own_papers.make": ({N, M, H, T}, lambda w, _p: call("own_papers.make", w, "patient_notice")),
    "recovery_trial.try_code": (
        SET_UP,
        lambda w, _p: call("recovery_trial.try_code", w, Envelope.HEAD, "ABCD"),
    ),
}
"""An act -> who may do it, and the act itself on somebody else's entries.

What is named in words is an act of the list on entries of another kind.
"""

ANYBODY = {
    # about the register and the person herself: no value of care
    "allow": "what asks",
    "close": "leaving",
    "note": "what is told to the journal",
    "fact": "of the file",
    "settings": "the ward's choices",
    "returns": "the forms there are",
    "prove": "her own secret",
    "change_passphrase": "her own secret",
    "stamp": "who she is",
    "locking.lock": "leaving",
    "proving.prove": "her own secret",
    "proving.is_proven": "her own secret",
    "proving.check_proven": "refuses",
    "returns.returns": "the forms there are",
    "returns.line_of": "a line of a sheet that was counted for her",
    "staffing.change_passphrase": "her own secret",
    "staffing.set_pin": "her own secret",
    "staffing.near": "the names of the ward",
    # what the first page says of the copies and the clock; no value of care
    "about.about": "the version and the size of the file",
    "clock_check.begin": "the clock",
    "clock_check.believe": "the clock",
    "clock_check.look": "the clock",
    "clock_check.words": "the clock",
    "copies.before_risk": "a copy made before an act that asks for itself",
    "copies.changed": "whether anything was written since",
    "copies.copy_by_itself": "a sealed copy at the end of a shift",
    "copies.drill_if_due": "the weekly trial, which asks",
    "copies.found_in": "the copies of a place, by their numbers",
    "copies.generation": "a number",
    "copies.here": "a folder",
    "copy_due.is_due": "whether four hours are nearly over",
    "copies.ledger": "where copies lie",
    "copies.missing_since": "a number of days",
    "copies.recovered": "a date",
    "room.room_left": "megabytes of the disk",
    "copies.state": "dates",
    "handing_in.own_mapping": "a file's place",
    "workbooks.own_workbook": "a file's place",
    "monthly_anchor.due": "asks: the last number of the journal, for who may check it",
    "confidentiality.offered": "asks: the names of papers",
    "confidentiality.own_paper": "which right is asked",
    "recovery_trial.trials": "dates",
    "journal.people": "asks: the names of who signs in, for the head alone",
}
WITHIN = {
    "discretion", "opened",  # what asks and takes out
}  # fmt: skip
CALLED_BY_OTHERS = {
    "death_reviews.not_notified", "district_files.folder_of", "district_files.in_force",
    "district_files.laid", "district_files.lay", "own_forms.checked",
    "closed.pending", "open_totals.open_totals", "after_closing.marks",
    "same_event.stored_beside",
    "book_marks.marks", "kept_pages.keep_pages",
    "corrections.check_why", "emergency.begin", "emergency.unreadable",
    "last_seen.behind", "last_seen.keep",
    "second_person.agreed_to", "second_person.check_second", "second_person.spend",
    "second_person.may_vouch", "vouching.begin", "vouching.check_somebody_vouches",
    "vouching.giver", "vouching.vouched",
    "taken_before.ask_of_before",
    "proving.check_secret",
    "glass.check_glass", "glass.is_broken", "glass.is_current", "noticing.settle_proposals",
    "printing.list_pdf", "printing.print_named", "returns.tallied",
    "returns.typed_figures", "staffing.add_person",
    "staffing.check_account", "taking.take_facts", "taking.take_all", "taking.take_workbook",
    "taken_figures.refuse_figures", "taken_once.ask_of_twice",
    "closed.closed_months", "closed.guard", "closed.late", "month_checks.remarks",
    "months.as_closed", "months.papers", "months.printed", "months.save_printed",
    "months.work_list", "papers.told_of", "recording.begin", "recording.exported",
    "recording.finish", "recording.head", "recording.hear", "recording.printed",
    "recording.record", "recording.searched",
    "in_force.begin", "in_force.check", "in_force.renew", "several.others",
    "drafting.drafts", "drafting.give_up", "drafting.keep_draft", "drafting.settled",
    "drafting.waiting_now", "place.newest_keys", "place.put_keys", "place.bring_files",
    "place.share_files", "place.newer_files",
}  # fmt: skip
"""Parts of acts above: they hand nothing out that was not asked for there."""


def arriving(place: Path) -> Incoming:
    """A file of villages of which no row can be taken."""
    sheet = Headed(["Nom"], [])
    return Incoming(named("village"), place / "v.csv", sheet, (Use("Nom", "name"),), "villages")


def call(name: str, *about: Any, **named_so: Any) -> object:
    """A function of a module of the ward."""
    module, function = name.split(".")
    return getattr(import_module(f"maternity.ward.{module}"), function)(*about, **named_so)


def public() -> set[str]:
    """Every public act: methods of the ward, and functions that are given one."""
    found = {
        name
        for name, one in vars(Ward).items()
        if not name.startswith("_") and inspect.isfunction(one)
    }
    for module in iter_modules(package.__path__):
        if module.name in WITHIN or module.name.startswith(("demo", "ward")):
            continue
        here = import_module(f"maternity.ward.{module.name}")
        for name, one in vars(here).items():
            own = inspect.isfunction(one) and one.__module__ == here.__name__
            if own and not name.startswith("_") and "ward" in inspect.signature(one).parameters:
                found.add(f"{module.name}.{name}")
    return found


def test_every_public_act_says_who_may_do_it() -> None:
    named_so = {name for name in ACTS if " " not in name}
    assert public() == {*named_so, *ANYBODY, *CALLED_BY_OTHERS}


def is_denied(act: Act, ward: Ward, place: Path) -> bool:
    """Whether the role is what keeps her from it."""
    try:
        act(ward, place)
    except Refused as refusal:
        return "Your role does not allow this" in refusal.words
    except (FileNotFoundError, KeyError):  # the empty draft, the file that is not there
        return False
    return False


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_done_by_its_roles_and_refused_to_the_others(
    shared: Ward, tmp_path: Path, name: str, role: Role
) -> None:
    allowed, act = ACTS[name]
    if role in allowed and name in {"void", "book_in"}:
        return  # it would change what the other cells stand on: shown elsewhere
    assert is_denied(act, as_role(shared, role), tmp_path) is (role not in allowed)


@pytest.mark.parametrize("name", ACTS)
def test_nothing_is_done_with_a_passphrase_given_by_another(
    shared: Ward, tmp_path: Path, name: str
) -> None:
    shared.must_change = True
    with pytest.raises(Refused, match="own passphrase first"):
        ACTS[name][1](shared, tmp_path)


def test_a_nurse_reads_a_death_that_she_wrote_and_no_other(shared: Ward) -> None:
    ward = as_role(shared, N)
    with pytest.raises(Refused, match="role"):
        ward.full("maternal_death", kept(ward, "maternal_death").id)
    for act in (ward.page, ward.count):
        with pytest.raises(Refused, match="role"):
            act(Query("maternal_death"))
    mine = ward.begin("maternal_death", kept(ward, "woman"))
    ward.keep(mine)
    assert ward.full("maternal_death", mine.id) == mine


def test_a_midwife_sees_a_death_and_not_its_review(shared: Ward) -> None:
    death = shared.full("maternal_death", kept(shared, "maternal_death").id)
    death.recommendations = "MARQUE REVUE"  # type: ignore[attr-defined]
    shared.keep(death, reason="revue du comité")
    head = shared.account
    ward = as_role(shared, M)
    seen: Any = ward.full("maternal_death", death.id)
    assert seen.recommendations is None
    assert all("MARQUE" not in f"{one.old}{one.new}" for one in ward.history(seen))
    seen.autopsy = Answer.NO
    ward.keep(seen, reason="appris plus tard")
    seen = ward.full("maternal_death", death.id)
    seen.recommendations = "une autre"
    with pytest.raises(Refused, match="review"):
        ward.keep(seen)
    ward.account = head
    after: Any = ward.full("maternal_death", death.id)
    assert (after.recommendations, after.autopsy) == ("MARQUE REVUE", Answer.NO)


def test_a_minor_is_listed_by_her_initials_to_who_did_not_see_her(shared: Ward) -> None:
    young = a_birth(DAY, age=15, name="Sidibé")
    shared.keep(*young.all)
    ward = as_role(shared, N)
    page = ward.page(Query("delivery"))
    row = next(one for one in page.rows if one.id == young.delivery.id)
    assert row.pregnancy.woman.title() == "S. D."
    other = next(one for one in page.rows if one.id != young.delivery.id)
    assert "Coulibaly" in other.pregnancy.woman.title()
    with pytest.raises(Refused, match="initials"):
        ward.keep(row)
    assert "Sidibé" in ward.full("woman", young.woman.id).title()
    ward = as_role(shared, M)
    rows = ward.page(Query("woman")).rows
    assert any("Sidibé" in one.title() for one in rows)


def test_a_nurse_counts_and_sees_nobody_behind_the_figures(shared: Ward) -> None:
    counted = as_role(shared, N).sheet("rma_cscom", "2026-11")
    behind = [entry for line in counted.lines for entry in line.counted]
    assert behind
    words = " ".join(entry_words(one) for one in behind)
    assert "Coulibaly" not in words
    assert "Sidibé" not in words


def entry_words(entry: Record) -> str:
    """All that stands in an entry and above it."""
    told, at = [], [entry]
    while at:
        one = at.pop()
        told += [one.title(), *(one.shown(field.name) for field in one.register.typed)]
        at += [
            above for name in one.register.links if (above := getattr(one, name, None)) is not None
        ]
    return " ".join(told)


def test_own_entries_are_corrected_within_a_day(shared: Ward) -> None:
    from tests.ward_fixtures import FixedClock

    ward = as_role(shared, N)
    woman = Woman(family_name="Diarra", given_name="Awa")
    ward.keep(woman)
    woman.given_name = "Hawa"
    ward.keep(woman, reason="faute de frappe")
    with clock.use(FixedClock(datetime(2026, 11, 27, 10, 1))):
        woman.given_name = "Eva"
        with pytest.raises(Refused, match="more than 24 hours ago"):
            ward.keep(woman, reason="faute de frappe")
    woman.given_name = "Hawa"


def test_the_first_author_is_told_of_a_correction(shared: Ward) -> None:
    ward = as_role(shared, N)
    woman = Woman(family_name="Diallo", given_name="Fanta")
    ward.keep(woman)
    ward = as_role(shared, M)
    woman.given_name = "Fatim"
    ward.keep(woman, reason="mal entendu")
    assert call("noticing.notices", ward) == []
    ward = as_role(shared, N)
    found: Any = call("noticing.notices", ward)
    (told,) = found
    assert (told.who, told.reason, told.entry) == ("Une midwife", "mal entendu", woman.id)
    call("noticing.settle", ward, told)
    assert call("noticing.notices", ward) == []


def test_a_cancelling_is_proposed_by_a_midwife_and_done_by_the_head(shared: Ward) -> None:
    birth = a_birth(DAY, name="Sangaré")
    shared.keep(*birth.all)
    head = shared.account
    ward = as_role(shared, M)
    call("noticing.propose_void", ward, birth.delivery, "écrit deux fois")
    with pytest.raises(Refused, match="already"):
        call("noticing.propose_void", ward, birth.delivery, "écrit deux fois")
    assert ward.full("delivery", birth.delivery.id).voided_at is None
    ward.account = head
    assert ("void_proposed", birth.delivery.id) in noticed(ward)
    ward.void(ward.full("delivery", birth.delivery.id), "écrit deux fois", with_children=True)
    assert ("void_proposed", birth.delivery.id) not in noticed(ward)


def noticed(ward: Ward) -> set[tuple[str, str | None]]:
    """The kinds of what waits to be read, and of which entries."""
    found: Any = call("noticing.notices", ward)
    return {(one.kind, one.entry) for one in found}


def test_what_a_payload_says_of_the_system_is_not_believed(shared: Ward) -> None:
    ward = as_role(shared, N)
    woman = Woman(family_name="Cissé", given_name="Awa")
    woman.created_by, woman.version, woman.closed_at = "Mme Traoré", None, None
    ward.keep(woman)
    assert ward.full("woman", woman.id).created_by == "Une nurse"
    woman.voided_at = datetime(2026, 11, 26, 10, 0)
    with pytest.raises(Refused, match="role"):
        ward.keep(woman)


def test_hiv_stage_of_a_nurse_is_only_that_a_test_was_done(shared: Ward) -> None:
    ward = as_role(shared, N)
    birth = a_birth(DAY, name="Konaté")
    ward.keep(*birth.all)
    assert call("hiv_test.hiv_test", ward, birth.pregnancy) is Answer.NO
    call("hiv_test.note_hiv_test", ward, birth.pregnancy, DAY)
    assert call("hiv_test.hiv_test", ward, birth.pregnancy) is Answer.YES
    stored: list[Any] = ward.book.linked(HivCare, "pregnancy", [birth.pregnancy.id])
    assert [(one.test_offered, one.result) for one in stored] == [(Answer.YES, None)]
    assert stored[0].stage is not HivStage.INFANT
    with pytest.raises(Refused, match="role"):
        ward.full("hiv_care", stored[0].id)
    seen: Any = ward.full("pregnancy", birth.pregnancy.id)
    assert "hiv_cares" not in vars(seen)


def test_what_the_reference_names_is_proven_anew_whoever_asks(shared: Ward, tmp_path: Path) -> None:
    account = next(one for one in shared.people() if one.name == shared.account.name)
    acts: dict[str, Callable[[], object]] = {
        "export": lambda: shared.export(
            Query("bed"), "csv", tmp_path / "b.csv", reason="audit interne"
        ),
        "account": lambda: shared.keep(account),
        "add_person": lambda: shared.add_person("Une", N, "tambour pirogue lampe natte"),
        "disable": lambda: call("staffing.disable_person", shared, "Personne"),
        "reset": lambda: call("staffing.reset_person", shared, "Personne", "court"),
    }
    for name, act in acts.items():
        shared.proved_at = clock.steady() - 61
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.field == "proof", name
    shared.prove(PASSPHRASE)
    acts["export"]()
    acts["account"]()
    assert (tmp_path / "b.csv").exists()


def test_an_answer_that_was_kept_is_corrected_with_a_reason_whoever_asks(shared: Ward) -> None:
    ward = as_role(shared, M)
    woman = Woman(family_name="Sissoko", given_name="Awa")
    ward.keep(woman)
    woman.phone_1 = "76 12 34 56"
    ward.keep(woman)  # what was empty is filled, and nothing is corrected
    woman.given_name = "Hawa"
    for reason, code in (("", ""), ("maj", ""), (" . ", ""), ("une faute", "of_no_list")):
        with pytest.raises(Refused):
            ward.keep(woman, reason=reason, code=code)
    ward.keep(woman, reason="a slip of the keys", code="slip")
    ward = as_role(shared, H)
    woman.given_name = "Eva"
    with pytest.raises(Refused, match="Say why"):
        ward.keep(woman, reason="a slip of the keys", code="slip")
    ward.keep(woman, reason="a slip of the keys : her own card says so", code="slip")
    with pytest.raises(Refused, match="Say why"):
        ward.void(woman, "vide")
