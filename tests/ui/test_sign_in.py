"""At the door: a name, a passphrase, and whole sentences for everything that can be wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from maternity.db import engine as engines
from maternity.ui import jobs
from maternity.ui.sign_in import SignIn
from maternity.ward import create_ward
from tests.ui.conftest import HER_PASSPHRASE, MATRON, PASSPHRASE
from tests.ui.desk import control, enter, press, settle, write

Key = Qt.Key


@pytest.fixture
def door(folder: Path, dressed: QApplication) -> Iterator[Callable[[], SignIn]]:
    """Makes the sign-in page of the folder as it is then."""
    windows: list[QMainWindow] = []

    def make() -> SignIn:
        window = QMainWindow()
        page = SignIn(folder)
        window.setCentralWidget(page)
        window.show()
        window.activateWindow()
        dressed.processEvents()
        page.start()
        windows.append(window)
        return page

    yield make
    for window in windows:
        window.close()


@pytest.fixture
def opened(door: Callable[[], SignIn]) -> Iterator[tuple[SignIn, list[Any]]]:
    """The page, and the registers it opened."""
    page = door()
    wards: list[Any] = []
    page.signed_in.connect(wards.append)
    yield page, wards
    for ward in wards:
        jobs.run(ward.close, lambda _done: None)
    jobs.wait_idle()


def test_a_person_chooses_her_name_and_types_her_passphrase(
    opened: tuple[SignIn, list[Any]],
) -> None:
    page, wards = opened
    names = [page.names.item(row).text() for row in range(page.names.count())]
    assert names == [MATRON, "Formation"]
    enter()
    write(HER_PASSPHRASE)
    enter()
    assert [ward.account.name for ward in wards] == [MATRON]
    assert page.passphrase.text() == ""


def test_arrows_choose_another_name(opened: tuple[SignIn, list[Any]]) -> None:
    page, wards = opened
    press(Key.Key_Down)
    enter()
    write(PASSPHRASE)
    enter()
    assert [ward.account.name for ward in wards] == ["Formation"]
    assert page.word.text() == "Opening the register…"


def test_a_wrong_passphrase_is_told_and_can_be_typed_again(
    opened: tuple[SignIn, list[Any]],
) -> None:
    page, wards = opened
    enter()
    write("pas la bonne du tout")
    enter()
    assert wards == []
    assert "do not fit" in page.word.text()
    assert page.passphrase.selectedText() == "pas la bonne du tout"
    write(HER_PASSPHRASE)
    enter()
    assert len(wards) == 1


def test_what_is_typed_is_hidden_until_it_is_asked_for(opened: tuple[SignIn, list[Any]]) -> None:
    page, _wards = opened
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    page.seen.setFocus()
    press(Key.Key_Space)
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Normal


def test_a_passphrase_may_be_pasted(opened: tuple[SignIn, list[Any]]) -> None:
    page, _wards = opened
    QApplication.clipboard().setText("manguier calebasse")
    page.passphrase.setFocus()
    control(Key.Key_V)
    assert page.passphrase.text() == "manguier calebasse"
    QApplication.clipboard().clear()


def empty(place: Path) -> None:
    place.write_bytes(b"")


def cut_in_half(place: Path) -> None:
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])


def foreign(place: Path) -> None:
    place.write_bytes(b"SQLite format 3\0" + b"\1" * 8000)


def gone(place: Path) -> None:
    place.unlink()


@pytest.mark.parametrize("spoil", [empty, cut_in_half, foreign, gone], ids=lambda one: one.__name__)
def test_a_register_file_that_is_not_right_gets_a_sentence_and_never_a_new_register(
    folder: Path, door: Callable[[], SignIn], spoil: Callable[[Path], None]
) -> None:
    place = folder / engines.BOOK_NAME
    spoil(place)
    before = place.read_bytes() if place.exists() else None
    page = door()
    wards: list[Any] = []
    page.signed_in.connect(wards.append)
    enter()
    write(HER_PASSPHRASE)
    enter()
    assert wards == []
    assert page.word.property("state") == "wrong"
    assert len(page.word.text()) > 20
    assert "Traceback" not in page.word.text()
    after = place.read_bytes() if place.exists() else None
    assert after == before


def test_a_key_file_that_is_damaged_is_told_at_once(
    folder: Path, door: Callable[[], SignIn]
) -> None:
    for file in folder.iterdir():
        if file.name != engines.BOOK_NAME and file.is_file():
            file.write_bytes(b"{")
    page = door()
    assert page.word.property("state") == "wrong"
    assert not page.button.isEnabled()


def test_a_register_that_is_open_elsewhere_is_told(
    folder: Path, door: Callable[[], SignIn]
) -> None:
    from tests.ui.conftest import opened as open_it

    first = open_it(folder, MATRON, HER_PASSPHRASE)
    page = door()
    enter()
    write(HER_PASSPHRASE)
    enter()
    assert page.word.property("state") == "wrong"
    assert "open" in page.word.text()
    jobs.run(first.close, lambda _done: None)
    jobs.wait_idle()
    write(HER_PASSPHRASE)
    wards: list[Any] = []
    page.signed_in.connect(wards.append)
    enter()
    settle()
    assert len(wards) == 1
    jobs.run(wards[0].close, lambda _done: None)


def test_the_door_of_a_copied_folder_opens_too(folder: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(folder, tmp_path / "clef"))
    page = SignIn(moved)
    assert page.names.count() == 2


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_code(
    tmp_path: Path, dressed: QApplication
) -> None:
    made: list[Any] = []
    assert dressed is not None
    make = partial(create_ward, tmp_path / "r", facility="CSCom", level="cscom")
    jobs.run(partial(make, area="Sud", admin="Mme Traoré", passphrase=PASSPHRASE), made.append)
    jobs.wait_idle()
    ward, code = made[0]
    jobs.run(ward.close, lambda _done: None)
    page = SignIn(tmp_path / "r")
    page.show()
    wards: list[Any] = []
    page.signed_in.connect(wards.append)
    page.forgotten.click()
    page.code.setText(code[:-1])
    page.passphrase.setText("lampe natte mortier pilon")
    page.sign_in()
    settle()
    assert "has a mistake" in page.word.text()
    page.code.setText(code.lower())
    page.sign_in()
    settle()
    assert [one.account.name for one in wards] == ["Mme Traoré"]
    jobs.run(wards[0].close, lambda _done: None)
    jobs.wait_idle()
    page.close()
