"""The ward now: who is here, what waits to be finished, what is due, and the big keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from maternity import clock
from maternity.i18n import _, plural
from maternity.reading import show_month
from maternity.records import Record
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.parts import woman_of
from maternity.ui.table import initials, state_words
from maternity.ward import Draft, Query, Ward

DUE_DAYS = 14


@dataclass
class Now:
    """What the page shows, read in one go."""

    here: list[Record] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    unfinished: list[Record] = field(default_factory=list)
    due: list[tuple[str, Record]] = field(default_factory=list)


def read_now(ward: Ward) -> Now:
    """The stays, drafts, unfinished entries and visits due."""
    today = clock.today()
    first = today - timedelta(days=DUE_DAYS)
    births = ward.page(Query("delivery", first=first, last=today, limit=300)).rows
    births = ward.with_children("delivery", [b.id for b in births], ("postnatal_visits",))
    due = [(_due_words(b), b) for b in births if not b.postnatal_visits and _due_words(b)]
    return Now(ward.in_ward(), ward.drafts(), ward.incomplete()[:200], due)


def _due_words(birth: Any) -> str:
    """Which postnatal contact is due, by the days since the birth (WHO 2022)."""
    if birth.delivered_at is None or birth.voided_at is not None:
        return ""
    days = (clock.today() - birth.delivered_at.day).days
    if days <= 1:
        return _("check within 24 hours")
    return _("visit of days 2 to 3") if days <= 3 else _("visit of days 7 to 14")


class HomePage(QWidget):
    """The first page."""

    opened = Signal(object)
    reopened = Signal(object)
    asked = Signal(str)

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.title = action("home").told
        self.hidden = False
        self.now = Now()
        self._head = QLabel()
        self._head.setProperty("role", "title")
        self._month = QLabel()
        keys = QHBoxLayout()
        keys.addWidget(self._head)
        keys.addWidget(self._month, 1)
        for name in ("find", "admission", "delivery", "visit"):
            one = action(name)
            button = QPushButton(f"{one.key}  {one.told}")
            button.setProperty("main", name == "delivery")
            button.clicked.connect(partial(self.asked.emit, name))
            keys.addWidget(button)
        self.here = _TitledList(_("In the ward"))
        self.drafts = _TitledList(_("Drafts to finish"))
        self.due = _TitledList(_("Due"))
        self.unfinished = _TitledList(_("To complete or confirm"))
        for card, signal in (
            (self.here, self.opened),
            (self.drafts, self.reopened),
            (self.due, self.opened),
            (self.unfinished, self.opened),
        ):
            card.list.itemActivated.connect(partial(_emit, signal))
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, card in enumerate((self.here, self.drafts, self.due, self.unfinished)):
            grid.addWidget(card, at // 2, at % 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(12, 8, 12, 8)
        page.addLayout(keys)
        page.addLayout(grid, 1)

    def start(self) -> None:
        """Put the focus on the women of the ward."""
        self.here.list.setFocus()

    def refresh(self) -> None:
        """Read what is so now."""
        jobs.run(lambda: read_now(self.ward), self._show)

    def hide_names(self, *, hidden: bool) -> None:
        """Initials instead of names."""
        self.hidden = hidden
        self._show(self.now)

    def _show(self, now: Now) -> None:
        self.now = now
        self._head.setText(
            plural("{count} woman in the ward", "{count} women in the ward", len(now.here))
        )
        self._month.setText(_month_words(self.ward))
        self.here.fill([(self._stay(one), one) for one in now.here])
        self.drafts.fill(
            [
                (f"{one.at:%d/%m %H:%M}  {self._name(one.title)}  ({one.who})", one)
                for one in now.drafts
            ]
        )
        self.due.fill([(f"{words}  ·  {self._who(birth)}", birth) for words, birth in now.due])
        self.unfinished.fill(
            [
                (f"{state_words(one)}  ·  {one.register.one_words}  ·  {self._who(one)}", one)
                for one in now.unfinished
            ]
        )

    def _stay(self, stay: Any) -> str:
        births = [birth for birth in stay.deliveries if birth.voided_at is None]
        told = [self._who(stay), _("since {moment}").format(moment=stay.shown("admitted_at"))]
        for birth in births:
            if birth.delivered_at is not None:
                told.append(_("delivered {moment}").format(moment=birth.shown("delivered_at")))
            told += [
                f"{b.shown('sex')} {b.shown('weight_g')} g" for b in birth.babies if b.weight_g
            ]
        return "  ·  ".join(told)

    def _who(self, entry: Record) -> str:
        woman = woman_of(entry)
        return self._name(woman.title() if woman is not None else entry.title())

    def _name(self, words: str) -> str:
        return initials(words) if self.hidden else words


def _month_words(ward: Ward) -> str:
    today = clock.today()
    due = int(ward.due_day)
    if today.day > due:
        return _("{month} is to be handed in by day {day} of the next month").format(
            month=show_month(today), day=due
        )
    before = today.replace(day=1) - timedelta(days=1)
    left = plural("{count} day left", "{count} days left", due - today.day)
    return _("{month} is to be handed in by day {day}: {left}").format(
        month=show_month(before), day=due, left=left
    )


def _emit(signal: Any, item: QListWidgetItem) -> None:
    signal.emit(item.data(Qt.ItemDataRole.UserRole))


class _TitledList(QWidget):
    """A card: a title with its number, and a list."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.head = QLabel(title)
        self.head.setProperty("role", "heading")
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)

    def fill(self, rows: list[tuple[str, Any]]) -> None:
        """Show these rows."""
        self.head.setText(f"{self.title} ({len(rows)})")
        self.list.clear()
        for words, entry in rows:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.list.addItem(item)
