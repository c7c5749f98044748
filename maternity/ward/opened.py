"""An entry opened by the person at work: HIV is noted, and a closed file needs a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from maternity.people import Right
from maternity.records import Record, named
from maternity.ward import discretion

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def is_consulting(ward: Ward) -> bool:
    """Whether the register is open to be consulted only: nothing can be saved in it."""
    return bool(ward.book.engine.get_execution_options().get("consulting"))


def opened_one(ward: Ward, register: str, identity: str, wanted: Iterable[str]) -> Record:
    """One entry with these lists, as far as she may see them; each view of HIV is noted."""
    about = named(register)
    if not about.of_deaths:
        discretion.may_read(ward, register)
    else:
        ward.allow(Right.READ)  # her own she may open; a colleague's is refused below
    entry = ward.book.get(register, identity, discretion.lists(ward, register, wanted))
    discretion.may_read_one(ward, entry)
    note_view(ward, entry)
    return discretion.shown(ward, entry)


def note_view(ward: Ward, entry: Record) -> None:
    """Before what HIV rules is told: a closed file asks for a reason, and each view is noted."""
    if entry.register.hidden:
        from maternity.ward.glass import check_glass  # noqa: PLC0415 - where HIV rules alone

        check_glass(ward, entry)
        ward.note("view_sensitive", register=entry.register.name, entry=entry.id)
