"""A return as a file for other programs: JSON, a table, a workbook with its definitions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from maternity import files
from maternity.exchange.spreadsheet import CellValue, Rows, write_csv, write_workbook
from maternity.i18n import _, in_language
from maternity.reports.sheet import Line, Sheet, cells_of
from maternity.settings import Settings

SHORT = {"age_band": "age", "zone": "zone"}
"""The names of the ways to split, in files."""


def as_data(sheet: Sheet) -> dict[str, Any]:
    """The return as plain data; `total` is the number of entries, cells plus unplaced."""
    facility = sheet.facility
    return {
        "return": sheet.form.id,
        "version": sheet.form.version,
        "period": sheet.period,
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
        "manual": line.form.manual,
        "total": line.total,
        "cells": [
            {
                **{SHORT.get(n, n): code for n, code in zip(line.form.by, cell, strict=True)},
                "value": line.figure(cell),
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
    """Every figure on a row of its own."""
    heads = [
        _("Line"),
        _("Words of the form"),
        _("Age"),
        _("Catchment"),
        _("Figure"),
        _("Typed by hand"),
    ]
    return Rows(sheet.form.id, heads, list(_figures(sheet)))


def _figures(sheet: Sheet) -> Iterator[list[CellValue]]:
    for line in sheet.lines:
        by_hand = _("yes") if line.form.manual else ""
        for cell in cells_of(line.form):
            age, zone = (*cell, "", "")[:2]
            yield [line.code, line.form.words, age, zone, line.figure(cell), by_hand]
        if line.form.by:
            unplaced = len(line.unplaced)
            yield [line.code, line.form.words, "unknown", "unknown", unplaced, by_hand]
        yield [line.code, line.form.words, _("total"), _("total"), line.total, by_hand]


def definitions(sheet: Sheet) -> Rows:
    """How each line is counted, and the settings in force."""
    rows: list[list[CellValue]] = []
    for line in sheet.lines:
        form = line.form
        also = " and ".join(a.where for a in form.also if _in_force(sheet, a) and a.where)
        where = " and ".join(part for part in (form.where, also) if part)
        rows.append([form.code, form.words, form.register, form.dated, where, form.note])
    for name, value in sheet.settings.items():
        label = Settings.register.fields[name].label
        rows.append([_("setting"), in_language(label, "settings", "fr"), "", "", value, ""])
    heads = [_("Line"), _("Words of the form"), _("Register"), _("Dated by"), _("Rule"), _("Note")]
    return Rows(_("Definitions"), heads, rows)


def _in_force(sheet: Sheet, also: Any) -> bool:
    return bool(sheet.settings.get(also.setting) == also.value)


def write_table(sheet: Sheet, place: Path) -> None:
    """Write the figures as a comma-separated file."""
    write_csv(table(sheet), place)


def write_book(sheet: Sheet, place: Path) -> None:
    """Write the figures and their definitions as a workbook."""
    write_workbook([table(sheet), definitions(sheet)], place)
