"""How far a facility offered emergency care: the status told under its signal functions.

Never « no »: always how many of the seven. Source: clinical rules, part 21 (UNFPA EmONC light
assessment; UN handbook 2009).
"""

from __future__ import annotations

from collections.abc import Iterator

from maternity.clinical.emonc import BASIC, Function, Level, Reason, Status, status
from maternity.i18n import N_, _
from maternity.reports.reported import reported
from maternity.reports.sheet import Sheet

WHY = {
    Reason.STAFF: N_("Staff"),
    Reason.TRAINING: N_("Training"),
    Reason.SUPPLIES: N_("Supplies"),
    Reason.POLICY: N_("Policy"),
    Reason.MANAGEMENT: N_("Management"),
    Reason.NO_INDICATION: N_("No indication"),
}
"""Why a function was not done, in words."""


def status_of(sheet: Sheet) -> Status | None:
    """The status by a return that has all nine functions; None by any other."""
    codes = {line.code for line in sheet.lines}
    if not {one.value for one in Function} <= codes:
        return None
    return status({one: reported(sheet.line(one.value)) or 0 for one in Function})


def status_words(sheet: Sheet) -> str:
    """The status in words; empty for a return that has no signal functions."""
    found = status_of(sheet)
    if found is None:
        return ""
    if found.level is Level.COMPREHENSIVE:
        return _("Comprehensive emergency care: all nine functions were done.")
    if found.level is Level.BASIC:
        return _("Basic emergency care: all seven basic functions were done.")
    return _("{count} of the {all} basic functions were done.").format(
        count=found.basic_done, all=len(BASIC)
    )


def status_lines(sheet: Sheet) -> Iterator[str]:
    """The status for paper, then the functions not done, each with its reason to be ticked."""
    found = status_of(sheet)
    if found is None:
        return
    yield status_words(sheet)
    boxes = "   ".join(f"☐ {_(words)}" for words in WHY.values())
    for one in found.not_done:
        told = _("Not done: {function}. Why:").format(function=sheet.line(one.value).form.words)
        yield f"{told}   {boxes}"
