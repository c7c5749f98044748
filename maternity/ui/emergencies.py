"""Which emergency sheet: one figure answers, from the board, a delivery, a labour or a baby."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from maternity import reading
from maternity.i18n import _
from maternity.records import Record
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ward import Ward

if TYPE_CHECKING:
    from maternity.ui.form import Form
    from maternity.ward.emergencies import Choice

Begin = Callable[[str, Record], object]


def ask_which(ward: Ward, about: Record, strip: AskStrip, begin: Begin) -> None:
    """Ask on the page which sheet of this entry is begun, and begin it."""

    def read() -> list[Choice]:
        from maternity.ward.emergencies import choices  # noqa: PLC0415 - when one is begun

        return choices(ward, about)

    def show(found: list[Choice]) -> None:
        keys = "   ".join(f"{at} {one.words}" for at, one in enumerate(found, start=1))

        def chosen(typed: str) -> None:
            figure = reading.azerty_digits(typed.strip())
            if figure.isdecimal() and 0 < int(figure) <= len(found):
                strip.leave()
                one = found[int(figure) - 1]
                begin(one.register, one.about)

        words = _("Which sheet?   {keys}").format(keys=keys)
        strip.ask(words, _("Begin"), chosen, by_one_key=len(found) < 10)

    jobs.run(read, show)


def from_form(form: Form, strip: AskStrip) -> None:
    """Ask which sheet; what stands in the form is kept first, then the sheet is begun."""
    form.fill()

    def begin(register: str, about: Record) -> None:
        form.next_entry = (register, about)
        form.save()

    ask_which(form.ward, form.entry, strip, begin)
