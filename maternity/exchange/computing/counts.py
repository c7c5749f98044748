"""Indicators from a table of counts: a row a month, a year or a facility."""

from __future__ import annotations

from maternity.clinical import rates
from maternity.exchange.computing.asked import (
    Answer,
    Computation,
    Values,
    each,
    lacking,
    sentences,
)
from maternity.exchange.spreadsheet import CellValue
from maternity.fields import Gap, Number
from maternity.i18n import _

COUNTS = tuple(sorted(rates.NAMES))


def _offered(columns: frozenset[str]) -> tuple[str, ...]:
    """The indicators all of whose counts the table has."""
    return tuple(one.name for one in rates.INDICATORS if {*one.over, *one.under} <= columns)


def _judge(row: Values) -> Answer:
    counts = {name: row[name] for name in row if name in rates.NAMES}
    found = [rates.rate(name, counts) for name in _offered(frozenset(counts))]
    values: dict[str, CellValue] = {one.name: one.shown for one in found if one.value is not None}
    needs = [name for one in found for name in one.needs]
    empty = [one.name for one in found if one.value is None and not one.needs]
    return Answer(values, sentences(lacking(needs), _undefined(empty), *_odd(counts)))


def _undefined(names: list[str]) -> str:
    if not names:
        return ""
    told = ", ".join(names)
    return _("Undefined, nothing below the line: {indicators}.").format(indicators=told)


def _odd(counts: rates.Counts) -> list[str]:
    """The relations between counts that do not hold."""
    return [
        _("Check: {relation} does not hold.").format(
            relation=f"{' + '.join(odd.left)} {odd.sign} {' + '.join(odd.right)}"
        )
        for odd in rates.odd(counts)
    ]


RATES = Computation(
    "rates",
    tuple(Number(label=name, name=name, low=0, gaps=(Gap.UNKNOWN,)) for name in COUNTS),
    (COUNTS,),
    _offered,
    each(_judge),
)
