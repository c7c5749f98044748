"""Finding a woman: a few letters of her names, a number or a phone; arrows, Enter.

The last line is always « New woman »: she is made inside the flow.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from maternity import reading
from maternity.i18n import _
from maternity.records import Record
from maternity.ui import jobs
from maternity.ward import Found, Ward

WAIT_MS = 120


class Finder(QWidget):
    """A line to type in, and the women it finds."""

    chosen = Signal(object)
    new = Signal(str)
    left = Signal()

    def __init__(self, ward: Ward, purpose: str, *, without: str = "") -> None:
        """`without` an entry that is known already: nobody new is made then either."""
        super().__init__()
        self.ward, self._without = ward, without
        self.title = purpose
        self._found: list[Found] = []
        head = QLabel(purpose)
        head.setProperty("role", "title")
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Name, number or phone of the woman"))
        self.line.setPlaceholderText(_("kulib jen · 412/2026 · 76 12 34 56"))
        self.answers = QListWidget()
        self.answers.setAccessibleName(_("Women found"))
        self.answers.setWordWrap(True)
        self.answers.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.answers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hint = QLabel(
            _("Type the beginning of her names; arrows, Enter. The last women seen stand below.")
        )
        hint.setProperty("role", "muted")
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        for widget in (head, self.line, hint, self.answers):
            page.addWidget(widget)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self._look)
        self.line.textChanged.connect(self._soon.start)
        self.line.installEventFilter(self)
        self.answers.itemActivated.connect(self._take)
        self._show([])

    def start(self) -> None:
        """Begin to type."""
        self.line.setFocus()
        self.line.selectAll()
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on the answers while the line is typed in."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self.answers.currentRow() + step
                self.answers.setCurrentRow(max(0, min(row, self.answers.count() - 1)))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self._soon.isActive():
                    self._soon.stop()
                    self._look(then_take=True)
                else:
                    self._take(self.answers.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _look(self, *, then_take: bool = False) -> None:
        text = self.line.text()

        def show(found: list[Found]) -> None:
            if text == self.line.text():
                self._show(found)
                if then_take:
                    self._take(self.answers.currentItem())

        jobs.run(lambda: self.ward.find(text, 30), show)

    def _show(self, found: list[Found]) -> None:
        self._found = found = [one for one in found if one.woman.id != self._without]
        self.answers.clear()
        for one in found:
            self.answers.addItem(QListWidgetItem(told(one)))
        typed = self.line.text().strip()
        fault = "" if found else scan_fault(typed)
        if fault:
            sentence = QListWidgetItem(fault)
            sentence.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.answers.addItem(sentence)
            return
        if self._without:
            self.answers.setCurrentRow(0)
            return
        new = _("New woman: {name}").format(name=typed) if typed else _("New woman")
        self.answers.addItem(QListWidgetItem(f"+ {new}"))
        self.answers.setCurrentRow(0 if typed else self.answers.count() - 1)

    def _take(self, item: QListWidgetItem | None) -> None:
        typed = self.line.text()
        if item is None or (not self._found and scan_fault(typed)):
            return
        row = self.answers.row(item)
        if row < len(self._found):
            self.chosen.emit(self._found[row].woman)
        else:
            self.new.emit(self.line.text().strip())


def scan_fault(typed: str) -> str:
    """What is wrong with a scanned card that found nobody; empty for words that were typed."""
    if reading.read_code(typed) is not None:
        return _(
            "This card is of nobody in this register: it was made in another one, or she was"
            " cancelled. Find her by her name."
        )
    if reading.unread(typed):
        return _(
            "The scan was not read whole, or the scanner is set for a keyboard that is not"
            " supported. Scan once more, or type the beginning of her names."
        )
    return ""


def told(one: Found) -> str:
    """The answer line: name, age, village, husband, phone, last event."""
    age = _("{age} years").format(age=one.age) if one.age is not None else _("age unknown")
    facts = [one.woman.title(), age, one.village, one.husband, one.phone, one.last_event]
    return "  ·  ".join(fact for fact in facts if fact)


def named_woman(text: str, record: type[Record]) -> Record:
    """A new woman of what was typed: family name, then given names."""
    family, _space, given = text.partition(" ")
    about = record.register.fields
    woman = record()
    if family and not any(sign.isdigit() for sign in text):
        setattr(woman, "family_name", about["family_name"].read(family))  # noqa: B010
        setattr(woman, "given_name", about["given_name"].read(given))  # noqa: B010
    return woman
