"""The drawn guide of a labour as SVG files: printed by other means, so with a print's rights."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maternity import files
from maternity.db.loading import everything
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record
from maternity.reports.drawing_svg import svg
from maternity.ward import discretion, recording

if TYPE_CHECKING:
    from maternity.ward.ward import Ward


def save_guide(ward: Ward, care: Record, place: Path) -> list[Path]:
    """Write each sheet of the guide as it is kept to a file; the files written, in order."""
    from maternity.reports.guide_sheet import guide_sheets  # noqa: PLC0415 - when one is drawn

    ward.allow(Right.PRINT)
    kept = care
    if care.version is not None:
        kept = ward.book.get(care.register.name, care.id, sorted(everything(type(care))))
    discretion.may_print(ward, kept)
    written = []
    sheets = guide_sheets(kept)  # type: ignore[arg-type]
    for at, sheet in enumerate(sheets, start=1):
        name = place if len(sheets) == 1 else place.with_stem(f"{place.stem}-{at}")
        files.replace(name, svg(sheet.drawing, _("Labour Care Guide")).encode())
        written.append(name)
    recording.printed(ward, "labour_guide_svg", entry=kept.id, sheets=len(written))
    return written
