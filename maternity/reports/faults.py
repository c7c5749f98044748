"""What is wrong with a return, line by line: every name, code and comparison against the registers.

A fault is told as a place (the number of its `[[line]]`, None for the head) and a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

from maternity.conditions import Condition, Misspelt, Test, parse
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Column, Computed, Record, named, path
from maternity.reports.form import AXES, Form, LineForm
from maternity.reports.periods import EVERY
from maternity.settings import Settings

Fault = tuple[int | None, str]

ORDERING = {"<", "<=", ">", ">="}
NUMBERS = {"number", "decimal"}
SEVERAL = "multi_choice"


def faults(form: Form) -> Iterator[Fault]:
    """Everything that is wrong with a form."""
    yield from ((None, reason) for reason in _head_faults(form))
    twice = Counter(line.code for line in form.lines)
    for at, line in enumerate(form.lines):
        if twice[line.code] > 1:
            yield at, _("the code {code} stands twice").format(code=line.code)
        if line.section not in form.sections:
            yield at, _("its section “{name}” is not declared").format(name=line.section)
        yield from ((at, reason) for reason in _line_faults(line, form))


def _head_faults(form: Form) -> Iterator[str]:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,30}", form.id):
        yield _("“{name}” is no name for a return: small letters, digits and _").format(
            name=form.id
        )
    if form.every not in EVERY:
        yield _("“{name}” is no period").format(name=form.every)
    if form.right and form.right not in {right.value for right in Right}:
        yield _("“{name}” is no right").format(name=form.right)
    if form.valid_to is not None and form.valid_to < form.valid_from:
        yield _("it ends before it begins")
    for name in form.settings:
        if name not in Settings.register.fields:
            yield _("“{name}” is no setting").format(name=name)
    for name in gaps(form.header):
        if name not in named("facility").fields:
            yield _("“{name}” is nothing a facility has").format(name=name)


def gaps(texts: tuple[str, ...]) -> list[str]:
    """The names between braces in these texts."""
    return [name for text in texts for _t, name, _f, _c in Formatter().parse(text) if name]


def _line_faults(line: LineForm, form: Form) -> Iterator[str]:
    for name in (line.shown_by, line.ruled_by):
        if name and name not in form.settings:
            yield _("“{name}” is not among the settings it prints").format(name=name)
    ways = [bool(line.register) or line.manual, bool(line.sum)]
    if ways.count(True) != 1:
        yield _("it must be counted, typed by hand, or a sum: one of the three")
        return
    yield from (_("“{name}” is no way to split").format(name=n) for n in line.by if n not in AXES)
    split = {code for name in line.by for code in AXES.get(name, ())}
    yield from (
        _("“{name}” is no column of the line").format(name=n)
        for n in line.by_hand
        if n not in split
    )
    parts = {one.code for one in form.lines if one.by_hand == line.by_hand and one is not line}
    yield from (
        _("“{code}” is no line that can be added").format(code=code)
        for code in line.by_hand_of
        if not line.by_hand or code not in parts
    )
    yield from _sum_faults(line, form)
    yield from _also_faults(line, form)
    if not line.register:
        return
    try:
        cls = named(line.register).record
    except KeyError:
        yield _("there is no register “{name}”").format(name=line.register)
        return
    added = column_of(cls, line.adds) if line.adds else None
    if line.adds and (added is None or added.kind not in NUMBERS):
        yield _("“{name}” is no figure that can be added").format(name=line.adds)
    yield from _date_faults(cls, line.dated)
    yield from _link_faults(cls, line)
    for text in [line.where, *(one.where for one in line.also)]:
        yield from condition_faults(cls, text)


def _sum_faults(line: LineForm, form: Form) -> Iterator[str]:
    adding = {one.code for one in form.lines if not one.sum}
    for code in line.sum:
        if code not in adding:
            yield _("“{code}” is no line that can be added").format(code=code)
    if line.sum and line.by:
        yield _("a sum has no columns of its own")


def _also_faults(line: LineForm, form: Form) -> Iterator[str]:
    for one in line.also:
        setting = Settings.register.fields.get(one.setting)
        if setting is None:
            yield _("“{name}” is no setting").format(name=one.setting)
        elif one.setting not in form.settings:
            yield _("“{name}” is not among the settings it prints").format(name=one.setting)
        elif one.value not in codes_of(setting):
            yield _("“{code}” is no answer of “{name}”").format(code=one.value, name=one.setting)


def _link_faults(cls: type[Record], line: LineForm) -> Iterator[str]:
    for name in AXES.keys() & set(line.by):
        column = column_of(cls, name)
        if column is None or not set(AXES[name]) <= codes_of(column):
            yield _("“{name}” is no way to split").format(name=name)
    for once in {line.once, line.once_a_month, *(a.once or a.once_a_month for a in line.also)}:
        if once and once not in cls.register.links:
            yield _("“{name}” is no link that could count once").format(name=once)


def _date_faults(cls: type[Record], name: str) -> Iterator[str]:
    column = column_of(cls, name)
    if column is None or column.kind not in {"date", "moment"}:
        yield _("“{name}” is no day or moment to date by").format(name=name)
    elif isinstance(column, Computed) and not column.dated_by:
        yield _("“{name}” does not say which days it is made of").format(name=name)


def column_of(cls: type[Record], name: str) -> Column | None:
    """The field or derived value a name means, upward only; None if it means nothing."""
    try:
        steps = path(cls, name)
    except Misspelt:
        return None
    at = cls
    for step in steps[:-1]:
        if step not in at.register.links:
            return None
        at = named(at.register.links[step].target).record
    return at.register.columns.get(steps[-1])


def codes_of(column: Column) -> set[str]:
    """The codes a column can hold; none for a column without a list."""
    return {str(choice.value) for choice in getattr(column, "options", None) or ()}


def condition_faults(cls: type[Record], text: str) -> Iterator[str]:
    """What is wrong with a condition on the entries of a register."""
    try:
        condition = parse(text)
    except Misspelt as error:
        yield str(error)
        return
    for test in tests_of(condition):
        column = column_of(cls, test.name)
        if column is None:
            yield _("“{name}” means nothing here").format(name=test.name)
        else:
            yield from _test_faults(column, test)


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every single test of a condition."""
    if isinstance(condition, Test):
        yield condition
    for part in getattr(condition, "parts", ()):
        yield from tests_of(part)
    inner = getattr(condition, "inner", None)
    if inner is not None:
        yield from tests_of(inner)


def _test_faults(column: Column, test: Test) -> Iterator[str]:
    if not _suits(column, test.op):
        yield _("“{name}” cannot be asked with “{op}”").format(name=test.name, op=test.op)
        return
    if test.op in ORDERING or test.op.startswith("is") or not codes_of(column):
        return
    for code in test.codes:
        if code not in codes_of(column):
            yield _("“{code}” is no answer of “{name}”").format(code=code, name=test.name)


def _suits(column: Column, op: str) -> bool:
    """Whether a comparison makes sense for a kind of value."""
    if op.startswith("is"):
        return True
    if op in ORDERING:
        return column.kind in NUMBERS
    if op == "has icd":
        return column.kind == "diagnosis"
    if op == "has":
        return column.kind == SEVERAL
    return column.kind not in {SEVERAL, "diagnosis", "date", "moment"}
