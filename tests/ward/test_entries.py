"""Entries of any register: told in their history, suggested, cancelled whole or not at all."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest

from maternity.db.drafts import Draft
from maternity.db.plain import plain_values
from maternity.errors import Refused
from maternity.fields import Answer, Gap, Link
from maternity.people import Account, Role
from maternity.records import named
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.delivery import Delivery
from maternity.registers.newborn import BirthOutcome, Newborn
from maternity.registers.woman import Woman
from maternity.ward import Query, Ward
from tests.ward_fixtures import a_birth, a_village


def test_the_history_says_each_change_in_words_with_who_and_why(ward: Ward) -> None:
    village = a_village()
    made = a_birth(weight_g=3100)
    ward.keep(village, *made.all)
    baby, woman = ward.full("newborn", made.babies[0].id), ward.full("woman", made.woman.id)
    assert isinstance(baby, Newborn)
    baby.set_gap("weight_g", Gap.NOT_DONE)
    woman.village = village  # type: ignore[attr-defined]
    ward.keep(baby, woman, reason="balance en panne")
    newest = ward.history(baby)[0]
    assert (newest.old, newest.new, newest.reason) == ("3100", "not done", "balance en panne")
    assert newest.who == ward.account.name
    assert ward.history(woman)[0].new == village.title()


def test_a_new_pregnancy_changes_nothing_of_the_one_before(ward: Ward) -> None:
    before = a_birth(date(2024, 5, 2), babies=2)
    ward.keep(*before.all)
    kept = before.pregnancy, before.delivery, *before.babies
    told = [(one.version, plain_values(ward.full(one.register.name, one.id))) for one in kept]
    woman = ward.full("woman", before.woman.id)
    assert isinstance(woman, Woman)
    now = a_birth(outcome=BirthOutcome.FRESH_STILLBIRTH, weight_g=1200)
    now.pregnancy.woman, now.pregnancy.gravidity, now.pregnancy.parity = woman, 4, 3
    visit = AntenatalVisit(pregnancy=now.pregnancy, seen_on=date(2026, 8, 3))
    ward.keep(now.pregnancy, visit, now.delivery, *now.babies)
    found = [ward.full(one.register.name, one.id) for one in kept]
    assert [(one.version, plain_values(one)) for one in found] == told


def test_only_what_is_in_use_is_suggested_by_any_beginning(ward: Ward) -> None:
    staff = [
        ward.new("staff_member", family_name=family, given_name="Awa", active=active)
        for family, active in (("Traoré", Answer.YES), ("Traoré", Answer.NO), ("Sow", Answer.YES))
    ]
    ward.keep(*staff)
    field = cast("Link", named("delivery").fields["attendant"])
    assert ward.suggestions(field, "tra a") == [staff[0]]


def test_what_hangs_on_a_cancelled_entry_goes_with_it_or_nothing_does(ward: Ward) -> None:
    made = a_birth()
    ward.keep(*made.all)
    birth = ward.full("delivery", made.delivery.id)
    with pytest.raises(Refused, match="hangs"):
        ward.void(birth, "saisi deux fois")
    with pytest.raises(Refused, match="why"):
        ward.void(birth, "x", with_children=True)
    assert birth.voided_at is None
    ward.void(birth, "saisi deux fois", with_children=True)
    assert ward.count(Query("newborn", state="voided")) == 1
    with pytest.raises(Refused, match="already"):
        ward.void(birth, "encore une fois", with_children=True)
    assert birth.voided_at is not None


def test_a_cancelling_that_is_not_kept_leaves_no_mark(ward: Ward) -> None:
    made = a_birth()
    ward.keep(*made.all)
    stale = ward.get("newborn", made.babies[0].id)
    fresh = ward.get("newborn", made.babies[0].id)
    assert isinstance(fresh, Newborn)
    fresh.weight_g = 3200
    ward.keep(fresh, reason="balance mal lue")
    with pytest.raises(Refused, match="changed this entry"):
        ward.void(stale, "saisi deux fois")
    assert stale.voided_at is None
    assert ward.count(Query("newborn", state="voided")) == 0


def test_a_draft_keeps_what_is_new_and_takes_up_what_was_kept_since(ward: Ward) -> None:
    made = a_birth(day=date(2026, 11, 20))
    ward.keep(made.woman, made.pregnancy)
    state = {
        "entry": "f" * 32,
        "texts": {},
        "records": [
            {
                "id": "f" * 32,
                "register": "delivery",
                "new": True,
                "values": {"delivered_at": "unknown", "place": "home"},
                "links": {"pregnancy": made.pregnancy.id, "admission": "0" * 32},
            }
        ],
    }
    ward.keep_draft(Draft("f" * 32, "delivery", "Accouchement", state))
    (draft,) = ward.drafts()
    entry = ward.reopen(draft)
    assert isinstance(entry, Delivery)
    assert (entry.pregnancy, entry.admission) == (made.pregnancy, None)
    assert entry.gap("delivered_at") is Gap.UNKNOWN
    ward.give_up(draft)
    assert ward.drafts() == []


@pytest.mark.parametrize("role", [Role.TECHNICIAN])
def test_a_technician_reads_no_entry_of_care_and_writes_none(ward: Ward, role: Role) -> None:
    made = a_birth()
    ward.keep(*made.all)
    ward.keep_draft(Draft("f" * 32, "delivery", "Accouchement de Coulibaly", {}))
    ward.account = Account(name="Moussa", role=role, active=Answer.YES)
    with pytest.raises(Refused):
        ward.full("newborn", made.babies[0].id)
    with pytest.raises(Refused):
        ward.keep(made.delivery)
    assert ward.drafts() == [], "of care not even the name of a draft"
    with pytest.raises(Refused):
        ward.reopen(Draft("x", "delivery", "", {}))
    assert ward.all("bed") == []


def test_a_colleagues_draft_is_given_up_only_by_who_corrects_others(ward: Ward) -> None:
    ward.keep_draft(Draft("f" * 32, "delivery", "Accouchement", {}))
    (draft,) = ward.drafts()
    ward.account = Account(name="Diallo Awa", role=Role.NURSE)
    with pytest.raises(Refused, match="role does not allow"):
        ward.give_up(draft)
    assert ward.drafts() == []
    with pytest.raises(Refused, match="role does not allow"):
        ward.reopen(draft)
    ward.account = Account(name="Keïta Oumou", role=Role.MIDWIFE)
    assert ward.drafts() == [draft]
