"""What a list shows, as buttons: its period, its state, its filters, its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from maternity import clock
from maternity.fields import Choice, Field, Options
from maternity.i18n import N_, _
from maternity.reading import show_month
from maternity.records import Register

DAY = timedelta(days=1)
MONTHS_BACK = 12

STATES = (
    ("", N_("Every state")),
    ("incomplete", N_("To complete")),
    ("to_confirm", N_("To confirm")),
    ("to_check", N_("To be checked")),
    ("closed", N_("Closed")),
    ("voided", N_("Cancelled")),
)


@dataclass(frozen=True)
class Period:
    """A period of a list, with its words; no days means everything."""

    words: str
    first: date | None = None
    last: date | None = None
    key: str = ""
    """What it is remembered by: « this month » moves on, a month that is named does not."""


def this_month() -> Period:
    """From the first of the month to today."""
    today = clock.today()
    return Period(_("This month"), today.replace(day=1), today, "this_month")


def everything() -> Period:
    """No bounds."""
    return Period(_("Everything"), key="everything")


def periods() -> Iterator[Period]:
    """The periods offered: from today back, then everything."""
    today = clock.today()
    yield Period(_("Today"), today, today, "today")
    yield Period(_("The last 7 days"), today - 6 * DAY, today, "week")
    yield this_month()
    first = today.replace(day=1)
    for _at in range(MONTHS_BACK):
        last = first - DAY
        first = last.replace(day=1)
        yield Period(show_month(first), first, last, f"{first:%Y-%m}")
    yield Period(_("This year"), today.replace(month=1, day=1), today, "this_year")
    year = today.year - 1
    yield Period(str(year), date(year, 1, 1), date(year, 12, 31), str(year))
    yield everything()


def period_of(key: str) -> Period | None:
    """The period that is remembered by a key; None when it is offered no more."""
    return next((one for one in periods() if key and one.key == key), None)


def whole_months(first: date | None, last: date | None) -> tuple[date, date]:
    """The days of a book: to the end of the month for a month that has begun."""
    today = clock.today()
    begin, end = first or today.replace(day=1), last or today
    if begin.day == 1 and end == today and begin.month == end.month and begin.year == end.year:
        return begin, (begin + 31 * DAY).replace(day=1) - DAY
    return begin, end


def state_words(state: str) -> str:
    """The words of a state."""
    return _(dict(STATES)[state])


def filterable(about: Register) -> Iterator[tuple[Field, list[Options]]]:
    """The fields a list can be narrowed by, each with its choices."""
    for field in about.fields.values():
        if isinstance(field, Choice) and field.sensitive in {"none", "personal"}:
            yield field, list(field.known)


class MenuButton(QPushButton):
    """A button that offers a list each time it is pressed."""

    def __init__(self, words: str, fill: Callable[[QMenu], None]) -> None:
        super().__init__(words)
        self._fill = fill
        self.clicked.connect(self.offer)

    def offer(self) -> None:
        """Show the list under the button."""
        menu = QMenu(self)
        self._fill(menu)
        menu.exec(self.mapToGlobal(QPoint(0, self.height())))
        menu.deleteLater()


class Chips(QWidget):
    """What narrows a list, each a button that takes it away."""

    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addStretch(1)
        self.hide()

    def show_chips(self, chips: list[tuple[str, str]]) -> None:
        """Show these, each by its key and words."""
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, words in chips:
            chip = QPushButton(f"{words}  ✕")
            chip.setProperty("role", "chip")
            chip.setAccessibleName(_("Take away: {filter}").format(filter=words))
            chip.setToolTip(_("Take away this filter"))
            chip.clicked.connect(lambda _on=False, key=key: self.removed.emit(key))
            self._row.insertWidget(self._row.count() - 1, chip)
        self.setVisible(bool(chips))
