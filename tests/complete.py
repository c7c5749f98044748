"""Fill an entry until nothing is missing: each field by its kind, whatever the register asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar

from maternity import clock
from maternity.fields import Choice, Choices, Field, Link
from maternity.moments import Moment
from maternity.records import Record, Strength, named

R = TypeVar("R", bound=Record)
ROUNDS = 30
NOT_KNOWN = {"unknown", "other", "none"}


def complete(entry: R) -> R:
    """The entry with what it needs to be closed; what it said already stays."""
    for _round in range(ROUNDS):
        missing = [p.field for p in entry.problems() if p.strength is Strength.MISSING]
        if not missing:
            break
        for name in missing:
            setattr(entry, name, _value(entry, entry.register.fields[name]))
    for problem in entry.problems():
        entry.confirm(problem.field)
    return entry


def _value(entry: Record, field: Field) -> Any:
    if isinstance(field, Link):
        shared = named(field.target).links.keys() & entry.register.links.keys()
        return complete(
            named(field.target).record(**{name: getattr(entry, name) for name in shared})
        )
    if isinstance(field, (Choice, Choices)):
        known = next(one for one in field.offered if one.value not in NOT_KNOWN)
        return (known,) if isinstance(field, Choices) else known
    if field.kind in {"number", "decimal"}:
        return _number(entry, field)
    return {
        "moment": Moment.at(clock.now() - timedelta(hours=1)),
        "date": clock.today() - timedelta(days=1),
        "diagnosis": ("O80",),
    }.get(field.kind, "x")


def _number(entry: Record, field: Field) -> int:
    """A usual figure: the lowest that is not asked about."""
    bound = field.bound("ask_low") or field.bound("low") or field.bound("ask_high")
    return int(str(bound.at(entry.look) or 1)) if bound else 1
