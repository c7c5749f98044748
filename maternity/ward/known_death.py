"""What a stay or a baby's discharge already says of a death that is written next."""

from __future__ import annotations

from maternity.records import Record
from maternity.registers.admission import Admission
from maternity.registers.lists import DeathPlace, DischargeOutcome
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.newborn import Newborn, NewbornDischarge
from maternity.registers.perinatal_death import PerinatalDeath


def tell(death: Record, about: Record) -> None:
    """Put the hour and the place of a death that was just answered into its entry."""
    mother = isinstance(about, Admission) and about.outcome is DischargeOutcome.DIED
    baby = isinstance(about, Newborn) and about.discharge_state is NewbornDischarge.DIED
    if (isinstance(death, MaternalDeath) and mother) or (
        isinstance(death, PerinatalDeath) and baby
    ):
        death.died_at, death.place = about.believed("discharged_at"), DeathPlace.FACILITY
