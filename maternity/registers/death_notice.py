"""By when a death is notified: 24 hours in a facility, 48 in the community, or as the ward chose.

The times are the WHO's; Mali's own sheets were not found (reference: Mali, part 8).
"""

from __future__ import annotations

from datetime import timedelta

from maternity import settings
from maternity.fields import Answer
from maternity.moments import Moment

HERE, OUTSIDE = "death_notice_hours", "death_notice_hours_community"
"""The settings: hours after a death in a facility, and after one in the community."""


def limit(died: Moment | None, *, in_facility: Answer | None) -> Moment | None:
    """The last moment to notify a death in time; the last day where its hour is not known.

    Where nobody knows whether she died in a facility, the shorter time holds.
    """
    if died is None:
        return None
    name = OUTSIDE if in_facility is Answer.NO else HERE
    after = timedelta(hours=int(settings.current().chosen(name)))
    if died.exact is not None:
        return Moment.at(died.exact + after)
    return Moment(died.day + after)


def in_time(
    died: Moment | None, notified: Moment | None, *, in_facility: Answer | None
) -> Answer | None:
    """Whether a death was notified in time; None while it is not notified."""
    last = limit(died, in_facility=in_facility)
    if last is None or notified is None:
        return None
    if last.exact is not None and notified.exact is not None:
        return Answer.of(notified.exact <= last.exact)
    return Answer.of(notified.day <= last.day)
