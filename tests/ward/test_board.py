"""The board: who lies where, mother and babies together, what to watch, who may leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from maternity import clock
from maternity.fields import Answer
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.bed import Bed
from maternity.registers.bed_transfer import BedTransfer
from maternity.registers.lists import BirthMode, MaternalComplication
from maternity.registers.newborn import BirthOutcome, NewbornDischarge
from maternity.registers.perinatal_death import PerinatalDeath
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.woman import Woman
from maternity.ward import Ward
from maternity.ward.board import Group, board, leaving, place_of, watch, weeks_words
from tests.ward_fixtures import NOW, Birth, FixedClock, a_birth, at_work, moment

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def stayed(birth: Birth, **fields: Any) -> Admission:
    """The open stay of a birth."""
    stay = Admission(
        pregnancy=birth.pregnancy,
        subject=AdmissionSubject.WOMAN,
        reason=AdmissionReason.LABOUR,
        admitted_at=moment(YESTERDAY, 1),
        **fields,
    )
    birth.delivery.admission = stay
    return stay


def test_a_woman_stands_with_those_in_labour_until_she_has_delivered() -> None:
    stay = Admission(reason=AdmissionReason.LABOUR)
    assert place_of(stay).group is Group.LABOUR
    birth = a_birth().delivery
    birth.admission = stay
    assert place_of(stay).group is Group.DELIVERED
    birth.voided_at = datetime(2026, 11, 26)
    assert place_of(stay).group is Group.LABOUR
    other = Admission(reason=AdmissionReason.PREGNANCY_COMPLICATION)
    assert place_of(other).group is Group.WAITING


def test_a_wrong_clock_or_a_leaving_nobody_wrote_down_tells_no_weeks() -> None:
    pregnancy = Pregnancy(woman=Woman(family_name="Sidibé"), lmp_on=date(2026, 3, 1))
    stay = Admission(pregnancy=pregnancy, admitted_at=moment(date(2026, 11, 25), 1))
    place = place_of(stay)
    with clock.use(FixedClock()):
        assert weeks_words(place) == "38 weeks + 4"
    for year in (1970, 2000, 2027, 2099):
        with clock.use(FixedClock(NOW.replace(year=year))):
            assert weeks_words(place) == ""


def beds_of(ward: Ward, *names: str) -> list[Bed]:
    made = [Bed(code=name, in_use=Answer.YES) for name in names]
    ward.keep(*made)
    return made


def test_cards_stand_in_the_order_of_the_beds_by_the_last_move(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        two, ten, three = beds_of(ward, "2", "10", "3")
        births = [a_birth(YESTERDAY, name=name) for name in ("Diarra", "Keïta", "Koné")]
        stays = [stayed(birth) for birth in births]
        moves = [
            BedTransfer(admission=stays[0], bed=ten, moved_at=moment(YESTERDAY, 2)),
            BedTransfer(admission=stays[1], bed=ten, moved_at=moment(YESTERDAY, 2)),
            BedTransfer(admission=stays[1], bed=two, moved_at=moment(YESTERDAY, 5)),
        ]
        ward.keep(*[one for birth in births for one in birth.all], *stays, *moves)
        found = board(ward)
    names = [place.stay.pregnancy.woman.family_name for place in found.places]  # type: ignore[union-attr]
    assert names == ["Keïta", "Diarra", "Koné"]
    assert [place.bed for place in found.places] == [two, ten, None]
    assert found.free == [three]
    assert (found.women, found.babies) == (3, 3)


@pytest.mark.parametrize(
    ("born", "hour", "mode", "count"),
    [
        (TODAY, 3, BirthMode.VAGINAL, 0),
        (YESTERDAY, 23, BirthMode.VAGINAL, 1),
        (YESTERDAY, 3, BirthMode.VAGINAL, 1),
        (YESTERDAY, 3, BirthMode.CAESAREAN, 0),
        (YESTERDAY, None, BirthMode.VAGINAL, 0),
    ],
)
def test_who_may_leave_today_has_had_24_hours_after_a_natural_birth(
    born: date, hour: int | None, mode: BirthMode, count: int, tmp_path: Path
) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = a_birth(born, hour=hour)
        birth.babies[0].mode = mode
        ward.keep(*birth.all, stayed(birth))
        assert len(board(ward).leaving) == count


def test_a_baby_of_whom_nobody_said_anything_when_its_mother_left_is_asked_for(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = a_birth(YESTERDAY)
        stay = stayed(birth)
        stay.discharged_at = moment(TODAY, 9)
        ward.keep(*birth.all, stay)
        (place,) = board(ward).places
        assert (place.mother, place.babies) == (False, (birth.babies[0],))
        assert any("still here" in words for words in watch(place))
        birth.babies[0].discharge_state = NewbornDischarge.WELL
        ward.keep(birth.babies[0])
        assert board(ward).places == []
        birth.babies[0].discharge_state = None
        stay.discharged_at = moment(TODAY - timedelta(days=3), 9)
        stay.admitted_at = moment(TODAY - timedelta(days=4), 9)
        ward.keep(birth.babies[0], stay, reason="corrigé ensuite")
        assert board(ward).places == []


def test_who_left_before_she_came_has_not_left(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = a_birth(YESTERDAY)
        stay = stayed(birth)
        stay.discharged_at = moment(YESTERDAY - timedelta(days=1), 9)
        ward.keep(*birth.all, stay)
        assert [place.stay for place in board(ward).places] == [stay]
        stay.discharged_at = moment(TODAY, 9)
        birth.babies[0].discharge_state = NewbornDischarge.WELL
        ward.keep(stay, birth.babies[0], reason="heure corrigée")
        assert board(ward).places == []


def test_a_baby_who_stays_when_its_mother_leaves_keeps_a_card(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = a_birth(YESTERDAY, babies=2)
        first, second = birth.babies
        stay = stayed(birth)
        ward.keep(*birth.all, stay)
        assert [len(place.babies) for place in board(ward).places] == [2]
        stay.discharged_at = moment(TODAY, 9)
        first.discharge_state, first.discharged_at = NewbornDischarge.WELL, moment(TODAY, 9)
        second.discharge_state = NewbornDischarge.STILL_IN
        ward.keep(stay, first, second)
        found = board(ward)
        assert [(place.mother, place.babies) for place in found.places] == [(False, (second,))]
        assert (found.women, found.babies) == (0, 1)
        own = Admission(pregnancy=birth.pregnancy, subject=AdmissionSubject.NEWBORN, newborn=second)
        ward.keep(own)
        assert [place.stay for place in board(ward).places] == [own]


def test_a_baby_who_died_is_on_no_card(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = a_birth(YESTERDAY, babies=3)
        birth.babies[0].outcome = BirthOutcome.FRESH_STILLBIRTH
        ward.keep(*birth.all, stayed(birth), PerinatalDeath(newborn=birth.babies[1]))
        assert [place.babies for place in board(ward).places] == [(birth.babies[2],)]


def test_what_to_watch_is_told_in_words() -> None:
    birth = a_birth(
        YESTERDAY,
        weight_g=2100,
        pph=Answer.YES,
        complications=(MaternalComplication.SEVERE_TEAR,),
    )
    birth.babies[0].apgar_5 = 5
    stay = stayed(birth, bp_systolic_mmhg=150, bp_diastolic_mmhg=95)
    assert watch(place_of(stay)) == [
        "BP 150/95 on arrival",
        "Severe tear",
        "Postpartum haemorrhage",
        "baby: small weight",
        "baby: Apgar 5 at 5 min",
    ]
    assert watch(place_of(stayed(a_birth(YESTERDAY)))) == []


def test_what_is_due_to_those_who_are_here_is_with_the_board(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward, clock.use(FixedClock()):
        birth = a_birth(TODAY)
        elsewhere = a_birth(TODAY, name="Diarra")
        ward.keep(*birth.all, stayed(birth), *elsewhere.all)
        assert {one.woman for one in board(ward).due} == {birth.woman}


def test_who_leaves_is_the_mother_and_each_baby_with_her(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = a_birth(YESTERDAY, babies=2)
        stay = stayed(birth)
        ward.keep(*birth.all, stay)
        found = leaving(ward, stay)
        assert (found.entry, found.babies) == (stay, birth.babies)
        alone = leaving(ward, birth.babies[1], died=True)
        assert alone.entry == birth.babies[1]
        assert alone.babies[0].discharge_state is NewbornDischarge.DIED
        waiting = Pregnancy(woman=Woman(family_name="Koné"))
        other = Admission(pregnancy=waiting, subject=AdmissionSubject.WOMAN)
        ward.keep(other)
        assert leaving(ward, other).babies == []
