"""Several entries corrected together: the field, the new value, and every row before and after.

Nothing is written before the rows were shown and a reason was given.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHeaderView, QLabel, QTableWidget, QTableWidgetItem

from maternity import reading
from maternity.errors import Refused, Unavailable
from maternity.fields import Link
from maternity.i18n import _, plural
from maternity.records import Record
from maternity.ui import jobs, theme
from maternity.ui.actions import action
from maternity.ui.ask import AskStrip
from maternity.ui.editors import EDITOR, Editor
from maternity.ui.history_page import struck
from maternity.ui.messages import sentence
from maternity.ui.page import Page
from maternity.ui.parts import woman_of
from maternity.ui.quiet import QuietCombo
from maternity.ui.seconding import Seconded
from maternity.ui.table import initials
from maternity.ward import Ward
from maternity.ward.reasons import REASONS
from maternity.ward.second_person import Together
from maternity.ward.several import Plan, Row, correct, correctable, others, plan

BEFORE = 2
"""The column of what stood there first."""


class SeveralPage(Page):
    """One field and one value above, the entries below with what will happen to each."""

    def __init__(self, ward: Ward, entries: list[Record]) -> None:
        super().__init__(ward, action("several").told)
        self.entries = entries
        self.about = entries[0].register
        self.plan: Plan | None = None
        self.hidden = False
        chosen = plural("{count} entry selected", "{count} entries selected", len(entries))
        self.bar.add(QLabel(f"{self.about.words}  ·  {chosen}"), 1)
        self.button("back", self.left.emit)
        self.fields = QuietCombo()
        for field in correctable(self.about):
            self.fields.addItem(field.words, field.name)
        self.editor: Editor | None = None
        self.hint, self.word = QLabel(), QLabel()
        self.hint.setProperty("role", "muted")
        for label in (self.hint, self.word):
            label.setWordWrap(True)
        self._lay_out()
        self.fields.currentIndexChanged.connect(self._take_field)
        if self.fields.count():
            self._take_field()
        else:
            self._say(_("The entries of this register are corrected one by one."), "wrong")

    def _lay_out(self) -> None:
        self.question = QGridLayout()
        self.question.setColumnStretch(1, 1)
        heads = (_("Which answer"), _("The new value, for all of them"))
        for at, words in enumerate(heads):
            self.question.addWidget(QLabel(words), at, 0)
        self.fields.setAccessibleName(heads[0])
        self.question.addWidget(self.fields, 0, 1)
        self.question.addWidget(self.hint, 2, 1)
        self.body.addLayout(self.question)
        columns = (_("Entry"), _("Woman"), _("Before"), _("After"), _("What happens"))
        self.table = QTableWidget(0, len(columns))
        self.table.setHorizontalHeaderLabels(columns)
        self.table.setAccessibleName(_("What happens to each entry"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.word)
        self.ask = AskStrip(self.fields)
        self.body.addWidget(self.ask)

    def start(self) -> None:
        """Begin with the choice of the field."""
        self.fields.setFocus()

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of names."""
        self.hidden = hidden
        if self.plan is not None:
            self._show(self.plan)

    def _take_field(self, *_at: int) -> None:
        """Put the editor of the chosen field in its place."""
        field = self.about.fields[str(self.fields.currentData())]
        if self.editor is not None:
            self.question.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = EDITOR[field.kind](field, self._suggest)
        self.question.addWidget(self.editor, 1, 1)
        self.setTabOrder(self.fields, self.editor)
        self.editor.onward.connect(self.look)
        for signal in (self.editor.entered, self.editor.hinted, self.editor.textEdited):
            signal.connect(self._tell)
        self._tell()
        self._forget()

    def _tell(self, *_typed: object) -> None:
        if self.editor is not None:
            self.hint.setText(self.editor.hint())
        self._forget()

    def _forget(self) -> None:
        """What was shown no longer holds: another value is being typed."""
        self.plan = None
        self.table.setRowCount(0)
        if self.ask.isVisible():
            self.ask.hide()
        self._say(_("Enter shows what happens to each entry; nothing is written yet."))

    def _suggest(self, field: Link, text: str, offer: Any) -> None:
        jobs.run(lambda: self.ward.suggestions(field, text), offer)

    def look(self) -> None:
        """Show what would happen to each entry."""
        if self.editor is None:
            return
        self.editor.settle()
        try:
            value, gap = self.editor.read()
        except reading.Unreadable as error:
            self._say(str(error), "wrong")
            return
        name, entries = self.editor.field.name, self.entries
        work = partial(plan, self.ward, entries, name, value, gap)
        jobs.run(work, self._planned, self._refused, words=_("Checking each entry…"))

    def _planned(self, found: Plan) -> None:
        self.plan = found
        self._show(found)
        count, left = len(found.written), len(found.left)
        told = [plural("{count} entry will change.", "{count} entries will change.", count)]
        if left:
            told.append(
                plural(
                    "{count} stays as it is, with why.",
                    "{count} stay as they are, with why.",
                    left,
                )
            )
        self._say(" ".join(told), "unsure" if left else "")
        if count:
            self._ask_why(found)
        else:
            self.table.setFocus()

    def _ask_why(self, found: Plan) -> None:
        keys = "   ".join(f"{one.key} {_(one.words)}" for one in REASONS)
        words = _("Why are these entries corrected? In a few words, or by a key: {keys}")
        if others(self.ward, found):
            words = _(
                "Other people wrote some of these. What stood there stays legible. Why are they"
                " rectified? Say it in words, with a key before them if you like: {keys}"
            )
        verb = plural("Correct {count} entry", "Correct {count} entries", len(found.written))
        self.ask.ask(words.format(keys=keys), verb, partial(self._correct, found))

    def _correct(self, found: Plan, typed: str) -> None:
        work = partial(correct, self.ward, found, typed)
        Seconded(self.ward, self.ask, Together.SETTINGS, work, self._corrected).run()

    def _corrected(self, count: int) -> None:
        self.ask.leave()
        words = plural("{count} entry corrected.", "{count} entries corrected.", count)
        self.left.emit()
        self.said.emit(words, "saved")

    def _refused(self, error: Refused | Unavailable) -> None:
        self._say(sentence(error), "wrong")

    def _say(self, words: str, state: str = "") -> None:
        self.word.setText(words)
        theme.set_state(self.word, state)

    def _show(self, found: Plan) -> None:
        self.table.setRowCount(len(found.rows))
        for at, row in enumerate(found.rows):
            for column, words in enumerate(self._cells(row)):
                item = QTableWidgetItem(words)
                if column == BEFORE and not row.refused:
                    item.setFont(struck(self.table.font()))
                self.table.setItem(at, column, item)
        self.table.resizeColumnsToContents()
        if found.rows:
            self.table.setCurrentCell(0, 0)

    def _cells(self, row: Row) -> tuple[str, ...]:
        woman = woman_of(row.entry)
        name = woman.title() if woman is not None else ""
        happens = _("✓ written")
        if row.refused:
            happens = _("× stays as it is: {why}").format(why=row.refused)
        elif row.unlikely:
            happens = _("! written, to be confirmed: {why}").format(why=row.unlikely)
        after = "" if row.refused else row.new or _("(empty)")
        who = initials(name) if self.hidden else name
        return (_title(row.entry), who, row.old, after, happens)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the choice of the field goes on to the value."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.fields.hasFocus() and self.editor is not None:
            self.editor.setFocus()
        else:
            super().keyPressEvent(event)


def _title(entry: Record) -> str:
    """Its number and day, or what it is called in a list of the ward."""
    number = getattr(entry, "serial_no", None)
    if not number:
        return entry.title()
    day = entry.shown(entry.register.dated) if entry.register.dated else ""
    return f"n° {number}/{entry.serial_year}  {day}".strip()
