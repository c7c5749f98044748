"""What can be printed from where one stands: a list, a book, the papers of an entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeGuard

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from maternity.i18n import _
from maternity.records import Record
from maternity.ui import jobs
from maternity.ui.page import Page
from maternity.ward import Ward

Show = Callable[..., None]
"""Shows a preview: the pages, their name, and what keeps their printing."""


@dataclass(frozen=True)
class Printable:
    """A line of the menu: its words, what makes the pages, and what keeps their printing."""

    words: str
    name: str
    make: Callable[[], bytes]
    issue: Callable[[], bytes] | None = None


def papers(ward: Ward, entry: Record | None) -> list[Printable]:
    """The documents of an entry that is kept."""
    if entry is None or entry.version is None:
        return []
    from maternity.ward.kept_pages import pages_of, print_again, printed_of  # noqa: PLC0415 - when printing

    again = [
        Printable(
            one.words,
            one.document,
            partial(pages_of, ward, one.printout),
            partial(print_again, ward, one.printout),
        )
        for one in printed_of(ward, entry)
    ]
    new = [
        Printable(
            one.words,
            one.document.name,
            partial(ward.document, one.document.name, one.entry),
            partial(ward.document, one.document.name, one.entry, keep=True),
        )
        for one in ward.documents(entry)
    ]
    return [*new, *again]


class PrintMenu(QMenu):
    """The menu of what can be printed here."""

    def __init__(self, over: QWidget, found: list[Printable], show: Show) -> None:
        super().__init__(over)
        for one in found:
            line = self.addAction(one.words.replace("&", "&&"))
            line.triggered.connect(partial(prepare, one, show))
        if not found:
            nothing = self.addAction(_("Nothing to print here. Save the entry first."))
            nothing.setEnabled(False)
        elif self.actions():
            self.setActiveAction(self.actions()[0])


def prepare(one: Printable, show: Show, *_state: object) -> None:
    """Make the pages and show them; the menu is gone by then."""
    jobs.run(one.make, lambda pdf: show(pdf, one.name, one.issue), words=_("Preparing the pages…"))


def _prints_itself(page: QWidget) -> TypeGuard[Page]:
    """Whether a page has its own pages to print, and nothing to choose from."""
    if not isinstance(page, Page) or hasattr(page, "printables"):
        return False
    return type(page).print_page is not Page.print_page


def open_menu(ward: Ward, page: QWidget, show: Show) -> None:
    """Ask what the page and its entry can print, and offer it."""
    if _prints_itself(page):
        page.print_page()  # what stands on the page is all there is to print
        return
    own: list[Printable] = getattr(page, "printables", list)()
    subject: Callable[[], Record | None] = getattr(page, "printed_entry", lambda: None)
    entry = subject()

    def offer(found: list[Printable]) -> None:
        menu = PrintMenu(page, [*own, *found], show)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(page.mapToGlobal(QPoint(page.width() // 3, 60)))

    jobs.run(lambda: papers(ward, entry), offer)
