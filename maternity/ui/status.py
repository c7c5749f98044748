"""The line at the foot: what was said last, and what a head of maternity must always see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from maternity import clock
from maternity.i18n import _, plural
from maternity.people import Right
from maternity.reading import show_month
from maternity.ui import jobs, theme
from maternity.ui.actions import action
from maternity.ui.buttons import Tool
from maternity.ward import Ward
from maternity.ward.drafting import waiting_now
from maternity.ward.place import on_server

SAID_MS = 15_000
"""An answer stays at least so long."""
AWAY_MS = 10_000
"""How often a server that was away is asked whether it is back, when nobody does anything."""


class StatusLine(QFrame):
    """What was said, the last save, the drafts, the month that waits."""

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.names_hidden = False
        self._saved = ""
        self._away = self._asking = False
        self.setProperty("role", "status")
        self.said, self.state = QLabel(), QLabel()
        self.said.setWordWrap(True)
        self.state.setProperty("role", "muted")
        self.undo = Tool()
        self.beside_form(form=False)
        self.undo.setProperty("role", "undo")
        self.undo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.undo.hide()
        self._undo: Callable[[], object] | None = None
        self.undo.clicked.connect(self.take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 14, 2)
        row.setSpacing(16)
        row.addWidget(self.said, 1)
        row.addWidget(self.undo)
        row.addWidget(self.state)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(SAID_MS)
        self._over.timeout.connect(lambda: self.say("", ""))
        self._again = QTimer(self)
        self._again.setInterval(AWAY_MS)
        self._again.timeout.connect(self.refresh)
        jobs.hub().succeeded.connect(self._look_again)

    def say(self, words: str, state: str = "saved") -> None:
        """Say this for a while."""
        self.said.setText(words)
        theme.set_state(self.said, state if words else "")
        self._undo = None
        self.undo.hide()
        if words:
            self._over.start()
        if state == "wrong" and on_server(self.ward.folder):
            self.refresh()

    def beside_form(self, *, form: bool) -> None:
        """In a form the key takes back what was typed: then the button says what it does alone."""
        words = _("Undo ({key})").format(key=action("undo").told_key)
        self.undo.setText(action("undo").told if form else words)
        self.undo.setToolTip(action("undo").told if form else action("undo").tip)

    def offer_undo(self, act: Callable[[], object]) -> None:
        """While the words stand, offer to take back what they tell."""
        self._undo = act
        self.undo.show()

    def take_back(self) -> None:
        """Undo what was offered, once."""
        act, self._undo = self._undo, None
        self.undo.hide()
        if act is not None:
            act()

    def saved_now(self) -> None:
        """Remember when something was saved last."""
        self._saved = f"{clock.now():%H:%M}"

    def refresh(self) -> None:
        """Read how many drafts wait, and show what is so now."""
        if self.ward.account.may(Right.READ):
            self._asking = True
            jobs.run(partial(_read, self.ward), self._show)

    def _look_again(self) -> None:
        """Something was answered while the server was thought away: it may be back."""
        if self._away and not self._asking:
            self.refresh()

    def _show(self, read: tuple[int, bool, str]) -> None:
        drafts, away, copied = read
        was_away, self._away, self._asking = self._away, away, False
        if away and not was_away:
            self._again.start()
        elif was_away and not away:
            self._again.stop()
            self.say(_("The server answers again. What was kept here is in the register."))
        theme.set_state(self.state, "wrong" if away else "")
        if away:
            self.state.setText(_("THE SERVER IS AWAY: drafts are kept on this computer"))
            return
        told = [
            _("✓ Saved {time}").format(time=self._saved) if self._saved else "",
            plural("{count} draft", "{count} drafts", drafts) if drafts else _("no draft"),
            copied,
            month_words(clock.today(), int(self.ward.due_day)),
            _("names hidden (F11)") if self.names_hidden else "",
        ]
        self.state.setText("  ·  ".join(fact for fact in told if fact))


def _read(ward: Ward) -> tuple[int, bool, str]:
    """The drafts that wait, whether the server is away, the last verified copy in words."""
    from maternity.ui.copy_words import status_words  # noqa: PLC0415 - with the database
    from maternity.ward import copies  # noqa: PLC0415

    count, away = waiting_now(ward)
    copied = not away and not ward.training and ward.secrets is not None
    return count, away, status_words(copies.state(ward), clock.now()) if copied else ""


def month_words(today: date, due: int) -> str:
    """The month whose return comes next, and by when: that of the month before, until it is due."""
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    if today.day <= due:
        return _("{month} to hand in by {day}").format(
            month=show_month(before), day=f"{today.replace(day=due):%d/%m}"
        )
    following = (first + timedelta(days=31)).replace(day=due)
    return _("{month} to hand in by {day}").format(
        month=show_month(first), day=f"{following:%d/%m}"
    )
