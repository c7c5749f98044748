"""A return as a file for other programs: JSON, a table, a workbook with its definitions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from maternity import files
from maternity.conditions import UNKNOWN
from maternity.exchange.spreadsheet import CellValue, Rows, workbook_bytes, write_csv
from maternity.i18n import _
from maternity.reports.form import AXES, SPLIT_HEAD
from maternity.reports.sheet import TOTAL, Cell, Line, Sheet, cells_of
from maternity.settings import Settings

SHORT = {name: name for name in AXES} | {"age_band": "age"}


def as_data(sheet: Sheet) -> dict[str, Any]:
    """The return as plain data; `total` is the number of entries, cells plus unplaced."""
    facility = sheet.facility
    return {
        "return": sheet.form.id,
        "version": sheet.form.version,
        "period": sheet.period,
        "first_day": sheet.first.isoformat(),
        "last_day": sheet.last.isoformat(),
        "facility": facility.name if facility is not None else None,
        "settings": sheet.settings,
        "state": sheet.state,
        "made_at": sheet.made_at.isoformat(),
        "made_by": sheet.made_by,
        "unfinished": sheet.unfinished,
        "lines": [_line(line) for line in sheet.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": line.code,
        "label": line.form.words,
        "manual": line.by_hand,
        "total": line.total,
        "cells": [
            {
                **{SHORT[n]: code for n, code in zip(line.form.by, cell, strict=True)},
                "value": line.figure(cell),
                **({"manual": True} if line.form.by_hand and line.form.is_typed(cell) else {}),
            }
            for cell in cells_of(line.form)
        ],
        "unplaced": len(line.unplaced),
        "not_judged": len(line.not_judged),
    }
    if line.form.manual:
        data["proposal"] = line.proposal
    correction = line.correction()
    if correction is not None:
        data["corrected"] = {
            "value": correction.look("value"),
            "reason": correction.look("reason"),
        }
    return data


def write_json(sheet: Sheet, place: Path) -> None:
    """Write the return as JSON."""
    text = json.dumps(as_data(sheet), ensure_ascii=False, indent=1)
    files.replace(place, text.encode())


def table(sheet: Sheet) -> Rows:
    """Every figure on a row of its own; a corrected one keeps what was counted."""
    ways = list(dict.fromkeys(name for line in sheet.lines for name in line.form.by))
    heads = [
        _("Line"),
        _("Words of the form"),
        *(_(SPLIT_HEAD[name]) for name in ways),
        _("Figure"),
        _("Typed by hand"),
        _("Corrected figure"),
        _("Reason"),
    ]
    return Rows(sheet.form.id, heads, list(_figures(sheet, ways)))


def _figures(sheet: Sheet, ways: list[str]) -> Iterator[list[CellValue]]:
    for line in sheet.lines:
        told = [line.code, line.form.words]
        for cell in cells_of(line.form):
            at = dict(zip(line.form.by, cell, strict=True))
            yield [*told, *(at.get(name, TOTAL) for name in ways), *_figure(line, cell)]
        if line.form.by and not line.form.manual:
            at = dict.fromkeys(line.form.by, UNKNOWN)
            unplaced = (len(line.unplaced), "", None, None)
            yield [*told, *(at.get(name, TOTAL) for name in ways), *unplaced]
        yield [*told, *(TOTAL for _name in ways), *_figure(line, ())]


def _figure(line: Line, cell: Cell) -> tuple[CellValue, ...]:
    by_hand = _("yes") if line.by_hand or line.form.is_typed(cell) else ""
    correction = line.correction(cell)
    if correction is None:
        return line.figure(cell), by_hand, None, None
    return line.figure(cell), by_hand, correction.look("value"), correction.look("reason")


def definitions(sheet: Sheet) -> Rows:
    """How each line is counted, and the settings in force."""
    rows: list[list[CellValue]] = []
    for form in (line.form for line in sheet.lines):
        rule = " + ".join(form.sum) or form.rule(sheet.settings)
        rows.append([form.code, form.words, form.register, form.dated, rule, form.note])
    for name, value in sheet.settings.items():
        rows.append([_("setting"), Settings.register.fields[name].words, "", "", value, ""])
    heads = [_("Line"), _("Words of the form"), _("Register"), _("Dated by"), _("Rule"), _("Note")]
    return Rows(_("Definitions"), heads, rows)


def write_table(sheet: Sheet, place: Path) -> None:
    """Write the figures as a comma-separated file."""
    write_csv(table(sheet), place)


def write_book(sheet: Sheet, place: Path) -> None:
    """Write the figures and their definitions as a workbook."""
    files.replace(place, book_bytes(sheet))


def book_bytes(sheet: Sheet) -> bytes:
    """The figures and their definitions as the bytes of a workbook."""
    return workbook_bytes([table(sheet), definitions(sheet)], sheet.made_at)
