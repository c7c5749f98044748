"""Figures typed into a return: lines no entry can give, or a correction with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from maternity.fields import Options, choice, day, number, text
from maternity.i18n import N_, _
from maternity.records import Problem, Record, register, rule
from maternity.registers.lists import ReturnForm

MONDAY = 0


class FigureState(Options):
    """What kind of figure it is."""

    TYPED = "typed", N_("Typed")
    CORRECTED = "corrected", N_("Corrects the computed figure")
    NOT_AVAILABLE = "not_available", N_("Not available")


@register(N_("Typed figures"), one=N_("Typed figure"), dated="month_on")
class ReturnFigure(Record):
    """A figure typed into a return."""

    return_form: str | None = text(
        N_("Return"),
        required=True,
        listed=True,
        longest=40,
        help=N_("The name of the return, a district's own too: rma_cscom, sonu_annexe…"),
    )
    month_on: date | None = day(
        N_("Month (first day)"), required=True, low="01/01/2020", high="today", listed=True
    )
    line_code: str | None = text(
        N_("Line code"), required=True, listed=True, help=N_("Line code: G8, PROV1…")
    )
    cell: str | None = text(
        N_("Cell"),
        listed=True,
        help=N_("Breakdown, for example « a15_19/in_area »; empty = total."),
    )
    value: int | None = number(
        N_("Value"),
        required="return_figure.state != not_available",
        low=0,
        high=100000,
        ask_high=10000,
        listed=True,
        help=N_("0 is a real value; empty = no answer."),
    )
    state: FigureState | None = choice(
        N_("Kind of figure"),
        FigureState,
        required=True,
        listed=True,
        help=N_("A typed figure stays visible as typed on the report."),
    )
    reason: str | None = text(
        N_("Reason"),
        required="return_figure.state == corrected",
        help=N_("Required to correct a calculated figure."),
    )

    @rule
    def month_is_told_by_its_first_day(self) -> Iterator[Problem]:
        """Any other day would belong to no return (data dictionary, return_figure.month_on).

        A sheet of the week is told by its Monday.
        """
        weekly = self.return_form not in {form.value for form in ReturnForm}
        if self.month_on is None or (weekly and self.month_on.weekday() == MONDAY):
            return
        if self.month_on.day != 1:
            first = f"{self.month_on.replace(day=1):%d/%m/%Y}"
            yield Problem(
                "month_on",
                _("A figure belongs to a whole month. Write its first day: {day}.").format(
                    day=first
                ),
            )

    @rule
    def a_correction_says_why(self) -> Iterator[Problem]:
        """A correction without its reason would change a return in silence."""
        if self.state is FigureState.CORRECTED and not (self.reason or "").strip():
            yield Problem("reason", _("Say why the computed figure is corrected."))
