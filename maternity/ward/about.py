"""What is so of this register and this program, for whoever helps from afar; no name of care."""

from __future__ import annotations

import platform
import sys

import maternity
from maternity.db import engine as engines
from maternity.i18n import _
from maternity.ward import place
from maternity.ward.ward import Ward

MEGABYTE = 1_000_000


def about(ward: Ward) -> list[str]:
    """The version, the licence, where the register lies and how large it is, the system."""
    told = [
        _("Maternity register {version}. Free software, Apache-2.0 licence.").format(
            version=maternity.__version__
        )
    ]
    book = ward.folder / engines.BOOK_NAME if ward.folder is not None else None
    if book is not None and book.exists():
        told.append(
            _("Register: {place}, {size} MB.").format(
                place=book.parent, size=f"{book.stat().st_size / MEGABYTE:.1f}".replace(".", ",")
            )
        )
    if ward.folder is not None and place.on_server(ward.folder):
        told.append(_("Register: on the server {place}.").format(place=place.told(ward.folder)))
    told.append(
        _("System: {system}, Python {python}.").format(
            system=platform.platform(terse=True), python=sys.version.split()[0]
        )
    )
    told.append(_("The licences of what it is built on are in the file THIRD-PARTY.md."))
    return told
