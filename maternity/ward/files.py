"""Files in and out of the ward: imports with their report, exports, the register's check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import names
from maternity.db import checking, saving
from maternity.db.book import MANY, Query, everything
from maternity.db.checking import Finding
from maternity.exchange import spreadsheet
from maternity.exchange.intake import Intake, Remark, Row, take_in
from maternity.exchange.spreadsheet import CellValue, Rows
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record, Strength, named

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

Told = Callable[[int, int], bool]
"""Progress: done and of how many; answers False to stop."""


def import_files(
    ward: Ward,
    pairs: Sequence[tuple[str, Path]],
    *,
    dry_run: bool = False,
    update: bool = False,
) -> list[Intake]:
    """Take in files of rows, all in one transaction; a refused row never stops the others."""
    ward.allow(Right.IMPORT)
    intakes = [take_in(name, place, *spreadsheet.read(place)) for name, place in pairs]
    return take_all(ward, intakes, dry_run=dry_run, update=update)


def adopt_own(ward: Ward, intakes: list[Intake]) -> None:
    """The row that is our own facility completes the one made at set-up."""
    for intake in intakes:
        own = [row for row in intake.rows if row.cells.get("is_own")]
        if intake.register.name == "facility" and own:
            facility = ward.facility
            facility.source_id = own[0].entry.source_id
            saving.write_key(ward.book, facility)


def take_all(
    ward: Ward, intakes: list[Intake], *, dry_run: bool = False, update: bool = False
) -> list[Intake]:
    """Link the rows of all files, check them, and keep what may be kept."""
    _find_known(ward, intakes)
    _link(ward, intakes)
    kept: list[Record] = []
    for intake in intakes:
        kept += _sorted_out(intake, update=update)
    if not dry_run and kept:
        saving.keep(ward.book, kept, ward.stamp(_("import")))
    return intakes


def _find_known(ward: Ward, intakes: list[Intake]) -> None:
    for intake in intakes:
        keys = [str(row.entry.source_id) for row in intake.rows]
        known = ward.book.with_source(intake.register.record, keys)
        for row in intake.rows:
            row.old = known.get(str(row.entry.source_id))


class _Targets:
    """Where a key leads: rows of this call first, then the register, then a name."""

    def __init__(self, ward: Ward, intakes: list[Intake]) -> None:
        self.ward = ward
        self.rows: dict[str, dict[str, Record]] = {}
        self.stored: dict[str, dict[str, Record]] = {}
        self.titles: dict[str, dict[str, list[Record]]] = {}
        for intake in intakes:
            of = self.rows.setdefault(intake.register.name, {})
            of |= {str(row.entry.source_id): row.old or row.entry for row in intake.rows}

    def load(self, register: str, keys: set[str]) -> None:
        """Look up the keys that are not in the files."""
        cls = named(register).record
        wanted = keys - set(self.rows.get(register, ()))
        found = self.ward.book.with_source(cls, wanted)
        by_id = self.ward.book.by_ids(register, [key for key in wanted if key not in found])
        found |= {entry.id: entry for entry in by_id}
        full = self.ward.book.by_ids(register, [e.id for e in found.values()], everything(cls))
        whole = {entry.id: entry for entry in full}
        self.stored[register] = {key: whole[entry.id] for key, entry in found.items()}

    def find(self, register: str, key: str) -> Record | None:
        """The entry a key points to; for a set-up register its name will do."""
        found = self.rows.get(register, {}).get(key) or self.stored.get(register, {}).get(key)
        if found is None and named(register).setup:
            same = self._titles(register).get(names.respell(key), [])
            found = same[0] if len(same) == 1 else None
        return found

    def _titles(self, register: str) -> dict[str, list[Record]]:
        if register not in self.titles:
            of: dict[str, list[Record]] = {}
            for entry in self.ward.book.all(register):
                of.setdefault(names.respell(entry.title()), []).append(entry)
            self.titles[register] = of
        return self.titles[register]


def _link(ward: Ward, intakes: list[Intake]) -> None:
    targets = _Targets(ward, intakes)
    for register, keys in _asked(intakes).items():
        targets.load(register, keys)
    lost = True
    while lost:  # a row that points to a refused row is refused in its turn
        lost = sum(_refuse_lost(targets, intake) for intake in intakes) > 0
    for intake in intakes:
        for row in intake.rows:
            for name, key in row.links.items():
                target = targets.find(intake.register.links[name].target, key)
                setattr(row.entry, name, target)


def _asked(intakes: list[Intake]) -> dict[str, set[str]]:
    """The keys that links point to, by register."""
    asked: dict[str, set[str]] = {}
    for intake in intakes:
        for row in intake.rows:
            for name, key in row.links.items():
                asked.setdefault(intake.register.links[name].target, set()).add(key)
    return asked


def _refuse_lost(targets: _Targets, intake: Intake) -> bool:
    """Refuse the rows whose links lead nowhere; True if there were any."""
    lost = False
    for row in list(intake.rows):
        fault = _link_row(targets, intake, row)
        if fault:
            lost = True
            intake.refused.append(fault)
            intake.rows.remove(row)
            targets.rows[intake.register.name].pop(str(row.entry.source_id), None)
    return lost


def _link_row(targets: _Targets, intake: Intake, row: Row) -> Remark | None:
    for name, key in row.links.items():
        target = intake.register.links[name].target
        if targets.find(target, key) is None:
            words = _("{field}: no row “{key}” was found in the register {register}.").format(
                field=intake.register.fields[name].words, key=key, register=named(target).words
            )
            return Remark(row.number, name, key, words)
    return None


def _sorted_out(intake: Intake, *, update: bool) -> Iterator[Record]:
    """What of a file is to be kept: new rows, and changed ones when asked."""
    for row in list(intake.rows):
        _drop_what_does_not_apply(intake, row)
        problems = row.entry.problems()
        stops = [p for p in problems if p.strength is Strength.STOPS]
        if stops:
            intake.refused += [_remark(row, p.field, p.words) for p in stops]
            continue
        asks = [p for p in problems if p.strength is Strength.ASKS]
        intake.to_confirm += [_remark(row, p.field, p.words) for p in asks]
        if row.old is None:
            intake.added += 1
            yield row.entry
        elif _same(row):
            intake.unchanged += 1
        else:
            intake.changed += 1
            if update:
                yield _updated(row)


def _remark(row: Row, name: str, words: str) -> Remark:
    return Remark(row.number, name, row.cells.get(name, row.entry.plain(name)), words)


def _drop_what_does_not_apply(intake: Intake, row: Row) -> None:
    """A cell filled though its field is not on the form is told and not kept as an answer."""
    for name, text in row.cells.items():
        if row.entry.applies(name) is False:
            field = intake.register.fields[name]
            words = _("{field} does not apply here: it was not kept.").format(field=field.words)
            intake.not_applicable.append(Remark(row.number, name, text, words))
            setattr(row.entry, name, None)
            if field.gaps:
                row.entry.set_gap(name, None)


def _same(row: Row) -> bool:
    if row.old is None:
        return False
    new = saving.plain_values(row.entry)
    old = saving.plain_values(row.old)
    return all(new.get(name, "") == old.get(name, "") for name in row.cells)


def _updated(row: Row) -> Record:
    if row.old is None:
        raise TypeError(row.entry.register.name)
    for name in row.cells:
        setattr(row.old, name, getattr(row.entry, name))
        if row.entry.register.fields[name].gaps:
            row.old.set_gap(name, row.entry.gap(name))
    return row.old


def export(ward: Ward, query: Query, kind: str, place: Path, columns: Sequence[str] = ()) -> Path:
    """Write a register to a file whose heads an import reads back."""
    ward.allow(Right.EXPORT_NAMES)
    if named(query.register).hidden:
        ward.allow(Right.SEE_HIV)
    about = named(query.register)
    heads = ["source_id", *(columns or list(about.columns))]
    entries = _all_of(ward, query)
    typed = kind == "xlsx"
    rows = ([_out(entry, name, typed=typed) for name in heads] for entry in entries)
    table = Rows(about.name, heads, rows)
    if kind == "xlsx":
        spreadsheet.write_workbook([table], place)
    else:
        spreadsheet.write_csv(table, place)
    return place


def _all_of(ward: Ward, query: Query) -> Iterator[Record]:
    cls = named(query.register).record
    page = ward.book.page(Query(**{**query.__dict__, "limit": MANY, "offset": 0}))
    ids = [entry.id for entry in page.rows]
    for at in range(0, len(ids), 500):
        yield from ward.book.by_ids(query.register, ids[at : at + 500], everything(cls))


def _out(entry: Record, name: str, *, typed: bool) -> CellValue:
    if name == "source_id":
        return entry.source_id or entry.id
    plain = entry.plain(name)
    value: Any = getattr(entry, name)
    kind = entry.register.column(name).kind
    if typed and value is not None and kind in {"number", "decimal", "date"}:
        return value  # type: ignore[no-any-return]
    return plain


def check(ward: Ward) -> list[Finding]:
    """Integrity, foreign keys, gaps in the numbers, histories and orphans."""
    ward.allow(Right.CHECK)
    return checking.findings(ward.book.engine)
