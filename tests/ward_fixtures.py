"""A ward to test in: a real encrypted register, made cheaply; and small helpers to write in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from maternity import clock
from maternity.db import keys
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.records import Record
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.lists import BirthMode, Presentation, Qualification, Sex
from maternity.registers.newborn import BirthOutcome, Newborn
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.staff_member import StaffMember
from maternity.registers.village import Village
from maternity.registers.woman import Woman
from maternity.ward import Ward, create_ward
from tests.ready import quickly

NAME, PASSPHRASE = "Mme Traoré", "quatre mots bien longs"
CHEAP = keys.Cost(memory=1024, passes=1)
NOW = datetime(2026, 11, 26, 10, 0)


@dataclass
class FixedClock:
    """A clock that stands where it is put."""

    at: datetime = NOW

    def now(self) -> datetime:
        """The moment it was put to."""
        return self.at

    def steady(self) -> float:
        """Seconds since the epoch of the tests."""
        return self.at.timestamp()


@contextmanager
def at_work(folder: Path, at: datetime = NOW) -> Iterator[Ward]:
    """A new register, open, on a day in November 2026."""
    before, keys.COST = keys.COST, CHEAP
    try:
        with clock.use(FixedClock(at)):
            with quickly():
                ward, _code = create_ward(
                    folder,
                    facility="CSCom de Kalabancoro",
                    level="cscom",
                    area="Kalabancoro",
                    admin=NAME,
                    passphrase=PASSPHRASE,
                )
            yield ward
            ward.close()
    finally:
        keys.COST = before


def moment(day: date, hour: int | None = None, minute: int = 0) -> Moment:
    """A day, with an hour or without."""
    return Moment(day, None if hour is None else time(hour, minute))


@dataclass
class Birth:
    """A woman, her pregnancy, a delivery and its babies, not kept yet."""

    woman: Woman
    pregnancy: Pregnancy
    delivery: Delivery
    babies: list[Newborn]

    @property
    def all(self) -> list[Record]:
        """Everything, parents first."""
        return [self.woman, self.pregnancy, self.delivery, *self.babies]


def a_birth(
    day: date = date(2026, 10, 15),
    *,
    hour: int | None = 3,
    age: int | None = 24,
    village: Village | None = None,
    babies: int = 1,
    outcome: BirthOutcome = BirthOutcome.LIVE,
    weight_g: int | None = 3100,
    attendant: StaffMember | None = None,
    name: str = "Coulibaly",
    **fields: Any,
) -> Birth:
    """An ordinary birth; what is said otherwise is otherwise."""
    woman = Woman(
        family_name=name,
        given_name="Djénéba",
        declared_age_years=age,
        age_declared_on=day if age is not None else None,
        village=village,
    )
    pregnancy = Pregnancy(woman=woman, gravidity=2, parity=1, previous_caesareans=0)
    told = {
        "place": BirthPlace.FACILITY,
        "delivered_at": moment(day, hour),
        "ga_weeks": 39,
        "attendant": attendant,
        "attendant_qualification": Qualification.MIDWIFE,
        "amtsl": Answer.YES,
        "pph": Answer.NO,
        **fields,
    }
    delivery = Delivery(pregnancy=pregnancy, **told)
    made = [
        Newborn(
            delivery=delivery,
            birth_rank=rank,
            born_at=delivery.delivered_at,
            outcome=outcome,
            sex=Sex.FEMALE,
            presentation=Presentation.VERTEX,
            mode=BirthMode.VAGINAL,
            weight_g=weight_g,
        )
        for rank in range(1, babies + 1)
    ]
    return Birth(woman, pregnancy, delivery, made)


def a_village(name: str = "Kalabancoro", *, inside: bool = True) -> Village:
    """A village in the area or outside."""
    return Village(name=name, in_catchment=Answer.YES if inside else Answer.NO)
