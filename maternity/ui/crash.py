"""What happens when we are wrong: told calmly, logged without values, the window stays.

The entry on the screen is kept as a draft like any other; the report names places in the program
and no person.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from maternity import clock, files
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs

REPORT = "incident.txt"


def install(folder: Path) -> None:
    """Tell crashes of this program from now on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, (Refused, Unavailable)) and jobs.told:
            jobs.told[0](error)
            return
        tell(folder, error, trace)

    sys.excepthook = hook
    threading.excepthook = lambda told: hook(
        told.exc_type, told.exc_value or SystemError(), told.exc_traceback
    )


def report(error: BaseException, trace: TracebackType | None) -> str:
    """Where in the program it happened: files, lines and kinds of error, never a value."""
    head = f"{clock.now():%Y-%m-%d %H:%M}  {type(error).__name__}"
    places = traceback.extract_tb(trace)
    told = (f"  {Path(one.filename).name}:{one.lineno} {one.name}" for one in places)
    return "\n".join([head, *told])


def tell(folder: Path, error: BaseException, trace: TracebackType | None) -> None:
    """Log it, write the report, and say so calmly."""
    text = report(error, trace)
    logging.getLogger("maternity").error(text)
    try:
        files.replace(folder / REPORT, text.encode())
    except Unavailable:
        text = _("The report could not be written.")
    box = QMessageBox()
    box.setWindowTitle(_("Maternity register"))
    box.setText(
        _(
            "The program made a mistake. What you typed is kept; you can go on. Show the file "
            "{file} to the person who helps you: it holds no name."
        ).format(file=REPORT)
    )
    box.setDetailedText(text)
    box.exec()
