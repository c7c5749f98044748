"""A new key after a leak: what opened the register opens it no more, and nothing is lost.

The person who stole the old files keeps what they hold; what comes after is out of her reach.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from maternity import cli, clock
from maternity.db import audit, checking, container, earlier_keys, keys, seal, succession
from maternity.db import engine as engines
from maternity.db import restore as restoring_file
from maternity.db.book import Query
from maternity.db.book_file import mark_of
from maternity.db.journal import Asked as Journal
from maternity.db.recovery_code import new_code
from maternity.errors import Refused, Unavailable
from maternity.people import Role
from maternity.ward import Ward, copies, emergency, journal, locking, noticing, open_ward, staffing
from maternity.ward.door import EMERGENCIES, people_of, sealed
from maternity.ward.new_key import Asked, NewKey, begin
from maternity.ward.noticing import notices
from maternity.ward.opening import recover_ward, reopen_ward
from maternity.ward.recovery_trial import trials
from maternity.ward.restoring import begin as restore
from maternity.ward.restoring import salvage, verify
from maternity.ward.second_person import Together, prove_second
from maternity.ward.technical import Secret
from tests.ready import quickly
from tests.tampering import tools
from tests.ward.test_emergency import written
from tests.ward_fixtures import CHEAP, NAME, NOW, PASSPHRASE, FixedClock, a_birth, at_work

MIDWIFE, HERS = "Diallo Awa", "tambour pirogue lampe natte"
TECH, HIS = "M. Sangaré", "lampe natte tambour pirogue"
NEW = "griot lampe pirogue mangue"
BOTH = Secret(NAME, PASSPHRASE, second=TECH, second_passphrase=HIS)
WHY = "The stick of the ward was stolen"


KEPT = ("registre.db", "registre.db-journal", "registre.cle", "registre.cle.1", "registre.cle.2")
CALLS = ("open", "replace", "unlink", "fsync")
"""The calls of the system by which a file is written, named, removed and flushed."""


@dataclass
class Rotated:
    """A register before and after its new key, what was in force between, and the papers."""

    place: Path
    anchor: audit.Anchor
    locked: locking.Locked
    thief: dict[str, bytes]
    """What was stolen: the key file and the key of the door."""
    work: NewKey
    cuts: list[Path]
    """What a kill would have left before each operation on a file, oldest first."""


@pytest.fixture(scope="module")
def rotated(tmp_path_factory: pytest.TempPathFactory) -> Rotated:
    """Three people, a PIN, a birth, a copy on a stick, an entry of the door; then a new key."""
    place = tmp_path_factory.mktemp("nouvelle")
    folder = place / "registre"
    (place / "stick").mkdir()
    with at_work(folder) as ward:
        ward.keep(*a_birth().all)
        staffing.set_pin(ward, "240613")
        ward.add_person(MIDWIFE, Role.MIDWIFE, HERS)
        ward.add_person(TECH, Role.TECHNICIAN, HIS)
        copies.copy_to(ward, [place / "stick"])
        locked, anchor = locking.lock(ward), head_of(ward)
        assert locked is not None
        ward.close()
        emergency.AtTheDoor(folder).keep_draft(written())
        shutil.copytree(folder, place / "avant")
        thief = {one: (folder / one).read_bytes() for one in (keys.NAME, EMERGENCIES)}
        cuts: list[Path] = []
        with each_operation(lambda: kept_state(folder, cuts)):
            work = begin(folder, Asked(BOTH, WHY, NEW))
            assert work.finish().copy is not None
        kept_state(folder, cuts)
    return Rotated(place, anchor, locked, thief, work, cuts)


def kept_state(folder: Path, cuts: list[Path]) -> None:
    """Keep what a kill would leave now, where it differs from what was kept last."""
    there = [folder / name for name in (*KEPT, succession.NEW) if (folder / name).exists()]
    held = {one.name: one.read_bytes() for one in there}
    last = {one.name: one.read_bytes() for one in cuts[-1].iterdir()} if cuts else {}
    if held != last:
        cuts.append(folder.with_name("coupures") / str(len(cuts)))
        cuts[-1].mkdir(parents=True)
        for name, raw in held.items():
            (cuts[-1] / name).write_bytes(raw)


@contextmanager
def each_operation(act: Callable[[], None]) -> Iterator[None]:
    """Before each operation that writes, flushes, names or removes a file: an act."""
    with pytest.MonkeyPatch.context() as patch:
        busy = False

        def watched(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*told: Any, **named: Any) -> Any:
                nonlocal busy
                if not busy:
                    busy = True
                    try:
                        act()
                    finally:
                        busy = False
                return real(*told, **named)

            return call

        for name in CALLS:
            patch.setattr(os, name, watched(getattr(os, name)))
        yield


@pytest.fixture
def place(rotated: Rotated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the register with its new key, to be worked in; secrets are made cheaply."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    for one in ("registre", "registre-copies", "stick", "avant"):
        shutil.copytree(rotated.place / one, tmp_path / one)
    with clock.use(FixedClock()), quickly():
        yield tmp_path


@contextmanager
def opened(folder: Path, name: str, secret: str) -> Iterator[Ward]:
    """The register, open."""
    ward = open_ward(folder, name, secret)
    try:
        yield ward
    finally:
        ward.close()


def head_of(ward: Ward) -> audit.Anchor:
    """The head of the trail, as it is printed."""
    with ward.book.engine.connect() as connection:
        return audit.head(connection)


def test_nothing_that_opened_the_register_opens_it_after_a_new_key(
    place: Path, rotated: Rotated
) -> None:
    folder, work = place / "registre", rotated.work
    assert set(work.given) == {MIDWIFE, TECH}
    for name, secret in ((NAME, PASSPHRASE), (MIDWIFE, HERS), (TECH, HIS)):
        with pytest.raises(Refused, match="do not fit"):
            open_ward(folder, name, secret)
    stolen = keys.from_bytes(rotated.thief[keys.NAME])
    old = keys.unlock(stolen, NAME, PASSPHRASE)
    assert not keys.fits(keys.read(folder), old)
    with pytest.raises(Unavailable):
        engines.open_file(folder / engines.BOOK_NAME, old)
    for raw in (one.read_bytes() for one in folder.glob(f"{keys.NAME}*")):
        for told in stolen.people:
            assert told.sealed.encode() not in raw  # what a thief guesses at lies here no more
    names = {one.name for one in folder.iterdir()}
    assert not names & {succession.NEW, f"{succession.NEW}-journal"}
    assert people_of(folder) == sorted([NAME, MIDWIFE, TECH])
    (folder / "essais").unlink()  # the clock of a test stands still
    locked = replace(rotated.locked, folder=folder)
    with pytest.raises(Refused, match="PIN does not open the register now"):
        reopen_ward(locked, NAME, "240613")
    (folder / "essais").unlink()
    with opened(folder, NAME, NEW) as ward:
        assert (ward.must_change, ward.pins) == (False, {})
        assert ward.count(Query("delivery")) == 1
        assert checking.findings(ward.book.engine, [rotated.anchor]) == []  # both stretches
        assert [one.register for one in ward.drafts()] == ["admission"]
        assert not sealed(folder)
        lines = {one.event: one for one in journal.events(ward, Journal(limit=200))}
        line = lines["New key of the register"]
        assert (line.who, line.reason) == (NAME, WHY)
        with ward.book.engine.connect() as connection:
            asked = "SELECT event, approver FROM audit WHERE approver IS NOT NULL"
            seconded = connection.exec_driver_sql(asked).all()
            assert seconded == [("key_closed", TECH), ("new_key", TECH)]
        staffing.set_pin(ward, "240613")
    assert (folder / EMERGENCIES).read_bytes() != rotated.thief[EMERGENCIES]
    (folder / "essais").unlink()
    with opened(folder, MIDWIFE, work.given[MIDWIFE]) as ward:
        assert ward.must_change
        with pytest.raises(Refused, match="than the former one"):
            staffing.change_passphrase(ward, HERS)  # a thief may guess it, at leisure
        with pytest.raises(Refused, match="attests"):  # the technician saw her slip
            staffing.change_passphrase(ward, "mangue lampe griot tambour")
        prove_second(ward, NAME, NEW, Together.VOUCH)
        staffing.change_passphrase(ward, "mangue lampe griot tambour")
    with opened(folder, MIDWIFE, "mangue lampe griot tambour") as ward:
        ward.keep(*a_birth(name="Keïta").all)


def test_the_new_recovery_code_opens_it_and_gives_the_next_new_key(
    place: Path, rotated: Rotated
) -> None:
    folder, first = place / "registre", rotated.work
    with clock.use(FixedClock(NOW + timedelta(days=400))):
        _the_next_new_key(folder, first, rotated.anchor)


def _the_next_new_key(folder: Path, first: NewKey, anchor: audit.Anchor) -> None:
    second = begin(folder, Asked(Secret(code=first.code), WHY))
    assert second.finish().copy is not None
    assert set(second.given) == {NAME, MIDWIFE, TECH}
    with pytest.raises(Refused, match="does not open this register"):
        recover_ward(folder, NAME, first.code, "natte griot lampe tambour")
    with opened(folder, NAME, second.given[NAME]) as ward:
        assert ward.must_change
        ward.must_change = False
        (told,) = notices(ward)
        assert noticing.told(told).startswith("The register was given a new key with the recovery")
        assert checking.findings(ward.book.engine, [anchor]) == []  # three stretches
        assert not any(one.due for one in trials(ward))  # it was typed back today
    for before in (PASSPHRASE, NEW):  # what was known two keys ago is as well known as the last
        with pytest.raises(Refused, match="than the former one"):
            recover_ward(folder, NAME, second.code, before)
    recover_ward(folder, NAME, second.code, "natte griot lampe tambour").close()


def test_nobody_is_given_her_former_passphrase_not_even_for_an_hour(
    place: Path, rotated: Rotated
) -> None:
    folder = place / "registre"
    with pytest.raises(Refused, match="than the former one"):
        recover_ward(folder, NAME, rotated.work.code, PASSPHRASE)
    with opened(folder, NAME, NEW) as ward:
        ward.prove(NEW)
        with pytest.raises(Refused, match="than the former one"):
            staffing.reset_person(ward, MIDWIFE, HERS)
        staffing.disable_person(ward, MIDWIFE)
        with pytest.raises(Refused, match="than the former one"):
            ward.add_person(MIDWIFE, Role.MIDWIFE, HERS)


def test_the_trail_shows_what_was_altered_on_either_side_of_the_new_key(place: Path) -> None:
    with opened(place / "registre", NAME, NEW) as ward:
        engine = ward.book.engine
        with engine.connect() as connection:
            of = earlier_keys.by_row(connection, audit.key_of(connection))
            last = audit.head(connection).seq
            until = max(seq for seq in range(1, last) if of(seq) != of(last))
        for seq in (until - 3, until, until + 1, last):
            with tools(engine) as connection:
                kept = connection.exec_driver_sql(
                    f"SELECT who FROM audit WHERE seq = {seq}"
                ).scalar()
                change(connection, seq, "x")
                assert seq in {one.seq for one in seal.verify(connection)}, seq
                change(connection, seq, kept)
                assert seal.verify(connection) == []


def change(connection: Any, seq: int, who: str | None) -> None:
    """Put another name into a row of the trail."""
    connection.exec_driver_sql("UPDATE audit SET who = ? WHERE seq = ?", (who, seq))


def test_the_former_copies_come_back_with_the_former_secrets_and_the_register_is_kept(
    place: Path, tmp_path: Path, rotated: Rotated
) -> None:
    folder, work = place / "registre", rotated.work
    beside = copies.beside(folder)
    (first, pinned, after) = (
        *sorted((place / "stick").rglob("*.mrb")),
        *sorted(beside.rglob("*.mrb"))[-2:],
    )
    assert container.read(pinned).header.pinned == "new_key"
    assert verify(pinned, Secret(MIDWIFE, HERS)).sequence == work.last.sequence
    for secret in (BOTH, Secret(NAME, PASSPHRASE)):
        with pytest.raises(Refused, match="do not fit"):
            verify(after, secret)
    assert verify(after, Secret(NAME, NEW)).sequence == work.last.sequence + 1
    assert verify(after, Secret(code=work.code)).sound
    restoring = restore(first, folder, BOTH)
    assert restoring.prepared.other_keys
    assert not restoring.prepared.readable
    kept = restoring.finish()
    assert kept is not None
    assert kept.with_suffix(".cle").exists()
    with opened(folder, NAME, PASSPHRASE) as ward:
        assert checking.findings(ward.book.engine) == []
    with pytest.raises(Refused, match="do not fit"):
        open_ward(folder, NAME, NEW)
    shutil.copytree(folder, tmp_path / "retour")  # the register that was in place, with its keys
    kept = tmp_path / "retour" / kept.name
    kept.replace(kept.with_name("registre.db"))
    kept.with_suffix(".cle").replace(kept.with_name(keys.NAME))
    with opened(tmp_path / "retour", NAME, NEW) as ward:
        assert checking.findings(ward.book.engine) == []


def test_copies_are_asked_for_anew_and_a_damaged_register_is_salvaged(
    place: Path, rotated: Rotated
) -> None:
    folder, work = place / "registre", rotated.work
    with opened(folder, NAME, NEW) as ward:
        state = copies.state(ward)
        assert (state.late, state.device_today, state.drill_late) == (False, False, True)
        assert copies.missing_since(ward) == 0
        assert copies.drill(ward).header.sequence == work.last.sequence + 1
        assert [one.header.sequence for one in copies.found_in(ward, place / "stick")] == []
        (copy,) = copies.copy_to(ward, [place / "stick"])
        assert copy.header.sequence == work.last.sequence + 2
    assert salvage(folder / "registre.db", place / "s", Secret(code=work.code)).pages == 0
    with opened(place / "s", NAME, NEW) as ward:
        assert checking.findings(ward.book.engine) == []


ALONE = "together with the technical"
ASKING: dict[str, tuple[Secret, str]] = {
    "matron": (Secret("Une infirmière", HERS), "role"),
    "midwife": (Secret(MIDWIFE, HERS), "role"),
    "head alone": (Secret(NAME, PASSPHRASE), ALONE),
    "head with a midwife": (
        Secret(NAME, PASSPHRASE, second=MIDWIFE, second_passphrase=HERS),
        ALONE,
    ),
    "head with the technician": (BOTH, ""),
    "technician": (Secret(TECH, HIS), "with you as the second person"),
    "technician before the head": (
        Secret(TECH, HIS, second=NAME, second_passphrase=PASSPHRASE),
        "with you as the second person",
    ),
    "technician whose passphrase was given": (Secret("M. Dembélé", HIS), "Choose your own"),
    "a wrong passphrase": (Secret(TECH, HERS), "do not fit"),
    "a wrong code": (Secret(code=new_code()), "does not open this register"),
}
"""Who asks, and with which words it is refused."""


def test_the_head_beside_the_technician_gives_a_new_key_and_nobody_else(place: Path) -> None:
    folder = place / "avant"
    with opened(folder, NAME, PASSPHRASE) as ward:
        ward.prove(PASSPHRASE)
        ward.add_person("Une infirmière", Role.NURSE, HERS)
        ward.add_person("M. Dembélé", Role.TECHNICIAN, HIS, temporary=True)
        with pytest.raises(Refused, match="already open"):
            begin(folder, Asked(BOTH, WHY))
    whole = (folder / keys.NAME).read_bytes()
    allowed = "12 characters"  # what is asked of the new passphrase comes after the rights
    for who, (secret, words) in ASKING.items():
        with pytest.raises(Refused, match=words or allowed):
            begin(folder, Asked(secret, WHY, "" if secret.code else "court"))
        (folder / "essais").unlink(missing_ok=True)
        assert not (folder / succession.NEW).exists(), who
    for asked, words in (
        (Asked(BOTH, "  "), "Say why"),
        (Asked(BOTH, WHY, PASSPHRASE), "than the former one"),
        (Asked(BOTH, WHY), "Choose your new passphrase yourself"),
    ):
        with pytest.raises(Refused, match=words):
            begin(folder, asked)
    assert (folder / keys.NAME).read_bytes() == whole
    (folder / "registre.serveur").write_text("{}")
    with pytest.raises(Refused, match="move --to file"):
        begin(folder, Asked(BOTH, WHY))


def test_cut_at_any_operation_the_former_secrets_open_it_or_the_new_ones_do(
    place: Path, rotated: Rotated
) -> None:
    by = []
    for state in rotated.cuts:
        held = {one: _data_key(state, one) for one in (PASSPHRASE, NEW)}
        ((secret, key),) = [(one, key) for one, key in held.items() if key]  # never none, nor both
        with closing(engines.keyed(state / "registre.db", key)) as raw:
            assert raw.execute("SELECT count(*) FROM delivery").fetchone() == (1,)
        by.append(secret)
    assert by == sorted(by, key=[PASSPHRASE, NEW].index)
    assert (by.count(PASSPHRASE) > 5, by.count(NEW) > 3) == (True, True)
    swapped, waits = by.index(NEW), [(one / succession.NEW).exists() for one in rotated.cuts]
    for at in (waits.index(True), swapped - 1, swapped):  # whoever signs in next tidies up
        state = place / str(at)
        shutil.copytree(rotated.cuts[at], state)
        both = b"next" in (state / keys.NAME).read_bytes()
        assert (both, waits[at]) == (at >= swapped - 1, at < swapped)
        with opened(state, NAME, by[at]) as ward:
            assert checking.findings(ward.book.engine) == []
        assert not any(b"next" in one.read_bytes() for one in state.glob(f"{keys.NAME}*"))
        assert not (state / succession.NEW).exists()


def test_what_a_cut_left_before_the_swap_is_let_go_by_who_signs_in_next(place: Path) -> None:
    folder = place / "avant"
    for half in (succession.NEW, restoring_file.NEW, f"{restoring_file.NEW}.mrb.part"):
        for name in (half, f"{half}-journal"):
            (folder / name).write_bytes(b"a whole register, and nobody has its key")
    with opened(folder, NAME, PASSPHRASE):
        left = [one.name for one in folder.iterdir() if b"nobody" in one.read_bytes()]
    assert left == []


def _data_key(folder: Path, secret: str) -> bytes:
    try:
        return keys.unlock(keys.read(folder), NAME, secret)
    except Refused:
        return b""


def test_a_disk_that_fails_anywhere_in_the_swap_leaves_keys_that_open_the_file_in_place(
    place: Path, rotated: Rotated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    folder, made, at, found = place / "disque", rotated.work.made, 0, set()
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / keys.NAME).write_bytes(rotated.thief[keys.NAME])
        for name, of in (("registre.db", "avant"), (succession.NEW, "registre")):
            (folder / name).write_bytes((place / of / "registre.db").read_bytes()[:4096])
        left, at = at, at + 1

        def fail() -> None:
            nonlocal left
            left -= 1
            if left == -1:
                raise OSError(errno.EIO, "the disk fails")

        with each_operation(fail), suppress(Unavailable):
            succession.swap(folder, folder / succession.NEW, made.after)
            succession.settled(folder, made.after, made.key)
        (opens,) = [one for one in (PASSPHRASE, NEW) if _data_key(folder, one)]
        of = {PASSPHRASE: "avant", NEW: "registre"}[opens]
        held = (place / of / "registre.db").read_bytes()[:4096]
        assert (folder / "registre.db").read_bytes() == held, at
        found.add(opens)
        if left >= 0:
            break
    assert (found, at > 20) == ({PASSPHRASE, NEW}, True)


def test_a_new_key_that_is_in_force_is_never_called_let_go(place: Path, capsys: Any) -> None:
    folder = place / "avant"
    book, former = folder / engines.BOOK_NAME, mark_of(folder / engines.BOOK_NAME)

    def spoil() -> None:
        if mark_of(book) != former:
            book.write_bytes(book.read_bytes()[:8192])  # the disk fails as soon as it is in place

    told = command(place)
    with each_operation(spoil):
        assert cli.main(told) == cli.UNAVAILABLE
    assert "in force already" in capsys.readouterr().err
    assert len(list((place / "papiers").iterdir())) == 2  # they are all that opens a copy now


def test_papers_of_a_new_key_that_never_held_do_not_lie_about_nor_replace_others(
    place: Path, capsys: Any
) -> None:
    told, papers, whole = command(place), place / "papiers", (place / "avant" / keys.NAME)
    failed = False

    def fail() -> None:
        nonlocal failed
        if not failed and (whole.parent / f"{keys.NAME}.part").exists():
            failed = True
            raise OSError(errno.ENOSPC, "the disk is full")

    with each_operation(fail):
        assert cli.main(told) == cli.UNAVAILABLE
    assert list(papers.iterdir()) == []
    (papers / "recovery-code.pdf").write_bytes(b"the code of the copies from before")
    before = whole.read_bytes()
    assert cli.main(told) == cli.REFUSED
    assert "recovery-code.pdf" in capsys.readouterr().err
    assert whole.read_bytes() == before
    with pytest.raises(Refused, match="names nobody"):
        begin(whole.parent, Asked(Secret(code=new_code()), WHY, NEW))


def command(place: Path) -> list[str]:
    """The command that the head types beside the technical administrator."""
    for name, words in (("p", PASSPHRASE), ("w", HIS), ("n", NEW)):
        (place / f"{name}.txt").write_text(words)
    (place / "papiers").mkdir()
    told = [
        *("new-key", "--data", place / "avant", "--as", NAME, "--passphrase-file"),
        *(place / "p.txt", "--with", TECH, "--with-passphrase-file", place / "w.txt"),
        *("--new-passphrase-file", place / "n.txt", "--reason", WHY),
        *("--to", place / "papiers"),
    ]
    return [str(one) for one in (*told, "--language", "en")]


def test_the_command_writes_the_papers_before_the_new_key_holds(place: Path, capsys: Any) -> None:
    told = command(place)
    assert cli.main(told) == cli.DONE, capsys.readouterr().err
    answer = json.loads(capsys.readouterr().out)
    assert {one["name"] for one in answer["people"]} == {MIDWIFE, TECH}
    assert (answer["trail_agrees"], answer["copy"]) == (True, answer["last_former_copy"] + 1)
    papers = {one.name for one in (place / "papiers").iterdir()}
    assert {Path(one).name for one in answer["papers"]} == papers
    assert "Coulibaly" not in json.dumps(answer)
    with opened(place / "avant", NAME, NEW) as ward:
        assert notices(ward) == []  # she gave it herself
    given = next(one["passphrase"] for one in answer["people"] if one["name"] == MIDWIFE)
    with opened(place / "avant", MIDWIFE, given) as ward:
        assert (ward.must_change, ward.unvouched) == (True, True)
    assert cli.main(told) == cli.REFUSED
