"""What a computation on a table is: the columns it reads and adds, and an answer for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from maternity import registers
from maternity.exchange.spreadsheet import CellValue
from maternity.fields import KINDS, Field
from maternity.i18n import _

Values = Mapping[str, Any]
"""The values of a row by the names of its columns; None for what is empty or not known."""


@dataclass(frozen=True)
class Answer:
    """What was computed for a row, by added column, and why something could not be."""

    values: Mapping[str, CellValue]
    reason: str = ""
    unread: bool = False


@dataclass(frozen=True)
class Computation:
    """A computation: its command, its columns, what it adds, and how rows are judged.

    `needs` are groups of columns of which one must be there; `adds` gives the added columns for
    the columns there are.
    """

    name: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    adds: Callable[[frozenset[str]], tuple[str, ...]]
    judge: Callable[[Sequence[Values]], Iterable[Answer]]


def each(judge: Callable[[Values], Answer]) -> Callable[[Sequence[Values]], Iterable[Answer]]:
    """A judge of rows from a judge of one row."""
    return lambda rows: map(judge, rows)


def always(*names: str) -> Callable[[frozenset[str]], tuple[str, ...]]:
    """The same added columns whatever the table has."""
    return lambda _columns: names


def fields(*names: str) -> tuple[Field, ...]:
    """The fields of these names, as the registers declare them (`delivery.ga_weeks`)."""
    return tuple(_field(*name.split(".")) for name in names)


_REGISTERS = {cls.register.name: cls.register for cls in registers.ALL}


def _field(register: str, name: str) -> Field:
    column = _REGISTERS[register].columns[name]
    if isinstance(column, Field):
        return column
    about: dict[str, Any] = {"label": column.label, "name": name, "register": register}
    if column.options is not None:
        about["options"] = column.options
    return KINDS[column.kind](**about)


def bounded(field: Field, low: float | None, high: float | None) -> Field:
    """The field with bounds that its declaration does not give."""
    return replace(field, low=low, high=high)


def lacking(names: Iterable[str]) -> str:
    """The sentence for inputs that are not there; empty when there are none."""
    asked = ", ".join(dict.fromkeys(names))
    return _("Not computable: {columns} is missing.").format(columns=asked) if asked else ""


def code(choice: Any) -> str | None:
    """The code of a choice that was read; None for none and for "unknown"."""
    found = None if choice is None else str(choice.value)
    return None if found == "unknown" else found


def sentences(*parts: str) -> str:
    """Sentences one after the other, without the empty ones."""
    return " ".join(part for part in parts if part)
