"""What happens when we are wrong: told calmly, logged without values, the window stays.

The entry on the screen is kept as a draft first; the report names places in the program and no
person.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMessageBox

import maternity
from maternity import clock, files
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs

REPORT = "incident.txt"
_log = logging.getLogger("maternity.ui")


def install(folder: Path, keep_draft: Callable[[], None]) -> None:
    """Tell crashes of this program from now on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(error, (Refused, Unavailable)) and jobs.told:
            jobs.told[0](error)
        else:
            tell(folder, error, trace, keep_draft)

    sys.excepthook = hook
    threading.excepthook = lambda told: hook(
        told.exc_type, told.exc_value or SystemError(), told.exc_traceback
    )
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, about: QMessageLogContext, _words: str) -> None:
    """Qt's own warnings: which kind and where, for their words may hold what was typed."""
    if kind in {QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg, QtMsgType.QtWarningMsg}:
        _log.warning("Qt %s %s", kind.name, about.category or "")


def report(error: BaseException, trace: TracebackType | None) -> str:
    """Where in the program it happened: files, lines and kinds of error, never a value."""
    head = f"{clock.now():%Y-%m-%d %H:%M}  maternity {maternity.__version__}"
    lines = [head, f"{sys.platform}  Python {sys.version.split()[0]}", type(error).__name__]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"because of {type(cause).__name__}")
    places = traceback.extract_tb(trace)
    lines += [f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in places]
    return "\n".join(lines)


def tell(
    folder: Path,
    error: BaseException,
    trace: TracebackType | None,
    keep_draft: Callable[[], None],
) -> None:
    """Log it, keep the draft, write the report, and say so calmly."""
    text = report(error, trace)
    _log.error(text)
    keep_draft()
    place = folder / REPORT
    try:
        files.replace(place, text.encode())
    except Unavailable:
        place = Path()
    message(place, text).exec()


def message(place: Path, text: str) -> QMessageBox:
    """The calm words, with the report folded beneath."""
    words = _("The program made a mistake. What you typed is kept: go on with your work.")
    if place.name:
        words += "\n\n" + _(
            "Give the file {file} to the person who helps you with the computer; it holds no name "
            "and no answer."
        ).format(file=place)
    box = QMessageBox(QMessageBox.Icon.Information, _("Maternity register"), words)
    box.setDetailedText(text)
    return box
