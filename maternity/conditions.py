"""The small language of conditions and limits, written on fields and in the official returns.

    delivery.place == facility and counts_as_delivery == yes
    weight_g < 2500        complications has {eclampsia|other}        phone_1 is set
    today - 5 y            delivery.delivered_at + 30 min             01/01/2000

A test on a value that is not known is neither true nor false, also under `not`: the answer is
True, False or None. The grammar is the reference README's, part 3; it does not grow expressions.
What it cannot say becomes a derived value of a register. Nothing is ever executed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache

from maternity.moments import Moment, Timed, day_of, order

Look = Callable[[str], object]
"""How a condition finds the value of a name; None when nobody answered or nobody knows."""

UNKNOWN = "unknown"
"""The code of a list that means "not known": never a value to test for."""


class Misspelt(ValueError):
    """A condition or limit that cannot be read: our bug, or a fault in a ward's own return file."""


def known(value: object) -> object:
    """The value, or None when its code says that it is not known."""
    if isinstance(value, Enum) and value._value_ == UNKNOWN:
        return None  # `_value_`: a return asks a hundred thousand times, and `.value` is slow
    return value


def code_of(value: object) -> str:
    """The code a test compares with: what a choice counts as, otherwise the value as text."""
    if not isinstance(value, Enum):
        return str(value)
    return str(getattr(value, "counts_as", value._value_))


@dataclass(frozen=True)
class Condition:
    """A test, or tests joined; `judge` answers True, False or None (cannot be told)."""

    def judge(self, look: Look) -> bool | None:
        """Whether it holds for the values that `look` finds."""
        raise TypeError(type(self))  # only its kinds below are ever made

    def names(self) -> Iterator[str]:
        """The names it reads."""
        return iter(())


@dataclass(frozen=True)
class Always(Condition):
    """True without asking anything."""

    def judge(self, look: Look) -> bool | None:
        """True."""
        return True


@dataclass(frozen=True)
class Not(Condition):
    """The contrary; not known stays not known."""

    inner: Condition

    def judge(self, look: Look) -> bool | None:
        """The contrary of the inner answer."""
        answer = self.inner.judge(look)
        return None if answer is None else not answer

    def names(self) -> Iterator[str]:
        """The names of the inner condition."""
        return self.inner.names()


@dataclass(frozen=True)
class Joined(Condition):
    """`and` (one false makes it false) or `or` (one true makes it true)."""

    parts: tuple[Condition, ...]
    decisive: bool

    def judge(self, look: Look) -> bool | None:
        """The decisive answer if one part gives it; None if a part cannot be told."""
        open_question = False
        for part in self.parts:
            answer = part.judge(look)
            if answer is self.decisive:
                return self.decisive
            open_question = open_question or answer is None
        return None if open_question else not self.decisive

    def names(self) -> Iterator[str]:
        """The names of all parts."""
        for part in self.parts:
            yield from part.names()


@dataclass(frozen=True)
class Test(Condition):
    """One comparison of a named value."""

    name: str
    op: str
    codes: tuple[str, ...] = ()

    def judge(self, look: Look) -> bool | None:
        """Compare; None when the value is not known."""
        value = look(self.name)
        compare = _COMPARE.get(self.op)
        if compare is None:
            return (value is None or value == ()) is (self.op == "is empty")
        value = known(value)
        return None if value is None else compare(value, self.codes)

    def names(self) -> Iterator[str]:
        """Its one name."""
        yield self.name


def _number(value: object, codes: tuple[str, ...]) -> tuple[Decimal, Decimal]:
    return Decimal(code_of(value)), Decimal(codes[0])


def _has(value: object, codes: tuple[str, ...]) -> bool | None:
    found = [code_of(item) for item in value] if isinstance(value, tuple) else [code_of(value)]
    if any(code in codes for code in found):
        return True
    return None if not found or UNKNOWN in found else False


def _has_icd(value: object, codes: tuple[str, ...]) -> bool | None:
    found = [code_of(item) for item in value] if isinstance(value, tuple) else [code_of(value)]
    if not found:
        return None
    return any(_icd_within(code, block) for code in found for block in codes)


def _icd_within(code: str, block: str) -> bool:
    first, _, last = block.partition("-")
    return first <= code[: len(first)] <= (last or first)


_COMPARE: dict[str, Callable[[object, tuple[str, ...]], bool | None]] = {
    "==": lambda value, codes: code_of(value) == codes[0],
    "!=": lambda value, codes: code_of(value) != codes[0],
    "in": lambda value, codes: code_of(value) in codes,
    "not in": lambda value, codes: code_of(value) not in codes,
    "<": lambda value, codes: _number(value, codes)[0] < _number(value, codes)[1],
    "<=": lambda value, codes: _number(value, codes)[0] <= _number(value, codes)[1],
    ">": lambda value, codes: _number(value, codes)[0] > _number(value, codes)[1],
    ">=": lambda value, codes: _number(value, codes)[0] >= _number(value, codes)[1],
    "has": _has,
    "has icd": _has_icd,
}

_TOKEN = re.compile(r"\s*(==|!=|<=|>=|<|>|[(){}|]|[\w.\-]+)")


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Misspelt(f"{text!r}: cannot be read from {text[at:]!r}")
        found.append(match.group(1))
        at = match.end()
    return found


class _Reader:
    """A recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = _tokens(text)

    def take(self, *expected: str) -> str:
        """The next token, which must be one of these if any are named."""
        if not self.left or (expected and self.left[0] not in expected):
            wanted = " | ".join(expected) or "a word"
            raise Misspelt(f"{self.text!r}: {wanted} expected before {' '.join(self.left)!r}")
        return self.left.pop(0)

    def joined(self, word: str, part: Callable[[], Condition]) -> Condition:
        """Parts joined by `and` or by `or`."""
        parts = [part()]
        while self.left and self.left[0] == word:
            self.take()
            parts.append(part())
        return parts[0] if len(parts) == 1 else Joined(tuple(parts), decisive=word == "or")

    def any_of(self) -> Condition:
        """Alternatives."""
        return self.joined("or", self.all_of)

    def all_of(self) -> Condition:
        """What must hold together."""
        return self.joined("and", self.one)

    def one(self) -> Condition:
        """A test, its contrary, or a condition in brackets."""
        token = self.take()
        if token == "not":
            return Not(self.one())
        if token == "(":
            inner = self.any_of()
            self.take(")")
            return inner
        return self.test(token)

    def test(self, name: str) -> Test:
        """The rest of a test on this name."""
        op = self.take("==", "!=", "<", "<=", ">", ">=", "in", "not", "has", "is")
        if op == "is":
            return Test(name, f"is {self.take('set', 'empty')}")
        if op == "not":
            self.take("in")
            op = "not in"
        if op == "has" and self.left[:1] == ["icd"]:
            self.take()
            op = "has icd"
        codes = self.codes()
        if op in {"<", "<=", ">", ">="} and not re.fullmatch(r"-?\d+(\.\d+)?", codes[0]):
            raise Misspelt(f"{self.text!r}: {op} needs a number, not {codes[0]!r}")
        return Test(name, op, codes)

    def codes(self) -> tuple[str, ...]:
        """One code, or several between braces."""
        if self.left[:1] != ["{"]:
            return (self.take(),)
        self.take()
        found = [self.take()]
        while self.take("|", "}") == "|":
            found.append(self.take())
        return tuple(found)


@cache
def parse(text: str) -> Condition:
    """The condition written in `text`; an empty text always holds. Raises Misspelt."""
    if not text.strip():
        return Always()
    reader = _Reader(text)
    condition = reader.any_of()
    if reader.left:
        raise Misspelt(f"{text!r}: nothing expected at {' '.join(reader.left)!r}")
    return condition


@dataclass(frozen=True)
class Limit:
    """A bound: a number, a day, or a name with an offset; `at` gives its value for an entry."""

    name: str = ""
    fixed: Decimal | date | None = None
    count: int = 0
    unit: str = ""

    def at(self, look: Look) -> Decimal | Timed | None:
        """The bound for the values that `look` finds; None when it cannot be told."""
        base = self.fixed if not self.name else known(look(self.name))
        if base is None or isinstance(base, Decimal):
            return base
        if isinstance(base, (date, Moment)):
            return _moved(base, self.count, self.unit)
        return Decimal(code_of(base)) + self.count


_LIMIT = re.compile(r"([a-z_][\w.]*)(?:\s*([+-])\s*(\d+)\s*(y|d|h|min))?")


@cache
def limit(text: str) -> Limit:
    """The bound written in `text`. Raises Misspelt."""
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return Limit(fixed=Decimal(text))
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return Limit(fixed=datetime.strptime(text, "%d/%m/%Y").date())
    match = _LIMIT.fullmatch(text)
    if match is None:
        raise Misspelt(f"{text!r} is not a limit")
    name, sign, count, unit = match.groups()
    return Limit(name=name, count=int(f"{sign or ''}{count or 0}"), unit=unit or "")


def _moved(base: Timed, count: int, unit: str) -> Timed:
    if not count:
        return base
    if unit == "y":
        return _moved_years(day_of(base), count)
    if unit == "d" and not isinstance(base, (Moment, datetime)):
        return base + timedelta(days=count)
    step = {"d": timedelta(days=1), "h": timedelta(hours=1), "min": timedelta(minutes=1)}[unit]
    exact = base.exact if isinstance(base, Moment) else base
    if isinstance(exact, datetime):
        return exact + count * step
    days = count * step / timedelta(days=1)
    whole = int(days) if days == int(days) else int(days) + (1 if days > 0 else -1)
    return day_of(base) + timedelta(days=whole)


def _moved_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def below(value: object, bound: Decimal | Timed | None) -> bool:
    """Whether a value lies below a bound; False when the bound cannot be told."""
    return _side(value, bound) < 0


def above(value: object, bound: Decimal | Timed | None) -> bool:
    """Whether a value lies above a bound; False when the bound cannot be told."""
    return _side(value, bound) > 0


def _side(value: object, bound: Decimal | Timed | None) -> int:
    if bound is None:
        return 0
    if isinstance(bound, Decimal):
        number = value if isinstance(value, int) else Decimal(str(value))
        return (number > bound) - (number < bound)
    if not isinstance(value, (date, Moment)):
        raise TypeError(f"{value!r} cannot be compared with {bound!r}")
    return order(value, bound)
