"""The frame around every page: the bar above, the words at the left, the state at the foot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from maternity.i18n import _
from maternity.people import Right
from maternity.ui import icons, jobs, theme
from maternity.ui.actions import action
from maternity.ui.anchor_strip import AnchorStrip
from maternity.ui.buttons import Tool
from maternity.ui.clock_strip import ClockStrip
from maternity.ui.status import StatusLine
from maternity.ward import Ward
from maternity.ward.opened import is_consulting

SEARCH_CHARS = 36
CARE = ("home", "to_do", "registers", "reports")
"""Pages of care: who may not read it is not led there."""
SIDE = ("home", "to_do", "registers", "reports", "settings", "help")


class TopBar(QFrame):
    """Where we are, the search for a woman, who is at work, and the menu of all commands."""

    asked = Signal(str)

    def __init__(self, person: str, *, training: bool) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setProperty("training", "true" if training else "false")
        self.place = QLabel()
        self.place.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 10, 4)
        row.setSpacing(8)
        row.addWidget(self.place, 3)
        if training:
            loud = QLabel(_("TRAINING REGISTER"))
            loud.setToolTip(_("Nothing here is real: try whatever you like."))
            row.addWidget(loud)
        find = action("find")
        self.search = QPushButton(f"{find.told_key}   {_('Find a woman…')}")
        self.search.setProperty("role", "search")
        self.search.setToolTip(find.tip)
        icons.put(self.search, "find", "label")
        self.search.setMinimumWidth(self.search.fontMetrics().averageCharWidth() * SEARCH_CHARS)
        self.search.clicked.connect(lambda: self.asked.emit("find"))
        row.addWidget(self.search)
        row.addStretch(1)
        self.lock = QPushButton(action("lock").told)
        self.lock.setProperty("role", "plain")
        self.lock.setToolTip(action("lock").tip)
        icons.put(self.lock, "lock", "accent_text")
        self.lock.clicked.connect(lambda: self.asked.emit("lock"))
        row.addWidget(self.lock)
        row.addWidget(QLabel(person))
        self.menu = Tool()
        self.menu.setProperty("role", "plain")
        icons.put(self.menu, "menu", "accent_text")
        self.menu.setAccessibleName(_("Menu of all commands"))
        self.menu.setToolTip(_("Menu of all commands"))
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.menu)

    def show_facility(self, facility: Any) -> None:
        """Show whose register this is."""
        name = facility.name if facility is not None else ""
        self.place.setText(f"{_('Maternity')} · {name}" if name else _("Maternity"))

    def list_commands(self, commands: Iterable[QAction]) -> None:
        """Show these commands in the menu, each with its key."""
        menu = QMenu(self.menu)
        menu.addActions(list(commands))
        self.menu.setMenu(menu)


class SideBar(QFrame):
    """The pages of the window: words under plain drawings."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "side")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        self.buttons: dict[str, Tool] = {}
        for name in SIDE:
            self.buttons[name] = self._button(name)
            column.addWidget(self.buttons[name])
        column.addStretch(1)

    def _button(self, name: str) -> Tool:
        about = action(name)
        size = theme.icon_size() + 6
        button = Tool()
        button.setText(about.told)
        button.setToolTip(about.tip)
        button.setIcon(icons.icon(name, size, "accent_ink"))
        button.setIconSize(QSize(size, size))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setProperty("nav", "true")
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: self.asked.emit(name))
        return button

    def mark(self, name: str) -> None:
        """Show which of the pages is open."""
        for other, button in self.buttons.items():
            button.setChecked(other == name)


class WaitStrip(QFrame):
    """Long work: its words, how far it is, and « Cancel »; not there otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.words, self.progress = QLabel(), QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("How far it is"))
        self.cancel = QPushButton(_("Cancel"))
        self.cancel.clicked.connect(jobs.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.addWidget(self.words)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        self.end()
        hub = jobs.hub()
        hub.waits.connect(self.wait)
        hub.step.connect(self.step)
        hub.over.connect(self.end)

    def wait(self, words: str) -> None:
        """Say what is waited for."""
        self.words.setText(words)
        self.cancel.setVisible(self.progress.maximum() > 0)
        self.show()

    def step(self, done: int, of: int) -> None:
        """Show how far it is."""
        self.progress.setRange(0, of)
        self.progress.setValue(done)
        self.cancel.setVisible(True)

    def end(self) -> None:
        """The work is done: nothing to wait for."""
        self.hide()
        self.progress.setRange(0, 0)


class Frame(QWidget):
    """Bar, side, pages, strip and status together."""

    def __init__(self, ward: Ward, pages: QWidget) -> None:
        super().__init__()
        self.top = TopBar(ward.account.name or "", training=ward.training)
        self.side, self.status, self.strip = SideBar(), StatusLine(ward), WaitStrip()
        cares = ward.account.may(Right.READ)
        for name in CARE:
            self.side.buttons[name].setVisible(cares)
        self.top.search.setVisible(cares)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(pages, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.clock = ClockStrip(ward)
        whole.addWidget(self.top)
        self.anchor = AnchorStrip(ward)
        if is_consulting(ward):
            whole.addWidget(_consulting_strip())
        else:
            self.anchor.look()
        whole.addWidget(self.clock)
        whole.addWidget(self.anchor)
        whole.addLayout(middle, 1)
        whole.addWidget(self.strip)
        whole.addWidget(self.status)
        self.clock.look()


def _consulting_strip() -> QLabel:
    """What stands over every page of a register that takes no writing."""
    label = QLabel(
        _(
            "Consultation only: the disk of the register takes no writing. Nothing can be saved or "
            "printed; write on paper, and have the disk looked at."
        )
    )
    label.setProperty("role", "strip")
    label.setWordWrap(True)
    label.setContentsMargins(14, 4, 14, 4)
    theme.set_state(label, "wrong")
    return label
