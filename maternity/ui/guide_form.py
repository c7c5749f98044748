"""The form of a labour: the WHO Labour Care Guide as a grid that is typed by keys alone.

It is a form like any other: a draft is kept within seconds, what cannot be read stays as typed,
corrections are asked why. A column is written now, at the hour of now, or at any hour before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer

from maternity import clock
from maternity.i18n import _
from maternity.moments import Moment
from maternity.records import Problem, Record
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_observation import OF_THE_FETUS, LabourObservation
from maternity.registers.labour_watch import fetuses, is_open
from maternity.reports.guide_sheet import guide_sheets
from maternity.ui import jobs, theme
from maternity.ui.form import Form
from maternity.ui.guide_alerts import AlertStrip
from maternity.ui.guide_arrows import Arrows
from maternity.ui.guide_drawing import save_drawing
from maternity.ui.guide_grid import Past
from maternity.ui.guide_sheet import DRAWN, GRID, LABOUR, GuideSheet
from maternity.ui.parts import Part, key_of, parts_of
from maternity.ward import Draft, Ward

MINUTE_MS = 60_000
LARGE = 150
"""Text of this size leaves the room of a button to a row of the grid; its key stays."""
OWN = frozenset({"observed_at", "fetus", "observed_by"})
"""What a column has before anything was seen."""


class GuideForm(Form):
    """A labour being watched."""

    entry: LabourCare
    keys: ClassVar = {
        **Form.keys,
        Qt.Key.Key_F5: "guide_answer",
        Qt.Key.Key_F6: "guide_turn",
        Qt.Key.Key_F12: "guide_svg",
    }

    def __init__(self, ward: Ward, entry: Record, draft: Draft | None = None) -> None:
        if not isinstance(entry, LabourCare):
            raise TypeError(entry.register.name)
        self.columns = _begun(entry, draft)
        self.strip = AlertStrip()
        super().__init__(ward, entry, draft)
        self._each_minute = QTimer(self)
        self._each_minute.setInterval(MINUTE_MS)
        self._each_minute.timeout.connect(self.watch)
        self._each_minute.start()
        jobs.run(partial(staff_line, self.ward), self._propose_me)

    def make_sheet(self) -> GuideSheet:
        """The grid, and the labour beside it."""
        made = GuideSheet()
        self.arrows = Arrows(made)
        return made

    @property
    def guide(self) -> GuideSheet:
        """The pages of the guide."""
        if not isinstance(self.sheet, GuideSheet):
            raise TypeError(type(self.sheet).__name__)
        return self.sheet

    def _lay_out(self) -> None:
        super()._lay_out()
        layout = self.layout()
        if layout is not None:
            layout.insertWidget(1, self.strip)  # type: ignore[attr-defined]
        self.foot.hint.setMinimumHeight(0)
        self.foot.buttons["missing"].setVisible(theme.percent() < LARGE)

    def make_parts(self) -> list[Part]:
        """The labour with what is asked beside it, then each column being written."""
        found = [part for part in parts_of(self.entry) if not part.line]
        for line, one in enumerate(self.columns, start=1):
            found.append(Part(one, _rows_of(one), line=line))
        return found

    def _build(self) -> None:
        lines = enumerate(self.columns, start=1)
        self.guide.grid.fetuses = {line: one.fetus for line, one in lines if one.fetus}
        super()._build()
        for editor in self.guide.grid.order():
            editor.installEventFilter(self.arrows)
        self.guide.grid.place()

    def refresh(self) -> list[tuple[str, Problem]]:
        """As in any form; then the alerts."""
        found = super().refresh()
        self.watch()
        return found

    def watch(self) -> None:
        """Judge the labour as it stands now: alerts, what is due, the signs of the cells."""
        self.strip.tell(self.entry, clock.now())
        grid = self.guide.grid
        writing = {one.id for one in self.columns}
        past = [Past(o, _alerting(o)) for o in self.entry.noted if o.id not in writing]
        grid.mark({line: _alerting(one) for line, one in enumerate(self.columns, start=1)})
        if past != grid.past:
            grid.past = past
            grid.place()

    def fill(self) -> dict[str, str]:
        """As in any form; a second fetus is seen when the first one is."""
        wrong = super().fill()
        lead: LabourObservation | None = None
        for one in self.columns:
            if (one.fetus or 1) == 1:
                lead = one
            elif lead is not None and one.version is None:
                one.observed_at, one.observed_by = lead.observed_at, lead.observed_by
        return wrong

    def _to_keep(self) -> list[Record]:
        kept = super()._to_keep()
        return [one for one in kept if not (isinstance(one, LabourObservation) and _empty(one))]

    def next_line(self) -> None:
        """A new column, now; the newest one as long as nothing stands in it."""
        wrong = {key.partition(".")[0] for key in self.fill()}
        lead = self.columns[_newest(self.columns) - 1 :]
        if lead and all(_empty(one) and one.id not in wrong for one in lead):
            self._begin_at(_newest(self.columns))
            return
        self.columns += new_columns(self.entry)
        self._rebuilt()
        jobs.run(partial(staff_line, self.ward), self._propose_me)

    def line_before(self) -> None:
        """The newest column noted before, to be corrected."""
        noted = [one for one in self.entry.noted if one not in self.columns]
        if noted:
            self.fill()
            self.columns.insert(0, noted[-1])
            self._rebuilt(first=True)

    def _rebuilt(self, *, first: bool = False) -> None:
        self._build()
        self._turned(1 if first else _newest(self.columns))
        self._begin_at(self.line)

    def _begin_at(self, line: int) -> None:
        cells = [e for e in self.guide.grid.order() if e in self.guide.of_line(line)]
        shown = [one for one in cells if not one.isHidden()]
        if shown:
            self.guide.bring(shown[0])
            shown[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, line: int) -> None:
        self.line = max(1, min(line, len(self.columns)))
        self.foot.line_word.setText("")
        self.foot.buttons["baby"].setText(_("F8  New column"))
        self.foot.buttons["baby"].setVisible(True)
        self.foot.buttons["baby_before"].setText(_("Shift+F8  Column before"))
        earlier = len(self.entry.noted) > len(self.columns)
        self.foot.buttons["baby_before"].setVisible(earlier)

    def first(self) -> None:
        """Begin where it was left; else in the labour when it is new, in the grid when it is not.

        The hour of a new column is now: writing begins under it.
        """
        if self._began_at in self.editors or self.entry.version is None:
            super().first()
            return
        self._begin_at(_newest(self.columns))

    def act(self, name: str) -> object:
        """Do a command of the guide or of the form."""
        own: dict[str, Callable[[], object]] = {
            "guide_answer": self.answer,
            "guide_turn": self.turn,
            "guide_svg": partial(save_drawing, self),
        }
        return own[name]() if name in own else super().act(name)

    def answer(self) -> None:
        """Go to where the plan is written, in the column of now."""
        if not any(one.version is None for one in self.columns):
            self.next_line()
        newest = next(one for one in reversed(self.columns) if (one.fetus or 1) == 1)
        editor = self.editors[key_of(_part_of(self, newest), "plan")]
        self.guide.bring(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self) -> None:
        """From the labour to the grid, to its drawing, and back."""
        at = self.guide.currentIndex()
        if at == GRID:
            self.guide.setCurrentIndex(DRAWN)
            self.guide.drawn.show_sheets([one.drawing for one in guide_sheets(self.entry)])
            self.guide.drawn.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at == DRAWN:
            self.guide.setCurrentIndex(LABOUR)
            first = next(e for e in self.guide.order() if not e.isHidden())
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._begin_at(_newest(self.columns))

    def _propose_me(self, me: Record | None) -> None:
        for one in self.columns:
            if me is not None and one.version is None and one.observed_by is None:
                editor = self.editors.get(key_of(_part_of(self, one), "observed_by"))
                if editor is not None and not editor.text():
                    editor.show_value(me, None)
                    editor.followed = True
        if me is not None:
            self.fill()


def _newest(columns: list[LabourObservation]) -> int:
    """The number of the last column of the mother and her first baby."""
    lines = [at for at, one in enumerate(columns, start=1) if (one.fetus or 1) == 1]
    return max(lines, default=len(columns))


def staff_line(ward: Ward) -> Record | None:
    """The line of the staff list that is the person at work, by her name; None if there is none."""
    mine = ward.account.name
    return next((one for one in ward.all("staff_member") if one.title() == mine), None)


def _part_of(form: Form, record: Record) -> Part:
    return next(part for part in form.parts if part.record is record)


def _begun(entry: LabourCare, draft: Draft | None) -> list[LabourObservation]:
    """The columns to write: those of a draft, else a new one while the labour is open."""
    if draft is not None:
        typed = {key.partition(".")[0] for key in draft.state["texts"]}
        return [one for one in entry.noted if one.id in typed]
    begun = [one for one in entry.noted if one.version is None]
    return begun or (new_columns(entry) if is_open(entry) or not entry.noted else [])


def new_columns(entry: LabourCare) -> list[LabourObservation]:
    """A column of now; one more for each further fetus."""
    now = Moment.at(clock.now())
    return [
        LabourObservation(labour_care=entry, observed_at=now, fetus=fetus)
        for fetus in fetuses(entry)
    ]


def _rows_of(one: LabourObservation) -> tuple[str, ...]:
    """The rows of a column; those of the baby alone for a further fetus."""
    if (one.fetus or 1) > 1:
        return OF_THE_FETUS
    return tuple(name for name in one.register.fields if name not in {"labour_care", "fetus"})


def _alerting(one: LabourObservation) -> frozenset[str]:
    return frozenset(alert.row for alert in one.alerts)


def _empty(one: LabourObservation) -> bool:
    """Whether nothing was seen in a new column: it is not kept."""
    fields = one.register.typed
    seen = (one.answered(f.name) for f in fields if f.name not in OWN | {"labour_care"})
    return one.version is None and not any(seen)
