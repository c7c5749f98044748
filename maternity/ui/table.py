"""The one table model: a window of rows over a register of any length.

Rows come in pages from the ward; what has not come yet is shown as « … ». A million rows cost no
more than those on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from maternity.conditions import Misspelt
from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.records import Record, Register, named, needs, path, typed_late
from maternity.reports.listing import names_read, told_cell
from maternity.ui import jobs
from maternity.ui.parts import woman_of
from maternity.ward import ORDER, Page, Query, Ward, can_sort
from maternity.ward.after_closing import marks

PAGE = 50
"""Rows read at once: more than a screen shows."""
PAGES_KEPT = 60
COMING = "…"
NO_ORDER = -1
"""No column of the table tells the order."""
Index = QModelIndex | QPersistentModelIndex
NUMBERS = frozenset({"number", "decimal"})


@dataclass(frozen=True)
class Column:
    """A column of the table: its words, what it shows of an entry, and what it sorts by."""

    name: str
    words: str
    show: Callable[[Record], str]
    sort: str = ""
    frozen: bool = False
    private: bool = False
    numeric: bool = False
    uncopied: bool = False
    """What never goes to the clipboard."""
    lists: frozenset[str] = frozenset()
    """The lists of children it reads."""


def columns_of(about: Register, names: Sequence[str]) -> list[Column]:
    """The state, what tells the entries apart, then the columns chosen."""
    first = [Column("", _("State"), state_words, frozen=True), *_identity(about)]
    known = {column.name for column in first}
    rest = [column(about, name) for name in names if name not in known and name in about.columns]
    return [*first, *rest]


def column(about: Register, name: str, *, frozen: bool = False) -> Column:
    """A field or derived value as a column."""
    declared = about.column(name)
    told = declared.sensitive == "hiv" and name != about.dated and declared.kind != "serial"
    return Column(
        name,
        declared.words,
        _masked(name) if told else lambda entry: told_cell(entry, name),
        sort=name if can_sort(about, name) else "",
        frozen=frozen,
        private=declared.sensitive == "personal" or declared.kind == "link",
        numeric=declared.kind in NUMBERS,
        uncopied=declared.sensitive in {"hiv", "death"},
    )


MASK = "•••"
"""Stands in a list for what HIV rules: it is read in the entry, one at a time."""


def _masked(name: str) -> Callable[[Record], str]:
    return lambda entry: MASK if entry.shown(name) else ""


def _identity(about: Register) -> list[Column]:
    """Number, date and woman: what stays in view when the others are scrolled."""
    found = [column(about, about.serial.name, frozen=True)] if about.serial else []
    if about.dated:
        found.append(column(about, about.dated, frozen=True))
    link = link_to_woman(about)
    if about.hidden:
        return found
    if link:
        found.append(Column(link, _("Woman"), _woman, sort=link, frozen=True, private=True))
    elif about.sorted_by in about.fields:
        found.append(column(about, about.sorted_by, frozen=True))
    return found


def link_to_woman(about: Register) -> str:
    """The link that leads to the woman an entry is about; empty if none does."""
    try:
        steps = path(about.record, "woman.id")
    except Misspelt:
        return ""
    return steps[0] if steps[0] in about.links else ""


def _woman(entry: Record) -> str:
    woman = woman_of(entry)
    return woman.title() if woman is not None else ""


class RegisterTable(QAbstractTableModel):
    """The rows of a query, as many as are looked at."""

    loaded = Signal(int)

    def __init__(self, ward: Ward, query: Query, columns: Sequence[Column]) -> None:
        super().__init__()
        self.ward, self.query, self.columns = ward, query, list(columns)
        self.hide_names = False
        self._total = 0
        self._pages: dict[int, list[Record]] = {}
        self._asked: set[int] = set()
        self._texts: dict[tuple[int, int], str] = {}
        self._round = 0
        self._fresh = True

    def ask(self, query: Query) -> None:
        """Show another query, or the same one read again."""
        self.query = query
        self._asked.clear()
        self._round += 1
        self._fresh = True
        self._fetch(0)

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same rows."""
        self.beginResetModel()
        self.columns = list(columns)
        self._pages.clear()
        self._texts.clear()
        self.endResetModel()
        self.ask(self.query)

    def rowCount(self, parent: Index | None = None) -> int:
        """All the rows of the query."""
        return 0 if parent is not None and parent.isValid() else self._total

    def columnCount(self, parent: Index | None = None) -> int:
        """The columns in view."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def entry(self, row: int) -> Record | None:
        """The entry of a row, None while it is on its way."""
        page = self._pages.get(row // PAGE)
        at = row % PAGE
        return page[at] if page is not None and 0 <= at < len(page) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if role not in ROLES or not index.isValid():
            return None
        about = self.columns[index.column()]
        if role == ALIGNED:
            return TO_THE_RIGHT if about.numeric else None
        row = index.row()
        entry = self.entry(row)
        if entry is None:
            self._fetch(row // PAGE)
            return None if role == FONT else COMING
        if role == FONT:
            return _struck() if entry.voided_at is not None else None
        shown = self._text(row, index.column(), entry)
        return initials(shown) if self.hide_names and about.private else shown

    def _text(self, row: int, column: int, entry: Record) -> str:
        """What a cell shows, put into words once: a view asks at every move of the eyes."""
        found = self._texts.get((row, column))
        if found is None:
            found = self._texts[row, column] = self.columns[column].show(entry)
        return found

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The words of a column."""
        if orientation is Qt.Orientation.Vertical or section >= len(self.columns):
            return None
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        return self.columns[section].words if role in words else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a stored column; the others keep the order of the register."""
        name = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        down = order is Qt.SortOrder.DescendingOrder
        if name and (name, down) != (self.query.sort, self.query.descending):
            self.ask(replace(self.query, sort=name, descending=down))

    def _fetch(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        query = replace(self.query, offset=page * PAGE, limit=PAGE)
        asked_in, lists = self._round, self._lists()
        jobs.run(
            lambda: read_page(self.ward, query, lists),
            lambda came: self._came(came, asked_in),
            lambda error: self._refused(error, asked_in),
        )

    def _refused(self, error: Refused | Unavailable, asked_in: int) -> None:
        """An order that cannot be had: the register's own is shown, and the sentence says why."""
        if asked_in == self._round and self.query.sort and getattr(error, "field", "") == ORDER:
            self.ask(replace(self.query, sort="", descending=False))
        jobs.tell(error)

    def _lists(self) -> set[str]:
        """The lists of children that the columns in view read, beside those every list loads."""
        about = named(self.query.register)
        shown = {column.name for column in self.columns} & set(about.columns)
        wanted = needs(about.record, names_read(about, shown))
        wanted |= {name for one in self.columns for name in one.lists}
        return wanted if wanted - needs(about.record, (c.name for c in about.listed)) else set()

    def _came(self, page: Page, asked_in: int) -> None:
        if asked_in != self._round:
            return
        number, anew = page.offset // PAGE, self._fresh or page.total != self._total
        if anew:
            self.beginResetModel()
        if self._fresh:
            self._pages.clear()
            self._texts.clear()
            self._fresh = False
        self._make_room()
        self._pages[number] = page.rows
        self._total = page.total
        if anew:
            self.endResetModel()
            self.loaded.emit(self._total)
        elif page.rows and self.columns:
            last = page.offset + len(page.rows) - 1
            self.dataChanged.emit(
                self.index(page.offset, 0), self.index(last, len(self.columns) - 1)
            )

    def _make_room(self) -> None:
        if len(self._pages) >= PAGES_KEPT:
            oldest = next(iter(self._pages))
            del self._pages[oldest]
            self._asked.discard(oldest)
            self._texts.clear()


def read_page(ward: Ward, query: Query, lists: set[str]) -> Page:
    """A page of a list with the children that its columns read."""
    page = ward.page(query)
    if lists:
        ids = [entry.id for entry in page.rows]
        page = replace(page, rows=ward.with_children(query.register, ids, sorted(lists)))
    for identity, words in marks(ward, page.rows).items():
        next(one for one in page.rows if one.id == identity).after_closing = words
    return page


FONT, ALIGNED = int(Qt.ItemDataRole.FontRole), int(Qt.ItemDataRole.TextAlignmentRole)
ROLES = frozenset(
    {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole), FONT, ALIGNED}
)
"""What a view is answered, as the numbers it asks with: asked ten thousand times a screen."""

TO_THE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _struck() -> QFont:
    font = QFont()
    font.setStrikeOut(True)
    return font


def state_words(entry: Record) -> str:
    """The state of an entry as sign and word; first, how it stands to the closing of its month."""
    closing = getattr(entry, "after_closing", "")
    told = (closing, _state(entry), late_words(entry), check_words(entry))
    return "  ·  ".join(word for word in told if word)


def check_words(entry: Record) -> str:
    """What somebody asked to have checked; empty if nothing is."""
    return _("? to check: {what}").format(what=entry.to_check) if entry.to_check else ""


def late_words(entry: Record) -> str:
    """That an entry was typed late, by how much, from which sheet; empty if it was not."""
    late = _late(typed_late(entry))
    if not entry.sheet_no:
        return late
    sheet = _("blank sheet {number}").format(number=entry.sheet_no)
    return f"{late}, {sheet}" if late else sheet


def _late(hours: int | None) -> str:
    if hours is None:
        return ""
    if hours < HOURS_UNTIL_DAYS:
        return _("typed late ({count} h)").format(count=hours)
    return plural("typed late ({count} day)", "typed late ({count} days)", hours // 24)


HOURS_UNTIL_DAYS = 48


def _state(entry: Record) -> str:
    if entry.voided_at is not None:
        return _("✗ cancelled")
    if entry.missing:
        return _("• to complete ({count})").format(count=entry.missing)
    if entry.unsure:
        return _("! to confirm")
    return _("✓ closed") if entry.closed_at else _("• open")


def initials(words: str) -> str:
    """The first letters, for visitors' eyes."""
    return " ".join(f"{word[0]}." for word in words.split() if word[:1].isalpha())
