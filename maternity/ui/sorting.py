"""A list in the order of a column: by its head, or by a key that offers every column in view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from maternity.i18n import _
from maternity.ui.list_views import show_order
from maternity.ui.table import Column

if TYPE_CHECKING:
    from maternity.ui.register_page import RegisterPage


def begin(page: RegisterPage) -> None:
    """Let the key offer the columns; a head that gives no order says so."""
    page.key("sort", partial(offer, page))
    page.table.horizontalHeader().sortIndicatorChanged.connect(partial(_asked_by_head, page))


def offer(page: RegisterPage) -> None:
    """Offer the order of the register and every column in view that gives one."""
    menu, query = QMenu(page), page.model.query
    own = menu.addAction(_("The register’s own order"), partial(put, page, "", down=False))
    own.setCheckable(True)
    own.setChecked(not query.sort)
    for column in page.model.columns:
        if not column.sort:
            continue
        now = column.sort == query.sort
        down = now and not query.descending
        words = _("{column}: falling") if down else _("{column}: rising")
        told = words.format(column=column.words).replace("&", "&&")
        one = menu.addAction(told, partial(put, page, column.sort, down=down))
        one.setCheckable(True)
        one.setChecked(now)
        if now:
            menu.setActiveAction(one)
    menu.exec(page.mapToGlobal(page.table.pos()))
    menu.deleteLater()


def put(page: RegisterPage, sort: str, *, down: bool) -> None:
    """Put the rows in this order, and say which."""
    page.put_in_order(sort, descending=down)
    show_order(page)
    page.said.emit(told_order(page.model.columns, sort, down=down), "saved")


def told_order(columns: list[Column], sort: str, *, down: bool) -> str:
    """The order of a list in words."""
    column = next((one.words for one in columns if sort and one.sort == sort), "")
    if not column:
        return _("Sorted in the register’s own order.")
    words = _("Sorted by “{column}”, falling; what is not known comes last.")
    if not down:
        words = _("Sorted by “{column}”, rising; what is not known comes last.")
    return words.format(column=column)


def _asked_by_head(page: RegisterPage, at: int, _order: object) -> None:
    columns = page.model.columns
    if 0 <= at < len(columns) and not columns[at].sort:
        show_order(page)
        words = _("“{column}” gives no order: it is worked out, or is each baby’s own.")
        page.said.emit(words.format(column=columns[at].words), "unsure")
