"""A question on the page itself: words, a line to answer in, and what will be done. No box jumps.

Enter does it, Esc leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import theme
from maternity.ui.messages import sentence

TYPED_IN = (QLineEdit, QPlainTextEdit, QComboBox)
"""What she may have been filling when she was asked."""
KEY_CHARS, WIDEST = 6, 16_777_215
"""Letters of room for an answer by one key; Qt's own bound of a width, in pixels."""


class AskStrip(QFrame):
    """A strip that asks one thing; hidden while nothing is asked."""

    def __init__(self, back_to: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self._back_to = back_to
        self._from: QWidget | None = None
        self._then: Callable[[str], None] | None = None
        self.words, self.line = QLabel(), QLineEdit()
        self.words.setWordWrap(True)
        self.words.setBuddy(self.line)
        self._by_one_key = False
        self.line.textEdited.connect(self._typed)
        self.act = QPushButton()
        self.act.setProperty("main", True)
        self.act.clicked.connect(self.answer)
        self.line.returnPressed.connect(self.answer)
        leave = QPushButton(_("Esc  Leave it as it is"))
        leave.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.words, 2)
        row.addWidget(self.line, 2)
        row.addWidget(self.act)
        row.addWidget(leave)
        self.hide()

    def ask(
        self,
        words: str,
        verb: str,
        then: Callable[[str], None],
        *,
        secret: bool = False,
        by_one_key: bool = False,
    ) -> None:
        """Ask, and do `then` with the answer; a secret is not shown while it is typed.

        `by_one_key`: the first sign typed is the answer, and needs no room and no button.
        """
        self._then, self._by_one_key = then, by_one_key
        at_work = QApplication.focusWidget()
        if isinstance(at_work, TYPED_IN) and not self.isAncestorOf(at_work):
            self._from = at_work
        narrow = self.fontMetrics().averageCharWidth() * KEY_CHARS
        self.line.setMaximumWidth(narrow if by_one_key else WIDEST)
        self.act.setVisible(not by_one_key)
        hidden = QLineEdit.EchoMode.Password if secret else QLineEdit.EchoMode.Normal
        self.line.setEchoMode(hidden)
        self.words.setText(words)
        theme.set_state(self.words, "")
        self.line.setAccessibleName(words)
        self.line.clear()
        self.act.setText(verb)
        self.show()
        self._make_room()
        self.line.setFocus()

    def _make_room(self) -> None:
        """Let the words have all their lines, whatever stands around the strip."""
        self.words.setMinimumHeight(0)  # those of the question before may have had more lines
        high = self.words.heightForWidth(self.words.width())
        self.words.setMinimumHeight(max(high, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words take more lines where the strip is narrower."""
        super().resizeEvent(event)
        self._make_room()

    def _typed(self, text: str) -> None:
        if self._by_one_key and text.strip():
            self.answer()

    def answer(self) -> None:
        """Do what was asked about."""
        if self._then is not None:
            self._then(self.line.text())

    def refused(self, error: Refused | Unavailable) -> None:
        """Say why not; the answer stays to be corrected."""
        self.words.setText(sentence(error))
        theme.set_state(self.words, "wrong")
        self._make_room()
        self.line.setFocus()
        if self.line.echoMode() is QLineEdit.EchoMode.Password:
            self.line.selectAll()  # what cannot be read is typed anew

    def leave(self) -> None:
        """Ask no more."""
        self._then = None
        self.line.clear()
        self.hide()
        (self._where_it_was() or self._back_to).setFocus()

    def _where_it_was(self) -> QWidget | None:
        """The field that was being filled, if it still can be."""
        before, self._from = self._from, None
        if before is None or not isValid(before) or not before.isEnabled():
            return None
        return before

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
