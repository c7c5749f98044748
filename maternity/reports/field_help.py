"""What can be said of a field, derived from its declaration: nothing is written twice.

The label with its unit, why and how (the help of the register), what is refused and what is
asked about, the choices with their keys, the words for what is not known, the paper's column, and
whether the entry can be closed without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from maternity.fields import Choice, Choices, Field, YesNoUnknown, keys, pairs
from maternity.i18n import _


def told_field(field: Field) -> list[str]:
    """The sentences about a field, the most useful first."""
    return [one for one in _sentences(field) if one]


def _sentences(field: Field) -> Iterator[str]:
    yield field.help_words
    yield _limits(field)
    yield _choices(field)
    if field.gaps:
        words = ", ".join(gap.words for gap in field.gaps)
        yield _("Type “?” where nobody knows; possible: {words}.").format(words=words)
    column = field.paper.partition(";")[0].rpartition(" ")[2]
    if column:
        yield _("Column {number} of the paper register.").format(number=column)
    if field.required is True:
        yield _("Needed to close the entry.")
    elif field.required:
        yield _("Needed to close the entry in some cases: the form says when.")


def _limits(field: Field) -> str:
    """What is refused and what has to be confirmed, where the bounds are figures."""
    low, high = _figure(field.low), _figure(field.high)
    ask_low, ask_high = _figure(field.ask_low), _figure(field.ask_high)
    unit = f" {field.unit_words}" if field.unit_words else ""
    told = []
    if low and high:
        told.append(_("From {low} to {high}{unit}.").format(low=low, high=high, unit=unit))
    if ask_low and ask_high:
        words = _("Below {low} or above {high}{unit} you are asked whether it is right.")
        told.append(words.format(low=ask_low, high=ask_high, unit=unit))
    elif ask_high:
        words = _("Above {high}{unit} you are asked whether it is right.")
        told.append(words.format(high=ask_high, unit=unit))
    elif ask_low:
        words = _("Below {low}{unit} you are asked whether it is right.")
        told.append(words.format(low=ask_low, unit=unit))
    if field.high in {"now", "today"}:
        told.append(_("Not in the future."))
    return " ".join(told)


def _figure(bound: str | float | None) -> str:
    return "" if bound is None or isinstance(bound, str) else f"{bound:g}".replace(".", ",")


def _choices(field: Field) -> str:
    """The choices with the key of each."""
    if not isinstance(field, (Choice, Choices)) or isinstance(field, YesNoUnknown):
        return ""
    offered = pairs(field.offered)
    by = keys(field.offered)
    return "   ".join(
        f"{key} {labels[0]}".strip() for key, (_code, labels) in zip(by, offered, strict=True)
    )
