"""The manual on paper, for whoever may print or set up: half of it is for the IT helper."""

from __future__ import annotations

from maternity.ward.confidentiality import own_paper
from maternity.ward.papers import told_of
from maternity.ward.ward import Ward


def print_manual(ward: Ward) -> bytes:
    """The manual as the bytes of a PDF."""
    from maternity.reports.manual import pages  # noqa: PLC0415 - when it is printed
    from maternity.reports.paper_pdf import render_pages  # noqa: PLC0415

    ward.allow(own_paper(ward))
    return render_pages(pages(told_of(ward, "")))
