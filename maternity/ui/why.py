"""Why a computed value is what it is: its inputs, the rule, its source, how sure; in words.

What a person typed is never written over: where it differs from what is worked out, both are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from maternity.clinical import rules
from maternity.clinical.rules import Rule
from maternity.i18n import N_, _
from maternity.records import Computed, Record
from maternity.reports.leaf import column_at
from maternity.ui.parts import Part

SURE = {
    "A": N_("an official text says so"),
    "B": N_("two sources agree"),
    "C": N_("one source says so"),
    "K": N_("common knowledge, to be signed by the head of the maternity"),
}


def whys(parts: Sequence[Part], record: Record, name: str) -> Iterator[str]:
    """A sentence for each value that a field is, or that is worked out from it."""
    asked = f"{record.register.name}.{name}"
    for rule in rules.RULES:
        if asked != rule.value and asked not in rule.inputs:
            continue
        register, _dot, value = rule.value.partition(".")
        owners = [record] if record.register.name == register else []
        owners = owners or [one.record for one in parts if one.record.register.name == register]
        for owner in owners:
            if _can_be_told(owner, value):
                yield why_words(rule, owner, value)


def _can_be_told(owner: Record, value: str) -> bool:
    """Whether a value reads no list of children but the record's own."""
    column = owner.register.column(value)
    needs = column.needs if isinstance(column, Computed) else ()
    return column.sensitive != "hiv" and all(need in owner.register.backs for need in needs)


def _proposed(owner: Record, value: str) -> str:
    """What is worked out for a field in which something else stands; empty where there is none."""
    field = owner.register.fields.get(value)
    if field is None or not field.follows or not owner.answered(value):
        return ""
    found = owner.followed(value)
    told = field.show(found)
    return told if found is not None and told != owner.shown(value) else ""


def why_words(rule: Rule, owner: Record, value: str) -> str:
    """What a value is, what it was worked out from, by which rule, and whose rule that is."""
    known, missing = [], []
    for one in rule.inputs:
        at, column = column_at(owner, one)
        if isinstance(column, Computed) and column.needs and at is not owner:
            continue
        shown = at.shown(column.name) if at is not None else ""
        if shown:
            known.append(f"{column.words} {shown}")
        else:
            missing.append(column.words)
    bounds = f" ({', '.join(rule.bounds)} {rule.unit})".replace(" )", ")") if rule.bounds else ""
    words = _(
        "{value}: {shown}. From: {known}. Rule: part {part} of the clinical rules{bounds}. "
        "Source: {source} ({sure})."
    )
    if not rule.part:
        words = _("{value}: {shown}. From: {known}. Source: {source} ({sure}){bounds}.")
    told = words.format(
        value=owner.register.column(value).words,
        shown=owner.shown(value) or _("cannot be told yet"),
        known=", ".join(known) or "–",
        part=rule.part,
        bounds=bounds,
        source=rule.source,
        sure=_(SURE[rule.sure]),
    )
    proposed = _proposed(owner, value)
    if proposed:
        told += " " + _("Worked out it would be: {proposed}.").format(proposed=proposed)
    if missing:
        told += " " + _("Not known: {fields}.").format(fields=", ".join(missing))
    return told
