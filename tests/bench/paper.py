"""The return on paper, against bare ReportLab tables of the same cells."""

from __future__ import annotations

import io
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from maternity.reports.pdf import render
from maternity.reports.sheet import Sheet, cells_of
from maternity.ward import Ward
from maternity.ward.returns import sheet
from tests.bench import volume
from tests.bench.timing import Figure, against

MOST = 3.0


def measure(ward: Ward) -> list[Figure]:
    """The same figures and labels, twice."""
    counted = sheet(ward, "rma_cscom", volume.MONTH)
    pages = render(counted).count(b"/Type /Page\n")
    name = f"return on paper, {pages} pages"
    return [against(name, MOST, lambda: render(counted), lambda: _bare(counted))]


def _bare(counted: Sheet) -> bytes:
    stream = io.BytesIO()
    words = getSampleStyleSheet()["BodyText"]
    rows = [_row(line, words) for line in counted.lines]
    width = max(len(row) for row in rows)
    table = LongTable([row + [""] * (width - len(row)) for row in rows], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.4, "black")])
    notes = [Paragraph(line.form.note, words) for line in counted.lines if line.form.note]
    SimpleDocTemplate(stream, pagesize=landscape(A4)).build([table, *notes])
    return stream.getvalue()


def _row(line: Any, words: Any) -> list[Any]:
    figures = [str(line.figure(cell)) for cell in cells_of(line.form)]
    return [line.code, Paragraph(line.form.label, words), *figures, str(line.total)]
