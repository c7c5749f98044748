"""The words around a figure: what it counts, who stands behind it, how the month stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maternity import clock
from maternity.i18n import _, plural
from maternity.reading import show_month
from maternity.records import Record
from maternity.reports.alerts import alert_words
from maternity.reports.indicators import Rate
from maternity.reports.life import Act, due
from maternity.reports.periods import is_sum, spanned
from maternity.reports.sheet import TOTAL as WHOLE
from maternity.reports.sheet import Cell, Line, Sheet
from maternity.reports.signal_functions import status_words
from maternity.ui.lines import Row
from maternity.ui.parts import woman_of
from maternity.ui.report_table import TOTAL, UNPLACED, cell_head, cell_of
from maternity.ui.table import state_words
from maternity.ward.months import life_of

MOST = 500
"""Entries listed behind one figure; more are opened in the register."""


def behind(line: Line, column: int) -> list[Record]:
    """The entries behind a figure."""
    return line.unplaced if column == UNPLACED else line.entries(cell_of(line, column))


def head_words(line: Line, column: int) -> str:
    """What the figure is, and how many entries stand behind it."""
    told = [f"{line.code}  {line.form.words}"]
    cell = cell_of(line, column)
    if cell:
        told.append(cell_head(cell).replace("\n", " "))
    if column == UNPLACED:
        told.append(_("age or village unknown: to complete"))
    if line.form.is_typed(cell):
        told.append(_typed_words(line, cell))
        if line.proposal is not None:
            told.append(_("proposal: {count}").format(count=line.proposal))
    else:
        count = len(behind(line, column))
        told.append(plural("{count} entry", "{count} entries", count))
    if not cell and line.beside is not None:
        told.append(_("and {count} typed by hand").format(count=line.beside))
    correction = line.correction(cell)
    if correction is not None:
        words = _("corrected: {act}: {reason}")
        told.append(words.format(act=_act_of(correction), reason=correction.look("reason")))
    return "  ·  ".join(told)


def _typed_words(line: Line, cell: Cell) -> str:
    """That a figure is typed, and once it was: by whom, when, and the note on it."""
    figure = line.typed.get("/".join(cell) or WHOLE)
    if figure is None or not (figure.changed_by or figure.created_by):
        return _("typed by hand")
    note = figure.look("reason")
    words = _("typed by hand: {act}: {note}") if note else _("typed by hand: {act}")
    return words.format(act=_act_of(figure), note=note)


def _act_of(figure: Record) -> str:
    """Who typed a figure last, and when where that is known."""
    who, at = figure.changed_by or figure.created_by or "", figure.changed_at or figure.created_at
    return Act(who, at).words if at is not None else who


def rows_behind(line: Line, column: int) -> Iterator[Row]:
    """The entries behind a figure, then those that could not be judged."""
    found = behind(line, column)
    for entry in found[:MOST]:
        yield entry_row(entry, line)
    if len(found) > MOST:
        yield Row(_("… and {count} more").format(count=len(found) - MOST))
    if column == TOTAL and line.not_judged:
        yield Row(_("Could not be judged: an answer is missing"), head=True)
        for entry in line.not_judged[:MOST]:
            yield entry_row(entry, line)


def entry_row(entry: Record, line: Line | None = None) -> Row:
    """An entry as a row: who, then number, day, village, and what it lacks."""
    woman = woman_of(entry)
    number = getattr(entry, "serial_no", None)
    kind = entry.register.one_words + (f" n° {number}" if number else "")
    dated = line.form.dated if line is not None else entry.register.dated
    lacks = state_words(entry) if entry.missing or entry.unsure else ""
    village = woman.shown("village") if woman is not None else ""
    facts = [kind, _shown(entry, dated), village, lacks]
    title = woman.title() if woman is not None else entry.title()
    return Row(title, "  ·  ".join(fact for fact in facts if fact), entry)


def _shown(entry: Record, dated: str) -> str:
    *links, name = dated.split(".")
    at: Any = entry
    for link in links:
        at = getattr(at, link, None)
        if at is None:
            return ""
    return at.shown(name) if name else ""


def month_state(sheet: Sheet, day: int) -> str:
    """How the month stands: its state, who closed it, by when it is handed in, what is pending."""
    life = sheet.life
    if sheet.form.every != "month" or is_sum(sheet.period):
        told = [spanned(sheet.period, sheet.first), status_words(sheet), alert_words(sheet)]
        return "  ·  ".join(words for words in told if words)
    told = [life.stage.words.upper()]
    if life.amendment:
        told.append(_("amended return n° {number}").format(number=life.amendment))
    if life.closed is not None:
        told.append(_("closed: {act}").format(act=life.closed.words))
    if life.reopened is not None and not life.is_closed:
        told.append(_("opened again: {reason}").format(reason=life.reason))
    if life.handed_in is not None:
        told.append(_("handed in: {act}").format(act=life.handed_in.words))
    else:
        told += _deadline(sheet, day)
    if life.pending:
        count = len(life.pending)
        told.append(plural("{count} correction pending", "{count} corrections pending", count))
    return "  ·  ".join(told)


def _deadline(sheet: Sheet, day: int) -> Iterator[str]:
    """By when, and how many days are left, or how late it is."""
    by, until = due(sheet.last, day)
    today = clock.today()
    yield _("to hand in by {day}").format(day=f"{by:%d/%m/%Y}")
    if 0 <= (by - today).days <= 31:
        yield plural("in {count} day", "in {count} days", (by - today).days)
    elif by < today <= until:
        yield _("still taken until {day}").format(day=f"{until:%d/%m}")
    elif today > until:
        yield plural("{count} day late", "{count} days late", (today - by).days)


def closing_row(closing: Any) -> Row:
    """A closed return as a row of the archive."""
    life = life_of(closing)
    told = [closing.shown("state"), closing.return_form or ""]
    if life.amendment:
        told.append(_("amended return n° {number}").format(number=life.amendment))
    told += [_("closed: {act}").format(act=life.closed.words) if life.closed else ""]
    told += [_("handed in: {act}").format(act=life.handed_in.words) if life.handed_in else ""]
    told += [_("opened again: {reason}").format(reason=closing.reason) if closing.reason else ""]
    facts = "  ·  ".join(fact for fact in told if fact)
    return Row(show_month(closing.month_on), facts, closing)


def rate_row(rate: Rate) -> Row:
    """An indicator as a row: its words, its two figures, its rate."""
    above, below = ("…" if one is None else str(one) for one in (rate.numerator, rate.denominator))
    told = f"{above} / {below}"
    if rate.per_cent is not None:
        told += f"  =  {rate.per_cent:.1f} %".replace(".", ",")
    return Row(rate.words, told)
