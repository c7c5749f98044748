"""The program with a window: from the first page to the open register and back to the door.

The first page loads neither the database nor the registers: they come while the person types her
passphrase.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QLockFile,
    QRect,
    QSettings,
    Qt,
    QThread,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from maternity import i18n, paths
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import crash, jobs, qt_words, theme
from maternity.ui.buttons import answer_to_enter
from maternity.ui.sign_in import SignIn
from maternity.ward import exists

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

    from maternity.ui.locker import Locker
    from maternity.ui.setup_pages import SetUp
    from maternity.ward import Ward
    from maternity.ward.locking import Locked

UNAVAILABLE = 3
SIZE = (1180, 720)
TRAINING = "exercice"
TRIES = 5
"""How often a second start calls the first, which may just have begun."""
PAINTED_MS, LISTEN_MS = 40, 200
"""When the first page is painted: then what opens a register is loaded behind it, and a second
start is listened for."""


class Program:
    """The one window, whatever it shows."""

    def __init__(self, folder: Path, percent: int | None = None) -> None:
        self.folder = folder
        self.percent = percent
        """The size of text asked for at the start, for who has chosen none."""
        self.training = folder.with_name(f"{folder.name}-{TRAINING}")
        self.window: QMainWindow | None = None
        self._lockers: dict[Path, Locker] = {}

    def begin(self) -> None:
        """Sign-in where there is a register, otherwise the first run."""
        if exists(self.folder):
            self.show_sign_in(self.folder)
        else:
            self.show_set_up()

    def show_sign_in(self, folder: Path, locked: Locked | None = None) -> None:
        """The names of a register's people, and one field; the PIN's after a lock."""
        training = folder != self.folder
        page = SignIn(folder, training=training, locked=locked)
        page.signed_in.connect(self.open)
        page.elsewhere.connect(self.begin if training else self.show_training)
        page.restoring.connect(lambda: self.show_restore(folder))
        page.emergency.connect(partial(self.show_emergency, folder, locked))
        self._frame(page)
        page.start()
        rest = partial(load_the_rest, folder)
        QTimer.singleShot(PAINTED_MS, lambda: jobs.run(rest, page.show_names))

    def show_emergency(self, folder: Path, locked: Locked | None) -> None:
        """An entry begun before anybody signs in: sealed, and read by nobody until then."""
        from maternity.ui.emergency_page import EmergencyPage  # noqa: PLC0415 - seldom needed

        page = EmergencyPage(folder)
        page.left.connect(partial(self.show_sign_in, folder, locked))
        self._frame(page)
        page.start()

    def show_restore(self, folder: Path) -> None:
        """Make the register again from a copy; then sign in to it."""
        from maternity.ui.restore_page import RestorePage  # noqa: PLC0415 - seldom needed

        page = RestorePage(folder)
        back = partial(self.show_sign_in, folder) if exists(folder) else self.show_set_up
        page.done.connect(partial(self.show_sign_in, folder))
        page.left.connect(back)
        self._frame(page)
        page.start()

    def show_new_key(self, folder: Path) -> None:
        """Give the register a new key; then sign in to it."""
        from maternity.ui.new_key_page import NewKeyPage  # noqa: PLC0415 - seldom needed

        page = NewKeyPage(folder)
        for ends in (page.done, page.left):
            ends.connect(partial(self.show_sign_in, folder))
        self._frame(page)
        page.start()

    def show_training(self) -> None:
        """Sign in to the training register, or make one."""
        if exists(self.training):
            self.show_sign_in(self.training)
        else:
            self.show_set_up().train()

    def show_set_up(self) -> SetUp:
        """The pages of the first run."""
        from maternity.ui.setup_pages import SetUp  # noqa: PLC0415 - at the first run only

        page = SetUp(self.folder, self.training)
        page.done.connect(self.open)
        page.trained.connect(self._trained)
        page.trial.connect(self._try)
        page.restoring.connect(lambda: self.show_restore(self.folder))
        self._frame(page)
        page.start()
        return page

    def _try(self) -> None:
        """The training register that is there, or a new one, made from the page in view."""
        page = self.window.centralWidget() if self.window is not None else None
        train = getattr(page, "train", None)
        if exists(self.training) or train is None:
            self.show_sign_in(self.training)
        else:
            train()

    def _trained(self, ward: Ward, passphrase: str) -> None:
        from maternity.ui.setup_pages import TrainingMade  # noqa: PLC0415

        page = TrainingMade(ward.account.name or "", passphrase)
        page.opened.connect(lambda: self.open(ward))
        self._frame(page)
        page.start()

    def _frame(self, page: QWidget) -> None:
        window = QMainWindow()
        window.setWindowTitle(_("Maternity register"))
        window.setCentralWidget(page)
        answer_to_enter(page)
        self._show(window, QSettings().value("window"))

    def open(self, ward: Ward) -> None:
        """Show the ward, in the language and size of the person who is at it."""
        from maternity.ui.locker import Locker  # noqa: PLC0415 - after the sign-in is seen
        from maternity.ui.screening import hide_from_captures  # noqa: PLC0415
        from maternity.ui.window import Window  # noqa: PLC0415

        if ward.must_change:
            self._choose_secret(ward)
            return
        mine = f"person/{ward.account.id}"
        kept = QSettings()
        language = str(kept.value(f"{mine}/language", i18n.language()))
        percent = int(str(kept.value(f"{mine}/text", self.percent or kept.value("text", 100))))
        look = str(kept.value(f"{mine}/look", kept.value("look", theme.SYSTEM)))
        dress(language, percent, look)
        window = Window(ward)
        folder = ward.folder or self.folder
        window.restoring.connect(lambda: self.show_restore(folder))
        window.new_key.connect(lambda: self.show_new_key(folder))
        if folder not in self._lockers:
            self._lockers[folder] = Locker(partial(self.show_sign_in, folder))
        self._lockers[folder].watch(window)
        self._show(window, kept.value(f"{mine}/window", kept.value("window")))
        if not ward.training:
            hide_from_captures(window)
        if not gc.get_freeze_count():
            gc.freeze()  # to look through all that was loaded held up a key for a quarter second

    def _choose_secret(self, ward: Ward) -> None:
        """Her own passphrase first, in place of the one she was given."""
        from maternity.ui.own_secret import OwnSecret  # noqa: PLC0415 - once for a person

        page = OwnSecret(ward)
        page.chosen.connect(self.open)
        page.left.connect(lambda: self.show_sign_in(ward.folder or self.folder))
        self._frame(page)
        page.start()

    def _show(self, window: QMainWindow, geometry: object) -> None:
        before, self.window = self.window, window
        if before is not None:
            window.restoreGeometry(before.saveGeometry())
        elif not isinstance(geometry, bytes) and geometry is not None:
            window.restoreGeometry(geometry)  # type: ignore[arg-type]
        else:
            window.resize(*SIZE)
            window.setWindowState(Qt.WindowState.WindowMaximized)
        if not fits(window):
            window.setWindowState(Qt.WindowState.WindowMaximized)
        window.show()
        if before is not None:
            QSettings().setValue("window", before.saveGeometry())
            before.close()
            before.deleteLater()

    def keep_draft(self) -> None:
        """Keep what stands in an open form, whatever happened."""
        keep = getattr(self.window, "keep_draft", None)
        if keep is not None:
            keep()

    def raise_window(self) -> None:
        """Bring the window to the front: somebody started the program once more."""
        if self.window is not None:
            state = self.window.windowState() & ~Qt.WindowState.WindowMinimized
            self.window.setWindowState(state)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()


def fits(window: QMainWindow) -> bool:
    """Whether a window, as large as it must be, stands wholly on its screen where it was left."""
    needed = window.size().expandedTo(window.minimumSize()).expandedTo(window.minimumSizeHint())
    return window.screen().availableGeometry().contains(QRect(window.pos(), needed))


def load_the_rest(folder: Path) -> None:
    """Load what the open register needs, and who may sign in, while the passphrase is typed."""
    from maternity.ward import older_versions, open_ward  # noqa: F401, PLC0415
    from maternity.ward.place import bring_keys  # noqa: PLC0415

    older_versions.hold()
    with suppress(Refused, Unavailable):  # whoever signs in is told
        bring_keys(folder)


def run(arguments: list[str]) -> int:
    """Open the window; the exit code of the program."""
    told = _parsed(arguments)
    if not _has_screen():
        i18n.use(told.language or i18n.DEFAULT)
        sys.stderr.write(_("There is no screen here: the window cannot be opened.") + "\n")
        return UNAVAILABLE
    application = make_application(told.language, told.text)
    folder = Path(told.data) if told.data else paths.default_data()
    folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "fenetre"))
    lock.setStaleLockTime(0)
    held = not lock.tryLock(50) and lock.error() is QLockFile.LockError.LockFailedError
    if held and _raise_other(folder):
        return 0
    program = Program(folder, told.text)
    crash.install(folder, program.keep_draft)
    program.begin()
    servers: list[QLocalServer] = []
    QTimer.singleShot(LISTEN_MS, lambda: servers.append(_listen(folder, program)))
    code = application.exec()
    jobs.stop()
    take_down()
    for server in servers:
        server.close()
    lock.unlock()
    return code


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="maternity")
    parser.add_argument("--data")
    parser.add_argument("--language", choices=i18n.languages())
    parser.add_argument("--text", type=int)
    return parser.parse_args(arguments)


def _has_screen() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def make_application(language: str | None, percent: int | None) -> QApplication:
    """Qt's application, in the language and size last used on this computer."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("maternity")
    application.setOrganizationName("maternity")
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.Mali))
    kept = QSettings()
    dress(
        language or str(kept.value("language", i18n.DEFAULT)),
        percent or int(str(kept.value("text", 100))),
        str(kept.value("look", theme.SYSTEM)),
    )
    return application


def take_down() -> None:
    """Delete every window while Qt is whole: at the end of Python their order is left to chance."""
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dress(language: str, percent: int, look: str = theme.SYSTEM) -> None:
    """Speak a language, in our words and Qt's own, at a size of text, in a look."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError(application)
    if language != i18n.language() or not qt_words.spoken():
        i18n.use(language)
        qt_words.speak(application)
    if not application.styleSheet() or (percent, look) != (theme.percent(), theme.look()):
        theme.apply(application, percent=percent, look=look)


def _server_name(folder: Path) -> str:
    mark = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    return f"maternity-{mark}"


def _listen(folder: Path, program: Program) -> QLocalServer:
    """Hear a second start of the program, which only raises this window."""
    from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - after the first screen is seen

    server = QLocalServer()
    QLocalServer.removeServer(_server_name(folder))
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    server.newConnection.connect(program.raise_window)
    server.listen(_server_name(folder))
    return server


def _raise_other(folder: Path) -> bool:
    """Raise the window that was opened first; False if none answers.

    A lock that a power cut left cannot be taken away where the disk takes no writing any more.
    """
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415

    socket = QLocalSocket()
    for _again in range(TRIES):
        socket.connectToServer(_server_name(folder))
        if socket.waitForConnected(LISTEN_MS):
            socket.disconnectFromServer()
            return True
        QThread.msleep(LISTEN_MS)
    return False
