"""Files in and out of the ward: imports with their report, exports, the register's check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import clock
from maternity.db import checking, search
from maternity.db.audit import SHOWN, Anchor
from maternity.db.book import Query, everything
from maternity.db.checking import PROOFS, Finding
from maternity.errors import Refused
from maternity.exchange import spreadsheet
from maternity.exchange.intake import Intake, take_table
from maternity.exchange.spreadsheet import CellValue, Rows
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record, named
from maternity.ward import death_export, discretion
from maternity.ward.copies import before_risk
from maternity.ward.proving import check_proven
from maternity.ward.reasons import check_reason
from maternity.ward.recording import exported, record
from maternity.ward.taking import take_all

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

__all__ = ["PROOFS", "Finding", "check", "export", "import_files", "read_anchor"]

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
    intakes = [take_table(name, place, spreadsheet.read_table(place)) for name, place in pairs]
    if not dry_run:
        before_risk(ward)
    return take_all(ward, intakes, dry_run=dry_run, update=update)


def export(
    ward: Ward,
    query: Query,
    kind: str,
    place: Path,
    columns: Sequence[str] = (),
    *,
    reason: str,
) -> Path:
    """Write a register to a file whose heads an import reads back: for a reason, proven anew.

    A workbook says who wrote it, when and why at the foot of each page. Deaths go out as the table
    of their review, which names nobody and is not read back.
    """
    about = named(query.register)
    ward.allow(Right.EXPORT_NAMES)
    discretion.may_read(ward, about.name)
    check_proven(ward)
    why = check_reason(reason)
    heads = ["source_id", *(columns or list(about.columns))]
    entries = _all_of(ward, query)
    typed = kind == "xlsx"
    written = count(1)
    rows: Iterator[list[CellValue]]
    if about.of_deaths:
        heads = death_export.columns(about, columns)
        rows = death_export.rows(_counted(entries, written), heads)
    else:
        rows = (_row(entry, heads, written, typed=typed) for entry in entries)
    table = Rows(about.name, heads, rows)
    if kind == "xlsx":
        mark = _("{name}, {at}: {reason}").format(
            name=ward.account.name, at=f"{clock.now():%d/%m/%Y %H:%M}", reason=why
        )
        spreadsheet.write_workbook([table], place, mark=mark)
    else:
        spreadsheet.write_csv(table, place)
    told = {"register": about.name, "kind": kind, "rows": next(written) - 1, "reason": why}
    exported(ward, place, "rows", **told)
    return place


def _counted(entries: Iterator[Record], written: Iterator[int]) -> Iterator[Record]:
    for entry in entries:
        next(written)
        yield entry


def _row(
    entry: Record, heads: Sequence[str], written: Iterator[int], *, typed: bool
) -> list[CellValue]:
    next(written)
    return [_out(entry, name, typed=typed) for name in heads]


def entry_with_key(ward: Ward, register: str, key: str) -> Record:
    """The entry that files know by this key, number or identity; refused if there is none."""
    discretion.may_read(ward, register)
    found = ward.book.by_keys({register: [key]})[register]
    known = found[key].id if key in found else key
    if key not in found and named(register).serial is not None and search.number(key):
        numbered = ward.book.page(Query(register, text=key, limit=2)).rows
        known = numbered[0].id if len(numbered) == 1 else known
    if not ward.book.by_ids(register, [known]):
        words = _("The register {register} has no entry “{key}”. Check this key.")
        raise Refused(words.format(register=register, key=key))
    return ward.get(register, known)


def in_entry_order(register: str) -> Query:
    """Everything of a register, numbers growing: taken in elsewhere, each year keeps its own."""
    return Query(register, sort="serial_no" if "serial_no" in named(register).fields else "")


def _all_of(ward: Ward, query: Query) -> Iterator[Record]:
    """Every entry the list shows, however many; cancelled ones only when they are asked for."""
    cls = named(query.register).record
    living = () if query.state == "voided" else (("voided_at", ""),)
    asked = replace(query, equal=(*query.equal, *living), limit=EVERY, offset=0)
    ids = ward.book.ids(asked)
    for at in range(0, len(ids), 500):
        yield from ward.book.by_ids(query.register, ids[at : at + 500], everything(cls))


EVERY = 2**31 - 1
"""More rows than a register will ever have."""


def _out(entry: Record, name: str, *, typed: bool) -> CellValue:
    if name == "source_id":
        return entry.source_id or entry.id
    if name in entry.register.fields and entry.applies(name) is False:
        return None  # what is not on the form is no answer
    plain = entry.plain(name)
    value: Any = getattr(entry, name)
    kind = entry.register.column(name).kind
    if typed and value is not None and kind in {"number", "decimal", "date"}:
        return value  # type: ignore[no-any-return]
    return plain


def check(ward: Ward, anchors: Sequence[str] = ()) -> list[Finding]:
    """All parts of the check; anchors are those of paper or of a copy, `412-9f3a…`."""
    ward.allow(Right.CHECK)
    found = checking.findings(ward.book.engine, [read_anchor(one) for one in anchors])
    record(ward, "check", findings=len(found), outcome="failed" if found else "done")
    return found


def read_anchor(text: str) -> Anchor:
    """An anchor as it is printed: its number, a hyphen, the first signs of the head."""
    seq, _hyphen, signs = text.strip().lower().partition("-")
    if not seq.isdecimal() or len(signs) != SHOWN or set(signs) - set("0123456789abcdef"):
        raise Refused(
            _("“{anchor}” is no anchor. Type its number, a hyphen and its 12 signs.").format(
                anchor=text
            )
        )
    return Anchor(int(seq), signs)
