"""The copies: where they are, how old, one more now, a trial, and the way to a restoration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.people import Right
from maternity.ui import jobs, theme
from maternity.ui.copy_words import drill_words, last_words, missing_words, place_words
from maternity.ui.flow import Flow
from maternity.ui.lines import Card, Row
from maternity.ui.page import Page
from maternity.ui.recovery_line import RecoveryLine
from maternity.ui.told import sentence
from maternity.ward import Ward, copies
from maternity.ward.copies import State
from maternity.ward.copy_ledger import Ledger, Place
from maternity.ward.new_computer import sheet_pdf

Step = Callable[[int, int], None]


class CopiesPage(Page):
    """Last verified copy of each place, and what can be done about it."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Copies"))
        self._used: QWidget | None = None
        self.bar.add_gap()
        self.button("back", self.left.emit)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        self.body.addWidget(self.area, 1)
        self.last, self.tried, self.lost, self.word = (QLabel() for _at in range(4))
        for label in (self.last, self.tried, self.lost):
            label.setWordWrap(True)
            column.addWidget(label)
        self.places = Card(_("Places of the copies"), _("No place was chosen yet."))
        self.places.lines.opened.connect(lambda place: self.copy_to(Path(place.path)))
        self.now = self._button(_("Copy to this place now"), self._copy_chosen)
        self.now.setProperty("main", True)
        self.other = self._button(_("Copy to another stick or disk…"), self.choose)
        self.trial = self._button(_("Try out the newest copy"), self.drill)
        self.back_to = self._button(_("Restore a copy…"), self.restoring.emit)
        self.back_to.setEnabled(ward.account.may(Right.RESTORE))
        self.renew = self._button(_("New key after a leak…"), self.new_key.emit)
        self.renew.setEnabled(ward.account.may(Right.RESTORE))
        self.sheet = self._button(_("Print: a new computer…"), self.print_page)
        acts = Flow()
        for button in (self.now, self.other, self.trial, self.back_to, self.renew, self.sheet):
            acts.add(button)
        column.addLayout(acts)
        self.word.setWordWrap(True)
        self.word.hide()
        column.addWidget(self.word)
        column.addWidget(self.places, 1)
        self.recovery = RecoveryLine(ward, self.now, self._reveal)
        column.addWidget(self.recovery)
        note = QLabel(
            _(
                "A copy is encrypted. It opens with the passphrase of somebody of the register, or "
                "with the recovery code. Keep one stick in the ward and one elsewhere, and "
                "exchange them every week."
            )
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        column.addWidget(note)

    def _reveal(self, widget: QWidget) -> None:
        """Bring what is asked into view, once it has its room."""
        QTimer.singleShot(0, self.area, lambda: self.area.ensureWidgetVisible(widget))

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.clicked.connect(lambda _on=False: act())
        return made

    def start(self) -> None:
        """Begin with the copy that is due."""
        self.now.setFocus()

    def refresh(self) -> None:
        """Read where the copies are and how old."""
        jobs.run(self._read, self._show)
        self.recovery.refresh()

    def _read(self) -> tuple[State, Ledger, int, str]:
        ward = self.ward
        here = copies.here(ward).resolve()
        known = copies.ledger(ward)
        known.place(here, here.parent)
        return copies.state(ward), known, copies.missing_since(ward), str(here)

    def _show(self, read: tuple[State, Ledger, int, str]) -> None:
        state, known, missing, here = read
        words, colour = last_words(state)
        self.last.setText(words)
        theme.set_state(self.last, colour or "saved")
        self.tried.setText(drill_words(state))
        theme.set_state(self.tried, "unsure" if state.drill_late else "")
        self.lost.setText(missing_words(missing))
        self.lost.setVisible(bool(missing))
        theme.set_state(self.lost, "wrong")
        rows = sorted(known.places, key=lambda one: (not one.device, -one.sequence))
        self.places.fill([Row(*place_words(one, known, here), one) for one in rows])

    def print_page(self) -> None:
        """Preview the sheet to follow when this computer is lost."""
        jobs.run(
            lambda: sheet_pdf(self.ward),
            lambda pdf: self.previewed.emit(pdf, "new_computer"),
            words=_("Preparing the pages…"),
        )

    def _copy_chosen(self) -> None:
        place = self.places.lines.current()
        if isinstance(place, Place):
            self.copy_to(Path(place.path))

    def choose(self) -> None:
        """Choose the stick or disk, then copy to it."""
        place = QFileDialog.getExistingDirectory(self, _("Where shall the copy go?"))
        if place:
            self.copy_to(Path(place))

    def copy_to(self, place: Path) -> None:
        """Make a verified copy in a place; it can be stopped."""
        self._run(
            lambda step: copies.copy_to(self.ward, [place], step),
            self._copied,
            _("Copying the register…"),
        )

    def _copied(self, made: list[Any]) -> None:
        header = made[0].header
        words = _("Copy n° {number} is made and verified: {count} rows.")
        self._say(words.format(number=header.sequence, count=sum(header.rows.values())), "saved")
        self.refresh()

    def drill(self) -> None:
        """Restore the newest copy to a scratch place and count."""
        self._run(
            lambda step: copies.drill(self.ward, step), self._tried, _("Trying out the copy…")
        )

    def _tried(self, found: Any) -> None:
        words = _("Copy n° {number} opens and holds all it promises: {count} rows.")
        told = words.format(number=found.header.sequence, count=sum(found.header.rows.values()))
        self._say(told, "saved")
        self.refresh()

    def _run(self, work: Callable[[Step], Any], then: Callable[[Any], None], words: str) -> None:
        self._say(words, "")
        self._used = self.focusWidget()  # a window for files that closed may still hold the keys
        for button in (self.now, self.other, self.trial):
            button.setEnabled(False)
        jobs.run_long(
            lambda step: work(lambda done, of: step(done >> 10, max(1, of >> 10))),
            lambda answer: self._after(then, answer),
            self._refused,
            words=words,
        )

    def _after(self, then: Callable[[Any], None], answer: Any) -> None:
        self._free()
        then(answer)

    def _refused(self, error: Refused | Unavailable) -> None:
        self._free()
        self._say(sentence(error), "wrong")
        self.refresh()

    def _free(self) -> None:
        for button in (self.now, self.other, self.trial):
            button.setEnabled(True)
        if self._used is not None and self._used in self.findChildren(QWidget):
            self._used.setFocus()

    def _say(self, words: str, state: str) -> None:
        self.word.setText(words)
        self.word.setVisible(bool(words))
        theme.set_state(self.word, state)
