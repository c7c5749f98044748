"""The life of a return's month: checked, closed, handed in, opened again, told from its papers.

A closed return is never counted again: its sheet is made of what was kept, and its PDF is the very
bytes that were signed. What was written into the month since then is shown as pending.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import clock
from maternity.db import versions
from maternity.db.book import Query
from maternity.db.saving import keep
from maternity.errors import Refused
from maternity.i18n import _
from maternity.moments import Moment
from maternity.people import Right
from maternity.reading import show_month
from maternity.records import Record, named, needs
from maternity.registers.month_closing import ClosingState, MonthClosing, MonthPapers
from maternity.reports import stored
from maternity.reports.form import Form
from maternity.reports.life import Act, Life, Remark, Stage
from maternity.reports.periods import is_sum
from maternity.reports.reported import differences, figures_of
from maternity.reports.returns import forms
from maternity.reports.sheet import Sheet, is_unfinished
from maternity.ward import figure_marks, recording
from maternity.ward.death_reviews import not_notified
from maternity.ward.printed_words import check_nameless
from maternity.ward.proving import check_proven
from maternity.ward.reasons import check_reason

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MOST = 10_000
Count = Callable[[], Sheet]
"""How the month is counted now."""


def closings(ward: Ward, form_id: str = "", first: date | None = None) -> list[MonthClosing]:
    """The closings of a return's month, or all of them, the first edition first."""
    ward.allow(Right.COUNT)
    equal = (("return_form", form_id),) if form_id else ()
    ids = ward.book.ids(Query("month_closing", first=first, last=first, equal=equal, limit=MOST))
    rows = ward.book.by_ids("month_closing", ids)
    found = [one for one in rows if isinstance(one, MonthClosing)]
    return sorted(found, key=lambda one: (str(one.month_on), one.edition or 0))


def standing(ward: Ward, form_id: str, first: date) -> MonthClosing | None:
    """The closing in force of a month; None while it is open."""
    return in_force(closings(ward, form_id, first))


def in_force(found: Sequence[MonthClosing]) -> MonthClosing | None:
    """Of the closings of a month the one that stands; None if there is none."""
    standing_ones = [one for one in found if one.state is not ClosingState.REOPENED]
    return standing_ones[-1] if standing_ones else None


def open_life(counted: Sheet, before: Sequence[MonthClosing]) -> Life:
    """The life of a month that is open: under way or over, and opened again by whom and why."""
    stage = Stage.RUNNING if clock.today() <= counted.last else Stage.TO_CHECK
    life = Life(stage)
    if before:
        last = before[-1]
        life.edition, life.reason = last.edition or 0, last.reason or ""
        life.reopened = _act(last.reopened_by, last.reopened_at)
    return life


def _act(who: str | None, at: Moment | None) -> Act | None:
    exact = at.exact if at is not None else None
    return Act(who or "", exact) if exact is not None else None


# a closed month


def as_closed(ward: Ward, closing: MonthClosing, counted: Sheet) -> Sheet:
    """The return as it was closed, and what the month gained since, as it is counted now."""
    kept = stored.told(papers(ward, closing).figures or "")
    sheet = Sheet(
        form=_form_of(ward, counted.form, closing),
        period=counted.period,
        first=counted.first,
        last=counted.last,
        facility=counted.facility,
        settings={},
        lines=[],
        made_at=counted.made_at,
        made_by="",
        state="closed",
        life=life_of(closing),
    )
    stored.restore(sheet, kept, _loading(ward, counted))
    words = {line.code: line.form.words for line in sheet.lines}
    earlier = closings(ward, closing.return_form or "", closing.month_on)
    again = [one for one in earlier if (one.edition or 1) < (closing.edition or 1)]
    sheet.life.reason = (again[-1].reason or "") if again else ""
    sheet.life.moved = differences(sheet.life.figures, figures_of(counted), words)
    sheet.life.pending = _since(ward, counted, sheet, closing)
    return sheet


def life_of(closing: MonthClosing) -> Life:
    """How a closing stands, by its own row."""
    handed_in = _act(closing.handed_in_by, closing.handed_in_at)
    edition = closing.edition or 1
    stage = Stage.HANDED_IN if handed_in is not None else Stage.CLOSED
    closed_at = closing.created_at or clock.now()
    return Life(
        stage=Stage.AMENDED if edition > 1 else stage,
        edition=edition,
        closed=Act(closing.created_by or "", closed_at),
        handed_in=handed_in,
        seal=closing.seal or "",
    )


def _form_of(ward: Ward, form: Form, closing: MonthClosing) -> Form:
    """The version it was closed with."""
    for one in (form, *forms(ward.folder)):
        if (one.id, one.version) == (closing.return_form, closing.form_version):
            return one
    raise Refused(
        _(
            "The return was closed with version {version} of the form, whose file is no longer"
            " there. Open its printed pages in the archive."
        ).format(version=closing.form_version)
    )


def _loading(ward: Ward, counted: Sheet) -> stored.Load:
    """The entries of a register by their identities; those just counted are not loaded again."""
    dates: dict[str, set[str]] = {}
    for line in counted.form.lines:
        if line.register:
            dates.setdefault(line.register, set()).add(line.dated)
    known = {one.id: one for line in counted.lines for one in (*line.counted, *line.not_judged)}

    def load(register: str, ids: Sequence[str]) -> list[Record]:
        cls = named(register).record
        lists = needs(cls, sorted(dates.get(register, ())))
        others = ward.book.by_ids(register, [one for one in ids if one not in known], lists)
        return [*others, *(known[one] for one in ids if one in known)]

    return load


def _since(ward: Ward, counted: Sheet, sheet: Sheet, closing: MonthClosing) -> list[Record]:
    """The entries of the month that were written, corrected or cancelled after it was closed."""
    entries = dict.fromkeys(
        entry
        for one in (counted, sheet)
        for line in one.lines
        for entry in (*line.counted, *line.not_judged, *line.typed.values())
    )
    entries |= dict.fromkeys([*counted.to_finish, *sheet.to_finish])
    closed = versions.numbers(ward.book, [closing.id], first=True).get(closing.id)
    last = versions.numbers(ward.book, [one.id for one in entries])
    return [one for one in entries if closed is not None and last.get(one.id, 0) > closed]


def papers(ward: Ward, closing: MonthClosing) -> MonthPapers:
    """What a closing keeps whole."""
    ward.allow(Right.COUNT)
    found = ward.book.linked(MonthPapers, "closing", [closing.id])
    if not found or not isinstance(found[0], MonthPapers):
        raise Refused(_("The papers of this month are not there. Have the register checked."))
    return found[0]


def printed(ward: Ward, closing: MonthClosing) -> bytes:
    """The very bytes of the PDF that was closed."""
    ward.allow(Right.PRINT_ALL)
    return stored.unpacked(papers(ward, closing).pdf or "")


# acts


def close_month(
    ward: Ward, counted: Sheet, remarks: Sequence[Remark] = (), *, again: Count | None = None
) -> MonthClosing:
    """Close a month that is over: keep its figures, its identities and its pages.

    `again` counts it anew, so that nothing written between the look and the act is lost.
    """
    from maternity.reports.pdf import render  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.CLOSE_MONTH)
    before = closings(ward, counted.form.id, counted.first)
    _may_close(counted, before)
    sheet = again() if again is not None else counted
    now = clock.now()
    sheet.state, sheet.made_at, sheet.made_by = "closed", now, ward.account.name or ""
    edition = len(before) + 1
    sheet.life = Life(
        stage=Stage.AMENDED if edition > 1 else Stage.CLOSED,
        edition=edition,
        closed=Act(sheet.made_by, now),
        seal=stored.seal(sheet),
        reason=(before[-1].reason or "") if before else "",
        remarks=[*remarks, *figure_marks.remarks(ward, sheet)],
    )
    if before:
        words = {line.code: line.form.words for line in sheet.lines}
        old = stored.told(papers(ward, before[-1]).figures or "")["figures"]
        old = stored.figures_now(sheet.form, old)
        sheet.life.changes = differences(old, figures_of(sheet), words)
    made = _closing(sheet)
    kept = MonthPapers(closing=made)
    kept.figures, kept.pdf = stored.as_stored(sheet), stored.packed(render(sheet))
    keep(ward.book, [made, kept], ward.stamp(""))
    recording.record(ward, "month_closed", document=counted.form.id, first=str(counted.first))
    return made


def _may_close(counted: Sheet, before: Sequence[MonthClosing]) -> None:
    month = show_month(counted.first)
    if counted.form.every != "month" or is_sum(counted.period):
        raise Refused(_("Only a monthly return is closed; its sums follow from its months."))
    if clock.today() <= counted.last:
        raise Refused(
            _("{month} is not over. Close it from {day} on.").format(
                month=month, day=f"{date.fromordinal(counted.last.toordinal() + 1):%d/%m/%Y}"
            )
        )
    if before and before[-1].state is not ClosingState.REOPENED:
        raise Refused(
            _("{month} is closed already. Open it again first, with a reason.").format(month=month)
        )


def _closing(sheet: Sheet) -> MonthClosing:
    made = MonthClosing()
    made.month_on, made.return_form = sheet.first, sheet.form.id
    made.edition, made.state = sheet.life.edition, ClosingState.CLOSED
    made.form_version, made.seal = sheet.form.version, sheet.life.seal
    made.source_id = f"{sheet.form.id}:{sheet.period}:{made.edition}"  # no month closes twice
    dates = {f"{line.register}:{line.dated}" for line in sheet.form.lines if line.register}
    made.counted_by = "|".join(sorted(dates))
    made.totals = json.dumps({code: cells["total"] for code, cells in figures_of(sheet).items()})
    return made


def reopen_month(ward: Ward, form_id: str, first: date, reason: str) -> MonthClosing:
    """Open a closed month again, with its reason; the next closing is an amended return."""
    ward.allow(Right.REOPEN_MONTH)
    closing, why = _in_force(ward, form_id, first), check_reason(reason)
    check_nameless(ward.sheet(form_id, f"{first:%Y-%m}"), why)
    check_proven(ward)
    closing.reason = why
    closing.state = ClosingState.REOPENED
    closing.reopened_at, closing.reopened_by = Moment.at(clock.now()), ward.account.name
    keep(ward.book, [closing], ward.stamp(closing.reason))
    recording.record(ward, "month_reopened", document=form_id, first=str(first))
    return closing


def mark_handed_in(ward: Ward, form_id: str, first: date) -> MonthClosing:
    """Note that the closed return was handed in: by whom and when."""
    ward.allow(Right.CLOSE_MONTH)
    closing = _in_force(ward, form_id, first)
    if closing.state is not ClosingState.HANDED_IN:
        closing.state = ClosingState.HANDED_IN
        closing.handed_in_at, closing.handed_in_by = Moment.at(clock.now()), ward.account.name
        keep(ward.book, [closing], ward.stamp(""))
    return closing


def _in_force(ward: Ward, form_id: str, first: date) -> MonthClosing:
    closing = standing(ward, form_id, first)
    if closing is None:
        raise Refused(_("{month} is not closed. Close it first.").format(month=show_month(first)))
    return closing


# the list of what is left to do


def work_list(ward: Ward, counted: Sheet) -> list[tuple[str, list[Any]]]:
    """What keeps a month from being whole, group by group, each with its entries or drafts."""
    waiting = [one for one in counted.to_finish if one.missing or one.unsure]
    still_open = [one for one in counted.to_finish if is_unfinished(one) and one not in waiting]
    groups: list[tuple[str, list[Any]]] = [
        (_("Written after the closing: pending, not in the return"), list(counted.life.pending)),
        (_("Figures marked to check"), figure_marks.open_marks(ward, counted)),
        (_("Drafts never kept"), _drafts(ward, counted)),
        (_("Fields to complete or to confirm"), [*waiting, *still_open]),
        (_("Age or village unknown: counted, in no cell"), counted.unplaced),
        (_("Could not be judged: an answer is missing"), counted.not_judged),
        (_("Deaths not notified yet"), not_notified(ward, counted)),
        (_("Stays without an end"), _without_end(ward, counted)),
        (_("Deliveries without a baby"), _without_baby(ward, counted)),
    ]
    return [(words, found) for words, found in groups if found]


def _drafts(ward: Ward, counted: Sheet) -> list[Any]:
    """The drafts typed in the days of the month, or about one of them."""
    if not ward.account.may(Right.READ):
        return []
    return [one for one in ward.drafts() if counted.first <= one.at.date() <= counted.last]


def _without_end(ward: Ward, counted: Sheet) -> list[Record]:
    cls = named("admission").record
    found = ward.book.dated(cls, "admitted_at", counted.first, counted.last)
    over = clock.today() > counted.last
    return [one for one in found if over and not one.answered("discharged_at")]


def _without_baby(ward: Ward, counted: Sheet) -> list[Record]:
    cls = named("delivery").record
    found = ward.book.dated(cls, "delivered_at", counted.first, counted.last, ("newborns",))
    return [
        one for one in found if not [b for b in getattr(one, "newborns", ()) if not b.voided_at]
    ]


def save_printed(ward: Ward, closing: MonthClosing, place: Path) -> Path:
    """Write the bytes of a closed return to a file."""
    from maternity import files  # noqa: PLC0415 - when a file is written

    files.replace(place, printed(ward, closing))
    return place
