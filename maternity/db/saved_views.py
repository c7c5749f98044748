"""Views of lists that people saved by name: each person has her own, of each register."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select

from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.tables import saved_view


def saved(book: Book, account: str, register: str) -> list[tuple[str, dict[str, Any]]]:
    """The views a person has of a register, by name."""
    asked = (
        select(saved_view.c.name, saved_view.c.shows)
        .where(saved_view.c.account == account, saved_view.c.register == register)
        .order_by(saved_view.c.name)
    )
    with explained(), book.engine.connect() as connection:
        return [(row.name, row.shows) for row in connection.execute(asked)]


def save(book: Book, account: str, register: str, name: str, shows: dict[str, Any]) -> None:
    """Keep a view, over the one of the same name."""
    row = {"account": account, "register": register, "name": name, "shows": shows}
    with explained(), book.engine.begin() as connection:
        connection.execute(_gone(account, register, name))
        connection.execute(insert(saved_view), row)


def drop(book: Book, account: str, register: str, name: str) -> None:
    """Take a view away; no entry is touched."""
    with explained(), book.engine.begin() as connection:
        connection.execute(_gone(account, register, name))


def _gone(account: str, register: str, name: str) -> Any:
    return delete(saved_view).where(
        saved_view.c.account == account,
        saved_view.c.register == register,
        saved_view.c.name == name,
    )
