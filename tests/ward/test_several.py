"""Several entries corrected together: told row by row first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from maternity.db import audit
from maternity.errors import Refused
from maternity.fields import Answer, Gap
from maternity.people import Account, Role
from maternity.records import Record, named
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.staff_member import StaffMember
from maternity.ward import Ward
from maternity.ward.several import MOST, correct, correctable, plan
from tests.ward_fixtures import Birth, a_birth, a_village, at_work

DAY = date(2026, 11, 20)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with at_work(tmp_path / "registre") as opened:
        yield opened


def three(ward: Ward) -> list[Birth]:
    """Three births, the second at home."""
    made = [a_birth(DAY, name=name) for name in ("Coulibaly", "Diarra", "Keïta")]
    made[1].delivery.place = BirthPlace.HOME
    for one in made:
        ward.keep(*one.all)
    return made


def head_count(ward: Ward) -> int:
    with ward.book.engine.connect() as connection:
        return audit.head(connection).seq


def test_what_is_told_first_is_what_is_done_with_one_reason_and_a_version_each(
    ward: Ward,
) -> None:
    births = three(ward)
    ward.void(ward.full("delivery", births[2].delivery.id), "écrit deux fois", with_children=True)
    rows = [one.delivery for one in births]
    told = plan(ward, rows, "place", BirthPlace.HOME, None)
    assert [(row.old, row.new) for row in told.rows[:2]] == [
        ("Our facility", "Home"),
        ("Home",) * 2,
    ]
    assert [row.refused for row in told.rows] == [
        "",
        "It stands there already.",
        "It is cancelled.",
    ]
    assert told.written == [births[0].delivery]
    assert ward.full("delivery", rows[0].id).shown("place") == "Our facility"
    before = head_count(ward)
    assert correct(ward, told, "2 le cahier disait autre chose") == 1
    after = ward.full("delivery", rows[0].id)
    assert (after.shown("place"), after.version) == ("Home", 2)
    assert ward.full("delivery", rows[1].id).version == 1
    (change,) = [one for one in ward.history(after) if one.event == "update"]
    assert (change.old, change.new) == ("Our facility", "Home")
    assert "le cahier disait autre chose" in change.reason
    assert head_count(ward) == before + 1


def test_all_rows_are_written_in_one_transaction_or_none_is(ward: Ward) -> None:
    births = three(ward)
    told = plan(ward, [one.delivery for one in births], "place", BirthPlace.ON_THE_WAY, None)
    assert len(told.written) == 3
    meanwhile = ward.full("delivery", births[1].delivery.id)
    meanwhile.place = BirthPlace.FACILITY  # type: ignore[attr-defined]
    ward.keep(meanwhile, reason="mal entendu au téléphone")
    with pytest.raises(Refused, match="changed this entry"):
        correct(ward, told, "mal lu dans le cahier")
    assert [ward.full("delivery", one.delivery.id).shown("place") for one in births] == [
        *("Our facility", "Our facility", "Our facility"),
    ]


def test_an_impossible_value_is_refused_row_by_row_and_an_unlikely_one_waits_to_be_confirmed(
    ward: Ward,
) -> None:
    births = three(ward)
    babies: list[Record] = [one.babies[0] for one in births]
    impossible = plan(ward, babies, "weight_g", 32_000, None)
    assert impossible.written == []
    assert all("too high" in row.refused for row in impossible.rows)
    with pytest.raises(Refused, match="None of these entries would change"):
        correct(ward, impossible, "mal lu dans le cahier")
    unlikely = plan(ward, babies[:1], "weight_g", 900, None)
    assert "unusual" in unlikely.rows[0].unlikely
    correct(ward, unlikely, "mal lu dans le cahier")
    assert ward.full("newborn", babies[0].id).unsure == 1


def test_a_question_that_is_not_asked_in_an_entry_is_not_answered_there(ward: Ward) -> None:
    births = three(ward)
    field = named("delivery").fields["caesarean_kit"]
    kit = field.read("1")
    told = plan(ward, [births[0].delivery], "caesarean_kit", kit, None)
    assert told.rows[0].refused == "This question is not asked in this entry."


def test_a_gap_and_somebody_of_a_list_may_be_the_new_value(ward: Ward) -> None:
    births = three(ward)
    midwife = StaffMember(family_name="Sissoko")
    ward.keep(midwife)
    rows: list[Record] = [one.delivery for one in births]
    correct(ward, plan(ward, rows, "attendant", midwife, None), "mal lu dans le cahier")
    assert ward.full("delivery", rows[2].id).shown("attendant") == midwife.title()
    told = plan(ward, rows, "blood_loss_ml", None, Gap.NOT_DONE)
    assert told.rows[0].new == "not done"
    correct(ward, told, "mal lu dans le cahier")
    assert ward.full("delivery", rows[0].id).gap("blood_loss_ml") is Gap.NOT_DONE


def test_the_lists_of_the_ward_are_put_right_together_by_who_sets_up(ward: Ward) -> None:
    places = [a_village(name) for name in ("Sikoro", "Missabougou")]
    ward.keep(*places)
    told = plan(ward, places, "in_use", Answer.NO, None)
    assert correct(ward, told, "1") == 2
    assert ward.suggestions(named("woman").links["village"], "siko") == []
    as_role(ward, Role.MIDWIFE)
    with pytest.raises(Refused, match="role"):
        plan(ward, places, "in_use", Answer.YES, None)


@pytest.mark.parametrize("role", [Role.NURSE, Role.TECHNICIAN])
def test_who_does_not_correct_others_corrects_no_several(ward: Ward, role: Role) -> None:
    birth = three(ward)[0]
    told = plan(ward, [birth.delivery], "place", BirthPlace.HOME, None)
    as_role(ward, role)
    with pytest.raises(Refused, match="role"):
        plan(ward, [birth.delivery], "place", BirthPlace.HOME, None)
    with pytest.raises(Refused, match="role"):
        correct(ward, told, "mal lu dans le cahier")


def test_who_rectifies_what_others_wrote_says_why_in_words(ward: Ward) -> None:
    birth = three(ward)[0]
    as_role(ward, Role.MIDWIFE)
    told = plan(ward, [birth.delivery], "place", BirthPlace.HOME, None)
    with pytest.raises(Refused, match="Say why"):
        correct(ward, told, "1")
    assert correct(ward, told, "1 vu sur le carnet de la mère") == 1


def test_what_tells_entries_apart_and_what_hiv_or_a_death_rules_is_not_given_to_several(
    ward: Ward,
) -> None:
    names = {one.name for one in correctable(Delivery.register)}
    assert {"place", "attendant"} <= names
    assert not names & {"delivered_at", "serial_no", "pregnancy", "admission"}
    assert "family_name" not in {one.name for one in correctable(named("woman"))}
    for register in ("hiv_care", "account", "settings", "month_closing", "return_figure"):
        assert correctable(named(register)) == []
    assert all(one.sensitive != "death" for one in correctable(named("maternal_death")))
    births = three(ward)
    with pytest.raises(Refused, match="entry by entry"):
        plan(ward, [births[0].delivery], "delivered_at", None, None)
    with pytest.raises(Refused, match="too many"):
        plan(ward, [births[0].delivery] * (MOST + 1), "place", BirthPlace.HOME, None)


def as_role(ward: Ward, role: Role) -> Any:
    ward.account = Account(name=f"Une {role.value}", role=role, active=Answer.YES)
    return ward
