"""What was written at the door and could not be opened: said once to each person who signs in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maternity.i18n import plural
from maternity.people import Right
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ward.emergency import unreadable

if TYPE_CHECKING:
    from maternity.ui.window import Window


def tell_unreadable(window: Window) -> None:
    """Say that something is missing, and where what to do is written."""

    def told(count: int) -> None:
        if count:
            words = plural(
                "{count} emergency entry begun at the door cannot be opened. What to do stands on"
                " “{page}” ({key}).",
                "{count} emergency entries begun at the door cannot be opened. What to do stands"
                " on “{page}” ({key}).",
                count,
                page=action("to_do").told,
                key=action("to_do").told_key,
            )
            window.status.say(words, "unsure")

    if window.ward.account.may(Right.READ):
        jobs.run(partial(_count, window), told)


def _count(window: Window) -> int:
    return len(unreadable(window.ward))
