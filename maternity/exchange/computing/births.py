"""Robson groups, size for gestation and dating of the rows of a table."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from maternity.clinical import dating, robson, size, term
from maternity.clinical.limits import LIMITS
from maternity.clinical.size import Measure
from maternity.exchange.computing.asked import (
    Answer,
    Computation,
    Values,
    always,
    bounded,
    code,
    each,
    fields,
    lacking,
    sentences,
)
from maternity.exchange.spreadsheet import CellValue
from maternity.i18n import _

_ASKED = {"fetuses": "fetuses_born", "onset": "labour_onset", "term": "ga_weeks"}
"""The columns behind the inputs of the Robson rule that are called otherwise."""
_FETUSES = bounded(fields("delivery.fetuses_born")[0], *LIMITS["fetuses"][:2])
MALE = {"male": True, "female": False}


def _robson(row: Values) -> Answer:
    parity, caesareans = row.get("parity"), row.get("previous_caesareans")
    found = robson.classify(
        parity=parity,
        previous_caesareans=caesareans,
        onset=code(row.get("labour_onset")),
        fetuses=row.get("fetuses_born"),
        term=term.is_term(row.get("ga_weeks"), code(row.get("term"))),
        presentation=code(row.get("presentation")),
    )
    subgroup = found.subgroup.value if found.subgroup else None
    doubt = ""
    if parity is not None and (caesareans or 0) > parity:
        doubt = _("Check: previous_caesareans is above parity.")
    return Answer(
        {"robson_group": found.group.value, "robson_subgroup": subgroup},
        sentences(lacking(_ASKED.get(name, name) for name in found.needs), doubt),
    )


ROBSON = Computation(
    "robson",
    (
        *fields("pregnancy.parity", "pregnancy.previous_caesareans", "delivery.labour_onset"),
        _FETUSES,
        *fields("delivery.ga_weeks", "delivery.term", "newborn.presentation"),
    ),
    (
        *(("parity",), ("previous_caesareans",), ("labour_onset",), ("fetuses_born",)),
        *(("ga_weeks", "term"), ("presentation",)),
    ),
    always("robson_group", "robson_subgroup"),
    each(_robson),
)

_MEASURED = {
    "weight_g": (Measure.WEIGHT, "weight"),
    "length_cm": (Measure.LENGTH, "length"),
    "head_cm": (Measure.HEAD, "head"),
}
"""Each column of a measure with the beginning of the columns added for it."""


def _size(row: Values) -> Answer:
    weeks, extra = row.get("ga_weeks"), row.get("ga_extra_days")
    male = MALE.get(code(row.get("sex")) or "")
    days = dating.stated_days(weeks, extra)
    values: dict[str, CellValue] = {}
    needs = [name for name, value in (("sex", male), ("ga_weeks", weeks)) if value is None]
    for column, (measure, name) in _MEASURED.items():
        if column in row and row[column] is None:
            needs.append(column)
        if row.get(column) is not None and days is not None and days[0] == days[1]:
            values |= _standing(name, size.standing(measure, row[column], days[0], male=male))
    if row.get("weight_g") is not None:
        judged = size.judge(row["weight_g"], weeks, extra, male=male)
        values["size_for_age"] = judged.value.value if judged.value else None
        needs += judged.needs
    if days is not None and days[0] != days[1]:
        needs.append("ga_extra_days")
    return Answer(
        {name: value for name, value in values.items() if value is not None},
        sentences(lacking(needs), _without_reference(days), _macerated(row)),
    )


def _standing(name: str, found: size.Standing | None) -> dict[str, CellValue]:
    if found is None:
        return {}
    z = Decimal(str(found.z)).quantize(Decimal("0.001"), ROUND_HALF_UP)
    return {f"{name}_centile": _centile(found.centile), f"{name}_z": z}


def _centile(centile: float) -> CellValue:
    """One decimal, and words beyond the ends: a centile is never shown as 0 or 100."""
    if centile < 0.1:
        return "< 0,1"
    if centile > 99.9:
        return "> 99,9"
    return Decimal(str(centile)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _without_reference(days: tuple[int, int] | None) -> str:
    if days is None or size.FIRST <= days[0] <= size.LAST:
        return ""
    return _("There is no reference before 24+0 or after 42+6.")


def _macerated(row: Values) -> str:
    if code(row.get("outcome")) != "macerated_stillbirth":
        return ""
    return _("Uncertain: the baby was macerated.")


def _size_adds(columns: frozenset[str]) -> tuple[str, ...]:
    measured = [name for column, (_m, name) in _MEASURED.items() if column in columns]
    standing = [f"{name}_{what}" for name in measured for what in ("centile", "z")]
    return (*(("size_for_age",) if "weight_g" in columns else ()), *standing)


SIZE = Computation(
    "size",
    fields(
        *("newborn.weight_g", "newborn.length_cm", "newborn.head_cm", "newborn.sex"),
        *("delivery.ga_weeks", "delivery.ga_extra_days", "newborn.outcome"),
    ),
    (tuple(_MEASURED), ("sex",), ("ga_weeks",)),
    _size_adds,
    each(_size),
)


def _dating(row: Values) -> Answer:
    scanned, age = row.get("scan_on"), row.get("scan_ga_days")
    dated = dating.day_zero(
        row.get("lmp_on"),
        lmp_certain=code(row.get("lmp_precision")) in {None, "exact"}
        and not _said_unknown(row.get("lmp_precision")),
        scan_on=scanned,
        scan_age_days=age,
    )
    half = [
        name for name, has, other in _PAIRS if row.get(has) is not None and row.get(other) is None
    ]
    if dated is None:
        return Answer({}, lacking(half or ("lmp_on", "scan_on")))
    values: dict[str, CellValue] = {
        "dating_method": dated.basis.value,
        "day_zero_on": dated.day_zero,
        "edd_on": dating.due_date(dated.day_zero),
        "early_scan": "yes" if dated.early_scan else "no",
    }
    reason = lacking(half)
    if "delivered_at" in row:
        at_birth, fault = _at_birth(dated.day_zero, row["delivered_at"])
        values |= at_birth
        reason = sentences(reason, fault)
    return Answer(values, reason)


_PAIRS = (("scan_ga_days", "scan_on", "scan_ga_days"), ("scan_on", "scan_ga_days", "scan_on"))
"""A scan is its day and its age: what is asked when only the other one is there."""


def _said_unknown(choice: Any) -> bool:
    return choice is not None and str(choice.value) == "unknown"


def _at_birth(zero: date, delivered_at: Any) -> tuple[dict[str, CellValue], str]:
    """The gestation at birth and its classes, or why they cannot be told."""
    if delivered_at is None:
        return {}, lacking(["delivered_at"])
    days = dating.age_days(zero, delivered_at.day)
    low, high, _unit = LIMITS["ga_days"]
    if days is None or not low <= days <= high:
        return {}, _("Check the dates: the birth is {days} days after day 0.").format(days=days)
    weeks, extra = dating.weeks_and_days(days)
    fine = term.fine_class(days)
    return {
        "ga_weeks": weeks,
        "ga_extra_days": extra,
        "term": term.register_class(days).value,
        "term_class": fine.value if fine else None,
    }, ""


def _dating_adds(columns: frozenset[str]) -> tuple[str, ...]:
    at_birth = ("ga_weeks", "ga_extra_days", "term", "term_class")
    begin = ("dating_method", "day_zero_on", "edd_on", "early_scan")
    return (*begin, *(at_birth if "delivered_at" in columns else ()))


DATING = Computation(
    "dating",
    fields(
        *("pregnancy.lmp_on", "pregnancy.lmp_precision", "pregnancy.scan_on"),
        *("pregnancy.scan_ga_days", "delivery.delivered_at"),
    ),
    (("lmp_on", "scan_on"),),
    _dating_adds,
    each(_dating),
)
