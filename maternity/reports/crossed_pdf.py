"""A section whose lines make a table on paper: rows and columns come from the lines' own words.

« Éclampsie — Décès » is the row « Éclampsie » and the column « Décès »; in English « Eclampsia:
deaths ». A pair no line has is grey.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import LongTable, Paragraph
from reportlab.platypus.flowables import Flowable

from maternity.reports.page import BOLD, SHADE, TEXT, Commands, base_style, fitted, letters
from maternity.reports.sheet import Line

PARTS = (" — ", ": ")
"""What stands between the row and the column of a line, in the form's words and in English."""
COLUMN_WIDTH, LEAST_ROOM = 30 * mm, 40 * mm


def row_and_column(words: str) -> tuple[str, str]:
    """The row and the column of a line; no column where its words name none."""
    part = next((one for one in PARTS if one in words), None)
    row, _part, column = words.partition(part) if part else (words, "", "")
    return row, column[:1].upper() + column[1:]


def crossed(
    lines: Sequence[Line], width: float, figure: Callable[[Line], str]
) -> tuple[Flowable | None, list[Line]]:
    """The table of the lines that have a row and a column, and the lines that have none there.

    A line that is split, or whose place another has, stands among the others: no figure is lost.
    """
    places: dict[tuple[str, str], Line] = {}
    for line in lines:
        place = row_and_column(line.form.words)
        if place[1] and not line.form.by:
            places.setdefault(place, line)
    paired = list(places.values())
    rows = list(dict.fromkeys(row for row, _column in places))
    columns = list(dict.fromkeys(column for _row, column in places))
    room = width - COLUMN_WIDTH * len(columns)
    if not paired or room < LEAST_ROOM:
        return None, list(lines)
    found = {place: figure(line) for place, line in places.items()}
    heads = [Paragraph(escape(words), letters(TEXT, bold=True)) for words in columns]
    cells: list[list[Any]] = [["", *heads]]
    style: Commands = [
        *base_style(TEXT),
        ("BACKGROUND", (0, 0), (-1, 0), SHADE),
        ("ALIGN", (1, 1), (-1, -1), "CENTER"),
        ("FONT", (1, 1), (-1, -1), BOLD, TEXT),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    for at, row in enumerate(rows, start=1):
        cells.append([fitted(row, room), *(found.get((row, column), "") for column in columns)])
        for across, column in enumerate(columns, start=1):
            if (row, column) not in found:
                style.append(("BACKGROUND", (across, at), (across, at), SHADE))
    table = LongTable(cells, colWidths=[room, *[COLUMN_WIDTH] * len(columns)], repeatRows=1)
    table.setStyle(style)
    return table, [line for line in lines if line not in paired]
