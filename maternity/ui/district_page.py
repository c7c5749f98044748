"""The district's files on the screen: choose one, see it checked and tried, put it in force.

Nothing changes until *Put in force*: the file is read where it lies, and its figures are shown
on the month before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.people import Right
from maternity.reading import show_month
from maternity.reports.periods import period_words
from maternity.ui import jobs, theme
from maternity.ui.ask import AskStrip
from maternity.ui.flow import Flow
from maternity.ui.lines import Card, Row
from maternity.ui.page import Page
from maternity.ui.quiet import QuietCombo
from maternity.ui.seconding import agree
from maternity.ui.told import sentence
from maternity.ward import Ward, district
from maternity.ward.district import Chosen, Told

FILES = "*.toml *.csv *.xlsx *.xlsm"


class DistrictPage(Page):
    """What is in force of the district's, and a file that is looked at."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("The district's forms and tables"))
        self.chosen: Chosen | None = None
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.note = QLabel(
            _(
                "A return (.toml), a DHIS2 mapping table (.csv), or the ministry's workbook (.xlsx)"
                " with its table of cells beside it under the same name (.csv). The file is checked"
                " and tried on the month before; nothing changes until it is put in force. The"
                " manual (Ctrl+6, then Ctrl+M) teaches how to write one."
            )
        )
        self.note.setProperty("role", "muted")
        self.found, self.first_words = QLabel(), QLabel(_("From"))
        for label in (self.note, self.found):
            label.setWordWrap(True)
        self.choose = self._button(_("Choose a file…"), self.ask_file)
        self.first = QuietCombo()
        self.first.setAccessibleName(_("In force from"))
        self.first_words.setBuddy(self.first)
        for month in district.months_to_choose():
            self.first.addItem(show_month(month), month)
        self.first.setCurrentIndex(1)
        self.put = self._button(_("Put in force"), self.put_in_force)
        self.ask = AskStrip(self.put)
        acts = Flow()
        for widget in (self.choose, self.first_words, self.first, self.put):
            acts.add(widget)
        self.tried = Card(_("What it makes of the month before"), _("No file is chosen yet."))
        self.standing = Card(_("In force"), _("Nothing of the district's is laid down."))
        self.tried.fill([])
        self.body.addWidget(self.note)
        self.body.addLayout(acts)
        self.body.addWidget(self.found)
        self.body.addWidget(self.ask)
        self.body.addWidget(self.tried, 3)
        self.body.addWidget(self.standing, 1)
        self._offer()

    def _button(self, words: str, act: Callable[[], object]) -> QPushButton:
        made = QPushButton(words)
        made.clicked.connect(lambda _on=False: act())
        return made

    def start(self) -> None:
        """Begin with the choice of a file."""
        self.choose.setFocus()

    def refresh(self) -> None:
        """Read what is in force."""
        jobs.run(partial(district.standing, self.ward), self._show_standing)

    def _show_standing(self, found: list[Told]) -> None:
        self.standing.fill([Row(words, facts, words) for words, facts in found])

    def ask_file(self) -> None:
        """Ask which file."""
        kinds = _("Files of the district ({kinds})").format(kinds=FILES)
        place, _kind = QFileDialog.getOpenFileName(self, self.choose.text(), "", kinds)
        if place:
            self.look_at(Path(place))

    def look_at(self, path: Path) -> None:
        """Check a file and try it on the month before; every fault is told."""
        self.chosen = None
        self.ask.hide()
        self._offer()
        self.tried.fill([])
        words = _("Checking the file…")
        jobs.run(partial(self._look, path), self._looked, self._refused, words=words)

    def _look(self, path: Path) -> tuple[Chosen, str, list[Told]]:
        chosen = district.look(self.ward, path)
        if not self.ward.account.may(Right.COUNT):
            return chosen, "", []
        return chosen, *district.tried(self.ward, chosen)

    def _looked(self, looked: tuple[Chosen, str, list[Told]]) -> None:
        self.chosen, period, told = looked
        chosen = self.chosen
        whole = _("✓ {file}: {kind}, {content}.")
        kind = chosen.kind.words
        words = [whole.format(file=chosen.path.name, kind=kind, content=chosen.words)]
        if chosen.first is not None:
            day = f"{chosen.first:%d/%m/%Y}"
            words.append(_("By its own first day it is in force from {day}.").format(day=day))
        if chosen.passed_over:
            names = ", ".join(chosen.passed_over)
            words.append(_("Rows of returns that are not here: {names}.").format(names=names))
        self._say(" ".join(words), "saved")
        self._offer()
        head = _("What it makes of the month before")
        self.tried.title = f"{head} ({period_words(period)})" if period else head
        self.tried.fill([Row(line, figure, line) for line, figure in told])
        self.put.setFocus()

    def _refused(self, error: Refused | Unavailable) -> None:
        self._say(f"× {sentence(error)}", "wrong")

    def _say(self, words: str, state: str) -> None:
        self.found.setText(words)
        theme.set_state(self.found, state)

    def _offer(self) -> None:
        """Let a whole file be put in force, by who sets up; its month where it does not say it."""
        chosen = self.chosen
        asks = chosen is not None and chosen.first is None
        for widget in (self.first_words, self.first):
            widget.setEnabled(asks)
        self.put.setEnabled(chosen is not None and self.ward.account.may(Right.SET_UP))
        self.put.setProperty("main", chosen is not None)

    def put_in_force(self) -> None:
        """Lay the file down, whole or not at all."""
        chosen, first = self.chosen, self.first.currentData()
        if chosen is not None:
            self._put(chosen, first)

    def _put(self, chosen: Chosen, first: date) -> None:
        work = partial(district.put_in_force, self.ward, chosen, first)
        jobs.run(work, self._done, partial(self._not_put, chosen, first))

    def _not_put(self, chosen: Chosen, first: date, error: Refused | Unavailable) -> None:
        if not agree(self.ward, self.ask, error, partial(self._put, chosen, first)):
            self._refused(error)

    def _done(self, words: str) -> None:
        self.ask.hide()
        self.chosen = None
        self._offer()
        self._say(f"✓ {words}", "saved")
        self.choose.setFocus()
        self.refresh()
