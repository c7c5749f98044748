"""The papers about confidentiality: declaration, notice, classes of data, incident, departure.

None holds anything of a woman: the head and the technical administrator print them; the notice for
patients whoever prints or sets up (reference: safety, part 18).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

from maternity.db import journal, people
from maternity.db.journal import Asked
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.i18n import N_, _
from maternity.people import RIGHTS, Account, Right, Role
from maternity.records import Register
from maternity.ward import copies, discretion, place, recording
from maternity.ward.new_computer import SHOWN
from maternity.ward.papers import told_of
from maternity.ward.staffing import is_head

if TYPE_CHECKING:
    from maternity.reports.departure_sheet import Leaver
    from maternity.reports.leaf import Leaf
    from maternity.reports.own_state import OwnState
    from maternity.ward.ward import Ward

NOTICE, DEPARTURE = "patient_notice", "departure_sheet"

PAPERS: dict[str, tuple[str, str]] = {
    NOTICE: (N_("Notice for patients"), "patient_notice"),
    "apdp_declaration": (N_("Declaration to the APDP (draft)"), "apdp_declaration"),
    "data_classification": (N_("Classes of the data"), "data_classes"),
    "incident_sheet": (N_("Loss or theft: what to do"), "incident_sheet"),
}
"""The papers about the whole register: name -> words on the screen, module that lays it out."""

SIGNINGS = ("start", "sign_in", "unlock", "switch")
"""The events that say that a person was at the register."""


def offered(ward: Ward) -> list[tuple[str, str]]:
    """The papers that this person may print, each with its words."""
    may = ward.account.may
    return [(name, _(words)) for name, (words, _file) in PAPERS.items() if may(_asks(ward, name))]


def _asks(ward: Ward, name: str) -> Right:
    return own_paper(ward) if name == NOTICE else Right.SET_UP


def own_paper(ward: Ward) -> Right:
    """The right for a paper of the program itself: who prints has it, and who sets up."""
    return Right.SET_UP if ward.account.may(Right.SET_UP) else Right.PRINT


def paper_pdf(ward: Ward, name: str) -> bytes:
    """A paper about the register as the bytes of a PDF; its printing is on the journal."""
    ward.allow(_asks(ward, name))
    papers = import_module(f"maternity.reports.{PAPERS[name][1]}")
    return _drawn(ward, name, _(papers.TITLE), papers.leaves(_state(ward)))


def departure_pdf(ward: Ward, name: str) -> bytes:
    """The sheet of a person who leaves, as the bytes of a PDF."""
    from maternity.reports import departure_sheet  # noqa: PLC0415 - when it is printed

    found = {one.name: one for one in ward.people()}
    if name not in found:
        raise Refused(
            _("Nobody here is called “{name}”. Take a name of the list.").format(name=name)
        )
    leaves = departure_sheet.leaves(_leaver(ward, found[name]))
    return _drawn(ward, DEPARTURE, _(departure_sheet.TITLE), leaves, person=name)


def _drawn(ward: Ward, name: str, title: str, leaves: list[Leaf], **facts: Any) -> bytes:
    from maternity.reports.leaf import Pages  # noqa: PLC0415
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415 - ReportLab, when printing

    pages = render_pages(Pages(title, tuple(leaves), told_of(ward, "")))
    recording.printed(ward, name, **facts)
    return pages


def _state(ward: Ward) -> OwnState:
    """What the register knows of itself: no value of care."""
    from maternity.reports.data_classes import held  # noqa: PLC0415 - when a paper is made
    from maternity.reports.own_state import OwnState  # noqa: PLC0415

    accounts = [one for one in ward.book.all("account") if isinstance(one, Account)]
    active = [one for one in accounts if one.active is not Answer.NO and one.role is not None]
    served = place.on_server(ward.folder) and ward.folder is not None
    return OwnState(
        facility=ward.facility,
        heads=tuple(one.name or "" for one in active if is_head(one)),
        accounts=tuple(one.role for one in active if one.role is not None),
        copies=tuple(
            (one.path, f"{one.when:%d/%m/%Y %H:%M}")
            for one in copies.ledger(ward).places
            if one.when is not None
        ),
        register=ward.fact("register")[:SHOWN],
        server=place.told(ward.folder) if served and ward.folder is not None else "",
        held=tuple(held(readers, discretion.of_care)),
    )


def readers(about: Register) -> tuple[Role, ...]:
    """The roles that may read a register, by the table of rights."""
    return tuple(
        role for role in Role if set(discretion.asked_to_read(about, role)) <= RIGHTS[role]
    )


def _leaver(ward: Ward, account: Account) -> Leaver:
    from maternity.reports.departure_sheet import Leaver  # noqa: PLC0415

    engine, name = ward.book.engine, account.name or ""
    here = journal.events(engine, Asked(who=name, events=SIGNINGS, limit=1))
    changed = journal.events(engine, Asked(entry=account.id))
    ended = None
    if account.active is Answer.NO:
        ended = next((row for row in changed if "active" in (row.changes or {})), None)
    return Leaver(
        account,
        made_at=account.created_at,
        last_here=_local(here[0]) if here else None,
        ended_at=_local(ended) if ended is not None else None,
        ended_by=ended.who if ended is not None else "",
        has_pin=name in people.pins(ward.book),
    )


def _local(row: Any) -> datetime:
    at: datetime = row.utc + timedelta(minutes=row.utc_offset)
    return at
