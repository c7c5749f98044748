"""Choices a ward adds to a list: offered on the form, counted as « other », readable for good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from maternity import clock
from maternity.conditions import parse
from maternity.db import keys
from maternity.db.book import Query
from maternity.errors import Refused
from maternity.exchange.intake import take_in
from maternity.fields import LOCAL, Answer, code, use_own
from maternity.fields import keys as keys_of
from maternity.reading import Unreadable
from maternity.records import Problem, named
from maternity.registers.referral import Referral, ReferralDirection, Transport
from maternity.registers.ward_choice import WardChoice, WardList
from maternity.ward import Ward, open_ward
from maternity.ward.taking import take_facts
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock, a_birth, at_work

TRANSPORT = named("referral").fields["transport"]


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """No choice of one ward is offered in the next."""
    yield
    use_own([])


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with at_work(tmp_path / "registre") as opened:
        yield opened


def a_choice(words: str = "Tricycle", of_list: str = "transport") -> WardChoice:
    """A choice as its form makes it: the code follows from the list and the words."""
    made = WardChoice(of_list=WardList.coded(of_list), name=words, in_use=Answer.YES)
    made.code = made.followed("code")
    return made


def words() -> list[str]:
    """What the form offers for the transport of a referral."""
    return [one.words for one in TRANSPORT.offered]  # type: ignore[attr-defined]


def sent_by(ward: Ward, how: Transport | None) -> Referral:
    """A referral that went by this means."""
    birth = a_birth()
    sent = Referral(pregnancy=birth.pregnancy, direction=ReferralDirection.OUT, transport=how)
    ward.keep(*birth.all, sent)
    return sent


def test_every_list_that_declares_itself_open_may_be_added_to() -> None:
    assert {str(one.value) for one in WardList} == set(LOCAL)
    assert {"transport", "admission_reason", "uterotonic", "occupation"} <= set(LOCAL)


def test_a_choice_is_offered_after_the_official_ones_and_read_by_key_and_words(ward: Ward) -> None:
    official = [one.words for one in Transport]
    assert words() == official
    kept = a_choice()
    ward.keep(kept)
    assert kept.problems() == []
    assert kept.code == "transport.own_tricycle"
    assert words() == [*official, "Tricycle"]
    tricycle = TRANSPORT.read("tricy")
    assert (tricycle.value, tricycle.words, tricycle.words_in("en")) == (
        *("own_tricycle", "Tricycle", "Tricycle"),
    )
    assert TRANSPORT.read("2") is Transport.MOTORCYCLE_AMBULANCE


def test_what_was_retired_is_not_offered_and_stays_readable_where_it_was_written(
    ward: Ward, tmp_path: Path
) -> None:
    kept = a_choice()
    ward.keep(kept)
    sent = sent_by(ward, TRANSPORT.read("tricycle"))
    again = ward.full("ward_choice", kept.id)
    again.in_use = Answer.NO  # type: ignore[attr-defined]
    again.name = "Tricycle (Katakatani)"  # type: ignore[attr-defined]
    ward.keep(again, reason="plus en service")
    assert "Tricycle (Katakatani)" not in words()
    with pytest.raises(Unreadable):
        TRANSPORT.read("tricy")
    entry = ward.full("referral", sent.id)
    assert entry.shown("transport") == "Tricycle (Katakatani)"
    assert TRANSPORT.read("Tricycle (Katakatani)") is entry.look("transport")
    ward.void(again, "ajouté par erreur")
    ward.close()
    use_own([])
    keys.COST, before = CHEAP, keys.COST
    with clock.use(FixedClock()):
        reopened = open_ward(tmp_path / "registre", NAME, PASSPHRASE)
        try:
            there = reopened.full("referral", sent.id)
            assert there.shown("transport") == "Tricycle (Katakatani)"
            there.transport = Transport.CAR  # type: ignore[attr-defined]
            reopened.keep(there, reason="mal lu dans le cahier")
            (change,) = [c for c in reopened.history(there) if c.event == "update"]
            assert change.old == "Tricycle (Katakatani)"
        finally:
            reopened.close()
            keys.COST = before


def test_a_choice_of_the_ward_counts_as_other_and_no_official_line_changes(ward: Ward) -> None:
    kept = a_choice()
    ward.keep(kept)
    tricycle = TRANSPORT.read("tricycle")
    assert code(tricycle) == "other"
    assert kept.counts_as == "Other"
    sent = Referral(transport=tricycle)
    assert parse("transport == other").judge(sent.look) is True
    assert parse("transport in {ambulance|car}").judge(sent.look) is False
    assert Transport.coded("ambulance") is Transport.AMBULANCE
    with pytest.raises(ValueError, match="no code"):
        Transport.coded("tricycle")


def test_an_official_choice_is_taken_off_the_form_and_kept_in_old_entries(ward: Ward) -> None:
    sent = sent_by(ward, Transport.BOAT)
    boat = a_choice("pinasse / pirogue")
    assert boat.code == "transport.boat"
    (asked,) = boat.problems()
    assert asked.field == "in_use"
    boat.in_use = Answer.NO
    assert boat.problems() == []
    ward.keep(boat)
    assert Transport.BOAT.words not in words()
    assert ward.full("referral", sent.id).shown("transport") == Transport.BOAT.words
    assert TRANSPORT.read("boat", exact=True) is Transport.BOAT
    assert TRANSPORT.read("2") is Transport.MOTORCYCLE_AMBULANCE
    assert TRANSPORT.read("7") is Transport.ON_FOOT, (
        "the keys of the others stay those of the paper"
    )
    with pytest.raises(Unreadable):
        TRANSPORT.read("6")
    ward.keep(a_choice())
    assert keys_of(TRANSPORT.offered)[-4:] == ["7", "8", "9", "a"]  # type: ignore[attr-defined]
    other = a_choice("Other")
    other.in_use = Answer.NO
    assert [one.field for one in other.problems()] == ["name"]


def test_the_code_of_a_choice_never_changes_and_is_no_code_of_another_list(ward: Ward) -> None:
    kept = a_choice()
    ward.keep(kept)
    wrong: list[Problem] = []
    for told in ("transport.tricycle", "occupation.own_tricycle", "transport.own_É"):
        kept.code = told
        wrong += kept.problems()
    assert [one.field for one in wrong] == ["code"] * 3
    kept.code = "transport.own_velo"
    with pytest.raises(Refused, match="stays the same"):
        ward.keep(kept, reason="mal lu dans le cahier")
    with pytest.raises(Refused, match="is taken"):
        ward.keep(a_choice())


def test_choices_go_out_and_come_in_by_files_and_so_do_the_entries_written_with_them(
    ward: Ward, tmp_path: Path
) -> None:
    rows = [{"source_id": "t1", "of_list": "transport", "name": "Tricycle", "in_use": "yes"}]
    rows[0]["code"] = "transport.own_tricycle"
    heads = list(rows[0])
    place = tmp_path / "ward_choice.csv"
    place.write_text("\n".join([",".join(heads), ",".join(rows[0].values())]), "utf-8")
    from maternity.exchange import spreadsheet

    (taken,) = take_facts(ward, [take_in("ward_choice", place, *spreadsheet.read(place))])
    assert (taken.added, taken.refused) == (1, [])
    assert "Tricycle" in words()
    sent = sent_by(ward, TRANSPORT.read("own_tricycle", exact=True))
    ward.prove(PASSPHRASE)
    out = tmp_path / "referral.csv"
    ward.export(Query("referral"), "csv", out, ("transport",), reason="liste pour le district")
    assert "own_tricycle" in out.read_text("utf-8-sig")
    assert ward.print_list(Query("ward_choice")).startswith(b"%PDF")
    assert ward.full("referral", sent.id).plain("transport") == "own_tricycle"
