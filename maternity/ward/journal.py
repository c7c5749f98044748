"""The journal of the register: who did what and when, for who may read it, on screen and paper.

The head of the maternity reads all of it, everybody her own events, the technical administrator
the technical ones. No line shows a clinical value: a change names the fields alone, and their
values stand in the history of the entry, for who may read that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import clock
from maternity.db import journal
from maternity.db.audit import SHOWN
from maternity.db.journal import Asked
from maternity.errors import Refused
from maternity.exchange import spreadsheet
from maternity.i18n import N_, _, plural
from maternity.people import Right
from maternity.records import Record, Register, named
from maternity.reports.listing import Listing
from maternity.ward import recording
from maternity.ward.journal_words import role_words, told_facts

if TYPE_CHECKING:
    from maternity.ward.entries import Change
    from maternity.ward.ward import Ward

__all__ = ["Asked", "Line", "count", "events", "history_pages", "pages", "people", "write_csv"]

EVENTS = {
    "create": N_("Entry written"),
    "update": N_("Entry corrected"),
    "confirm": N_("Unlikely value confirmed"),
    "void": N_("Entry cancelled"),
    "unvoid": N_("Cancelling taken back"),
    "void_proposed": N_("Cancelling proposed"),
    "merge_proposed": N_("Two entries of a woman proposed as one"),
    "merge": N_("Two entries of a woman made one"),
    "unmerge": N_("Two entries of a woman parted again"),
    "rectified": N_("Entry of another person corrected"),
    "key": N_("Key of an import given"),
    "view_sensitive": N_("Protected answer read"),
    "break_glass": N_("Glass broken"),
    "search": N_("Woman looked for"),
    "print": N_("Pages printed"),
    "export": N_("File written"),
    "import": N_("Rows taken in"),
    "sign_in": N_("Signed in"),
    "sign_in_failed": N_("Signing in failed"),
    "lock": N_("Locked"),
    "unlock": N_("Unlocked"),
    "switch": N_("Another person took over"),
    "refused": N_("Act refused"),
    "person_added": N_("Account added"),
    "person_disabled": N_("Account closed"),
    "secret_reset": N_("Passphrase given anew"),
    "secret_changed": N_("Passphrase or PIN changed"),
    "recovery_used": N_("Recovery code used"),
    "backup": N_("Copy made"),
    "restore": N_("Copy restored"),
    "drill": N_("Copy tried out"),
    "check": N_("Register checked"),
    "migration": N_("Register brought to a new form"),
    "start": N_("Register opened"),
    "stop": N_("Register closed"),
    "unclean_stop": N_("The last closing was a power cut or a crash"),
    "clock_doubted": N_("Clock in doubt"),
    "clock_mended": N_("Clock right again"),
    "clock_confirmed": N_("Date confirmed by a person"),
    "month_closed": N_("Month closed"),
    "month_reopened": N_("Month reopened"),
    "emergency_taken": N_("Emergency entry of the door taken in"),
    "emergency_damaged": N_("Emergency entry of the door could not be opened"),
    "moved": N_("Register moved to another place"),
    "district_file": N_("File of the district put in force"),
    "import_undone": N_("Import undone"),
    "program_changed": N_("Version of the program changed"),
    "anchor_noted": N_("Anchor noted on paper"),
    "key_closed": N_("Former key of the register closed"),
    "new_key": N_("New key of the register"),
    "proof_failed": N_("PIN or passphrase typed once more was wrong"),
    "salvage": N_("Register saved from a damaged file"),
    "recovery_tried": N_("Recovery code tried"),
}
"""What happened, in words; an event that is not listed shows its own name."""

TECHNICAL = (
    *("sign_in", "sign_in_failed", "lock", "unlock", "switch", "person_added"),
    *(
        "person_disabled",
        "secret_reset",
        "secret_changed",
        "recovery_used",
        "backup",
        "restore",
        "drill",
    ),
    *("check", "migration", "start", "stop", "unclean_stop"),
    *("clock_doubted", "clock_mended", "clock_confirmed", "moved", "district_file"),
    "program_changed",
    "anchor_noted",
    *("key_closed", "new_key"),
    *("proof_failed", "salvage", "recovery_tried"),
)
"""The events of which none is about a woman."""

MOST_LINES = 20_000
"""Lines of one printed or written journal; more are printed by days."""

OUTCOMES = {"refused": N_("refused"), "failed": N_("failed")}
"""How an event ended, where it was not done."""


@dataclass(frozen=True)
class Line:
    """One event in words; `doubted` when the clock was in doubt."""

    seq: int
    at: datetime
    who: str
    event: str
    about: str
    reason: str
    doubted: bool
    circumstances: tuple[str, ...] = ()
    """What only a file tells: role, computer, version of the program, signs of the chain."""

    @property
    def when(self) -> str:
        """The local day and hour; marked where the clock was in doubt."""
        return f"{self.at:%d/%m/%Y %H:%M}" + (" (?)" if self.doubted else "")


HEADS = (N_("N°"), N_("When"), N_("Who"), N_("Event"), N_("About"), N_("Why"))
OF_A_FILE = (N_("Role"), N_("Computer"), N_("Version of the program"), N_("Signs of the chain"))
"""The further columns of a file, for an inspector; a row's signs are those of its anchor."""


def events(ward: Ward, asked: Asked) -> list[Line]:
    """The events this person may read, the newest first."""
    found = journal.events(ward.book.engine, _allowed(ward, asked))
    return [_line(row) for row in found]


def count(ward: Ward, asked: Asked) -> int:
    """How many events this person may read of what is asked."""
    return journal.count(ward.book.engine, _allowed(ward, asked))


def people(ward: Ward) -> list[str]:
    """The names one may filter by."""
    return journal.people(ward.book.engine) if ward.account.may(Right.READ_JOURNAL) else []


def _allowed(ward: Ward, asked: Asked) -> Asked:
    """What may be read of what is asked; refused to who has no journal at all."""
    widest = (Right.READ_JOURNAL, Right.READ_TECHNICAL_JOURNAL, Right.READ_OWN_JOURNAL)
    right = next((one for one in widest if ward.account.may(one)), Right.READ_OWN_JOURNAL)
    ward.allow(right)
    if right is Right.READ_TECHNICAL_JOURNAL:
        return replace(asked, events=TECHNICAL, entry="")
    return asked if right is Right.READ_JOURNAL else replace(asked, who=ward.account.name or "")


def _line(row: Any) -> Line:
    return Line(
        seq=row.seq,
        at=row.utc + timedelta(minutes=row.utc_offset),
        who=row.who,
        event=_(EVENTS.get(row.event, row.event)),
        about=_about(row),
        reason=row.reason or "",
        doubted=not row.clock_ok,
        circumstances=(role_words(row.role), row.pc, row.app, row.hash[:SHOWN]),
    )


def _about(row: Any) -> str:
    """The entry and the names of its changed fields, or the facts of the event."""
    told = [_(OUTCOMES[row.outcome])] if row.outcome in OUTCOMES else []
    if row.register:
        about = named(row.register)
        number = f"n° {row.entry[-6:]}" if row.entry else ""
        told.append(f"{about.one_words} {number}".strip())
        told.append(_fields(about, row))
    if row.approver:
        told.append(_("agreed: {name}").format(name=row.approver))
    told += told_facts(row.facts)
    return "  ·  ".join(one for one in told if one)


def _fields(about: Register, row: Any) -> str:
    names = [about.fields[name].words for name in row.changes or () if name in about.fields]
    if row.event == "create":
        return plural("{count} answer", "{count} answers", len(names)) if names else ""
    return ", ".join(names)


def pages(ward: Ward, asked: Asked) -> bytes:
    """The journal as the bytes of a PDF, with the anchor at its head."""
    from maternity.reports.list_pdf import render_listing  # noqa: PLC0415 - ReportLab, when printing

    lines = _whole(ward, asked)
    recording.printed(ward, "journal", rows=len(lines))
    rows = tuple(_cells(line) for line in lines)
    return render_listing(_listing(ward, _("Journal of the register"), HEADS, rows))


def write_csv(ward: Ward, asked: Asked, place: Path) -> Path:
    """The journal as a file for a spreadsheet."""
    lines = _whole(ward, asked)
    heads = [_(head) for head in (*HEADS, *OF_A_FILE)]
    rows = [(*_cells(one), *one.circumstances) for one in lines]
    spreadsheet.write_csv(spreadsheet.Rows("journal", heads, rows), place)
    recording.exported(ward, place, "journal", kind="csv", rows=len(lines))
    return place


def _whole(ward: Ward, asked: Asked) -> list[Line]:
    allowed = _allowed(ward, replace(asked, offset=0, limit=MOST_LINES))
    if journal.count(ward.book.engine, allowed) > MOST_LINES:
        raise Refused(_("These are too many lines for one paper. Choose fewer days."))
    return [_line(row) for row in journal.events(ward.book.engine, allowed)]


def _cells(line: Line) -> tuple[str, ...]:
    return (str(line.seq), line.when, line.who, line.event, line.about, line.reason)


def history_pages(ward: Ward, entry: Record) -> bytes:
    """The history of an entry as the bytes of a PDF: every version, who, when and why."""
    from maternity.reports.list_pdf import render_listing  # noqa: PLC0415

    ward.allow(Right.PRINT)
    about = entry.register
    if about.hidden:
        raise Refused(_("The history of this entry is read on the screen and never printed."))
    found = ward.history(entry)
    recording.printed(ward, "history", register=about.name, entry=entry.id)
    title = _("History of the entry: {entry}").format(entry=f"{about.one_words} {_number(entry)}")
    rows = tuple(_told(one) for one in found)
    listing = _listing(ward, title.strip(), HISTORY, rows)
    return render_listing(replace(listing, former=(BEFORE,)))


BEFORE = 4
"""The column of what stood there first."""
HISTORY = (N_("When"), N_("Who"), N_("What"), N_("Field"), N_("Before"), N_("After"), N_("Why"))


def _told(one: Change) -> tuple[str, ...]:
    event = _(EVENTS.get(one.event, one.event))
    when = f"{one.at:%d/%m/%Y %H:%M}"
    return (when, one.people, event, one.field, one.old, one.new, one.reason)


def _number(entry: Record) -> str:
    number = getattr(entry, "serial_no", None)
    return f"n° {number}/{entry.serial_year}" if number else ""


def _listing(
    ward: Ward, title: str, heads: Iterable[str], rows: tuple[tuple[str, ...], ...]
) -> Listing:
    facility = ward.facility
    return Listing(
        title=title,
        facility=facility.name if facility else "",
        period=_("anchor {anchor}").format(anchor=recording.head(ward)),
        heads=tuple(_(head) for head in heads),
        rows=rows,
        made_at=clock.now(),
        made_by=ward.account.name or "",
        training=ward.training,
    )
