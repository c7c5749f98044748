"""Sign-in and lock: the time, the list of names, one field; nothing else.

No register is read before. After a lock the field takes the PIN of who has one: digits may be
typed with the list in focus, and the last of them opens the register.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.ui import jobs, theme
from maternity.ui.told import sentence
from maternity.ward import people_of
from maternity.ward.door import sealed, takes_emergencies

if TYPE_CHECKING:
    from maternity.ward import Ward
    from maternity.ward.locking import Locked

WIDE_CHARS = 56
PIN_DIGITS = 6
LINES_SHOWN = 6


class SignIn(QWidget):
    """Who is at work, and her passphrase."""

    signed_in = Signal(object)
    elsewhere = Signal()
    restoring = Signal()
    emergency = Signal()

    def __init__(
        self, folder: Path, *, training: bool = False, locked: Locked | None = None
    ) -> None:
        super().__init__()
        self.folder, self.training, self.locked = folder, training, locked
        self.by_pin = False
        self.title = _("Sign in")
        self.time = QLabel()
        self.time.setProperty("role", "muted")
        self.names = QListWidget()
        self.names.setAccessibleName(_("Your name"))
        self.names.installEventFilter(self)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(_("Your passphrase"))
        self.passphrase.returnPressed.connect(self.sign_in)
        self.code = QLineEdit()
        self.code.setAccessibleName(_("Recovery code, from its sheet"))
        self.code.returnPressed.connect(self.passphrase.setFocus)
        self.forgotten = QPushButton(_("Passphrase forgotten…"))
        self.forgotten.clicked.connect(self.ask_code)
        self.seen = QCheckBox(_("Show what is typed"))
        self.seen.toggled.connect(self._show_typed)
        self.word = QLabel()
        self.word.setWordWrap(True)
        self.sealed = QLabel()
        self.sealed.setWordWrap(True)
        self.sealed.setFixedWidth(self.fontMetrics().averageCharWidth() * WIDE_CHARS)
        theme.set_state(self.sealed, "unsure")
        self.button = QPushButton(_("Open the register"))
        self.button.setProperty("main", True)
        self.button.clicked.connect(self.sign_in)
        self._lay_out()
        self._read_names()
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave_code)
        self.passphrase.textEdited.connect(self._typed)
        self.names.currentRowChanged.connect(self._chosen)
        self._chosen(self.names.currentRow())
        jobs.hub().step.connect(self._show_step)
        self._tick()
        clockwork = QTimer(self)
        clockwork.timeout.connect(self._tick)
        clockwork.start(10_000)

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        if self.training:
            bar = QFrame()
            bar.setProperty("role", "bar")
            bar.setProperty("training", "true")
            row = QHBoxLayout(bar)
            row.addWidget(QLabel(_("TRAINING REGISTER")))
            page.addWidget(bar)
        head = QLabel(_("Maternity register"))
        head.setProperty("role", "title")
        box = QFrame()
        box.setProperty("role", "card")
        box.setFixedWidth(box.fontMetrics().averageCharWidth() * WIDE_CHARS)
        column = QVBoxLayout(box)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(head)
        column.addWidget(self.time)
        self.labels = {named: QLabel() for named in (self.names, self.code, self.passphrase)}
        for named, label in self.labels.items():
            label.setText(named.accessibleName())
            label.setWordWrap(True)
            label.setProperty("role", "label")
            label.setBuddy(named)
            column.addWidget(label)
            column.addWidget(named)
        for hidden in (self.code, self.labels[self.code]):
            hidden.hide()
        column.addWidget(self.seen)
        column.addWidget(self.word)
        column.addWidget(self.button)
        column.addWidget(self.forgotten)
        words = _("Back to the ward's register") if self.training else _("Training register…")
        self.other = QPushButton(words)
        self.other.clicked.connect(self.elsewhere)
        restore = QPushButton(_("Restore a copy…"))
        restore.clicked.connect(lambda _on=False: self.restoring.emit())
        page.addStretch(1)
        page.addLayout(centred(box))
        if takes_emergencies(self.folder):
            page.addLayout(centred(self._emergency_button()))
        page.addLayout(centred(self.sealed))
        self._tell_sealed()
        page.addLayout(centred(self.other, restore))
        page.addStretch(2)

    def _emergency_button(self) -> QPushButton:
        """Labour does not wait for a PIN: an entry may be begun, and nothing is read."""
        from maternity.ui.actions import action  # noqa: PLC0415 - where there is a register

        told = action("emergency_entry")
        button = QPushButton(f"{told.told_key}   {told.told}")
        QShortcut(QKeySequence(told.key), self, self.emergency.emit)
        button.clicked.connect(lambda _on=False: self.emergency.emit())
        return button

    def _tell_sealed(self) -> None:
        """Say that something begun here waits to be signed, and nothing of what it is."""
        waiting = len(sealed(self.folder))
        self.sealed.setVisible(bool(waiting))
        self.sealed.setText(
            plural(
                "{count} emergency entry waits, sealed: whoever signs in finds it among the"
                " drafts and keeps it.",
                "{count} emergency entries wait, sealed: whoever signs in finds them among the"
                " drafts and keeps them.",
                waiting,
            )
        )

    def _read_names(self) -> None:
        try:
            self.names.addItems(people_of(self.folder))
        except (Refused, Unavailable) as error:
            self._refused(error)
            self.button.setEnabled(False)
        rows = min(max(self.names.count(), 1), LINES_SHOWN)
        self.names.setFixedHeight(rows * (self.fontMetrics().height() + 8) + 10)
        named = self.locked.person if self.locked is not None else ""
        found = self.names.findItems(named, Qt.MatchFlag.MatchExactly) if named else []
        self.names.setCurrentRow(self.names.row(found[0]) if found else 0)

    def show_names(self, _done: object = None) -> None:
        """The names once more, which another computer may have changed, and what was sealed."""
        self._tell_sealed()
        shown = [self.names.item(row).text() for row in range(self.names.count())]
        if self.button.isEnabled() and people_of(self.folder) != shown:
            chosen = self._name()
            self.names.clear()
            self._read_names()
            found = self.names.findItems(chosen, Qt.MatchFlag.MatchExactly)
            self.names.setCurrentRow(self.names.row(found[0]) if found else 0)

    def _name(self) -> str:
        row = self.names.currentRow()
        return self.names.item(row).text() if row >= 0 else ""

    def _chosen(self, _row: int) -> None:
        """Ask for the PIN of who may use one now, for the passphrase of the others."""
        name = self._name()
        self.by_pin = self.locked is not None and self.locked.takes_pin(name)
        if not self.code.isHidden():
            return
        words = _("Your PIN, or your passphrase") if self.by_pin else _("Your passphrase")
        self.passphrase.setAccessibleName(words)
        self.labels[self.passphrase].setText(words)
        self.passphrase.clear()

    def _typed(self, text: str) -> None:
        """The last digit of a PIN opens the register."""
        if not self.by_pin:
            return
        digits = _digits(text)
        if digits != text and digits.isdigit():
            self.passphrase.setText(digits)
        if _is_pin(digits):
            self.sign_in()

    def _tick(self) -> None:
        self.time.setText(f"{clock.now():%d/%m/%Y  %H:%M}")

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)

    def start(self) -> None:
        """Begin with the passphrase, or with the name if there are several."""
        (self.names if self.names.count() > 1 else self.passphrase).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a name goes on to the passphrase."""
        keys = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if isinstance(event, QKeyEvent) and event.key() in keys:
            if event.type() is QEvent.Type.KeyPress:
                self.passphrase.setFocus()
            return True
        if isinstance(event, QKeyEvent) and self.by_pin and self._is_digit(event):
            self.passphrase.setFocus()
            self.passphrase.setText(_digits(event.text()))
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _is_digit(event: QKeyEvent) -> bool:
        pressed = event.type() is QEvent.Type.KeyPress
        return pressed and len(event.text()) == 1 and _digits(event.text()).isdigit()

    def ask_code(self) -> None:
        """Ask for the recovery code and a new passphrase instead of the forgotten one."""
        self.forgotten.hide()
        self.by_pin = False
        for shown in (self.code, self.labels[self.code]):
            shown.show()
        words = _("A new passphrase: 12 characters or more, or 4 words")
        self.passphrase.setAccessibleName(words)
        self.labels[self.passphrase].setText(words)
        self.passphrase.clear()
        self.button.setText(_("Open with the recovery code"))
        self.code.setFocus()

    def leave_code(self) -> None:
        """Back to the passphrase: it came to her mind, or the envelope is not at hand."""
        if self.code.isHidden() or not self.button.isEnabled():
            return
        self.code.clear()
        for hidden in (self.code, self.labels[self.code]):
            hidden.hide()
        self.word.clear()
        self.button.setText(_("Open the register"))
        self.forgotten.show()
        self._chosen(self.names.currentRow())
        self.passphrase.setFocus()

    def sign_in(self) -> None:
        """Open the register."""
        row = self.names.currentRow()
        if row < 0 or not self.button.isEnabled():
            return
        name = self.names.item(row).text()
        self.button.setEnabled(False)
        self.word.setText(_("Opening the register…"))
        theme.set_state(self.word, "")
        code = None if self.code.isHidden() else self.code.text()
        opening = partial(opened, self.folder, name, self.passphrase.text(), code)
        if self.by_pin and self.locked is not None and _is_pin(self.passphrase.text()):
            opening = partial(reopened, self.locked, name, self.passphrase.text())
        words = _("Opening the register…")
        jobs.run_long(lambda step: opening(step=step), self._opened, self._refused, words=words)

    def _show_step(self, done: int, of: int) -> None:
        """How far the opening of a large register is."""
        if not self.button.isEnabled():
            words = _("Opening the register: {percent} % of its pages are read and right.")
            self.word.setText(words.format(percent=100 * done // of))

    def _opened(self, ward: Ward) -> None:
        self.passphrase.clear()
        self.signed_in.emit(ward)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.button.setEnabled(True)
        words = sentence(error)
        if self.by_pin and self.locked is not None:
            left, before = self.locked.pins_left(self._name()), words
            if left:
                more = plural(
                    "{count} try is left before the passphrase is asked for.",
                    "{count} tries are left before the passphrase is asked for.",
                    left,
                )
                words = f"{before} {more}"
            else:
                self._chosen(self.names.currentRow())
        self.word.setText(words)
        theme.set_state(self.word, "wrong")
        wrong = (
            self.code if isinstance(error, Refused) and error.field == "code" else self.passphrase
        )
        wrong.selectAll()
        wrong.setFocus()


def centred(*widgets: QWidget) -> QHBoxLayout:
    """Widgets in the middle, as high as their words need."""
    row = QHBoxLayout()
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def opened(
    folder: Path, name: str, passphrase: str, code: str | None = None, step: Any = None
) -> Ward:
    """The register opened for a person (on the database's thread, where it is loaded)."""
    from maternity.ward import open_ward, recover_ward  # noqa: PLC0415 - after the first screen

    if code is not None:
        return recover_ward(folder, name, code, passphrase)
    return open_ward(folder, name, passphrase, step)


def reopened(locked: Locked, name: str, pin: str, step: Any = None) -> Ward:
    """The locked register opened again with a PIN (on the database's thread)."""
    from maternity.ward.opening import reopen_ward  # noqa: PLC0415 - it was loaded before the lock

    return reopen_ward(locked, name, pin, step)


def _is_pin(text: str) -> bool:
    return len(text) == PIN_DIGITS and text.isascii() and text.isdigit()


def _digits(text: str) -> str:
    """The digits that the top row of a French keyboard means without Shift."""
    from maternity.reading import azerty_digits  # noqa: PLC0415 - after a lock alone

    return "".join(azerty_digits(sign) for sign in text)
