"""The summary of the reviews of deaths, for the district and the facility: no name, no small cell.

It stands on the figures of the return `sdmpr`. How many died, were notified and reviewed is always
told: a nought is the nil report. What would say of a few deaths why they happened is not: causes,
delays and factors are broken down from five deaths on, and of them the figures from 1 to 4 are put
together, so that none can be worked out from the total (reference: Mali, part 8; safety, part 18).
"""

from __future__ import annotations

from collections.abc import Sequence

from maternity.i18n import N_, _, plural
from maternity.reports.leaf import Boxes, Grid, Leaf, Note
from maternity.reports.periods import period_words
from maternity.reports.sheet import Line, Sheet

FORM = "sdmpr"
FEW = 5
"""Fewer than so many could be recognised."""

ALWAYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Maternal deaths"), ("DM1", "DM2", "DM3", "DM4", "DM5", "DM6", "DM7")),
    (N_("Perinatal deaths"), ("DP1", "DP2", "DP3", "DP4", "DP5", "DP6", "DP7", "DP8", "DP9")),
)
"""What is always told, by section."""
SHARED: tuple[tuple[str, str, bool], ...] = (
    ("MC", "DM1", True),
    ("MM", "DM1", True),
    ("MR", "DM6", False),
    ("PC", "DP1", True),
    ("PM", "DP1", True),
    ("PR", "DP8", False),
)
"""A section, the line it is of, and whether each death stands on one line of it at most."""


def leaf(sheet: Sheet) -> Leaf:
    """The summary of a month, a quarter or a year, on a page."""
    parts: list[Grid | Note | Boxes] = [Note(_(RULE), strong=True)]
    parts += [
        Grid("", (_(words), _("Figure")), _always(sheet, codes), WIDTHS) for words, codes in ALWAYS
    ]
    none = not any(sheet.line(code).total for code in ("DM1", "DP1"))
    if none:
        words = _("NIL REPORT: no maternal and no perinatal death in {period}.")
        parts.append(Note(words.format(period=period_words(sheet.period)), strong=True))
    else:
        parts += [_section(sheet, *one) for one in SHARED]
    parts.append(Boxes((_("Made by (function, signature)"), _("Review committee (function)"))))
    title = _("Reviews of maternal and perinatal deaths: summary without names")
    return Leaf(title, tuple(parts), period_words(sheet.period))


RULE = N_(
    "No name, no number of a file. Causes, delays and factors are told from five deaths on; of"
    " them, figures from 1 to 4 stand together, or as fewer than 5."
)
WIDTHS = (5.0, 1.0)


def _always(sheet: Sheet, codes: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((_told(sheet.line(code)), str(sheet.line(code).total)) for code in codes)


def _told(line: Line) -> str:
    return f"– {line.form.words}" if line.form.indent else line.form.words


def _section(sheet: Sheet, section: str, of: str, single: bool) -> Grid | Note:
    heading = sheet.form.section_words(section)
    total = sheet.count(of) or 0
    if not total:
        return Note(_("{heading}: none.").format(heading=heading))
    if total < FEW:
        words = plural(
            "{heading}: not broken down, {count} death alone. Choose a longer period.",
            "{heading}: not broken down, {count} deaths alone. Choose a longer period.",
            total,
            heading=heading,
        )
        return Note(words)
    lines = [line for line in sheet.lines if line.form.section == section]
    figures = [(line.form.words, line.total or 0) for line in lines]
    if single:
        figures.append((_("Not said"), total - sum(value for _words, value in figures)))
    rows = exclusive(figures) if single else overlapping(figures, total)
    head = _("{heading} ({count} deaths)").format(heading=heading, count=total)
    return Grid("", (head, _("Figure")), tuple(rows), WIDTHS)


def exclusive(figures: Sequence[tuple[str, int]]) -> list[tuple[str, str]]:
    """Figures that make up a total: the small ones together, never one alone.

    Where what stands together is still small, the least of the others joins it.
    """
    small = [value for _words, value in figures if 0 < value < FEW]
    large = sorted(((words, value) for words, value in figures if value >= FEW), key=_by_value)
    together = sum(small)
    while small and together < FEW and large:
        _words, value = large.pop(0)
        small.append(value)
        together += value
    kept = {words for words, _value in large}
    rows = [(words, str(value)) for words, value in figures if words in kept]
    if small:
        rows.append((_("All others together"), str(together)))
    return rows


def _by_value(one: tuple[str, int]) -> int:
    return one[1]


def overlapping(figures: Sequence[tuple[str, int]], total: int) -> list[tuple[str, str]]:
    """Figures that may hold the same death twice: small ones, and nearly all, as a bound."""
    return [(words, _bounded(value, total)) for words, value in figures]


def _bounded(value: int, total: int) -> str:
    if 0 < value < FEW:
        return _("fewer than {count}").format(count=FEW)
    if 0 < total - value < FEW:
        return _("more than {count}").format(count=total - FEW)
    return str(value)
