"""Doses for the lines of a return, at birth and in pregnancy, and women received from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.antenatal_lists import TdDose
from maternity.registers.birth_dose import BirthDose, BirthVaccine, CountedBy
from maternity.registers.lists import MaternalAct
from maternity.registers.referral import (
    Referral,
    ReferralActivity,
    ReferralDirection,
    ReferralKind,
)
from tests.antenatal_lines import visit
from tests.ward_fixtures import a_birth, moment

MID = date(2026, 10, 15)
BORN = date(2026, 10, 8)
BCG, HEPB, OPV = BirthVaccine.BCG, BirthVaccine.HEPB0, BirthVaccine.OPV0

Entries = list[Record]
Made = Callable[[], Entries]


def dose(vaccine: BirthVaccine, **told: Any) -> Entries:
    """A dose given to a baby of one week."""
    made = a_birth(day=BORN)
    about = {"counted_by": CountedBy.MATERNITY, "given_at": moment(MID, 9), **told}
    return [*made.all, BirthDose(newborn=made.babies[0], vaccine=vaccine, **about)]


def stay(*acts: MaternalAct) -> Entries:
    """A birth in a stay with these acts."""
    made = a_birth(day=MID)
    kept = Admission(
        pregnancy=made.pregnancy,
        subject=AdmissionSubject.WOMAN,
        admitted_at=moment(MID, 1),
        acts=acts,
    )
    return [*made.all, kept]


COUNTED: dict[str, Made] = {
    "VAC1": lambda: dose(BCG),
    "VAC2": lambda: dose(HEPB),
    "VAC3": lambda: dose(OPV),
    "VAC4": lambda: visit(td_dose=TdDose.TD1),
    "VAC5": lambda: visit(td_dose=TdDose.TD2),
    "VAC6": lambda: visit(td_dose=TdDose.TD_BOOSTER),
    "VAC7": lambda: dose(BCG, adverse_event=Answer.YES),
    "LAB1": lambda: stay(MaternalAct.TRANSFUSION),
    "MAL1": lambda: visit(net_given=Answer.YES),
    "MAL2": lambda: visit(iptp_dose=1),
    "MAL3": lambda: visit(iptp_dose=2),
    "MAL4": lambda: visit(iptp_dose=3),
}
"""For each line of doses, entries of which exactly one counts."""

LEFT_OUT: dict[str, Made] = {
    "VAC1": lambda: dose(BCG, counted_by=CountedBy.EPI),
    "VAC2": lambda: dose(BCG),
    "VAC3": lambda: dose(OPV, counted_by=CountedBy.EPI),
    "VAC4": lambda: visit(td_dose=TdDose.NOT_GIVEN),
    "VAC5": lambda: visit(td_dose=TdDose.TD1),
    "VAC6": lambda: visit(td_dose=TdDose.NOT_DUE),
    "VAC7": lambda: dose(BCG, adverse_event=Answer.NO),
    "LAB1": lambda: stay(MaternalAct.MAGNESIUM_SULFATE),
    "MAL1": lambda: visit(net_given=Answer.NO),
    "MAL2": lambda: visit(iptp_dose=2),
    "MAL3": lambda: visit(iptp_dose=3),
    "MAL4": lambda: visit(iptp_dose=2),
}
"""For each line of doses, entries near to it of which none counts."""


def received(kind: str, activity: str, taken: Answer, direction: str = "in") -> Entries:
    """A woman sent here, or from here."""
    made = a_birth()
    sent = Referral(
        pregnancy=made.pregnancy,
        direction=ReferralDirection.coded(direction),
        kind=ReferralKind.coded(kind),
        activity=ReferralActivity.coded(activity),
        decided_at=moment(MID, 10),
        taken_in_charge=taken,
    )
    return [*made.all, sent]


PROVENANCE = {
    "PROV5": ("referral", "pregnancy_delivery"),
    "PROV6": ("referral", "pregnancy_delivery"),
    "PROV7": ("evacuation", "pregnancy_delivery"),
    "PROV8": ("evacuation", "pregnancy_delivery"),
    "PROV9": ("referral", "family_planning"),
    "PROV10": ("referral", "family_planning"),
    "PROV11": ("evacuation", "family_planning"),
    "PROV12": ("evacuation", "family_planning"),
}
"""The counted cells of provenance; the even ones are of those taken in charge."""
