"""The alerts of the Labour Care Guide on the observations of a table.

Each row is one set of observations. Where the table says the labour (`labour_care`, any key) and
the moment, the time without progress and the second stage are judged along the rows of a labour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from maternity.clinical import labour
from maternity.exchange.computing.asked import (
    Answer,
    Computation,
    Values,
    always,
    code,
    fields,
    lacking,
    sentences,
)
from maternity.fields import Text
from maternity.i18n import _

KEY = Text(label="labour_care", name="labour_care")
MOMENT = replace(fields("labour_observation.observed_at")[0], low=None)
"""The hour may be before anything a table tells of the labour."""
ROWS = tuple(row.name for row in labour.ROWS)


def _judge(rows: Sequence[Values]) -> Iterable[Answer]:
    along = _along(rows)
    return [_one(row, along.get(at, _Along())) for at, row in enumerate(rows)]


@dataclass
class _Along:
    """What a row adds to when its labour is read in order."""

    alerts: tuple[str, ...] = ()
    doubt: str = ""


def _one(row: Values, along: _Along) -> Answer:
    plain = {name: code(v) if hasattr(v, "value") else v for name, v in row.items()}
    if all(plain.get(name) is None for name in ROWS):
        return Answer({}, lacking([_("an observation")]))
    found = labour.alerts(plain)
    told = [f"{one.row} {_shown(one)}" for one in found] + list(along.alerts)
    untimed = []
    if "labour_care" in row and plain.get("dilatation_cm") is not None:
        untimed = [n for n in ("labour_care", "observed_at") if not _known(row, n)]
    return Answer(
        {"alerts": len(told), "alert_rows": " | ".join(told)},
        sentences(lacking(untimed), along.doubt),
    )


def _shown(alert: labour.Alert) -> str:
    """The value and the bound it crossed; of a code the code alone."""
    if alert.sign == "=":
        return str(alert.value)
    return f"{alert.value} ({alert.sign} {alert.bound})".replace(".", ",")


def _known(row: Values, name: str) -> bool:
    value = row.get(name)
    return value is not None and (name != "observed_at" or value.exact is not None)


def _along(rows: Sequence[Values]) -> dict[int, _Along]:
    """What each timed row of a labour tells beside its own values, by its place in the table."""
    labours: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for at, row in enumerate(rows):
        if _known(row, "labour_care") and _known(row, "observed_at"):
            labours[row["labour_care"]].append((row["observed_at"].exact, at))
    found = {}
    for places in labours.values():
        progress = _Progress()
        for moment, at in sorted(places):
            found[at] = progress.take(moment, rows[at])
    return found


class _Progress:
    """A labour read in order of time: the largest dilatation so far, and since when."""

    def __init__(self) -> None:
        self.largest: tuple[datetime, int] | None = None

    def take(self, now: datetime, row: Values) -> _Along:
        """The lag and the second stage at a moment."""
        cm = row.get("dilatation_cm")
        doubt = ""
        if cm is not None:
            if self.largest is not None and cm < self.largest[1]:
                doubt = _("Check: the dilatation is smaller than before.")
            if self.largest is None or cm > self.largest[1]:
                self.largest = now, cm
        if self.largest is None:
            return _Along((), doubt)
        return _Along((*self._lag(now), *self._second_stage(now, row)), doubt)

    def _lag(self, now: datetime) -> Iterable[str]:
        found = labour.lag([self.largest] if self.largest else [], now)
        if found is not None and found.alert:
            yield f"dilatation_cm {found.cm}: {found.minutes} min (>= {found.limit})"

    def _second_stage(self, now: datetime, row: Values) -> Iterable[str]:
        since, cm = self.largest or (now, 0)
        if cm < labour.FULL_CM:
            return
        minutes = int((now - since).total_seconds() // 60)
        if labour.second_stage_long(minutes, row.get("parity")).value:
            yield f"second_stage {minutes} min"


LABOUR_ALERTS = Computation(
    "labour-alerts",
    (
        KEY,
        MOMENT,
        *fields("pregnancy.parity"),
        *fields(*(f"labour_observation.{name}" for name in ROWS)),
    ),
    (ROWS,),
    always("alerts", "alert_rows"),
    _judge,
)
