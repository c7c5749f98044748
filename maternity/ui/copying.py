"""Copies that nobody asks for: before four hours are over, at the end, and the weekly trial.

A ward locks its screen many times a day, and each person has a window of her own: how old the last
copy is stands in the register, not here. A lock is no end of a shift and waits for no copy that is
not due. A device that is away or full must never hold up the ward: its fault is told and logged.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.people import Right
from maternity.ui import jobs
from maternity.ui.told import sentence
from maternity.ward import Ward

LOOK_MS = 10 * 60 * 1000
FIRST_MS = 60 * 1000
END_SECONDS = 300.0
"""A slow stick takes minutes; the program does not leave before its copy is whole."""


class Copier(QObject):
    """Looks now and then whether a copy or a trial is due."""

    def __init__(self, ward: Ward, say: Callable[[str, str], None], parent: QObject) -> None:
        super().__init__(parent)
        self.ward, self.say = ward, say
        self.last = clock.steady()
        self.locking = False
        """Whether the window closes because it locks: then only what is due is copied."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(FIRST_MS)

    def look(self) -> None:
        """Copy if a copy is due, then try out a copy if its week is over."""
        self._timer.setInterval(LOOK_MS)
        if not self.ward.account.may(Right.BACK_UP) or not jobs.idle():
            return
        self._copy_if_due(_("Copying the register…"))
        jobs.run(lambda: drill_quietly(self.ward), self._told, words=_("Trying out the copy…"))

    def _told(self, fault: str) -> None:
        if fault:
            self.say(fault, "wrong")

    def end(self) -> None:
        """The copy at the end of a shift, if anything changed; its fault holds nothing up."""
        self._timer.stop()
        if self.ward.account.may(Right.BACK_UP):
            words = _("Copying the register before it closes…")
            if self.locking:
                self._copy_if_due(words)
            else:
                jobs.run(lambda: copy_quietly(self.ward), self._told, words=words)
            jobs.wait_idle(END_SECONDS)

    def _copy_if_due(self, words: str) -> None:
        used = timedelta(seconds=clock.steady() - self.last)

        def copy() -> str:
            if not due_quietly(self.ward, used):
                return ""
            self.last = clock.steady()
            return copy_quietly(self.ward)

        jobs.run(copy, self._told, words=words)


def due_quietly(ward: Ward, used: timedelta) -> bool:
    """Whether a copy is due; of a register that cannot be asked now, none is."""
    from maternity.ward.copy_due import is_due  # noqa: PLC0415 - not before it is asked

    try:
        return is_due(ward, used)
    except (Refused, Unavailable) as error:
        logging.getLogger(__name__).warning("not known whether a copy is due", exc_info=error)
        return False


def copy_quietly(ward: Ward) -> str:
    """Copy to this computer and to each device that is there; the fault in words, if any."""
    from maternity.ward.copies import copy_by_itself  # noqa: PLC0415 - not before it is due

    try:
        copy_by_itself(ward)
    except (Refused, Unavailable) as error:
        logging.getLogger(__name__).warning("no copy", exc_info=error)
        return sentence(error)
    return ""


def drill_quietly(ward: Ward) -> str:
    """The weekly trial of a copy; the fault in words, if any."""
    from maternity.ward.copies import drill_if_due  # noqa: PLC0415

    try:
        drill_if_due(ward)
    except (Refused, Unavailable) as error:
        logging.getLogger(__name__).warning("the trial of a copy failed", exc_info=error)
        return sentence(error)
    return ""
