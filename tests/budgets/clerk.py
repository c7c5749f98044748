"""A trained person at the form: the shortest documented keys for what the paper says, all logged.

She presses Enter where the form proposes what the paper says, types where it does not, answers a
tick by its one key, and saves when nothing is left to write. Real key events on the real window;
what Qt sees is what is counted: keys, clicks, pixels scrolled, seconds until « saved ».
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShortcutEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from maternity import reading
from maternity.fields import Choice, Choices, Link, YesNoUnknown, pairs
from maternity.moments import Moment
from maternity.ui.editors import Editor, MomentEditor, TickEditor
from maternity.ui.form import Form
from maternity.ui.window import Window
from tests.budgets.deliveries import Reference
from tests.budgets.keystrokes import Event
from tests.ui import desk

AT_A_GLANCE = 3
"""So many fields are read from the paper at once."""
TICKS_AT_A_GLANCE = 5
"""A column of ticks is one word on the paper: OOONO."""
MODIFIERS = {
    Qt.KeyboardModifier.ShiftModifier: "shift",
    Qt.KeyboardModifier.ControlModifier: "ctrl",
    Qt.KeyboardModifier.AltModifier: "alt",
}
NOT_COUNTED = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt})


class Log(QObject):
    """Every key, click and scroll that reaches the window, as events of the model."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[Event] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Write down what the person does; change nothing."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is QApplication.focusWidget():
                self._key(event)
        elif kind is QEvent.Type.Shortcut and isinstance(event, QShortcutEvent):
            keys: Any = event.key()
            self._command(keys[0])  # Qt gives no key press of a key that is a command
        elif kind is QEvent.Type.MouseButtonPress:
            self.events.append({"event": "click", "target": watched.objectName()})
        return False

    def _command(self, keys: QKeyCombination) -> None:
        self._press(keys.key(), "", keys.keyboardModifiers())

    def _key(self, event: QKeyEvent) -> None:
        self._press(Qt.Key(event.key()), event.text(), event.modifiers())

    def _press(self, key: Qt.Key, text: str, with_: Qt.KeyboardModifier) -> None:
        if key in NOT_COUNTED:
            return
        held = [name for one, name in MODIFIERS.items() if with_ & one]
        row: Event = {"event": "key", "key": text or key.name}
        if held:
            row["modifiers"] = held
        if key == Qt.Key.Key_F9:
            row["save"] = True
        self.events.append(row)

    def read(self, what: str, *, choice: bool = False) -> None:
        """The person reads this, or takes this decision on the screen."""
        self.events.append({"event": "focus", "field": what, "group": what, "choice": choice})

    def wait(self, why: str, seconds: float) -> None:
        """The person can only wait."""
        self.events.append({"event": "wait", "seconds": seconds, "for": why})

    def scrolled(self, page: QWidget) -> None:
        """Watch every scroll bar of a page."""
        for area in page.findChildren(QAbstractScrollArea):
            bar = area.verticalScrollBar()
            before = [bar.value()]

            def moved(now: int, before: list[int] = before) -> None:
                self.events.append({"event": "scroll", "pixels": now - before[0]})
                before[0] = now

            bar.valueChanged.connect(moved)


@contextmanager
def watched(name: str, identity: str = "") -> Iterator[Log]:
    """A log of one task."""
    log = Log()
    log.events.append({"event": "task", "name": name, "id": identity})
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(log)
    try:
        yield log
    finally:
        application.removeEventFilter(log)


class Clerk:
    """Writes one reference delivery from F7 to « saved »."""

    def __init__(self, window: Window, reference: Reference, log: Log) -> None:
        self.window, self.reference, self.log = window, reference, log
        self.missing: list[str] = []
        self._left_in_mind = 0.0
        self._group = ""

    def write(self) -> None:
        """Find her or make her, fill the form, save; `missing` tells what the paper left open."""
        desk.press(Qt.Key.Key_F7)
        self.log.read("finder")
        desk.write(self.reference.woman)
        desk.enter()
        form = self.window.trail.current
        assert isinstance(form, Form)
        self.log.scrolled(form)
        self._fill(form)
        for _another in self.reference.babies[1:]:
            desk.press(Qt.Key.Key_F8)
            self.log.scrolled(form)
            self._fill(form)
        form.refresh()
        self._fill_back(form)
        self.missing = [problem.words for _key, problem in form.refresh()]
        shown: list[float] = []
        form.kept.connect(lambda _done: shown.append(time.perf_counter()))
        began = time.perf_counter()
        desk.press(Qt.Key.Key_F9)
        waited = (shown[0] if shown else time.perf_counter()) - began
        self.log.wait("save", waited)

    def _fill(self, form: Form) -> None:
        """Field after field while something is left to write."""
        more = True
        while more:
            editor = QApplication.focusWidget()
            if not isinstance(editor, Editor) or not self._left(form, editor):
                return
            more = self._left(form, editor, but=editor)
            self._answer(form, editor, onward=more)

    def _fill_back(self, form: Form) -> None:
        """What an answer further down brought back up the page: F2 leads to it."""
        typed = QApplication.focusWidget()
        rest = [one for one in self._shown(form) if one is not typed]
        if any(not self._says(one, self._wanted(form, one)) for one in rest):
            desk.press(Qt.Key.Key_F2)
            self._fill(form)

    def _shown(self, form: Form) -> list[Editor]:
        return [one for one in form.sheet.order() if not one.isHidden()]

    def _left(self, form: Form, editor: Editor, but: Editor | None = None) -> bool:
        """Whether this field, or one after it, does not yet say what the paper says."""
        shown = self._shown(form)
        rest = shown[shown.index(editor) :]
        return any(not self._says(one, self._wanted(form, one)) for one in rest if one is not but)

    def _wanted(self, form: Form, editor: Editor) -> str:
        register, name = editor.field.register, editor.field.name
        if register == "newborn":
            line = form.sheet.line_of(editor)
            baby = self.reference.babies[line - 1] if line <= len(self.reference.babies) else {}
            return baby.get(name, "")
        return self.reference.values.get(f"{register}.{name}", "")

    def _says(self, editor: Editor, wanted: str) -> bool:
        """Whether the field stands as on the paper already: what is empty there is not asked."""
        if not wanted:
            return True
        field = editor.field
        if isinstance(field, Link):
            return wanted.casefold() in editor.text().casefold()
        if isinstance(field, (Choice, Choices, YesNoUnknown)):
            codes = wanted.split("|")
            words = dict(pairs(field.offered))
            return editor.text() == " | ".join(words[code][0] for code in codes)
        gap = field.gap(wanted)
        if gap or not editor.text():
            return gap is not None and editor.text() == gap.words
        try:
            return bool(self._typed(editor, wanted) == editor.read()[0])
        except reading.Unreadable:
            return wanted == editor.text()

    def _typed(self, editor: Editor, text: str) -> object:
        """What the field would hold after these keys."""
        alone = reading.hour_alone(text) if isinstance(editor, MomentEditor) else None
        if alone is not None:
            held = editor.read()[0]
            return held if isinstance(held, Moment) and held.time == alone else None
        return editor.field.read(text)

    def _answer(self, form: Form, editor: Editor, *, onward: bool) -> None:
        wanted = self._wanted(form, editor)
        if self._says(editor, wanted):
            desk.enter()
            return
        self._read_paper(editor)
        desk.write(self._keys(editor, wanted))
        if onward and not isinstance(editor, TickEditor):
            desk.enter()

    def _keys(self, editor: Editor, wanted: str) -> str:
        """What is typed: the key of a code, or what the paper says."""
        field = editor.field
        if isinstance(editor, TickEditor):
            return {"yes": "o", "no": "n", "unknown": "?"}[wanted]
        if isinstance(field, (Choice, Choices)):
            offered = pairs(field.offered)
            codes = [code for code, _labels in offered]
            keys = reading.keys(offered)
            return ",".join(keys[codes.index(code)] for code in wanted.split("|"))
        return wanted

    def _read_paper(self, editor: Editor) -> None:
        """Look at the paper again when what was read in one glance is typed."""
        share = TICKS_AT_A_GLANCE if isinstance(editor, TickEditor) else AT_A_GLANCE
        self._left_in_mind -= 1 / share
        if self._left_in_mind < 0:
            self._group, self._left_in_mind = editor.objectName(), self._left_in_mind + 1
        self.log.events.append(
            {"event": "focus", "field": editor.objectName(), "group": self._group}
        )
