"""The journal and the history of an entry: read, narrowed, printed, written."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableWidget

from maternity.people import Role
from maternity.ui.check_page import PARTS, CheckPage
from maternity.ui.history_page import BEFORE, HistoryPage
from maternity.ui.journal_page import JournalPage
from maternity.ui.preview import Preview
from maternity.ui.window import Window
from maternity.ward import Ward, journal, recording
from maternity.ward.files import PROOFS
from maternity.ward.journal import Asked
from tests.ui.desk import ask, control, settle
from tests.ward_fixtures import NAME, a_birth


def column(table: QTableWidget, at: int) -> list[str]:
    """The words of a column."""
    found = [table.item(row, at) for row in range(table.rowCount())]
    return [item.text() for item in found if item is not None]


def opened(window: Window, name: str, *about: Any) -> Any:
    """A page of the window."""
    window.show_deeper(name, *about)
    settle()
    return window.trail.current


def corrected(ward: Ward) -> Any:
    """A delivery whose blood loss was corrected."""
    birth = a_birth(name="Sangar\u00e9")
    ward.keep(*birth.all)
    birth.delivery.blood_loss_ml = 450
    ward.keep(birth.delivery, reason="first reading of the bag")
    birth.delivery.blood_loss_ml = 900
    ward.keep(birth.delivery, reason="the bag was weighed again")
    return birth.delivery


def test_the_first_value_stays_legible_struck_through(window: Window) -> None:
    entry = ask(lambda: corrected(window.ward))
    page = opened(window, "told_history", entry)
    assert isinstance(page, HistoryPage)
    at = column(page.table, BEFORE).index("450")
    item = page.table.item(at, BEFORE)
    assert item is not None
    assert item.font().strikeOut()
    assert "the bag was weighed again" in column(page.table, 5)


def test_the_history_prints_with_every_version_and_the_anchor(window: Window) -> None:
    entry = ask(lambda: corrected(window.ward))
    page = opened(window, "told_history", entry)
    page.setFocus()
    control(Qt.Key.Key_P)
    settle()
    shown = window.trail.current
    assert isinstance(shown, Preview)
    text = " ".join(PdfReader(io.BytesIO(shown.pdf)).pages[0].extract_text().split())
    for word in ("450", "900", "weighed again", str(window.ward.account.name), "anchor"):
        assert word in text


def test_the_journal_is_narrowed_by_event_and_shows_no_value(window: Window) -> None:
    ask(lambda: corrected(window.ward))
    page = opened(window, "journal")
    assert isinstance(page, JournalPage)
    assert "Entry corrected" in column(page.table, 3)
    assert "Entry written" in column(page.table, 3)
    page.kind.setCurrentIndex(page.kind.findData("update"))
    settle()
    assert set(column(page.table, 3)) == {"Entry corrected"}
    shown = " ".join(" ".join(column(page.table, at)) for at in range(page.table.columnCount()))
    assert "Blood loss" in shown
    assert "900" not in shown
    assert "Sangar" not in shown


def test_the_journal_is_written_for_an_inspector(window: Window, tmp_path: Path) -> None:
    ask(lambda: corrected(window.ward))
    page = opened(window, "journal")
    page.export_to(tmp_path / "journal.csv")
    settle()
    text = (tmp_path / "journal.csv").read_text("utf-8-sig")
    assert text.count("Entry corrected") == 2
    page.print_page()
    settle()
    assert isinstance(window.trail.current, Preview)


def test_the_register_is_checked_on_the_screen_with_an_anchor_from_paper(window: Window) -> None:
    window.act("settings")
    settle()
    settings: Any = window.trail.current
    words = "Check of the register"
    next(one for one in settings.findChildren(QPushButton) if one.text() == words).click()
    settle()
    page = window.trail.current
    assert isinstance(page, CheckPage)
    assert set(PARTS) == {part.what for part in PROOFS}
    assert set(column(page.parts, 1)) == {"not checked yet"}
    assert any("unless an anchor was given" in told for told in column(page.parts, 3))
    anchor = ask(lambda: recording.head(window.ward))
    for typed, said, state in (
        ("", "agrees with itself.", "saved"),
        (str(anchor), "agrees with itself and with the anchor", "saved"),
        (f"{anchor.seq}-{'0' * 12}", "1 fault was found", "wrong"),
        ("412", "is no anchor", "wrong"),
    ):
        page.anchor.setText(typed)
        page.check()
        settle()
        assert (said in page.word.text(), page.word.property("state")) == (True, state), typed
    trail = list(PARTS).index("trail")
    assert column(page.parts, 1)[trail] == "1 fault"
    assert not page.found.isHidden()


@pytest.mark.parametrize("role", [Role.NURSE, Role.MIDWIFE])
def test_who_is_not_the_head_reads_her_own_events_alone(ward: Ward, role: Role) -> None:
    corrected(ward)
    ward.account.name, ward.account.role = "Mme Diarra", role
    ward.keep(*a_birth(name="Diallo").all)
    assert {line.who for line in journal.events(ward, Asked())} == {"Mme Diarra"}
    assert journal.events(ward, Asked(who=NAME)) == journal.events(ward, Asked())
    assert journal.people(ward) == []


def test_the_technical_administrator_reads_nothing_about_a_woman(ward: Ward) -> None:
    corrected(ward)
    ward.account.role = Role.TECHNICIAN
    found = journal.events(ward, Asked())
    assert found
    assert {line.event for line in found} <= {
        "Register opened",
        "Register brought to a new form",
        "Register checked",
    }


def test_every_fact_of_an_event_is_told_in_words(window: Window) -> None:
    ask(lambda: window.ward.note("person_added", person="Sangaré Awa", role="midwife"))
    ask(lambda: window.ward.note("sign_in_failed", times=2))
    page = opened(window, "journal")
    assert isinstance(page, JournalPage)
    about = column(page.table, 4)
    assert "person: Sangaré Awa  ·  role: Midwife" in about
    assert "refused  ·  number of times: 2" in about
