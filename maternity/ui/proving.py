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
        if not ask_proof(ward, strip, error, again):
            failed(error)

    def again() -> None:
        jobs.run(work, then, refused, words=words, changes=changes)

    jobs.run(work, then, refused, words=words, changes=changes)


def ask_proof(
    ward: Ward, strip: AskStrip, error: Refused | Unavailable, again: Callable[[], None]
) -> bool:
    """Ask for the PIN or the passphrase if that is what was refused, then do it again."""
    if not isinstance(error, Refused) or error.field != NEEDS_PROOF:
        return False

    def proven(_done: None) -> None:
        strip.leave()
        again()

    def prove(secret: str) -> None:
        jobs.run(lambda: ward.prove(secret), proven, strip.refused)

    strip.ask(error.words, _("Continue"), prove, secret=True)
    return True
