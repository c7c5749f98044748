"""Registers whose form is not the ordinary one: a labour's guide, the emergency sheets."""

from __future__ import annotations

from maternity import registers
from maternity.records import Record
from maternity.registers.labour_care import LabourCare
from maternity.ui.emergency_form import EmergencyForm
from maternity.ui.form import Form
from maternity.ui.guide_form import GuideForm

SPECIAL: dict[type[Record], type[Form]] = {
    LabourCare: GuideForm,
    **{cls: EmergencyForm for cls in registers.ALL if cls.register.ends},
}
