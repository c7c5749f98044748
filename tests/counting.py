"""Counting without a database: entries in a list, a month, and the lines of the form."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from maternity import settings as chosen
from maternity.records import Record
from maternity.registers.facility import Facility
from maternity.reports.form import Form, LineForm
from maternity.reports.returns import in_force, period_days
from maternity.reports.sheet import Line, Sheet
from maternity.reports.tallying import tally
from maternity.settings import Settings

MONTH = "2026-10"


class InMemory:
    """Entries in a list, asked as the ward's register is asked; it remembers what was asked."""

    def __init__(self, entries: Iterable[Record]) -> None:
        self.entries = list(entries)
        self.asked: dict[str, set[str]] = {}

    def dated(
        self, cls: type[Record], name: str, first: date, last: date, with_: Iterable[str] = ()
    ) -> list[Record]:
        """All of the register: who counts looks at the day itself."""
        self.asked.setdefault(cls.register.name, set()).update(with_)
        return [entry for entry in self.entries if type(entry) is cls]

    def linked(
        self, cls: type[Record], link: str, ids: Collection[str], with_: Iterable[str] = ()
    ) -> list[Record]:
        """Those whose link is one of these."""
        mine = (entry for entry in self.entries if type(entry) is cls)
        return [one for one in mine if getattr(getattr(one, link), "id", None) in ids]


@contextmanager
def settled(**codes: str) -> Iterator[Settings]:
    """The ward's choices, in force inside the block."""
    fields = Settings.register.fields
    wanted = Settings(**{name: fields[name].read(code) for name, code in codes.items()})
    before = chosen.current()
    chosen.use(wanted)
    try:
        yield wanted
    finally:
        chosen.use(before)


def the_form(month: str = MONTH) -> Form:
    """The form of a month, as it is where the ward has chosen nothing."""
    return every_line(month).under(Settings().in_force())


def every_line(month: str = MONTH) -> Form:
    """The form of a month with the lines that a setting shows, too."""
    return in_force("rma_cscom", period_days(month)[0])


def by_hand(code: str, *by: str) -> Form:
    """The form with a line of it typed by hand, split in these ways."""
    form = the_form()
    typed = LineForm(code, form.line(code).label, "3", manual=True, by=by)
    return replace(form, lines=tuple(typed if one.code == code else one for one in form.lines))


def sheet_of(*entries: Record, month: str = MONTH, form: Form | None = None, **codes: str) -> Sheet:
    """The return of a month over these entries, with the settings named."""
    form = form or every_line(month)
    first, last = period_days(month)
    with settled(**codes) as wanted:
        settings = {name: wanted.chosen(name) for name in form.settings}
        form = form.under(settings)
        lines, to_finish = tally(form, first, last, InMemory(entries), settings)
    facility = Facility(
        name="CSCom de Kalabancoro",
        region="Koulikoro",
        district="Kalabancoro",
        health_area="Kalabancoro",
    )
    return Sheet(
        form=form,
        period=month,
        first=first,
        last=last,
        facility=facility,
        settings=settings,
        lines=lines,
        made_at=datetime(2026, 11, 2, 8, 0),
        made_by="Mme Traoré",
        to_finish=to_finish,
    )


def line_of(code: str, *entries: Record, month: str = MONTH, **codes: str) -> Line:
    """One line of the return of a month over these entries."""
    return sheet_of(*entries, month=month, form=None, **codes).line(code)


def count(code: str, *entries: Record, month: str = MONTH, **codes: str) -> Any:
    """The figure of a line."""
    return line_of(code, *entries, month=month, **codes).total
