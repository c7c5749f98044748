"""Measures written in two parts: weeks and days of gestation, and blood pressure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from maternity.i18n import _
from maternity.names import fold
from maternity.reading.text import clean
from maternity.reading.unreadable import Unreadable

DAYS_IN_WEEK = 7
MM_IN_CM = 10
HIGHEST_IN_CM = 30

_WEEKS = r"([0-9]{1,2}) ?(?:semaines?|sem|sa|s|weeks?|wks?|w)?"
_DAYS = r"([0-9]{1,2}) ?(?:jours?|jrs?|j|days?|d)?"
_GESTATION = re.compile(rf"{_WEEKS}(?: ?(?:\+|et|and)? ?{_DAYS})?")
_RUN_TOGETHER = re.compile(r"[0-9]{1,2} ?[0-9]{1,2}")
_PRESSURE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]))? ?[/:\- ] ?([0-9]{1,3})(?:[.,]([0-9]))?")


@dataclass(frozen=True, slots=True)
class Gestation:
    """Weeks of amenorrhoea, with the days beyond them when they are known (0 to 6)."""

    weeks: int
    days: int | None = None

    @property
    def total_days(self) -> int:
        """The whole in days; unknown days count as none."""
        return self.weeks * DAYS_IN_WEEK + (self.days or 0)


@dataclass(frozen=True, slots=True)
class Pressure:
    """A blood pressure in mmHg; `from_cm` asks whether it was rightly taken as cm of mercury."""

    systolic: int
    diastolic: int
    from_cm: bool = False


def gestation(text: str) -> Gestation:
    """The gestation that was typed: `38+4`, `38 SA 4 j`, `38 SA` or `38`."""
    plain = fold(clean(text))
    found = _GESTATION.fullmatch(plain)
    if found is None or (found[2] and _RUN_TOGETHER.fullmatch(plain)):
        raise Unreadable(_("Enter the weeks, and the days after a plus sign, for example 38+4."))
    weeks, days = int(found[1]), int(found[2]) if found[2] else None
    if days is not None and days >= DAYS_IN_WEEK:
        proposal = show_gestation(weeks * DAYS_IN_WEEK + days)
        sentence = _("Check the days: they go from 0 to 6 ({proposal}?).")
        raise Unreadable(sentence.format(proposal=proposal), proposals=(proposal,))
    return Gestation(weeks, days)


def gestation_days(text: str) -> int:
    """The gestation that was typed, in days; weeks alone count as just completed."""
    return gestation(text).total_days


def show_gestation(days: int) -> str:
    """A gestation in days, shown in weeks and days: `38+4`."""
    return "{}+{}".format(*divmod(days, DAYS_IN_WEEK))


def pressure(text: str) -> Pressure:
    """The pressure that was typed, `118/76`; `12/8` is taken as centimetres and flagged."""
    found = _PRESSURE.fullmatch(clean(text))
    if found is None:
        raise Unreadable(_("Enter the two pressures, for example 118/76."))
    high, high_tenths, low, low_tenths = found.groups()
    if int(high) <= HIGHEST_IN_CM and int(low) <= HIGHEST_IN_CM:
        return Pressure(_in_mm(high, high_tenths), _in_mm(low, low_tenths), from_cm=True)
    if high_tenths or low_tenths:
        raise Unreadable(_("Enter the two pressures in mmHg, without a comma, for example 118/76."))
    return Pressure(int(high), int(low))


def show_pressure(value: Pressure) -> str:
    """The pressure in mmHg, `118/76`."""
    return f"{value.systolic}/{value.diastolic}"


def _in_mm(centimetres: str, tenths: str | None) -> int:
    return int(centimetres) * MM_IN_CM + int(tenths or 0)
