"""The program with a window: from the first page to the open register."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QLockFile, QSettings, QTranslator
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from maternity import i18n, paths
from maternity.i18n import _
from maternity.ui import crash, jobs, theme
from maternity.ward import exists

UNAVAILABLE = 3
SMALLEST = (1024, 720)


class Program:
    """The one window, whatever it shows."""

    def __init__(self, folder: Path, training: Path) -> None:
        self.folder, self.training = folder, training
        self.window: QMainWindow | None = None

    def begin(self) -> None:
        """Sign-in where there is a register, otherwise the first run."""
        if exists(self.folder):
            from maternity.ui.sign_in import SignIn  # noqa: PLC0415 - one or the other

            page = SignIn(self.folder)
            page.signed_in.connect(self.open)
            self._frame(page)
            page.start()
        else:
            from maternity.ui.setup_pages import SetUp  # noqa: PLC0415

            setup = SetUp(self.folder, self.training)
            setup.done.connect(self.open)
            setup.trained.connect(self.open)
            self._frame(setup)
            setup.start()

    def _frame(self, page: QWidget) -> None:
        window = QMainWindow()
        window.setWindowTitle(_("Maternity register"))
        window.setCentralWidget(page)
        self._show(window)

    def open(self, ward: object) -> None:
        """Show the ward."""
        from maternity.ui.window import Window  # noqa: PLC0415 - after the sign-in is seen
        from maternity.ward import Ward  # noqa: PLC0415

        if not isinstance(ward, Ward):
            raise TypeError(ward)
        self._show(Window(ward))

    def _show(self, window: QMainWindow) -> None:
        before, self.window = self.window, window
        geometry = QSettings().value("window")
        if geometry is not None:
            window.restoreGeometry(geometry)
        else:
            window.resize(*SMALLEST)
        window.show()
        if before is not None:
            before.close()

    def raise_window(self) -> None:
        """Bring the window to the front: somebody started the program once more."""
        if self.window is not None:
            self.window.showNormal()
            self.window.raise_()
            self.window.activateWindow()


def run(arguments: list[str]) -> int:
    """Open the window; the exit code of the program."""
    told = _parsed(arguments)
    if not _has_screen():
        sys.stderr.write(_("There is no screen here: the window cannot be opened.") + "\n")
        return UNAVAILABLE
    application = _application(told.language, told.text)
    folder = Path(told.data) if told.data else paths.default_data()
    folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(folder / "fenetre"))
    if not lock.tryLock(50):
        _raise_other(folder)
        return 0
    program = Program(folder, folder.with_name(f"{folder.name}-exercice"))
    server = _listen(folder, program)
    crash.install(folder)
    program.begin()
    code = application.exec()
    jobs.stop()
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


def _application(language: str | None, text: int | None) -> QApplication:
    application = QApplication(sys.argv[:1])
    application.setApplicationName("maternity")
    application.setOrganizationName("maternity")
    kept = QSettings()
    i18n.use(language or str(kept.value("language", i18n.DEFAULT)))
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.Mali))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{i18n.language()}", folder):
        application.installTranslator(translator)
    theme.apply(application, percent=text or int(str(kept.value("text", 100))))
    return application


def _server_name(folder: Path) -> str:
    return f"maternity-{abs(hash(str(folder.resolve()))) % 10**8}"


def _listen(folder: Path, program: Program) -> QLocalServer:
    server = QLocalServer()
    QLocalServer.removeServer(_server_name(folder))
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    server.newConnection.connect(program.raise_window)
    server.listen(_server_name(folder))
    return server


def _raise_other(folder: Path) -> None:
    socket = QLocalSocket()
    socket.connectToServer(_server_name(folder))
    socket.waitForConnected(500)
    socket.disconnectFromServer()
