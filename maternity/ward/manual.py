"""The manual on paper, for whoever may print."""

from __future__ import annotations

from maternity.people import Right
from maternity.ward.papers import told_of
from maternity.ward.ward import Ward


def print_manual(ward: Ward) -> bytes:
    """The manual as the bytes of a PDF."""
    from maternity.reports.manual import pages  # noqa: PLC0415 - when it is printed
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415

    ward.allow(Right.PRINT)
    return render_pages(pages(told_of(ward, "")))
