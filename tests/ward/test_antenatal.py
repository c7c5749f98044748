"""An antenatal visit finds its pregnancy by itself, and a birth later finds the same one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.delivery import Delivery
from maternity.registers.woman import Woman
from maternity.ward import Ward
from tests.ward_fixtures import NOW, at_work

TODAY = NOW.date()


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with at_work(tmp_path / "registre") as opened:
        yield opened


def a_woman(ward: Ward) -> Woman:
    woman = Woman(family_name="Keïta", given_name="Awa")
    ward.keep(woman)
    return woman


def a_visit(ward: Ward, woman: Woman, day: date | None = None) -> AntenatalVisit:
    """A visit begun from her page and kept."""
    visit = ward.begin("antenatal_visit", woman)
    assert isinstance(visit, AntenatalVisit)
    visit.seen_on = day or visit.seen_on
    ward.keep(*[one for one in (visit.pregnancy, visit) if one is not None])
    return visit


def test_the_first_visit_makes_the_pregnancy_and_the_next_one_finds_it(ward: Ward) -> None:
    woman = a_woman(ward)
    first = a_visit(ward, woman, TODAY - timedelta(days=30))
    second = a_visit(ward, woman)
    assert first.pregnancy == second.pregnancy
    assert [one.pregnancy for one in ward.all("antenatal_visit")] == [first.pregnancy] * 2  # type: ignore[attr-defined]
    assert (first.serial_no, second.serial_no) == (1, 2)


def test_a_visit_proposes_today_the_fixed_centre_and_the_height_known(ward: Ward) -> None:
    woman = a_woman(ward)
    first = ward.begin("antenatal_visit", woman)
    assert isinstance(first, AntenatalVisit)
    assert (first.seen_on, first.shown("strategy"), first.height_cm) == (
        TODAY,
        "Fixed centre",
        None,
    )
    first.height_cm = Decimal(158)
    ward.keep(*[one for one in (first.pregnancy, first) if one is not None])
    again = ward.begin("antenatal_visit", woman)
    assert again.look("height_cm") == Decimal(158)


def test_the_birth_ends_the_pregnancy_her_visits_belong_to(ward: Ward) -> None:
    woman = a_woman(ward)
    visit = a_visit(ward, woman, TODAY - timedelta(days=60))
    birth = ward.begin("delivery", woman)
    assert isinstance(birth, Delivery)
    assert birth.pregnancy == visit.pregnancy


def test_a_visit_320_days_after_the_first_belongs_to_another_pregnancy(ward: Ward) -> None:
    woman = a_woman(ward)
    old = a_visit(ward, woman, TODAY - timedelta(days=320))
    new = ward.begin("antenatal_visit", woman)
    assert new.look("pregnancy") != old.pregnancy


def test_the_weeks_follow_from_the_last_period(ward: Ward) -> None:
    visit = ward.begin("antenatal_visit", a_woman(ward))
    assert isinstance(visit, AntenatalVisit)
    assert visit.followed("ga_weeks") is None
    assert visit.pregnancy is not None
    visit.pregnancy.lmp_on = TODAY - timedelta(days=20 * 7 + 6)
    assert visit.followed("ga_weeks") == 20
