"""What happened, hour by hour: every moment that stands in the entries of a pregnancy, in order.

Made from the catalogue, so that a new sheet with its hours needs nothing here. No name of anybody
stands in it, and nothing that HIV rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from maternity.fields import Field, Link, Moments, Serial
from maternity.i18n import _
from maternity.moments import Moment, order
from maternity.reading import show_moment
from maternity.records import Record
from maternity.reports.leaf import Grid, value

SAID_ALREADY = frozenset({"notified_at"})
"""Moments of the papers themselves, not of what happened."""
SHORT = frozenset({"choice", "number", "decimal", "yes_no", "yes_no_unknown"})
"""Kinds whose values stand beside the hour of their entry."""


@dataclass(frozen=True)
class Happened:
    """Something with its moment: of which entry, what, and the facts beside it."""

    at: Moment
    of: str
    what: str


def course(entries: Iterable[Record]) -> list[Happened]:
    """Every moment of these entries in order of time; an unknown hour stands by its day."""
    found = [one for entry in entries if entry.voided_at is None for one in _of(entry)]
    return sorted(found, key=lambda one: str(one.at))


def _of(entry: Record) -> Iterator[Happened]:
    about = entry.register
    for field in about.fields.values():
        at = getattr(entry, field.name)
        if not isinstance(field, Moments) or at is None or field.sensitive == "hiv":
            continue
        if field.name in SAID_ALREADY or entry.applies(field.name) is False:
            continue
        facts = _facts(entry) if field.name == about.dated else ""
        yield Happened(at, about.one_words, f"{step_words(field.words)}{facts}")


def step_words(label: str) -> str:
    """What happened, of a label that asks at what hour it did."""
    return label.removesuffix(" at").removesuffix(" à").rstrip(",")


def _facts(entry: Record) -> str:
    """The short listed values of an entry, beside its own hour."""
    told = []
    for field in entry.register.listed:
        plain = isinstance(field, Field) and not isinstance(field, (Link, Serial))
        if plain and field.kind in SHORT and field.sensitive in {"none", "death"}:
            shown = value(entry, field)
            named = shown[:1].isdigit() or field.kind.startswith("yes")
            told.append(f"{field.words} {shown}" if named and shown else shown)
    kept = ", ".join(one for one in told if one)
    return f" ({kept})" if kept else ""


def hours_grid(heading: str, entries: Iterable[Record]) -> Grid:
    """The course as a table: when, in which entry, what."""
    rows = tuple((show_moment(one.at), one.of, one.what) for one in course(entries))
    return Grid(heading, (_("When"), _("Entry"), _("What")), rows, (2.2, 2.2, 5))


def course_grid(heading: str, entries: Iterable[Record], end: Moment | None) -> Grid:
    """The course as a table, with the hours and minutes before its end where they are known."""
    rows = tuple(
        (show_moment(one.at), _before(one.at, end), one.of, one.what) for one in course(entries)
    )
    heads = (_("When"), _("Before the death"), _("Entry"), _("What"))
    return Grid(heading, heads, rows, (2.2, 1.6, 2.2, 5))


def _before(at: Moment, end: Moment | None) -> str:
    if end is None or at.exact is None or end.exact is None or order(at, end) > 0:
        return ""
    minutes = int((end.exact - at.exact).total_seconds()) // 60
    return _("{hours} h {minutes}").format(hours=minutes // 60, minutes=f"{minutes % 60:02d}")
