"""Entry fields of our own: one line of text, read by the field, never corrected in silence.

The raw text is kept; it is read on leaving and on saving. A wrong value stays, marked, with its
words. The wheel does nothing. Enter goes on, Shift+Enter goes back, Esc takes back what was there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from maternity import clock, names, reading
from maternity.fields import (
    Choice,
    Choices,
    Day,
    Decimals,
    Field,
    Gap,
    Link,
    LongText,
    Moments,
    Number,
    Text,
    YesNo,
    YesNoUnknown,
    keys,
    pairs,
)
from maternity.i18n import _
from maternity.moments import Moment
from maternity.records import Record, named
from maternity.ui import theme

if TYPE_CHECKING:
    from maternity.reading.diagnosis import Diagnosis

LONGEST_TYPED = 20_000
"""More than any field keeps: what is too long is told as it was typed or pasted, never cut."""
Suggest = Callable[[Link, str, Callable[[list[Record]], None]], None]


class Editor(QLineEdit):
    """An entry field for one declared field."""

    left = Signal()
    entered = Signal()
    hinted = Signal()
    onward = Signal()
    back = Signal()
    repeat = Signal()
    undone = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.words = ""
        self.followed = False
        self.standing_in = ""
        self.textEdited.connect(self._typed_by_hand)
        self.former = ""
        self.former_choice: Record | None = None
        self.setMaxLength(LONGEST_TYPED)
        self.setAccessibleName(self.spoken_name())
        self.setAccessibleDescription(field.help_words)
        self.setObjectName(f"{field.register}.{field.name}")

    def _typed_by_hand(self) -> None:
        self.followed = False

    def spoken_name(self) -> str:
        """The label, with the number of the paper's column."""
        column = self.field.paper.partition(";")[0].rpartition(" ")[2]
        return f"{self.field.words} ({column})" if column else self.field.words

    def read(self) -> tuple[Any, Gap | None]:
        """The value and the gap typed; raises reading.Unreadable."""
        text = self.text()
        gap = self.field.gap(text)
        return (None, gap) if gap else (self.field.read(text), None)

    def show_value(self, value: Any, gap: Gap | None) -> None:
        """Show a value that stands in the entry."""
        self.setText(gap.words if gap else self.field.show(value))
        self.setCursorPosition(0)

    def take_before(self, value: Any, gap: Gap | None) -> None:
        """Show what the entry before had, as if it had been typed."""
        self.show_value(value, gap)
        self.followed = False

    def settle(self) -> None:
        """On leaving: nothing, or say in full what was understood; what is wrong stays as typed."""

    def _say_in_full(self) -> None:
        try:
            value, gap = self.read()
        except reading.Unreadable:
            return
        words = gap.words if gap else self.field.show(value)
        if words and words != self.text():
            followed = self.followed
            self.setText(words)
            self.followed = followed

    def hint(self) -> str:
        """What may be typed here, shown while the field has the focus."""
        gaps = [gap.words for gap in self.field.gaps]
        return _("“?” for {gaps}").format(gaps=", ".join(gaps)) if gaps else ""

    def echo(self) -> str:
        """What was understood, in full; nothing if there is nothing to add."""
        return ""

    def mark(self, state: str, words: str = "") -> None:
        """Show the state of the value by colour and words."""
        theme.set_state(self, state)
        if words != self.words:
            self.words = words
            self.setToolTip(words)

    def event(self, event: QEvent) -> bool:
        """Ctrl+' is ours before it is the window's: on a French keyboard it is Ctrl+4 too."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_Apostrophe:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Our keys first, then those of a line of text."""
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control:
            (self.back if shift else self.onward).emit()
        elif key == Qt.Key.Key_Escape and self.text() != self.former:
            self.setText(self.former)
        elif control and key == Qt.Key.Key_Apostrophe:
            self.repeat.emit()
        elif control and key == Qt.Key.Key_Z and not self.isUndoAvailable():
            self.undone.emit()
        elif not self.own_key(event):
            super().keyPressEvent(event)
            self._compose()

    def own_key(self, event: QKeyEvent) -> bool:
        """A key that this kind of field treats itself."""
        return False

    def _compose(self) -> None:
        """Make « e; » ɛ and so on, in fields of words."""
        if isinstance(self.field, (Text, LongText)) and self.cursorPosition() == len(self.text()):
            composed = names.compose(self.text())
            if composed != self.text():
                self.setText(composed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel never changes a value: it scrolls the page."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu of a line of text."""
        super().contextMenuEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all and say that the field is entered."""
        super().focusInEvent(event)
        self.begin()
        self.selectAll()
        self.entered.emit()

    def begin(self) -> None:
        """From here on what is typed is a change of what stands here now."""
        self.former = self.text()
        self.former_choice = getattr(self, "chosen", None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field is left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
            if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
                self.setCursorPosition(0)  # long words are read from their beginning


class DigitsEditor(Editor):
    """A number: the top row of a French keyboard types digits without Shift."""

    def own_key(self, event: QKeyEvent) -> bool:
        """Map the top row; the dash of the number pad stays a dash."""
        if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
            return False
        typed = event.text()
        digit = reading.azerty_digits(typed) if typed else typed
        if not typed or digit == typed or not digit.isdigit():
            return False
        self.insert(digit)
        return True

    def echo(self) -> str:
        """Grams with their thousands apart."""
        if self.field.unit != "g":
            return ""
        try:
            value, _gap = self.read()
        except reading.Unreadable:
            return ""
        return f"{reading.show_whole(value, grouped=True)} g" if value is not None else ""


class DayEditor(DigitsEditor):
    """A day: forgiving, echoed in full; Ctrl+; is today."""

    def settle(self) -> None:
        """The whole date."""
        self._say_in_full()

    def own_key(self, event: QKeyEvent) -> bool:
        """Today, then the top row."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Semicolon:
            self.setText(reading.show_day(clock.today()))
            return True
        return super().own_key(event)

    def hint(self) -> str:
        """How a day may be typed."""
        return _("3/11, 031126, yesterday; Ctrl+; for today")

    def echo(self) -> str:
        """The day in words."""
        try:
            value, _gap = self.read()
        except reading.Unreadable:
            return ""
        return reading.long_day(value) if value is not None else ""


class MomentEditor(DayEditor):
    """A day and an hour; Ctrl+: is now; an hour alone finds its day."""

    since: Moment | None = None
    """The moment it follows closely; an hour alone is the first such hour from there on."""
    usual_day: date | None = None
    """The day of the entry before; without `since` an hour alone is of that day."""

    def read(self) -> tuple[Any, Gap | None]:
        """A moment as its field reads it, and « 3h40 » with its day found."""
        alone = reading.hour_alone(self.text())
        if alone is None:
            return super().read()
        until = Moment.at(clock.now())
        if self.usual_day is not None and self.usual_day < until.day:
            until = Moment(self.usual_day)
        return reading.nearest(alone, after=self.since, now=until), None

    def take_before(self, value: Any, gap: Gap | None) -> None:
        """The day of the entry before, with its hour ready to be typed over."""
        super().take_before(value, gap)
        if isinstance(value, Moment) and value.time is not None:
            hour = reading.show_hour(value.time)
            self.setSelection(len(self.text()) - len(hour), len(hour))

    def own_key(self, event: QKeyEvent) -> bool:
        """Now, then what a day has."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() == Qt.Key.Key_Colon:
            self.setText(f"{clock.now():%d/%m/%Y %H:%M}")
            return True
        return super().own_key(event)

    def hint(self) -> str:
        """How a moment may be typed."""
        return _(
            "3/11 0340, yesterday 22h, 3h40 alone; the day alone if the hour is not known;"
            " Ctrl+: for now"
        )

    def echo(self) -> str:
        """The day in words, and the hour."""
        try:
            value, _gap = self.read()
        except reading.Unreadable:
            return ""
        if value is None:
            return ""
        return f"{reading.long_day(value.day)} {reading.show_hour(value.time)}"


class ChoiceEditor(DigitsEditor):
    """One of a list, by its key, its code or the beginning of a word; F4 opens the list."""

    def __init__(self, field: Choice | Choices, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._popup: QListWidget | None = None

    def settle(self) -> None:
        """The words of the code."""
        self._say_in_full()

    @property
    def _pairs(self) -> list[tuple[str, tuple[str, ...]]]:
        field = self.field
        if not isinstance(field, (Choice, Choices)):
            raise TypeError(field.kind)
        return pairs(field.offered)

    @property
    def _keys(self) -> list[str]:
        """The key of each choice."""
        field = self.field
        return keys(field.offered) if isinstance(field, (Choice, Choices)) else []

    def hint(self) -> str:
        """The choices with their keys, those that still fit what is typed."""
        of = dict(zip((code for code, _words in self._pairs), self._keys, strict=True))
        typed = self.text() if self.isModified() else ""
        fitting = reading.matching(typed, self._pairs) or [code for code, _w in self._pairs]
        words = {code: labels[0] for code, labels in self._pairs}
        return "   ".join(f"{of[code]} {words[code]}" for code in fitting)

    def own_key(self, event: QKeyEvent) -> bool:
        """F4 opens the list."""
        if event.key() == Qt.Key.Key_F4:
            self._open_list()
            return True
        return super().own_key(event) if not event.text().isalpha() else False

    def _open_list(self) -> None:
        popup = QListWidget(self)
        popup.setWindowFlag(Qt.WindowType.Popup)
        popup.setAccessibleName(self.spoken_name())
        for code, labels in self._pairs:
            item = QListWidgetItem(labels[0])
            item.setData(Qt.ItemDataRole.UserRole, code)
            popup.addItem(item)
        popup.itemActivated.connect(self._take)
        popup.itemClicked.connect(self._take)
        popup.setCurrentRow(0)
        popup.setMinimumWidth(self.width())
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        popup.setFocus()
        self._popup = popup

    def _take(self, item: QListWidgetItem) -> None:
        code = item.data(Qt.ItemDataRole.UserRole)
        words = next(labels[0] for one, labels in self._pairs if one == code)
        if isinstance(self.field, Choices) and self.text().strip():
            self.setText(f"{self.text().rstrip('|; ')} | {words}")
        else:
            self.setText(words)
        if self._popup is not None:
            self._popup.close()
        self.setFocus()


class SeveralEditor(ChoiceEditor):
    """Several of a list, separated by « | » or « , »."""

    def show_value(self, value: Any, gap: Gap | None) -> None:
        """The words, separated by bars."""
        self.setText(" | ".join(choice.words for choice in value or ()))
        self.setCursorPosition(0)

    def settle(self) -> None:
        """The words of the codes."""
        try:
            value, _gap = self.read()
        except reading.Unreadable:
            return
        if value:
            self.show_value(value, None)


class TickEditor(ChoiceEditor):
    """Yes, no or unknown by one key, which also goes on: a column of ticks is typed as a word."""

    def own_key(self, event: QKeyEvent) -> bool:
        """One key answers and goes on."""
        if event.key() == Qt.Key.Key_F4 or not event.text().strip():
            return super().own_key(event)
        typed = event.text().casefold()
        answer = TICKS.get(typed) or TICKS.get(reading.azerty_digits(typed))
        offered = [code for code, _labels in self._pairs]
        if answer not in offered:
            return False
        self.setText(next(labels[0] for code, labels in self._pairs if code == answer))
        self.onward.emit()
        return True

    def hint(self) -> str:
        """The three keys."""
        return _("O yes   N no   ? unknown")


TICKS = {"o": "yes", "y": "yes", "1": "yes", "n": "no", "2": "no", "?": "unknown", "3": "unknown"}
"""The key of each answer: oui / yes, non / no, ?."""


class DiagnosisEditor(Editor):
    """Diagnoses of the ward's list by the beginning of any word, or free words coded later.

    Down or F4 opens what fits; Enter there takes one. What is typed is never taken for a line of
    the list unless it is its words or its code.
    """

    _popup: QListWidget | None = None

    def _fitting(self) -> list[Diagnosis]:
        from maternity.reading.diagnosis import fitting  # noqa: PLC0415 - where one is typed

        last = re.split(r"[|;]", self.text())[-1]
        return fitting(last, newborn=self.field.register in NEWBORN)

    def settle(self) -> None:
        """The words and the code of what stands on the list."""
        self._say_in_full()

    def hint(self) -> str:
        """What fits, with both codes."""
        found = self._fitting() if self.isModified() or not self.text() else []
        told = "   ".join(f"{one.words} {one.icd10} / {one.icd11}" for one in found[:6])
        if told:
            return _("↓ opens the list:   {found}").format(found=told)
        return _("The beginning of any word, or a code; several are separated by “ ; ”")

    def own_key(self, event: QKeyEvent) -> bool:
        """Down or F4 opens what fits."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_F4}:
            self._open(self._fitting())
            return True
        return False

    def _open(self, found: list[Diagnosis]) -> None:
        popup = QListWidget(self)
        popup.setWindowFlag(Qt.WindowType.Popup)
        popup.setAccessibleName(self.spoken_name())
        for one in found:
            popup.addItem(f"{one.words}   {one.icd10} / {one.icd11}")
        if not found:
            return
        popup.itemActivated.connect(lambda _item: self._take(found[popup.currentRow()]))
        popup.itemClicked.connect(lambda _item: self._take(found[popup.currentRow()]))
        popup.setCurrentRow(0)
        popup.setMinimumWidth(
            max(self.width(), popup.sizeHintForColumn(0) + 2 * popup.frameWidth())
        )
        popup.move(self.mapToGlobal(QPoint(0, self.height())))
        popup.show()
        popup.setFocus()
        self._popup = popup

    def _take(self, one: Diagnosis) -> None:
        before = re.split(r"[|;]", self.text())[:-1]
        self.setText(" ; ".join([*(part.strip() for part in before), one.told]))
        self.followed = False
        if self._popup is not None:
            self._popup.close()
        self.setFocus()


NEWBORN = frozenset({"newborn", "newborn_check", "perinatal_death"})
"""Registers that write of a newborn."""


class LinkEditor(Editor):
    """Someone of the staff, a village, a facility …: the beginning of any word brings a list."""

    def __init__(self, field: Link, suggest: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.chosen: Record | None = None
        self.offered: list[Record] = []
        self._suggest = suggest
        self.textEdited.connect(self._look)

    def show_value(self, value: Any, gap: Gap | None) -> None:
        """Show the entry that is linked."""
        self.chosen = value
        super().show_value(value, gap)

    def read(self) -> tuple[Any, Gap | None]:
        """The entry chosen; a beginning that fits only one will do."""
        gap = self.field.gap(self.text())
        if gap or not self.text().strip():
            return None, gap
        if self.chosen is not None and self.text() == self.chosen.title():
            return self.chosen, None
        if len(self.offered) == 1 or (self.offered and self._exactly()):
            return self._exactly() or self.offered[0], None
        raise reading.Unreadable(self._not_one())

    def _not_one(self) -> str:
        """What to do when what was typed fits several entries, or none."""
        fitting = ", ".join(one.title() for one in self.offered[:6])
        if fitting:
            return _("Several fit: {names}. Type more of the name.").format(names=fitting)
        told = _(
            "Nobody and nothing on the list begins so. Type another beginning, or leave it empty."
        )
        target = named(self.field.target) if isinstance(self.field, Link) else None
        if target is None or not target.setup:
            return told
        return _(
            "Nothing in the list “{list}” begins so. Type another beginning, or leave the field"
            " empty for now. The head of the maternity or the technical administrator adds what"
            " is missing: Settings, {list}, New entry (Ctrl+N)."
        ).format(list=target.words)

    def _exactly(self) -> Record | None:
        typed = names.respell(self.text())
        return next((one for one in self.offered if names.respell(one.title()) == typed), None)

    def hint(self) -> str:
        """The entries that fit."""
        found = "   ".join(one.title() for one in self.offered[:8])
        return found or _("Type the beginning of a name")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Bring the list as soon as the field is entered."""
        super().focusInEvent(event)
        self._look(self.text() if self.chosen is None else "")

    def _look(self, text: str) -> None:
        if not isinstance(self.field, Link):
            raise TypeError(self.field.kind)
        self._suggest(self.field, text, self._offer)

    def _offer(self, found: list[Record]) -> None:
        self.offered = found
        if self.hasFocus():
            self.hinted.emit()

    def settle(self) -> None:
        """Show the whole name of what was chosen by its beginning."""
        try:
            value, _gap = self.read()
        except reading.Unreadable:
            return
        if value is not None:
            self.chosen = value
            self.setText(value.title())


class BirthEditor(Editor):
    """A date of birth, a year or an age in one field; fills the four fields that hold it."""

    def hint(self) -> str:
        """What may be typed."""
        return _("23 for 23 years, 2003, 03/2003, or the whole date; “?” if nobody knows")

    def echo(self) -> str:
        """What was understood."""
        if not self.text().strip() or self.field.gap(self.text()):
            return ""
        try:
            return reading.show_birth(reading.birth(self.text()), on=clock.today())
        except reading.Unreadable:
            return ""

    def show_of(self, record: Record) -> None:
        """Show what the record holds of it."""
        gap = record.gap(self.field.name)
        age, day = record.look("declared_age_years"), record.look("born_on")
        if gap or (age is None and day is None):
            self.show_value(None, gap)
        elif age is not None:
            self.setText(str(age))
        else:
            self.setText(reading.show_day(day))

    def fill(self, record: Record) -> None:
        """Put what was typed into the record's four fields; raises reading.Unreadable."""
        text = self.text().strip()
        gap = self.field.gap(text)
        if self.text() == self._shown(record):
            return
        born = reading.birth(text) if text and not gap else None
        about = record.register.fields
        precision = born.precision if born else ("unknown" if gap else "")
        record.set_gap("born_on", gap)
        values = {
            "born_on": born.day if born else None,
            "birth_precision": about["birth_precision"].read(precision, exact=True),
            "declared_age_years": born.declared_age if born else None,
            "age_declared_on": born.declared_on if born else None,
        }
        for name, value in values.items():
            setattr(record, name, value)
        record.set_gap("declared_age_years", gap)

    def _shown(self, record: Record) -> str:
        age, day = record.look("declared_age_years"), record.look("born_on")
        if age is not None:
            return str(age)
        return reading.show_day(day) if day is not None else "\0"


class RoughDayEditor(DayEditor):
    """A last period: a day, or its month alone; fills the day and how sure it is."""

    def settle(self) -> None:
        """A month stays a month."""

    def hint(self) -> str:
        """What may be typed."""
        return _("3/11, or the month alone such as 11/2026; “?” if nobody knows")

    def show_of(self, record: Record) -> None:
        """Show what the record holds of it."""
        self.show_value(record.look(self.field.name), record.gap(self.field.name))

    def fill(self, record: Record) -> None:
        """Put what was typed into the day and its precision; raises reading.Unreadable."""
        name, text = self.field.name, self.text().strip()
        precision = getattr(self.field, "precision", "")
        gap = self.field.gap(text)
        if text and text == self.field.show(record.look(name)):
            return
        rough = reading.rough_day(text) if text and not gap else None
        about = record.register.fields[precision]
        record.set_gap(name, gap)
        setattr(record, name, rough.day if rough else None)
        setattr(record, precision, about.read(rough.precision, exact=True) if rough else None)


def _links(field: Field, suggest: Suggest) -> Editor:
    if not isinstance(field, Link):
        raise TypeError(field.kind)
    return LinkEditor(field, suggest)


def _day(field: Field, _suggest: Suggest) -> Editor:
    precision = getattr(field, "precision", "")
    if precision == "birth_precision":
        return BirthEditor(field)
    return RoughDayEditor(field) if precision else DayEditor(field)


def _plain(cls: type[Editor]) -> Callable[[Field, Suggest], Editor]:
    return lambda field, _suggest: cls(field)


def _choice(cls: type[ChoiceEditor]) -> Callable[[Field, Suggest], Editor]:
    def make(field: Field, _suggest: Suggest) -> Editor:
        if not isinstance(field, (Choice, Choices)):
            raise TypeError(field.kind)
        return cls(field)

    return make


EDITOR: dict[str, Callable[[Field, Suggest], Editor]] = {
    Text.kind: _plain(Editor),
    LongText.kind: _plain(Editor),
    Number.kind: _plain(DigitsEditor),
    Decimals.kind: _plain(DigitsEditor),
    Day.kind: _day,
    Moments.kind: _plain(MomentEditor),
    Choice.kind: _choice(ChoiceEditor),
    Choices.kind: _choice(SeveralEditor),
    YesNo.kind: _choice(TickEditor),
    YesNoUnknown.kind: _choice(TickEditor),
    "diagnosis": _plain(DiagnosisEditor),
    "link": _links,
    "person": _links,
    "village": _links,
}
"""Kind of field -> its editor."""
