"""The cells of the labour guide: one key answers a row; an hour alone is an hour of today."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from maternity import clock, reading
from maternity.fields import Choice, Field, Gap
from maternity.i18n import _
from maternity.moments import Moment
from maternity.reading import Unreadable
from maternity.reports.guide_codes import codes, keys
from maternity.ui.editors import EDITOR, ChoiceEditor, Editor, MomentEditor, Suggest


class CodeEditor(ChoiceEditor):
    """A row of choices: the letter of the form, or a figure, is the whole answer.

    It stays on the row, as a figure does: rows of letters and of figures alternate here, and an
    Enter after a letter that had gone on already would leave a row out. Another letter replaces.
    """

    def own_key(self, event: QKeyEvent) -> bool:
        """One key answers; F4 opens the list."""
        typed = event.text().casefold()
        control = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if typed.strip() and not control & Qt.KeyboardModifier.ControlModifier:
            code = self._of_key(typed) or self._of_key(reading.azerty_digits(typed))
            if code is not None:
                self.setText(codes(self.field)[code])
                self.textEdited.emit(self.text())
                return True
        return super().own_key(event)

    def _of_key(self, typed: str) -> str | None:
        return next((code for code, key in keys(self.field).items() if key == typed), None)

    def read(self) -> tuple[Any, Gap | None]:
        """The answer of a code of the form, or whatever a list understands."""
        typed = self.text().strip().casefold()
        if isinstance(self.field, Choice):
            for code, told in codes(self.field).items():
                if typed == told.casefold():
                    return self.field.options.coded(code), None
        return super().read()

    def show_value(self, value: Any, gap: Gap | None) -> None:
        """The code of the form."""
        told = codes(self.field).get(str(value.value)) if value is not None else None
        if told is None:
            super().show_value(value, gap)
        else:
            self.setText(told)
            self.setCursorPosition(0)

    def settle(self) -> None:
        """The code of what was understood; what is not understood stays as typed."""
        try:
            value, gap = self.read()
        except Unreadable:
            return
        if value is not None:
            self.show_value(value, gap)

    def hint(self) -> str:
        """Each key with its answer."""
        own = {code: label[0] for code, label in self._pairs}
        return "   ".join(f"{key.upper()} {own[code]}" for code, key in keys(self.field).items())


class HourEditor(MomentEditor):
    """When it was seen: an hour alone is one of today; another day is written before it."""

    def read(self) -> tuple[Any, Gap | None]:
        """The moment; an hour that is still to come is told, never moved to yesterday."""
        text = self.text().strip()
        try:
            at = reading.hour(text) if text and not self.field.gap(text) else None
        except Unreadable:
            return super().read()
        return (Moment(clock.today(), at), None) if at is not None else super().read()

    def show_value(self, value: Any, gap: Gap | None) -> None:
        """The hour; with its day where that is another one."""
        self.setText(hour_words(value) if value is not None else "")
        self.setCursorPosition(0)

    def settle(self) -> None:
        """Show what was understood as the column's head has it."""
        try:
            value, gap = self.read()
        except Unreadable:
            return
        if value is not None:
            self.show_value(value, gap)

    def hint(self) -> str:
        """How the hour is typed."""
        return _("0930 or 9h30 today; yesterday 22h, 25/11 2200 before; Ctrl+: for now")


def hour_words(at: Moment) -> str:
    """The hour; the day before it when it is not today."""
    hour = reading.show_hour(at.time)
    return hour if at.day == clock.today() else f"{at.day:%d/%m/%Y} {hour}"


def short_hour(at: Moment) -> str:
    """The hour; the day without its year before it when it is not today."""
    hour = reading.show_hour(at.time)
    return hour if at.day == clock.today() else f"{at.day:%d/%m} {hour}"


def guide_editor(field: Field, suggest: Suggest) -> Editor:
    """The editor of a cell of the guide."""
    if field.name == "observed_at":
        return HourEditor(field)
    if isinstance(field, Choice) and codes(field):
        return CodeEditor(field)
    return EDITOR[field.kind](field, suggest)
