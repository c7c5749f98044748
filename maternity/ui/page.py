"""What every page of the window is: it has the ward, calls down on it, and signals up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from maternity.ui import icons
from maternity.ui.actions import action
from maternity.ui.buttons import Tool
from maternity.ui.flow import Flow
from maternity.ward import Ward


class Page(QWidget):
    """A page: a title, a bar of commands, and below it what it is about."""

    opened = Signal(object)
    woman = Signal(object)
    reopened = Signal(object)
    listed = Signal(str, str)
    new = Signal(str)
    begun = Signal(str, object)
    written = Signal(object)
    leaving = Signal(object, bool)
    told_history = Signal(object)
    previewed = Signal(object, str)
    people = Signal()
    manual = Signal()
    paste = Signal(str)
    journal = Signal()
    copies = Signal()
    district = Signal()
    restoring = Signal()
    asked = Signal(str)
    said = Signal(str, str)
    several = Signal(list)
    incoming = Signal()
    imports = Signal()
    merging = Signal(object, object)
    parting = Signal(object)
    left = Signal()
    news = Signal()
    new_key = Signal()
    checking = Signal()

    def __init__(self, ward: Ward, title: str) -> None:
        super().__init__()
        self.ward = ward
        self.title = title
        self.head = QLabel(title)
        self.head.setProperty("role", "title")
        self.head.setWordWrap(False)
        self.bar = Flow()
        self.bar.add(self.head)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 10, 14, 8)
        self.body.setSpacing(8)
        self.body.addLayout(self.bar)

    def start(self) -> None:
        """Put the focus where work on the page begins."""
        self.setFocus()

    def refresh(self) -> None:
        """Read again what the page shows."""

    def hide_names(self, *, hidden: bool) -> None:
        """Show initials instead of names, or names again."""

    def print_page(self) -> None:
        """Preview the page as it will be printed, where it can be."""

    def button(
        self, name: str, act: Callable[[], object], words: str = "", *, main: bool = False
    ) -> QPushButton:
        """A button of the bar for a command, with its drawing and its key in the tool tip."""
        about = action(name)
        made = QPushButton(words or about.told)
        made.setToolTip(about.tip)
        made.setProperty("main", main)
        if icons.has(name):
            icons.put(made, name, "accent_text" if main else "text")
        made.clicked.connect(act)
        self.bar.add(made)
        return made

    def tool(self, name: str, act: Callable[[], object]) -> Tool:
        """A small button with a drawing alone; its words are told and shown in the tool tip."""
        about = action(name)
        made = Tool()
        icons.put(made, name)
        made.setToolTip(about.tip)
        made.setAccessibleName(about.told)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(act)
        self.bar.add(made)
        return made

    def key(self, name: str, act: Callable[[], object], where: QWidget | None = None) -> None:
        """Let a command's key work on the page, or on one part of it."""
        shortcut = QShortcut(QKeySequence(action(name).key), where or self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def mine(self, name: str) -> str:
        """Under which key something of this person's is remembered on this computer."""
        return f"person/{self.ward.account.id}/{name}"

    def remembered(self, name: str, default: str = "") -> str:
        """What this person chose before."""
        return str(QSettings().value(self.mine(name), default))

    def remember(self, name: str, value: str) -> None:
        """Keep a choice of this person's."""
        QSettings().setValue(self.mine(name), value)
