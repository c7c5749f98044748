"""A register made again from a copy, while none is open: file, proof, comparison, swap.

Nothing is replaced before the comparison was read and « Restore » pressed once more.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from maternity.errors import NEEDS_TECHNICIAN, Refused, Unavailable
from maternity.i18n import _
from maternity.records import named
from maternity.ui import jobs, theme
from maternity.ui.actions import action
from maternity.ui.frame import WaitStrip
from maternity.ui.lines import Card, Row
from maternity.ui.told import sentence

if TYPE_CHECKING:
    from maternity.ward.restoring import Restoring

WIDE_CHARS = 100


class RestorePage(QWidget):
    """The copy, who asks, and what the register here has that the copy has not."""

    done = Signal()
    left = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.title = _("Restore a copy")
        self.work: Restoring | None = None
        self.file = self._line(_("File of the copy"))
        self.person = self._line(_("Your name, as it stood on the sign-in list"))
        self.passphrase = self._line(_("Your passphrase"), secret=True)
        self.second = self._line(_("Name of the technical administrator, beside the head"))
        self.second_passphrase = self._line(_("Her passphrase"), secret=True)
        self.beside = QHBoxLayout()
        self.code = self._line(_("Or the recovery code, from its sheet"))
        self.about, self.word = QLabel(), QLabel()
        self.later = Card(
            _("Not in the copy: to be typed again from paper"),
            _("The copy holds everything this register has."),
        )
        self.later.hide()
        self.look = QPushButton(_("Open and compare"))
        self.look.setProperty("main", True)
        self.look.clicked.connect(self.compare)
        self.swap = QPushButton(_("Restore this copy"))
        self.swap.clicked.connect(self.restore)
        self.swap.hide()
        self.back = QPushButton(_("Back"))
        self.back.setToolTip(action("back").tip)
        self.back.clicked.connect(self.leave)
        QShortcut(QKeySequence(action("back").key), self, self.leave)
        self._leaving = False
        """She went back while the copy was being opened."""
        self._lay_out()

    def _line(self, words: str, *, secret: bool = False) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(words)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _lay_out(self) -> None:
        head, told = QLabel(self.title), QLabel()
        head.setProperty("role", "title")
        told.setText(
            _(
                "The register in place is kept under another name. Nothing is replaced before you "
                "have read what the copy does not hold."
            )
        )
        find = QPushButton(_("Choose the file…"))
        find.clicked.connect(self.choose)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(find)
        form = self.form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.addRow(self.file.accessibleName(), row)
        for line in (self.person, self.passphrase):
            form.addRow(line.accessibleName(), line)
        form.addRow(_("The technical administrator: her name, her passphrase"), self.beside)
        form.addRow(self.code.accessibleName(), self.code)
        for line in (self.second, self.second_passphrase):
            self.beside.addWidget(line)
        for line in self._secrets:
            line.returnPressed.connect(self.compare)
        self.form.setRowVisible(self.beside, False)
        self.file.editingFinished.connect(self._looked_at)
        box = QFrame()
        box.setProperty("role", "card")
        box.setMaximumWidth(box.fontMetrics().averageCharWidth() * WIDE_CHARS)
        column = QVBoxLayout(box)
        column.setContentsMargins(24, 18, 24, 18)
        for label in (head, told):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addLayout(form)
        for label in (self.about, self.word):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.later, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.back, self.look, self.swap):
            foot.addWidget(button)
        column.addLayout(foot)
        page = QVBoxLayout(self)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(box, 100)
        across.addStretch(1)
        page.addLayout(across)
        page.addStretch(1)
        page.addWidget(WaitStrip())

    @property
    def _secrets(self) -> tuple[QLineEdit, ...]:
        return (self.person, self.passphrase, self.second, self.second_passphrase, self.code)

    def start(self) -> None:
        """Begin with the file."""
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self) -> None:
        """Choose the file of the copy."""
        from maternity.ward.copies import beside  # noqa: PLC0415 - the database, when it is needed

        first = beside(self.folder)
        start = str(first if first.is_dir() else self.folder.parent)
        kinds = _("Copies of the register (*.mrb)")
        place, _kind = QFileDialog.getOpenFileName(self, self.title, start, kinds)
        if place:
            self.file.setText(place)
            self._looked_at()

    def _looked_at(self) -> None:
        place = self.file.text().strip()
        if place and self.work is None:
            jobs.run(partial(told_of, Path(place)), self.about.setText, self._refused)

    def compare(self) -> None:
        """Make the register of the copy beside the one in place, and compare them."""
        if self.work is not None or not self.look.isEnabled():
            return
        place = self.file.text().strip()
        told = (self.person.text().strip(), self.passphrase.text(), self.code.text().strip())
        beside = (self.second.text().strip(), self.second_passphrase.text())
        if not place:
            self._say(_("Choose the file of the copy first."))
            self.file.setFocus()
            return
        if not told[2] and not (told[0] and told[1]):
            self._say(_("Type your name and passphrase, or the recovery code."))
            self.person.setFocus()
            return
        self._say(_("Opening the copy…"), "")
        self.look.setEnabled(False)
        jobs.run_long(
            partial(began, Path(place), self.folder, (*told, *beside)),
            self._compared,
            self._refused,
            words=_("Opening the copy…"),
        )

    def _compared(self, work: Restoring) -> None:
        self.work = work
        if self._leaving:
            self.leave()
            return
        for line in (self.passphrase, self.second_passphrase, self.code):
            line.clear()
        for line in (self.file, *self._secrets):
            line.setEnabled(False)
        for row in (self.passphrase, self.beside, self.code):
            self.form.setRowVisible(row, False)
        prepared = work.prepared
        rows = [
            Row(named(one.register).one_words, f"{one.at}  ·  {one.who}", one)
            for one in prepared.later
        ]
        self.later.fill(rows)
        self.later.setVisible(prepared.readable)
        words = _("The copy is whole. Press “Restore this copy” to put it in place.")
        if prepared.same and not prepared.readable:
            words = _(
                "The copy is whole. The register in place cannot be read, so that nobody can say "
                "what is newer there: look at the paper from the day of the copy on."
            )
        if prepared.other_keys:
            words = _(
                "The copy is whole. It was made before the register was given its new key: "
                "restoring it brings back the former passphrases and the former recovery code. "
                "What is newer cannot be listed: look at the paper from the day of the copy on."
            )
        if not prepared.sound:
            words = _(
                "The audit trail inside this copy is not as it was written: somebody altered it "
                "with other tools. Restore it only if there is no other copy, and tell the head."
            )
        self._say(words, "saved" if prepared.sound else "wrong")
        self.look.hide()
        self.swap.show()
        self.swap.setFocus()

    def restore(self) -> None:
        """Put the register of the copy in place."""
        work = self.work
        if work is not None:
            self.swap.setEnabled(False)
            jobs.run(work.finish, self._finished, self._refused)

    def _finished(self, _kept: Path | None) -> None:
        self.work = None
        self.done.emit()

    def leave(self) -> None:
        """Leave everything as it was; a copy that is being opened is let go first."""
        if not self.swap.isEnabled():
            return  # it is being put in place
        if self.work is None and not self.look.isEnabled():
            self._leaving = True
            self._say(_("One moment: the copy is let go."), "")
            return
        work, self.work = self.work, None
        if work is not None:
            jobs.run(work.abandon, lambda _done: self.left.emit(), self._refused)
        else:
            self.left.emit()

    def _refused(self, error: Refused | Unavailable) -> None:
        self.look.setEnabled(True)
        self.swap.setEnabled(True)
        if self._leaving:
            self.leave()
            return
        self._say(sentence(error))
        if isinstance(error, Refused) and error.field == NEEDS_TECHNICIAN:
            self.form.setRowVisible(self.beside, True)
            self.second.setFocus()

    def _say(self, words: str, state: str = "wrong") -> None:
        self.word.setText(words)
        theme.set_state(self.word, state)


def told_of(place: Path) -> str:
    """What a copy says of itself, in words."""
    from maternity.ui.copy_words import when_words  # noqa: PLC0415 - with the database
    from maternity.ward.restoring import look_at  # noqa: PLC0415

    header = look_at(place)
    words = _("Copy n° {number} of {when}: {count} rows.")
    told = words.format(
        number=header.sequence, when=when_words(header.made), count=sum(header.rows.values())
    )
    return told if header.clock_ok else f"{told} {_('The clock was in doubt then.')}"


def began(
    place: Path, folder: Path, told: tuple[str, ...], step: Callable[[int, int], None]
) -> Restoring:
    """The restoration, begun (on the database's thread, where it is loaded)."""
    from maternity.ward.restoring import begin  # noqa: PLC0415
    from maternity.ward.technical import Secret  # noqa: PLC0415

    return begin(place, folder, Secret(*told), lambda done, of: step(done >> 10, max(1, of >> 10)))
