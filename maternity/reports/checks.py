"""The checks of a return before it is closed: data beside the returns, judged on a sheet.

Each names lines and says in one sentence, with both figures, what to look at; the entries at fault
are those of the left side that the right side does not have. Nothing here ever stops a closing.
"""

from __future__ import annotations

import operator
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import dropwhile
from statistics import mean, median, stdev
from typing import Any

from maternity import paths
from maternity.i18n import _, plural
from maternity.moments import Moment
from maternity.records import Record, day_value
from maternity.reports.form import spoken
from maternity.reports.reported import reported
from maternity.reports.sheet import Line, Sheet, look_counted

FOLDER = "returns/checks"
SIDES: dict[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
}
MODERATE, EXTREME = 2, 3
"""Standard deviations from the mean of the months before (WHO data quality review)."""
MONTHS_NEEDED, LEAST_STEP = 6, 3
"""Months a mean needs; and how far a small figure must move before it is worth a word."""


@dataclass(frozen=True)
class Check:
    """A comparison of two figures of a return."""

    id: str
    left: tuple[str, ...]
    op: str
    words: str
    words_en: str
    right: tuple[str, ...] = ()
    at: float = 0
    times: float = 1
    least: float = 0
    when: str = ""
    has: str = ""
    needed: str = ""


@dataclass(frozen=True)
class Heaping:
    """A measured value that is rounded more often than measuring would give."""

    id: str
    register: str
    dated: str
    field: str
    multiple: int
    most: float
    least: int
    words: str
    words_en: str


@dataclass(frozen=True)
class Finding:
    """A warning: its check, its sentence with the figures, and the entries to look at."""

    check: str
    words: str
    entries: list[Record] = field(default_factory=list)
    strong: bool = False


@cache
def shipped() -> tuple[tuple[Check, ...], tuple[Heaping, ...]]:
    """Every check beside the returns."""
    checks: list[Check] = []
    heapings: list[Heaping] = []
    for file in sorted((paths.resources() / FOLDER).glob("*.toml")):
        told = tomllib.loads(file.read_text("utf-8"))
        checks += [_check(one) for one in told["check"]]
        heapings += [Heaping(**one) for one in told.get("heaping", ())]
    return tuple(checks), tuple(heapings)


def _check(told: Mapping[str, Any]) -> Check:
    parts = dict(told)
    parts["op"], parts["needed"] = parts.pop("is"), parts.pop("if", "")
    parts["left"], parts["right"] = tuple(parts["left"]), tuple(parts.get("right", ()))
    return Check(**parts)


def lines_of(check: Check) -> set[str]:
    """The lines a check names."""
    return {code.removeprefix("-") for code in (*check.left, *check.right, check.needed) if code}


def findings(sheet: Sheet, before: Mapping[str, Sequence[int | None]]) -> list[Finding]:
    """Every warning about a sheet; `before` holds the totals of the months before, by line."""
    checks, heapings = shipped()
    return [
        *_compared(sheet, checks),
        *_added_up(sheet),
        *_incomplete(sheet),
        *_unlike(sheet, before),
        *_heaped(sheet, heapings),
    ]


def _compared(sheet: Sheet, checks: Sequence[Check]) -> Iterator[Finding]:
    by_code = {line.code: line for line in sheet.lines}
    for check in checks:
        if not lines_of(check) <= by_code.keys():
            continue
        if check.when and sheet.settings.get(check.when) != check.has:
            continue
        left = _side(by_code, check.left)
        right = _side(by_code, check.right) if check.right else check.at
        if left is None or right is None or right < check.least:
            continue
        if check.needed and not reported(by_code[check.needed]):
            continue
        right *= check.times
        if not SIDES[check.op](left, right):
            words = spoken(check.words, check.words_en)
            told = words.format(left=int(left), right=int(right))
            yield Finding(check.id, told, _at_fault(by_code, check))


def _side(by_code: Mapping[str, Line], codes: Sequence[str]) -> float | None:
    """The figures of a side together; None while one of them is not known."""
    found = 0
    for code in codes:
        value = reported(by_code[code.removeprefix("-")])
        if value is None:
            return None
        found += -value if code.startswith("-") else value
    return found


def _at_fault(by_code: Mapping[str, Line], check: Check) -> list[Record]:
    """The entries counted on the left that nothing takes away or has on the right."""
    given = [code for code in check.left if not code.startswith("-")]
    taken = [code[1:] for code in check.left if code.startswith("-")]
    left = [entry for code in given for entry in by_code[code].counted]
    right = {entry for code in (*taken, *check.right) for entry in by_code[code].counted}
    return [entry for entry in left if entry not in right] or left


def _added_up(sheet: Sheet) -> Iterator[Finding]:
    """V27: a total that a person corrected, and cells that no longer make it."""
    for line in sheet.lines:
        if not line.form.by or line.correction() is None:
            continue
        cells = sum(reported(line, cell) or 0 for cell in line.cells) + len(line.unplaced)
        total = reported(line)
        if total is not None and total != cells:
            words = _("{code}: the total ({total}) is not the sum of its cells ({cells}).")
            told = words.format(code=line.code, total=total, cells=cells)
            yield Finding(f"V27-{line.code}", told, list(line.counted))


def _incomplete(sheet: Sheet) -> Iterator[Finding]:
    """V28 and V30: what has no cell, and what is not finished."""
    if sheet.unplaced:
        told = plural(
            "{count} entry has an age or a village that is not known: the totals count it, the"
            " form has no cell for it.",
            "{count} entries have an age or a village that is not known: the totals count them,"
            " the form has no cell for them.",
            len(sheet.unplaced),
        )
        yield Finding("V28", told, sheet.unplaced)
    if sheet.to_finish:
        told = plural(
            "{count} entry of the month is not finished.",
            "{count} entries of the month are not finished.",
            sheet.unfinished,
        )
        yield Finding("V30", told, sheet.to_finish)


def _unlike(sheet: Sheet, before: Mapping[str, Sequence[int | None]]) -> Iterator[Finding]:
    """V31: a figure far from those of the months before."""
    for line in sheet.lines:
        known = _begun(before.get(line.code, ()))
        value = reported(line)
        if value is None or len(known) < MONTHS_NEEDED:
            continue
        usual, spread = mean(known), stdev(known)
        apart = abs(value - usual)
        if apart <= MODERATE * spread or apart < LEAST_STEP:
            continue
        words = _("{label}: {value} this month, {usual} in the middle of the months before.")
        told = words.format(label=line.form.words, value=value, usual=round(median(known)))
        strong = apart > EXTREME * spread
        yield Finding(f"V31-{line.code}", told, list(line.counted), strong)


def _begun(values: Sequence[int | None]) -> list[int]:
    """The months from the first in which a line counted anything: before, nobody wrote here."""
    known = [value for value in values if value is not None]
    return list(dropwhile(lambda value: value == 0, known))


def _heaped(sheet: Sheet, heapings: Sequence[Heaping]) -> Iterator[Finding]:
    for one in heapings:
        entries = _entries(sheet, one)
        known = [(entry, _figure(entry, one.field)) for entry in entries]
        given = [(entry, value) for entry, value in known if value is not None]
        rounded = [entry for entry, value in given if value % one.multiple == 0]
        if len(given) >= one.least and len(rounded) > one.most * len(given):
            words = spoken(one.words, one.words_en)
            yield Finding(one.id, words.format(left=len(rounded), right=len(given)), rounded)


def _entries(sheet: Sheet, one: Heaping) -> list[Record]:
    """The entries of a register that some line of the month counts."""
    return list(
        dict.fromkeys(
            entry
            for line in sheet.lines
            if line.form.register == one.register
            for entry in line.counted
            if (day := day_value(look_counted(entry, one.dated))) is not None
            and sheet.first <= day <= sheet.last
        )
    )


def _figure(entry: Record, name: str) -> int | None:
    value = look_counted(entry, name)
    if isinstance(value, Moment):
        return None if value.time is None else value.time.hour * 60 + value.time.minute
    return None if value is None else int(value)
