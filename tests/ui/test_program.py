"""The program: window or command, one instance, its language and size, the door and back."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLockFile, QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMainWindow, QPushButton

from maternity import i18n
from maternity.__main__ import main, names_a_command
from maternity.db import engine, keys
from maternity.ui import jobs, program, theme
from maternity.ui.program import Program, fits
from maternity.ui.setup_pages import SetUp, TrainingMade
from maternity.ui.sign_in import SignIn
from maternity.ui.window import Window
from maternity.ward import door
from tests.ui.conftest import HER_PASSPHRASE as HERS
from tests.ui.conftest import MATRON, PASSPHRASE, opened
from tests.ui.desk import control, settle


@pytest.fixture
def begun(folder: Path, dressed: QApplication) -> Iterator[Program]:
    """The program on a folder that holds a register."""
    assert dressed is not None
    made = Program(folder)
    made.begin()
    settle()
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    settle()


def inside(made: Program) -> object:
    """What the window shows."""
    assert made.window is not None
    return made.window.centralWidget()


def test_no_key_waits_while_all_that_was_loaded_is_looked_through(begun: Program) -> None:
    gc.unfreeze()
    begun.open(opened(begun.folder, MATRON, HERS))
    settle()
    kept = gc.get_freeze_count()
    assert kept > 100_000
    control(Qt.Key.Key_L)
    begun.open(opened(begun.folder, MATRON, HERS))
    settle()
    assert gc.get_freeze_count() <= kept, "a window that was closed is never let go"


def test_a_folder_with_a_register_opens_at_the_door(begun: Program) -> None:
    assert isinstance(inside(begun), SignIn)


def test_a_folder_without_one_opens_the_first_run(tmp_path: Path, dressed: QApplication) -> None:
    assert dressed is not None
    made = Program(tmp_path / "nouveau")
    made.begin()
    assert isinstance(inside(made), SetUp)
    assert not (tmp_path / "nouveau").exists()
    assert made.window is not None
    made.window.close()


def test_locking_closes_the_register_and_shows_the_door(begun: Program, folder: Path) -> None:
    begun.open(opened(folder, "Formation", PASSPHRASE))
    settle()
    assert isinstance(begun.window, Window)
    begun.window.activateWindow()
    control(Qt.Key.Key_L)
    settle()
    assert isinstance(inside(begun), SignIn)
    again = opened(folder, "Formation", PASSPHRASE)  # the lock of the folder was let go
    jobs.run(again.close, lambda _done: None)
    settle()


def test_each_person_has_her_own_language_and_size(begun: Program, folder: Path) -> None:
    ward = opened(folder, MATRON, HERS)
    QSettings().setValue(f"person/{ward.account.id}/language", "fr")
    QSettings().setValue(f"person/{ward.account.id}/text", "150")
    begun.open(ward)
    settle()
    assert i18n.language() == "fr"
    assert theme.percent() == 150
    assert isinstance(begun.window, Window)
    assert begun.window.frame.side.buttons["home"].text() == "Salle"
    program.dress("en", 100)


@pytest.mark.usefixtures("dressed")
def test_a_size_asked_for_at_the_start_holds_for_who_has_chosen_none(folder: Path) -> None:
    asked = Program(folder, 175)
    asked.open(opened(folder, MATRON, HERS))
    settle()
    assert theme.percent() == 175
    assert asked.window is not None
    asked.window.close()
    program.dress("en", 100)


def test_the_training_register_has_its_own_door(begun: Program, folder: Path) -> None:
    begun.show_training()
    settle()
    made = inside(begun)
    assert isinstance(made, TrainingMade)  # there was none: it is made at once
    made.button.click()
    settle()
    assert isinstance(begun.window, Window)
    assert begun.window.ward.training
    begun.window.locked.emit()
    settle()
    shutil.rmtree(begun.training)
    shutil.copytree(folder, begun.training)
    begun.show_training()
    page = inside(begun)
    assert isinstance(page, SignIn)
    assert page.training
    page.other.click()
    back = inside(begun)
    assert isinstance(back, SignIn)
    assert back.folder == folder


def test_no_name_is_remembered_outside_the_register(begun: Program, folder: Path) -> None:
    begun.open(opened(folder, MATRON, HERS))
    settle()
    kept = Path(QSettings().fileName())
    QSettings().sync()
    if kept.exists():
        for word in MATRON.split():
            assert word.encode() not in kept.read_bytes()


ALONE = {"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}


def test_without_a_screen_the_window_is_refused_in_words() -> None:
    run = [sys.executable, "-m", "maternity"]
    done = subprocess.run(run, env=ALONE, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "pas d’écran" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_needs_no_screen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("maternity ")
    done = subprocess.run(
        [sys.executable, "-m", "maternity", "schema", "--format", "csv"],
        env=ALONE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "delivery" in done.stdout


SECOND = """
import sys
from PySide6.QtCore import QTimer
from maternity.ui import program
seen = []
first = program.Program.raise_window
def raised(self):
    seen.append(1)
    print("raised", flush=True)
program.Program.raise_window = raised
def stop():
    from PySide6.QtWidgets import QApplication
    QApplication.quit()
begin = program.Program.begin
def began(self):
    begin(self)
    print("begun", flush=True)
    QTimer.singleShot(20000, stop)
program.Program.begin = began
sys.exit(program.run(["--data", sys.argv[1]]))
"""


def test_a_second_start_raises_the_first_window_and_ends(tmp_path: Path) -> None:
    places = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR")}
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **places}
    run = [sys.executable, "-c", SECOND, str(tmp_path / "registre")]
    with subprocess.Popen(run, env=env, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "begun\n"
        again = subprocess.run(
            run, env=env, capture_output=True, text=True, timeout=30, check=False
        )
        assert again.returncode == 0
        assert again.stdout == ""
        assert first.stdout.readline() == "raised\n"
        first.terminate()


def test_a_window_lock_that_nobody_answers_for_keeps_nobody_out(tmp_path: Path) -> None:
    """A power cut leaves it, and a disk that takes no writing any more keeps it."""
    folder = tmp_path / "registre"
    folder.mkdir()
    left = QLockFile(str(folder / "fenetre"))
    assert left.tryLock(0)
    places = {name: str(tmp_path) for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "TMPDIR")}
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **places}
    run = [sys.executable, "-c", SECOND, str(folder)]
    with subprocess.Popen(run, env=env, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "begun\n"
        other.terminate()
    left.unlock()


def test_the_door_loads_no_database() -> None:
    code = (
        "import sys; from maternity.ui import program;"
        "print([m for m in ('sqlalchemy', 'maternity.registers', 'reportlab', 'alembic',"
        " 'PySide6.QtPdf', 'xlsxwriter') if m in sys.modules])"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, env=env, capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("left", [engine.BOOK_NAME, f"{keys.NAME}.1"])
def test_what_is_left_of_a_register_never_leads_to_a_new_one(
    tmp_path: Path, dressed: QApplication, left: str
) -> None:
    assert dressed is not None
    (tmp_path / "registre").mkdir()
    (tmp_path / "registre" / left).write_bytes(b"")
    made = Program(tmp_path / "registre")
    made.begin()
    page = inside(made)
    assert isinstance(page, SignIn)
    assert page.word.property("state") == "wrong"
    assert not page.button.isEnabled()
    assert made.window is not None
    made.window.close()


def test_the_door_and_the_engine_speak_of_the_same_file() -> None:
    assert door.BOOK == engine.BOOK_NAME


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], False),
        (["--data", "registre"], False),
        (["--data=registre", "--text", "175"], False),
        (["--language", "en"], False),
        (["--language", "en", "schema"], True),
        (["init", "--data", "registre"], True),
        (["no-such-command"], True),
        (["--help"], True),
    ],
)
def test_a_folder_or_a_size_opens_the_window_and_a_command_does_not(
    given: list[str], told: bool
) -> None:
    assert names_a_command(given) is told


@pytest.mark.usefixtures("begun")
def test_a_window_that_would_hang_over_the_edge_is_known_not_to_fit() -> None:
    window = QMainWindow()
    window.setMinimumSize(400, 300)
    window.resize(100, 100)
    room = window.screen().availableGeometry()
    window.move(room.topLeft())
    assert fits(window)
    window.move(room.right() - 200, room.top())
    assert not fits(window), "it grows to its least size, beyond the edge"


def test_the_windows_of_qt_for_files_speak_french_too(dressed: QApplication) -> None:
    assert dressed is not None
    words = {}
    for language in ("en", "fr"):
        program.dress(language, 100)
        asked = QFileDialog()
        asked.setOption(QFileDialog.Option.DontUseNativeDialog)
        words[language] = {one.text() for one in asked.findChildren(QLabel)}
        assert QCoreApplication.translate("QPlatformTheme", "Cancel"), "no word is blank"
        assert QCoreApplication.translate("Nowhere", "Not ours") == "Not ours"
        assert all(one.text() for one in asked.findChildren(QPushButton)), "a button says nothing"
        asked.deleteLater()
    program.dress("en", 100)
    assert "&Look in:" in words["en"]
    assert words["fr"] & words["en"] <= {""}, "each label is told in French"
