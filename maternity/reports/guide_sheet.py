"""The Labour Care Guide drawn as the WHO form: seven sections, hourly columns, on A4.

Twelve hourly columns of the active first stage and three of the second; a longer labour goes on on
a new sheet. What does not fit a cell is told in full in the notes under a number: nothing is cut.
Values that alert stand in a ring and bold. Layout and codes: WHO Labour Care Guide, 2020.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from maternity import reading
from maternity.clinical import labour
from maternity.fields import Answer
from maternity.i18n import N_, _, labelled
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_observation import LabourObservation
from maternity.registers.labour_watch import born_at, fetuses
from maternity.reports.drawing import (
    POINT_MM,
    Box,
    Drawing,
    Line,
    Words,
    size_for,
    width_mm,
    wrapped,
)
from maternity.reports.guide_cell import CELL, Room
from maternity.reports.guide_codes import shown
from maternity.reports.guide_columns import FIRST, HOUR, SECOND, Column, columns
from maternity.reports.guide_rows import RETROSPECTIVE, GuideRow, hours, sections
from maternity.reports.said import initials

WIDE, HIGH = 182.0, 244.0
BAND, WORDS, BOUNDS = 5.0, 38.0, 19.0
IDENTITY, HEAD, FOOT, TALL = 17.0, 9.0, 9.0, 17.0
TEXT_ROWS = frozenset({"assessment", "plan"})
OFTEN = frozenset({"fhr_bpm", "fhr_deceleration", "contractions_per_10min"})
OFTEN |= {"contraction_duration_s"}
"""Rows with two values an hour: they are higher."""
ROTATED = 7.0

LICENCE = N_(
    "After the WHO Labour Care Guide (World Health Organization, 2020), licence CC BY-NC-SA 3.0 "
    "IGO. This adaptation was not made by WHO, which does not answer for its content or accuracy; "
    "the original English edition is the binding and authentic one."
)


@dataclass
class Sheet:
    """One page: its columns, and the notes that its cells point to."""

    drawing: Drawing
    columns: list[Column]
    notes: list[str] = field(default_factory=list)

    @property
    def column_wide(self) -> float:
        """The width of an hour in mm."""
        return (WIDE - BAND - WORDS - BOUNDS) / (FIRST + SECOND)

    def left(self, number: int) -> float:
        """Where a column begins."""
        return BAND + WORDS + BOUNDS + number * self.column_wide

    def note(self, words: str) -> str:
        """Keep words that do not fit, and give the number that stands for them."""
        self.notes.append(words)
        return f"({len(self.notes)})"


def guide_sheets(care: LabourCare | None) -> list[Sheet]:
    """The pages of a labour; a blank one for None."""
    if care is None:
        return [blank_sheet()]
    pages = columns(care)
    return [_drawn(care, page, at, len(pages)) for at, page in enumerate(pages, start=1)]


def blank_sheet(of: LabourCare | None = None) -> Sheet:
    """A page to be written on by hand, with what is known of the woman it is for."""
    empty = [Column(None, n >= FIRST, n) for n in range(FIRST + SECOND)]
    return _drawn(None, empty, 1, 1, of=of)


def _drawn(
    care: LabourCare | None,
    hours_of: list[Column],
    page: int,
    pages: int,
    of: LabourCare | None = None,
) -> Sheet:
    sheet = Sheet(Drawing(WIDE, HIGH), hours_of)
    _identity(sheet, care or of, page, pages)
    _head(sheet)
    lines = list(_lines(care))
    units = sum(one.units for one in lines)
    tall = sum(one.tall for one in lines)
    unit = (HIGH - IDENTITY - HEAD - FOOT - tall) / units
    top = IDENTITY + HEAD
    for section, of_section in _grouped(lines):
        began = top
        for one in of_section:
            high = one.tall or one.units * unit
            _line(sheet, care, one, top, high)
            top += high
        _band(sheet, section, began, top)
    _frame(sheet, top)
    _licence(sheet)
    return sheet


@dataclass(frozen=True)
class RowLine:
    """A line of the sheet: a row, or one centimetre or fifth of one, for a fetus."""

    section: str
    row: GuideRow
    fetus: int | None = None
    level: int | None = None
    units: float = 1.0
    tall: float = 0.0


def _lines(care: LabourCare | None) -> Iterator[RowLine]:
    """Every line in the order of the form; each further fetus has its own rows of the baby."""
    of_whom = fetuses(care) if care is not None else [None]
    for section, rows in sections():
        baby = rows[0].of_the_fetus
        for fetus in of_whom if baby else [None]:
            told = f"{section} {fetus}" if fetus else section
            for row in rows:
                yield from _of_row(told, row, fetus)


def _of_row(section: str, row: GuideRow, fetus: int | None) -> Iterator[RowLine]:
    if row.name == "dilatation_cm":
        for cm in range(labour.FULL_CM, labour.ACTIVE_CM - 1, -1):
            yield RowLine(section, row, level=cm)
    elif row.name == "descent_fifths":
        for fifths in range(5, -1, -1):
            yield RowLine(section, row, level=fifths)
    elif row.name == "pushing":
        return
    elif row.name in TEXT_ROWS:
        yield RowLine(section, row, units=0, tall=TALL)
    else:
        yield RowLine(section, row, fetus, units=1.35 if row.name in OFTEN else 1.0)


def _grouped(lines: list[RowLine]) -> Iterator[tuple[str, list[RowLine]]]:
    found: dict[str, list[RowLine]] = {}
    for one in lines:
        found.setdefault(one.section, []).append(one)
    yield from found.items()


def _identity(sheet: Sheet, care: LabourCare | None, page: int, pages: int) -> None:
    """Section 1: who she is and how labour began."""
    dots = "." * 26
    pregnancy = care.pregnancy if care is not None else None
    woman = pregnancy.woman if pregnancy is not None else None

    def said(entry: object, name: str) -> str:
        told = entry.shown(name) if entry is not None else ""  # type: ignore[attr-defined]
        return told or dots

    about = type(care).register.fields if care is not None else LabourCare.register.fields
    facts = [
        (_("Name"), woman.title() if woman is not None else dots),
        (_("Parity"), said(pregnancy, "parity")),
        (about["onset"].words, said(care, "onset")),
        (about["active_phase_at"].words, _active(care) or dots),
        (about["membranes_ruptured_at"].words, _ruptured(care) or dots),
        (about["risk_factors"].words, said(care, "risk_factors")),
    ]
    wide = WIDE / 3
    for at, (label, told) in enumerate(facts):
        x, y = (at % 3) * wide + 1, 3 + (at // 3) * 6.5
        sheet.drawing.add(Words(x, y, labelled(label), 8))
        size = size_for(told, wide - 3, 9, 6.5) or 6.5
        sheet.drawing.add(Words(x, y + 3.2, told, size, bold=told != dots))
    if pages > 1:
        told = _("sheet {page} of {pages}").format(page=page, pages=pages)
        sheet.drawing.add(Words(WIDE - 1, 2.5, told, 8, at="right"))
    if care is not None and _afterwards(care):
        words = _("Noted after the birth: this was not watching.")
        sheet.drawing.add(Words(1, IDENTITY - 1.2, f"{RETROSPECTIVE} {words}", 8, bold=True))


def _active(care: LabourCare | None) -> str:
    if care is None:
        return ""
    seen = care.five_cm_at
    return care.shown("active_phase_at") or (reading.show_moment(seen) if seen else "")


def _ruptured(care: LabourCare | None) -> str:
    if care is None:
        return ""
    return care.shown("membranes_ruptured_at") or care.shown("membranes")


def _afterwards(care: LabourCare) -> bool:
    born = born_at(care)
    written = [one.created_at for one in care.noted if one.created_at is not None]
    return born is not None and bool(written) and all(at > born for at in written)


def _head(sheet: Sheet) -> None:
    """The stages, and the hour of each column."""
    top, drawing = IDENTITY, sheet.drawing
    drawing.add(Box(0, top, WIDE, HEAD, shade=True))
    drawing.add(Words(BAND + 1, top + 6.5, _("Time"), 8, bold=True))
    drawing.add(Words(BAND + WORDS + 1, top + 6.5, _("Alert"), 8, bold=True))
    half = sheet.left(FIRST)
    first = (sheet.left(0) + half) / 2
    drawing.add(Words(first, top + 2.2, _("Active first stage"), 8, bold=True, at="middle"))
    drawing.add(Words((half + WIDE) / 2, top + 2.2, _("2nd stage"), 8, bold=True, at="middle"))
    for one in sheet.columns:
        told = f"{one.at:%H:%M}" if one.at is not None else ""
        late = bool(one.seen) and all(seen.retrospective for seen in one.seen)
        told = f"{told}{RETROSPECTIVE}" if late else told
        size = size_for(told, sheet.column_wide - 0.6, 7.5, 5) or 5
        x = sheet.left(one.number) + sheet.column_wide / 2
        drawing.add(Words(x, top + 6.5, told, size, at="middle"))


def _line(sheet: Sheet, care: LabourCare | None, one: RowLine, top: float, high: float) -> None:
    drawing = sheet.drawing
    drawing.add(Line(BAND, top + high, WIDE, top + high))
    middle = top + high / 2
    name, bound = _named(one)
    size = size_for(name, WORDS - 1.5, CELL, 6.5) or 6.5
    drawing.add(Words(BAND + 1, middle, name, size))
    size = size_for(bound, BOUNDS - 1.5, 8, 6) or 6
    drawing.add(Words(BAND + WORDS + 1, middle, bound, size))
    if care is None:
        return
    for column in sheet.columns:
        if one.level is not None:
            _plot(sheet, column, one, middle)
        elif one.row.name in TEXT_ROWS:
            _text(sheet, column, one, top, high)
        else:
            _cell(sheet, column, one, middle, high)
    if one.row.name == "dilatation_cm":
        _lag(sheet, care, one, middle)


def _named(one: RowLine) -> tuple[str, str]:
    """The words and the alert column of a line."""
    if one.level is None:
        return one.row.told, one.row.bounds
    if one.row.name == "descent_fifths":
        return f"{one.row.told}  (O)  {one.level}/5", ""
    name = f"{one.row.told}  (X)  {one.level} cm"
    if one.level == labour.FULL_CM:
        return _("Cervix  (P pushing)  10 cm"), "≥ 3 h, P1+ ≥ 2 h"
    return name, f"≥ {hours(labour.LAG_MINUTES[one.level])}"


def _own(seen: LabourObservation, one: RowLine) -> bool:
    return one.fetus is None or (seen.fetus or 1) == one.fetus


def _cell(sheet: Sheet, column: Column, one: RowLine, middle: float, high: float) -> None:
    """The values of an hour, each once; those without room are told in the notes."""
    name = one.row.name
    found: dict[str, bool] = {}
    for seen in column.seen:
        if _own(seen, one) and seen.answered(name):
            told = _value(one.row, seen)
            alarm = any(alert.row == name for alert in seen.alerts)
            found[told] = found.get(told, False) or alarm
    if not found:
        return
    room = Room(sheet.left(column.number), middle - high / 2, sheet.column_wide, high)
    if not room.put(sheet.drawing, found):
        seen_at = (o for o in column.seen if _own(o, one) and o.answered(name) and o.at)
        words = ", ".join(f"{o.at:%H:%M} {_value(one.row, o)}" for o in seen_at)
        number = sheet.note(f"{labelled(one.row.told)} {words}")
        room.put(sheet.drawing, {number: any(found.values())}, least=4.5)


def _value(row: GuideRow, seen: LabourObservation) -> str:
    if row.name == "observed_by":
        return initials(seen.observed_by) if seen.observed_by is not None else ""
    value = getattr(seen, row.name)
    if value is None:
        gap = seen.gap(row.name)
        return "–" if gap else ""
    return shown(row.field, value)


def _text(sheet: Sheet, column: Column, one: RowLine, top: float, high: float) -> None:
    """Words written upwards in their column; longer ones in the notes."""
    told = " / ".join(
        str(getattr(s, one.row.name)) for s in column.seen if s.answered(one.row.name)
    )
    if not told:
        return
    lines = wrapped(told, high - 1.5, ROTATED)
    leading = ROTATED * POINT_MM * 1.1
    long = any(width_mm(line, ROTATED) > high - 1 for line in lines)
    if long or len(lines) * leading > sheet.column_wide - 0.6:
        at = f"{column.at:%H:%M}" if column.at else ""
        lines = [sheet.note(f"{labelled(f'{one.row.told} {at}')} {told}")]
    left = sheet.left(column.number) + (sheet.column_wide - len(lines) * leading) / 2
    for at_line, words in enumerate(lines):
        x = left + (at_line + 0.5) * leading
        sheet.drawing.add(Words(x, top + high - 1, words, ROTATED, up=True))


def _plot(sheet: Sheet, column: Column, one: RowLine, middle: float) -> None:
    """An X for the cervix, an O for the descent, at the very minute of the hour."""
    for seen in column.seen:
        if seen.believed(one.row.name) != one.level:
            continue
        sign = "O" if one.row.name == "descent_fifths" else "X"
        if one.level == labour.FULL_CM and seen.pushing is Answer.YES:
            sign = "P"
        sheet.drawing.add(
            Words(_x(sheet, column, seen.at), middle, sign, 9, bold=True, at="middle")
        )


def _x(sheet: Sheet, column: Column, at: datetime | None) -> float:
    share = (at - column.at) / HOUR if at is not None and column.at is not None else 0.5
    room = sheet.column_wide - 3
    return sheet.left(column.number) + 1.5 + room * min(share, 1)


def _lag(sheet: Sheet, care: LabourCare, one: RowLine, middle: float) -> None:
    """From the first X of a centimetre, a line as long as it may stay there."""
    limit = labour.LAG_MINUTES.get(one.level or 0)
    first = next((at for at, cm in care.examinations if cm == one.level), None)
    if limit is None or first is None:
        return
    columns_of = [c for c in sheet.columns if not c.second and c.at is not None]
    start = next((c for c in columns_of if c.at and c.at <= first < c.at + HOUR), None)
    end_at = first + timedelta(minutes=limit)
    end = next((c for c in columns_of if c.at and c.at <= end_at < c.at + HOUR), None)
    if start is None:
        return
    x = _x(sheet, start, first) + 1.5
    to = _x(sheet, end, end_at) if end is not None else sheet.left(FIRST)
    sheet.drawing.add(Line(x, middle, to, middle, 0.25, dashed=True))
    if end is not None:
        sheet.drawing.add(Line(to, middle - 1.4, to, middle + 1.4, 0.5))


def _band(sheet: Sheet, section: str, top: float, end: float) -> None:
    sheet.drawing.add(Box(0, top, BAND, end - top, 0.3, shade=True))
    size = size_for(section, end - top - 0.5, 8, 5) or 5
    sheet.drawing.add(Words(BAND / 2, (top + end) / 2, section, size, at="middle", up=True))
    sheet.drawing.add(Line(0, end, WIDE, end, 0.4))


def _frame(sheet: Sheet, bottom: float) -> None:
    top, drawing = IDENTITY, sheet.drawing
    for number in range(FIRST + SECOND):
        heavy = number in {0, FIRST}
        x = sheet.left(number)
        drawing.add(Line(x, top + (0 if heavy else 4), x, bottom, 0.4 if heavy else 0.15))
    drawing.add(Line(BAND + WORDS, top, BAND + WORDS, bottom))
    drawing.add(Box(0, top, WIDE, bottom - top, 0.4))


def _licence(sheet: Sheet) -> None:
    for at, words in enumerate(wrapped(_(LICENCE), WIDE - 2, 6.5)):
        sheet.drawing.add(Words(1, HIGH - FOOT + 2 + at * 2.8, words, 6.5))
