"""The life of a month by keys: what is left, the checks and their notes, closing, the archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from maternity.ui.preview import Preview
from maternity.ui.report_page import ReportPage
from maternity.ui.window import Window
from maternity.ward import month_checks, months
from tests.ui.desk import ask, control, enter, press, settle, write

Key = Qt.Key
FIRST = date(2026, 10, 1)


def opened(window: Window) -> ReportPage:
    window.act("reports")
    settle()
    found = window.trail.current
    assert isinstance(found, ReportPage)
    found.show_month(FIRST)
    settle()
    found.grid.setFocus()
    return found


@pytest.fixture
def page(window: Window) -> ReportPage:
    """The return of October 2026, under the head of the maternity."""
    return opened(window)


def rows(page: ReportPage) -> list[str]:
    return [page.behind.item(n).text() for n in range(page.behind.count())]


def close(page: ReportPage) -> None:
    page.grid.setFocus()
    control(Key.Key_M)
    write("yes")
    enter()


def test_the_state_and_the_deadline_stand_over_the_month(page: ReportPage) -> None:
    assert page.state.text() == "TO CHECK  ·  to hand in by 05/11/2026  ·  21 days late"


def test_the_work_list_opens_its_records(page: ReportPage, window: Window) -> None:
    control(Key.Key_T)
    told = rows(page)
    assert any(words.startswith("Fields to complete or to confirm · ") for words in told)
    enter()
    assert window.trail.current is not page


def test_a_warning_opens_its_entries_and_takes_a_note(page: ReportPage) -> None:
    control(Key.Key_K)
    at = next(n for n, words in enumerate(rows(page)) if "V28" in words)
    page.behind.setCurrentRow(at)
    enter()
    assert rows(page)[0].startswith("Answer with a note")
    assert len(rows(page)) > 1
    enter()
    assert page.ask.isVisible()
    write("Village demandé à la famille")
    enter()
    assert any(words.startswith("✓ V28") for words in rows(page))
    notes = ask(lambda: month_checks.notes(page.ward, "rma_cscom", FIRST))
    assert notes["V28"].note == "Village demandé à la famille"


def test_the_month_is_closed_after_its_checks_and_a_yes(page: ReportPage) -> None:
    control(Key.Key_M)
    assert "Close October 2026? Type yes." in page.ask.words.text()
    assert any("V28" in words for words in rows(page))
    write("yes")
    enter()
    assert page.state.text().startswith("CLOSED  ·  closed: Formation, 26/11/2026 10:00")
    assert len(ask(lambda: months.closings(page.ward))) == 1


def test_anything_but_yes_leaves_the_month_open(page: ReportPage) -> None:
    control(Key.Key_M)
    write("no")
    enter()
    assert page.state.text().startswith("TO CHECK")


def test_a_closed_month_takes_no_figure(page: ReportPage, window: Window) -> None:
    close(page)
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.model.index(1, page.model.columnCount() - 1))
    write("7")
    enter()
    assert "This month is closed" in window.status.said.text()


def test_the_archive_opens_the_very_pages(page: ReportPage, window: Window) -> None:
    close(page)
    control(Key.Key_R)
    assert "October 2026" in rows(page)[0]
    enter()
    preview = window.trail.current
    assert isinstance(preview, Preview)
    closing = ask(lambda: months.closings(page.ward))[0]
    assert preview.pdf == ask(lambda: months.printed(page.ward, closing))


def test_opening_again_asks_why_and_says_so(page: ReportPage) -> None:
    close(page)
    control(Key.Key_O)
    enter()
    assert "Say why in at least 10 letters" in page.ask.words.text()
    write("un carnet oublié")
    enter()
    assert "opened again: un carnet oublié" in page.state.text()
    close(page)
    assert page.state.text().startswith("AMENDED  ·  amended return n° 1")


def test_handing_in_is_noted(page: ReportPage) -> None:
    close(page)
    page.grid.setFocus()
    control(Key.Key_J)
    assert "handed in: Formation, 26/11/2026" in page.state.text()


def test_a_stick_gets_the_folder_and_done_is_said_after_reading_it_back(
    page: ReportPage, window: Window, tmp_path: Path
) -> None:
    close(page)
    page.bar_of_month.write_to(tmp_path / "gone")
    settle()
    assert "not there" in window.status.said.text()
    assert page.state.text().startswith("CLOSED")
    page.bar_of_month.write_to(tmp_path)
    settle()
    assert "read back and found whole" in window.status.said.text()
    assert page.state.text().startswith("HANDED IN")
    assert any((one / "SHA256SUMS").is_file() for one in tmp_path.iterdir())


def test_a_matron_may_look_and_not_close(matron: Window) -> None:
    page = opened(matron)
    by_name = {act.objectName(): act for act in page.bar_of_month.menu.actions()}
    assert not by_name["close_month"].isEnabled()
    close(page)
    assert "Your role does not allow this" in page.ask.words.text()
    press(Key.Key_Escape)
    assert page.state.text().startswith("TO CHECK")


def test_a_key_says_how_a_figure_was_counted(page: ReportPage) -> None:
    codes = [getattr(line, "code", "") for line in page.model.rows]
    page.grid.setCurrentIndex(page.model.index(codes.index("G10"), page.model.columnCount() - 1))
    press(Key.Key_F1)
    told = rows(page)
    assert told[0].startswith("Register: Deliveries. Counted in the month of:")
    assert any(words.startswith("Median of ") for words in told)


def test_the_month_on_one_page_is_previewed(page: ReportPage, window: Window) -> None:
    page.grid.setFocus()
    press(Key.Key_F9)
    preview = window.trail.current
    assert isinstance(preview, Preview)
    assert preview.pdf.startswith(b"%PDF")
