"""Who changed what in an entry, when and why: nothing is lost by a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QTableWidget, QTableWidgetItem

from maternity.i18n import N_, _
from maternity.records import Record
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.page import Page
from maternity.ui.parts import woman_of
from maternity.ward import Change, Ward
from maternity.ward.journal import history_pages

EVENTS = {
    "create": N_("Entry written"),
    "update": N_("Entry corrected"),
    "confirm": N_("Unlikely value confirmed"),
    "void": N_("Entry cancelled"),
    "unvoid": N_("Cancelling taken back"),
}
"""What happened to an entry, in words."""


class HistoryPage(Page):
    """The changes of an entry, the newest first."""

    def __init__(self, ward: Ward, entry: Record) -> None:
        super().__init__(ward, action("history").told)
        self.entry = entry
        woman = woman_of(entry)
        who = woman.title() if woman is not None else entry.title()
        about = QLabel(f"{entry.register.one_words}  ·  {who}")
        self.bar.add(about, 1)
        self.button("back", self.left.emit)
        self.button("print", self.print_page)
        heads = [_("When"), _("Who"), _("Field"), _("Before"), _("After"), _("Why")]
        self.table = QTableWidget(0, len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setAccessibleName(self.title)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.body.addWidget(self.table, 1)

    def start(self) -> None:
        """Let the arrows go through the changes."""
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the changes again."""
        jobs.run(lambda: self.ward.history(self.entry), self._show)

    def _show(self, found: list[Change]) -> None:
        changes = list(told_once(found))
        self.table.setRowCount(len(changes))
        for row, one in enumerate(changes):
            when = f"{one.at:%d/%m/%Y %H:%M}"
            cells = (when, one.people, one.field, one.old, one.new, one.reason)
            for at, words in enumerate(cells):
                item = QTableWidgetItem(words)
                if at == BEFORE:
                    item.setFont(struck(self.table.font()))
                self.table.setItem(row, at, item)
        self.table.resizeColumnsToContents()
        self.table.resizeRowsToContents()
        if changes:
            self.table.setCurrentCell(0, 0)

    def print_page(self) -> None:
        """Preview the history as it will be printed."""
        jobs.run(
            lambda: history_pages(self.ward, self.entry),
            lambda pdf: self.previewed.emit(pdf, "history"),
            words=_("Preparing the pages…"),
        )


BEFORE = 3
"""The column of what stood there first: it stays legible, struck through."""


def struck(font: QFont) -> QFont:
    """The same letters, struck through."""
    made = QFont(font)
    made.setStrikeOut(True)
    return made


def told_once(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes; what was written first is one line: its values stand in the entry, or below."""
    created: set[int] = set()
    for one in changes:
        if one.event == "create" and one.version in created:
            continue
        if one.event == "create" or not one.field:
            created.add(one.version)
            yield replace(one, field=_(EVENTS.get(one.event, one.event)), old="", new="")
        else:
            yield one
