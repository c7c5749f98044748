"""Counting and printing: returns and lists, and the formats they are written in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from maternity.reports import files
from maternity.reports.sheet import Sheet


def _pdf(sheet: Sheet, place: Path) -> None:
    from maternity.reports import pdf  # noqa: PLC0415 - ReportLab is needed only on paper

    pdf.write(sheet, place)


WRITERS: dict[str, Callable[[Sheet, Path], None]] = {
    "pdf": _pdf,
    "xlsx": files.write_book,
    "csv": files.write_table,
    "json": files.write_json,
}
"""Format -> how a return is written in it."""
