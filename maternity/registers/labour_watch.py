"""What a labour says at a moment: its alerts and what was done about each, and what is due.

Joins the observations of a labour to the rules of the WHO Labour Care Guide. An alert stands until
a column of the same moment or a later one says what is done (its plan) and who says so; on the
guide an alert is answered in the rows of shared decisions. A labour ends with the birth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from maternity.clinical import labour
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_observation import OF_THE_FETUS, LabourObservation

SECOND_STAGE, FIRST_STAGE = "second_stage", "first_stage"
"""Alerts of time that are no row of the guide."""


@dataclass(frozen=True)
class Raised:
    """An alert of a labour: since when, of which fetus, and the column that answers it."""

    alert: labour.Alert
    at: datetime
    fetus: int | None = None
    answer: LabourObservation | None = None

    @property
    def row(self) -> str:
        """The row of the guide, or the stage, that it is about."""
        return self.alert.row


def born_at(care: LabourCare) -> datetime | None:
    """When the labour ended with a birth; None while it is open or the hour is not known."""
    birth = care.pregnancy.delivery if care.pregnancy and care.pregnancy.version else None
    return birth.delivered_at.exact if birth is not None and birth.delivered_at else None


def is_open(care: LabourCare) -> bool:
    """Whether the labour goes on: not cancelled, and no birth of the pregnancy is written."""
    birth = care.pregnancy.delivery if care.pregnancy and care.pregnancy.version else None
    return care.voided_at is None and (birth is None or birth.delivered_at is None)


def stage(care: LabourCare, now: datetime) -> tuple[labour.Stage, datetime] | None:
    """The stage at a moment and since when; None in the latent phase and before."""
    second = _moment(care.full_dilatation_at, care.ten_cm_at)
    if second is not None and second <= now:
        return labour.Stage.SECOND, second
    first = _moment(care.active_phase_at, care.five_cm_at)
    return (labour.Stage.FIRST, first) if first is not None and first <= now else None


def _moment(*moments: object) -> datetime | None:
    exact = (getattr(one, "exact", None) for one in moments)
    return next((one for one in exact if one is not None), None)


def raised(care: LabourCare, now: datetime) -> list[Raised]:
    """Every alert up to a moment, in order of time, each with the column that answers it."""
    until = born_at(care)
    end = min(now, until) if until is not None else now
    seen = [one for one in care.noted if one.at is not None and one.at <= end]
    found = [
        (alert, one.at, one.fetus) for one in seen for alert in one.alerts if one.at is not None
    ]
    found += [(alert, at, None) for alert, at in _of_time(care, end)]
    found.sort(key=lambda each: each[1])
    answers = [one for one in seen if one.plan and one.observed_by is not None]
    return [
        Raised(alert, at, fetus, next((one for one in answers if _after(one, at)), None))
        for alert, at, fetus in found
    ]


def _after(answer: LabourObservation, at: datetime) -> bool:
    return answer.at is not None and answer.at >= at


def _of_time(care: LabourCare, end: datetime) -> Iterator[tuple[labour.Alert, datetime]]:
    """The time without progress, the long second stage and the long first one."""
    seen = [(at, cm) for at, cm in care.examinations if at <= end]
    yield from _lags(seen, end)
    now = stage(care, end)
    parity = care.pregnancy.believed("parity") if care.pregnancy else None
    if now is None:
        return
    of, since = now
    minutes = int((end - since).total_seconds()) // 60
    if of is labour.Stage.SECOND:
        limit = labour.second_stage_limit(parity)
        if labour.second_stage_long(minutes, parity).value:
            at = since + timedelta(minutes=limit)
            yield labour.Alert(SECOND_STAGE, minutes, ">=", limit), at
    elif labour.first_stage_long(minutes, parity).value:
        limit = labour.first_stage_limit(parity)
        at = since + timedelta(minutes=limit + 1)
        yield labour.Alert(FIRST_STAGE, minutes, ">", limit), at


def _lags(
    seen: list[tuple[datetime, int]], end: datetime
) -> Iterator[tuple[labour.Alert, datetime]]:
    """Each dilatation that stayed too long, told at the moment its limit was reached."""
    steps: dict[int, datetime] = {}
    for at, cm in sorted(seen):
        if cm > max(steps, default=0):
            steps[cm] = at
    ends = [*list(steps.values())[1:], end]
    for (cm, since), until in zip(steps.items(), ends, strict=False):
        limit = labour.LAG_MINUTES.get(cm)
        minutes = int((until - since).total_seconds()) // 60
        if limit is not None and minutes >= limit:
            at = since + timedelta(minutes=limit)
            yield labour.Alert("dilatation_cm", cm, ">=", limit), at


@dataclass(frozen=True)
class DueRow:
    """A row of the guide that is next due at a moment."""

    row: str
    at: datetime
    fetus: int | None = None


def due(care: LabourCare, now: datetime) -> list[DueRow]:
    """When each row is next due in an open labour, the longest overdue first; none when latent."""
    current = stage(care, now)
    if current is None or not is_open(care):
        return []
    of, began = current
    found = []
    for fetus in fetuses(care):
        last = _last_seen(care, fetus)
        for row in labour.ROWS:
            if fetus is not None and fetus > 1 and row.name not in OF_THE_FETUS:
                continue
            seen = last.get("dilatation_cm" if row.with_cervix else row.name)
            at = labour.due(row.name, of, began, seen)
            if at is not None:
                found.append(DueRow(row.name, at, fetus))
    return sorted(found, key=lambda one: one.at)


def fetuses(care: LabourCare) -> list[int | None]:
    """The fetuses that have rows of their own; [None] for one alone."""
    expected = care.pregnancy.believed("fetuses_expected") if care.pregnancy else None
    most = max([expected or 1, *(one.fetus or 1 for one in care.noted)])
    return [None] if most == 1 else list(range(1, most + 1))


def _last_seen(care: LabourCare, fetus: int | None) -> dict[str, datetime]:
    last: dict[str, datetime] = {}
    for one in care.noted:
        if one.at is None:
            continue
        for row in labour.ROWS:
            own = row.name not in OF_THE_FETUS or (one.fetus or 1) == (fetus or 1)
            if own and one.answered(row.name):
                last[row.name] = one.at
    if "dilatation_cm" not in last and care.active_phase_at and care.active_phase_at.exact:
        last["dilatation_cm"] = care.active_phase_at.exact
    return last
