"""Two entries of one woman made one: which stays, which leads to it, and what went from one to it.

The emptied entry stays in the register, cancelled; whatever names it leads to the other. The row
says in which version each entry was moved, so that exactly this can be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.fields import Options, choice, link, long_text, text
from maternity.i18n import N_
from maternity.records import Record, register

if TYPE_CHECKING:
    from maternity.registers.woman import Woman

MOST_MOVED = 1_000_000
"""Letters of the list of what was moved: some ten thousand entries."""


class MergeState(Options):
    """How far two entries are one."""

    PROPOSED = "proposed", N_("Proposed")
    DONE = "done", N_("Made one")
    UNDONE = "undone", N_("Parted again")


@register(
    N_("Entries of one woman made one"),
    one=N_("Two entries of one woman made one"),
    setup=True,
    taken_in=False,
)
class WomanMerge(Record):
    """That two entries are one woman: proposed, done or taken back; who and when are its own."""

    kept: Woman | None = link(N_("Entry that stays"), "woman", computed=True, listed=True)
    emptied: Woman | None = link(N_("Entry that leads to it"), "woman", computed=True, listed=True)
    state: MergeState | None = choice(N_("State"), MergeState, computed=True, listed=True)
    proposed_by: str | None = text(N_("Proposed by"), computed=True, listed=True)
    approved_by: str | None = text(N_("Second person"), computed=True, listed=True)
    reason: str | None = text(N_("Reason"), computed=True, listed=True)
    moved: str | None = long_text(
        N_("Entries moved, each with its version"), computed=True, longest=MOST_MOVED
    )
