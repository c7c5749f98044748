"""What is due to a mother in the first hours after the birth, as long as she is here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from maternity.clinical import afterbirth
from maternity.i18n import _
from maternity.registers.delivery import Delivery
from maternity.ward.due import Due, Kind, When


def after_birth(birth: Delivery, now: datetime) -> Iterator[Due]:
    """The close watch of the first two hours, and the pressures; a visit with a pressure ticks one.

    Nothing is due while the hour of the birth is not known.
    """
    born = birth.delivered_at.exact if birth.delivered_at is not None else None
    if born is None or birth.voided_at is not None:
        return
    until = afterbirth.watched_until(born, now)
    if until is not None:
        words = _("Uterus, bleeding, pulse: every 15 min until {time}")
        yield _due(birth, words.format(time=f"{until:%H:%M}"), When.TODAY, now)
    visits = (visit for visit in birth.postnatal_visits if visit.voided_at is None)
    seen = (v.seen_at for v in visits if v.believed("bp_systolic_mmhg") is not None)
    measured = [at.exact for at in seen if at is not None]
    by = afterbirth.pressure_due(born, [at for at in measured if at is not None], now)
    if by is None:
        return
    if by == born:
        yield _due(birth, _("Blood pressure after the birth"), When.TODAY, now)
    else:
        when = When.LATE if now > by else When.TODAY
        words = _("Blood pressure again before {time}").format(time=f"{by:%H:%M}")
        yield _due(birth, words, when, now)


def _due(birth: Delivery, words: str, when: When, now: datetime) -> Due:
    plain = _("Check of the mother")
    return Due(Kind.CHECK, birth, birth.woman, when, now.date(), words, plain)
