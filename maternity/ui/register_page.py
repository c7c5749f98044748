"""A page per register: list, search, period, filters, columns, print, export, cancel, history."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.i18n import _, labelled, plural
from maternity.records import Record, Register, named
from maternity.reports.books import books_of, ways
from maternity.reports.documents import every
from maternity.ui import clipboard, icons, jobs, list_views, sorting, voiding
from maternity.ui.actions import action
from maternity.ui.ask import AskStrip
from maternity.ui.choosing import (
    STATES,
    Chips,
    MenuButton,
    Period,
    everything,
    filterable,
    period_of,
    periods,
    state_words,
    this_month,
    whole_months,
)
from maternity.ui.frozen import FrozenTable
from maternity.ui.moving_baby import offer_to_move
from maternity.ui.page import Page
from maternity.ui.paper_columns import offered, with_paper
from maternity.ui.parts import made_with_another
from maternity.ui.print_menu import Printable
from maternity.ui.proving import run_proven
from maternity.ui.saving_as import ask_place
from maternity.ui.table import PAGE, RegisterTable
from maternity.ui.told import sentence
from maternity.ui.totals import totals
from maternity.ward import Query, Ward
from maternity.ward.list_views import ListView

WAIT_MS = 200


class RegisterPage(Page):
    """The list of a register."""

    def __init__(self, ward: Ward, register: str, state: str = "") -> None:
        self.about: Register = named(register)
        super().__init__(ward, self.about.words)
        self.keeps = not state and not self.about.hidden
        left = list_views.remembered(self.about, self._left())
        usual = this_month() if self.about.dated and not state else everything()
        self.period: Period = period_of(left.period) or usual
        query = Query(register, state=state or left.state, equal=left.equal, sort=left.sort)
        query = replace(query, descending=left.descending and bool(left.sort))
        query = replace(query, first=self.period.first, last=self.period.last)
        self.model = RegisterTable(ward, query, with_paper(ward, self.about, self._chosen()))
        self._waits_for = ""
        self._fitted = False
        self._lay_out()
        self.model.loaded.connect(self._loaded)

    def _left(self) -> str:
        """What this list showed when she left it; nothing where a state is asked for."""
        return self.remembered(f"list/{self.about.name}") if self.keeps else ""

    def _chosen(self) -> list[str]:
        kept = self.remembered(f"columns/{self.about.name}")
        return kept.split(",") if kept else [column.name for column in self.about.listed]

    def _lay_out_search(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search (Ctrl+F)"))
        self.search.setAccessibleName(_("Search in the list"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self.start)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WAIT_MS)
        self._soon.timeout.connect(self._search)
        self.search.textChanged.connect(self._soon.start)
        self.bar.add(self.search, 1)

    def _lay_out(self) -> None:
        self._lay_out_search()
        self.period_button = MenuButton(self.period.words, self._offer_periods)
        self.period_button.setAccessibleName(_("Period"))
        self.bar.add(self.period_button)
        if not self.about.dated:
            self.period_button.hide()
        filters = MenuButton(_("Filter"), self._offer_filters)
        icons.put(filters, "filter")
        self.bar.add(filters)
        self.views = list_views.Views(self)
        self.bar.add(self.views)
        acts = {"columns": self.choose_columns, "history": self.show_history, "void": self.void}
        acts |= {"several": self.correct_several}
        acts |= {"export": self.export, "print": self.print_page}
        for name, act in acts.items():
            self.tool(name, act)
        begun = self.about.typed and not made_with_another(self.about)
        if begun and self.about.name != "return_figure":
            self.button("new", partial(self.new.emit, self.about.name), main=True)
            self.key("new", partial(self.new.emit, self.about.name))
        self.chips = Chips()
        self.chips.removed.connect(self._remove)
        self.body.addWidget(self.chips)
        self.table = FrozenTable(self.title)
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.freeze(sum(column.frozen for column in self.model.columns))
        self.table.activated.connect(self._open)
        self.table.horizontalHeader().sectionResized.connect(self._keep_widths)
        self.table.selectionModel().selectionChanged.connect(self._totals)
        self.body.addWidget(self.table, 1)
        self.ask = AskStrip(self.table)
        self.body.addWidget(self.ask)
        self.foot = QLabel()
        self.foot.setProperty("role", "muted")
        self.foot.setWordWrap(True)
        self.body.addWidget(self.foot)
        for name in ("columns", "history", "void", "export", "several"):
            self.key(name, acts[name])
        if self.about.name == "newborn":
            offer_to_move(self, self.ask, self.current)
        sorting.begin(self)
        self.key("filter", self.search.setFocus)
        self.key("copy", self.copy, self.table)

    def _offer_periods(self, menu: QMenu) -> None:
        for period in periods():
            _add(menu, period.words, partial(self.show_period, period), period == self.period)

    def _offer_filters(self, menu: QMenu) -> None:
        for state, _words in STATES:
            act = partial(self._show, state=state)
            _add(menu, state_words(state), act, state == self.model.query.state)
        menu.addSeparator()
        for field, choices in filterable(self.about):
            under = menu.addMenu(field.words)
            for choice in choices:
                act = partial(self.narrow, field.name, str(choice.value))
                chosen = (field.name, choice.value) in self.model.query.equal
                _add(under, choice.words, act, chosen)

    def show_period(self, period: Period) -> None:
        """Show another period."""
        self.period = period
        self.period_button.setText(period.words)
        self._show(first=period.first, last=period.last)

    def narrow(self, name: str, code: str) -> None:
        """Show only the entries with this answer."""
        others = tuple(one for one in self.model.query.equal if one[0] != name)
        self._show(equal=(*others, (name, code)))

    def show_rows(self, view: ListView, period: Period) -> None:
        """Show the rows of a view in a period, whatever was looked for before."""
        self.period = period
        self.period_button.setText(period.words)
        rest = {"state": view.state, "equal": view.equal, "sort": view.sort, "text": ""}
        down = view.descending
        self._show(first=period.first, last=period.last, descending=down, **rest)

    def put_in_order(self, sort: str, *, descending: bool) -> None:
        """Put the rows in the order of a column, or in the register's own."""
        self._show(sort=sort, descending=descending)

    def _remove(self, key: str) -> None:
        if key == "state":
            self._show(state="")
        else:
            self._show(equal=tuple(one for one in self.model.query.equal if one[0] != key))
        self.table.setFocus()

    def _search(self) -> None:
        """A text is looked for in the whole register, whatever the period."""
        text = self.search.text().strip()
        first, last = (None, None) if text else (self.period.first, self.period.last)
        self._show(text=text, first=first, last=last)

    def _show(self, **changed: Any) -> None:
        query = replace(self.model.query, **changed)
        chips = [("state", state_words(query.state))] if query.state else []
        for name, code in query.equal:
            field = self.about.fields[name]
            chips.append(
                (name, f"{labelled(field.words)} {field.show(field.read(code, exact=True))}")
            )
        self.chips.show_chips(chips)
        self.model.ask(query)

    def refresh(self) -> None:
        """Read the list again; the row that was current stays so."""
        entry = self.current()
        self._waits_for = entry.id if entry is not None else ""
        self._show()

    def hide_names(self, *, hidden: bool) -> None:
        """Show initials instead of names."""
        self.model.hide_names = hidden
        self.table.viewport().update()

    def _loaded(self, _total: int) -> None:
        list_views.show_order(self)
        if self.keeps:
            list_views.remember(self)
        if not self._fitted and self.model.rowCount():
            kept = self.remembered(f"widths/{self.about.name}").split(",")
            widths = [int(one) for one in kept if one.isdigit()]
            self.table.fit_columns()
            self.table.set_widths(widths if len(widths) == len(self.model.columns) else [])
            self._fitted = True
        rows = range(min(self.model.rowCount(), PAGE))
        ids = [entry.id if (entry := self.model.entry(row)) else None for row in rows]
        at = ids.index(self._waits_for) if self._waits_for in ids else 0
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._totals()

    def _keep_widths(self, *_resized: int) -> None:
        if self._fitted:
            self.remember(f"widths/{self.about.name}", ",".join(map(str, self.table.widths())))

    def _totals(self, *_changed: object) -> None:
        total = self.model.rowCount()
        told = [plural("{count} entry", "{count} entries", total) if total else self._nothing()]
        rows = self.table.selectionModel().selectedRows()
        told += totals(self.model, [row.row() for row in rows]) if len(rows) > 1 else []
        self.foot.setText("  ·  ".join(told))

    def _nothing(self) -> str:
        if self.model.query.text or self.model.query.equal or self.model.query.state:
            return _("Nothing fits the search and the filters.")
        return _("No entry in this period.") if self.period.first else _("No entry yet.")

    def start(self) -> None:
        """Put the focus on the list."""
        self.table.setFocus()

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is not None:
            self.opened.emit(entry)

    def current(self) -> Record | None:
        """The entry of the current row."""
        return self.model.entry(self.table.currentIndex().row())

    def copy(self) -> None:
        """The selected rows as a table, with their heads."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        copied = [(at, one) for at, one in enumerate(self.model.columns) if not one.uncopied]
        columns = [at for at, _column in copied]
        heads = "\t".join(column.words for _at, column in copied)
        lines = [
            "\t".join(str(self.model.index(row, at).data() or "") for at in columns) for row in rows
        ]
        clipboard.copy("\n".join([heads, *lines]))
        words = plural("{count} row copied.", "{count} rows copied.", len(rows))
        self.said.emit(words, "saved")

    def choose_columns(self) -> None:
        """Offer every column of the register."""
        menu = QMenu(self)
        chosen = {column.name for column in self.model.columns}
        fixed = {column.name for column in self.model.columns if column.frozen}
        for name, column in self.about.columns.items():
            if name not in fixed:
                _add(menu, column.words, lambda: None, name in chosen).setData(name)
        paper = menu.addMenu(_("Columns of the book on paper")) if offered(self.about) else menu
        for name, words in offered(self.about):
            _add(paper, words, lambda: None, name in chosen).setData(name)
        menu.exec(self.mapToGlobal(self.table.pos()))
        shown = [*menu.actions(), *(paper.actions() if paper is not menu else ())]
        self.show_columns([one.data() for one in shown if one.isChecked()])
        menu.deleteLater()

    def show_columns(self, names: list[str]) -> None:
        """Show these columns beside those that stay, and remember them."""
        self.remember(f"columns/{self.about.name}", ",".join(names))
        self.model.show_columns(with_paper(self.ward, self.about, names))
        self.table.freeze(sum(column.frozen for column in self.model.columns))
        self._fitted = False

    def void(self) -> None:
        """Ask why the current entry is cancelled; what hangs on it is named."""
        entry = self.current()
        if entry is not None:
            voiding.begin(self, entry)

    def correct_several(self) -> None:
        """Lead to the page where the selected entries are corrected together."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        entries = [entry for row in rows if (entry := self.model.entry(row)) is not None]
        if len(entries) < len(rows):
            self.said.emit(_("Some of these rows are not read yet. Select fewer."), "wrong")
        elif entries:
            self.several.emit(entries)

    def show_history(self) -> None:
        """Lead to the history of the current entry."""
        entry = self.current()
        if entry is not None:
            self.told_history.emit(entry)

    def _columns_for_paper(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.model.columns if c.name in self.about.columns)

    def print_page(self) -> None:
        """Preview the list as it will be printed."""
        names, query = self._columns_for_paper(), self.model.query
        jobs.run(
            lambda: self.ward.print_list(query, names),
            lambda pdf: self.previewed.emit(pdf, self.about.name),
            words=_("Preparing the pages…"),
        )

    def printed_entry(self) -> Record | None:
        """The entry whose documents can be printed: the current one."""
        return self.current()

    def printables(self) -> list[Printable]:
        """This list, and the books on paper of its register for the period shown."""
        from maternity.ward.papers import blank_sheets, of_period  # noqa: PLC0415 - when printing

        names, query = self._columns_for_paper(), self.model.query
        period = self.period if self.period.first else this_month()
        first, last = whole_months(period.first, period.last)
        found = [
            Printable(_("This list"), self.about.name, partial(self.ward.print_list, query, names))
        ]
        for of in books_of(self.about.name):
            pages = partial(self.ward.print_book, of.id, first, last)
            empty = partial(self.ward.print_book, of.id, first, last, blank=True)
            words = _("{book}: blank page").format(book=of.words)
            found += [Printable(of.words, of.id, pages), Printable(words, of.id, empty)]
            found += [
                Printable(said, of.id, partial(pages, **{how: True})) for said, how in ways(of)
            ]
        for one in every():
            if one.dated and one.of == self.about.name:
                listed = partial(of_period, self.ward, one.name, first, last)
                found.append(Printable(one.told, one.name, listed))
        for one in blank_sheets(self.about.name) if self.current() is None else ():
            made = partial(self.ward.document, one.name)
            found.append(Printable(one.told, one.name, made, partial(made, keep=True)))
        return found

    def export(self) -> None:
        """Ask where, then write what is shown to a file."""
        name = f"{self.about.name}-{clock.today().isoformat()}.xlsx"
        kinds = _("Workbook (*.xlsx);;Table for any program (*.csv)")
        place = ask_place(self, action("export").told, name, kinds)
        if place:
            words = _("Why do these names leave the ward? It is written into the file.")
            self.ask.ask(words, action("export").told, partial(self.export_to, place))

    def export_to(self, place: Path, reason: str) -> None:
        """Write what is shown to this file, for a reason."""
        names, query = self._columns_for_paper(), self.model.query
        kind = "csv" if place.suffix == ".csv" else "xlsx"
        run_proven(
            self.ward,
            self.ask,
            lambda: self.ward.export(query, kind, place, names, reason=reason),
            self._exported,
            self._not_exported,
            words=_("Writing the file…"),
        )

    def _not_exported(self, error: Refused | Unavailable) -> None:
        self.ask.leave()
        self.said.emit(sentence(error), "wrong")

    def _exported(self, place: Path) -> None:
        self.ask.leave()
        self.said.emit(_("Written: {file}").format(file=place.name), "saved")


def _add(menu: QMenu, words: str, act: Any, chosen: bool) -> QAction:
    one = menu.addAction(QIcon(), words.replace("&", "&&"))
    one.setCheckable(True)
    one.setChecked(chosen)
    one.triggered.connect(lambda _on=False: act())
    return one
