"""What a register is: a plain typed class of declared fields, and its entries.

From the declarations come the column, the editor, checks, lists, search, prints, imports, exports
and the wording of the history. Neither Qt nor a database is known here; `db` maps these classes
as they are. Upward links always come loaded, lists of children only when asked for.
"""

from __future__ import annotations

import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, Generic, Literal, TypeVar, cast, dataclass_transform, overload

from maternity import clock
from maternity.conditions import UNKNOWN, Look, Misspelt, above, below, parse
from maternity.fields import (
    KINDS,
    NONE,
    Choices,
    Day,
    Field,
    Gap,
    Link,
    Moments,
    Options,
    Serial,
    text,
)
from maternity.i18n import N_, _, words
from maternity.moments import Moment, Timed

T = TypeVar("T")
R = TypeVar("R", bound="Record")


class Strength(Enum):
    """How much a problem weighs."""

    MISSING = "missing"
    STOPS = "stops"
    ASKS = "asks"


@dataclass(frozen=True)
class Problem:
    """Something about one field that keeps the entry open: words say what to do."""

    field: str
    words: str
    strength: Strength = Strength.STOPS


@dataclass(frozen=True, kw_only=True)
class Computed:
    """A value worked out from fields: not typed, not stored (unless `kept` at closing)."""

    label: str
    kind: str
    needs: tuple[str, ...] = ()
    unit: str = ""
    options: type[Options] | None = None
    listed: bool = False
    kept: bool = False
    dated_by: tuple[str, ...] = ()
    sensitive: Literal["none", "personal", "hiv", "death"] = "none"
    paper: str = ""
    help: str = ""
    ends: tuple[str, str] = ("", "")
    """The values beyond which a figure is only told to lie beyond them: « < 0,1 », « > 99,9 »."""
    name: str = ""
    register: str = ""

    @property
    def words(self) -> str:
        """The label in the language in use."""
        return words(self.label, self.register)

    @property
    def unit_words(self) -> str:
        """The unit in the language in use."""
        return words(self.unit, "unit")

    def show(self, value: Any) -> str:
        """The value for a screen or a page."""
        if value is None:
            return ""
        if isinstance(value, tuple):
            return ", ".join(item.words for item in value)
        if isinstance(value, Options):
            return value.words
        return _beyond(value, self.ends) or KINDS[self.kind](label="").show(value)

    def plain(self, value: Any) -> str:
        """The value as files hold it."""
        if value is None:
            return ""
        if isinstance(value, tuple):
            return "|".join(str(item.value) for item in value)
        return str(value.value) if isinstance(value, Options) else str(value)


def _beyond(value: Any, ends: tuple[str, str]) -> str:
    low, high = ends
    if low and value < Decimal(low):
        return f"< {low}".replace(".", ",")
    return f"> {high}".replace(".", ",") if high and value > Decimal(high) else ""


Column = Field | Computed
"""What can stand in a list, on a page, in an export or in a condition."""


class Derived(Generic[R, T]):
    """A derived value of an entry: read like a field, worked out when read."""

    def __init__(self, method: Callable[[R], T], label: str, rest: dict[str, Any]) -> None:
        self.method, self.label, self.rest = method, label, rest
        self.name = method.__name__
        self.__doc__ = method.__doc__

    def column(self, register: str) -> Computed:
        """The declaration that lists, exports and conditions read."""
        annotation = str(self.method.__annotations__.get("return", ""))
        about = {"kind": _kind_of(annotation), **self.rest}
        return Computed(label=self.label, name=self.name, register=register, **about)

    @overload
    def __get__(self, entry: None, owner: type) -> Derived[R, T]: ...
    @overload
    def __get__(self, entry: R, owner: type) -> T: ...
    def __get__(self, entry: R | None, owner: type) -> Derived[R, T] | T:
        if entry is None:
            return self
        frozen = getattr(entry, f"{self.name}_kept", None) if self.rest.get("kept") else None
        if frozen and frozen != UNKNOWN:
            return cast("T", self.rest["options"].coded(frozen))
        return self.method(entry)


def derived(label: str, **rest: Any) -> Callable[[Callable[[R], T]], Derived[R, T]]:
    """Mark a method as a derived value; its kind follows from the return annotation.

    `needs` names the lists of children it reads, `kept` freezes the value when the entry is
    closed, `dated_by` names the fields it can take its day from.
    """

    def declare(method: Callable[[R], T]) -> Derived[R, T]:
        return Derived(method, label, rest)

    return declare


def _kind_of(annotation: str) -> str:
    name = annotation.split(" |", maxsplit=1)[0].strip()
    kinds = {"int": "number", "Decimal": "decimal", "str": "text", "Answer": "yes_no"}
    kinds |= {"date": "date", "Moment": "moment"}
    return kinds.get(name, "multi_choice" if name.startswith("tuple") else "choice")


def rule(method: Callable[[R], Iterator[Problem]]) -> Callable[[R], Iterator[Problem]]:
    """Mark a method as a rule across fields: it yields problems and never raises."""
    method.is_rule = True  # type: ignore[attr-defined]
    return method


class _Children:
    """The list on the other end of a link, while no database stands behind it."""

    def __init__(self, link_name: str) -> None:
        self.link_name = link_name
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, entry: Record | None, owner: type) -> Any:
        return self if entry is None else entry.__dict__.setdefault(self.name, [])

    def __set__(self, entry: Record, value: Any) -> None:
        entry.__dict__[self.name] = list(value)


def linked_by(link_name: str, *, init: Literal[False] = False) -> Any:  # noqa: ARG001
    """Declare the other end of a link that children hold under this name."""
    return _Children(link_name)


class _Parent:
    """A link, while no database stands behind it: sets itself on the other end too."""

    def __init__(self, name: str, back: str) -> None:
        self.name, self.back = name, back

    def __get__(self, entry: Record | None, owner: type) -> Any:
        return self if entry is None else entry.__dict__.get(self.name)

    def __set__(self, entry: Record, value: Record | None) -> None:
        entry.__dict__[self.name] = value
        if value is not None and self.back:
            children = getattr(value, self.back)
            if entry not in children:
                children.append(entry)


def standing(children: Iterable[R]) -> list[R]:
    """The entries of a list that are not cancelled."""
    return [child for child in children if child.voided_at is None]


class one_of(Generic[T]):  # noqa: N801 - reads as a declaration
    """The one child that counts: the first of a list that is not cancelled."""

    def __init__(self, children: str) -> None:
        self.children = children

    @overload
    def __get__(self, entry: None, owner: type) -> one_of[T]: ...
    @overload
    def __get__(self, entry: Record, owner: type) -> T | None: ...
    def __get__(self, entry: Record | None, owner: type) -> one_of[T] | T | None:
        if entry is None:
            return self
        alive = (child for child in getattr(entry, self.children) if child.voided_at is None)
        return cast("T | None", next(alive, None))


@dataclass(kw_only=True)
class Register:
    """What is known of a register beside its class."""

    name: str
    label: str
    record: type[Record]
    one: str = ""
    fields: dict[str, Field] = field(default_factory=dict)
    derived: dict[str, Computed] = field(default_factory=dict)
    backs: dict[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    dated: str = ""
    alongside: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    ends: str = ""
    """Of an emergency sheet: the moment that ends it; until then it is taken up, not begun anew."""
    tells: dict[str, str] = field(default_factory=dict)
    """What a form fills into an entry above where nobody wrote it: its field -> a value of ours."""
    setup: bool = False
    taken_in: bool = True
    sorted_by: str = ""
    one_of: tuple[str, ...] = ()
    """Fields that no second standing entry shares: « a pregnancy has one delivery »."""
    setting: bool | str = False
    """Whether its entries rule the whole ward: all of them, or those a condition is true of."""

    @property
    def words(self) -> str:
        """The register's name in the language in use (« Accouchements »)."""
        return words(self.label, "register")

    @property
    def one_words(self) -> str:
        """One entry's name (« Accouchement »)."""
        return words(self.one or self.label, "register")

    @property
    def links(self) -> dict[str, Link]:
        """Its links by name."""
        return {name: f for name, f in self.fields.items() if isinstance(f, Link)}

    @property
    def serial(self) -> Serial | None:
        """Its annual number, if it has one."""
        return next((f for f in self.fields.values() if isinstance(f, Serial)), None)

    @property
    def hidden(self) -> bool:
        """Whether HIV rules the whole register: opened one entry at a time, by who may see it."""
        return bool(self.dated) and self.columns[self.dated].sensitive == "hiv"

    @property
    def of_deaths(self) -> bool:
        """Whether it is a register of deaths, read by who may see deaths."""
        return bool(self.dated) and self.columns[self.dated].sensitive == "death"

    @property
    def typed(self) -> tuple[Field, ...]:
        """The fields a person fills."""
        return tuple(f for f in self.fields.values() if not f.computed)

    def column(self, name: str) -> Column:
        """A field or derived value by name; KeyError if there is none."""
        return self.fields[name] if name in self.fields else self.derived[name]

    @property
    def columns(self) -> dict[str, Column]:
        """Fields and derived values together, in the order of the dictionary."""
        return {**self.fields, **self.derived}

    @property
    def listed(self) -> tuple[Column, ...]:
        """The columns of its list, unless a person chose others."""
        return tuple(column for column in self.columns.values() if column.listed)


NUMBERED: dict[str, Field] = {
    "sheet_no": text(
        N_("Number of the blank sheet"),
        aside=True,
        longest=20,
        under=N_("About this entry"),
        help=N_("For an entry written on a blank sheet first and typed in later."),
    ),
    "to_check": text(
        N_("To be checked"),
        aside=True,
        longest=200,
        under=N_("About this entry"),
        help=N_("Write what is to be checked; empty it once it was. The list can show these."),
    ),
}
"""The fields that every numbered book has beside its own."""


_registers: dict[str, Register] = {}


def named(name: str) -> Register:
    """The register of this name; KeyError if there is none."""
    return _registers[name]


@dataclass_transform(kw_only_default=True, field_specifiers=(linked_by,))
def register(label: str, **about: Any) -> Callable[[type[R]], type[R]]:
    """Declare a class of entries as a register; `about` are attributes of Register."""

    def declare(cls: type[R]) -> type[R]:
        name = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")
        made = Register(name=name, label=label, record=cls, **about)
        for key, value in list(vars(cls).items()):
            if isinstance(value, Field):
                made.fields[key] = replace(value, name=key, register=name)
                plain = isinstance(value, Link)
                setattr(cls, key, _Parent(key, value.back) if plain else None)  # type: ignore[attr-defined]
            elif isinstance(value, Derived):
                made.derived[key] = value.column(name)
            elif isinstance(value, _Children):
                made.backs[key] = value.link_name
        if made.serial is not None and not made.setup:
            kept_from = made.fields[made.dated].sensitive if made.dated in made.fields else "none"
            for key, one in NUMBERED.items():
                made.fields[key] = replace(one, name=key, register=name, sensitive=kept_from)
        made.rules = tuple(k for k, v in vars(cls).items() if getattr(v, "is_rule", False))
        cls.register = made
        _registers[name] = made
        return cls

    return declare


def is_setting(entry: Record) -> bool:
    """Whether this entry rules the whole ward: two people agree to change it."""
    which = entry.register.setting
    return bool(which) and parse("" if which is True else which).judge(entry.look) is True


def new_id() -> str:
    """A new identity, unique everywhere and growing with time (UUID version 7)."""
    stamp, rest = divmod(time.time_ns(), 1_000_000)
    part = rest * 4096 // 1_000_000  # of the millisecond: twins keep the order they were typed in
    chance = uuid.uuid4().int & ((1 << 62) - 1)
    return uuid.UUID(int=stamp << 80 | 7 << 76 | part << 64 | 2 << 62 | chance).hex


class Record:
    """One entry of a register. Every field may be empty: labour does not wait."""

    register: ClassVar[Register]

    id: str
    version: int | None = None
    created_at: datetime | None = None
    created_by: str | None = None
    changed_at: datetime | None = None
    changed_by: str | None = None
    closed_at: datetime | None = None
    voided_at: datetime | None = None
    voided_by: str | None = None
    void_reason: str | None = None
    source_id: str | None = None
    serial_year: int | None = None
    missing: int | None = None
    unsure: int | None = None
    confirmed: dict[str, str] | None = None
    sheet_no: str | None = None
    to_check: str | None = None

    def __init__(self, **values: Any) -> None:
        self.id = values.pop("id", None) or new_id()
        for name, value in values.items():
            if name not in self.register.fields and name not in SYSTEM:
                raise TypeError(f"{self.register.name} has no field {name!r}")
            setattr(self, name, value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and type(self) is type(other) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<{self.register.name} {self.id[-6:]}>"  # never a value

    def title(self) -> str:
        """How the entry calls itself in lists of other registers."""
        number = getattr(self, "serial_no", None)
        return f"{self.register.one_words} {number or ''}".strip()

    def gap(self, name: str) -> Gap | None:
        """The gap answered instead of a value, None if there is none."""
        kept = getattr(self, f"{name}_gap", None)
        return Gap(kept) if kept else None

    def set_gap(self, name: str, gap: Gap | None) -> None:
        """Answer a gap; it takes the place of a value."""
        if gap is not None:
            if gap not in self.register.fields[name].gaps:
                raise ValueError(f"{name} may not be {gap.value}")
            setattr(self, name, None)
        setattr(self, f"{name}_gap", gap.value if gap else None)

    def look(self, name: str) -> Any:
        """The value of a name as conditions write it; None when not known."""
        if name == "today":
            return clock.today()
        if name == "now":
            return clock.now()
        value: Any = self
        for step in path(type(self), name):
            value = getattr(value, step)
            if value is None:
                return None
        return value

    def applies(self, name: str) -> bool | None:
        """Whether the field is on the form; None while that cannot be told."""
        return self.register.fields[name].applies.judge(self.look)

    def answered(self, name: str) -> bool:
        """Whether the field holds a value or a gap."""
        value = getattr(self, name)
        return (value is not None and value != ()) or self.gap(name) is not None

    def followed(self, name: str, by: str = "follows") -> Any:
        """What a form proposes for a field from what is known beside it; an import never does.

        `by` is the part of the declaration that names what is known: `follows`, or `after`.
        """
        dotted = str(getattr(self.register.fields[name], by, ""))
        value: Any = self if dotted else None
        for step in dotted.split("."):
            value = getattr(value, step, None) if value is not None else None
        return value

    def shown(self, name: str) -> str:
        """The value, the gap's word, or nothing, in the language in use."""
        column = self.register.column(name)
        if isinstance(column, Field) and column.gaps:
            gap = self.gap(name)
            if gap:
                return gap.words
        return column.show(getattr(self, name))

    def plain(self, name: str) -> str:
        """The value or the gap as files and the history hold it."""
        column = self.register.column(name)
        if isinstance(column, Field) and column.gaps:
            gap = self.gap(name)
            if gap:
                return gap.value
        return column.plain(getattr(self, name))

    def believed(self, name: str) -> Any:
        """The value for a computation; None when it is impossible, until it is corrected."""
        value = getattr(self, name)
        if value is None or self._impossible(self.register.fields[name], value):
            return None
        return value

    def _impossible(self, f: Field, value: Any) -> bool:
        return below(value, bound_of(f, "low", then(self, f))) or above(
            value, bound_of(f, "high", until(self, f))
        )

    def problems(self) -> list[Problem]:
        """All that keeps the entry open: missing, impossible, and unlikely not yet confirmed."""
        found = [p for f in self.register.typed for p in self._field_problems(f)]
        for name in self.register.rules:
            found += getattr(self, name)()
        return [p for p in found if not self._confirmed(p)]

    def _field_problems(self, f: Field) -> Iterator[Problem]:
        if f.applies.judge(self.look) is False:
            return
        if not self.answered(f.name):
            must = f.must
            if must is not None and must.judge(self.look) and f.applies.judge(self.look):
                yield Problem(
                    f.name,
                    _("{field}: still to be filled.").format(field=f.words),
                    Strength.MISSING,
                )
            return
        value = getattr(self, f.name)
        if value is None:
            return
        yield from self._bounds(f, value)
        if isinstance(f, Choices) and len(value) > 1 and any(c.value == NONE for c in value):
            yield Problem(
                f.name, _("{field}: “none” excludes the other answers.").format(field=f.words)
            )

    def _bounds(self, f: Field, value: Any) -> Iterator[Problem]:
        if self._impossible(f, value):
            low, high = bound_of(f, "low", then(self, f)), bound_of(f, "high", until(self, f))
            yield Problem(f.name, _too_long_ago(self, f, value) or out_of(f, value, low, high))
            return
        low, high = bound_of(f, "ask_low", then(self, f)), bound_of(f, "ask_high", until(self, f))
        if below(value, low) or above(value, high):
            yield Problem(f.name, _unusual(f, value), Strength.ASKS)

    def _confirmed(self, problem: Problem) -> bool:
        if problem.strength is not Strength.ASKS or not self.confirmed:
            return False
        return self.confirmed.get(problem.field) == self.plain(problem.field)

    def confirm(self, name: str) -> None:
        """Keep that a person said « yes, it is right » of the value this field has now."""
        self.confirmed = {**(self.confirmed or {}), name: self.plain(name)}


def _too_long_ago(entry: Record, f: Field, value: Any) -> str:
    """The sentence for a day too far back from today or from what ended; empty if not so."""
    low = f.bound("low")
    if low is None or low.name != "today" or not below(value, low.at(then(entry, f))):
        return ""
    day = ended_on(entry, f)
    told = {
        "field": f.words,
        "value": f.show(value),
        "low": _shown_bound(f, low.at(then(entry, f))),
    }
    if day is None:
        return _(
            "{field}: {value} is too long ago. The earliest day accepted, counted back from the"
            " day of entry, is {low}. Check the date."
        ).format(**told)
    return _(
        "{field}: {value} is too long ago. The earliest day accepted, counted back from"
        " {ended}, is {low}. Check both dates."
    ).format(ended=f"{day:%d/%m/%Y}", **told)


def impossible(entry: Record, names: Iterable[str]) -> list[Problem]:
    """The values of these fields that lie outside their bounds, whatever else is not known yet."""
    found = [p for name in names for p in entry._field_problems(entry.register.fields[name])]  # noqa: SLF001 - its own module
    return [p for p in found if p.strength is Strength.STOPS]


def ended_on(entry: Record, f: Field) -> date | None:
    """The day that today means in the bounds of a field because what it tells of has ended."""
    named_so = f.ended if isinstance(f, Day) else ""
    return day_value(entry.look(named_so)) if named_so else None


def until(entry: Record, f: Field) -> Look:
    """What names mean in the bounds of a field, with the end as today once there is one."""

    def look(name: str) -> Any:
        ended = ended_on(entry, f) if name == "today" else None
        return ended or entry.look(name)

    return look


def then(entry: Record, f: Field) -> Look:
    """What names mean in the low bounds of a field; today and now are when it was first written.

    What was written in its time does not become too old by lying in the register.
    """

    def look(name: str) -> Any:
        ended = ended_on(entry, f) if name == "today" else None
        if ended is not None:
            return ended
        if name in {"today", "now"} and entry.created_at is not None:
            return entry.created_at.date() if name == "today" else entry.created_at
        return entry.look(name)

    return look


LATE_HOURS = 24
"""What is typed later than this after the event is marked as typed late."""

SYSTEM = (
    *("id", "version", "created_at", "created_by", "changed_at", "changed_by", "closed_at"),
    *("voided_at", "voided_by", "void_reason", "source_id", "serial_year", "missing", "unsure"),
    "confirmed",
)
"""Attributes every entry has beside its declared fields."""


def _shown_bound(f: Field, bound: Any) -> str:
    if isinstance(bound, Decimal):
        return f"{str(bound).replace('.', ',')} {f.unit_words}".strip()
    if isinstance(bound, datetime):
        bound = Moment.at(bound)
    if isinstance(bound, Moment):
        return Moments(label="").show(bound)
    return f"{bound:%d/%m/%Y}"


def bound_of(
    f: Field, which: Literal["low", "high", "ask_low", "ask_high"], look: Look
) -> Decimal | Timed | None:
    """A bound of a field for the values that `look` finds; None when there is none to tell."""
    bound = f.bound(which)
    return None if bound is None else bound.at(look)


def out_of(f: Field, value: Any, low: Any, high: Any) -> str:
    """The sentence for a value below its low bound or above its high one."""
    told = {"field": f.words, "value": f"{f.show(value)} {f.unit_words}".strip()}
    if below(value, low):
        told["low"] = _shown_bound(f, low)
        if isinstance(low, Decimal):
            return _("{field}: {value} is too low. Enter {low} or more.").format(**told)
        return _("{field}: {value} is before {low}. Check both dates.").format(**told)
    told["high"] = _shown_bound(f, high)
    if isinstance(high, Decimal):
        return _("{field}: {value} is too high. Enter {high} or less.").format(**told)
    return _("{field}: {value} is after {high}. Check both dates.").format(**told)


def _unusual(f: Field, value: Any) -> str:
    shown = f"{f.show(value)} {f.unit_words}".strip()
    return _("{field}: {value} is unusual. Confirm it or correct it.").format(
        field=f.words, value=shown
    )


_paths: dict[tuple[type[Record], str], tuple[str, ...]] = {}


def path(cls: type[Record], name: str) -> tuple[str, ...]:
    """The attributes that lead from an entry to what a name means; Misspelt if it means nothing.

    `delivery.place` in a newborn follows the link; `woman.zone` in a delivery goes up through
    the pregnancy; a register's own name in front may be left out.
    """
    key = (cls, name)
    if key not in _paths:
        _paths[key] = _find_path(cls, name)
    return _paths[key]


def _find_path(cls: type[Record], name: str) -> tuple[str, ...]:
    steps = name.split(".")
    if steps[0] == cls.register.name and len(steps) > 1 and steps[1] != "":
        steps = steps[1:]
    elif not _has(cls, steps[0]):
        steps = [*_up_to(cls, steps[0]), *steps[1:]]
    at = cls
    for step in steps[:-1]:
        at = _reached(at, step)
    if not _has(at, steps[-1]):
        raise Misspelt(f"{name!r} means nothing in the register {cls.register.name}")
    return tuple(steps)


def _has(cls: type[Record], name: str) -> bool:
    about = cls.register
    return name in about.columns or name in about.backs or name in SYSTEM or _one(cls, name)


def _one(cls: type[Record], name: str) -> bool:
    return isinstance(vars(cls).get(name), one_of)


def _reached(cls: type[Record], step: str) -> type[Record]:
    links = cls.register.links
    if step in links:
        return named(links[step].target).record
    if _one(cls, step):
        back = cast("one_of[Any]", vars(cls)[step]).children
        return child_of(cls, back)
    raise Misspelt(f"{step!r} is no link of the register {cls.register.name}")


def child_of(cls: type[Record], back: str) -> type[Record]:
    """The register whose entries stand in this list of children."""
    for about in _registers.values():
        for f in about.links.values():
            if f.target == cls.register.name and f.back == back:
                return about.record
    raise Misspelt(f"nothing links to {cls.register.name}.{back}")


def _up_to(cls: type[Record], wanted: str) -> list[str]:
    queue: deque[tuple[type[Record], list[str]]] = deque([(cls, [])])
    seen = {cls}
    while queue:
        at, steps = queue.popleft()
        for step, f in at.register.links.items():
            if f.target not in _registers:
                continue
            parent = named(f.target).record
            if f.target == wanted:
                return [*steps, step]
            if parent not in seen:
                seen.add(parent)
                queue.append((parent, [*steps, step]))
    raise Misspelt(f"{wanted!r} cannot be reached from the register {cls.register.name}")


def needs(cls: type[Record], names: Iterable[str]) -> set[str]:
    """The lists of children to load so that these names can be looked up (dotted paths)."""
    found: set[str] = set()
    for name in names:
        if name not in {"today", "now"}:
            found |= _needs_of(cls, path(cls, name))
    return found


def _needs_of(cls: type[Record], steps: tuple[str, ...]) -> set[str]:
    found: set[str] = set()
    at, so_far = cls, ""
    for step in steps:
        if step in at.register.derived:
            found |= {so_far + need for need in at.register.derived[step].needs}
        if _one(at, step):
            found.add(so_far + cast("one_of[Any]", vars(at)[step]).children)
        if step in at.register.links or _one(at, step):
            at = _reached(at, step)
            so_far += f"{step}."
    return found


def typed_late(entry: Record) -> int | None:
    """Completed hours from the event to its entry, where they are more than 24.

    With the hour of the event unknown, from the end of its day. A row of a file was not typed.
    """
    name = entry.register.dated
    when = getattr(entry, name) if name else None
    day = day_value(when)
    if day is None or entry.register.setup or entry.source_id is not None:
        return None
    ended = datetime.combine(day + timedelta(days=1), datetime.min.time())
    exact = when.exact if isinstance(when, Moment) else None
    since = (entry.created_at or clock.now()) - (exact or ended)
    return int(since.total_seconds()) // 3600 if since > timedelta(hours=LATE_HOURS) else None


def day_value(value: object) -> date | None:
    """The day of a date or moment; None for anything else."""
    if isinstance(value, Moment):
        return value.day
    return value if isinstance(value, date) else None


TYPED_HEADING = N_("Answers")
"""The heading of fields that declare none."""
