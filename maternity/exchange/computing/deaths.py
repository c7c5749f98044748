"""The classes of death on a table: of women (parts 8.4 and 18), of babies (8.1 to 8.3 and 19)."""

from __future__ import annotations

import re
from typing import Any

from maternity.clinical import causes, dating, deaths
from maternity.exchange.computing.asked import (
    Answer,
    Computation,
    Values,
    always,
    code,
    each,
    fields,
    lacking,
    sentences,
)
from maternity.exchange.spreadsheet import CellValue
from maternity.i18n import N_, _

ICD = re.compile(r"\b([A-Z]\d\d(?:\.?\d{1,2})?)\b")
STILLBORN = frozenset({"fresh_stillbirth", "macerated_stillbirth"})


def _icd(diagnoses: tuple[str, ...] | None) -> str | None:
    """The first ICD-10 code in words that may hold one."""
    found = ICD.search(" ".join(diagnoses or ()).upper())
    return found[1] if found else None


def _woman(row: Values) -> Answer:
    died, ended = row.get("died_at"), row.get("delivered_at")
    group, ask = _cause(row)
    undelivered = code(row.get("pregnancy_end")) == "undelivered"
    when, days = None, None
    if died is not None and (ended is not None or undelivered):
        when = deaths.window(ended.day if ended else None, died.day)
        days = (died.day - ended.day).days if ended else None
    values: dict[str, CellValue] = {
        "death_class": _class(died, group, when, days).value,
        "window": when.value if when else None,
        "days_after_end": days,
        "cause_group": group,
        "nature": causes.nature(causes.MaternalGroup(group)).value if group else None,
    }
    dates = {"died_at": died, "delivered_at": ended or undelivered or None}
    missing = [name for name, value in dates.items() if value is None]
    late = when in {deaths.Window.LATE, deaths.Window.AFTER_A_YEAR}
    after = ""
    if when is deaths.Window.AFTER_A_YEAR:
        after = _("The death came a year or more after the end of the pregnancy.")
    return Answer(values, sentences(lacking(missing), "" if late else ask, after))


def _class(
    died: Any, group: str | None, when: deaths.Window | None, days: int | None
) -> deaths.MaternalClass:
    """The register's class; without the end of the pregnancy only a coincidental one is sure."""
    known = died is not None and when is not None
    return deaths.maternal_class(
        died=known,
        cause_group=group,
        days_after_end=days,
        over_a_year=when is deaths.Window.AFTER_A_YEAR,
    )


def _cause(row: Values) -> tuple[str | None, str]:
    """The typed group, else that of the code; and what has to be asked."""
    typed = code(row.get("cause_group"))
    if typed is not None:
        return typed, ""
    found = causes.maternal_group(_icd(row.get("underlying_cause")))
    if found.value is not None:
        return found.value.value, ""
    return None, _(_ASK[found.needs[0]])


_ASK = {
    "cause": N_("The cause has no ICD-10 code."),
    "subcode": N_("The cause needs a more precise ICD-10 code."),
    "underlying_cause": N_("The cause is only contributory: give the complication that killed."),
    "cause_group": N_("The code of the cause has no group: a person decides."),
    "timing": N_("The outcome of the birth is not known."),
}
"""What is asked where the lists of causes give no group."""


def _baby(row: Values) -> Answer:
    outcome = code(row.get("outcome"))
    if outcome is None:
        return Answer({}, lacking(["outcome"]))
    values, reason = _stillborn(row) if outcome in STILLBORN else _neonatal(row)
    timing = causes.timing(outcome)
    icd = _icd(row.get("main_cause"))
    group = causes.perinatal_group(icd, timing)
    values |= {"timing": timing.value if timing else None, "icd_pm_group": group.value}
    ask = ""
    if "main_cause" in row and group.value is None:
        ask = _(_ASK[group.needs[0]])
    return Answer(values, sentences(reason, ask))


def _stillborn(row: Values) -> tuple[dict[str, CellValue], str]:
    weight, weeks = row.get("weight_g"), row.get("ga_weeks")
    found = deaths.fetal_death(weight, weeks, row.get("length_cm"))
    perinatal = deaths.is_perinatal(stillborn=True, weight_g=weight, weeks=weeks, age_hours=None)
    return {
        "death_class": found.value.value if found.value else None,
        "is_perinatal": _answer(perinatal),
    }, lacking(found.needs)


def _neonatal(row: Values) -> tuple[dict[str, CellValue], str]:
    born, died = row.get("born_at"), row.get("died_at")
    missing = [n for n, value in (("born_at", born), ("died_at", died)) if value is None]
    if born is None or died is None:
        return {}, lacking(missing)
    hours = dating.hours_between(born.clinical, died.clinical)
    if hours < 0:
        return {}, _("Check the moments: the death is before the birth.")
    by_date = born.exact is None or died.exact is None
    found = deaths.neonatal_death(hours)
    perinatal = deaths.is_perinatal(stillborn=False, weight_g=None, weeks=None, age_hours=hours)
    return {
        "death_class": found.value.value if found.value else None,
        "age_hours": hours,
        "age_band": deaths.neonatal_band(hours).value,
        "is_perinatal": _answer(perinatal),
    }, _("Age by date: an hour is not known.") if by_date else ""


def _answer(truth: bool | None) -> str | None:
    return None if truth is None else ("yes" if truth else "no")


WOMEN = Computation(
    "death-class",
    fields(
        *("maternal_death.died_at", "delivery.delivered_at", "maternal_death.pregnancy_end"),
        *("maternal_death.underlying_cause", "maternal_death.cause_group"),
    ),
    (("died_at",), ("delivered_at", "pregnancy_end"), ("underlying_cause", "cause_group")),
    always("death_class", "window", "days_after_end", "cause_group", "nature"),
    each(_woman),
)
BABIES = Computation(
    "death-class",
    fields(
        *("newborn.outcome", "newborn.born_at", "perinatal_death.died_at", "newborn.weight_g"),
        *("delivery.ga_weeks", "newborn.length_cm", "perinatal_death.main_cause"),
    ),
    (("outcome",),),
    always(
        *("death_class", "age_hours", "age_band", "is_perinatal", "timing", "icd_pm_group"),
    ),
    each(_baby),
)
