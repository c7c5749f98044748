"""Labours to test with: a woman in labour, and columns of her guide."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from maternity.moments import Moment
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_lists import Membranes
from maternity.registers.labour_observation import LabourObservation
from maternity.registers.lists import LabourOnset
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.staff_member import StaffMember
from maternity.registers.woman import Woman

BEGAN = datetime(2026, 11, 26, 2, 0)
TRAORE = StaffMember(family_name="Traoré", given_name="Aminata", initials="TRA")


def a_labour(*, parity: int | None = 1, fetuses: int = 1, name: str = "Sangaré") -> LabourCare:
    """A woman in labour since two in the morning, nothing noted yet."""
    woman = Woman(family_name=name, given_name="Awa")
    gravidity = None if parity is None else parity + 1
    pregnancy = Pregnancy(woman=woman, gravidity=gravidity, parity=parity, fetuses_expected=fetuses)
    stay = Admission(
        pregnancy=pregnancy,
        subject=AdmissionSubject.WOMAN,
        reason=AdmissionReason.LABOUR,
        admitted_at=Moment.at(BEGAN),
    )
    return LabourCare(
        pregnancy=pregnancy,
        admission=stay,
        onset=LabourOnset.SPONTANEOUS,
        started_at=Moment.at(BEGAN),
        membranes=Membranes.INTACT,
    )


def seen(care: LabourCare, minutes: int, **values: Any) -> LabourObservation:
    """A column so many minutes after the beginning."""
    at = BEGAN + timedelta(minutes=minutes)
    told = {"observed_at": Moment.at(at), "observed_by": TRAORE, **values}
    return LabourObservation(labour_care=care, **told)


def at(minutes: int) -> datetime:
    """A moment so many minutes after the beginning."""
    return BEGAN + timedelta(minutes=minutes)
