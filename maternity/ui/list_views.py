"""What a list shows, kept: views saved by name, and the last one of each person.

What is remembered on this computer are codes alone; the names of views stand in the register.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu

from maternity.i18n import _
from maternity.records import Register
from maternity.ui import icons, jobs
from maternity.ui.actions import action
from maternity.ui.choosing import MenuButton, period_of
from maternity.ui.table import NO_ORDER
from maternity.ward.list_views import ListView, drop_view, keep_view, list_view, views

if TYPE_CHECKING:
    from maternity.ui.register_page import RegisterPage


class Views(MenuButton):
    """A button and a key that offer the views of a list, to save this one and to take one away."""

    def __init__(self, page: RegisterPage) -> None:
        about = action("views")
        super().__init__(_("Views"), self._fill)
        self.setToolTip(about.tip)
        self.setAccessibleName(about.told)
        icons.put(self, "views")
        self._page = page
        self.known: list[ListView] = []
        page.key("views", self.offer)
        self._read()

    def _read(self) -> None:
        ward, register = self._page.ward, self._page.about.name
        jobs.run(lambda: views(ward, register), self._came)

    def _came(self, found: list[ListView]) -> None:
        self.known = found

    def _fill(self, menu: QMenu) -> None:
        for view in self.known:
            menu.addAction(_plain(view.name), partial(show_view, self._page, view))
        if not self.known:
            menu.addAction(_("No view of this list is saved yet.")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("Save what is shown under a name…"), partial(_after_menu, self.ask_name))
        for view in self.known:
            words = _("Take the view “{name}” away").format(name=view.name)
            menu.addAction(_plain(words), partial(self.drop, view))

    def ask_name(self) -> None:
        """Ask under which name this view is saved."""
        words = _("Under which name is what is shown saved? Its columns, filters, period, order.")
        self._page.ask.ask(words, _("Save the view"), self.save)

    def save(self, name: str) -> None:
        """Save what is shown under this name."""
        ward, register = self._page.ward, self._page.about.name
        shown = replace(shown_by(self._page), name=name)
        jobs.run(lambda: keep_view(ward, register, shown), self._saved, self._page.ask.refused)

    def _saved(self, view: ListView) -> None:
        self._page.ask.leave()
        words = _("Saved as “{name}”: {key} brings it back.")
        key = action("views").told_key
        self._page.said.emit(words.format(name=view.name, key=key), "saved")
        self._read()

    def drop(self, view: ListView) -> None:
        """Take a view away."""
        ward, register = self._page.ward, self._page.about.name

        def gone(_done: None) -> None:
            words = _("The view “{name}” is taken away; no entry is touched.")
            self._page.said.emit(words.format(name=view.name), "saved")
            self._read()

        jobs.run(lambda: drop_view(ward, register, view.name), gone)


def _plain(words: str) -> str:
    return words.replace("&", "&&")


def _after_menu(act: object) -> None:
    """Once the menu has given the focus back: it would take it from the question."""
    QTimer.singleShot(0, act)  # type: ignore[call-overload]


def shown_by(page: RegisterPage) -> ListView:
    """What a list shows now; never the words that are looked for."""
    query = page.model.query
    names = (column.name for column in page.model.columns if not column.frozen)
    return ListView(
        columns=tuple(names),
        state=query.state,
        equal=query.equal,
        period=page.period.key,
        sort=query.sort,
        descending=query.descending,
    )


def show_view(page: RegisterPage, view: ListView) -> None:
    """Show a view: the columns it had, and the rows that fit it today."""
    if view.columns:
        page.show_columns(list(view.columns))
    page.search.clear()
    page.show_rows(view, period_of(view.period) or page.period)
    show_order(page)
    words = _("View “{name}”").format(name=view.name)
    page.said.emit(words, "saved")


def show_order(page: RegisterPage) -> None:
    """Show in the head by which column the list is sorted."""
    query = page.model.query
    at = [n for n, one in enumerate(page.model.columns) if query.sort and one.sort == query.sort]
    down = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
    page.table.show_order(at[0] if at else NO_ORDER, down)


def remember(page: RegisterPage) -> None:
    """Keep for this person what her list shows: codes alone."""
    data = replace(shown_by(page), columns=()).as_data()
    page.remember(f"list/{page.about.name}", json.dumps(data))


def remembered(about: Register, kept: str) -> ListView:
    """What the list showed when this person left it."""
    try:
        data = json.loads(kept or "{}")
    except ValueError:  # written by hand, or by another program
        data = {}
    return list_view(about, "", data if isinstance(data, dict) else {})
