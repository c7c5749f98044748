"""A closed return as it is kept: figures, and the identities of the entries behind each.

Identities stand once for each line and cells point to their places, so that a month of a thousand
births stays small. What is kept is made a sheet again without counting anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from maternity.records import Record, named
from maternity.reports.form import Form, LineForm
from maternity.reports.life import Moved, Remark
from maternity.reports.reported import Figures, figures_of
from maternity.reports.sheet import Line, Sheet, added, join_by_hand

Load = Callable[[str, Sequence[str]], list[Record]]
"""The entries of a register by their identities, those that are there."""


def packed(content: bytes) -> str:
    """Bytes as a column of words holds them, small."""
    return base64.b64encode(zlib.compress(content, 9)).decode("ascii")


def unpacked(text: str) -> bytes:
    """The very bytes that were packed."""
    return zlib.decompress(base64.b64decode(text))


def seal(sheet: Sheet) -> str:
    """A short check code of every figure a return reports, in groups of four."""
    told = json.dumps([sheet.form.id, sheet.form.version, sheet.period, figures_of(sheet)])
    code = hashlib.sha256(told.encode()).hexdigest()[:12]
    return " ".join(code[at : at + 4] for at in range(0, 12, 4))


def as_stored(sheet: Sheet) -> str:
    """A sheet with its identities, as a column of words holds it."""
    told = {
        "form": sheet.form.id,
        "version": sheet.form.version,
        "settings": sheet.settings,
        "made_at": sheet.made_at.isoformat(),
        "made_by": sheet.made_by,
        "training": sheet.training,
        "figures": figures_of(sheet),
        "to_finish": [[one.register.name, one.id] for one in sheet.to_finish],
        "remarks": [asdict(one) for one in sheet.life.remarks],
        "changes": [asdict(one) for one in sheet.life.changes],
        "lines": {line.code: _line(line) for line in sheet.lines if not line.form.sum},
    }
    return packed(json.dumps(told, ensure_ascii=False).encode())


def _line(line: Line) -> dict[str, Any]:
    places = {one.id: at for at, one in enumerate(line.counted)}
    return {
        "counted": list(places),
        "cells": {
            "/".join(cell): [places[one.id] for one in found]
            for cell, found in line.cells.items()
            if found
        },
        "unplaced": [places[one.id] for one in line.unplaced],
        "not_judged": [one.id for one in line.not_judged],
        "proposal": line.proposal,
        "typed": {cell: _typed(figure) for cell, figure in line.typed.items()},
    }


def _typed(figure: Record) -> dict[str, Any]:
    about = {name: figure.plain(name) for name in ("line_code", "value", "state", "reason")}
    at = figure.changed_at or figure.created_at
    by = figure.changed_by or figure.created_by
    return {**about, "by": by, "at": at.isoformat() if at else None}


def told(text: str) -> dict[str, Any]:
    """What was stored, as plain data."""
    found: dict[str, Any] = json.loads(unpacked(text))
    return found


def restore(sheet: Sheet, stored: dict[str, Any], load: Load) -> Sheet:
    """Fill a sheet with the figures and the entries that were stored."""
    sheet.settings = stored["settings"]
    sheet.form = sheet.form.under(sheet.settings)
    sheet.made_at = datetime.fromisoformat(stored["made_at"])
    sheet.made_by, sheet.training = stored["made_by"], stored["training"]
    sheet.life.figures = figures_now(sheet.form, stored["figures"])
    sheet.life.remarks = [Remark(**one) for one in stored["remarks"]]
    sheet.life.changes = [Moved(**one) for one in stored["changes"]]
    entries = _entries(sheet.form, stored, load)
    sheet.to_finish = _those(entries, (identity for _register, identity in stored["to_finish"]))
    made = {
        line.code: _restored(line, stored["lines"].get(line.code, _NOTHING), entries)
        for line in sheet.form.lines
        if not line.sum
    }
    join_by_hand(made)
    made |= {line.code: added(line, made) for line in sheet.form.lines if line.sum}
    sheet.lines = [made[line.code] for line in sheet.form.lines]
    return sheet


def figures_now(form: Form, figures: Figures) -> Figures:
    """Kept figures under the names that their cells have now."""
    lines = {line.code: line for line in form.lines}
    return {
        code: {lines[code].cell_now(cell) if code in lines else cell: v for cell, v in kept.items()}
        for code, kept in figures.items()
    }


_NOTHING: dict[str, Any] = {
    "counted": [],
    "cells": {},
    "unplaced": [],
    "not_judged": [],
    "proposal": None,
    "typed": {},
}


def _entries(form: Form, stored: dict[str, Any], load: Load) -> dict[str, Record]:
    wanted: dict[str, dict[str, None]] = {}
    for line in form.lines:
        kept = stored["lines"].get(line.code, _NOTHING)
        if line.register:
            ids = dict.fromkeys([*kept["counted"], *kept["not_judged"]])
            wanted.setdefault(line.register, {}).update(ids)
    for register, identity in stored["to_finish"]:
        wanted.setdefault(register, {})[identity] = None
    return {one.id: one for name, ids in wanted.items() for one in load(name, list(ids))}


def _those(entries: dict[str, Record], ids: Iterable[str]) -> list[Record]:
    return [entries[identity] for identity in ids if identity in entries]


def _restored(form: LineForm, kept: dict[str, Any], entries: dict[str, Record]) -> Line:
    counted = kept["counted"]
    cells = {
        tuple(form.cell_now(name).split("/")): _those(entries, (counted[at] for at in places))
        for name, places in kept["cells"].items()
    }
    line = Line(form, counted=_those(entries, counted), cells=cells, proposal=kept["proposal"])
    line.unplaced = _those(entries, (counted[at] for at in kept["unplaced"]))
    line.not_judged = _those(entries, kept["not_judged"])
    line.typed = {form.cell_now(cell): _figure(told) for cell, told in kept["typed"].items()}
    return line


def _figure(kept: dict[str, Any]) -> Record:
    """A typed figure as it stood when the month was closed; it belongs to no row any more."""
    at = kept.get("at")
    about = {"created_at": datetime.fromisoformat(at) if at else None, "created_by": kept["by"]}
    figure = named("return_figure").record(**about)
    for name in ("line_code", "value", "state", "reason"):
        setattr(figure, name, figure.register.fields[name].read(kept[name], exact=True))
    return figure
