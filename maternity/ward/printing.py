"""Lists and books of the ward on paper."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from maternity import clock
from maternity.db.book import Query
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record, day_value, named, needs
from maternity.reports.book_closing import arrested
from maternity.reports.book_lines import Period, Printed, blank, closing, in_book, pages
from maternity.reports.books import Book, book, books
from maternity.reports.books import needs as needs_of
from maternity.reports.documents import document, every
from maternity.reports.listing import Listing, listing, names_read
from maternity.reports.periods import between_words, days_words, period_days
from maternity.reports.tallying import tally
from maternity.ward import discretion, own_papers, papers, returns
from maternity.ward.book_marks import marks
from maternity.ward.closed import closed_months
from maternity.ward.due import Due, phones, when_words
from maternity.ward.recording import head

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MOST_ROWS = 5000
"""Rows of one printed list; a longer one is printed by period."""


def list_pdf(ward: Ward, query: Query, columns: tuple[str, ...]) -> bytes:
    """The list of a query as the bytes of a PDF."""
    from maternity.reports.list_pdf import render_listing  # noqa: PLC0415 - ReportLab, when printing

    about = named(query.register)
    discretion.may_ask(ward, query)
    ids = ward.book.ids(replace(query, offset=0, limit=MOST_ROWS))
    shown = columns or tuple(column.name for column in about.listed)
    found = ward.book.by_ids(query.register, ids, needs(about.record, names_read(about, shown)))
    rows = discretion.discreet(ward, found)
    facility = ward.facility
    return render_listing(
        listing(
            about,
            rows,
            facility=facility.name if facility else "",
            period=_period(query),
            made_at=clock.now(),
            made_by=ward.account.name or "",
            chosen=columns,
            training=ward.training,
        )
    )


def due_pdf(ward: Ward, found: list[Due]) -> bytes:
    """What is due, a sheet a village, for the relay who goes there: no word on anybody's health."""
    from maternity.reports.list_pdf import render_listings  # noqa: PLC0415

    ward.allow(Right.PRINT_ALL)
    today = clock.today()
    villages: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in found:
        if one.woman is not None:
            woman = one.woman
            row = (woman.title(), phones(woman), one.plain_words, when_words(one, today), "")
            villages[woman.shown("village")].append(row)
    facility = ward.facility
    known = sorted(name for name in villages if name)
    blank = Listing(
        title=_("Women to see again"),
        facility=facility.name if facility else "",
        period="",
        heads=(_("Woman"), _("Phone"), _("For"), _("When"), _("Done, remark")),
        rows=(),
        made_at=clock.now(),
        made_by=ward.account.name or "",
        training=ward.training,
        to_write=(4,),
    )
    sheets = [
        replace(blank, period=name or _("village unknown"), rows=tuple(villages[name]))
        for name in [*known, *([""] if "" in villages else [])]
    ]
    return render_listings(sheets or [blank])


def _period(query: Query) -> str:
    if query.first is None or query.last is None:
        return _("everything")
    return between_words(query.first, query.last)


def book_pdf(
    ward: Ward,
    identity: str,
    first: date,
    last: date,
    *,
    copy: bool = False,
    empty: bool = False,
    wide: bool = False,
) -> bytes:
    """The pages of a book from the first to the last day as the bytes of a PDF.

    `copy` is for a page that leaves the ward: its columns of deaths stay blank. `empty` is a page
    without entries, to be written on by hand.
    """
    from maternity.reports.book_pdf import render_book  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.PRINT if empty or first == last else Right.PRINT_ALL)
    of = book(identity)
    discretion.may_see(ward, named(of.register))
    entries, period = ([], Period(first, last)) if empty else _period_of(ward, of, first, last)
    made = blank(of) if empty else pages(of, entries, period, copy=copy)
    whole, facility = (first, last) == _month(first) and not empty, ward.facility
    return render_book(
        Printed(
            book=of,
            facility=facility.name if facility else "",
            period=TO_WRITE if empty else days_words(first, last),
            made_at=clock.now(),
            made_by=ward.account.name or "",
            pages=made,
            closing=() if empty else closing(of, made, period),
            whole_month=whole,
            arrested=arrested(_begun(of, entries, first)) if whole else None,
            provisional=first.replace(day=1) not in closed_months(ward),
            wide=wide and bool(of.right_from),
            training=ward.training,
            anchor="" if empty else str(head(ward)),
        )
    )


def _period_of(ward: Ward, of: Book, first: date, last: date) -> tuple[list[Record], Period]:
    entries = _entries(ward, of, first, last)
    counted, given = _counted(ward, of, first, last), marks(ward, of, entries)
    return entries, Period(first, last, counted, given)


def _begun(of: Book, entries: list[Record], first: date) -> list[Record]:
    """The lines of the month itself: not those carried over, nor those of another register."""
    own = (one for one in entries if one.register.name == of.register)
    return [one for one in own if (day_value(one.look(of.dated)) or first) >= first]


@dataclass(frozen=True)
class Asked:
    """What is asked of a document on the command line: its month or day, or its entry."""

    month: str = ""
    day: str = ""
    entry: str = ""
    blank: bool = False
    copy: bool = False
    wide: bool = False
    person: str = ""

    def days(self) -> tuple[date, date]:
        """The first and the last day; refused if neither a day nor a month was given."""
        if not self.day:
            return period_days(self.month)
        try:
            day = date.fromisoformat(self.day)
        except ValueError as error:
            raise Refused(_("Enter the day as year, month and day: 2026-10-31.")) from error
        return day, day


def print_named(ward: Ward, name: str, asked: Asked) -> bytes:
    """A book or a document by its name, as the bytes of a PDF; its printing is kept."""
    if name in {one.id for one in books()}:
        first, last = (clock.today(),) * 2 if asked.blank else asked.days()
        return book_pdf(
            ward, name, first, last, copy=asked.copy, empty=asked.blank, wide=asked.wide
        )
    if name in own_papers.NAMES:
        return own_papers.make(ward, name, asked.person)
    if name not in {one.name for one in every()}:
        named_so = (one.name for one in every())
        offered = ", ".join([*(one.id for one in books()), *named_so, *own_papers.NAMES])
        raise Refused(
            _("There is no document “{name}”. Choose one of: {offered}.").format(
                name=name, offered=offered
            )
        )
    if document(name).dated:
        return papers.of_period(ward, name, *asked.days())
    subject = papers.numbered(ward, name, asked.entry) if asked.entry else None
    return papers.issue(ward, name, subject)


def _month(first: date) -> tuple[date, date]:
    return period_days(f"{first:%Y-%m}")


def _entries(ward: Ward, of: Book, first: date, last: date) -> list[Record]:
    """The entries of a book: those carried over first, then those of its days, by number."""
    loaded = sorted(needs_of(of))
    found = ward.book.dated(of.record, of.dated, first, last, loaded)
    about = of.record.register
    if about.dated:
        query = Query(of.register, state="voided", first=first, last=last, limit=MOST_ROWS)
        found += ward.book.by_ids(of.register, ward.book.ids(query), loaded)
    lines = [*_carried(ward, of, first, loaded), *in_book(of, found, first, last)]
    return lines if of.beside is None else _among(of, lines, _entries(ward, of.beside, first, last))


def _among(of: Book, lines: list[Record], others: list[Record]) -> list[Record]:
    """The lines of another register, each before the first of ours of a later day."""
    found = list(lines)
    for one in others:
        day = _day_of(one)
        later = (
            at
            for at, line in enumerate(found)
            if line.register.name == of.register and _day_of(line) > day
        )
        found.insert(next(later, len(found)), one)
    return found


def _day_of(entry: Record) -> date:
    return day_value(entry.look(entry.register.dated)) or date.max


def _carried(ward: Ward, of: Book, first: date, loaded: list[str]) -> list[Record]:
    """The stays begun before these days that had not ended when they began."""
    if not of.ends:
        return []
    ended = ward.book.dated(of.record, of.ends, first, clock.today(), loaded)
    here = ((of.ends, ""), (f"{of.ends}_gap", ""), ("voided_at", ""))
    ids = ward.book.ids(Query(of.register, equal=here, limit=MOST_ROWS))
    staying = ward.book.by_ids(of.register, ids, loaded)
    found = {one.id: one for one in (*ended, *staying)}
    return in_book(of, found.values(), date.min, first - DAY)


def _counted(ward: Ward, of: Book, first: date, last: date) -> dict[str, frozenset[str]]:
    """What the lines of the return count in these days, for the totals that are the return's."""
    wanted = {total.line for total in of.totals if total.line}
    found: dict[str, frozenset[str]] = {}
    for form in returns.returns(ward):
        lines = tuple(line for line in form.lines if line.code in wanted - found.keys())
        if not lines or not form.covers(first):
            continue
        chosen = ward.settings()
        settings = {name: chosen.chosen(name) for name in form.settings}
        lines = replace(form, lines=lines).under(settings).lines
        counted, _open = tally(replace(form, lines=lines), first, last, ward.book, settings)
        found |= {line.code: frozenset(one.id for one in line.counted) for line in counted}
    return found


DAY = timedelta(days=1)
TO_WRITE = "." * 30
"""Where the month of a blank page is written."""
