"""The ward's lists and choices, and what this person prefers on this computer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from maternity import i18n, registers
from maternity.i18n import N_, _
from maternity.people import Right
from maternity.records import named
from maternity.ui import jobs, pasting, theme
from maternity.ui.page import Page
from maternity.ui.quiet import QuietCombo
from maternity.ui.tiles import Tile
from maternity.ward import Ward
from maternity.ward.confidentiality import offered, paper_pdf

if TYPE_CHECKING:
    from maternity.ui.print_menu import Printable

SIZES = (100, 110, 125, 150, 175)
LOOKS = {
    theme.SYSTEM: N_("As the computer is set"),
    "light": N_("Light"),
    "dark": N_("Dark"),
    "contrast_light": N_("High contrast, black on white"),
    "contrast_dark": N_("High contrast, white on black"),
}
LANGUAGES = {"fr": "Français", "en": "English", "bm": "Bamanankan"}
COLUMNS = 3


class SettingsPage(Page):
    """Buttons to the set-up lists, and this person's language and size of text."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Settings"))
        self.bar.add_gap()
        self.inside = QVBoxLayout()
        self.body.addWidget(_scrolled(self.inside), 1)
        self._first: QPushButton | None = None
        lists = [cls.register for cls in registers.ALL if cls.register.setup]
        acts: list[tuple[str, Callable[[], object]]] = [
            (one.words, partial(self._open, one.name)) for one in lists if one.typed
        ]
        kept = [(one.words, partial(self._open, one.name)) for one in lists if not one.typed]
        for name in pasting.READERS:
            words = _("Paste a list: {register}").format(register=named(name).words)
            acts.append((words, partial(self.paste.emit, name)))
        acts.append((_("The district's forms and tables"), self.district.emit))
        if ward.account.may(Right.IMPORT):
            acts.append((_("Take in a file"), self.incoming.emit))
        may = ward.account.may(Right.SET_UP)
        self._block(_("The ward"), acts, may=may)
        trail: list[tuple[str, Callable[[], object]]]
        trail = [(_("Journal of the register"), self.journal.emit)]
        if ward.account.may(Right.CHECK):
            trail.append((_("Check of the register"), self.checking.emit))
        self._block(
            _("The trail"),
            [*trail, *(kept if may and ward.account.may(Right.READ) else ())],
            may=True,
        )
        papers = {words: partial(self._print, name) for name, words in offered(ward)}
        self._block(_("Confidentiality"), [*papers.items()], may=True)
        self._mine()
        self.inside.addStretch(1)

    def _heading(self, words: str) -> None:
        head = QLabel(words)
        head.setProperty("role", "heading")
        self.inside.addWidget(head)

    def _block(
        self, words: str, acts: list[tuple[str, Callable[[], object]]], *, may: bool
    ) -> None:
        self._heading(words)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (told, act) in enumerate(acts):
            button = Tile(told)
            button.clicked.connect(act)
            button.setEnabled(may)
            grid.addWidget(button, at // COLUMNS, at % COLUMNS)
            self._first = self._first or button
        self.inside.addLayout(grid)
        if not may:
            self.inside.addWidget(QLabel(_("The head of the maternity changes these.")))

    def _open(self, register: str) -> None:
        if register == "account":
            self.people.emit()
        else:
            self.listed.emit(register, "")

    def printables(self) -> list[Printable]:
        """The same papers in the print menu."""
        from maternity.ui.print_menu import Printable  # noqa: PLC0415 - when printing

        make = partial(paper_pdf, self.ward)
        return [Printable(words, name, partial(make, name)) for name, words in offered(self.ward)]

    def _print(self, name: str) -> None:
        """Preview a paper about confidentiality."""
        jobs.run(
            lambda: paper_pdf(self.ward, name),
            lambda pdf: self.previewed.emit(pdf, name),
            words=_("Preparing the pages…"),
        )

    def _mine(self) -> None:
        self._heading(_("For me, on this computer"))
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        self.language, self.text_size = QuietCombo(), QuietCombo()
        for code in i18n.languages():
            self.language.addItem(LANGUAGES.get(code, code), code)
        self.language.setCurrentIndex(self.language.findData(i18n.language()))
        for percent in SIZES:
            self.text_size.addItem(f"{percent} %", percent)
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(theme.percent())))
        self._choice(grid, _("Language"), self.language, self._keep_language)
        self._choice(grid, _("Size of the text"), self.text_size, self._keep_size)
        self.look = QuietCombo()
        for name, words in LOOKS.items():
            self.look.addItem(_(words), name)
        self.look.setCurrentIndex(max(0, self.look.findData(theme.look())))
        self._choice(grid, _("Colours"), self.look, self._keep_look)
        self.inside.addLayout(grid)
        copies = QPushButton(_("Copies of the register…"))
        copies.clicked.connect(self.copies)
        grid.addWidget(copies, grid.rowCount(), 1)
        own = QPushButton(_("Change my passphrase or my PIN…"))
        own.clicked.connect(self.people)
        grid.addWidget(own, grid.rowCount(), 1)
        note = QLabel(
            _("The language, the size and the colours change when you sign in again (Ctrl+L).")
        )
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        self.inside.addWidget(note)

    @staticmethod
    def _choice(grid: QGridLayout, words: str, box: QuietCombo, act: Callable[[], object]) -> None:
        label, row = QLabel(words), grid.rowCount()
        label.setBuddy(box)
        box.setAccessibleName(words)
        box.activated.connect(act)
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1)

    def start(self) -> None:
        """Begin with the first list, or where she went on from."""
        before = self.focusWidget()
        if isinstance(before, Tile):
            before.setFocus()
        elif self._first is not None and self._first.isEnabled():
            self._first.setFocus()
        else:
            self.language.setFocus()

    def _keep_language(self) -> None:
        self.remember("language", self.language.currentData())
        QSettings().setValue("language", self.language.currentData())
        self.said.emit(_("The language changes when you sign in again."), "saved")

    def _keep_size(self) -> None:
        self.remember("text", str(self.text_size.currentData()))
        QSettings().setValue("text", self.text_size.currentData())
        self.said.emit(_("The size changes when you sign in again."), "saved")

    def _keep_look(self) -> None:
        self.remember("look", self.look.currentData())
        QSettings().setValue("look", self.look.currentData())
        self.said.emit(_("The colours change when you sign in again."), "saved")


def _scrolled(inside: QVBoxLayout) -> QScrollArea:
    """What is too high for the screen is scrolled, never squeezed."""
    holder, area = QWidget(), QScrollArea()
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(8)
    holder.setLayout(inside)
    area.setWidget(holder)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
