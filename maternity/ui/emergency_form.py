"""The form of an emergency sheet: the hour of a step is written by one key, and the next is next.

What the sheet says of the delivery or the baby is filled into their lines where nothing stands
there; what a person wrote is never written over: where the two differ, both are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from maternity import clock, reading
from maternity.fields import Field, Moments, Number
from maternity.i18n import _
from maternity.records import Problem, Record, Strength
from maternity.ui import jobs
from maternity.ui.editors import DigitsEditor, Editor, MomentEditor, Suggest
from maternity.ui.form import Corrections, Form
from maternity.ui.form_layout import Sheet
from maternity.ui.guide_form import staff_line
from maternity.ui.parts import Part, key_of, parts_of
from maternity.ward import Draft, Ward

SIGN_HIGH = 2
"""A sign of the Apgar score is 0, 1 or 2."""


class StepEditor(MomentEditor):
    """The hour of a step; tells how many minutes after the beginning it was."""

    def take_now(self) -> None:
        """The step was made now."""
        self.setText(f"{clock.now():%d/%m/%Y %H:%M}")
        self.followed = False

    def hint(self) -> str:
        """The one key first."""
        return _("F5: done now, and on to the next step   ·   3h40 or 0340 for another hour")

    def echo(self) -> str:
        """The day in words, the hour, and the minutes since the beginning."""
        told, since = super().echo(), self.since.exact if self.since is not None else None
        try:
            at, _gap = self.read()
        except reading.Unreadable:
            return told
        exact = at.exact if at is not None else None
        if since is None or exact is None or exact < since:
            return told
        minutes = int((exact - since).total_seconds()) // 60
        return f"{told}  ·  " + _("+{minutes} min").format(minutes=minutes)


class SignEditor(DigitsEditor):
    """A sign of 0, 1 or 2: its figure answers and goes on."""

    def own_key(self, event: QKeyEvent) -> bool:
        """One figure answers; with or without Shift on a French keyboard."""
        typed = reading.azerty_digits(event.text()) if event.text() else ""
        if typed in {"0", "1", "2"}:
            self.setText(typed)
            self.followed = False
            self.onward.emit()
            return True
        return super().own_key(event)

    def hint(self) -> str:
        """What each figure means."""
        return self.field.help_words


class StepSheet(Sheet):
    """The pages of a sheet: hours by one key, signs by one figure."""

    def make_editor(self, about: Field, suggest: Suggest) -> Editor:
        """An hour, a sign, or the editor of any form."""
        if about.kind == Moments.kind:
            return StepEditor(about)
        if about.kind == Number.kind and about.high == SIGN_HIGH:
            return SignEditor(about)
        return super().make_editor(about, suggest)


class EmergencyForm(Form):
    """A sheet being written while it happens, or afterwards from paper."""

    keys: ClassVar[dict[int, str]] = {**Form.keys, Qt.Key.Key_F5: "sheet_now"}

    def __init__(self, ward: Ward, entry: Record, draft: Draft | None = None) -> None:
        super().__init__(ward, entry, draft)
        jobs.run(partial(staff_line, ward), self._propose_me)

    def _propose_me(self, me: Record | None) -> None:
        """Who writes is proposed as who acts, where nobody is named."""
        for editor in self.editors.values():
            if me is not None and editor.field.name in {"led_by", "given_by"} and not editor.text():
                editor.show_value(me, None)
                editor.followed = True

    def make_sheet(self) -> Sheet:
        """Pages whose hours are stamped."""
        return StepSheet()

    def make_parts(self) -> list[Part]:
        """The sheet, its lines, then what it says to the entries above."""
        parts = parts_of(self.entry)
        named_by: dict[str, list[str]] = {}
        for dotted in self.entry.register.tells:
            link, _dot, name = dotted.partition(".")
            named_by.setdefault(link, []).append(name)
        for link, names in named_by.items():
            above = getattr(self.entry, link)
            if above is not None:
                words = _("Written there too: {entry}").format(entry=above.register.one_words)
                parts.append(Part(above, tuple(names), heading=words))
        return parts

    def _build(self) -> None:
        super()._build()
        for editor, value, field in self._told():
            if editor.text() and field.plain(value) == self._stands(field):
                editor.followed = True  # what stands there is what the sheet said before

    def _told(self) -> Iterator[tuple[Editor, Any, Field]]:
        """Each field above that the sheet speaks of, with what it says now."""
        for dotted, name in self.entry.register.tells.items():
            link, _dot, above = dotted.partition(".")
            record: Record | None = getattr(self.entry, link)
            editor = self.editors.get(f"{record.id}.{above}") if record is not None else None
            if record is not None and editor is not None:
                yield editor, getattr(self.entry, name), record.register.fields[above]

    def _stands(self, field: Field) -> str:
        record: Record = getattr(self.entry, field.register)
        return record.plain(field.name)

    def _follow(self) -> bool:
        changed = super()._follow()
        for editor, value, _field in self._told():
            if value is None or editor.hasFocus() or (editor.text() and not editor.followed):
                continue
            before = editor.text()
            editor.show_value(value, None)
            editor.followed = True
            changed = changed or editor.text() != before
        return changed

    def refresh(self) -> list[tuple[str, Problem]]:
        """As in any form; then where the sheet and the entry above differ."""
        found = super().refresh()
        for editor, value, field in self._told():
            stands = self._stands(field)
            if value is not None and stands and stands != field.plain(value):
                words = _(
                    "{field}: the sheet says {told}, here stands {kept}. Nothing was changed."
                )
                told = {"field": field.words, "told": field.show(value), "kept": editor.text()}
                editor.mark("unsure", words.format(**told))
                self.sheet.sign(editor, Strength.ASKS)
        return found

    def _turned(self, line: int) -> None:
        super()._turned(line)
        if self.entry.register.lines:
            self.foot.line_word.setText("")
            self.foot.buttons["baby"].setText(_("F8  New dose"))
            self.foot.buttons["baby_before"].setText(_("Shift+F8  Dose before"))

    def next_line(self) -> None:
        """A new dose, now; doses are never turned to one after the other."""
        if self.entry.register.lines:
            self.add_line()
            newest = self.sheet.of_line(self.line)
            hour = next((one for one in newest if isinstance(one, StepEditor)), None)
            if hour is not None and not hour.text():
                hour.take_now()
                self._move(self._key_of(hour), 1)
            jobs.run(partial(staff_line, self.ward), self._propose_me)

    def act(self, name: str) -> object:
        """Do a command of the sheet or of any form."""
        if name == "sheet_now":
            self.stamp()
            return True
        return super().act(name)

    def stamp(self) -> None:
        """The step of the field in focus was made now; on to the next one without an hour."""
        editor = self.editors.get(self._focus)
        order = [one for one in self.sheet.order() if not one.isHidden()]
        if isinstance(editor, StepEditor) and not editor.text().strip():
            editor.take_now()
            editor.settle()
            self._undo.note(self._focus, editor)
            self.refresh()
        at = order.index(editor) + 1 if editor in order else 0
        left = [one for one in order[at:] if isinstance(one, StepEditor) and not one.text()]
        if left:
            self._focus_on(left[0])
        else:
            self.foot.buttons["save"].setFocus(Qt.FocusReason.TabFocusReason)

    def _key_of(self, editor: Editor) -> str:
        keys = (
            key_of(part, field.name)
            for part in self.parts
            for field in part.fields
            if self.editors[key_of(part, field.name)] is editor
        )
        return next(keys)

    def _ask_why(self, found: Corrections) -> None:
        """What the sheet itself fills above is no correction of a person's words."""
        told = {tuple(dotted.split(".")) for dotted in self.entry.register.tells}
        if all((record.register.name, name) in told for record, name in found):
            self.save(reason=_("from the emergency sheet"))
        else:
            super()._ask_why(found)
