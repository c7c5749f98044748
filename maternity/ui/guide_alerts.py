"""What the guide says above its grid: alerts with what was done about them, and what is due.

Quiet: no sound, no box. An alert is told with its row, its value and its bound until a plan is
written and somebody stands for it.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from maternity.clinical.labour import Stage
from maternity.i18n import _, plural
from maternity.records import named
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_watch import DueRow, Raised, due, is_open, raised, stage
from maternity.reports.guide_rows import (
    RETROSPECTIVE,
    GuideRow,
    alert_words,
    answer_words,
    hours,
)
from maternity.ui import theme
from maternity.ui.actions import action

MOST = 3
"""Alerts told at once; the others are counted."""
MOST_DUE = 3


class AlertStrip(QFrame):
    """The alerts that wait for an answer, those answered last, and what is due."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "strip")
        self.alerts, self.due = QLabel(), QLabel()
        self.alerts.setAccessibleName(_("Alerts"))
        self.due.setAccessibleName(_("Due"))
        self.due.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 3, 10, 3)
        column.setSpacing(1)
        for label in (self.alerts, self.due):
            label.setWordWrap(True)
            column.addWidget(label)

    def tell(self, care: LabourCare, now: datetime) -> list[Raised]:
        """Say what is so at this moment; answers with every alert."""
        found = raised(care, now)
        waiting = [one for one in found if one.answer is None]
        self.alerts.setText(alerts_words(waiting, found))
        theme.set_state(self.alerts, "unsure" if waiting else "")
        told = [stage_words(care, now), due_words(due(care, now), now)]
        if any(one.retrospective for one in care.noted):
            told.append(_("{sign} noted afterwards").format(sign=RETROSPECTIVE))
        self.due.setText("  ·  ".join(told))
        return found


def alerts_words(waiting: list[Raised], found: list[Raised]) -> str:
    """The alerts that wait, the newest first; with none, the last that was answered."""
    if not found:
        return _("No alert.")
    if not waiting:
        last = found[-1]
        told = _("✓ every alert is answered; the last: {alert} – {answer}")
        return told.format(alert=alert_words(last), answer=answer_words(last))
    newest = list(reversed(waiting))
    told = "   ".join(f"! {one.at:%H:%M} {alert_words(one)}" for one in newest[:MOST])
    if len(newest) > MOST:
        told += "   " + plural("and {count} more", "and {count} more", len(newest) - MOST)
    key = action("guide_answer").told_key
    return f"{told}   " + _("{key}: write what is done (plan) and who.").format(key=key)


def stage_words(care: LabourCare, now: datetime) -> str:
    """The stage and how long it lasts."""
    if not is_open(care):
        return _("Labour has ended; what is noted now is noted afterwards")
    current = stage(care, now)
    if current is None:
        return _("Latent phase: the guide begins at 5 cm")
    of, since = current
    length = hours(int((now - since).total_seconds()) // 60)
    if of is Stage.SECOND:
        return _("Second stage for {time}").format(time=length)
    return _("Active first stage for {time}").format(time=length)


def due_words(found: list[DueRow], now: datetime) -> str:
    """The rows that are due now, or the next one."""
    late = [one for one in found if one.at < now]
    if late:
        told = ", ".join(_row(one) for one in late[:MOST_DUE])
        more = len(late) - MOST_DUE
        if more > 0:
            told += " " + plural("and {count} more", "and {count} more", more)
        return _("due now: {rows}").format(rows=told)
    if found:
        return _("next at {time}: {row}").format(time=f"{found[0].at:%H:%M}", row=_row(found[0]))
    return _("nothing is due")


def _row(one: DueRow) -> str:
    told = GuideRow(named("labour_observation").fields[one.row]).told
    return f"{told} ({one.fetus})" if one.fetus else told
