"""The sheets for the day on which the computer is lost: what to do, and the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.people import Right
from maternity.ward import copies
from maternity.ward.papers import told_of

if TYPE_CHECKING:
    from maternity.reports.leaf import Told
    from maternity.reports.recovery_sheet import Since
    from maternity.ward.ward import Ward

SHOWN = 8
"""Signs of the register's number by which its copies are found on a stick."""


def sheet_pdf(ward: Ward) -> bytes:
    """The sheet as the bytes of a PDF; it holds no secret and nothing of a woman."""
    from maternity.reports import new_computer  # noqa: PLC0415 - when it is printed
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415

    ward.allow(Right.BACK_UP)
    places = [
        (one.path, f"{one.when:%d/%m/%Y %H:%M}")
        for one in copies.ledger(ward).places
        if one.when is not None
    ]
    folder = ward.fact("register")[:SHOWN]
    return render_pages(new_computer.pages(told_of(ward, ""), folder, places))


def code_pdf(told: Told, register: str, code: str, since: Since | None = None) -> bytes:
    """The recovery code on two sheets, as the bytes of a PDF, while it is known at all."""
    from maternity.reports import recovery_sheet  # noqa: PLC0415 - when it is printed
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415

    return render_pages(recovery_sheet.pages(told, register[:SHOWN], code, since))
