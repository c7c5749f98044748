"""An old table taken in on the screen by keys, and the import undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from maternity.ui.imports_page import ImportsPage
from maternity.ui.incoming_page import IncomingPage
from maternity.ui.window import Window
from tests.ui.desk import ask, enter, press, settle, write

Key = Qt.Key
ROWS = """Nom et prénoms;Age;Accouchée le;Sexe NN;Poids;Carnet
Zerbo Rokia;24;03/10/2026;Féminin;3100;a
Zerbo Nassira;31;04/10/2026;Masculin;9500;b
Zerbo Koumba;19;05/10/2026;F;2600;c
"""


def chosen(page: IncomingPage, heading: str) -> str:
    return next(one.field for one in page.columns.uses() if one.heading == heading)


def told_columns(page: IncomingPage) -> None:
    """Put right, by letters, what was not proposed."""
    assert chosen(page, "Age") == "woman.declared_age_years"
    assert page.focusWidget() is page.columns.cellWidget(1, 2)  # the first that is only likely
    enter()
    write("delivered at")
    assert chosen(page, "Accouchée le") == "delivery.delivered_at"
    page.columns.cellWidget(0, 2).setFocus()
    write("Given name")
    write(" — w")
    assert chosen(page, "Nom et prénoms") == "woman.given_name"
    page.columns.cellWidget(1, 2).setFocus()
    page.again.click()
    settle()
    write("age declared on")
    assert [one.field for one in page.columns.uses() if one.heading == "Age"] == [
        "woman.declared_age_years",
        "woman.age_declared_on",
    ]
    for _more in range(5):
        press(Key.Key_Tab)
    assert page.focusWidget() is page.again  # the table is left after its last column
    page.columns.removeRow(2)


def undone(page: ImportsPage) -> None:
    """Undo the newest import by keys."""
    enter()
    assert page.ask.words.text().startswith("Why is this import undone? 8 entries")
    assert page.rows.rowCount() == 8
    write("mauvais cahier")
    enter()
    assert page.told.text().startswith("✓ Undone: 8 cancelled, 0 as before, 0 left")
    assert "Undone by" in page.imports_made.lines.item(0).text()


def test_an_old_table_is_told_tried_taken_in_and_undone_by_keys(
    window: Window, tmp_path: Path
) -> None:
    file = tmp_path / "cahier.csv"
    file.write_text(ROWS, "utf-8")
    window.act("settings")
    settle()
    window.trail.current.incoming.emit()  # type: ignore[union-attr]
    settle()
    page = window.trail.current
    assert isinstance(page, IncomingPage)
    assert page.register.currentText() == "Newborns"
    page.look_at(file)
    settle()
    assert "cahier.csv: 3 rows." in page.found.text()
    told_columns(page)
    press(Key.Key_F9)
    assert page.found.text().startswith("Tried, no row is written: 2 new, 0 changed, 0 unch")
    assert "1 column is taken as nothing: Carnet." in page.found.text()
    row = [page.rows.item(0, n).text() for n in range(5)]  # type: ignore[union-attr]
    assert row[:4] == ["3", "refused", "Poids", "9500"]
    assert "Enter 7000 g or less" in row[4]
    page.rows.save_to(tmp_path / "compte rendu.csv")
    settle()
    assert "9500" in (tmp_path / "compte rendu.csv").read_text("utf-8-sig")
    assert not ask(lambda: window.ward.find("zerbo"))
    assert page.focusWidget() is page.take
    page.look_at(file)
    settle()
    assert "kept as “cahier”" in page.found.text()  # a file put right needs no columns again
    press(Key.Key_F9)
    press(Key.Key_F9)
    assert page.found.text().startswith("✓ Taken in: 2 new")
    assert not page.take.isEnabled()
    assert len(ask(lambda: window.ward.find("zerbo"))) == 2
    page.past.click()
    settle()
    undoing = window.trail.current
    assert isinstance(undoing, ImportsPage)
    undone(undoing)
    assert not ask(lambda: window.ward.find("zerbo"))
    press(Key.Key_Escape)
    assert window.trail.current is page
    page.register.setCurrentIndex(page.register.findText("Women"))
    page.look_at(file)
    settle()
    assert "Look at each column" in page.found.text()
    page.register.setFocus()
    write("N")
    assert page.register.currentText() == "Newborns"
    assert page.focusWidget() is page.register
    assert "kept as “cahier”" in page.found.text()
