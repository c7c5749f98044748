"""The sheets of a labour: the guide, the older partograph, and the blanks of both."""

from __future__ import annotations

from maternity.i18n import _, labelled
from maternity.records import Record
from maternity.registers.labour_care import LabourCare
from maternity.reports.guide_columns import beginning
from maternity.reports.guide_sheet import blank_sheet, guide_sheets
from maternity.reports.leaf import Drawn, Leaf, Note, Told
from maternity.reports.partograph_sheet import blank_page, partograph_sheets


def labour_guide(entry: Record, _told: Told) -> list[Leaf]:
    """The guide of a labour; after its sheets, in full, what did not fit their cells."""
    care = _care(entry)
    found = []
    for sheet in guide_sheets(care):
        found.append(Leaf(_("Labour Care Guide"), (Drawn(sheet.drawing),)))
        notes = [f"({at}) {words}" for at, words in enumerate(sheet.notes, start=1)]
        if notes:
            found.append(Leaf(_("Labour Care Guide: notes"), (Note("\n".join(notes)),)))
    before = _latent(care)
    if before:
        found.append(Leaf(_("Before the active phase"), (Note("\n".join(before)),)))
    return found


def partograph(entry: Record, _told: Told) -> list[Leaf]:
    """The older partograph of a labour; its medicines in words beneath."""
    care = _care(entry)
    leaves = [Leaf(_("Partograph"), (Drawn(one),)) for one in partograph_sheets(care)]
    given = [
        f"{labelled(one.shown('observed_at'))} {one.medicine}" for one in care.noted if one.medicine
    ]
    if given:
        leaves.append(Leaf(_("Partograph: medicines"), (Note("\n".join(given)),)))
    return leaves


def blank_guide(entry: Record, _told: Told) -> list[Leaf]:
    """A guide to be written on by hand, for the woman of an entry."""
    sheet = blank_sheet(_care(entry))
    return [Leaf(_("Labour Care Guide"), (Drawn(sheet.drawing),))]


def blank_partograph(entry: Record, _told: Told) -> list[Leaf]:
    """An older partograph to be written on by hand, for the woman of an entry."""
    return [Leaf(_("Partograph"), (Drawn(blank_page(_care(entry))),))]


def _care(entry: Record) -> LabourCare:
    if not isinstance(entry, LabourCare):
        raise TypeError(entry.register.name)
    return entry


def _latent(care: LabourCare) -> list[str]:
    """What was seen before the guide begins, a line each."""
    began = beginning(care)
    rows = (
        [name for name in care.observations[0].register.fields if name != "labour_care"]
        if (care.observations)
        else []
    )
    found = []
    for one in care.noted:
        if one.at is None or (began is not None and one.at >= began):
            continue
        fields = one.register.fields
        told = (f"{fields[n].words} {one.shown(n)}" for n in rows[1:] if one.shown(n))
        found.append(f"{labelled(one.shown('observed_at'))} {', '.join(told)}")
    return found
