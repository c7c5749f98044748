"""What stands on a document, without saying how it is drawn: facts, tables, lines to write on.

Facts are read from entries by their names in the catalogue; what HIV rules, and what is not on
the entry's form, is left out whatever a document asks for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from maternity.conditions import Misspelt
from maternity.fields import Field
from maternity.records import Column, Record, named, path
from maternity.reports import discreet
from maternity.reports.drawing import Drawing

TO_FILL = "…"
"""Stands for dots to write on."""


@dataclass(frozen=True)
class Facts:
    """Labels with their values, in columns."""

    heading: str
    rows: tuple[tuple[str, str], ...]
    columns: int = 2
    to_choose: bool = False
    """Whether the values are choices to tick, set smaller than what is known."""


@dataclass(frozen=True)
class Grid:
    """A small table."""

    heading: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    tall: bool = False


@dataclass(frozen=True)
class Lines:
    """Lines to write on."""

    heading: str
    count: int


@dataclass(frozen=True)
class Note:
    """A sentence; a strong one stands in a frame, a large one is read from a wall."""

    words: str
    strong: bool = False
    large: bool = False


@dataclass(frozen=True)
class Boxes:
    """Boxes to sign in."""

    titles: tuple[str, ...]


@dataclass(frozen=True)
class Band:
    """A strip to cut out: a code to scan, and who it is."""

    code: str
    lines: tuple[str, ...]
    wide_mm: float = 186
    tall_mm: float = 30


@dataclass(frozen=True)
class Cut:
    """Where the page is cut or folded."""

    words: str


@dataclass(frozen=True)
class Drawn:
    """A drawing of a whole sheet."""

    drawing: Drawing


Part = Facts | Grid | Lines | Note | Boxes | Band | Cut | Drawn


@dataclass(frozen=True)
class Leaf:
    """One page or more of a document, with its own title."""

    title: str
    parts: tuple[Part, ...]
    under: str = ""


@dataclass(frozen=True)
class Told:
    """What every document knows of the ward: the facility, the day, who prints."""

    facility: Any
    made_at: datetime
    made_by: str
    number: str = ""
    training: bool = False
    duplicate_of: str = ""

    @property
    def today(self) -> date:
        """The day of printing."""
        return self.made_at.date()


@dataclass(frozen=True)
class Pages:
    """A whole document, ready to be drawn."""

    title: str
    leaves: tuple[Leaf, ...]
    told: Told
    size: str = "A4"
    first: str = field(default="")


def column_at(entry: Record, name: str) -> tuple[Record | None, Column]:
    """The entry and the column a dotted name means; None for an entry that is not there."""
    steps = path(type(entry), name)
    cls: Any = type(entry)
    at: Any = entry
    for step in steps[:-1]:
        target = cls.register.links[step].target
        cls = named(target).record
        at = getattr(at, step) if at is not None else None
    return at, cls.register.column(steps[-1])


def woman_of(entry: Record) -> Record | None:
    """The woman an entry is about; None where it is about none."""
    if entry.register.name == "woman":
        return entry
    try:
        found: Record | None = entry.look("woman")
    except Misspelt:
        return None
    return found


def value(entry: Record | None, column: Column) -> str:
    """A value as a document says it; empty for what must not stand there."""
    if entry is None or column.sensitive == "hiv":
        return ""
    name = column.name
    if isinstance(column, Field) and entry.applies(name) is False:
        return ""
    if column.kind == "diagnosis":
        return column.show(discreet.diagnoses(getattr(entry, name) or ()))
    shown = discreet.text(entry.shown(name))
    unit = column.unit_words
    return f"{shown} {unit}" if shown and unit and shown[:1].isdigit() else shown


def facts(entry: Record, heading: str, *names: str, columns: int = 2, dots: bool = True) -> Facts:
    """The named facts of an entry and of those it belongs to; dots where nothing is known."""
    rows = []
    for name in names:
        owner, column = column_at(entry, name)
        told = value(owner, column)
        hidden = column.sensitive == "hiv" or (
            owner is not None and isinstance(column, Field) and owner.applies(column.name) is False
        )
        if not hidden and (told or dots):
            rows.append((column.words, told or TO_FILL))
    return Facts(heading, tuple(rows), columns)


def table(
    cls: type[Record],
    entries: Iterable[Record],
    heading: str,
    *names: str,
    widths: tuple[float, ...] = (),
) -> Grid:
    """A table of entries of a register with the named columns."""
    heads = tuple(column_at(cls(), name)[1].words for name in names)
    rows = tuple(tuple(value(*column_at(one, name)) for name in names) for one in entries)
    return Grid(heading, heads, rows, widths)
