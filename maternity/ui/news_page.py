"""What is new: shown once to each person after an update, and in the help whenever it is wanted."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser

from maternity.i18n import _
from maternity.reports.news import news
from maternity.ui.actions import action
from maternity.ui.page import Page
from maternity.ward import Ward


class NewsPage(Page):
    """What came with the versions since the one she knew."""

    def __init__(self, ward: Ward, since: str = "") -> None:
        super().__init__(ward, _("What is new"))
        self.bar.add_gap()
        words = _("Go on ({key})").format(key=action("back").told_key)
        self.button("back", self.left.emit, words, main=True)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.title)
        chapters = "\n\n".join(one.markdown for one in news(since))
        self.text.setMarkdown(
            chapters + "\n\n---\n\n" + _("It can be read again later in the help (Ctrl+6).")
        )
        self.body.addWidget(self.text, 1)

    def start(self) -> None:
        """Let the arrows scroll."""
        self.text.setFocus()
