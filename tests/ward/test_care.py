"""What an entry begins with: her pregnancy, her stay, her last birth and the babies to be seen."""

from __future__ import annotations

from datetime import date

from maternity.fields import Gap
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.bed_transfer import BedTransfer
from maternity.registers.delivery import Delivery
from maternity.registers.lists import DischargeOutcome
from maternity.registers.newborn import BirthOutcome, NewbornDischarge
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.pregnancy import Pregnancy
from maternity.ward import Ward
from tests.ward_fixtures import a_birth, moment


def begun(ward: Ward, register: str, woman: object) -> object:
    found = ward.get("woman", woman.id)  # type: ignore[attr-defined]
    return ward.begin(register, found)


def test_a_visit_follows_the_last_birth_and_has_a_line_for_each_baby_born_alive(
    ward: Ward,
) -> None:
    made = a_birth(day=date(2026, 11, 20), babies=2)
    made.babies[1].outcome = BirthOutcome.FRESH_STILLBIRTH
    ward.keep(*made.all)
    visit = begun(ward, "postnatal_visit", made.woman)
    assert isinstance(visit, PostnatalVisit)
    assert (visit.delivery, visit.pregnancy) == (made.delivery, made.pregnancy)
    assert [check.newborn for check in visit.newborn_checks] == [made.babies[0]]


def test_a_birth_at_an_unknown_moment_is_not_made_a_second_time(ward: Ward) -> None:
    made = a_birth()
    made.delivery.set_gap("delivered_at", Gap.UNKNOWN)
    ward.keep(*made.all)
    visit = begun(ward, "postnatal_visit", made.woman)
    assert isinstance(visit, PostnatalVisit)
    assert visit.delivery == made.delivery


def test_a_visit_long_after_or_without_a_birth_here_begins_a_birth_elsewhere(ward: Ward) -> None:
    made = a_birth(day=date(2026, 5, 1))
    ward.keep(*made.all)
    visit = begun(ward, "postnatal_visit", made.woman)
    assert isinstance(visit, PostnatalVisit)
    assert visit.delivery is not None
    assert visit.delivery.version is None
    assert visit.pregnancy != made.pregnancy


def test_a_birth_goes_into_the_mother_s_open_stay_and_into_no_other(ward: Ward) -> None:
    made = a_birth()
    ward.keep(made.woman, made.pregnancy)
    pregnancy = ward.full("pregnancy", made.pregnancy.id)
    assert isinstance(pregnancy, Pregnancy)
    ended = Admission(pregnancy=pregnancy, subject=AdmissionSubject.WOMAN)
    ended.set_gap("discharged_at", Gap.UNKNOWN)
    ward.keep(ended)
    birth = begun(ward, "delivery", made.woman)
    assert isinstance(birth, Delivery)
    assert birth.admission is not None
    assert birth.admission.version is None
    open_stay = Admission(pregnancy=pregnancy, subject=AdmissionSubject.WOMAN)
    ward.keep(open_stay)
    birth = begun(ward, "delivery", made.woman)
    assert isinstance(birth, Delivery)
    assert birth.admission == open_stay


def test_a_mother_s_bed_is_not_put_into_her_baby_s_stay(ward: Ward) -> None:
    made = a_birth(day=date(2026, 11, 20))
    stay = Admission(
        pregnancy=made.pregnancy, subject=AdmissionSubject.NEWBORN, newborn=made.babies[0]
    )
    ward.keep(*made.all, stay)
    moved = begun(ward, "bed_transfer", made.woman)
    assert isinstance(moved, BedTransfer)
    assert moved.admission is None


def test_what_happens_soon_after_a_birth_belongs_to_its_pregnancy(ward: Ward) -> None:
    made = a_birth(day=date(2026, 8, 1))
    ward.keep(*made.all)
    woman = ward.get("woman", made.woman.id)
    soon = ward.begin("referral", woman, date(2026, 8, 20))
    late = ward.begin("referral", woman, date(2026, 11, 20))
    assert soon.look("pregnancy") == made.pregnancy
    assert late.look("pregnancy") != made.pregnancy


def test_a_death_begins_with_the_hour_that_the_stay_or_the_baby_already_has(ward: Ward) -> None:
    made = a_birth(day=date(2026, 11, 20))
    at = moment(date(2026, 11, 21), 4)
    stay = Admission(
        pregnancy=made.pregnancy,
        subject=AdmissionSubject.WOMAN,
        admitted_at=moment(date(2026, 11, 20), 1),
    )
    baby = made.babies[0]
    ward.keep(*made.all, stay)
    for about, register in ((stay, "maternal_death"), (baby, "perinatal_death")):
        assert ward.begin(register, about).look("died_at") is None
    stay.outcome, stay.discharged_at = DischargeOutcome.DIED, at
    baby.discharge_state, baby.discharged_at = NewbornDischarge.DIED, at
    for about, register in ((stay, "maternal_death"), (baby, "perinatal_death")):
        death = ward.begin(register, about)
        assert (death.look("died_at"), death.plain("place")) == (at, "facility")
