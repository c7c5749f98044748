"""The returns of the ward: counted, typed into, opened figure by figure, written to files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import clock, files
from maternity.conditions import UNKNOWN
from maternity.db.loading import nothing_thrown_away
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record, Strength, named
from maternity.reports import WRITERS
from maternity.reports.form import AXES, Form
from maternity.reports.periods import begins_on, is_sum, months_of, period_days, period_words
from maternity.reports.returns import every, forms, in_force
from maternity.reports.sheet import TOTAL, Cell, Line, Sheet, cells_of, look_counted
from maternity.reports.summed import summed
from maternity.reports.tallying import Asked, tallies
from maternity.settings import Settings
from maternity.ward import discretion, months, place
from maternity.ward.printed_words import check_nameless
from maternity.ward.reasons import check_reason
from maternity.ward.recording import exported

if TYPE_CHECKING:
    from maternity.registers.month_closing import MonthClosing
    from maternity.ward.ward import Ward


@dataclass(frozen=True)
class Counted:
    """A form counted over its days with the settings in force."""

    asked: Asked
    lines: list[Line]
    to_finish: list[Record]


Step = Callable[[int, int], None]
"""Hears how far a long count is."""


def returns(ward: Ward) -> list[Form]:
    """The forms there are, ours first."""
    place.newer_files(ward)
    own = getattr(ward.facility, "return_form", None)
    code = own.value if own is not None else ""
    offered = [form for form in forms(ward.folder) if discretion.may_count(ward, form)]
    return sorted(offered, key=lambda form: (form.id != code, form.id))


def sheet(ward: Ward, form_id: str, period: str) -> Sheet:
    """A return of a period such as `2026-10`: as it was closed, or counted now."""
    return sheets(ward, [(form_id, period)])[0]


def sheets(ward: Ward, wanted: Sequence[tuple[str, str]], step: Step | None = None) -> list[Sheet]:
    """Returns of periods in one go: what they share is loaded and read once."""
    ward.allow(Right.COUNT)
    place.newer_files(ward)
    parts = [(form, part) for form, period in wanted for part in _parts(period)]
    with nothing_thrown_away():
        counted = tallied(ward, parts, step)
        known = _known(ward, [one.asked for one in counted.values()])
        return [_sheet(ward, form, period, counted, known) for form, period in wanted]


def _parts(period: str) -> list[str]:
    """The months of a sum up to this one; of anything else, itself; refused before it begins."""
    parts = months_of(period) if is_sum(period) else [period]
    begun = [one for one in parts if begins_on(one) <= clock.today()]
    if not begun:
        raise Refused(_("{period} has not begun.").format(period=period_words(period)))
    return begun


@dataclass(frozen=True)
class _Known:
    """What sheets need beside their counted lines, read once for all of them."""

    facility: Any
    closings: dict[tuple[str, date], list[MonthClosing]]
    figures: dict[tuple[str, date], list[Record]]


def _known(ward: Ward, asked: Sequence[Asked]) -> _Known:
    """Our facility; the closings and the typed figures by return and month."""
    closings: dict[tuple[str, date], list[MonthClosing]] = defaultdict(list)
    for form_id in {one.form.id for one in asked}:
        for closing in months.closings(ward, form_id):
            if closing.month_on is not None:
                closings[form_id, closing.month_on].append(closing)
    figures: dict[tuple[str, date], list[Record]] = defaultdict(list)
    if asked:
        firsts = [one.first for one in asked]
        cls = named("return_figure").record
        for figure in ward.book.dated(cls, "month_on", min(firsts), max(firsts)):
            figures[figure.plain("return_form"), figure.look("month_on")].append(figure)
    return _Known(ward.facility, closings, figures)


def _sheet(
    ward: Ward,
    form_id: str,
    period: str,
    counted: Mapping[tuple[str, str], Counted],
    known: _Known,
) -> Sheet:
    first, last = period_days(period, every(form_id, ward.folder))
    if is_sum(period):
        told = [_sheet(ward, form_id, one, counted, known) for one in _parts(period)]
        name = ward.account.name or ""
        return summed(told, period, first=first, last=last, made_at=clock.now(), made_by=name)
    now = _made(ward, period, counted[form_id, period], known)
    closings = known.closings.get((form_id, first), [])
    closing = months.in_force(closings)
    if closing is not None:
        return months.as_closed(ward, closing, now)
    now.life = months.open_life(now, closings)
    return now


def tallied(
    ward: Ward, wanted: Sequence[tuple[str, str]], step: Step | None = None
) -> dict[tuple[str, str], Counted]:
    """The lines of forms over periods, counted in one session."""
    chosen = ward.settings()
    asked = {one: _asked(ward, *one, chosen) for one in dict.fromkeys(wanted)}
    with ward.book.together() as entries:
        found = tallies(list(asked.values()), entries, step)
        return {
            name: Counted(one, *parts)
            for (name, one), parts in zip(asked.items(), found, strict=True)
        }


def _asked(ward: Ward, form_id: str, period: str, chosen: Settings) -> Asked:
    first, last = period_days(period, every(form_id, ward.folder))
    form = in_force(form_id, first, ward.folder)
    discretion.check_count(ward, form)
    settings = {name: chosen.chosen(name) for name in form.settings}
    return Asked(form.under(settings), first, last, settings)


def counted_now(ward: Ward, form_id: str, period: str) -> Sheet:
    """A return of a period, counted now whether it is closed or not."""
    ward.allow(Right.COUNT)
    counted = tallied(ward, [(form_id, period)])[form_id, period]
    return _made(ward, period, counted, _known(ward, [counted.asked]))


def _made(ward: Ward, period: str, counted: Counted, known: _Known) -> Sheet:
    """What was counted as a sheet, with what was typed into it."""
    asked = counted.asked
    put_typed(counted.lines, known.figures.get((asked.form.id, asked.first), ()))
    discretion.counted(ward, counted.lines)
    return Sheet(
        form=asked.form,
        period=period,
        first=asked.first,
        last=asked.last,
        facility=known.facility,
        settings=dict(asked.settings),
        lines=counted.lines,
        made_at=clock.now(),
        made_by=ward.account.name or "",
        to_finish=discretion.discreet(ward, counted.to_finish),
        training=ward.training,
    )


def typed_figures(ward: Ward, form_id: str, first: date) -> list[Record]:
    """The figures typed into a return of a month."""
    cls = named("return_figure").record
    found = ward.book.dated(cls, "month_on", first, first)
    return [one for one in found if one.plain("return_form") == form_id]


def put_typed(lines: list[Line], figures: Iterable[Record]) -> None:
    """Put the figures that were typed or corrected on the lines of a month."""
    by_code = {line.code: line for line in lines}
    for figure in figures:
        line = by_code.get(figure.plain("line_code"))
        if line is not None:
            line.typed[line.form.cell_now(figure.plain("cell") or TOTAL)] = figure


def type_figure(
    ward: Ward,
    counted: Sheet,
    code: str,
    cell: Cell,
    value: int | None,
    reason: str = "",
    *,
    not_available: bool = False,
) -> Record:
    """Type a figure into a manual line, or correct a counted one with a reason.

    No value takes the answer back; `not_available` says that the figure cannot be had.
    """
    ward.allow(Right.WRITE)
    _may_type(ward, counted)
    line = counted.line(code)
    if line.form.sum:
        raise Refused(_("This line is a sum. Correct the lines it adds up."))
    if cell and cell not in cells_of(line.form):
        raise Refused(_("This line has no such cell."))
    if not line.form.is_typed(cell):
        check_reason(reason)
    check_nameless(counted, reason)
    state = "typed" if line.form.is_typed(cell) else "corrected"
    where = "/".join(cell) or TOTAL
    told = {
        "return_form": counted.form.id,
        "month_on": counted.first.isoformat(),
        "line_code": code,
        "cell": where,
        "state": "not_available" if not_available else state,
        "value": "" if value is None or not_available else str(value),
        "reason": reason,
    }
    _check(_told(ward.new("return_figure"), told))
    figure = _told(line.typed.get(where) or ward.new("return_figure"), told)
    ward.keep(figure, reason=reason or _("typed again into its line"))
    return figure


def _may_type(ward: Ward, counted: Sheet) -> None:
    """Refuse a figure where none is typed: in a sum, or in a month that stands fast."""
    if is_sum(counted.period):
        raise Refused(_("A quarter or a year is the sum of its months. Correct the month."))
    if months.standing(ward, counted.form.id, counted.first) is not None:
        raise Refused(_("This month is closed. The head opens it again before a figure changes."))


def _told(figure: Record, texts: dict[str, str]) -> Record:
    for name, text in texts.items():
        setattr(figure, name, figure.register.fields[name].read(text, exact=True))
    return figure


def _check(figure: Record) -> None:
    """Refuse what is impossible: a month to come, a figure below nought."""
    for problem in figure.problems():
        if problem.strength is Strength.STOPS:
            raise Refused(problem.words, field=problem.field)


def cell_of(line: Line, text: str) -> Cell:
    """The cell written as its codes, `a15_19,in_area`, in any order; refused if there is none.

    One code alone means all the cells that have it; `unknown` takes the place of one or of all.
    """
    told = {part.strip() for part in text.replace("/", ",").split(",") if part.strip()}
    ways = [[code for code in AXES[name] if code in told] for name in line.form.by]
    codes = [code for way in ways for code in way]
    unknown = [UNKNOWN] if UNKNOWN in told else []
    twice = any(len(way) > 1 for way in ways)
    full = len(codes) + len(unknown) > max(len(ways), 1)
    if twice or full or told - {*codes, UNKNOWN}:
        offered = ", ".join("/".join(one) for one in cells_of(line.form)) or "–"
        raise Refused(
            _("The line {code} has no cell “{cell}”. Its cells: {offered}.").format(
                code=line.code, cell=text, offered=offered
            )
        )
    return (*codes, *unknown)


def line_of(ward: Ward, counted: Sheet, code: str) -> Line:
    """The line of a sheet; where another return has it, the refusal says which."""
    if all(line.code != code for line in counted.lines):
        others = (form for form in returns(ward) if form.id != counted.form.id)
        named_in = {form.id for form in others if any(line.code == code for line in form.lines)}
        if named_in:
            raise Refused(
                _("The form {form} has no line {code}. Ask for it in {others}.").format(
                    form=counted.form.id, code=code, others=", ".join(sorted(named_in))
                )
            )
    return counted.line(code)


def behind(line: Line, cell: Cell = ()) -> list[dict[str, Any]]:
    """The entries behind a figure, as files hold them; a sum has those of its lines."""
    parts = line.added or (line,)
    return [_as_data(part, entry) for part in parts for entry in _entries(part, cell)]


def _entries(line: Line, cell: Cell) -> list[Record]:
    if not cell:
        return line.entries()
    if UNKNOWN in cell:
        sides = [
            line.side(name, code) for name in line.form.by for code in cell if code in AXES[name]
        ]
        return [one for one in line.unplaced if all(one in side for side in sides)]
    return [one for at, held in line.cells.items() if set(cell) <= set(at) for one in held]


def _as_data(line: Line, entry: Record) -> dict[str, Any]:
    dated = str(look_counted(entry, line.form.dated))
    return {
        "register": entry.register.name,
        "id": entry.id,
        "source_id": entry.source_id,
        "serial_no": getattr(entry, "serial_no", None),
        line.form.dated: dated,
        "dated": dated,
    }


def write_sheet(ward: Ward, counted: Sheet, kind: str, place: Path) -> Path:
    """Write a return to a file: pdf, xlsx, csv or json."""
    ward.allow(Right.PRINT_ALL if kind == "pdf" else Right.EXPORT_FIGURES)
    if kind not in WRITERS:
        raise Refused(
            _("“{format}” is no format. Choose one of: {offered}.").format(
                format=kind, offered=", ".join(WRITERS)
            )
        )
    if kind == "pdf":
        files.replace(place, pages(ward, counted))
    else:
        WRITERS[kind](counted, place)
    exported(ward, place, counted.form.id, kind=kind, first=str(counted.first))
    return place


def pages(ward: Ward, counted: Sheet) -> bytes:
    """A return as the bytes of a PDF; a closed one as the very bytes that were closed."""
    from maternity.reports.pdf import render  # noqa: PLC0415 - ReportLab, when printing

    ward.allow(Right.PRINT_ALL)
    closing = months.standing(ward, counted.form.id, counted.first)
    closed = counted.life.is_closed and not is_sum(counted.period)
    return months.printed(ward, closing) if closing and closed else render(counted)
