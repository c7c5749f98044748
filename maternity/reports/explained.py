"""How a figure was counted, in words: from the return's own data, never written a second time.

For those who sign without knowing the small language of conditions: which register, by which day,
what an entry must fulfil with the settings in force, and how often it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from maternity.conditions import Condition, Joined, Not, Test
from maternity.fields import Answer
from maternity.i18n import _
from maternity.records import named
from maternity.reports.faults import column_of
from maternity.reports.form import SPLIT_BY, LineForm, head_of
from maternity.settings import Settings

COMPARED: dict[str, str] = {
    "<": "<",
    "<=": "≤",
    ">": ">",
    ">=": "≥",
    "==": "=",
    "!=": "≠",
}


def explained(form: LineForm, settings: Mapping[str, str]) -> Iterator[str]:
    """Sentences that say how a line is counted."""
    if form.sum:
        yield _("The sum of the lines {codes}.").format(codes=" + ".join(form.sum))
        return
    if form.manual:
        yield _("Typed by hand: no entry of the register gives this figure.")
    if form.register:
        yield from _counted(form, settings)
    if form.note:
        yield form.note


def _counted(form: LineForm, settings: Mapping[str, str]) -> Iterator[str]:
    about = named(form.register)
    words = _("Proposal: {register}, by the day of: {day}.") if form.manual else ""
    words = words or _("Register: {register}. Counted in the month of: {day}.")
    yield words.format(register=about.words, day=field_words(form.register, form.dated))
    rule = list(conditions(form.register, form.condition(settings)))
    if rule:
        yield _("Counted where: {rule}.").format(rule=" ; ".join(rule))
    else:
        yield _("Every entry counts.")
    once, monthly = form.counted_once(settings)
    if once:
        label = about.links[once].words
        told = (
            _("Each “{link}” counts once a month.") if monthly else _("Each “{link}” counts once.")
        )
        yield told.format(link=label)
    for one in form.chosen(settings):
        field = Settings.register.fields[one.setting]
        value = field.show(field.read(one.value, exact=True))
        yield _("By a choice of the ward — {setting}: {value}.").format(
            setting=field.words, value=value
        )
    if form.by:
        ways = ", ".join(_(SPLIT_BY[name]) for name in form.by)
        yield _(
            "Split by {ways}; who has no answer stands under “unknown” and in the total."
        ).format(ways=ways)
    if form.by_hand:
        columns = ", ".join(head_of(code) for code in form.by_hand)
        yield _(
            "Typed by hand and added to the total: the columns {columns}. No register has them; an"
            " empty one is not known, not nought."
        ).format(columns=columns)
    yield _("A cancelled entry never counts. One that lacks an answer asked here is listed apart.")


def field_words(register: str, name: str) -> str:
    """The label of a field, with the register it stands in where that is another one."""
    cls = named(register).record
    column = column_of(cls, name)
    if column is None:
        return name
    elsewhere = named(column.register).one_words if column.register != register else ""
    return f"{column.words} ({elsewhere})" if elsewhere else column.words


def conditions(register: str, condition: Condition) -> Iterator[str]:
    """The tests of a condition in words; alternatives stay in one."""
    if isinstance(condition, Test):
        yield _test(register, condition)
    elif isinstance(condition, Not):
        inner = " ; ".join(conditions(register, condition.inner))
        yield _("not ({rule})").format(rule=inner)
    elif isinstance(condition, Joined):
        parts = [list(conditions(register, part)) for part in condition.parts]
        if condition.decisive:  # one that is true decides: alternatives
            either = [" ; ".join(part) for part in parts]
            yield _("one of these: {rules}").format(rules=" / ".join(either))
        else:
            for part in parts:
                yield from part


def _test(register: str, test: Test) -> str:
    label = field_words(register, test.name)
    column = column_of(named(register).record, test.name)
    if test.op == "is set":
        return _("{field} is known").format(field=label)
    if test.op == "is empty":
        return _("{field} is not known").format(field=label)
    answers = Answer if column is not None and column.kind.startswith("yes_no") else ()
    options = getattr(column, "options", None) or answers
    offered = {str(one.value): one.words for one in options}
    values = [offered.get(code, code) for code in test.codes]
    if test.op in COMPARED and len(values) == 1:
        unit = getattr(column, "unit_words", "") if not offered else ""
        return f"{label} {COMPARED[test.op]} {values[0]} {unit}".strip()
    told = _("{field}: none of {values}") if test.op == "not in" else _("{field}: {values}")
    return told.format(field=label, values=" / ".join(values))
