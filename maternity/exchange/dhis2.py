"""A return as a DHIS2 data value set: JSON, CSV or ADX, by a mapping table that a district gives.

Knows how files are written, not what is counted: it is handed figures by line and cell. Identifiers
of a server are never guessed from names. What has no identifier is listed, never dropped in
silence. Source: DHIS2 developer documentation (data), August 2026; ADX: IHE QRPH.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from maternity.errors import Refused
from maternity.exchange import mapped
from maternity.exchange.mapped import Cell, Known
from maternity.i18n import _

COLUMNS = (
    "return",
    "line_code",
    "disaggregation",
    "data_element_code",
    "dataElement",
    "coc_code",
    "categoryOptionCombo",
    "note",
    "dataSet",
    "attributeOptionCombo",
)
WHOLE = ("dataSet", "attributeOptionCombo")
"""Columns that may be missing, and that say one thing for the whole table."""
NEEDED = ("return", "line_code", "disaggregation", "dataElement")
UID = re.compile(r"[A-Za-z][A-Za-z0-9]{10}")
UNKNOWN = "unknown"
ADX = "urn:ihe:qrph:adx:2015"
CSV_HEADS = (
    "dataelement",
    "period",
    "orgunit",
    "catoptcombo",
    "attroptcombo",
    "value",
    "storedby",
    "lastupdated",
    "comment",
    "followup",
)
"""The order of the columns counts: the server ignores the names."""


@dataclass(frozen=True, order=True)
class Target:
    """Where a figure goes: a data element, and a category option combination or the default."""

    element: str
    category: str = ""


@dataclass(frozen=True)
class Table:
    """Where the figures of one return go; `by_code` when the identifiers are codes."""

    targets: dict[Target, list[Cell]]
    by_code: bool = False
    data_set: str = ""
    attribute: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure of a cell; None where nobody answered. The comment never carries a name."""

    value: int | None
    comment: str = ""


@dataclass(frozen=True)
class Place:
    """Whose figures they are, and in which data set."""

    org_unit: str
    data_set: str = ""
    attribute: str = ""


@dataclass(frozen=True)
class Value:
    """One data value."""

    target: Target
    value: int
    comment: str = ""


@dataclass
class ValueSet:
    """The data values of a month, and what was left out, in words for the cover note."""

    place: Place
    first: date
    made_at: datetime
    values: list[Value]
    complete: bool = False
    by_code: bool = False
    unmapped: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)

    @property
    def period(self) -> str:
        """The month as the server writes it."""
        return f"{self.first:%Y%m}"


# the mapping table


def read_mapping(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    form: str,
    known: Known,
    short: mapped.Names = mapped.NONE,
) -> Table:
    """The mapping of a return; refused whole, with every fault and its line, if one is wrong.

    `known` are the cells of every line. Rows of other returns are passed over.
    """
    mine = mapped.rows_of(heads, rows, NEEDED, form, short)
    by_code = not any(row.get("dataElement") for _number, row in mine)
    mapped.check(list(_faults(mine, known, by_code=by_code)))
    targets: dict[Target, list[Cell]] = {}
    for _number, row in mine:
        targets.setdefault(_target(row, by_code=by_code), []).append(mapped.cell_of(row))
    whole = {name: _of_all(mine, name) for name in WHOLE}
    return Table(targets, by_code, whole["dataSet"], whole["attributeOptionCombo"])


def _target(row: Mapping[str, str], *, by_code: bool) -> Target:
    if by_code:
        return Target(row.get("data_element_code", ""), row.get("coc_code", ""))
    return Target(row["dataElement"], row.get("categoryOptionCombo", ""))


def _of_all(rows: Sequence[mapped.Row], name: str) -> str:
    """What the table says once for all its rows; empty where it does not."""
    return next((row[name] for _number, row in rows if row.get(name)), "")


def _faults(
    rows: Sequence[mapped.Row],
    known: Known,
    *,
    by_code: bool,
) -> Iterator[str]:
    seen: dict[tuple[Cell, str], tuple[int, Target]] = {}
    whole = {name: _of_all(rows, name) for name in WHOLE}
    for number, row in rows:
        line, cell = mapped.cell_of(row)
        target = _target(row, by_code=by_code)
        for reason in mapped.cell_faults(line, cell, known):
            yield mapped.at_row(number, reason)
        for reason in _target_faults(target, by_code=by_code):
            yield mapped.at_row(number, reason)
        for name, said in whole.items():
            if row.get(name) and row[name] != said:
                reason = _("the table names two values of {column}.").format(column=name)
                yield mapped.at_row(number, reason)
        before = seen.setdefault(((line, cell), target.element), (number, target))
        if before[0] != number:
            words = (
                _("Line {line}: {code} {cell} stands already on line {first}.")
                if before[1] == target
                else _(
                    "Line {line}: {code} {cell} was given to another combination on line {first};"
                    " a figure cannot be split."
                )
            )
            yield words.format(line=number, code=line, cell=cell, first=before[0])


def _target_faults(target: Target, *, by_code: bool) -> Iterator[str]:
    if not target.element or target.element.startswith("~"):
        yield _("the data element is missing.")
        return
    if not by_code:
        for identifier in (target.element, target.category):
            if identifier and not UID.fullmatch(identifier):
                yield _(
                    "“{text}” is no identifier: 11 letters and digits, beginning with a letter."
                ).format(text=identifier)


# the values


def value_set(
    mapping: Table,
    figures: Mapping[Cell, Figure],
    place: Place,
    first: date,
    made_at: datetime,
    *,
    zeros: bool = True,
    complete: bool = False,
) -> ValueSet:
    """The data values of a month: figures with the same target are added.

    A target of which one cell is not known is left out and listed; so is every line and cell that
    no row of the table names.
    """
    found = ValueSet(place, first, made_at, [], complete, mapping.by_code)
    for target, cells in sorted(mapping.targets.items()):
        known = [figures.get(cell, Figure(None)) for cell in cells]
        if any(one.value is None for one in known):
            found.unanswered += [
                f"{line} {cell}"
                for (line, cell), one in zip(cells, known, strict=True)
                if one.value is None
            ]
            continue
        value = sum(one.value or 0 for one in known)
        if value or zeros:
            comment = " ; ".join(dict.fromkeys(one.comment for one in known if one.comment))
            found.values.append(Value(target, value, comment))
    found.unmapped = _unmapped(mapping, figures)
    return found


def _unmapped(mapping: Table, figures: Mapping[Cell, Figure]) -> list[str]:
    """The lines no row names; and, of lines that are named by cells, the cells left out."""
    named = {cell for cells in mapping.targets.values() for cell in cells}
    lines = {line for line, _cell_name in named}
    by_total = {line for line, cell in named if cell == "total"}
    found = list(dict.fromkeys(line for line, _cell_name in figures if line not in lines))
    for (line, cell), figure in figures.items():
        left_out = line in lines and line not in by_total and (line, cell) not in named
        if left_out and cell not in {"total", UNKNOWN} and figure.value:
            found.append(f"{line} {cell} ({figure.value})")
    return found


# the formats


def as_json(told: ValueSet) -> bytes:
    """The value set as JSON; values are strings of digits, as the server documents them."""
    place = told.place
    data: dict[str, object] = {}
    if told.by_code:
        data |= {"dataElementIdScheme": "CODE", "categoryOptionComboIdScheme": "CODE"}
    data |= {"dataSet": place.data_set} if place.data_set else {}
    if told.complete:
        data["completeDate"] = f"{told.made_at:%Y-%m-%d}"
    data |= {"period": told.period, "orgUnit": place.org_unit}
    data |= {"attributeOptionCombo": place.attribute} if place.attribute else {}
    data["dataValues"] = [_json_value(one) for one in told.values]
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _json_value(one: Value) -> dict[str, str]:
    told = {"dataElement": one.target.element}
    told |= {"categoryOptionCombo": one.target.category} if one.target.category else {}
    told["value"] = str(one.value)
    return told | ({"comment": one.comment} if one.comment else {})


def as_csv(told: ValueSet) -> bytes:
    """The value set as CSV: every cell quoted, lines end with LF, no byte-order mark."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(CSV_HEADS)
    for one in told.values:
        about = (one.target.element, told.period, told.place.org_unit, one.target.category)
        day = f"{told.made_at:%Y-%m-%d}"
        attribute = told.place.attribute
        writer.writerow([*about, attribute, str(one.value), "", day, one.comment, ""])
    return text.getvalue().encode()


def as_adx(told: ValueSet) -> bytes:
    """The value set as ADX; category option combinations by their identifier or code."""
    place = told.place
    if not place.data_set:
        raise Refused(_("ADX needs the data set: give its identifier or its code."))
    root = Element("adx", {"xmlns": ADX, "exported": f"{told.made_at:%Y-%m-%dT%H:%M:%SZ}"})
    group = {"orgUnit": place.org_unit, "period": f"{told.first:%Y-%m-%d}/P1M"}
    group |= {"completeDate": f"{told.made_at:%Y-%m-%d}"} if told.complete else {}
    group["dataSet"] = place.data_set
    group |= {"attributeOptionCombo": place.attribute} if place.attribute else {}
    at = SubElement(root, "group", group)
    for one in told.values:
        about = {"dataElement": one.target.element}
        about |= {"categoryOptionCombo": one.target.category} if one.target.category else {}
        made = SubElement(at, "dataValue", {**about, "value": str(one.value)})
        if one.comment:
            SubElement(made, "annotation").text = one.comment
    indent(root, " ")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root) + b"\n"


FORMATS: dict[str, tuple[str, Callable[[ValueSet], bytes]]] = {
    "dhis2-json": (".json", as_json),
    "dhis2-csv": (".csv", as_csv),
    "adx": (".xml", as_adx),
}
"""Format -> the ending of its file, and how it is written."""
