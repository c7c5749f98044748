"""Counting: typed figures beside counted ones, sums, what is unfinished, what must be loaded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.newborn import BirthOutcome
from maternity.registers.return_figure import FigureState, ReturnFigure
from maternity.reports.form import Form, LineForm
from maternity.reports.returns import period_days
from maternity.reports.sheet import TOTAL, Line, cells_of, look_counted
from maternity.reports.tallying import tally
from maternity.settings import Settings
from tests.counting import InMemory, by_hand, line_of, sheet_of, the_form
from tests.ward_fixtures import a_birth, a_village, moment

CELL = ("a15_19", "in_area")


def typed(line: Line, cell: tuple[str, ...], value: int | None, state: str = "typed") -> Line:
    """The line with a figure typed into a cell, or into the total."""
    name = "/".join(cell) or TOTAL
    line.typed[name] = ReturnFigure(
        line_code=line.code, cell=name, value=value, state=FigureState.coded(state)
    )
    return line


def split_by_hand() -> Line:
    """A line typed by hand into cells of age and catchment."""
    return sheet_of(form=by_hand("G8", "age_band", "zone")).line("G8")


# typed figures


def test_blank_nought_and_typed_are_three_things() -> None:
    blank, nought, four = (line_of("G1") for _each in range(3))
    typed(nought, (), 0)
    typed(four, (), 4)
    assert [blank.total, nought.total, four.total] == [None, 0, 4]
    assert line_of("G10").total == 0


def test_typed_cells_make_the_total_of_a_typed_line() -> None:
    line = typed(typed(split_by_hand(), CELL, 3), ("a20_24", "in_area"), 4)
    assert line.total == 7
    assert [line.figure(CELL), line.figure(("a10_14", "in_area"))] == [3, None]


def test_a_typed_total_goes_before_the_typed_cells() -> None:
    line = typed(typed(split_by_hand(), CELL, 3), (), 9)
    assert line.total == 9


def test_a_typed_line_has_no_entries_behind_it() -> None:
    line = typed(line_of("G1"), (), 4)
    assert line.entries() == line.not_judged == line.unplaced == []


def test_a_figure_that_cannot_be_had_is_not_blank_and_not_nought() -> None:
    line = typed(line_of("G8"), (), None, "not_available")
    assert line.total is None
    assert line.not_available()
    assert not line_of("G8").not_available()
    assert not typed(line_of("G8"), (), 2).not_available()


def test_a_correction_stands_beside_the_counted_figure() -> None:
    made = a_birth()
    line = typed(line_of("G10", *made.all), (), 3, "corrected")
    correction = line.correction()
    assert isinstance(correction, ReturnFigure)
    assert (line.total, line.entries(), correction.value) == (1, [made.delivery], 3)
    assert line.correction(CELL) is None


def test_a_cell_can_be_corrected_alone() -> None:
    line = typed(line_of("G10"), CELL, 2, "corrected")
    assert line.correction(CELL) is not None
    assert line.correction() is None
    assert line.figure(CELL) == 0


def test_a_typed_line_is_typed_and_never_corrected() -> None:
    assert typed(line_of("G1"), (), 4, "corrected").correction() is None


# sums


def with_sum(form: Form, *codes: str) -> Form:
    """The form with a last line that adds these up."""
    line = LineForm(code="T", label="Total", section="3", sum=codes)
    return replace(form, lines=(*form.lines, line))


def test_a_sum_adds_its_lines_and_has_all_their_entries() -> None:
    here, home = a_birth(), a_birth(place=BirthPlace.HOME)
    form = with_sum(the_form(), "G10", "G15")
    total = sheet_of(*here.all, *home.all, form=form).line("T")
    assert total.total == 2
    assert total.entries() == [here.delivery, home.delivery]


def test_a_sum_says_once_what_could_not_be_judged() -> None:
    made = a_birth(babies=0)
    total = sheet_of(*made.all, form=with_sum(the_form(), "G10", "G11")).line("T")
    assert (total.total, total.not_judged) == (0, [made.delivery])


def test_a_sum_with_a_line_nobody_answered_is_not_answered() -> None:
    sheet = sheet_of(form=with_sum(the_form(), "G1", "G10"))
    assert sheet.count("T") is None
    typed(sheet.line("G1"), (), 4)
    assert sheet.count("T") == 4


def test_the_lines_keep_the_order_of_the_form() -> None:
    form = the_form()
    total = LineForm(code="T", label="Total", section="3", sum=("G10",))
    first = replace(form, lines=(total, *form.lines))
    assert [line.code for line in sheet_of(form=first).lines][:2] == ["T", "G1"]


# the sheet


def closed(entry: Record) -> Record:
    entry.closed_at = datetime(2026, 10, 20)
    return entry


def test_an_entry_that_is_open_or_waits_for_something_is_unfinished() -> None:
    births = [a_birth(date(2026, 10, day)) for day in range(1, 5)]
    entries = [closed(one) for made in births for one in made.all]
    births[0].delivery.closed_at = None
    births[1].delivery.missing = 2
    births[2].delivery.unsure = 1
    sheet = sheet_of(*entries)
    assert sheet.to_finish == [made.delivery for made in births[:3]]
    assert sheet.unfinished == 3
    assert sheet.count("G10") == 4


def test_an_unfinished_entry_of_another_month_is_not_of_this_one() -> None:
    assert sheet_of(*a_birth(day=date(2026, 9, 30)).all).unfinished == 0


def test_what_is_unfinished_and_counted_nowhere_is_told_too() -> None:
    made = a_birth(place=BirthPlace.OTHER_FACILITY)
    assert made.delivery in sheet_of(*made.all).to_finish


def test_the_sheet_gathers_each_entry_once() -> None:
    made = a_birth(amtsl=None, village=None)
    sheet = sheet_of(*made.all)
    assert sheet.unplaced == [made.delivery]
    assert made.delivery in sheet.not_judged
    assert len(sheet.not_judged) == len(set(sheet.not_judged))


def test_an_entry_counted_stands_in_the_order_of_its_date() -> None:
    late, early = a_birth(date(2026, 10, 20)), a_birth(date(2026, 10, 2))
    assert line_of("G10", *late.all, *early.all).entries() == [early.delivery, late.delivery]


def test_one_side_counts_what_is_known_of_it() -> None:
    both = a_birth(age=17, village=a_village())
    age_only = a_birth(date(2026, 10, 16), age=17, village=None)
    line = line_of("G10", *both.all, *age_only.all)
    assert line.side("age_band", "a15_19") == [both.delivery, age_only.delivery]
    assert line.side("zone", "in_area") == [both.delivery]
    assert line.side("zone", "out_of_area") == []
    assert line.unplaced == [age_only.delivery]


def test_a_line_without_columns_has_no_cells() -> None:
    assert cells_of(the_form().line("G19")) == []
    assert len(cells_of(the_form().line("G10"))) == 8
    assert cells_of(the_form().line("G10"))[0] == ("a10_14", "in_area")


# what is read


def test_a_name_through_a_link_that_is_not_there_is_not_known() -> None:
    assert look_counted(Delivery(), "pregnancy.parity") is None


def test_a_field_that_is_not_on_the_form_is_not_read() -> None:
    baby = a_birth(outcome=BirthOutcome.FRESH_STILLBIRTH).babies[0]
    baby.kangaroo_care = Answer.YES
    assert look_counted(baby, "kangaroo_care") is None
    baby.outcome = None
    assert look_counted(baby, "kangaroo_care") is Answer.YES


def test_an_impossible_number_is_not_believed_and_an_unlikely_one_is() -> None:
    baby = a_birth(weight_g=9500).babies[0]
    assert look_counted(baby, "weight_g") is None
    baby.weight_g = 6500
    assert look_counted(baby, "weight_g") == 6500


def test_the_lists_that_counting_reads_are_asked_for() -> None:
    form = the_form()
    entries = InMemory(a_birth().all)
    settings = {name: Settings().chosen(name) for name in form.settings}
    tally(form, *period_days("2026-10"), entries, settings)
    assert entries.asked["delivery"] == {"newborns", "postnatal_visits"}
    assert entries.asked["newborn"] == set()
    assert entries.asked["postnatal_visit"] == {"delivery.postnatal_visits"}
    assert entries.asked["maternal_death"] == {"pregnancy.deliveries"}


def one_line(register: str, dated: str, where: str) -> Form:
    """A form of one line."""
    line = LineForm("X", "x", "3", register=register, dated=dated, where=where)
    return replace(the_form(), lines=(line,))


def test_lists_that_decide_whether_a_field_is_on_the_form_are_asked_for() -> None:
    entries = InMemory(a_birth().all)
    form = one_line("delivery", "delivered_at", "episiotomy == yes")
    tally(form, *period_days("2026-10"), entries, {})
    assert entries.asked["delivery"] == {"newborns"}


def test_a_bound_that_depends_on_another_field_is_followed() -> None:
    made = a_birth()
    made.babies[0].discharged_at = moment(date(2026, 10, 16), 9)
    form = one_line("newborn", "discharged_at", "apgar_10 >= 0")
    assert sheet_of(*made.all, form=form).line("X").total == 0
    made.babies[0].apgar_5, made.babies[0].apgar_10 = 4, 7
    assert sheet_of(*made.all, form=form).line("X").total == 1
