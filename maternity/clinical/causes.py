"""Groups of causes of death: ICD-MM for women, ICD-PM for babies (clinical rules, parts 18, 19).

One ICD-10 code in, with or without its point. A code is looked up, then its heading of three
characters; what is not listed is not grouped but asked. The tick boxes of a register never become
a cause: a person confirms it. Sources: WHO 2012 (ICD-MM), WHO 2016 (ICD-PM).
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Any

from maternity.clinical import tables
from maternity.clinical.judged import Judged

CODE = re.compile(r"[A-Z]\d\d(\.\d{1,2})?")
CONTRIBUTORY, LATE, SUBCODE = "contributory", "late", "subcode"


class MaternalGroup(Enum):
    """The nine groups of ICD-MM; 1 to 6 are direct, 7 indirect."""

    ABORTIVE = "abortive"
    HYPERTENSION = "hypertension"
    HAEMORRHAGE = "haemorrhage"
    INFECTION = "infection"
    OTHER_OBSTETRIC = "other_obstetric"
    UNANTICIPATED = "unanticipated"
    INDIRECT = "indirect"
    UNDETERMINED = "undetermined"
    COINCIDENTAL = "coincidental"


class Nature(Enum):
    """How a maternal death is related to the pregnancy."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    NOT_STATED = "not_stated"
    COINCIDENTAL = "coincidental"


class Timing(Enum):
    """When a baby died; the values are the register's."""

    ANTEPARTUM = "antepartum"
    INTRAPARTUM = "intrapartum"
    NEONATAL = "neonatal"


def maternal_group(code: str | None) -> Judged[MaternalGroup]:
    """The group of an underlying cause, or what has to be asked.

    `needs`: "cause" (none given), "subcode" (the heading alone has no group), "underlying_cause"
    (a contributory condition: what killed?), "cause_group" (not listed, or a late death). `why`
    says "contributory", "late", "chosen" or "one_list" of the two lists behind the table.
    """
    if code is None:
        return Judged(None, ("cause",))
    row = _found(_maternal(), code)
    if row is None:
        return Judged(None, ("cause_group",))
    group, lists = row["group"], row["lists"]
    if group == SUBCODE:
        return Judged(None, ("subcode",))
    if group == CONTRIBUTORY:
        return Judged(None, ("underlying_cause",), (CONTRIBUTORY,))
    if group == LATE:
        return Judged(None, ("cause_group",), (LATE,))
    return Judged(MaternalGroup(group), why=() if lists == "agreed" else (lists,))


def nature(group: MaternalGroup) -> Nature:
    """Direct (groups 1 to 6), indirect (7), not stated (8), coincidental (9)."""
    return _NATURE.get(group, Nature.DIRECT)


_NATURE = {
    MaternalGroup.INDIRECT: Nature.INDIRECT,
    MaternalGroup.UNDETERMINED: Nature.NOT_STATED,
    MaternalGroup.COINCIDENTAL: Nature.COINCIDENTAL,
}


def timing(outcome: str | None, *, corrected: Timing | None = None) -> Timing | None:
    """By the outcome of the birth: macerated antepartum, fresh intrapartum, live neonatal.

    What a person corrected stands.
    """
    return corrected or (None if outcome is None else _TIMING[outcome])


_TIMING = {
    "macerated_stillbirth": Timing.ANTEPARTUM,
    "fresh_stillbirth": Timing.INTRAPARTUM,
    "live": Timing.NEONATAL,
}


def perinatal_group(code: str | None, when: Timing | None) -> Judged[str]:
    """The group of a baby's cause of death in its timing, as the register codes it ("a3").

    A code that is listed has only its own groups, not its heading's. `needs`: "cause", "timing",
    or "cause_group" where the list has none.
    """
    given = {"cause": code, "timing": when}
    needs = tuple(name for name, value in given.items() if value is None)
    if code is None or when is None:
        return Judged(None, needs)
    row = _found(_perinatal(), code)
    group = row[when.value] if row else ""
    return Judged(group) if group else Judged(None, ("cause_group",))


def mothers_group(code: str | None, *, healthy: bool) -> Judged[str]:
    """The group of the mother's condition ("m1" to "m4"); a healthy mother is an answer: "m5"."""
    if healthy:
        return Judged("m5")
    if code is None:
        return Judged(None, ("cause",))
    row = _found(_perinatal(), code)
    group = row["mother"] if row else ""
    return Judged(group) if group else Judged(None, ("cause_group",))


Row = dict[str, str]


def _found(table: dict[str, Row], code: str) -> Row | None:
    """The row of a code, else of its heading."""
    plain = code.strip().upper().replace(".", "")
    pointed = plain if len(plain) <= 3 else f"{plain[:3]}.{plain[3:]}"
    if not CODE.fullmatch(pointed):
        raise ValueError("an ICD-10 code must be a letter, two figures and up to two more")
    return table.get(pointed[:5]) or table.get(pointed[:3])


@cache
def _maternal() -> dict[str, Row]:
    def sound(rows: Any) -> bool:
        groups = {group.value for group in MaternalGroup} | {CONTRIBUTORY, LATE, SUBCODE}
        lists = {"agreed", "chosen", "one_list", ""}
        return _ordered(rows) and all(r["group"] in groups and r["lists"] in lists for r in rows)

    return _opened(tables.read_rows("icd_mm.csv", sound))


@cache
def _perinatal() -> dict[str, Row]:
    def sound(rows: Any) -> bool:
        shapes = [(when.value, f"{when.value[0]}\\d{{1,2}}") for when in Timing]
        shapes.append(("mother", r"m\d"))
        return _ordered(rows) and all(
            re.fullmatch(f"({shape})?", row[name]) for row in rows for name, shape in shapes
        )

    return _opened(tables.read_rows("icd_pm.csv", sound))


def _ordered(rows: Any) -> bool:
    """Codes well written, ranges in order, without overlap."""
    ends = [row[end] for row in rows for end in ("from", "to")]
    if not ends or not all(CODE.fullmatch(code) for code in ends):
        return False
    within = all(row["from"] <= row["to"] for row in rows)
    return within and all(one["to"] < other["from"] for one, other in pairwise(rows))


def _opened(rows: tuple[Row, ...]) -> dict[str, Row]:
    """A row for each heading of a range, and for each code."""
    table = {}
    for row in rows:
        first, last = row["from"], row["to"]
        if first == last:
            table[first] = row
            continue
        for number in range(int(first[1:]), int(last[1:]) + 1):
            table[f"{first[0]}{number:02}"] = row
    return table
