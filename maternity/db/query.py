"""What a list asks: its period, state, text and order, as one portable question each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    false,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import aliased

from maternity.conditions import Misspelt
from maternity.db import search
from maternity.db.tables import metadata
from maternity.errors import Refused
from maternity.fields import Field, Moments
from maternity.i18n import _
from maternity.records import Computed, Record, Register, child_of, named, path


@dataclass(frozen=True)
class Query:
    """A page of a register's list: what to show, from where, in which order."""

    register: str
    text: str = ""
    first: date | None = None
    last: date | None = None
    state: str = ""
    equal: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True)
class Page:
    """Some rows of a list, and how many there are in all."""

    rows: list[Any]
    total: int
    offset: int = 0


STATES = ("open", "incomplete", "to_confirm", "closed", "voided", "to_check")


def filtered(query: Query, asked: Select[Any]) -> Select[Any]:
    """The question narrowed to what the list shows."""
    cls: Any = named(query.register).record
    about = cls.register
    if about.dated and (query.first or query.last):
        first, last = query.first or date.min, query.last or date.max
        asked = asked.where(within(cls, about.fields[about.dated], first, last))
    for name, code in query.equal:
        column = link_column(cls, name) if name in about.links else getattr(cls, name)
        asked = asked.where(column == code if code else column.is_(None))
    asked = asked.where(*_in_state(cls, query.state))
    if query.text.strip():
        asked = asked.where(_found(cls, query.text))
    return asked


def ordered(query: Query, asked: Select[Any]) -> Select[Any]:
    """The question in the order of the list: the register's own, the newest first, or a column's.

    What is not known comes last both ways, on every backend; the identity makes the order stable.
    """
    cls: Any = named(query.register).record
    about = cls.register
    if query.sort and not can_sort(about, query.sort):
        raise Refused(_("This column gives no order. Choose another."), field=ORDER)
    down = query.descending if query.sort else bool(about.dated)
    above: dict[tuple[str, ...], Any] = {(): cls}
    order: str = query.sort or about.dated or about.sorted_by
    for name in order.split(AND):
        *steps, last = [*name.split("."), *_shown_by(cls, name)]
        for at in range(1, len(steps) + 1):
            way = tuple(steps[:at])
            if way not in above:
                owner, link = above[way[:-1]], way[-1]
                target: Any = aliased(named(owner.register.links[link].target).record)
                asked = asked.outerjoin(target, _key(owner, link) == target.id)
                above[way] = target
        owner = above[tuple(steps)]
        column = getattr(owner, last) if last in owner.register.fields else cls.id
        asked = asked.order_by((column.desc() if down else column.asc()).nulls_last())
    return asked.order_by(cls.id.desc() if down else cls.id)


ORDER = "sort"
"""The field of a refusal of the order that was asked for."""
MOST_PUT_IN_ORDER = 50_000
"""So many rows are put in the order of a column without an index within a second (a slow disk)."""


def check_order(query: Query, total: int) -> None:
    """Refuse to read a whole great register for each page of it: an order that no index keeps."""
    if not query.sort or total <= MOST_PUT_IN_ORDER:
        return
    kept = {next(iter(one.columns)).name for one in metadata.tables[query.register].indexes}
    if query.sort not in kept:
        raise Refused(
            _(
                "{count} rows are too many to be put in the order of this column. Choose a shorter"
                " period, then sort again."
            ).format(count=total),
            field=ORDER,
        )


AND = ","
"""Between the fields of an order: those after the first decide where it does not."""


def in_turn(names: Iterable[str]) -> str:
    """The order by several fields, one after the other."""
    return AND.join(names)


def can_sort(about: Register, sort: str) -> bool:
    """Whether a list can be put in this order: fields of its own, or of what it links to."""
    for name in sort.split(AND):
        *steps, last = name.split(".")
        at = about
        for step in steps:
            if step not in at.links:
                return False
            at = named(at.links[step].target)
        field = at.fields.get(last)
        if field is None or (field.sensitive == "hiv" and not _tells_apart(at, field)):
            return False
    return True


def _tells_apart(about: Register, field: Field) -> bool:
    """The day and the number, which a list shows; what HIV rules is masked, in its order too."""
    return field.name == about.dated or field.kind == "serial"


def _shown_by(cls: Any, name: str) -> Iterator[str]:
    """Beyond a link: what the entry that it leads to is sorted by when another list shows it."""
    at = cls.register
    *steps, last = name.split(".")
    for step in steps:
        at = named(at.links[step].target)
    while last in at.links:
        target = at.links[last].target
        at, last = named(target), _first_of(target)
        yield last


def _key(owner: Any, link: str) -> Any:
    return getattr(owner, f"{link}_id")


def _first_of(register: str) -> str:
    """What entries of a register are sorted by when another list shows them."""
    about = named(register)
    if about.sorted_by in about.fields:
        return about.sorted_by
    return next(iter(about.links), about.dated)


def link_column(cls: Any, link: str) -> Any:
    """The column that holds a link."""
    return metadata.tables[cls.register.name].c[f"{link}_id"]


def within(owner: Any, source: Field, first: date, last: date) -> ColumnElement[bool]:
    """Whether a day or moment lies from the first to the last day."""
    column = getattr(owner, source.name)
    if isinstance(source, Moments):
        after = last + timedelta(days=1) if last < date.max else last
        return and_(column >= first.isoformat(), column < after.isoformat())
    return and_(column >= first, column <= last)


def dated(cls: Any, name: str, first: date, last: date) -> Select[Any]:
    """The entries that `name` can place in a period: a field, a derived value, a dotted path."""
    steps = path(cls, name)
    owner: Any = cls
    asked = select(cls).where(cls.voided_at.is_(None))
    for step in steps[:-1]:
        target: Any = aliased(named(owner.register.links[step].target).record)
        asked = asked.join(target, _key(owner, step) == target.id)
        owner = target
    column = owner.register.column(steps[-1])
    sources = column.dated_by if isinstance(column, Computed) else (steps[-1],)
    return asked.where(or_(*(_by_source(owner, one, first, last) for one in sources)))


def _by_source(owner: Any, source: str, first: date, last: date) -> ColumnElement[bool]:
    """A field of the entry itself, or of its children (`deliveries.delivered_at`)."""
    back, dot, name = source.rpartition(".")
    if not dot:
        return within(owner, owner.register.fields[name], first, last)
    child: Any = aliased(child_of(owner.register.record, back))
    parent = _key(child, owner.register.backs[back])
    fitting = within(child, child.register.fields[name], first, last)
    return owner.id.in_(select(parent).where(fitting))  # type: ignore[no-any-return]


@cache
def with_newest(owner: str, registers: tuple[str, ...]) -> Select[Any]:
    """The entries of some `ids`, each with its newest day or moment of each register, as text.

    Put together once and asked as one question: it follows every letter of a search.
    """
    cls: Any = named(owner).record
    key = metadata.tables[owner].c.id
    newest = (_newest(register, key).label(register) for register in registers)
    return select(cls, *newest).where(key.in_(bindparam("ids", expanding=True)))


def _newest(register: str, owner: ColumnElement[Any]) -> ColumnElement[Any]:
    cls = named(register).record
    table = metadata.tables[register]
    *steps, last = path(cls, f"{owner.table.name}.id")[:-1]
    at: FromClause = table
    joined: FromClause = table
    for step in steps:
        cls = named(cls.register.links[step].target).record
        above = metadata.tables[cls.register.name].alias()
        joined = joined.join(above, at.c[f"{step}_id"] == above.c.id)
        at = above
    when = named(register).fields[named(register).dated]
    as_text = type_coerce if isinstance(when, Moments) else cast
    asked = select(as_text(func.max(table.c[when.name]), Text)).select_from(joined)
    owned = asked.where(at.c[f"{last}_id"] == owner, table.c.voided_at.is_(None))
    return owned.correlate(metadata.tables[owner.table.name]).scalar_subquery()


def _in_state(cls: Any, state: str) -> Iterator[ColumnElement[bool]]:
    if not state:
        return
    if state not in STATES:
        raise Refused(_("This filter is not known."))
    if state == "voided":
        yield cls.voided_at.is_not(None)
        return
    yield cls.voided_at.is_(None)
    if state == "to_check":
        flagged = "to_check" in cls.register.fields
        yield cls.to_check.is_not(None) if flagged else false()
        return
    yield {
        "open": or_(cls.missing > 0, cls.unsure > 0),
        "incomplete": cls.missing > 0,
        "to_confirm": cls.unsure > 0,
        "closed": cls.missing + cls.unsure == 0,
    }[state]


def _found(cls: Any, text: str) -> ColumnElement[bool]:
    """The entries a text finds: by their number, by their own words, or by their woman's."""
    about = cls.register
    number = search.number(text)
    if number is not None and about.serial:
        return and_(*_numbered(cls, *number))
    if any(f.sought for f in about.fields.values()):
        return cls.id.in_(search.every(about.name, text))  # type: ignore[no-any-return]
    try:
        steps = path(cls, "woman.id")[:-1]
    except Misspelt:  # an entry that is about no woman is not found by a name
        return false()
    return _through(cls, steps, search.every("woman", text))


def _numbered(cls: Any, number: int, year: int | None) -> Iterator[ColumnElement[bool]]:
    yield getattr(cls, cls.register.serial.name) == number
    if year is not None:
        yield cls.serial_year == year


def _through(cls: Any, steps: Sequence[str], ids: Select[Any]) -> ColumnElement[bool]:
    column = link_column(cls, steps[0])
    if len(steps) == 1:
        return column.in_(ids)  # type: ignore[no-any-return]
    parent: type[Record] = named(cls.register.links[steps[0]].target).record
    above: Any = parent
    return column.in_(select(above.id).where(_through(parent, steps[1:], ids)))  # type: ignore[no-any-return]
