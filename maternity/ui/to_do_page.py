"""What is to be done: contacts late, today and this week; entries and drafts to finish."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel

from maternity.i18n import _, labelled
from maternity.ui import jobs
from maternity.ui.actions import action, in_place
from maternity.ui.draft_card import DraftCard
from maternity.ui.lines import Card, stand_again
from maternity.ui.notice_card import NoticeCard
from maternity.ui.page import Page
from maternity.ui.table import initials
from maternity.ui.ward_now import Now, draft_rows, due_rows, read_now, unfinished_rows, unread
from maternity.ward import Ward
from maternity.ward.due import Due, Kind, When
from maternity.ward.printing import due_pdf
from maternity.ward.recalls import begin_recall


class ToDoPage(Page):
    """Five lists, the most urgent first."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, action("to_do").told)
        self.hidden = False
        self.now = Now()
        self.bar.add_gap()
        self.tool("print", self.print_page)
        self.due = {
            When.LATE: Card(_("Late"), _("Nothing is late.")),
            When.TODAY: Card(_("Due now"), _("Nothing is due.")),
            When.SOON: Card(_("This week"), _("Nothing comes this week.")),
        }
        self.unfinished = Card(_("To complete or confirm"), _("Every entry is complete."))
        self.drafts = DraftCard(ward)
        self.notices = NoticeCard(ward)
        self.notices.about.connect(self.opened)
        self.notices.her.connect(self.woman)
        self.key("notice_read", self.notices.take_off, self.notices.lines)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for at, card in enumerate(self.due.values()):
            card.lines.opened.connect(self._answer)
            self.key("due_woman", partial(self._open_woman, card), card.lines)
            self.key("due_called", partial(self._note_call, card), card.lines)
            grid.addWidget(card, 0, 2 * at, 1, 2)
        grid.addWidget(self.unfinished, 1, 0, 1, 4)
        grid.addWidget(self.drafts, 1, 4, 1, 2)
        self.unfinished.lines.opened.connect(self.opened)
        self.drafts.lines.opened.connect(self.reopened)
        self.drafts.given_up.connect(self.refresh)
        grid.setRowStretch(0, 2)
        grid.setRowStretch(1, 1)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        keys = "   ".join(f"{labelled(one.told_key)} {one.told}" for one in in_place("due"))
        hint = QLabel(_("Enter: write what was done   {keys}").format(keys=keys))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        self.body.addWidget(self.notices)
        self.body.addLayout(grid, 1)
        self.body.addWidget(hint)

    def start(self) -> None:
        """Begin with what is late; go on where one left for a form."""
        if not stand_again(self):
            self.due[When.LATE].lines.setFocus()

    def refresh(self) -> None:
        """Read what is so now."""
        jobs.run(lambda: read_now(self.ward), self._show, partial(unread, self, self._show))
        self.notices.refresh()

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of names."""
        self.hidden = hidden
        self._show(self.now)

    def _name(self, words: str) -> str:
        return initials(words) if self.hidden else words

    def _show(self, now: Now) -> None:
        self.now = now
        for when, card in self.due.items():
            rows = due_rows([one for one in now.due if one.when is when], self._name)
            card.fill(list(rows), known=now.known)
        unfinished = list(unfinished_rows(now.unfinished, self._name))
        self.unfinished.fill(unfinished, known=now.known)
        self.drafts.fill(list(draft_rows(now.drafts, self._name)), known=now.known)

    def print_page(self) -> None:
        """Preview the sheets of the villages, for those who go there."""
        found = self.now.due
        jobs.run(
            lambda: due_pdf(self.ward, found),
            lambda pdf: self.previewed.emit(pdf, "due"),
            words=_("Preparing the pages…"),
        )

    def _answer(self, one: Due) -> None:
        """Lead to where what was done is written."""
        begun = BEGUN.get(one.kind)
        if begun is not None:
            self.begun.emit(begun, one.woman if one.kind is Kind.CONTACT else one.about)
        elif one.kind is Kind.FEEDBACK:
            self.opened.emit(one.about)
        else:
            self.woman.emit(one.woman)

    def _note_call(self, card: Card) -> None:
        """Write the outcome of a call or visit about the line one stands on."""
        one = card.lines.current()
        if isinstance(one, Due):
            jobs.run(lambda: begin_recall(self.ward, one), self.written.emit)

    def _open_woman(self, card: Card) -> None:
        one = card.lines.current()
        if one is not None and one.woman is not None:
            self.woman.emit(one.woman)


BEGUN = {
    Kind.CONTACT: "postnatal_visit",
    Kind.CHECK: "recovery_check",
    Kind.DOSE: "eclampsia_care",
    Kind.EXPOSED: "hiv_care",
    Kind.DOSES: "birth_dose",
}
"""The register in which what was done is written."""
