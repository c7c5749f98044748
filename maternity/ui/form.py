"""The entry form: made from a register, kept whatever is missing, never lost.

One page in the order of the paper; fields come and go as answers decide; what is wrong or unlikely
is marked beside the field and told in the strip at the foot. A draft of all that stands on the
screen is in the register within seconds of the last key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maternity import clock
from maternity.errors import NEEDS_SECOND, Refused
from maternity.fields import Link
from maternity.i18n import _, labelled, plural
from maternity.reading import Unreadable
from maternity.records import Problem, Record, Strength
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.banner import Banner
from maternity.ui.editors import (
    BirthEditor,
    Editor,
    LinkEditor,
    MomentEditor,
    RoughDayEditor,
    TickEditor,
)
from maternity.ui.form_foot import Foot
from maternity.ui.form_layout import Sheet
from maternity.ui.go_to import named_field
from maternity.ui.messages import line, sentence
from maternity.ui.parts import (
    Part,
    key_of,
    lines,
    new_line,
    parts_of,
    state_of,
    woman_of,
)
from maternity.ui.proving import ask_proof
from maternity.ui.rectified import Rectifications
from maternity.ui.same_woman import SameWoman
from maternity.ui.shown import show as _show
from maternity.ui.sitting import sitting
from maternity.ui.twice import ask_twice
from maternity.ui.undoing import Undo
from maternity.ward import Draft, Kept, Ward
from maternity.ward.reasons import REASONS, read_reason
from maternity.ward.same_event import Twice, written_twice

if TYPE_CHECKING:
    from maternity.ui.masking import Masks

AFTER_KEY_MS = 2000
AT_MOST_MS = 5000


Corrections = list[tuple[Record, str]]
"""Answers already kept that would be replaced, each by its field."""

KEYS: dict[int, str] = {
    Qt.Key.Key_F9: "save",
    Qt.Key.Key_F8: "baby",
    Qt.Key.Key_F2: "missing",
    Qt.Key.Key_Escape: "leave",
    Qt.Key.Key_F1: "field_help",
}
"""The keys of a form, by the command they mean."""


class Form(QWidget):
    """One entry being written, with what is asked with it."""

    shape = ""
    """Which form a draft is taken up in; the ordinary one has no name."""
    keys: ClassVar[dict[int, str]] = KEYS
    kept = Signal(object)
    left = Signal()
    next_entry: tuple[str, Record] | None = None
    """What is begun once this is kept: an emergency sheet that was asked for."""
    chosen_instead = Signal(object)

    def __init__(self, ward: Ward, entry: Record, draft: Draft | None = None) -> None:
        super().__init__()
        self.ward, self.entry = ward, entry
        self.editors: dict[str, Editor] = {}
        self.parts: list[Part] = []
        self.line = 1
        self._texts: dict[str, str] = dict(draft.state["texts"]) if draft else {}
        self._focus = ""
        self._began_at = str(draft.state.get("focus", "")) if draft else ""
        self._asked_same = False
        self._building = False
        self._saving = False
        self._settled = False
        self._dirty = False
        self._fresh = False
        self._undo = Undo()
        self.reason = "", ""
        self.banner = Banner(woman_of(entry))
        self.sheet = self.make_sheet()
        self.foot = Foot(lines=bool(entry.register.lines))
        self.foot.asked.connect(self.act)
        self.sheet.turned.connect(self._turned)
        self._same = SameWoman()
        self._same.same.connect(self.chosen_instead)
        self._why, self._where = (AskStrip(self.foot.buttons["save"]) for _strip in range(2))
        self._soon, self._latest = QTimer(self), QTimer(self)
        for timer, wait in ((self._soon, AFTER_KEY_MS), (self._latest, AT_MOST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self.keep_draft)
        self._lay_out()
        self._masks = masks_of(self)
        self._build()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.banner)
        page.addWidget(Rectifications(self.ward, self.entry))
        page.addWidget(self._same)
        page.addWidget(self.sheet, 1)
        page.addWidget(self._where)
        page.addWidget(self._why)
        page.addWidget(self.foot)

    def make_sheet(self) -> Sheet:
        """The pages the fields stand on."""
        return Sheet()

    def make_parts(self) -> list[Part]:
        """What is asked together."""
        return parts_of(self.entry)

    def then(self) -> tuple[str, Record] | None:
        """What is to be written once this is kept: a register, and what it is about."""
        return self.next_entry

    def _build(self) -> None:
        """Make the editors of every part, showing what stands in the records."""
        self._building = True
        self.parts = self.make_parts()
        old, self.editors = self.editors, {}
        self.sheet.clear()
        for part in self.parts:
            for field in part.fields:
                key = key_of(part, field.name)
                editor = self.sheet.add(part, field, self._suggest)
                self.editors[key] = editor
                if key in old:
                    editor.setText(old[key].text())
                    _carry_choice(old[key], editor)
                elif key in self._texts:
                    _show(editor, part.record)
                    editor.setText(self._texts[key])
                else:
                    _show(editor, part.record)
                    self._carry(editor, part.record)
                self._connect(editor, part, key)
        self._building = False
        if self._masks is not None:
            self._masks.cover()
        self.refresh()
        self.sheet.turn_to(self.line)
        self._turned(self.line)

    def _carry(self, editor: Editor, record: Record) -> None:
        """Begin with what the entry before had, where the register says so."""
        name, before = editor.field.name, sitting(self.ward)
        if isinstance(editor, MomentEditor):
            editor.usual_day = before.day(record.register.name, name)
        value = before.carried(record, name)
        if value is not None and not editor.text():
            editor.show_value(value, None)
            editor.followed = True

    def _connect(self, editor: Editor, part: Part, key: str) -> None:
        editor.textEdited.connect(self._typed)
        editor.textChanged.connect(self._typed)
        editor.entered.connect(partial(self._entered, key))
        editor.hinted.connect(partial(self.foot.hint_of, editor))
        editor.left.connect(partial(self._leaves, key))
        editor.onward.connect(partial(self._move, key, 1))
        editor.back.connect(partial(self._move, key, -1))
        editor.repeat.connect(partial(self._repeat, key, part))
        editor.undone.connect(self.take_back)

    def _suggest(self, field: Link, text: str, offer: Any) -> None:
        if field.target == "newborn":
            entry = self.entry
            jobs.run(lambda: self.ward.nearby(field, entry), offer)
        else:
            jobs.run(lambda: self.ward.suggestions(field, text), offer)

    def _typed(self) -> None:
        if self._building:
            return
        self._dirty = True
        self._soon.start()
        if not self._latest.isActive():
            self._latest.start()
        if self._focus in self.editors:
            self._tell(self.editors[self._focus])

    def _entered(self, key: str) -> None:
        self._focus = key
        editor = self.editors.get(key)
        if editor is not None:
            self._tell(editor)
            self.sheet.bring(editor)

    def _tell(self, editor: Editor) -> None:
        if editor.echoMode() is Editor.EchoMode.Normal:
            self.foot.tell_of(editor, self.sheet.unit_of(editor))

    def _leaves(self, key: str) -> None:
        editor = self.editors.get(key)
        if editor is None or self._building:
            return
        editor.settle()
        self._undo.note(key, editor)
        if not self._fresh:
            self.refresh()
        self._fresh = False
        if editor.field.name in {"family_name", "given_name", "born_on", "village", "phone_1"}:
            self._look_for_same()

    def _move(self, key: str, step: int) -> None:
        editor = self.editors[key]
        editor.settle()
        self.refresh()
        self._fresh = True
        shown = [one for one in self.sheet.order() if not one.isHidden()]
        at = shown.index(editor) + step if editor in shown else 0
        while step > 0 and at < len(shown) and _told_already(shown[at]):
            at += 1
        if 0 <= at < len(shown):
            self.sheet.bring(shown[at])
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at >= len(shown):
            self.foot.buttons["save"].setFocus(Qt.FocusReason.TabFocusReason)

    def _repeat(self, key: str, part: Part) -> None:
        """The same value as in the entry kept before this one."""
        editor, register = self.editors[key], part.record.register.name
        name = editor.field.name
        before = sitting(self.ward).before(register, name)
        if before is not None:
            editor.take_before(*before)
            return

        def last() -> Any:
            from maternity.ward import Query  # noqa: PLC0415 - one name

            rows = self.ward.page(Query(register, limit=1)).rows
            return rows[0].look(name) if rows else None

        def take(value: Any) -> None:
            if value is not None:
                editor.take_before(value, None)

        jobs.run(last, take)

    def texts(self) -> dict[str, str]:
        """What stands in every field, as typed."""
        return {key: editor.text() for key, editor in self.editors.items()}

    def fill(self) -> dict[str, str]:
        """Put into the records all that can be read; the sentences of what cannot, by field."""
        wrong: dict[str, str] = {}
        for part in self.parts:
            for field in part.fields:
                key = key_of(part, field.name)
                try:
                    _fill(self.editors[key], part.record)
                except Unreadable as error:
                    wrong[key] = f"{labelled(field.words)} {error}"
                    setattr(part.record, field.name, None)
        _drop_proposals(self.parts, self.editors)
        return wrong

    def refresh(self) -> list[tuple[str, Problem]]:
        """Read the fields, show those that apply, mark what is wrong; all problems by field."""
        wrong = self.fill()
        if self._follow():
            wrong = self.fill()
        found: list[tuple[str, Problem]] = []
        for part in self.parts:
            problems = part.record.problems()
            for field in part.fields:
                key = key_of(part, field.name)
                shown = part.record.applies(field.name)
                keeps = shown is None and bool(self.editors[key].text().strip())
                self.sheet.show(self.editors[key], shown=bool(shown) or keeps)
                own = [p for p in problems if p.field == field.name]
                if key in wrong:
                    own = [Problem(field.name, wrong[key])]
                self._mark(self.editors[key], own)
                found += [(key, problem) for problem in own]
        self.banner.show_entry(self.entry)
        return found

    def _follow(self) -> bool:
        """Propose what follows from other answers where nobody has typed; True if it did."""
        changed = False
        for part in self.parts:
            for field in part.fields:
                editor = self.editors[key_of(part, field.name)]
                if not field.follows or not part.record.applies(field.name):
                    continue
                if editor.text() and not editor.followed:
                    continue
                value = part.record.followed(field.name)
                shown = field.show(value)
                if value is not None and shown != editor.text() and not editor.hasFocus():
                    editor.show_value(value, None)
                    editor.followed = changed = True
        return changed

    def _mark(self, editor: Editor, problems: list[Problem]) -> None:
        strength = problems[0].strength if problems else None
        state = {Strength.STOPS: "wrong", Strength.ASKS: "unsure", Strength.MISSING: "missing"}
        words = " ".join(line(problem) for problem in problems)
        if strength is Strength.ASKS:
            words = f"{words} {_('Press Ctrl+Enter if it is right.')}"
        editor.mark(state[strength] if strength else "", words)
        self.sheet.sign(editor, strength)

    def confirm(self) -> None:
        """« Yes, it is right » for the unlikely value in the field that has the focus."""
        for part in self.parts:
            for field in part.fields:
                if key_of(part, field.name) == self._focus:
                    part.record.confirm(field.name)
        self._dirty = True
        self.refresh()
        if self._focus in self.editors:
            self._tell(self.editors[self._focus])

    def take_back(self) -> None:
        """The last change of a field is as if it had not been made."""
        editor = self._undo.take_back(self.editors)
        if editor is None:
            self.foot.tell(_("There is nothing more to take back."), "")
            return
        self._focus_on(editor)
        editor.begin()
        editor.selectAll()
        self._dirty = True
        self.refresh()
        self._tell(editor)

    def ask_where(self) -> None:
        """Ask for the beginning of a field's name, and go there."""

        def go(typed: str) -> None:
            try:
                found = named_field(typed, self.sheet.nearest())
            except Refused as error:
                self._where.refused(error)
            else:
                self._where.hide()
                self._focus_on(found)

        self._where.ask(_("Go to which field? The beginning of its name:"), _("Go there"), go)

    def ask_emergency(self) -> None:
        """Ask which emergency sheet is begun of this entry."""
        from maternity.ui.emergencies import from_form  # noqa: PLC0415 - in an emergency

        from_form(self, self._where)

    def _focus_on(self, editor: Editor) -> None:
        self.sheet.bring(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_line(self) -> None:
        """The next baby, with the mother's part in view; after the last one, a new one."""
        if self.line < self._last_line():
            self._turn_to(self.line + 1)
        else:
            self.add_line()

    def line_before(self) -> None:
        """The baby before this one."""
        if self.line > 1:
            self._turn_to(self.line - 1)

    def _last_line(self) -> int:
        return max((part.line for part in self.parts), default=0)

    def _turn_to(self, line: int) -> None:
        self.sheet.turn_to(line)
        self._turned(line)
        first = next((e for e in self.sheet.of_line(line) if not e.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, line: int) -> None:
        self.line = line
        self.foot.show_line(line, self._last_line())

    def add_line(self) -> None:
        """One more baby."""
        for back in self.entry.register.lines:
            self.fill()
            new_line(self.entry, back)
            self.line = len(lines(self.entry, back))
        self._build()
        first = next((e for e in self.sheet.of_line(self.line) if not e.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, *, reason: str = "", code: str = "") -> None:
        """Keep everything, whatever is missing; the first wrong field gets the focus.

        Where an answer already kept would be replaced, the reason is asked first.
        """
        if self._saving or self._nothing_to_keep():
            return
        self._saving, self._settled = True, False
        self.reason = reason, code
        self._soon.stop()
        self._latest.stop()
        problems = self.refresh()
        wrong = self.fill()
        if wrong:
            self.keep_draft()
        records = self._to_keep()
        form = "" if wrong else self.entry.id
        typed = self.texts()

        def keep() -> Kept | Corrections | Twice:
            for twice in [] if reason else written_twice(self.ward, records):
                return twice
            asked = [] if reason else self.ward.corrected(*records)
            done = asked or self.ward.keep(*records, reason=reason, code=code, form=form)
            self._settled = not asked and not wrong
            return done

        jobs.run(keep, partial(self._answered, problems, wrong, typed), self._was_refused)

    def _nothing_to_keep(self) -> bool:
        """Say so of a new numbered entry in which nobody wrote anything: it takes no number."""
        begun = self._dirty or self._texts or self.entry.version is not None
        if begun or self.entry.register.serial is None:
            return False
        words = _("Nothing is written here yet: there is nothing to keep. Esc leaves the form.")
        self.foot.tell(words, "unsure")
        return True

    def _answered(
        self,
        problems: list[tuple[str, Problem]],
        wrong: dict[str, str],
        typed: dict[str, str],
        done: Kept | Corrections | Twice,
    ) -> None:
        if isinstance(done, Twice):
            self._saving = False
            ask_twice(self, self._where, done)
        elif isinstance(done, list):
            self._saving = False
            self._ask_why(done)
        else:
            self._why.hide()
            self._was_kept(problems, wrong, done, late=self.texts() != typed)

    def _ask_why(self, found: Corrections) -> None:
        self.keep_draft()
        fields = dict.fromkeys(record.register.fields[name].words for record, name in found)
        keys = "   ".join(f"{one.key} {_(one.words)}" for one in REASONS)
        mine = self.ward.account.name
        others = any(record.created_by != mine for record, _name in found)
        words = _("Why is this corrected: {fields}? In a few words, or by a key: {keys}")
        if others:
            words = _(
                "Another person wrote this: {fields}. It stays legible, struck through. Why is it"
                " rectified? Say it in words, with a key before them if you like: {keys}"
            )
        self._why.ask(
            words.format(fields=", ".join(fields), keys=keys),
            _("Save"),
            partial(self._save_because, rectifies=others),
        )

    def _save_because(self, typed: str, *, rectifies: bool) -> None:
        try:
            code, reason = read_reason(typed, rectifies=rectifies)
        except Refused as error:
            self._why.refused(error)
        else:
            self.save(reason=reason, code=code)

    def _to_keep(self) -> list[Record]:
        found: dict[str, Record] = {}
        for part in self.parts:
            found[part.record.id] = part.record
        for record in list(found.values()):
            for name in record.register.links:
                parent = getattr(record, name)
                if parent is not None and parent.version is None:
                    found.setdefault(parent.id, parent)
                    woman = woman_of(parent)
                    if woman is not None and woman.version is None:
                        found.setdefault(woman.id, woman)
        return list(found.values())

    def _was_kept(
        self, problems: list[tuple[str, Problem]], wrong: dict[str, str], done: Kept, *, late: bool
    ) -> None:
        self._saving = False
        self._dirty = bool(wrong) or late
        if late:
            self._latest.start()
            self.foot.tell(_("Kept, without what you typed since. Press F9 once more."), "saved")
            return
        self._soon.stop()
        self._latest.stop()
        self.foot.tell(_kept_words(self.entry, problems), "saved")
        stops = [(key, problem) for key, problem in problems if problem.strength is Strength.STOPS]
        if stops:
            self.refresh()
            key, problem = stops[0]
            self._focus_on(self.editors[key])
            kept = _("The rest is kept. Correct what is marked ×: {words}")
            self.foot.tell(kept.format(words=problem.words), "wrong")
            return
        sitting(self.ward).remember(part.record for part in self.parts)
        self.kept.emit(done)

    def _was_refused(self, error: Any) -> None:
        self._saving = False
        again = partial(self.save, reason=self.reason[0], code=self.reason[1])
        if ask_proof(self.ward, self._why, error, again):
            return
        self._dirty = True
        self.keep_draft()
        if getattr(error, "field", "") == NEEDS_SECOND:
            from maternity.ui.seconding import agree  # noqa: PLC0415 - for a setting alone

            agree(self.ward, self._why, error, again)
            return
        self.foot.tell(sentence(error), "wrong")
        if getattr(error, "field", "") == "version":
            from maternity.ui.comparing import offer  # noqa: PLC0415 - where two wrote at once

            self._why.hide()
            offer(self, self._to_keep())

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of her name in the banner, or the name again."""
        self.banner.hidden = hidden
        self.banner.show_entry(self.entry)

    def printed_entry(self) -> Record:
        """The entry whose documents can be printed."""
        return self.entry

    def keep_draft(self) -> None:
        """Put all that stands on the screen into the register, if something was typed."""
        self._soon.stop()
        self._latest.stop()
        if not self._dirty:
            return
        self.fill()
        state = state_of(self.entry, self._draft_parts(), self.texts())
        state |= {"focus": self._focus, "shape": self.shape}
        title = f"{self.entry.register.one_words} – {self.banner.name()}"
        draft = Draft(self.entry.id, self.entry.register.name, title, state)
        overtaken = self._saving

        def keep() -> None:
            if not (overtaken and self._settled):  # the save before it in the queue has it all
                self.ward.keep_draft(draft)

        jobs.run(keep, lambda _done: None, changes=True)

    def _draft_parts(self) -> list[Part]:
        known = {part.record.id for part in self.parts}
        hidden = [record for record in self._to_keep() if record.id not in known]
        return [*self.parts, *(Part(record, ()) for record in hidden)]

    def leave(self) -> None:
        """Go away; what was typed stays as a draft."""
        self.keep_draft()
        self.left.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """A form that is no longer seen keeps its draft."""
        self.keep_draft()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter confirms; Esc leaves; the function keys act."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if control and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.confirm()
        elif control and event.key() == Qt.Key.Key_F:
            self.ask_where()
        elif control and event.key() == Qt.Key.Key_Z:
            self.take_back()
        elif control and event.key() == Qt.Key.Key_G:
            self.ask_emergency()
        elif event.key() == Qt.Key.Key_F8 and shift:
            self.act("baby_before")
        elif event.key() not in self.keys or self.act(self.keys[event.key()]) is False:
            super().keyPressEvent(event)

    def act(self, name: str) -> object:
        """Do a command of the form; False if it had nothing to do, so that the window may."""
        acts: dict[str, Callable[[], object]] = {
            "save": self.save,
            "baby": self.next_line,
            "baby_before": self.line_before,
            "missing": self.show_missing,
            "leave": self.leave,
            "field_help": self.show_help,
        }
        if name != "field_help" and self._focus in self.editors:
            self.editors[self._focus].settle()
        return acts[name]()

    def show_help(self) -> bool:
        """The help of the field that has the focus; False if it was told already."""
        editor = self.editors.get(self._focus)
        if editor is None:
            return False
        from maternity.reports.field_help import told_field  # noqa: PLC0415 - when it is asked for

        said = told_field(editor.field) or [_("There is no more to say of this field.")]
        told = [f"{labelled(editor.field.words)} {' '.join(said)}", *self._whys()]
        now = self.foot.word.text()
        after = told.index(now) + 1 if now in told else 0
        if after == len(told):
            return False
        self.foot.tell(told[after], "")
        return True

    def _whys(self) -> list[str]:
        """Why each value is what it is that the field in focus is part of."""
        from maternity.ui.why import whys  # noqa: PLC0415 - when it is asked

        part = next(
            (p for p in self.parts for f in p.fields if key_of(p, f.name) == self._focus), None
        )
        if part is None:
            return []
        name = self._focus.rpartition(".")[2]
        return list(whys(self.parts, part.record, name))

    def show_missing(self) -> None:
        """Go to the first field that is missing or wrong, and list the others."""
        problems = self.refresh()
        if not problems:
            self.foot.tell(_("Nothing is missing."), "saved")
            return
        self._focus_on(self.editors[problems[0][0]])
        names = ", ".join(
            dict.fromkeys(self.editors[one].field.words for one, _problem in problems)
        )
        self.foot.tell(_("Still to be filled: {fields}.").format(fields=names), "unsure")

    def _look_for_same(self) -> None:
        woman = woman_of(self.entry)
        if woman is None or woman.version is not None or self._asked_same:
            return
        if woman.look("family_name") and woman.look("given_name"):
            jobs.run(lambda: self.ward.likely_same(woman), self._offer_same)

    def _offer_same(self, found: list[Record]) -> None:
        if found:
            self._asked_same = True
            self._same.ask(found)

    def first(self) -> None:
        """Put the focus where writing begins, or where it was left."""
        left = self.editors.get(self._began_at)
        if left is not None and not left.isHidden():
            self._focus_on(left)
            return
        shown = [one for one in self.sheet.order() if not one.isHidden()]
        empty = next((one for one in shown if not one.text()), None)
        if shown:
            (empty or shown[0]).setFocus(Qt.FocusReason.OtherFocusReason)


def _drop_proposals(parts: list[Part], editors: dict[str, Editor]) -> None:
    """What was proposed, and does not apply after all, is not kept: nobody typed it."""
    for part in parts:
        for field in part.fields:
            proposed = editors[key_of(part, field.name)].followed
            if proposed and part.record.applies(field.name) is False:
                setattr(part.record, field.name, None)


def _told_already(editor: Editor) -> bool:
    """Whether a field was worked out from what is typed beside it: Enter passes over it.

    A column of ticks is typed as a word and is never broken; Shift+Enter and Tab lead to it.
    """
    known = bool(editor.field.follows) and editor.followed and bool(editor.text())
    return known and not editor.words and not isinstance(editor, TickEditor)


def masks_of(form: Form) -> Masks | None:
    """The masks of a form that HIV rules; None for any other."""
    if not form.entry.register.hidden:
        return None
    from maternity.ui.masking import Masks  # noqa: PLC0415 - where HIV rules alone

    return Masks(form)


def _fill(editor: Editor, record: Record) -> None:
    if isinstance(editor, (BirthEditor, RoughDayEditor)):
        editor.fill(record)
        return
    name = editor.field.name
    if isinstance(editor, MomentEditor):
        editor.since = record.followed(name, "after") or record.followed(name)
    value, gap = editor.read()
    if getattr(record, name) != value:
        setattr(record, name, value)
    if editor.field.gaps and record.gap(name) is not gap:
        record.set_gap(name, gap)


def _carry_choice(old: Editor, new: Editor) -> None:
    if isinstance(old, LinkEditor) and isinstance(new, LinkEditor):
        new.chosen, new.offered = old.chosen, old.offered


def _kept_words(entry: Record, problems: list[tuple[str, Problem]]) -> str:
    number = getattr(entry, "serial_no", None)
    told = _("Saved {time}").format(time=f"{clock.now():%H:%M}")
    if number:
        told += f" · n° {number}/{entry.serial_year}"
    if problems:
        told += " · " + plural(
            "{count} field to complete before closing.",
            "{count} fields to complete before closing.",
            len({key for key, _problem in problems}),
        )
    return told
