"""Rows of files taken into the register: linked, checked as they will stand, kept all at once.

A refused row takes with it the new rows that hang on it and nothing else. A known row is judged
in its place, with its children and with what the file leaves out, before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import names
from maternity.db import judging, saving, serials
from maternity.db.audit import Event
from maternity.db.backup import nothing
from maternity.db.container import Step
from maternity.db.plain import changes, row_of
from maternity.errors import Refused
from maternity.exchange import spreadsheet
from maternity.exchange.intake import Intake, Remark, Row, take_list
from maternity.fields import Answer, Gap
from maternity.i18n import _, labelled
from maternity.people import Right
from maternity.records import Problem, Record, Strength, named
from maternity.ward import closed, in_force
from maternity.ward.merged import standing
from maternity.ward.taken_figures import refuse_figures
from maternity.ward.taken_once import ask_of_twice
from maternity.ward.taken_rows import Rows, refuse, refuse_rings, refuse_twice, rows_of

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def take_workbook(ward: Ward, place: Path) -> str:
    """Take in set-up lists from a workbook, a sheet a register; what was taken, in words."""
    ward.allow(Right.SET_UP)
    found = spreadsheet.sheets(place)
    taken = take_facts(ward, [take_list(name, place, heads, rows) for name, heads, rows in found])
    told = [f"{labelled(one.register.words)} {one.added + one.changed}/{one.read}" for one in taken]
    return " · ".join(told)


def take_facts(ward: Ward, intakes: list[Intake]) -> list[Intake]:
    """Take in the set-up lists; what is known already is brought up to date."""
    for intake in intakes:
        ward.allow(Right.SET_UP if intake.register.setup else Right.IMPORT)
    return take_all(ward, intakes, update=True)


def _our_own(ward: Ward, intakes: list[Intake]) -> Row | None:
    """The row that completes our own facility, made at set-up; a second one is refused."""
    found = [
        (intake, row)
        for intake, row in rows_of(intakes)
        if intake.register.name == "facility" and row.entry.look("is_own") is Answer.YES
    ]
    if not found:
        return None
    facility = ward.facility
    if facility is None:
        return None
    known = facility.source_id or facility.id
    mine = next((row for _intake, row in found if row.key == known), None)
    if mine is None and facility.source_id is None:
        mine = found[0][1]
        mine.cells = {name: text for name, text in mine.cells.items() if text}
    words = _("Only one facility is our own: {name}. Write “no” in this row.")
    for intake, row in found:
        if row is not mine:
            told = words.format(name=facility.title())
            refuse(intake, row, [Remark(row.number, "is_own", row.cells["is_own"], told)])
    return mine


def take_all(
    ward: Ward,
    intakes: list[Intake],
    *,
    dry_run: bool = False,
    update: bool = False,
    step: Step = nothing,
) -> list[Intake]:
    """Link the rows of all files, check them, and keep what may be kept.

    `step` is told how many rows were judged, and of how many; it may stop before anything is kept.
    """
    refuse_twice(intakes)
    refuse_rings(intakes)
    refuse_figures(ward, intakes, update=update)
    own = _our_own(ward, intakes)
    targets = _Targets(ward, intakes, own)
    kept = _Taking(ward, targets, intakes, step, update=update).kept()
    ask_of_twice(ward, intakes)
    for intake in intakes:
        intake.refused.sort(key=lambda remark: remark.row)
    waiting = [one.register.name for one in closed.pending(ward, kept)]
    for intake in intakes:
        intake.pending = waiting.count(intake.register.name)
    if (
        own is not None
        and own.old is not None
        and not (dry_run or own.refused or own.old.source_id)
    ):
        own.old.source_id = own.key
        saving.write_key(ward.book, own.old)
    if not dry_run and kept:
        event = Event("import", facts=_facts(intakes, update=update))
        saving.keep(ward.book, kept, ward.stamp(_("import"), kept=kept), event=event)
        in_force.renew(ward, kept)
    return intakes


def _facts(intakes: list[Intake], *, update: bool) -> dict[str, Any]:
    """What the trail says of an import: its files, and how many rows of each register."""
    written = {one.register.name: one.added + (one.changed if update else 0) for one in intakes}
    changed = sum(one.changed for one in intakes) if update else 0
    files = ", ".join(dict.fromkeys(one.file for one in intakes))
    new = sum(written.values()) - changed
    return {**written, "files": files, "new": new, "changed": changed, "entries": 0}


class _Targets:
    """Where a key leads: rows of this call first, then the register, then a name."""

    def __init__(self, ward: Ward, intakes: list[Intake], own: Row | None) -> None:
        self.ward = ward
        asked = _asked(intakes)
        if own is not None:
            facility = ward.facility
            asked["facility"].add(facility.source_id or facility.id)
        self.stored = ward.book.by_keys(asked)
        if own is not None:
            ours = self.stored["facility"][facility.source_id or facility.id]
            self.stored["facility"][own.key] = ours
        self.new: dict[str, dict[str, Record]] = {}
        self.titles: dict[str, dict[str, list[Record]]] = {}
        self.stands: dict[str, Record] = {}
        for intake, row in rows_of(intakes):
            row.old = self.stored[intake.register.name].get(row.key)
            if row.old is None:
                self.new.setdefault(intake.register.name, {})[row.key] = row.entry
            else:
                row.was = row_of(row.old)

    def find(self, register: str, key: str) -> Record | None:
        """The entry a key points to, or what stands for it; of a set-up register a name will do."""
        found = self.new.get(register, {}).get(key) or self.stored[register].get(key)
        if found is not None and found.voided_at is not None:
            found = self._standing(register, found)
        if found is None and named(register).setup:
            same = self._titles(register).get(names.respell(key), [])
            found = same[0] if len(same) == 1 else None
        return found

    def _standing(self, register: str, emptied: Record) -> Record:
        if emptied.id not in self.stands:
            stands = standing(self.ward.book, emptied)
            stored = {one.id: one for one in self.stored[register].values()}
            found = stored.get(stands.id) or self.ward.book.full(register, stands.id)
            self.stands[emptied.id] = found
        return self.stands[emptied.id]

    def forget(self, register: str, key: str) -> None:
        """A new row that is refused is no target any more, neither by key nor by name."""
        self.new[register].pop(key, None)
        self.titles.pop(register, None)

    def _titles(self, register: str) -> dict[str, list[Record]]:
        if register not in self.titles:
            of: dict[str, list[Record]] = {}
            new = self.new.get(register, {}).values()
            for entry in (*self.ward.book.all(register), *new):
                of.setdefault(names.respell(entry.title()), []).append(entry)
            self.titles[register] = of
        return self.titles[register]


def _asked(intakes: list[Intake]) -> dict[str, set[str]]:
    """The keys of the rows and of what their links point to, by register."""
    asked: dict[str, set[str]] = {}
    for intake in intakes:
        asked.setdefault(intake.register.name, set()).update(row.key for row in intake.rows)
        for link in intake.register.links.values():
            asked.setdefault(link.target, set())
        for row in intake.rows:
            for name, key in row.links.items():
                asked[intake.register.links[name].target].add(key)
    return asked


class _Taking:
    """The rows of one call on their way into the register."""

    def __init__(
        self, ward: Ward, targets: _Targets, intakes: list[Intake], step: Step, *, update: bool
    ) -> None:
        self.ward, self.targets, self.intakes, self.update = ward, targets, intakes, update
        self.step = step

    def kept(self) -> list[Record]:
        """The entries to keep; every row is counted or refused."""
        self._refuse_lost()
        written = [one for one in rows_of(self.intakes) if one[1].old is None or self.update]
        for intake, row in written:
            _put_in(self.targets, intake, row)
        for intake, row in rows_of(self.intakes):
            if row.old is not None and not self.update:
                self._compare(intake, row)
        self._settle(written)
        kept: list[Record] = []
        for done, one in enumerate(written):
            self.step(done, len(written))
            entry = self._counted(*one)
            kept += [entry] if entry is not None else []
        return kept

    def _refuse_lost(self) -> None:
        """Refuse the rows whose links lead nowhere, and those that pointed to them."""
        lost = True
        while lost:
            lost = False
            for intake, row in rows_of(self.intakes):
                fault = self._lost_link(intake, row)
                if fault:
                    lost = True
                    self._take_out(intake, row, [fault])

    def _lost_link(self, intake: Intake, row: Row) -> Remark | None:
        for name, key in row.links.items():
            target = intake.register.links[name].target
            told = {"key": key, "field": intake.register.fields[name].words}
            told["register"] = named(target).words
            found = self.targets.find(target, key)
            if found is None and self._fell(target, key):
                words = _("{field}: the row “{key}” of {register} was refused. Correct it first.")
            elif found is None:
                words = _("{field}: no row “{key}” was found in the register {register}.")
            elif found.voided_at and row.was.get(f"{name}_id") != found.id:
                words = _("{field}: “{key}” was cancelled in the register {register}.")
            else:
                continue
            return Remark(row.number, name, key, words.format(**told))
        return None

    def _fell(self, register: str, key: str) -> bool:
        return any(
            key in intake.fallen for intake in self.intakes if intake.register.name == register
        )

    def _take_out(self, intake: Intake, row: Row, remarks: list[Remark]) -> None:
        """Refuse a row: nothing hangs on it any more, and its old entry is as it was."""
        refuse(intake, row, remarks)
        if row.old is None:
            self.targets.forget(intake.register.name, row.key)
            for name in row.links:
                setattr(row.entry, name, None)
        else:
            _take_back(row)

    def _compare(self, intake: Intake, row: Row) -> None:
        """Judge what a known row would change, and leave its entry alone."""
        _put_in(self.targets, intake, row)
        _drop_what_does_not_apply(intake, row)
        found = self._problems(row)
        same = not _changed(row)
        stops = [] if same else [p for p in found if p.strength is Strength.STOPS]
        if stops:
            self._take_out(intake, row, [_remark(row, p) for p in stops])
            return
        intake.to_confirm += _to_confirm(row, found)
        _count(intake, row, same=same)
        _take_back(row)

    def _settle(self, rows: Rows) -> None:
        """Refuse what is impossible until all that stays can stand together."""
        for intake, row in rows:
            _drop_what_does_not_apply(intake, row)
        impossible = True
        while impossible:
            impossible = False
            for done, (intake, row) in enumerate(rows):
                self.step(done, len(rows))
                if row.refused:
                    continue
                lost = self._lost_link(intake, row)
                faults = [lost] if lost else [_remark(row, p) for p in self._stops(row)]
                if faults:
                    impossible = True
                    self._take_out(intake, row, faults)
            self._refuse_lost()

    def _stops(self, row: Row) -> list[Problem]:
        if row.old is not None and not _changed(row):
            return []
        return [p for p in self._problems(row) if p.strength is Strength.STOPS]

    def _problems(self, row: Row) -> list[Problem]:
        entry = row.old or row.entry
        found = judging.problems(self.ward.book, entry)
        if row.old is None or not _changed(row):
            return found
        if row.old.voided_at:
            return [Problem("source_id", _not_changed(self.ward, row.old))]
        try:
            serials.stay_in_series(entry.register, row_of(entry), row.was)
        except Refused as refusal:
            found.append(Problem(refusal.field, refusal.words))
        return found

    def _counted(self, intake: Intake, row: Row) -> Record | None:
        """Count the row; its entry if it is to be kept."""
        if row.refused:
            return None
        intake.to_confirm += _to_confirm(row, self._problems(row))
        if row.old is None:
            intake.added, row.outcome = intake.added + 1, "added"
            return row.entry
        same = not _changed(row)
        _count(intake, row, same=same)
        return None if same else row.old


def _not_changed(ward: Ward, entry: Record) -> str:
    """Why a cancelled entry is left, and what to do where another one stands for it."""
    stands = standing(ward.book, entry)
    if stands.voided_at is not None:
        return _("This entry was cancelled. It is not changed.")
    words = _(
        "This entry was made one with “{entry}”. It is not changed: take this row out, and correct"
        " “{entry}” on her page."
    )
    return words.format(entry=stands.title())


def _count(intake: Intake, row: Row, *, same: bool) -> None:
    """Count a row whose entry is known already."""
    row.outcome = "unchanged" if same else "changed"
    intake.unchanged += same
    intake.changed += not same


def _changed(row: Row) -> bool:
    return row.old is not None and bool(changes(row.old.register, row.was, row_of(row.old)))


def _put_in(targets: _Targets, intake: Intake, row: Row) -> None:
    """Write what the row says into its entry, links and all."""
    for name in row.cells:
        key, value = row.links.get(name), getattr(row.entry, name)
        if key is not None:
            value = targets.find(intake.register.links[name].target, key)
        if row.old is None:
            _put(row.entry, name, value, row.entry.gap(name))
        else:
            row.before[name] = getattr(row.old, name), row.old.gap(name)
            _put(row.old, name, value, row.entry.gap(name))


def _take_back(row: Row) -> None:
    """Make the old entry what it was."""
    for name, (value, gap) in row.before.items():
        if row.old is not None:
            _put(row.old, name, value, gap)


def _put(entry: Record, name: str, value: Any, gap: Gap | None = None) -> None:
    """Write a value or a gap; what stands there already is not touched."""
    if getattr(entry, name) != value:
        setattr(entry, name, value)
    if entry.register.fields[name].gaps and entry.gap(name) is not gap:
        entry.set_gap(name, gap)


def _remark(row: Row, problem: Problem) -> Remark:
    entry, name = row.old or row.entry, problem.field
    known = entry.register.columns
    value = row.cells.get(name) or (entry.plain(name) if name in known else row.key)
    return Remark(row.number, name, value, problem.words)


def _to_confirm(row: Row, found: list[Problem]) -> Iterator[Remark]:
    return (_remark(row, p) for p in found if p.strength is Strength.ASKS)


def _drop_what_does_not_apply(intake: Intake, row: Row) -> None:
    """A cell filled though its field is not on the form is told and not kept as an answer.

    What stands hidden in a known entry stays there, whatever the cell says.
    """
    entry = row.old or row.entry
    for name, text in row.cells.items():
        if entry.applies(name) is not False:
            continue
        _put(entry, name, *row.before.get(name, (None, None)))
        if text:
            field = intake.register.fields[name]
            words = _("{field} does not apply here: it was not kept.").format(field=field.words)
            intake.not_applicable.append(Remark(row.number, name, text, words))
