"""What a return counts that the district is told at once, and not with the sheet alone."""

from __future__ import annotations

from maternity.i18n import _
from maternity.reports.reported import reported
from maternity.reports.sheet import Sheet


def alert_words(sheet: Sheet) -> str:
    """The lines of the sheet that call for an alert, with their figures; empty if none does."""
    found = [(line, reported(line)) for line in sheet.lines if line.form.alert]
    told = [f"{line.form.words.partition(' (')[0]} ({count})" for line, count in found if count]
    if not told:
        return ""
    return _("Immediate alert, to be told to the district on the same day: {cases}.").format(
        cases=", ".join(told)
    )
