"""What happened to a register while its trail could not be written: told at its next opening.

A register of an older form takes no event of this program before it is brought to the new form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Engine

from maternity.db.audit import Event
from maternity.db.facts import drop_fact, fact, put_fact

FACT = "untold"


def keep(engine: Engine, events: Iterable[Event]) -> None:
    """Keep events in the register itself, after those that wait already."""
    told = [asdict(one) for one in (*waiting(engine), *events)]
    put_fact(engine, FACT, json.dumps(told, ensure_ascii=False))


def waiting(engine: Engine) -> list[Event]:
    """The events that wait, the oldest first."""
    return [Event(**one) for one in json.loads(fact(engine, FACT) or "[]")]


def drop(engine: Engine) -> None:
    """They stand on the trail now."""
    if fact(engine, FACT):
        drop_fact(engine, FACT)
