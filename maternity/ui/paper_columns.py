"""The columns of the book on paper, in the list of its register: what the page would print.

A list is sorted by the answers of the entry that stand in such a column, in their order; what each
baby of a line has for itself gives no order. An answer about a death is left out for who may not
see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from maternity.people import Right
from maternity.records import Record, Register
from maternity.reports.book_lines import cell_words
from maternity.reports.books import (
    PAPER,
    Book,
    BookColumn,
    books_of,
    column_named,
    needs_of_columns,
    routes,
)
from maternity.ui.table import Column, columns_of
from maternity.ward import Ward, can_sort, in_turn


def offered(about: Register) -> list[tuple[str, str]]:
    """The columns of the books of a register, but for its number, each with its words."""
    return [
        (f"{PAPER} {of.id} {at.no}", f"{at.no}. {at.words}")
        for of in books_of(about.name)
        if not about.hidden
        for at in of.columns
        if not at.masked and not at.given and at.no != 1
    ]


def with_paper(ward: Ward, about: Register, names: Sequence[str]) -> list[Column]:
    """The columns of a list by their names, those of its book on paper after its own."""
    paper = [one for name in names if (one := paper_column(ward, name)) is not None]
    return [*columns_of(about, names), *paper]


def paper_column(ward: Ward, name: str) -> Column | None:
    """The column of a name; None if it is none of a book."""
    found = column_named(name)
    if found is None:
        return None
    of, at = found
    show = partial(_shown, of, at, ward.account.may(Right.SEE_DEATHS))
    read = frozenset(needs_of_columns(of, [at]))
    words, private = f"{at.no}. {at.words}", at.no in of.repeat
    return Column(name, words, show, sort=_order(of, at), private=private, lists=read)


def _order(of: Book, at: BookColumn) -> str:
    """The fields that such a column sorts by; empty where the first of them gives no order."""
    ways = [] if at.masked else routes(of, at)
    names = [".".join((*way.steps, way.column.name)) for way in ways if not way.of_line]
    about, open_to_all = of.record.register, all(way.column.sensitive != "death" for way in ways)
    first = bool(ways) and not ways[0].of_line and open_to_all and can_sort(about, names[0])
    return in_turn(name for name in names if can_sort(about, name)) if first else ""


def _shown(of: Book, at: BookColumn, deaths: bool, entry: Record) -> str:
    return cell_words(of, at, entry, copy=not deaths)
