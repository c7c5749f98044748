"""A death written by mistake is cancelled: she lives everywhere, and both histories are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from maternity.moments import Moment
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.lists import DeathPlace, DischargeOutcome
from maternity.registers.maternal_death import MaternalDeath, MaternalDeathMoment
from maternity.registers.newborn import NewbornDischarge
from maternity.registers.perinatal_death import PerinatalDeath, PerinatalDeathKind
from maternity.ward import Ward
from maternity.ward.board import board, leaving
from maternity.ward.due import due
from tests.ward_fixtures import Birth, a_birth, moment

DAY, NEXT = date(2026, 11, 25), date(2026, 11, 26)
WHY = "c'était une autre femme"


@pytest.fixture
def here(ward: Ward) -> Birth:
    """A woman in the ward with her child."""
    made = a_birth(DAY)
    stay = Admission(
        pregnancy=made.pregnancy, subject=AdmissionSubject.WOMAN, admitted_at=moment(DAY, 1)
    )
    made.delivery.admission = stay
    made.babies[0].discharge_state = NewbornDischarge.STILL_IN
    ward.keep(made.woman, made.pregnancy, stay, made.delivery, *made.babies)
    return made


def lying_here(ward: Ward) -> tuple[int, int, int]:
    """Women and babies on the board, and how many things are due."""
    found = board(ward)
    return found.women, found.babies, len(due(ward))


def dies(ward: Ward, made: Birth) -> MaternalDeath:
    """She is said to have died, as from the board: the stay ends, then the death is written."""
    who = leaving(ward, made.delivery.admission, died=True)  # type: ignore[arg-type]
    stay: Any = who.stay
    stay.discharged_at = moment(NEXT, 8)
    ward.keep(stay)
    death = MaternalDeath(
        woman=made.woman,
        pregnancy=made.pregnancy,
        admission=stay,
        died_at=moment(NEXT, 8),
        place=DeathPlace.FACILITY,
        moment=MaternalDeathMoment.AFTER,
        cause_text="Hémorragie",
    )
    ward.keep(death)
    return death


def test_a_woman_is_alive_again_on_the_board_in_what_is_due_and_in_the_return(
    ward: Ward, here: Birth
) -> None:
    before = lying_here(ward)
    death = dies(ward, here)
    assert lying_here(ward)[0] == before[0] - 1
    assert ward.sheet("rma_cscom", "2026-11").line("G36").total == 1
    ward.void(ward.full("maternal_death", death.id), WHY)
    assert lying_here(ward) == before
    assert ward.sheet("rma_cscom", "2026-11").line("G36").total == 0
    stay: Any = ward.full("admission", here.delivery.admission.id)  # type: ignore[union-attr]
    assert (stay.outcome, stay.discharged_at) == (None, None)


def test_both_histories_keep_the_death_and_its_cancelling(ward: Ward, here: Birth) -> None:
    death = dies(ward, here)
    ward.void(ward.full("maternal_death", death.id), WHY)
    events = [(one.event, one.reason) for one in ward.history(death)]
    assert events[0] == ("void", WHY)
    assert ("create", "") in events
    stay: Any = here.delivery.admission
    told = [(one.field, one.old, one.new, one.reason) for one in ward.history(stay)]
    assert ("Outcome", "Died", "", WHY) in told
    assert ("Outcome", "", "Died", "") in told


def test_a_child_is_alive_again_and_still_in_the_ward(ward: Ward, here: Birth) -> None:
    before = lying_here(ward)
    baby: Any = ward.full("newborn", here.babies[0].id)
    baby.discharge_state, baby.discharged_at = NewbornDischarge.DIED, moment(NEXT, 7)
    ward.keep(baby, reason="constaté ce matin")
    death = PerinatalDeath(
        newborn=baby, kind=PerinatalDeathKind.NEONATAL, died_at=Moment.at(ward.stamp("").at)
    )
    ward.keep(death)
    assert lying_here(ward)[1] == before[1] - 1
    ward.void(ward.full("perinatal_death", death.id), WHY)
    assert lying_here(ward) == before
    again: Any = ward.full("newborn", baby.id)
    assert (again.discharge_state, again.discharged_at) == (NewbornDischarge.STILL_IN, None)


def test_a_death_written_twice_and_cancelled_once_stays_a_death(ward: Ward, here: Birth) -> None:
    death = dies(ward, here)
    other = MaternalDeath(woman=here.woman, pregnancy=here.pregnancy, died_at=moment(NEXT, 8))
    ward.keep(other)
    ward.void(ward.full("maternal_death", other.id), "écrit deux fois")
    stay: Any = ward.full("admission", here.delivery.admission.id)  # type: ignore[union-attr]
    assert stay.outcome is DischargeOutcome.DIED
    assert lying_here(ward)[0] == 0
    assert death.voided_at is None
