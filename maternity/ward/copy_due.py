"""When a copy makes itself: no work is older than four hours before it is copied."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from maternity import clock
from maternity.ward.copies import changed, ledger

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

EVERY = timedelta(hours=4)
"""No work is older than this before it is copied."""
LOOKED_AT = timedelta(minutes=15)
"""A copy is due so long before: the screen looks every ten minutes, and the copy takes some."""


def is_due(ward: Ward, used: timedelta) -> bool:
    """Whether a copy by itself is due: something changed, and the last is nearly four hours old.

    Whoever was at work meanwhile, and whatever the clock was set to; `used` is the steady time
    since this person began, for a wall clock that stands still.
    """
    if ward.training or ward.secrets is None or ward.folder is None or not changed(ward):
        return False
    last = ledger(ward).last
    since = abs(clock.now() - last.when) if last is not None and last.when is not None else EVERY
    return max(since, used) >= EVERY - LOOKED_AT
