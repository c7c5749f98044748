"""What is due for a newborn exposed to HIV, syphilis or hepatitis B (clinical rules, part 16).

Due dates only, never a dose. Day 0 is the date of birth; months are calendar months. National
protocols decide: the weeks of treatment are a setting. The HIV status behind it is masked by the
register. Sources: WHO 2021 (HIV), WHO 2004 and postnatal kit 2025 (syphilis).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from maternity.clinical.dating import months_after
from maternity.clinical.judged import Judged, any_of

TREATED_WEEKS = 4
HIGH_LOAD = 1000
LATE_AFTER = timedelta(hours=72)
SYPHILIS_DAYS = 30
LOW_RISK_DAYS, LONG_DAYS = 42, 84


@dataclass(frozen=True)
class Step:
    """Something due: from a day, to a day (None: no end), and overdue from a day."""

    what: str
    from_on: date
    to_on: date | None = None
    overdue_from: date | None = None


def is_exposed(*, known_positive: bool | None, tested_positive: bool | None) -> Judged[bool]:
    """Exposed to HIV: the mother is known positive or positive at this stay.

    Not tested: not known, and the test is due ("hiv_test" is needed). A test of this stay that
    is negative says no also where nothing was known before.
    """
    if known_positive or tested_positive:
        why = "known_status" if known_positive else "result"
        return Judged(value=True, why=(why,))
    if tested_positive is None:
        return Judged(None, ("hiv_test",))
    return Judged(value=False)


def is_high_risk(
    *,
    treated: bool | None,
    treatment_began_on: date | None,
    born_on: date,
    viral_load: int | None = None,
    found_late: bool | None = None,
    weeks: int = TREATED_WEEKS,
) -> Judged[bool]:
    """High risk of transmission; nothing known of treatment is high risk.

    `found_late`: infection found in late pregnancy, in labour or after birth. Viral load in
    copies per ml near birth. `weeks` is a setting (4 in international texts).
    """
    short = None
    if treatment_began_on is not None:
        short = (born_on - treatment_began_on).days < weeks * 7
    found = any_of(
        art_status=not treated,
        treatment_began_on=short,
        viral_load=None if viral_load is None else viral_load >= HIGH_LOAD,
        found_late=found_late,
    )
    if found.value is None and short is False:
        return Judged(value=False, needs=found.needs)
    return found


def hiv_steps(
    born_on: date,
    *,
    high_risk: bool,
    breastfed: bool | None,
    breastfeeding_ended_on: date | None = None,
) -> tuple[Step, ...]:
    """What is due for the exposed newborn, in order of time.

    The final test is due at 18 months at least, 3 months after the end of breastfeeding if that
    is later; without that date 18 months is the earliest day, and it has no end.
    """

    def day(number: int) -> date:
        return born_on + timedelta(days=number)

    last = day(LONG_DAYS if high_risk and breastfed else LOW_RISK_DAYS)
    medicines = "nevirapine_zidovudine" if high_risk else "nevirapine"
    final = months_after(born_on, 18)
    if breastfeeding_ended_on is not None:
        final = max(final, months_after(breastfeeding_ended_on, 3))
    return (
        Step(medicines, born_on, last, day(3)),
        Step("first_test", day(28), day(42), day(56)),
        Step("cotrimoxazole", day(42)),
        Step("second_test", months_after(born_on, 9)),
        Step("final_test", final, final if breastfeeding_ended_on is not None else None),
    )


def prophylaxis_late(born_at: datetime, begun_at: datetime) -> bool:
    """Whether prophylaxis began more than 72 hours after birth."""
    return begun_at - born_at > LATE_AFTER


def syphilis_to_treat(
    *, exposed: bool | None, penicillin: bool | None, finished_on: date | None, born_on: date
) -> bool | None:
    """Whether a baby exposed to syphilis is to be treated and followed.

    Not when the mother's benzathine penicillin was finished 30 days or more before birth; yes
    when that is not known. None: exposure not known.
    """
    if exposed is None:
        return None
    if not exposed:
        return False
    return not penicillin or finished_on is None or (born_on - finished_on).days < SYPHILIS_DAYS
