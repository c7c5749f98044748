"""Drafts: what a form holds before it is kept, in the register within seconds of the last key."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from maternity import clock
from maternity.db import in_place
from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.tables import draft


@dataclass(frozen=True)
class Draft:
    """The unfinished content of a form; `form` is the form's own identity."""

    form: str
    register: str
    title: str
    state: dict[str, Any]
    at: datetime = field(default_factory=clock.now)
    who: str = ""


def keep_draft(book: Book, one: Draft, who: str) -> None:
    """Put the draft in the register, over the former one of the same form."""
    row = {
        "form": one.form,
        "register": one.register,
        "title": one.title,
        "state": one.state,
        "at": clock.now(),
        "who": who,
    }
    in_place.check(book.engine)
    with explained(), book.engine.begin() as connection:
        connection.execute(delete(draft).where(draft.c.form == one.form))
        connection.execute(insert(draft), row)


def drafts(book: Book) -> list[Draft]:
    """The drafts that wait, the newest first."""
    with explained(), book.engine.connect() as connection:
        rows = connection.execute(select(draft).order_by(draft.c.at.desc())).all()
    return [Draft(r.form, r.register, r.title, r.state, r.at, r.who) for r in rows]


def drop_draft(book: Book, form: str) -> None:
    """Take a draft out: its form was kept, or a person gave it up."""
    with explained(), book.engine.begin() as connection:
        connection.execute(delete(draft).where(draft.c.form == form))
