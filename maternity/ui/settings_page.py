"""Settings: the ward's choices, its lists, the accounts, the language and size of this person."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from maternity import i18n, registers
from maternity.i18n import _
from maternity.people import Right
from maternity.ward import Ward

SIZES = (100, 110, 125, 150, 175)
LANGUAGES = {"fr": "Français", "en": "English", "bm": "Bamanankan"}


class SettingsPage(QWidget):
    """Buttons to the set-up registers, and what this person prefers."""

    listed = Signal(str)
    edited = Signal(str)
    said = Signal(str)

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.title = _("Settings")
        head = QLabel(self.title)
        head.setProperty("role", "title")
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.addWidget(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        lists = [cls.register for cls in registers.ALL if cls.register.setup]
        for at, about in enumerate(lists):
            button = QPushButton(about.words)
            single = about.name == "settings"
            signal = self.edited if single else self.listed
            button.clicked.connect(partial(signal.emit, about.name))
            button.setEnabled(ward.account.may(Right.SET_UP))
            grid.addWidget(button, at // 3, at % 3)
        page.addLayout(grid)
        mine = QGridLayout()
        self.language = QComboBox()
        for code in i18n.languages():
            self.language.addItem(LANGUAGES.get(code, code), code)
        self.language.setCurrentIndex(self.language.findData(i18n.language()))
        self.language.currentIndexChanged.connect(self._keep_language)
        self.scale = QComboBox()
        for percent in SIZES:
            self.scale.addItem(f"{percent} %", percent)
        chosen = int(str(QSettings().value("text", 100)))
        self.scale.setCurrentIndex(max(0, self.scale.findData(chosen)))
        self.scale.currentIndexChanged.connect(self._keep_size)
        for row, (words, widget) in enumerate(
            ((_("Language"), self.language), (_("Size of the text"), self.scale))
        ):
            label = QLabel(words)
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            mine.addWidget(label, row, 0)
            mine.addWidget(widget, row, 1)
        page.addLayout(mine)
        page.addWidget(QLabel(_("The language and the size change at the next start.")))
        page.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def start(self) -> None:
        """Begin with the language."""
        self.language.setFocus()

    def _keep_language(self) -> None:
        QSettings().setValue("language", self.language.currentData())
        self.said.emit(_("The language changes at the next start."))

    def _keep_size(self) -> None:
        QSettings().setValue("text", self.scale.currentData())
        self.said.emit(_("The size changes at the next start."))
