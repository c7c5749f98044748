"""What happened to a register while its trail could not be written: told at its next opening.

A register of an older form takes no event of this program before it is brought to the new form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Engine, delete, select

from maternity.db.audit import Event, record_all
from maternity.db.facts import fact, put_fact
from maternity.db.faults import explained
from maternity.db.tables import book_fact

FACT = "untold"


def keep(engine: Engine, events: Iterable[Event]) -> None:
    """Keep events in the register itself, after those that wait already."""
    told = [asdict(one) for one in (*waiting(engine), *events)]
    put_fact(engine, FACT, json.dumps(told, ensure_ascii=False))


def waiting(engine: Engine) -> list[Event]:
    """The events that wait, the oldest first."""
    return _read(fact(engine, FACT))


def _read(told: str) -> list[Event]:
    return [Event(**one) for one in json.loads(told or "[]")]


def tell(engine: Engine) -> None:
    """Have them stand on the trail; they wait no more from the same moment on."""
    if not fact(engine, FACT):
        return
    ours = book_fact.c.name == FACT
    with explained(), engine.begin() as connection:
        told = connection.scalar(select(book_fact.c.value).where(ours).with_for_update())
        record_all(connection, _read(told or ""))
        connection.execute(delete(book_fact).where(ours))
