"""The head and the technical administrator change a setting at one screen, by keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maternity.db.tables import audit
from maternity.people import Role
from maternity.ui.district_page import DistrictPage
from maternity.ui.form import Form
from maternity.ui.incoming_page import IncomingPage
from maternity.ui.several_page import SeveralPage
from maternity.ui.window import Window
from tests.ui.conftest import opened
from tests.ui.desk import ask, enter, press, settle, words_of, write
from tests.ward.test_district import G10, mapping

Key = Qt.Key
TECHNICIAN, HIS = "Maïga Issa", "lampe natte pilon sorgho"


def rules(window: Window) -> Form:
    """The form of the rules of the ward."""
    window.show_form(ask(lambda: window.ward.full("settings", window.ward.settings().id)))
    settle()
    form = window.trail.current
    assert isinstance(form, Form)
    return form


def due_day(window: Window) -> str:
    found: str = ask(lambda: window.ward.settings().chosen("return_due_day"))
    return found


def agreed(window: Window) -> list[tuple[str, str]]:
    def rows() -> list[Any]:
        with window.ward.book.engine.connect() as connection:
            return list(connection.execute(audit.select().where(audit.c.approver.is_not(None))))

    return [(row.event, row.approver) for row in ask(rows)]


def test_a_setting_is_kept_when_both_have_agreed_and_nothing_typed_is_lost(
    window: Window, tmp_path: Path
) -> None:
    ask(lambda: window.ward.add_person(TECHNICIAN, Role.TECHNICIAN, HIS))
    form = rules(window)
    day = next(one for key, one in form.editors.items() if key.endswith("return_due_day"))
    day.setFocus()
    day.setText("8")
    press(Key.Key_F9)
    strip = form._why
    assert strip.isVisible()
    assert TECHNICIAN in strip.words.text()
    assert (due_day(window), len(ask(window.ward.drafts))) == ("5", 1)
    press(Key.Key_Escape)
    assert (strip.isVisible(), day.text(), due_day(window)) == (False, "8", "5")
    assert day.hasFocus()  # what she types next is not lost
    press(Key.Key_F9)
    write("une autre phrase bien longue")
    enter()
    assert "neither the PIN nor the passphrase" in strip.words.text()
    strip.line.clear()
    write(HIS)
    enter()
    assert (due_day(window), agreed(window)) == ("8", [("update", TECHNICIAN)])
    assert ask(window.ward.drafts) == []

    form = rules(window)
    press(Key.Key_F9)
    assert window.trail.current is not form, "what changes nothing asks nobody"

    put_in_force(window, tmp_path)
    assert agreed(window)[1:] == [("district_file", TECHNICIAN)]
    correct_several(window)
    assert ask(lambda: window.ward.facility.commune) == "Kati"
    take_in(window, tmp_path)
    assert ask(lambda: window.ward.facility.name) == "Par fichier"


def put_in_force(window: Window, tmp_path: Path) -> None:
    """A mapping table of the district, by its page."""
    window.show_deeper("district")
    settle()
    page = window.trail.current
    assert isinstance(page, DistrictPage)
    page.look_at(mapping(tmp_path / "dhis2.csv", G10))
    settle()
    enter()
    assert TECHNICIAN in page.ask.words.text()
    write(HIS)
    enter()
    assert "in force" in page.found.text()
    assert not page.ask.isVisible()


def correct_several(window: Window) -> None:
    """Our own facility, by the page of several together."""
    several = SeveralPage(window.ward, [ask(lambda: window.ward.facility)])
    window.trail.deeper(several)
    several.fields.setCurrentIndex(several.fields.findData("commune"))
    assert several.editor is not None
    several.editor.setText("Kati")
    several.look()
    settle()
    write("1")
    enter()
    assert TECHNICIAN in several.ask.words.text()
    write(HIS)
    enter()


def take_in(window: Window, tmp_path: Path) -> None:
    """Our own facility, by a file of rows."""
    taken = IncomingPage(window.ward)
    window.trail.deeper(taken)
    taken.register.setCurrentIndex(taken.register.findData("facility"))
    (tmp_path / "f.csv").write_text("source_id,name,level,is_own\no,Par fichier,cscom,yes\n")
    taken.look_at(tmp_path / "f.csv")
    settle()
    taken.update_known.setChecked(True)
    taken.try_rows()
    settle()
    taken.take_rows()
    settle()
    assert TECHNICIAN in taken.ask.words.text()
    assert ask(lambda: window.ward.facility.name) != "Par fichier"
    write(HIS)
    enter()
    assert not taken.ask.isVisible()


def test_the_technical_administrator_alone_keeps_a_setting_and_is_refused_nothing(
    window: Window, folder: Path, dressed: QApplication
) -> None:
    ask(lambda: window.ward.add_person(TECHNICIAN, Role.TECHNICIAN, HIS))
    window.close()
    settle()
    his = Window(opened(folder, TECHNICIAN, HIS))
    his.show()
    dressed.processEvents()
    settle()
    for day in ("8", "9"):  # the second time there is something that was corrected
        form = rules(his)
        shown = next(one for key, one in form.editors.items() if key.endswith("return_due_day"))
        shown.setFocus()
        shown.selectAll()
        write(day)
        form.keep_draft()
        settle()
        press(Key.Key_F9)
        assert due_day(his) == day
        assert "role" not in words_of(his)

    def refused() -> list[Any]:
        with his.ward.book.engine.connect() as connection:
            return list(connection.execute(audit.select().where(audit.c.outcome == "refused")))

    assert ask(refused) == []
    his.close()
    his.deleteLater()
