"""What is retired from a list of the ward is never proposed again and still stands where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from maternity.fields import Answer
from maternity.records import Record, named
from maternity.registers.bed import Bed
from maternity.registers.staff_member import StaffMember
from maternity.ward import Ward
from tests.ward_fixtures import a_birth, a_village, at_work

LISTS = [
    (a_village("Sikoro"), "in_use", "woman", "village", "siko"),
    (StaffMember(family_name="Sissoko"), "active", "delivery", "attendant", "siss"),
    (Bed(code="14"), "in_use", "bed_transfer", "bed", "14"),
]


def proposed(ward: Ward, register: str, link: str, typed: str) -> list[Record]:
    return ward.suggestions(named(register).links[link], typed)


@pytest.mark.parametrize(("one", "flag", "register", "link", "typed"), LISTS)
def test_it_is_proposed_until_it_is_retired_and_its_history_says_so(
    tmp_path: Path, one: Record, flag: str, register: str, link: str, typed: str
) -> None:
    with at_work(tmp_path / "registre") as ward:
        fresh = type(one)(**{n: getattr(one, n) for n in one.register.fields})
        ward.keep(fresh)
        assert proposed(ward, register, link, typed) == [fresh]
        again = ward.full(fresh.register.name, fresh.id)
        setattr(again, flag, Answer.NO)
        ward.keep(again, reason="plus en service")
        assert proposed(ward, register, link, typed) == []
        assert any(change.new == "No" for change in ward.history(again))


def test_a_village_that_is_retired_still_stands_on_the_woman_who_lived_there(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path / "registre") as ward:
        village = a_village("Sikoro")
        birth = a_birth(village=village)
        ward.keep(village)
        ward.keep(*birth.all)
        again = ward.full("village", village.id)
        again.in_use = Answer.NO  # type: ignore[attr-defined]
        ward.keep(again, reason="plus en service")
        assert ward.full("woman", birth.woman.id).shown("village") == "Sikoro"
