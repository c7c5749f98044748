"""The journal of the register: what was done, by person, kind of event and day; paper and file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem

from maternity import clock
from maternity.i18n import N_, _, plural
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.page import Page
from maternity.ui.quiet import QuietCombo
from maternity.ui.saving_as import ask_place
from maternity.ward import Ward
from maternity.ward.journal import (
    EVENTS,
    HEADS,
    Asked,
    Line,
    count,
    events,
    pages,
    people,
    write_csv,
)

DAYS = (
    (N_("Today"), 1),
    (N_("The last 7 days"), 7),
    (N_("The last 31 days"), 31),
    (N_("The last 366 days"), 366),
    (N_("From the beginning"), 0),
)
"""The days one may choose, in words; none is all of them."""


ABOUT = 4
"""The column that says what an event is about; its words go on beneath."""


class JournalPage(Page):
    """The events, the newest first, with what narrows them above."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Journal of the register"))
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.button("export", self.export)
        self.button("print", self.print_page)
        self.who, self.kind, self.days = QuietCombo(), QuietCombo(), QuietCombo()
        self.who.addItem(_("Everybody"), "")
        self.kind.addItem(_("Every event"), "")
        for name, words in sorted(EVENTS.items(), key=lambda one: _(one[1])):
            self.kind.addItem(_(words), name)
        for words, days in DAYS:
            self.days.addItem(_(words), days)
        self.days.setCurrentIndex(1)
        for words, widget in (
            (_("Who"), self.who),
            (_("Event"), self.kind),
            (_("Days"), self.days),
        ):
            widget.setAccessibleName(words)
            self.bar.add(widget)
            widget.currentIndexChanged.connect(self._look)
        self.table = _table(self.title)
        self.body.addWidget(self.table, 1)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.body.addWidget(self.count)
        self.key("export", self.export)

    def start(self) -> None:
        """Let the arrows go through the events."""
        self.table.setFocus()

    def refresh(self) -> None:
        """Read who there is and what was done."""
        jobs.run(lambda: people(self.ward), self._show_people)
        self._look()

    def wanted(self) -> Asked:
        """What is asked for above the table."""
        days = int(self.days.currentData())
        first = clock.today() - timedelta(days=days - 1) if days else None
        return Asked(str(self.who.currentData()), str(self.kind.currentData()), first)

    def _look(self, *_state: object) -> None:
        wanted = self.wanted()
        jobs.run(lambda: (events(self.ward, wanted), count(self.ward, wanted)), self._show)

    def _show_people(self, names: list[str]) -> None:
        known = {self.who.itemData(at) for at in range(self.who.count())}
        for name in names:
            if name not in known:
                self.who.addItem(name, name)
        self.who.setVisible(self.who.count() > 1)

    def _show(self, answer: tuple[list[Line], int]) -> None:
        found, total = answer
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            cells = (str(one.seq), one.when, one.who, one.event, one.about, one.reason)
            for at, words in enumerate(cells):
                self.table.setItem(row, at, QTableWidgetItem(words))
        self.table.resizeColumnsToContents()
        widest = self.table.viewport().width() // 3
        self.table.setColumnWidth(ABOUT, min(self.table.columnWidth(ABOUT), widest))
        self.table.resizeRowsToContents()
        told = plural("{count} event", "{count} events", total)
        if total > len(found):
            told = _("The newest {shown} of {count} events; choose fewer days to see the others.")
            told = told.format(shown=len(found), count=total)
        self.count.setText(told)
        if found:
            self.table.setCurrentCell(0, 0)

    def print_page(self) -> None:
        """Preview the journal as it will be printed."""
        wanted = self.wanted()
        jobs.run(
            lambda: pages(self.ward, wanted),
            lambda pdf: self.previewed.emit(pdf, "journal"),
            words=_("Preparing the pages…"),
        )

    def export(self) -> None:
        """Write the journal to a file for a spreadsheet."""
        words = action("export").told
        place = ask_place(self, words, "journal.csv", "CSV (*.csv)")
        if place:
            self.export_to(place)

    def export_to(self, place: Path) -> None:
        """Write the journal to this file."""
        wanted = self.wanted()
        jobs.run(
            lambda: write_csv(self.ward, wanted, place),
            lambda done: self.said.emit(_("Written: {file}").format(file=done.name), "saved"),
        )


def _table(name: str) -> QTableWidget:
    heads = [_(head) for head in HEADS]
    made = QTableWidget(0, len(heads))
    made.setHorizontalHeaderLabels(heads)
    made.setAccessibleName(name)
    made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.setWordWrap(True)
    made.horizontalHeader().setStretchLastSection(True)
    return made
