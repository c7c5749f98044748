"""Wrong secrets: the waits of a person, which nothing shortens and nobody else prolongs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from maternity import clock
from maternity.db import keys
from maternity.db.drafts import Draft
from maternity.db.journal import Asked, events
from maternity.db.tables import audit
from maternity.errors import Refused
from maternity.people import Right, Role
from maternity.ward import Ward, open_ward
from maternity.ward.locking import Locked, lock
from maternity.ward.opening import reopen_ward
from maternity.ward.tries import Tries, passphrase_wait
from tests.figures import guesses
from tests.figures.guesses import (
    HER_PIN,
    HERS,
    OTHER,
    PIN,
    TwoClocks,
    accepted,
    locked,
    two_people,
)
from tests.ward_fixtures import CHEAP, NAME, NOW, PASSPHRASE


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoClocks]:
    """The clocks of the test."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    made = TwoClocks()
    with clock.use(made):
        yield made


@pytest.fixture
def folder(tmp_path: Path, told: TwoClocks) -> Path:
    """A register of two people with PINs, closed."""
    made = two_people(tmp_path / "registre")
    assert told.at == NOW
    return made


def opens(one: Locked, name: str, pin: str) -> Ward:
    """The register opened again, closed at once."""
    ward = reopen_ward(one, name, pin)
    ward.close()
    return ward


def test_a_pin_opens_a_locked_register_for_each_person(folder: Path) -> None:
    one = locked(folder)
    assert opens(one, NAME, PIN).account.name == NAME
    assert opens(one, OTHER, HER_PIN).account.role is Role.MIDWIFE


def test_no_pin_and_nothing_made_of_one_stands_outside_the_register(folder: Path) -> None:
    locked(folder)
    for file in folder.iterdir():
        if file.is_file():
            assert PIN.encode() not in file.read_bytes()
    assert b"pin" not in (folder / keys.NAME).read_bytes()


def test_wrong_pins_wait_longer_and_longer_then_ask_for_the_passphrase(
    folder: Path, told: TwoClocks
) -> None:
    one = locked(folder)
    for wait, left in ((1, 4), (2, 3), (5, 2), (30, 1), (30, 0)):
        with pytest.raises(Refused, match="not the PIN"):
            opens(one, NAME, "999990")
        assert one.pins_left(NAME) == left
        told.wait(wait - 0.5)
        with pytest.raises(Refused, match="Wait 1 second,"):
            opens(one, NAME, PIN)
        told.wait(0.6)
    with pytest.raises(Refused, match="passphrase instead"):
        opens(one, NAME, PIN)
    assert not one.takes_pin(NAME)
    assert one.takes_pin(OTHER)
    opens(one, OTHER, HER_PIN)
    open_ward(folder, NAME, PASSPHRASE).close()
    assert one.takes_pin(NAME)
    opens(one, NAME, PIN)


def test_a_try_during_a_wait_prolongs_nothing(folder: Path, told: TwoClocks) -> None:
    one = locked(folder)
    for wait in (1, 2, 5):
        with pytest.raises(Refused, match="not the PIN"):
            opens(one, NAME, "999990")
        told.wait(wait + 0.1)
    with pytest.raises(Refused, match="not the PIN"):
        opens(one, NAME, "999990")
    for _second in range(29):
        told.wait(1)
        with pytest.raises(Refused, match="Wait"):
            opens(one, NAME, "999990")
    told.wait(1.1)
    opens(one, NAME, PIN)


def test_the_wall_clock_neither_frees_nor_prolongs(folder: Path, told: TwoClocks) -> None:
    one = locked(folder)
    with pytest.raises(Refused):
        opens(one, NAME, "999990")
    for at in (datetime(2099, 1, 1), datetime(2000, 1, 1)):
        told.at = at
        with pytest.raises(Refused, match="Wait"):
            opens(one, NAME, PIN)
    told.at = NOW
    told.steady_s += 1.1
    opens(one, NAME, PIN)


def test_ending_the_program_forgets_no_wrong_try(folder: Path, told: TwoClocks) -> None:
    register = keys.read(folder).register
    for _wrong in range(10):
        with pytest.raises(Refused, match="do not fit"):
            open_ward(folder, NAME, "pas la bonne du tout")
    assert Tries(folder, register).wait_left(NAME) == 30
    with pytest.raises(Refused, match="Wait"):
        open_ward(folder, NAME, PASSPHRASE)
    open_ward(folder, OTHER, HERS).close()
    told.steady_s = 3.0  # the computer was started again: its steady clock begins anew
    assert Tries(folder, register).wait_left(NAME) == 30
    told.steady_s = 3.0 + 29.5
    with pytest.raises(Refused, match="Wait 1 second,"):
        open_ward(folder, NAME, PASSPHRASE)
    told.steady_s = 3.0 + 30.5  # long before the moment that the clock of the run before named
    open_ward(folder, NAME, PASSPHRASE).close()
    assert Tries(folder, register).wait_left(NAME) == 0


def test_wrong_tries_under_a_name_are_told_whoever_signs_in_next(
    folder: Path, told: TwoClocks
) -> None:
    def wrong(name: str, times: int) -> None:
        for _at in range(times):
            with pytest.raises(Refused):
                open_ward(folder, name, "pas la bonne du tout")

    def signed_in(name: str, passphrase: str) -> list[tuple[str, dict[str, Any]]]:
        ward = open_ward(folder, name, passphrase)
        rows = events(ward.book.engine, Asked(events=("sign_in_failed",)))
        ward.close()
        return [(row.who, dict(row.facts or {})) for row in reversed(rows)]

    wrong(OTHER, 3)
    first = (NAME, {"person": OTHER, "times": 3})
    assert signed_in(NAME, PASSPHRASE) == [first]  # she is on leave: the head is told
    assert signed_in(NAME, PASSPHRASE) == [first]
    wrong(OTHER, 1)
    assert signed_in(OTHER, HERS) == [first, (OTHER, {"times": 1})]
    assert told.steady_s == 1000


def test_the_file_of_tries_names_nobody(folder: Path) -> None:
    with pytest.raises(Refused):
        open_ward(folder, NAME, "pas la bonne du tout")
    written = (folder / "essais").read_text("utf-8")
    assert "Traor" not in written
    assert "bonne" not in written


def test_a_damaged_file_of_tries_keeps_nobody_out(folder: Path) -> None:
    for content in (b"{", b"[1]", b'{"x": 3}', b"\xff\xfe"):
        (folder / "essais").write_bytes(content)
        open_ward(folder, NAME, PASSPHRASE).close()


def test_waits_for_a_passphrase_grow_to_an_hour() -> None:
    assert [passphrase_wait(n) for n in (1, 9, 10, 11, 12)] == [0, 0, 30, 60, 120]
    assert passphrase_wait(17) == passphrase_wait(500) == 3600


def test_after_half_a_day_a_passphrase_is_asked_for(folder: Path, told: TwoClocks) -> None:
    one = locked(folder)
    told.wait(11 * 3600)
    again = reopen_ward(one, NAME, PIN)
    after = lock(again)
    again.close()
    assert after is not None
    told.wait(3600)
    assert not after.takes_pin(NAME)
    with pytest.raises(Refused, match="Type the passphrase"):
        opens(after, NAME, PIN)


def test_who_was_ended_since_opens_nothing_with_her_pin(folder: Path) -> None:
    from maternity.ward.staffing import disable_person

    one = locked(folder)
    head = open_ward(folder, NAME, PASSPHRASE)
    disable_person(head, OTHER)
    head.close()
    with pytest.raises(Refused, match="do not fit"):
        opens(one, OTHER, HER_PIN)


def test_no_wrong_secret_of_a_thousand_is_accepted(folder: Path) -> None:
    assert accepted(folder, 999) == []


def test_a_secret_that_is_accepted_would_be_seen(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses, "_phrase", lambda _chance: PASSPHRASE)
    assert accepted(folder, 1) == [PASSPHRASE]


def on_trail(ward: Ward, *events: str) -> list[tuple[str, Any]]:
    """What the trail tells of these events."""
    with ward.book.engine.connect() as connection:
        asked = select(audit.c.event, audit.c.facts).where(audit.c.event.in_(events))
        return [(row.event, row.facts) for row in connection.execute(asked.order_by(audit.c.seq))]


def test_what_was_tried_at_the_door_and_what_was_refused_stand_on_the_trail(folder: Path) -> None:
    for _wrong in range(3):
        with pytest.raises(Refused):
            open_ward(folder, OTHER, "pas la bonne du tout")
    hers = open_ward(folder, OTHER, HERS)
    with pytest.raises(Refused, match="role"):
        hers.allow(Right.MERGE)
    theirs = Draft("d" * 32, "hiv_care", "Une autre", {"records": []})
    hers.account.role = Role.NURSE
    with pytest.raises(Refused, match="role"):
        hers.reopen(theirs)
    told = on_trail(hers, "sign_in_failed", "sign_in", "refused")
    hers.close()
    assert told[-4:] == [
        ("sign_in_failed", {"times": 3}),
        ("sign_in", None),
        ("refused", {"right": "merge"}),
        ("refused", {"right": "correct_others"}),
    ]


def test_a_passphrase_runs_out_by_no_date(folder: Path, told: TwoClocks) -> None:
    told.wait(20 * 365 * 24 * 3600)
    open_ward(folder, NAME, PASSPHRASE).close()


def test_a_wrong_secret_before_an_act_stands_on_the_trail_too(
    folder: Path, told: TwoClocks
) -> None:
    ward = open_ward(folder, NAME, PASSPHRASE)
    for _wrong in range(2):
        with pytest.raises(Refused):
            ward.prove("999990")
        told.wait(3)
    ward.prove(PIN)
    with pytest.raises(Refused, match="neither the PIN nor the passphrase"):
        ward.prove("999990")
    ward.close()
    told.wait(3)
    again = open_ward(folder, OTHER, HERS)  # it is told once, and is no sign-in that failed
    found = on_trail(again, "proof_failed", "sign_in_failed")
    again.close()
    assert found == [("proof_failed", {"person": NAME})] * 3
