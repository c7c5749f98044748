"""Registers whose form is not the ordinary one: a labour is written on its guide."""

from __future__ import annotations

from maternity.records import Record
from maternity.registers.labour_care import LabourCare
from maternity.ui.form import Form
from maternity.ui.guide_form import GuideForm

SPECIAL: dict[type[Record], type[Form]] = {LabourCare: GuideForm}
