"""Past imports, and one undone as a whole: told entry by entry, then done for a reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLabel

from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.records import Record, named
from maternity.ui import jobs, theme
from maternity.ui.ask import AskStrip
from maternity.ui.lines import Card, Row
from maternity.ui.page import Page
from maternity.ui.parts import woman_of
from maternity.ui.seconding import Seconded
from maternity.ui.table import initials
from maternity.ui.told import sentence
from maternity.ui.told_rows import ToldRows
from maternity.ward import Ward, import_undoing
from maternity.ward.import_undoing import Past, Plan
from maternity.ward.second_person import Together


class ImportsPage(Page):
    """Past imports above, what undoing the chosen one would do below."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(ward, _("Past imports"))
        self.plan: Plan | None = None
        self.hidden = False
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.note = QLabel(
            _(
                "Enter shows what undoing an import would do. What it made is cancelled, what it"
                " changed is as before; what somebody wrote since stays, and is named."
            )
        )
        self.note.setProperty("role", "muted")
        self.told = QLabel()
        for label in (self.note, self.told):
            label.setWordWrap(True)
        self.imports_made = Card(_("Imports"), _("Nothing was taken in from files yet."))
        self.imports_made.lines.opened.connect(self.look)
        self.imports_made.lines.currentRowChanged.connect(self._forget)
        heads = [_("Register"), _("Entry"), _("Woman"), _("What happens")]
        self.rows = ToldRows(heads, _("What happens to each entry"))
        self.ask = AskStrip(self.imports_made.lines)
        self.body.addWidget(self.note)
        self.body.addWidget(self.imports_made, 2)
        self.body.addWidget(self.told)
        self.body.addWidget(self.rows, 3)
        self.body.addWidget(self.ask)

    def start(self) -> None:
        """Begin with the newest import."""
        self.imports_made.lines.setFocus()

    def refresh(self) -> None:
        """Read the imports again."""
        jobs.run(partial(import_undoing.past, self.ward), self._show_past, self._refused)

    def _show_past(self, found: list[Past]) -> None:
        self.imports_made.fill([Row(_title(one), _facts(one), one) for one in found])

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of names."""
        self.hidden = hidden
        if self.plan is not None:
            self._fill(self.plan)

    def _forget(self, *_row: object) -> None:
        """Another import is looked at: what was shown does not belong to it."""
        at = self.imports_made.lines.current()
        if self.plan is not None and at is not None and at.number != self.plan.past.number:
            self.plan = None
            self.rows.fill([])
            self.ask.hide()
            self._say("", "")

    def look(self, past: Past) -> None:
        """Show what undoing this import would do; nothing is written."""
        work = partial(import_undoing.plan, self.ward, past.number)
        jobs.run(work, self._planned, self._refused, words=_("Looking at each entry…"))

    def _planned(self, plan: Plan) -> None:
        self.plan = plan
        self._fill(plan)
        told = _("If it is undone: {counts}").format(counts=_counts(plan))
        self._say(told, "unsure" if plan.left else "")
        if plan.undone:
            count = len(plan.undone)
            words = plural(
                "Why is this import undone? {count} entry is taken back.",
                "Why is this import undone? {count} entries are taken back.",
                count,
            )
            self.ask.ask(words, _("Undo this import"), partial(self._undo, plan))

    def _undo(self, plan: Plan, reason: str) -> None:
        work = partial(import_undoing.undo, self.ward, plan.past.number, reason)
        words = _("Undoing the import…")
        Seconded(self.ward, self.ask, Together.SETTINGS, work, self._undone, words).run()

    def _undone(self, plan: Plan) -> None:
        self.ask.leave()
        self.plan = plan
        self._fill(plan)
        self._say(_("✓ Undone: {counts}").format(counts=_counts(plan)), "saved")
        self.refresh()

    def _fill(self, plan: Plan) -> None:
        first = [*plan.left, *plan.undone]
        self.rows.fill(
            [
                (one.entry.register.one_words, _number(one.entry), self._her(one.entry), one.words)
                for one in first
            ]
        )

    def _her(self, entry: Record) -> str:
        woman = woman_of(entry)
        name = woman.title() if woman is not None else ""
        return initials(name) if self.hidden else name

    def _refused(self, error: Refused | Unavailable) -> None:
        self._say(f"× {sentence(error)}", "wrong")

    def _say(self, words: str, state: str) -> None:
        self.told.setText(words)
        theme.set_state(self.told, state)


def _title(one: Past) -> str:
    return f"{one.at:%d/%m/%Y %H:%M}  ·  {one.files}"


def _facts(one: Past) -> str:
    registers = ", ".join(named(name).words for name in one.registers)
    told = _("{who}: {new} new entries, {changed} changed ({registers}).").format(
        who=one.who, new=one.new, changed=one.changed, registers=registers
    )
    if one.undone_at is None:
        return told
    words = _("Undone by {who} on {at}; left as they are: {left}.")
    at = f"{one.undone_at:%d/%m/%Y %H:%M}"
    return f"{told} {words.format(who=one.undone_by, at=at, left=one.left)}"


def _counts(plan: Plan) -> str:
    made = sum(one.event == import_undoing.MADE for one in plan.undone)
    told = _("{made} cancelled, {back} as before, {left} left as they are.").format(
        made=made, back=len(plan.undone) - made, left=len(plan.left)
    )
    if not plan.pending:
        return told
    pending = plural(
        "{count} entry belongs to a closed month: it stands as pending.",
        "{count} entries belong to a closed month: they stand as pending.",
        plan.pending,
    )
    return f"{told} {pending}"


def _number(entry: Record) -> str:
    number = getattr(entry, "serial_no", None)
    return f"n° {number}/{entry.serial_year}" if number else entry.title()
