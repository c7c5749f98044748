"""The columns of the book on paper, in the list of its register: what the page would print.

They are read, not sorted by; an answer about a death is left out for who may not see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from maternity.people import Right
from maternity.records import Record, Register
from maternity.reports.book_lines import cell_words
from maternity.reports.books import Book, BookColumn, book, books_of, needs_of_columns
from maternity.ui.table import Column, columns_of
from maternity.ward import Ward

PAPER = "paper"
"""What the name of such a column begins with."""


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
    found = _found(name)
    if found is None:
        return None
    of, at = found
    show = partial(_shown, of, at, ward.account.may(Right.SEE_DEATHS))
    read = frozenset(needs_of_columns(of, [at]))
    return Column(name, f"{at.no}. {at.words}", show, private=at.no in of.repeat, lists=read)


def _shown(of: Book, at: BookColumn, deaths: bool, entry: Record) -> str:
    return cell_words(of, at, entry, copy=not deaths)


def _found(name: str) -> tuple[Book, BookColumn] | None:
    kind, _space, rest = name.partition(" ")
    if kind != PAPER:
        return None
    identity, _space, number = rest.partition(" ")
    of = book(identity)
    at = next((one for one in of.columns if str(one.no) == number), None)
    return (of, at) if at is not None else None
