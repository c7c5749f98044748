"""Which hour of the labour guide an observation stands in, and on which sheet.

Columns begin with the active phase, those of the second stage with full dilatation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_observation import LabourObservation

FIRST, SECOND = 12, 3
"""The hourly columns of each stage on a sheet."""
HOUR = timedelta(hours=1)


@dataclass
class Column:
    """An hour of the sheet: when it begins, its stage, what was seen in it."""

    at: datetime | None
    second: bool
    number: int
    seen: list[LabourObservation] = field(default_factory=list)


def beginning(care: LabourCare) -> datetime | None:
    """When the columns begin: the active phase, else the first observation."""
    moments = (care.active_phase_at, care.five_cm_at)
    exact = next((one.exact for one in moments if one is not None and one.exact), None)
    return exact or next((one.at for one in care.noted if one.at is not None), None)


def columns(care: LabourCare) -> list[list[Column]]:
    """The columns of each sheet, with what was seen in each hour; at least one sheet."""
    began = beginning(care)
    full = care.full_dilatation_at or care.ten_cm_at
    second = full.exact if full is not None else None
    seen = [one for one in care.noted if one.at is not None and began and one.at >= began]
    first = [one for one in seen if second is None or (one.at or second) < second]
    later = [one for one in seen if one not in first]
    by_first, by_second = _by_hour(first, began), _by_hour(later, second)
    count = max(_sheets(by_first, FIRST), _sheets(by_second, SECOND), 1)
    return [
        [
            *(_column(by_first, began, page * FIRST + n, n, second=False) for n in range(FIRST)),
            *(
                _column(by_second, second, page * SECOND + n, FIRST + n, second=True)
                for n in range(SECOND)
            ),
        ]
        for page in range(count)
    ]


def _by_hour(
    seen: Iterable[LabourObservation], began: datetime | None
) -> dict[int, list[LabourObservation]]:
    found: dict[int, list[LabourObservation]] = {}
    for one in seen:
        if one.at is not None and began is not None:
            found.setdefault((one.at - began) // HOUR, []).append(one)
    return found


def _sheets(by: dict[int, list[LabourObservation]], across: int) -> int:
    return max(by, default=-1) // across + 1


def _column(
    by: dict[int, list[LabourObservation]],
    began: datetime | None,
    hour: int,
    number: int,
    *,
    second: bool,
) -> Column:
    at = began + hour * HOUR if began is not None else None
    return Column(at, second, number, by.get(hour, []))
