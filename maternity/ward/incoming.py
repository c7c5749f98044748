"""A file under headings of its own, taken in: looked at, tried without writing, then kept whole.

A row of the file goes in with all that it tells, or not at all. What the trial says is what is
done; nothing is guessed in silence: a column that fills no field is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import clock, registers
from maternity.db import column_maps
from maternity.db.backup import nothing
from maternity.db.container import Step
from maternity.exchange import spreadsheet
from maternity.exchange.columns import (
    MADE,
    Built,
    Headed,
    Use,
    build,
    headed,
    not_taken,
    read_uses,
)
from maternity.exchange.headings import heading_in
from maternity.exchange.intake import KEY, Intake, Remark, take_in, taken_in
from maternity.i18n import N_, _, plural
from maternity.people import Right
from maternity.reading.text import clean
from maternity.records import Register
from maternity.ward import column_words, recording
from maternity.ward.copies import before_risk
from maternity.ward.taken_before import ask_of_before
from maternity.ward.taking import take_all

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

LONGEST_NAME = 60
STATES = {
    "refused": N_("refused"),
    "added": N_("new"),
    "changed": N_("changed"),
    "unchanged": N_("unchanged"),
    "perhaps_known": N_("perhaps there already"),
    "to_confirm": N_("to be confirmed"),
    "not_applicable": N_("answer not kept"),
}
"""What becomes of a row, and what is to be said of one that goes in."""

PERHAPS = "perhaps_known"
FIRST = {"refused": 0, PERHAPS: 1}
"""What a person looks at first, in a report that may be long."""


@dataclass(frozen=True)
class Incoming:
    """A file for a register, with the field that each of its columns fills."""

    register: Register
    place: Path
    sheet: Headed
    uses: tuple[Use, ...]
    name: str
    """The name its columns are kept under."""
    known: bool = False
    """Whether a file with these headings was taken in before: its columns are those kept then."""
    unsure: frozenset[str] = frozenset()
    """Headings of which only the beginning agrees with the field proposed."""

    @property
    def filled(self) -> list[dict[str, str]]:
        """Each column with the field it fills, as the command line tells it."""
        return [{"heading": one.heading, "field": one.field} for one in self.uses if one.field]

    @property
    def not_taken(self) -> list[str]:
        """The headings that fill nothing."""
        return not_taken(self.sheet.heads, self.uses)


@dataclass(frozen=True)
class RowTold:
    """Something about a row of the file: its line, the column, what stands there, the sentence."""

    row: int
    state: str
    column: str = ""
    value: str = ""
    words: str = ""


@dataclass
class Report:
    """What becomes of each row of a file, or has become of it."""

    incoming: Incoming
    read: int = 0
    states: dict[int, str] = field(default_factory=dict)
    """Row of the file -> what becomes of it."""
    told: list[RowTold] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)
    """How many entries of each register are new or changed."""
    pending: int = 0
    written: bool = False

    def count(self, state: str) -> int:
        """How many rows of the file it is so with."""
        return sum(one == state for one in self.states.values())

    @property
    def perhaps_known(self) -> int:
        """How many rows may stand in the register already."""
        return len({one.row for one in self.told if one.state == PERHAPS})

    def as_data(self) -> dict[str, Any]:
        """As the report's JSON has it."""
        of = self.incoming
        return {
            "register": of.register.name,
            "file": of.place.name,
            "columns": of.filled,
            "not_taken": of.not_taken,
            "read": self.read,
            **{name: self.count(name) for name in ("added", "changed", "unchanged", "refused")},
            "entries": self.entries,
            "rows": [
                {
                    "row": one.row,
                    "state": one.state,
                    "column": one.column,
                    "value": one.value,
                    "message": one.words,
                }
                for one in self.told
            ],
            **({"pending": self.pending} if self.pending else {}),
            **({"sheets_not_read": of.sheet.others} if of.sheet.others else {}),
        }


USUAL = "newborn"
"""Where most old tables go: a row tells of a mother, her delivery and a child."""


def offered() -> list[Register]:
    """The registers that files go into, the usual one first, the lists of the ward last."""
    found = [cls.register for cls in registers.ALL if cls.register.taken_in]
    return sorted(found, key=lambda one: (one.name != USUAL, one.setup))


def look(ward: Ward, register: str, place: Path, columns: Path | None = None) -> Incoming:
    """A file with what its columns fill: as a table says, as was kept, or as is proposed."""
    ward.allow(Right.IMPORT)
    about = taken_in(register)
    sheet = headed(spreadsheet.read_table(place))
    found = Incoming(about, place, sheet, (), place.stem[:LONGEST_NAME])
    if columns is not None:
        table = spreadsheet.read_table(columns)
        uses = read_uses(about, sheet.heads, table, columns.name)
        left = [head for head in sheet.heads if head and head not in {one.heading for one in uses}]
        whole = (*uses, *(Use(head, "") for head in left))
        return replace(found, uses=whole, name=columns.stem[:LONGEST_NAME])
    for name, kept in column_maps.kept(ward.book, about.name):
        if (whole_kept := _fitting(sheet.heads, kept)) is not None:
            return replace(found, uses=whole_kept, name=name, known=True)
    proposal = column_words.propose(about, sheet.heads)
    return replace(found, uses=proposal.uses, unsure=proposal.unsure)


def _fitting(heads: Sequence[str], kept: Sequence[tuple[str, str]]) -> tuple[Use, ...] | None:
    """The columns kept for headings that are all the same, whatever their order."""
    known = heading_in(heads)
    mine = [known(heading) for heading, _field in kept]
    if set(mine) != {head for head in heads if head}:
        return None
    return tuple(Use(head, name) for head, (_h, name) in zip(mine, kept, strict=True) if head)


def known_shape(ward: Ward, register: str, place: Path) -> bool:
    """Whether a file has headings of its own, and one like it was taken in before."""
    ward.allow(Right.IMPORT)
    about = taken_in(register)
    kept = column_maps.kept(ward.book, about.name)
    if not kept:
        return False
    heads = headed(spreadsheet.read_table(place)).heads
    if KEY in heads and set(heads) - {"", KEY} <= set(about.columns):
        return False
    return any(_fitting(heads, one) is not None for _name, one in kept)


def judge(ward: Ward, of: Incoming, *, update: bool = False, step: Step = nothing) -> Report:
    """What taking the file in would do, row by row; nothing is written."""
    ward.allow(Right.IMPORT)
    return _judged(ward, of, update=update, step=step)[0]


def try_out(ward: Ward, of: Incoming, *, update: bool = False, step: Step = nothing) -> Report:
    """The same on the screen: the columns are kept, so that a corrected file needs them no more."""
    report = judge(ward, of, update=update, step=step)
    keep_columns(ward, of)
    return report


def take(ward: Ward, of: Incoming, *, update: bool = False, step: Step = nothing) -> Report:
    """Take the file in, all in one transaction after a copy; its columns are kept for the next."""
    ward.allow(Right.IMPORT)
    report, intakes = _judged(ward, of, update=update, step=step)
    if report.count("added") or (update and report.count("changed")):
        before_risk(ward)
        take_all(ward, intakes, update=update, step=step)
    keep_columns(ward, of)
    report.written = True
    return report


def keep_columns(ward: Ward, of: Incoming) -> None:
    """Keep what the columns fill under their name, for the next file with these headings."""
    ward.allow(Right.IMPORT)
    name = clean(of.name)[:LONGEST_NAME].strip() or of.register.name
    told_all = [(one.heading, one.field) for one in of.uses]
    who = ward.account.name or ""
    column_maps.keep(ward.book, of.register.name, name, told_all, clock.now(), who)


def _judged(ward: Ward, of: Incoming, *, update: bool, step: Step) -> tuple[Report, list[Intake]]:
    """The report, and the rows that stand, read anew to be kept."""
    report = Report(of, read=len(of.sheet.rows))
    short = column_words.short(of.register)
    while True:
        built = build(of.register, of.sheet, of.uses, short, report.states)
        remarks = [(one.row, of.register, one) for one in built.remarks]
        intakes = _intakes(of, built)
        if not remarks:
            take_all(ward, intakes, dry_run=True, update=update, step=step)
            remarks = list(_refused(built, intakes))
        if not remarks:
            break
        _refuse(report, remarks)
    _settle(report, built, intakes)
    for about, remark in ask_of_before(ward, intakes, step):
        report.told.append(_told(of, remark.row, PERHAPS, about, remark))
    report.told.sort(key=lambda one: (FIRST.get(one.state, len(FIRST)), one.row))
    return report, _intakes(of, built)


def _intakes(of: Incoming, built: Built) -> list[Intake]:
    return [take_in(name, of.place, heads, rows) for name, heads, rows in built.tables]


def _refused(built: Built, intakes: Sequence[Intake]) -> Iterator[tuple[int, Register, Remark]]:
    """Each fault with every row of the file it stands in; what follows from one is left out."""
    faults = [(one.register, remark) for one in intakes for remark in one.refused]
    own = [one for one in faults if not _follows(*one)]
    for about, remark in own or faults:
        for row in built.lines.get((about.name, remark.row), [remark.row]):
            yield row, about, remark


def _follows(about: Register, remark: Remark) -> bool:
    """Whether a row fell only because one that was made of the same row did."""
    return remark.field in about.links and remark.value.startswith(MADE)


def _refuse(report: Report, remarks: Sequence[tuple[int, Register, Remark]]) -> None:
    for row, about, remark in remarks:
        report.states[row] = "refused"
        report.told.append(_told(report.incoming, row, "refused", about, remark))


def _told(of: Incoming, row: int, state: str, about: Register, remark: Remark) -> RowTold:
    name = remark.field if "." in remark.field else f"{about.name}.{remark.field}"
    name = name.removeprefix(f"{of.register.name}.")
    heads = [one.heading for one in of.uses if name == one.field or _part(name, one.field)]
    column = about.columns.get(remark.field)
    words = " + ".join(dict.fromkeys(heads)) or (column.words if column is not None else "")
    value = "" if remark.value.startswith(MADE) else remark.value
    return RowTold(row, state, words, value, remark.message)


def _part(name: str, use: str) -> bool:
    """Whether a column fills this field beside another one."""
    front, dot, last = use.rpartition(".")
    return name in {f"{front}{dot}{one}" for one in last.split("+")}


def _settle(report: Report, built: Built, intakes: Sequence[Intake]) -> None:
    """Count what stands, and tell what is to be confirmed."""
    rank = ("unchanged", "changed", "added")
    for intake in intakes:
        for row in intake.rows:
            for line in built.lines[intake.register.name, row.number]:
                before = report.states.get(line, "unchanged")
                report.states[line] = max(before, row.outcome, key=rank.index)
        count = intake.added + intake.changed
        if count:
            report.entries[intake.register.name] = count
        report.pending += intake.pending
        for state, remarks in (
            ("to_confirm", intake.to_confirm),
            ("not_applicable", intake.not_applicable),
        ):
            report.told += [
                _told(report.incoming, one.row, state, intake.register, one) for one in remarks
            ]
    words = _("The same person as in row {row}: everything said of her agrees. Check that it is.")
    for line, first in built.shared.items():
        report.told.append(RowTold(line, "to_confirm", words=words.format(row=first)))


def told_perhaps(report: Report) -> str:
    """How many rows may be in the register already, in words."""
    return plural(
        "{count} row may be in the register already: look at it first.",
        "{count} rows may be in the register already: look at them first.",
        report.perhaps_known,
    )


HEADS = (N_("Row"), N_("What becomes of it"), N_("Column"), N_("What stands there"), N_("Why"))


def cells(one: RowTold) -> tuple[str, ...]:
    """A line of the report in words."""
    return (str(one.row), _(STATES[one.state]), one.column, one.value, one.words)


def write_report(ward: Ward, report: Report, place: Path) -> Path:
    """The report as a table: what is told of each row, then each row that nothing is told of."""
    ward.allow(Right.IMPORT)
    said = {one.row for one in report.told}
    rest = [RowTold(row, state) for row, state in report.states.items() if row not in said]
    rows = [*report.told, *sorted(rest, key=lambda one: one.row)]
    table = spreadsheet.Rows(
        report.incoming.register.name, [_(head) for head in HEADS], [cells(one) for one in rows]
    )
    if place.suffix.lower() == ".xlsx":
        spreadsheet.write_workbook([table], place)
    else:
        spreadsheet.write_csv(table, place)
    recording.exported(ward, place, "import_report", rows=len(rows))
    return place


def write_columns(ward: Ward, of: Incoming, place: Path) -> Path:
    """What each column fills as a small table, to be corrected and given back."""
    ward.allow(Right.IMPORT)
    rows = [(one.heading, one.field) for one in of.uses]
    spreadsheet.write_csv(spreadsheet.Rows("columns", ("heading", "field"), rows), place)
    return place
