"""What the register knows of itself for the papers about confidentiality; nothing of a woman."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import maternity
from maternity.i18n import _, labelled, plural
from maternity.people import Role
from maternity.reports.data_classes import Held
from maternity.reports.leaf import TO_FILL, Facts, Grid

OF_FACILITY = ("name", "level", "region", "district", "commune", "health_area", "phone")
"""What a paper for an authority says of the facility."""


@dataclass(frozen=True)
class OwnState:
    """The facility, who is at its head, the accounts, where the register and its copies lie."""

    facility: Any
    heads: tuple[str, ...]
    accounts: tuple[Role, ...]
    """The role of each account that may sign in."""
    copies: tuple[tuple[str, str], ...]
    """A place and the hour of its last verified copy."""
    register: str
    """The signs of the register's number by which its copies are found on a stick."""
    server: str
    """Where the server is; empty for a register in a file of its computer."""
    held: tuple[Held, ...]

    @property
    def head(self) -> str:
        """The head of the maternity, or several; dots to write on where there is none."""
        return ", ".join(self.heads) or TO_FILL

    def of_facility(self, *names: str) -> tuple[tuple[str, str], ...]:
        """Facts of the facility, with dots for what is not known."""
        if self.facility is None:
            return ()
        fields = self.facility.register.fields
        return tuple((fields[one].words, self.facility.shown(one) or TO_FILL) for one in names)


def facility_facts(own: OwnState, heading: str, *more: str) -> Facts:
    """Who answers for the register: the facility and its head, the rest by hand."""
    by_hand = tuple((one, TO_FILL) for one in more)
    rows = (*own.of_facility(*OF_FACILITY), (Role.HEAD.words, own.head), *by_hand)
    return Facts(heading, rows)


def register_facts(own: OwnState) -> Facts:
    """The register as it is today."""
    accounts = plural("{count} account", "{count} accounts", len(own.accounts))
    of_roles = ", ".join(
        f"{labelled(role.words)} {own.accounts.count(role)}"
        for role in Role
        if role in own.accounts
    )
    where = own.server or _("a file on this computer, encrypted")
    return Facts(
        _("The register today"),
        (
            (_("Version of the program"), maternity.__version__),
            (_("Number of the register"), own.register or TO_FILL),
            (_("Where it lies"), where),
            (_("Who may sign in"), f"{accounts} ({of_roles})" if of_roles else accounts),
        ),
        columns=1,
    )


def copies_grid(own: OwnState) -> Grid:
    """Where the copies are, with room for those that are elsewhere."""
    known = tuple((*one, "") for one in own.copies)
    heads = (_("Place"), _("Last verified copy"), _("Who keeps it, remark"))
    blank = (("", "", ""),) * 2
    return Grid(_("Where the copies are"), heads, (*known, *blank), (3, 1.4, 2), tall=True)
