"""A woman entered twice is made one, nothing of her lost; and parted again where it was wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select, text

from maternity import clock, registers
from maternity.db.replay import differing
from maternity.db.saving import keep
from maternity.db.tables import audit, metadata
from maternity.db.versions import last_change
from maternity.errors import Refused
from maternity.fields import Answer, Link
from maternity.people import Account, Role
from maternity.records import named
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.delivery import Delivery
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.hiv_care import HivCare
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.woman import Woman
from maternity.registers.woman_merge import WomanMerge
from maternity.ward import Query, Ward, copies, import_undoing, months
from maternity.ward.copies import here, ledger
from maternity.ward.files import import_files
from maternity.ward.merged import merges_of, proposals, standing
from maternity.ward.merging import Plan, links_to, merge, plan, propose
from maternity.ward.noticing import notices, propose_void, told
from maternity.ward.parting import part, plan_parting
from maternity.ward.second_person import Together, candidates, prove_second
from maternity.ward.story import story
from tests.ward_fixtures import FixedClock, a_birth

DAY = date(2026, 11, 20)
MIDWIFE, HER_PASSPHRASE = "Mme Keïta", "tambour pirogue lampe natte"
TWICE = "1"


@pytest.fixture
def two(ward: Ward) -> Ward:
    """A ward where a midwife works beside the head."""
    ward.add_person(MIDWIFE, Role.MIDWIFE, HER_PASSPHRASE)
    return ward


def entered_twice(ward: Ward) -> tuple[Woman, Woman]:
    """One woman: her visits and her act under one entry, her delivery under the other."""
    birth = a_birth(DAY, name="Coulibaly")
    birth.woman.file_no, birth.woman.phone_1 = "A-12", "76123456"
    again = Woman(family_name="Koulibali", given_name="Djeneba", file_no="B-77")
    again.kin_name, again.allergies = "Diarra Moussa", "pénicilline"
    waiting = Pregnancy(woman=again, gravidity=2, parity=1)
    visits = [
        AntenatalVisit(pregnancy=waiting, seen_on=DAY - timedelta(days=30 * at))
        for at in range(1, 4)
    ]
    act = FamilyPlanningAct(woman=again, acted_on=date(2025, 2, 3))
    ward.keep(*birth.all, again, waiting, *visits, act)
    return birth.woman, again


def as_one(ward: Ward, made: Plan, **told: Any) -> WomanMerge:
    prove_second(ward, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    theirs = [one.key for one in made.differences if one.proposed]
    merge(ward, made, TWICE, theirs=theirs, **told)
    return merges_of(ward, made.kept)[-1]


def linking(ward: Ward, to: str) -> list[tuple[str, str]]:
    """Every row of every table of the real file whose foreign key is this identity."""
    found = []
    with ward.book.engine.connect() as connection:
        for table in metadata.tables:
            keys = connection.execute(text(f"PRAGMA foreign_key_list({table})")).mappings().all()
            for key in keys:
                if key["table"] == "woman" and table != "woman_merge":
                    asked = f"SELECT id FROM {table} WHERE {key['from']} = :one"
                    rows = connection.execute(text(asked), {"one": to})
                    found += [(table, one) for one in rows.scalars()]
    return found


def test_every_link_to_a_woman_that_the_tables_have_is_moved(two: Ward) -> None:
    with two.book.engine.connect() as connection:
        there = {
            (table, key["from"])
            for table in metadata.tables
            for key in connection.execute(text(f"PRAGMA foreign_key_list({table})")).mappings()
            if key["table"] == "woman"
        }
    moved = {(cls.register.name, f"{link}_id") for cls, link in links_to("woman")}
    assert there - moved == {("woman_merge", "kept_id"), ("woman_merge", "emptied_id")}
    assert len(moved) >= 4
    kept, emptied = entered_twice(two)
    for cls, link in links_to("woman"):
        row = cls()
        setattr(row, link, emptied)
        two.book_in([row])
    everything = linking(two, emptied.id)
    assert {table for table, _id in everything} == {table for table, _column in moved}
    as_one(two, plan(two, kept, emptied))
    assert linking(two, emptied.id) == []
    assert set(everything) <= set(linking(two, kept.id))


def test_a_register_added_later_is_moved_as_well(
    monkeypatch: pytest.MonkeyPatch, ward: Ward
) -> None:
    about: Any = named("bed")
    toy = Link(label="Woman", target="woman", name="woman", register="bed")
    monkeypatch.setitem(about.fields, "woman", toy)
    assert (about.record, "woman") in links_to("woman")
    assert ward.book is not None


def test_two_entries_of_a_woman_become_one_and_nothing_is_lost(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    made = plan(two, kept, emptied)
    assert made.moving == {
        "pregnancy": 1,
        "antenatal_visit": 3,
        "family_planning_act": 1,
    }
    differing_fields = {one.name: one.proposed for one in made.differences}
    assert differing_fields["family_name"] is None
    assert (differing_fields["kin_name"], differing_fields["allergies"]) == (True, True)
    row = as_one(two, made)
    assert [one.id for one in two.all("woman")] == [kept.id]
    one: Any = two.get("woman", kept.id)
    assert (one.family_name, one.kin_name, one.file_no) == ("Coulibaly", "Diarra Moussa", "A-12")
    entries = [event.entry for chapter in story(two, one) for event in chapter.events]
    assert {"antenatal_visit", "delivery", "family_planning_act"} <= {
        one.register.name for one in entries
    }
    for typed in ("A-12", "B-77", "koulibali", "coulibaly", "76 12 34 56", "1/2026"):
        assert [found.woman.id for found in two.find(typed)] == [kept.id], typed
    gone: Any = two.get("woman", emptied.id)
    assert gone.voided_at is not None
    assert "Coulibaly Djénéba" in gone.void_reason
    assert standing(two.book, gone) == one
    assert row.approved_by == MIDWIFE
    hers = two.book.linked(Pregnancy, "woman", [kept.id])[1]
    moved = next(one for one in two.history(hers) if one.field == "Woman" and one.old)
    assert (moved.old, moved.new) == ("Koulibali Djeneba", "Coulibaly Djénéba")
    assert moved.people == f"Mme Traoré  ·  agreed: {MIDWIFE}"
    assert moved.reason == "entered twice by mistake"
    check_trail(two, kept, emptied)


def check_trail(two: Ward, kept: Woman, emptied: Woman) -> None:
    """The trail says who merged and who agreed; a verified copy was made before."""
    with two.book.engine.connect() as connection:
        assert list(differing(connection)) == []
        asked = audit.select().where(audit.c.event == "merge")
        (row,) = connection.execute(asked).all()
    assert (row.entry, row.approver, row.reason_code) == (kept.id, MIDWIFE, "entered_twice")
    assert row.facts["emptied"] == emptied.id
    (place,) = [one for one in ledger(two).places if one.path == str(here(two))]
    assert place.sequence == 1
    assert place.generation < last_change(two.book.engine)


def test_two_pregnancies_that_are_one_are_joined_and_a_closed_month_stands(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    closing = months.close_month(two, two.sheet("rma_cscom", "2026-10"))
    closed = months.as_closed(two, closing, two.sheet("rma_cscom", "2026-10"))
    births = two.sheet("rma_cscom", "2026-11").line("G10").total
    made = plan(two, kept, emptied)
    (pair,) = made.pairs
    row = as_one(two, made, one_pregnancy=[pair.kept.id])
    (pregnancy,) = two.book.linked(Pregnancy, "woman", [kept.id], ("antenatal_visits",))
    assert isinstance(pregnancy, Pregnancy)
    assert (pregnancy.id, len(pregnancy.antenatal_visits)) == (pair.kept.id, 3)
    again = months.as_closed(two, closing, two.sheet("rma_cscom", "2026-10"))
    assert {one.code: one.total for one in again.lines} == {
        one.code: one.total for one in closed.lines
    }
    assert two.sheet("rma_cscom", "2026-11").line("G10").total == births
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    part(two, plan_parting(two, row), "2")
    (own,) = two.book.linked(Pregnancy, "woman", [emptied.id], ("antenatal_visits",))
    assert isinstance(own, Pregnancy)
    assert (own.id, len(own.antenatal_visits)) == (pair.emptied.id, 3)
    own.scan_on, own.scan_ga_days = DAY - timedelta(days=150), 84
    mine: Any = two.full("pregnancy", pair.kept.id)
    mine.scan_on, mine.scan_ga_days = DAY - timedelta(days=120), 117
    two.keep(own, reason="lu sur le carnet")
    two.keep(mine, reason="lu sur le carnet")
    again_made = plan(two, kept, emptied)
    names = {one.name for one in again_made.of_pair(again_made.pairs[0])}
    assert "scan_on" in names
    assert "scan_ga_days" not in names  # the weeks of a scan go with its day
    seen_first = AntenatalVisit(pregnancy=pair.kept, seen_on=DAY - timedelta(days=150))
    two.keep(seen_first)  # known here long before the other entry knew of it
    assert len(plan(two, kept, emptied).pairs) == 1
    both_born = a_birth(DAY - timedelta(days=5), name="Koulibaly")
    two.keep(*both_born.all)
    assert plan(two, kept, both_born.woman).pairs == []


class Cut(Exception):
    """The power went."""


def test_a_merge_cut_at_any_written_statement_is_whole_or_is_none(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    copies.copy_to(two, [here(two)])
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    engine, before, made = two.book.engine, linking(two, emptied.id), plan(two, kept, emptied)
    for last in count(1):
        run = iter(range(1, last + 1))

        def stop(
            _engine: object,
            _cursor: object,
            statement: str,
            *_told: object,
            run: Iterator[int] = run,
            last: int = last,
        ) -> None:
            if not statement.startswith("SELECT") and next(run) == last:
                raise Cut

        event.listen(engine, "after_cursor_execute", stop)
        try:
            merge(two, made, TWICE, theirs=[one.key for one in made.differences])
        except Cut:
            pass
        else:
            break
        finally:
            event.remove(engine, "after_cursor_execute", stop)
        if two.get("woman", emptied.id).voided_at is not None:
            break
        assert linking(two, emptied.id) == before
        assert merges_of(two, kept) == []
    assert last > 5
    assert linking(two, emptied.id) == []
    assert len(merges_of(two, kept)) == 1


def told_of(ward: Ward) -> dict[str, dict[str, str]]:
    """Everything every entry of care says, in plain words."""
    from maternity.db.plain import plain_values

    return {
        one.id: {**plain_values(one), "cancelled": str(one.voided_at is not None)}
        for cls in registers.ALL
        if cls.register.name != "woman_merge"
        for one in ward.book.by_ids(
            cls.register.name,
            [
                *ward.book.ids(Query(cls.register.name, limit=1000)),
                *ward.book.ids(Query(cls.register.name, state="voided", limit=1000)),
            ],
        )
    }


def test_parting_puts_back_exactly_what_the_merge_moved(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    before = told_of(two)
    made = plan(two, kept, emptied)
    row = as_one(two, made, one_pregnancy=[one.kept.id for one in made.pairs])
    assert told_of(two) != before
    parting = plan_parting(two, row)
    assert parting.asked == []
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    part(two, parting, "2")
    assert told_of(two) == before
    assert [found.woman.id for found in two.find("B-77")] == [emptied.id]
    assert merges_of(two, kept) == []
    with pytest.raises(Refused, match="not one"):
        plan_parting(two, row)
    with two.book.engine.connect() as connection:
        assert list(differing(connection)) == []
        asked = audit.select().where(audit.c.event == "unmerge")
        assert connection.execute(asked).one().approver == MIDWIFE


def test_what_was_changed_since_is_asked_about_when_they_are_parted(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    row = as_one(two, plan(two, kept, emptied))
    woman: Any = two.full("woman", kept.id)
    woman.kin_name = "Diarra Modibo"
    act: Any = two.full("family_planning_act", two.book.ids(Query("family_planning_act"))[0])
    act.note = "vue avec son mari"
    two.keep(woman, act, reason="appris plus tard de la famille")
    parting = plan_parting(two, row)
    asked = {one.entry.register.name: set(one.changes) for one in parting.asked}
    assert asked == {"woman": {"allergies"}, "family_planning_act": {"woman"}}
    assert {one.who for one in parting.asked} == {"Mme Traoré"}
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    part(two, parting, "2", going=[woman.id])
    woman, act = two.full("woman", kept.id), two.full("family_planning_act", act.id)
    assert (woman.kin_name, woman.allergies, act.woman) == ("Diarra Modibo", None, woman)
    left = two.book.linked(Pregnancy, "woman", [emptied.id])
    assert len(left) == 1


def test_a_midwife_proposes_and_counts_as_the_second_person(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    head, two.account = two.account, Account(name=MIDWIFE, role=Role.MIDWIFE)
    with pytest.raises(Refused, match="role does not allow"):
        merge(two, plan(two, kept, emptied), TWICE)
    propose(two, kept, emptied, "2 vue avec la carte de l'autre")
    with pytest.raises(Refused, match="proposed already"):
        propose(two, emptied, kept, TWICE)
    assert two.count(Query("woman")) == 2
    two.account = head
    (notice,) = [one for one in notices(two) if one.kind == "merge_proposed"]
    assert (notice.entry, MIDWIFE in told(notice)) == (kept.id, True)
    assert len(proposals(two, kept)) == len(proposals(two, emptied)) == 1
    merge(two, plan(two, kept, emptied), TWICE)
    (row,) = merges_of(two, kept)
    assert (row.proposed_by, row.approved_by) == (MIDWIFE, MIDWIFE)
    assert proposals(two, kept) == []
    assert [one for one in notices(two) if one.kind == "merge_proposed"] == []


def test_the_head_alone_does_not_merge(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    made = plan(two, kept, emptied)
    with pytest.raises(Refused, match="second person"):
        merge(two, made, TWICE)
    assert candidates(two, Together.MERGE) == [MIDWIFE]
    with pytest.raises(Refused, match="passphrase"):
        prove_second(two, MIDWIFE, "une autre phrase bien longue", Together.MERGE)
    with pytest.raises(Refused, match="cannot be the second"):
        prove_second(two, "Mme Traoré", HER_PASSPHRASE, Together.MERGE)
    two.add_person("Awa", Role.MIDWIFE, "lampe natte tambour", temporary=True)
    with pytest.raises(Refused, match="chooses her own first"):
        prove_second(two, "Awa", "lampe natte tambour", Together.MERGE)
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    with clock.use(FixedClock(clock.now() + timedelta(minutes=2))):
        two.proved_at = clock.steady()
        with pytest.raises(Refused, match="second person"):
            merge(two, made, TWICE)
    assert two.get("woman", emptied.id).voided_at is None
    two.proved_at = clock.steady() - 61
    with pytest.raises(Refused, match="once more"):
        merge(two, made, TWICE)


def test_a_merge_that_makes_no_sense_is_refused_and_changes_nothing(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    before = told_of(two)
    with pytest.raises(Refused, match="same entry"):
        plan(two, kept, kept)
    made = plan(two, kept, emptied)
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    with pytest.raises(Refused, match="Say why"):
        merge(two, made, "x")
    assert told_of(two) == before
    other: Any = two.full("woman", emptied.id)
    other.kin_name = "Diarra Modibo"
    two.keep(other, reason="mal lu sur le carnet")
    with pytest.raises(Refused, match="changed meanwhile"):
        merge(two, made, TWICE)
    assert two.get("woman", emptied.id).voided_at is None
    row = as_one(two, plan(two, kept, emptied))
    with pytest.raises(Refused, match="cancelled"):
        plan(two, kept, emptied)
    begun_before = Delivery(pregnancy=Pregnancy(woman=emptied))  # in a form that was open
    two.keep(begun_before)
    written: Any = two.get("delivery", begun_before.id)
    assert written.woman == kept
    for act in (lambda: two.keep(row), lambda: two.void(row, "écrit deux fois")):
        with pytest.raises(Refused, match="on her page"):
            act()


def test_a_third_entry_leads_through_both_and_is_parted_in_order(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    third = Woman(family_name="Coulibali", given_name="Djénébou", file_no="C-3")
    two.keep(third)
    before = told_of(two)
    first = as_one(two, plan(two, kept, emptied))
    as_one(two, plan(two, third, kept))
    for typed in ("A-12", "B-77", "C-3"):
        assert [found.woman.id for found in two.find(typed)] == [third.id]
    with pytest.raises(Refused, match="third"):
        plan_parting(two, first)
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    part(two, plan_parting(two, merges_of(two, third)[0]), "2")
    again = plan_parting(two, first)
    assert again.asked == []  # what the second merge moved and gave back is as the first left it
    with pytest.raises(Refused, match="second person"):
        part(two, again, "2")  # she agreed to one act, not to the next
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    part(two, again, "2")
    assert told_of(two) == before


def test_what_names_an_emptied_entry_or_pregnancy_goes_to_the_one_that_stands(
    two: Ward, tmp_path: Path
) -> None:
    kept, emptied = entered_twice(two)
    third = Woman(family_name="Coulibali", given_name="Djénébou")
    two.keep(third)
    made = plan(two, kept, emptied)
    (pair,) = made.pairs
    (seen, *_more) = two.book.linked(AntenatalVisit, "pregnancy", [pair.emptied.id])
    as_one(two, made, one_pregnancy=[pair.kept.id])
    as_one(two, plan(two, third, kept))
    begun_before = AntenatalVisit(pregnancy=pair.emptied, seen_on=DAY - timedelta(days=9))
    two.keep(begun_before)  # in a form that was open while the two became one
    written: Any = two.get("antenatal_visit", begun_before.id)
    assert (written.pregnancy, written.pregnancy.voided_at) == (pair.kept, None)
    rows = tmp_path / "pregnancy.csv"
    rows.write_text(f"source_id;woman\nnew;{emptied.id}\n{pair.emptied.id};{emptied.id}\n")
    visits = tmp_path / "visits.csv"
    day = seen.plain("seen_on")
    visits.write_text(
        f"source_id;pregnancy;seen_on\n{seen.id};{pair.emptied.id};{day}\n"
        f"other;{pair.emptied.id};2026-11-02\n"
    )
    own = tmp_path / "woman.csv"
    own.write_text(f"source_id;family_name\n{emptied.id};Koulibaly\n")
    files = [("pregnancy", rows), ("antenatal_visit", visits), ("woman", own)]
    *taken, women = import_files(two, files)
    assert [(one.added, one.unchanged, one.refused) for one in taken] == [(1, 1, [])] * 2
    assert "“Coulibali Djénébou” on her page" in women.refused[0].message
    hers = {one.source_id: one for one in two.all("pregnancy")}
    assert hers["new"].look("woman") == third
    assert {one.look("pregnancy") for one in two.all("antenatal_visit")} == {pair.kept}


def test_whoever_resembles_an_emptied_entry_is_asked_about_the_one_that_stands(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    emptied.phone_2 = "66112233"
    two.keep(emptied, reason="dit par elle-même")
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    merge(two, plan(two, kept, emptied), TWICE)  # nothing of the other's answers is taken
    comes = Woman(family_name="Koulibali", given_name="Djeneba", phone_1="66112233")
    assert two.likely_same(comes) == [kept]
    link: Any = named("pregnancy").fields["woman"]
    assert two.suggestions(link, "koulibali") == [kept]
    two.void(kept, "saisie par erreur", with_children=True)
    assert two.likely_same(comes) == []


def test_what_is_proposed_with_a_third_entry_still_waits_after_a_merge(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    third = Woman(family_name="Coulibali", given_name="Djénébou")
    two.keep(third)
    head, two.account = two.account, Account(name=MIDWIFE, role=Role.MIDWIFE)
    for first, second in ((kept, third), (kept, emptied), (third, emptied)):
        propose(two, first, second, TWICE)
    propose_void(two, emptied, "saisie deux fois par erreur")
    two.account = head
    hers: Any = next(one for one in two.all("account") if one.title() == MIDWIFE)
    hers.active = Answer.NO
    keep(two.book, [hers], two.stamp("a quitté le centre"))
    two.add_person("Awa", Role.MIDWIFE, "lampe natte tambour puits")
    with pytest.raises(Refused, match="second person"):
        merge(two, plan(two, kept, emptied), TWICE)  # who proposed it has left
    prove_second(two, "Awa", "lampe natte tambour puits", Together.MERGE)
    merge(two, plan(two, kept, emptied), TWICE)
    assert [(one.kept, one.emptied) for one in proposals(two, kept)] == [(kept, third)]
    waiting = [one.entry for one in notices(two) if one.kind == "merge_proposed"]
    assert [one.kind for one in notices(two) if one.kind == "void_proposed"] == []
    assert set(waiting) == {kept.id}  # the entry that was emptied is proposed no more


def test_a_merge_tells_what_would_be_counted_twice_and_nothing_of_hiv(two: Ward) -> None:
    kept, emptied = entered_twice(two)
    again = a_birth(DAY, name="Koulibaly")
    again.pregnancy.woman = emptied
    deaths = [MaternalDeath(woman=one) for one in (kept, emptied)]
    two.keep(again.pregnancy, again.delivery, *again.babies, *deaths)
    care = HivCare(pregnancy=again.pregnancy)
    two.keep(care)
    waiting: Any = two.book.linked(Pregnancy, "woman", [emptied.id])[0]
    seen = HivCare(pregnancy=waiting)
    two.keep(seen)
    made = plan(two, kept, emptied)
    assert "hiv_care" not in made.moving
    assert [(one.register.name, other.register.name) for one, other in made.twice] == [
        ("delivery", "delivery"),
        ("maternal_death", "maternal_death"),
    ]
    row = as_one(two, made, one_pregnancy=[one.kept.id for one in made.pairs])
    assert two.get("hiv_care", seen.id).look("pregnancy") == made.pairs[0].kept
    titles = [one.title for chapter in story(two, kept) for one in chapter.events]
    assert any("correction" in one for one in titles)
    assert not any(HivCare.register.one_words in one for one in titles)
    with two.book.engine.connect() as connection:
        (facts,) = connection.scalars(select(audit.c.facts).where(audit.c.event == "merge"))
    assert "hiv_care" not in facts
    assert facts["pregnancy"] == 2
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    shown, in_another_window = plan_parting(two, row), plan_parting(two, row)
    part(two, shown, "2")
    with pytest.raises(Refused, match="not one"):
        part(two, in_another_window, "2")
    last = as_one(two, plan(two, kept, emptied))
    two.void(two.full("woman", kept.id), "saisie par erreur", with_children=True)
    with pytest.raises(Refused, match="parted no more"):
        plan_parting(two, last)


def test_a_birth_of_an_import_stays_with_the_woman_that_its_pregnancy_was_moved_to(
    two: Ward, tmp_path: Path
) -> None:
    kept = Woman(family_name="Diarra", given_name="Awa")
    two.keep(kept)
    rows = {
        "woman": "source_id;family_name\nw1;Diarra\nw2;Keïta\n",
        "pregnancy": "source_id;woman\np1;w1\np2;w2\n",
        "delivery": "source_id;pregnancy;delivered_at\nd1;p1;2026-11-20\nd2;p2;2026-11-20\n",
    }
    files = [(name, tmp_path / f"{name}.csv") for name in rows]
    for name, place in files:
        place.write_text(rows[name], "utf-8")
    import_files(two, files)
    emptied = next(one for one in two.all("woman") if one.source_id == "w1")
    row = as_one(two, plan(two, kept, emptied))
    (past,) = import_undoing.past(two)
    made = import_undoing.plan(two, past.number)
    assert {one.entry.source_id for one in made.left} == {"w1", "p1", "d1"}
    import_undoing.undo(two, past.number, "mauvais fichier")
    (birth,) = two.all("delivery")
    assert birth.look("pregnancy.woman") == kept
    prove_second(two, MIDWIFE, HER_PASSPHRASE, Together.MERGE)
    part(two, plan_parting(two, row), "2")
    assert two.get("delivery", birth.id).look("pregnancy.woman") == emptied
