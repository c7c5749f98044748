"""What is due to a mother and her babies in the first hours after the birth, while she is here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from maternity.clinical import afterbirth
from maternity.fields import Answer
from maternity.i18n import _
from maternity.records import Record
from maternity.registers.delivery import Delivery
from maternity.registers.recovery_check import RecoveryCheck
from maternity.ward.due import Due, Kind, When


def after_birth(birth: Delivery, now: datetime) -> Iterator[Due]:
    """The close checks of the first two hours, the pressures, urine; what is written ticks one.

    Nothing is due while the hour of the birth is not known.
    """
    born = birth.delivered_at.exact if birth.delivered_at is not None else None
    if born is None or birth.voided_at is not None:
        return
    checks = [one for one in birth.recovery_checks if one.voided_at is None]
    yield from _close_checks(birth, born, checks, now)
    yield from _pressures(birth, born, checks, now)
    if checks:
        passed = any(one.urine_passed is Answer.YES for one in checks)
        by = afterbirth.urine_due(born, passed=passed, now=now)
        if by is not None:
            words = _("Urine passed before {time}").format(time=f"{by:%H:%M}")
            yield _due(birth, words, by, now)


def looked_at_closely(birth: Delivery | None, now: datetime) -> bool:
    """Whether a look at the mother now is a timed check, and not yet a postnatal contact."""
    born = birth.delivered_at.exact if birth is not None and birth.delivered_at else None
    return born is not None and born <= now < born + timedelta(hours=afterbirth.PRESSURE_HOURS)


def _close_checks(
    birth: Delivery, born: datetime, checks: list[RecoveryCheck], now: datetime
) -> Iterator[Due]:
    made = [at for one in checks if (at := _exact(one, "checked_at")) is not None]
    close = afterbirth.next_check(born, made, now)
    if close is not None:
        words = _("Mother and baby at {time}, every 15 min ({made} of {all} made)")
        told = words.format(time=f"{close.at:%H:%M}", made=close.made, all=afterbirth.CHECKS)
        yield _due(birth, told, close.at, now)


def _pressures(
    birth: Delivery, born: datetime, checks: list[RecoveryCheck], now: datetime
) -> Iterator[Due]:
    visits = [one for one in birth.postnatal_visits if one.voided_at is None]
    seen = [_exact(one, "seen_at") for one in visits if _measured(one)]
    seen += [_exact(one, "checked_at") for one in checks if _measured(one)]
    by = afterbirth.pressure_due(born, [at for at in seen if at is not None], now)
    if by == born:
        yield _due(birth, _("Blood pressure after the birth"), now, now)
    elif by is not None:
        words = _("Blood pressure again before {time}").format(time=f"{by:%H:%M}")
        yield _due(birth, words, by, now)


def _measured(entry: Record) -> bool:
    return entry.believed("bp_systolic_mmhg") is not None


def _exact(entry: Record, name: str) -> datetime | None:
    at = getattr(entry, name)
    return at.exact if at is not None else None


def _due(birth: Delivery, words: str, by: datetime, now: datetime) -> Due:
    when = When.LATE if now > by else When.TODAY
    plain = _("Check of the mother")
    return Due(Kind.CHECK, birth, birth.woman, when, now.date(), words, plain)
