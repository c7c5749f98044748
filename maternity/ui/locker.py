"""Locking the window: the draft is kept, the register closed, the door shown; and the way back.

Whoever unlocks finds her own form again, at the field she left; a colleague never sees it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from maternity.ui import jobs
from maternity.ui.idle import IdleLock, close_all_over
from maternity.ui.system_lock import SystemLock
from maternity.ward.locking import Locked, lock

if TYPE_CHECKING:
    from maternity.ui.window import Window
    from maternity.ward import Draft


@dataclass(frozen=True)
class Left:
    """What a person had before her when the screen locked."""

    form: str
    register: str
    is_kept: bool


class Locker:
    """Locks one window after the other, and remembers what each person left."""

    def __init__(self, show_door: Callable[[Locked | None], None]) -> None:
        self._show_door = show_door
        self._left: dict[str, Left] = {}
        self._locking: Window | None = None

    def watch(self, window: Window) -> None:
        """Lock this window when it is asked for or when nobody is there, and take up what was."""
        window.locked.connect(partial(self.lock, window))
        idle = IdleLock(window)
        idle.over.connect(partial(self.lock, window))
        SystemLock(window).over.connect(partial(self.lock, window))
        left = self._left.pop(window.ward.account.id, None)
        if left is not None:
            jobs.run(window.ward.drafts, partial(take_up, window, left))

    def lock(self, window: Window) -> None:
        """Lock at once, whatever is open: what is on the screen disappears first."""
        if self._locking is window:
            return
        self._locking = window
        close_all_over(window)
        window.keep_draft()
        left = left_on(window)
        if left is not None:
            self._left[window.ward.account.id] = left
        window.frame.hide()
        window.copier.locking = True
        jobs.run(partial(lock, window.ward), self._show_door)


def left_on(window: Window) -> Left | None:
    """The form in view, if it is one."""
    entry: Any = getattr(window.trail.current, "entry", None)
    if entry is None or not hasattr(window.trail.current, "keep_draft"):
        return None
    return Left(entry.id, entry.register.name, entry.version is not None)


def take_up(window: Window, left: Left, drafts: list[Draft]) -> None:
    """Show what she had before her: her draft, or the entry she had open."""
    mine = window.ward.account.name
    draft = next((one for one in drafts if one.form == left.form and one.who == mine), None)
    if draft is not None:
        window.reopen(draft)
    elif left.is_kept:
        ward = window.ward
        jobs.run(lambda: ward.full(left.register, left.form), window.show_form)
