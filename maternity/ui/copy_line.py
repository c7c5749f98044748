"""One line of the home page: the last verified copy, red and in words when it is too old."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from maternity.i18n import _
from maternity.people import Right
from maternity.ui import jobs, theme
from maternity.ward import Ward


class CopyLine(QWidget):
    """The last copy, the last trial, and the way to the page of copies."""

    def __init__(self, ward: Ward, show: Callable[[], object]) -> None:
        super().__init__()
        self.ward = ward
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.go = QPushButton(_("Copies…"))
        self.go.clicked.connect(lambda _on=False: show())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)
        self.shown = ward.account.may(Right.BACK_UP) and ward.secrets is not None
        if not self.shown:
            self.hide()

    def refresh(self) -> None:
        """Read how the ward stands with its copies."""
        if self.shown:
            jobs.run(partial(_told, self.ward), self._show)

    def _show(self, told: tuple[str, str]) -> None:
        words, state = told
        self.words.setText(words)
        theme.set_state(self.words, state)


def _told(ward: Ward) -> tuple[str, str]:
    """The words and their colour (on the database's thread, where they are loaded)."""
    from maternity.ui import copy_words  # noqa: PLC0415
    from maternity.ward import copies, recovery_trial  # noqa: PLC0415
    from maternity.ward.room import room_left  # noqa: PLC0415

    missing = copy_words.missing_words(copies.missing_since(ward))
    if missing:
        return missing, "wrong"
    now = copies.state(ward)
    words, colour = copy_words.last_words(now)
    tried = copy_words.drill_words(now) if now.last else ""
    recovered = copy_words.recovered_words(copies.recovered(ward))
    room = copy_words.room_words(room_left(ward))
    manages = ward.account.may(Right.MANAGE_PEOPLE)
    due = copy_words.due_words(recovery_trial.trials(ward)) if manages else ""
    told = "  ".join(one for one in (recovered, room, words, tried, due) if one)
    return told, "wrong" if room else colour or ("unsure" if due else "")
