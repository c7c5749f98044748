"""Asking once more for the PIN or the passphrase, where an act of the ward demands it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ward import Ward
from maternity.ward.proving import NEEDS_PROOF

T = TypeVar("T")


def run_proven(
    ward: Ward,
    strip: AskStrip,
    work: Callable[[], T],
    then: Callable[[T], None],
    failed: Callable[[Refused | Unavailable], None],
    *,
    words: str = "",
    changes: bool = False,
) -> None:
    """Do this; if it must be proven first who is at the screen, ask, and do it then."""

    def refused(error: Refused | Unavailable) -> None:
        if isinstance(error, Refused) and error.field == NEEDS_PROOF:
            strip.ask(error.words, _("Continue"), prove, secret=True)
        else:
            failed(error)

    def prove(secret: str) -> None:
        jobs.run(lambda: ward.prove(secret), lambda _done: again(), strip.refused)

    def again() -> None:
        strip.leave()
        jobs.run(work, then, refused, words=words, changes=changes)

    jobs.run(work, then, refused, words=words, changes=changes)
