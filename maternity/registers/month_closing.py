"""The life of a return's month: closed, handed in, opened again; and the papers of each closing.

Closing is an act of a person, never a date (reference: safety, part 11). What was handed in stays
as it was: the figures, the identities of the entries behind them and the bytes of the PDF.
"""

from __future__ import annotations

from datetime import date

from maternity.fields import (
    Answer,
    Options,
    choice,
    day,
    link,
    long_text,
    moment,
    number,
    text,
    yes_no,
)
from maternity.i18n import N_
from maternity.moments import Moment
from maternity.records import Record, register


class ClosingState(Options):
    """How a closing stands."""

    CLOSED = "closed", N_("Closed")
    HANDED_IN = "handed_in", N_("Handed in")
    REOPENED = "reopened", N_("Opened again")


@register(
    N_("Closed months"),
    one=N_("Closed month"),
    setup=True,
    taken_in=False,
    dated="month_on",
    sorted_by="month_on",
)
class MonthClosing(Record):
    """One closing of a return; who closed it and when are those of the entry itself."""

    month_on: date | None = day(N_("Month (first day)"), computed=True, listed=True)
    return_form: str | None = text(N_("Return"), computed=True, listed=True, longest=40)
    edition: int | None = number(
        N_("Edition"),
        computed=True,
        listed=True,
        help=N_("1 is the first return handed in; 2 is the first amended return."),
    )
    state: ClosingState | None = choice(N_("State"), ClosingState, computed=True, listed=True)
    form_version: str | None = text(N_("Version of the form"), computed=True, longest=40)
    counted_by: str | None = text(
        N_("Days it was counted by"),
        computed=True,
        help=N_("The registers and the dates that place an entry in the month."),
    )
    totals: str | None = long_text(N_("Totals"), computed=True, archived=True)
    seal: str | None = text(N_("Check code of the figures"), computed=True, longest=80)
    handed_in_at: Moment | None = moment(N_("Handed in on"), computed=True, listed=True)
    handed_in_by: str | None = text(N_("Handed in by"), computed=True)
    reopened_at: Moment | None = moment(N_("Opened again on"), computed=True)
    reopened_by: str | None = text(N_("Opened again by"), computed=True)
    reason: str | None = text(N_("Reason"), computed=True, listed=True)


@register(
    N_("Papers of closed months"),
    one=N_("Papers of a closed month"),
    setup=True,
    taken_in=False,
)
class MonthPapers(Record):
    """What a closing keeps whole: figures with the identities behind them, and the PDF's bytes."""

    closing: MonthClosing | None = link(
        N_("Closed month"), "month_closing", computed=True, listed=True
    )
    figures: str | None = long_text(N_("Figures and entries"), computed=True, archived=True)
    pdf: str | None = long_text(N_("Printed return"), computed=True, archived=True)


@register(
    N_("Notes on checks"),
    one=N_("Note on a check"),
    setup=True,
    taken_in=False,
    dated="month_on",
)
class CheckNote(Record):
    """The answer to a warning before closing: why the figures are right as they are."""

    month_on: date | None = day(N_("Month (first day)"), computed=True, listed=True)
    return_form: str | None = text(N_("Return"), computed=True, listed=True, longest=40)
    check_code: str | None = text(N_("Check"), computed=True, listed=True, longest=40)
    note: str | None = text(N_("Note"), computed=True, listed=True)


@register(
    N_("Figures to check"),
    one=N_("Figure to check"),
    setup=True,
    taken_in=False,
    dated="month_on",
)
class FigureMark(Record):
    """A flag on a figure of a return: who doubts it and why, until somebody settles it."""

    month_on: date | None = day(N_("Month (first day)"), computed=True, listed=True)
    return_form: str | None = text(N_("Return"), computed=True, listed=True, longest=40)
    line_code: str | None = text(N_("Line code"), computed=True, listed=True, longest=40)
    cell: str | None = text(N_("Cell"), computed=True, listed=True, longest=80)
    comment: str | None = text(N_("What is to check"), computed=True, listed=True)
    settled: Answer | None = yes_no(N_("Settled"), computed=True, listed=True)
    outcome: str | None = text(N_("What was found"), computed=True, listed=True)
