"""The manual on the screen: a line to search in, and the chapters and fields that answer."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QTextBrowser

from maternity.i18n import _
from maternity.reports.manual import found
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.page import Page
from maternity.ward import Ward
from maternity.ward.manual import print_manual


class ManualPage(Page):
    """How the register is used, and what every field takes."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Manual"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Search: placenta, undo, apgar…"))
        self.line.setAccessibleName(_("Search in the manual"))
        self.line.textChanged.connect(self.refresh)
        self.bar.add(self.line, 1)
        shown = self.button("print", self.print_page, _("Preview and print"))
        shown.setToolTip(action("print").tip)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.title)
        self.body.addWidget(self.text, 1)

    def start(self) -> None:
        """Begin to search."""
        self.line.setFocus()

    def refresh(self, *_typed: object) -> None:
        """Show what answers."""
        answers = found(self.line.text())
        words = "\n\n".join(one.markdown for one in answers)
        self.text.setMarkdown(words or _("Nothing in the manual answers that. Try another word."))

    def print_page(self) -> None:
        """The whole manual as it prints."""
        jobs.run(
            lambda: print_manual(self.ward),
            lambda pdf: self.previewed.emit(pdf, "manual"),
        )
