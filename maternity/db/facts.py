"""Facts about the register file itself: its identity, whether it is for training."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sqlalchemy import Engine, delete, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from maternity.db import migrate
from maternity.db.engine import backend_of
from maternity.db.faults import damaged, explained
from maternity.db.tables import book_fact
from maternity.db.watching import Step, watched
from maternity.errors import Unavailable
from maternity.i18n import _


def fact(engine: Engine, name: str) -> str:
    """A fact by name; empty if it was never written."""
    with explained(), engine.connect() as connection:
        asked = select(book_fact.c.value).where(book_fact.c.name == name)
        return connection.scalar(asked) or ""


def write_facts(engine: Engine, facts: dict[str, str]) -> None:
    """Write the facts of a new register file."""
    with explained(), engine.begin() as connection:
        rows = [{"name": name, "value": value} for name, value in facts.items()]
        connection.execute(insert(book_fact), rows)


def put_fact(engine: Engine, name: str, value: str) -> None:
    """Write a fact that may change, such as when the last copy was made."""
    with explained(), engine.begin() as connection:
        connection.execute(delete(book_fact).where(book_fact.c.name == name))
        connection.execute(insert(book_fact).values(name=name, value=value))


def change_fact(engine: Engine, name: str, change: Callable[[str], str]) -> None:
    """Write a fact from what it is now; another computer that changes it too waits for that."""
    ours = book_fact.c.name == name
    with explained():
        if not fact(engine, name):  # a row that can be held, whoever makes it
            with suppress(IntegrityError), engine.begin() as connection:
                connection.execute(insert(book_fact).values(name=name, value=""))
        with engine.begin() as connection:
            now = connection.scalar(select(book_fact.c.value).where(ours).with_for_update())
            connection.execute(update(book_fact).where(ours).values(value=change(now or "")))


def end_of_fact(engine: Engine, name: str, length: int) -> str:
    """The last characters of a fact that may be long; empty if it was never written."""
    with explained(), engine.connect() as connection:
        first = func.length(book_fact.c.value) - (length - 1)
        asked = select(func.substr(book_fact.c.value, first, length))
        return connection.scalar(asked.where(book_fact.c.name == name)) or ""


def ward_words(engine: Engine) -> list[str]:
    """The names of the own facility, its area, its district and its region; of any form."""
    with explained(), engine.connect() as connection:
        found = connection.execute(text(OWN_FACILITY)).all()
    return [str(one) for row in found for one in row if one]


OWN_FACILITY = "SELECT name, health_area, district, region FROM facility WHERE is_own = 'yes'"


def right_book(
    engine: Engine, register: str, step: Step | None = None, *, pages: bool = True
) -> None:
    """Refuse a file that belongs to another key file or, once every page was read, is damaged.

    Without its pages it is opened at once; each bears a seal that is proven when it is read.
    """
    with explained(), engine.connect() as connection:
        if migrate.revision(connection) is None:
            raise damaged()
        asked = select(book_fact.c.value).where(book_fact.c.name == "register")
        if connection.scalar(asked) != register:
            raise Unavailable(
                _("The register file belongs to another key file."),
                advice=_("Put back the two files that belong together, or restore a copy."),
            )
        if not pages:
            return
        told = step if engine.dialect.name == "sqlite" else None  # a server checks its own
        with watched(connection.connection.dbapi_connection, told):
            broken = backend_of(engine).quick_check(connection)
        if broken:
            raise damaged()
