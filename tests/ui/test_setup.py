"""The first run by keys: five short pages, each left and taken up again; nothing bare on disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QScrollArea,
)

from maternity.db import keys
from maternity.ui import jobs, pasting
from maternity.ui.buttons import answer_to_enter
from maternity.ui.setup_pages import SetUp, TrainingMade, fresh
from maternity.ward import Ward, people_of
from tests.ui import desk
from tests.ui.desk import ask, control, enter, press, settle, words_of, write
from tests.ui.test_journey import text_of
from tests.ui.test_new_key import printed_by
from tests.ward_fixtures import CHEAP

Key = Qt.Key
PASSPHRASE = "quatre mots bien longs"


@pytest.fixture
def setup(
    tmp_path: Path, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SetUp]:
    """The pages of the first run, in a window."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    page = SetUp(tmp_path / "registre", tmp_path / "exercice")
    window = QMainWindow()
    window.setCentralWidget(page)
    answer_to_enter(page)
    window.resize(1366, 728)
    window.show()
    window.activateWindow()
    dressed.processEvents()
    page.start()
    yield page
    jobs.run(page.ward.close if page.ward else lambda: None, lambda _done: None)
    window.close()


def through_the_centre() -> None:
    """The first page, typed."""
    write("CSCom de Kalabancoro")
    enter()
    enter()
    write("Kalabancoro")
    enter()
    write("Kati")
    enter()
    write("Koulikoro")
    enter()


def tab_to(words: str) -> None:
    """Tab until a button has the focus, as somebody without a mouse does; soon enough."""
    for _step in range(4):
        press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton) and focused.text() == words:
            return
    pytest.fail(f"{words} is too far away")


def account() -> None:
    """The account's page, typed."""
    write("Mme Traoré")
    enter()
    write(PASSPHRASE)
    enter()
    write(PASSPHRASE)
    enter()


def at(setup: SetUp) -> str:
    """The title of the page in view."""
    return setup.steps[setup.pages.currentIndex()].title


def read_code(setup: SetUp) -> None:
    """Two groups of the code, read from the sheet."""
    groups = setup.account.code.split("-")
    first, second = setup.account.proof.asked
    write(groups[first].lower())
    press(Key.Key_Tab)
    write(groups[second])
    enter()


def test_a_ward_is_set_up_by_keys_alone(setup: SetUp) -> None:
    opened: list[Any] = []
    setup.done.connect(opened.append)
    through_the_centre()
    assert at(setup) == "The villages"
    for words in (
        "Kalabancoro\n- Baguinéda\nSikoro; oui",
        "Traoré Aminata; sage-femme\nDiallo Awa; matrone",
    ):
        QApplication.clipboard().setText(words)
        control(Key.Key_V)
        tab_to("Next")
        enter()
        settle()
    assert at(setup) == "Your account"
    account()
    step = setup.account
    assert step.proof.code_shown.text() == step.code
    write("A")  # what is proven is the sheet, not the screen
    assert step.code not in step.proof.code_shown.text()
    step.proof.uncover.click()
    assert [line.text() for line in step.proof.groups] == ["", ""]
    assert step.proof.code_shown.text() == step.code
    read_code(setup)
    assert at(setup) == "The copies"
    enter()
    settle()
    (ward,) = opened
    assert isinstance(ward, Ward)
    villages = ask(lambda: {v.title(): v.plain("in_catchment") for v in ward.all("village")})
    assert villages == {"Kalabancoro": "yes", "Baguinéda": "no", "Sikoro": "yes"}
    staff = ask(lambda: {p.title(): p.plain("skilled") for p in ward.all("staff_member")})
    assert staff == {"Traoré Aminata": "yes", "Diallo Awa": "no"}
    facility = ask(lambda: ward.facility)
    assert (facility.name, facility.health_area) == ("CSCom de Kalabancoro", "Kalabancoro")
    assert (facility.district, facility.region) == ("Kati", "Koulikoro")


def test_nothing_typed_touches_the_disk_before_the_register_is_there(
    setup: SetUp, tmp_path: Path
) -> None:
    through_the_centre()
    setup.villages.box.text.setPlainText("Kalabancoro")
    setup.turn_to(3)
    write("Mme Traoré")
    by_words = {one.text(): one for one in setup.account.findChildren(QAbstractButton)}
    by_words["Propose four words"].click()
    by_words["Show what is typed"].click()
    assert setup.account.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    told = next(t for t in words_of(setup).splitlines() if t.startswith("Write it down"))
    assert len(told.partition(": ")[2].split()) == 4
    settle()
    assert list(tmp_path.iterdir()) == []


def test_what_was_pasted_is_in_no_file_in_clear(setup: SetUp, tmp_path: Path) -> None:
    through_the_centre()
    setup.villages.box.text.setPlainText("Village-Zanzibar")
    setup.turn_to(3)
    account()
    assert setup.ward is not None
    for file in (tmp_path / "registre").rglob("*"):
        if file.is_file():
            assert b"Zanzibar" not in file.read_bytes()


def test_a_page_is_left_and_taken_up_again_with_what_it_held(setup: SetUp) -> None:
    through_the_centre()
    setup.villages.box.text.setPlainText("Kalabancoro\nSikoro")
    setup.ways[3].click()
    assert at(setup) == "Your account"
    setup.ways[0].click()
    assert setup.centre.name.text() == "CSCom de Kalabancoro"
    setup.ways[1].click()
    assert len(setup.villages.box.entered()) == 2
    assert not setup.ways[4].isEnabled()


def test_villages_and_staff_may_wait(setup: SetUp) -> None:
    through_the_centre()
    setup.turn_to(3)
    account()
    read_code(setup)
    assert at(setup) == "The copies"
    ward = setup.ward
    assert ward is not None
    assert ask(lambda: ward.all("village")) == []


@pytest.mark.parametrize(
    ("page", "words"),
    [(0, "Enter the name of the centre."), (3, "Enter your name.")],
)
def test_what_is_needed_is_asked_for_in_words(setup: SetUp, page: int, words: str) -> None:
    setup.turn_to(page)
    setup.onward.click()
    settle()
    assert setup.word.text() == words
    assert setup.pages.currentIndex() == page


def test_a_cscom_needs_its_health_area(setup: SetUp) -> None:
    write("CSCom de Kalabancoro")
    for _field in range(5):
        enter()
    assert setup.word.text() == "Enter the health area: the return counts by it."


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("quatre mots bien longs", "quatre mots bien lents", "The two passphrases differ"),
        ("court", "court", "12 characters"),
    ],
)
def test_a_passphrase_that_will_not_do_is_refused_in_words(
    setup: SetUp, first: str, second: str, words: str
) -> None:
    through_the_centre()
    setup.turn_to(3)
    setup.account.name.setText("Mme Traoré")
    setup.account.passphrase.setText(first)
    setup.account.again.setText(second)
    setup.onward.click()
    settle()
    assert words in setup.word.text()
    assert setup.ward is None


def test_a_wrong_group_of_the_code_is_told_and_the_next_page_stays_closed(
    setup: SetUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    through_the_centre()
    setup.turn_to(3)
    account()
    write("AAAA")
    enter()
    enter()
    assert setup.word.text() == "This is not what the code says. Read your sheet again."
    assert not setup.ways[4].isEnabled()
    printed_by(monkeypatch, tmp_path / "papier.pdf")
    setup.account.proof.printed.click()
    settle()
    assert setup.word.text() == "Sent to the printer."
    assert len(PdfReader(tmp_path / "papier.pdf").pages) == 2
    sheets = text_of(ask(setup.account.sheets))
    assert sheets.count(setup.account.code) == 2
    assert sheets.count("CSCom de Kalabancoro") >= 2, "the district keeps those of many"


def test_a_line_that_is_not_understood_is_shown_and_not_kept(setup: SetUp) -> None:
    setup.turn_to(2)
    setup.staff.box.text.setPlainText("Keïta Oumou; dentiste")
    settle()
    assert "1 line cannot be read and will not be kept." in setup.staff.box.count.text()
    assert "×" in setup.staff.box.understood.item(0).text()


def test_villages_are_taken_from_a_workbook_and_looked_at_first(
    setup: SetUp, tmp_path: Path
) -> None:
    book = Workbook()
    sheet: Any = book.active
    for row in (("Village", "Aire"), ("Kalabancoro", "oui"), ("Baguinéda", "non")):
        sheet.append(row)
    book.save(tmp_path / "villages.xlsx")
    setup.turn_to(1)
    setup.villages.box.take(tmp_path / "villages.xlsx")
    settle()
    found = {one.title: one.values["in_catchment"] for one in setup.villages.box.entered()}
    assert found == {"Kalabancoro": "yes", "Baguinéda": "no"}


def test_a_file_that_is_no_table_is_refused_in_words(setup: SetUp, tmp_path: Path) -> None:
    (tmp_path / "villages.xlsx").write_bytes(b"")
    setup.turn_to(1)
    setup.villages.box.take(tmp_path / "villages.xlsx")
    settle()
    assert setup.villages.box.count.property("state") == "wrong"
    assert setup.villages.box.count.text()


def test_a_folder_that_cannot_be_written_is_told_and_everything_typed_stays(
    setup: SetUp, tmp_path: Path
) -> None:
    (tmp_path / "registre").write_text("not a folder")
    through_the_centre()
    setup.turn_to(3)
    account()
    assert setup.ward is None
    assert setup.word.property("state") == "wrong"
    assert setup.account.name.text() == "Mme Traoré"
    assert setup.centre.name.text() == "CSCom de Kalabancoro"


def test_a_training_register_is_made_at_once_with_a_passphrase_of_its_own(
    setup: SetUp, tmp_path: Path
) -> None:
    made: list[Any] = []
    setup.trained.connect(lambda ward, passphrase: made.append((ward, passphrase)))
    setup.train()
    settle()
    ward, passphrase = made[0]
    assert ward.training
    assert len(passphrase.split()) == 4
    assert people_of(tmp_path / "exercice") == ["Formation"]
    assert not (tmp_path / "registre").exists()
    page = TrainingMade("Formation", passphrase)
    page.show()
    assert passphrase in desk.words_of(page)
    page.close()
    jobs.run(ward.close, lambda _done: None)
    jobs.wait_idle()
    assert fresh(tmp_path / "exercice").name == "exercice-2"


def test_a_training_register_stopped_half_way_leaves_nothing(setup: SetUp, tmp_path: Path) -> None:
    jobs.hub().step.connect(lambda done, _of: jobs.cancel() if done else None)
    setup.train()
    settle()
    assert not (tmp_path / "exercice").exists()
    assert setup.word.text() == "Stopped before the end."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Traoré Aminata; sage-femme", [("Traoré", "Aminata", "midwife")]),
        ("Traoré Aminata, sage-femme", [("Traoré", "Aminata", "midwife")]),
        ("Traoré Aminata, Kati", [("Traoré", "Aminata, Kati", "")]),
        ("Traoré;Aminata;sage-femme", [("Traoré", "Aminata", "midwife")]),
        ("Nom\tPrénom\tQualification\nTraoré\tAminata\tmatrone", [("Traoré", "Aminata", "matron")]),
        ("Traoré\n\n  \n", [("Traoré", "", "")]),
        (";;;\n", []),
    ],
)
def test_staff_are_read_from_what_people_paste(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    names = ("family_name", "given_name", "qualification")
    read = [tuple(one.values.get(name, "") for name in names) for one in pasting.staff(text)]
    assert read == found


def test_the_same_list_pasted_twice_is_kept_once(setup: SetUp) -> None:
    through_the_centre()
    setup.turn_to(3)
    account()
    ward = setup.ward
    assert ward is not None
    entered = pasting.villages("Sikoro\nSikoro\nKalabancoro")
    assert ask(lambda: pasting.keep(ward, entered)) == 2
    assert ask(lambda: pasting.keep(ward, entered)) == 0


def test_a_folder_with_too_long_a_name_is_told_first_and_stretches_no_page(
    tmp_path: Path, dressed: QApplication
) -> None:
    folder = tmp_path / ("x" * 200) / "registre"
    page = SetUp(folder, tmp_path / "exercice")
    page.resize(1366, 728)
    page.show()
    dressed.processEvents()
    page.start()
    assert "too long" in page.word.text()
    (area,) = page.findChildren(QScrollArea, options=Qt.FindChildOption.FindChildrenRecursively)
    assert area.horizontalScrollBar().maximum() == 0
    page.deleteLater()
