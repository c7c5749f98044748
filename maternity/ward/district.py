"""What a district gives: returns, mapping tables, its workbook. Looked at, tried, put in force.

One way for all three: the file is checked whole, its figures are shown on a month, and only then is
it laid into the register's own folder, from a day on. Until then nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock
from maternity.errors import Refused
from maternity.exchange import spreadsheet
from maternity.i18n import N_, _, plural
from maternity.people import Right
from maternity.reports.form import Form, cell_words
from maternity.reports.periods import month_choices, period_days, week_choices
from maternity.reports.reported import reported
from maternity.reports.returns import FOLDER, forms, load, set_aside
from maternity.reports.sheet import Sheet
from maternity.ward import district_files, handing_in, own_forms, returns, workbooks

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Told = tuple[str, str]
"""A thing and its figure, as a preview lists them."""


class Kind(Enum):
    """What a file is."""

    RETURN = "return"
    MAPPING = "mapping"
    WORKBOOK = "workbook"

    @property
    def words(self) -> str:
        """The kind in the language in use."""
        return _(KINDS[self])


KINDS = {
    Kind.RETURN: N_("Return"),
    Kind.MAPPING: N_("DHIS2 mapping table"),
    Kind.WORKBOOK: N_("Workbook of the ministry"),
}


@dataclass(frozen=True)
class Chosen:
    """A file that was checked and found whole: what it is, and which returns it is about."""

    kind: Kind
    path: Path
    forms: tuple[Form, ...]
    words: str
    passed_over: tuple[str, ...] = ()
    """Returns that its rows name and that are not here."""

    @property
    def first(self) -> date | None:
        """From which day it is in force by its own word; None if a person says it."""
        return self.forms[0].valid_from if self.kind is Kind.RETURN else None


def look(ward: Ward, path: Path) -> Chosen:
    """Check a file that a person chose; refused with every fault, and nothing changes."""
    ward.allow(Right.SET_UP if ward.account.may(Right.SET_UP) else Right.COUNT)
    ending = path.suffix.lower()
    if ending == ".toml":
        form = own_forms.checked(ward, path)
        words = plural("{count} line", "{count} lines", len(form.lines))
        return Chosen(Kind.RETURN, path, (form,), f"{form.name} · {form.version} · {words}")
    if ending in {".xlsx", ".xlsm"}:
        return _workbook(ward, path)
    if ending == ".csv":
        heads, _rows = spreadsheet.read(path)
        if {"sheet", "cell"} <= set(heads):
            return _workbook(ward, path.with_suffix(workbooks.BOOK))
        return _mapping(ward, path)
    raise Refused(
        _(
            "{file} is none of the district's files. Choose a return (.toml), a mapping table"
            " (.csv) or the ministry's workbook (.xlsx)."
        ).format(file=path.name)
    )


def _mapping(ward: Ward, path: Path) -> Chosen:
    known, passed_over = _named(ward, path)
    targets = sum(len(handing_in.mapping(path, form).targets) for form in known)
    words = plural("{count} target in DHIS2", "{count} targets in DHIS2", targets)
    return Chosen(Kind.MAPPING, path, tuple(known), words, passed_over)


def _workbook(ward: Ward, book: Path) -> Chosen:
    table = workbooks.beside(book)
    if not table.is_file():
        workbooks.ready(book, table, _offered(ward)[0])  # says which table is missing
    known, passed_over = _named(ward, table)
    cells = sum(len(workbooks.ready(book, table, form).cells) for form in known)
    words = plural("{count} cell to fill", "{count} cells to fill", cells)
    return Chosen(Kind.WORKBOOK, book, tuple(known), words, passed_over)


def _offered(ward: Ward) -> list[Form]:
    """The version of each return in force today, our own form first."""
    latest: dict[str, Form] = {}
    for form in returns.returns(ward):
        before = latest.get(form.id)
        later = before is None or form.valid_from >= before.valid_from
        if form.covers(clock.today()) and later:
            latest[form.id] = form
    return list(latest.values())


def _named(ward: Ward, table: Path) -> tuple[list[Form], tuple[str, ...]]:
    """The returns that the rows of a table name, and the names of those that are not here."""
    heads, rows = spreadsheet.read(table)
    at = heads.index("return") if "return" in heads else -1
    names = {row[at].strip() for row in rows if 0 <= at < len(row) and row[at].strip()}
    offered = _offered(ward)
    found = [form for form in offered if form.id in names]
    if not found:
        ids = ", ".join(form.id for form in offered)
        raise Refused(
            _("The column “return” of {file} names none of the returns: {offered}.").format(
                file=table.name, offered=ids
            )
        )
    return found, tuple(sorted(names - {form.id for form in offered}))


# tried on a month


def last_period(form: Form) -> str:
    """The period before this one, which is whole."""
    weekly = form.every == "week"
    return (week_choices if weekly else month_choices)(clock.today())[1]


def tried(ward: Ward, chosen: Chosen, period: str = "") -> tuple[str, list[Told]]:
    """A period, or the one before this one, and what the file would make of it.

    Nothing changes.
    """
    ward.allow(Right.COUNT)
    form = chosen.forms[0]
    period = period or last_period(form)
    if chosen.kind is Kind.RETURN:
        sheet = own_forms.tried(ward, chosen.path, period)
        return period, [
            (f"{one.code}  {one.form.words}", _figure(reported(one))) for one in sheet.lines
        ]
    sheet = returns.sheet(ward, form.id, period)
    return period, list(TRY[chosen.kind](ward, chosen.path, sheet))


def write_tried(ward: Ward, chosen: Chosen, period: str, place: Path) -> None:
    """Write what a return that is not in force would make of a period, by the file's ending."""
    ward.allow(Right.EXPORT_FIGURES)
    if chosen.kind is not Kind.RETURN:
        raise Refused(
            _("Only a return can be tried into a file. Leave --out away: the answer has the trial.")
        )
    sheet = own_forms.tried(ward, chosen.path, period or last_period(chosen.forms[0]))
    returns.write_sheet(ward, sheet, place.suffix[1:], place)


def _figure(value: int | None) -> str:
    return "…" if value is None else str(value)


def _try_mapping(ward: Ward, path: Path, sheet: Sheet) -> Iterator[Told]:
    table = handing_in.mapping(path, sheet.form)
    told = handing_in.values_of(ward, sheet, table, handing_in.Asked(org_unit="…"))
    by_target = {one.target: one.value for one in told.values}
    for target, cells in sorted(table.targets.items()):
        where = f"{target.element} {target.category}".strip()
        of = " + ".join(_cell(*cell) for cell in cells)
        yield f"{where}  ←  {of}", _figure(by_target.get(target))
    yield _("Lines without a target, handed in on paper alone"), ", ".join(told.unmapped) or "–"
    yield _("Not answered, and so left out"), ", ".join(told.unanswered) or "–"


def _try_workbook(_ward: Ward, path: Path, sheet: Sheet) -> Iterator[Told]:
    found = workbooks.ready(path, workbooks.beside(path), sheet.form)
    for spot, value in sorted(found.figures(sheet).items()):
        yield f"{spot}  ←  {_cell(*found.cells[spot])}", _figure(value)
    left = found.left_out(sheet.form)
    yield _("Lines without a cell, handed in on paper alone"), ", ".join(left) or "–"


TRY: dict[Kind, Callable[[Ward, Path, Sheet], Iterator[Told]]] = {
    Kind.MAPPING: _try_mapping,
    Kind.WORKBOOK: _try_workbook,
}


def _cell(line: str, cell: str) -> str:
    return line if cell == "total" else f"{line} ({cell_words(cell)})"


# put in force


def put_in_force(ward: Ward, chosen: Chosen, first: date) -> str:
    """Put a file in force from a day, or from its own; what was done, in a sentence.

    The head does it together with the technical administrator, where there is one.
    """
    ward.allow(Right.SET_UP)
    if chosen.kind is Kind.RETURN:
        form = own_forms.take_form(ward, chosen.path)
        first = form.valid_from
    elif chosen.kind is Kind.MAPPING:
        handing_in.take_mapping(ward, chosen.path, chosen.forms, first)
    else:
        workbooks.take_workbook(ward, chosen.path, chosen.forms, first)
    return _("{kind} in force from {day}: {forms}.").format(
        kind=chosen.kind.words,
        day=f"{first:%d/%m/%Y}",
        forms=", ".join(form.name for form in chosen.forms),
    )


def standing(ward: Ward) -> list[Told]:
    """What the district gave and is laid down, each with the day it is in force from."""
    ward.allow(Right.SET_UP if ward.account.may(Right.SET_UP) else Right.COUNT)
    own = ward.folder / FOLDER if ward.folder is not None else None
    found = sorted(own.glob("*.toml")) if own is not None and own.is_dir() else []
    told = list(_returns(found))
    names = {form.id: form.name for form in forms(ward.folder)}
    for kind, part, ending in (
        (Kind.MAPPING, district_files.MAPPINGS, handing_in.TABLE),
        (Kind.WORKBOOK, district_files.WORKBOOKS, workbooks.BOOK),
    ):
        for one in district_files.laid(ward, part, ending):
            title = f"{kind.words} · {names.get(one.form, one.form)}"
            told.append((title, since(one.first)))
    return [*told, *((f"‼ {words}", "") for words in set_aside(ward.folder))]


def _returns(found: Sequence[Path]) -> Iterator[Told]:
    for path in found:
        try:
            form = load(path)
        except Refused:
            continue  # told by its own sentence
        yield f"{Kind.RETURN.words} · {form.name} · {form.version}", since(form.valid_from)


def since(first: date) -> str:
    """From when something is in force, in words."""
    if first == date.min:
        return _("in force from the beginning")
    return _("in force from {day}").format(day=f"{first:%d/%m/%Y}")


def months_to_choose() -> list[date]:
    """From which month a file can be put in force: the one after next, and back a year."""
    today = clock.today().replace(day=1)
    after = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return [after, *(period_days(one)[0] for one in month_choices(today)[:12])]
