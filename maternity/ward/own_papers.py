"""The papers that are about the program and the register, by their names on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.errors import Refused
from maternity.i18n import _
from maternity.ward import confidentiality, manual, new_computer

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

MANUAL, NEW_COMPUTER = "manual", "new_computer"

NAMES = (*confidentiality.PAPERS, confidentiality.DEPARTURE, MANUAL, NEW_COMPUTER)
"""What `print` takes beside books and documents."""


def make(ward: Ward, name: str, person: str = "") -> bytes:
    """The paper of a name as the bytes of a PDF; `person` is whom a departure sheet is about."""
    if name == MANUAL:
        return manual.print_manual(ward)
    if name == NEW_COMPUTER:
        return new_computer.sheet_pdf(ward)
    if name != confidentiality.DEPARTURE:
        return confidentiality.paper_pdf(ward, name)
    if not person:
        raise Refused(_("Say who leaves: add --person and her name."))
    return confidentiality.departure_pdf(ward, person)
