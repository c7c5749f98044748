"""Copies: verified before they are called so, numbered, kept, restored, and never readable."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from maternity import cli, clock, files
from maternity.db import (
    audit,
    backup,
    checking,
    container,
    copied_keys,
    copied_trail,
    restore,
)
from maternity.db import engine as engines
from maternity.db.book import Query
from maternity.db.facts import change_fact
from maternity.db.journal import Asked, events
from maternity.db.restore import NEW, Later
from maternity.errors import Refused, Unavailable
from maternity.people import Role
from maternity.ui.copy_words import last_words
from maternity.ward import Ward, clock_check, copies, copy_ledger, journal, last_seen, open_ward
from maternity.ward.restoring import begin, salvage, verify
from maternity.ward.technical import Secret
from tests.tampering import tools
from tests.ward.test_new_key import each_operation
from tests.ward_fixtures import NAME, NOW, PASSPHRASE, FixedClock, a_birth, at_work

HERSELF = Secret(NAME, PASSPHRASE)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder standing for a stick."""
    place = tmp_path / "Clé de la maternité ɛɔɲŋ"
    place.mkdir()
    return place


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Ward]:
    """A register with three births."""
    with at_work(tmp_path / "registre") as ward:
        for _at in range(3):
            ward.keep(*a_birth().all)
        yield ward


def copied(ward: Ward, place: Path) -> Path:
    """A verified copy's file."""
    return copies.copy_to(ward, [place])[0].path


def test_a_copy_is_read_back_opened_and_counted(filled: Ward, stick: Path) -> None:
    path = copied(filled, stick)
    assert path.parent.parent == stick
    assert path.name == "seq000001_2026-11-26.mrb"
    assert path.parent.name == filled.secrets[0].register[:8]  # type: ignore[index]
    header = verify(path, HERSELF)
    assert header.rows["delivery"] == 3
    assert header.generation == copies.generation(filled)
    assert copies.state(filled).last == NOW
    assert not list(stick.rglob("*.part"))
    assert not (filled.folder / backup.SCRATCH).exists()  # type: ignore[operator]


def test_nothing_in_a_copy_can_be_read_without_a_key(filled: Ward, stick: Path) -> None:
    raw = copied(filled, stick).read_bytes()
    for word in ("Traoré", "Coulibaly", "Djénéba", "Kalabancoro", "CREATE TABLE", PASSPHRASE):
        assert word.encode() not in raw
        assert json.dumps(word)[1:-1].encode() not in raw


def test_the_head_of_the_trail_at_that_moment_stands_in_the_copy(
    filled: Ward, stick: Path, tmp_path: Path
) -> None:
    path = copied(filled, stick)
    told = container.read(path).header.audit_head
    begin(path, tmp_path / "nouveau", HERSELF).finish()
    again = open_ward(tmp_path / "nouveau", NAME, PASSPHRASE)
    number, _dash, head12 = told.partition("-")
    anchor = audit.Anchor(int(number), head12)
    assert anchor.seq > 0
    assert checking.findings(again.book.engine, [anchor]) == []
    again.close()


def test_every_place_that_is_altered_is_found(filled: Ward, stick: Path) -> None:
    path = copied(filled, stick)
    whole = path.read_bytes()
    for at in (*range(0, 4000, 97), *range(4000, len(whole), len(whole) // 40)):
        broken = bytearray(whole)
        broken[at] ^= 1
        path.write_bytes(bytes(broken))
        with pytest.raises((Refused, Unavailable)):
            verify(path, HERSELF)
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Unavailable, match="cut short"):
        verify(path, None)
    path.write_bytes(b"MZ" + whole)
    with pytest.raises(Refused, match="not a copy"):
        verify(path, None)


def test_a_copy_whose_trail_was_altered_is_never_called_verified(
    filled: Ward, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = copied(filled, stick)
    with tools(filled.book.engine) as connection:
        connection.exec_driver_sql("UPDATE audit SET who = 'Mme Diarra' WHERE seq = 2")
    for _again in range(2):
        with pytest.raises(Unavailable, match="audit trail inside this copy"):
            copies.copy_to(filled, [stick])
    told = copies.state(filled)
    assert told.altered == told.last == NOW
    assert last_words(told)[1] == "wrong"
    assert copies.ledger(filled).last.name == good.name  # type: ignore[union-attr]
    (bad, _good) = copies.found_in(filled, stick)
    assert not bad.header.sound
    with pytest.raises(Unavailable, match="audit trail inside this copy"):
        verify(bad.path, HERSELF)
    work = begin(bad.path, tmp_path / "nouveau", HERSELF)
    assert not work.prepared.sound
    work.abandon()
    assert not (tmp_path / "nouveau").exists()
    (tmp_path / "p.txt").write_text(PASSPHRASE)
    asked = ["restore", str(bad.path), "--data", str(tmp_path / "nouveau"), "--as", NAME]
    asked += ["--passphrase-file", str(tmp_path / "p.txt"), "--language", "en"]
    assert cli.main(asked) == cli.REFUSED
    assert "--accept-altered" in capsys.readouterr().err
    assert not (tmp_path / "nouveau").exists(), "a command replaces nothing that nobody was told"
    assert cli.main([*asked, "--accept-altered"]) == cli.DONE
    assert json.loads(capsys.readouterr().out)["trail_agrees"] is False
    with pytest.raises(Unavailable, match="audit trail inside this copy"):
        restore.trial(bad, filled.secrets[1], tmp_path)  # type: ignore[index]


def test_a_tail_of_the_trail_cut_off_before_the_copy_shows_by_its_anchor(
    filled: Ward, stick: Path
) -> None:
    path = copied(filled, stick)
    found = container.read(path)
    data_key = filled.secrets[1]  # type: ignore[index]
    place = stick / "payload.db"
    container.take_out(found, place, backup.nothing)
    own_key, head = found.own_key(data_key), found.header.audit_head
    assert copied_trail.agrees(place, own_key, data_key, head)
    engine = engines.open_file(place, own_key)
    with tools(engine) as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)")
    engine.dispose()
    assert copied_trail.agrees(place, own_key, data_key)
    assert not copied_trail.agrees(place, own_key, data_key, head)


def test_a_register_comes_back_from_a_stick_on_a_new_computer(
    filled: Ward, stick: Path, tmp_path: Path
) -> None:
    path = copied(filled, stick)
    work = begin(path, tmp_path / "nouveau", HERSELF)
    assert work.prepared.later == []
    assert work.finish() is None
    again = open_ward(tmp_path / "nouveau", NAME, PASSPHRASE)
    assert again.count(Query("delivery")) == 3
    assert checking.findings(again.book.engine) == []
    assert copies.copy_to(again, [stick])[0].header.sequence == 2
    again.close()


def test_the_recovery_code_opens_a_copy(tmp_path: Path, stick: Path) -> None:
    from maternity.ward import create_ward

    with clock.use(FixedClock()):
        ward, code = create_ward(
            tmp_path / "r", facility="C", level="cscom", area="K", admin=NAME, passphrase=PASSPHRASE
        )
        path = copied(ward, stick)
        ward.close()
        begin(path, tmp_path / "nouveau", Secret(code=code)).finish()
        again = open_ward(tmp_path / "nouveau", NAME, PASSPHRASE)
        assert [one[0] for one in trail(again, "recovery_used", "restore")] == [
            "recovery_used",
            "restore",
        ]
        again.close()


@pytest.mark.parametrize(
    "secret",
    [Secret(NAME, "a wrong passphrase of hers"), Secret("Mme Diarra", PASSPHRASE)],
)
def test_a_wrong_secret_opens_no_copy(filled: Ward, stick: Path, secret: Secret) -> None:
    path = copied(filled, stick)
    with pytest.raises(Refused, match="do not fit"):
        verify(path, secret)


def test_a_matron_cannot_restore(filled: Ward, stick: Path, tmp_path: Path) -> None:
    filled.add_person("Diallo Awa", Role.NURSE, "tambour pirogue lampe natte")
    path = copied(filled, stick)
    with pytest.raises(Refused, match="role"):
        begin(path, tmp_path / "nouveau", Secret("Diallo Awa", "tambour pirogue lampe natte"))
    assert not (tmp_path / "nouveau" / NEW).exists()


def test_the_head_restores_together_with_the_technical_administrator(
    filled: Ward, stick: Path, tmp_path: Path
) -> None:
    tech, hers = "M. Sangaré", "lampe natte tambour pirogue"
    without = copied(filled, stick)
    filled.add_person(tech, Role.TECHNICIAN, hers)
    filled.add_person("Diallo Awa", Role.MIDWIFE, "tambour pirogue lampe natte")
    path, new = copied(filled, stick), tmp_path / "nouveau"
    both = Secret(NAME, PASSPHRASE, second=tech, second_passphrase=hers)
    for secret in (
        HERSELF,
        Secret(NAME, PASSPHRASE, second="Diallo Awa", second_passphrase=PASSPHRASE),
        Secret(NAME, PASSPHRASE, second=NAME, second_passphrase=PASSPHRASE),
    ):
        with pytest.raises(Refused, match="together with the technical") as told:
            begin(path, new, secret)
        assert told.value.field == "technician"
    filled.add_person("M. Dembélé", Role.TECHNICIAN, "natte lampe griot", temporary=True)
    given = Secret(NAME, PASSPHRASE, second="M. Dembélé", second_passphrase="natte lampe griot")
    newest = copied(filled, stick)
    with pytest.raises(Refused, match="together with the technical"):
        begin(newest, new, given)  # a passphrase that the head gave proves nobody
    with pytest.raises(Refused, match="own passphrase first"):
        begin(newest, new, given.of_second)
    with pytest.raises(Refused, match="do not fit"):
        begin(path, new, replace(both, second_passphrase=PASSPHRASE))
    assert not new.exists()
    begin(path, new, Secret(tech, hers)).abandon()
    begin(path, new, both).finish()
    restored = open_ward(new, NAME, PASSPHRASE)
    (event,) = journal.events(restored, journal.Asked(event="restore"))
    restored.close()
    assert (event.who, f"agreed: {tech}" in event.about) == (NAME, True)
    begin(without, tmp_path / "ailleurs", HERSELF).abandon()  # it had none when it was made
    folder = filled.folder
    assert folder is not None
    filled.close()
    with pytest.raises(Refused, match="together with the technical"):
        begin(without, folder, HERSELF)  # the register in place has one
    later = begin(without, folder, both)
    assert {one.register for one in later.prepared.later} == {"account"}
    later.abandon()
    with pytest.raises(Refused, match="together with the technical"):
        salvage(folder / "registre.db", tmp_path / "s", HERSELF)
    assert not (tmp_path / "s" / "registre.db").exists()
    report = salvage(folder / "registre.db", tmp_path / "s", both)
    assert report.total("unreadable") == 0
    saved = open_ward(tmp_path / "s", NAME, PASSPHRASE)
    row = events(saved.book.engine, Asked(events=("salvage",)))[0]
    assert (row.who, row.role, row.approver) == (NAME, "head", tech)
    assert row.facts == {"rows": report.total("read")}
    saved.close()
    columns = {one.name for one in fields(Later)}
    assert columns == {"at", "who", "register", "entry", "event"}  # she sees no value of care


def test_what_is_newer_than_the_copy_is_listed_and_the_former_register_kept(
    filled: Ward, stick: Path
) -> None:
    path = copied(filled, stick)
    folder = filled.folder
    assert folder is not None
    filled.keep(*a_birth(name="Sidibé").all)
    filled.close()
    work = begin(path, folder, HERSELF)
    assert {one.register for one in work.prepared.later} >= {"woman", "delivery", "newborn"}
    kept = work.finish()
    assert kept == folder / "registre_avant_restauration_seq1.db"
    assert not (folder / NEW).exists()
    ward = open_ward(folder, NAME, PASSPHRASE)
    assert ward.count(Query("delivery")) == 3
    rows = events(ward.book.engine, Asked(events=("restore",)))
    assert [(row.who, row.role, row.facts) for row in rows] == [(NAME, "head", {"sequence": 1})]
    ward.close()
    shutil.move(kept, folder / "registre.db")
    former = open_ward(folder, NAME, PASSPHRASE)
    assert former.count(Query("delivery")) == 4
    former.close()


def test_cut_off_at_any_moment_a_register_that_came_back_says_so(
    filled: Ward, stick: Path, tmp_path: Path
) -> None:
    path, folder = copied(filled, stick), tmp_path / "registre"
    filled.keep(*a_birth().all)
    copied(filled, stick)  # a newer one, by which the older register is not measured
    filled.close()
    work, cuts = begin(path, folder, HERSELF), tmp_path / "coupures"
    swapped = (folder / NEW).read_bytes()[:16]

    def keep() -> None:
        if (folder / "registre.db").read_bytes()[:16] == swapped:
            shutil.copytree(folder, cuts / str(len(list(cuts.iterdir()))))

    cuts.mkdir()
    with each_operation(keep):
        work.finish()
    keep()
    assert not list(folder.glob(f"{NEW}*"))
    for state in sorted(cuts.iterdir()):
        again = open_ward(state, NAME, PASSPHRASE)
        assert [one[0] for one in trail(again, "restore")] == ["restore"], state
        assert copies.missing_since(again) == 0
        again.close()


def test_a_disk_that_fails_in_the_swap_lets_no_window_in_before_it_is_tried_again(
    filled: Ward, stick: Path
) -> None:
    path, folder = copied(filled, stick), filled.folder
    assert folder is not None
    filled.close()
    work, kept = begin(path, folder, HERSELF), "registre_avant_restauration_seq1.db"

    def fail() -> None:
        if (folder / f"{kept}.part").exists():
            raise OSError(errno.ENOSPC, "the disk is full")

    with each_operation(fail), pytest.raises(Unavailable, match="full"):
        work.finish()
    with pytest.raises(Refused, match="already open"):
        open_ward(folder, NAME, PASSPHRASE)
    assert work.finish() == folder / kept
    again = open_ward(folder, NAME, PASSPHRASE)
    assert [one[0] for one in trail(again, "restore")] == ["restore"]
    again.close()


def test_a_restoration_left_leaves_the_register_as_it_was(filled: Ward, stick: Path) -> None:
    path, folder = copied(filled, stick), filled.folder
    assert folder is not None
    filled.close()
    before = (folder / "registre.db").read_bytes()
    begin(path, folder, HERSELF).abandon()
    assert (folder / "registre.db").read_bytes() == before
    assert not list(folder.glob(f"{NEW}*"))


def test_an_open_register_is_not_restored_over(filled: Ward, stick: Path) -> None:
    path = copied(filled, stick)
    with pytest.raises(Refused, match="already open"):
        begin(path, filled.folder, HERSELF)  # type: ignore[arg-type]


def test_another_register_is_never_replaced(filled: Ward, stick: Path, tmp_path: Path) -> None:
    path = copied(filled, stick)
    with at_work(tmp_path / "autre") as other:
        other.close()
        with pytest.raises(Refused, match="another register"):
            begin(path, tmp_path / "autre", HERSELF)


def test_an_older_register_in_place_of_the_newer_one_is_noticed(filled: Ward, stick: Path) -> None:
    folder = filled.folder
    assert folder is not None
    copied(filled, stick)
    filled.book.engine.dispose()
    older = (folder / "registre.db").read_bytes()
    before = copies.generation(filled)
    filled.keep(*a_birth().all)
    copied(filled, stick)
    lost = copies.generation(filled) - before
    assert copies.missing_since(filled) == 0
    filled.close()
    (folder / "registre.db").write_bytes(older)
    ward = open_ward(folder, NAME, PASSPHRASE)
    assert copies.missing_since(ward) == lost > 0
    ward.close()


def test_what_was_restored_is_not_called_older(filled: Ward, stick: Path) -> None:
    first, folder = copied(filled, stick), filled.folder
    assert folder is not None
    filled.keep(*a_birth().all)
    copied(filled, stick)
    filled.close()
    begin(first, folder, HERSELF).finish()
    ward = open_ward(folder, NAME, PASSPHRASE)
    assert copies.ledger(ward).restored_from == 1
    assert copies.missing_since(ward) == 0
    ward.close()


def test_a_register_is_not_swapped_in_long_after_the_secret_was_typed(
    filled: Ward, stick: Path
) -> None:
    path, folder = copied(filled, stick), filled.folder
    assert folder is not None
    filled.close()
    work = begin(path, folder, HERSELF)
    with (
        clock.use(FixedClock(NOW + timedelta(minutes=6))),
        pytest.raises(Refused, match="too long ago"),
    ):
        work.finish()
    work.abandon()
    assert not list(folder.glob("registre_avant*"))


def test_an_older_file_put_back_by_hand_is_noticed_without_any_copy(filled: Ward) -> None:
    folder = filled.folder
    assert folder is not None
    filled.book.engine.dispose()
    older, before = (folder / "registre.db").read_bytes(), copies.generation(filled)
    filled.keep(*a_birth().all)
    lost = copies.generation(filled) - before
    filled.close()
    (folder / "registre.db").write_bytes(older)
    for _again in range(2):
        ward = open_ward(folder, NAME, PASSPHRASE)
        assert copies.missing_since(ward) == lost > 0
        ward.close()
    (folder / last_seen.NAME).write_text('{"last": 9999, "seal": "of nobody"}')
    ward = open_ward(folder, NAME, PASSPHRASE)
    assert copies.missing_since(ward) == 0
    ward.close()


def headers(*days: int) -> list[container.Header]:
    """Copies of some days of the year 2026, newest first by number."""
    plain: dict[str, Any] = {
        "register": "r", "schema": "", "program": "", "clock_ok": True, "generation": 0,
        "rows": {}, "audit_head": "", "pinned": "", "size": 0, "digest": "", "key": "",
        "people": [], "recovery": {}, "key_file": "",
    }  # fmt: skip
    made = [
        container.Header(sequence=at, made_at=container.utc(NOW + timedelta(days=day)), **plain)
        for at, day in enumerate(days, start=1)
    ]
    return list(reversed(made))


def test_the_last_ten_stay_whatever_their_dates() -> None:
    same_day = headers(*[0] * 40)
    assert {40 - at for at in range(10)} <= backup.kept(same_day)
    assert len(backup.kept(same_day)) == 10
    backwards = headers(*[-9000] * 30, *[0] * 5, *[27_000] * 5)
    assert {40 - at for at in range(10)} <= backup.kept(backwards)


def test_dates_only_add_to_what_is_kept() -> None:
    year = headers(*range(400))
    kept = backup.kept(year)
    assert {400 - at for at in range(10)} <= kept
    months = {one.day.strftime("%Y-%m") for one in year if one.sequence in kept}
    assert len(months) >= 13
    assert len(kept) < 40


def test_the_last_of_seven_days_five_weeks_and_24_months_stay_and_what_is_pinned() -> None:
    """Four copies a day for 800 days, the first of them made before an upgrade."""
    made = headers(*[day for day in range(800) for _at in range(4)])
    pinned = [*made[:-1], replace(made[-1], pinned="migration")]
    last: dict[str, dict[str, int]] = {"%Y-%m-%d": {}, "%G-%V": {}, "%Y-%m": {}}
    for one in made:
        for period, numbers in last.items():
            numbers.setdefault(one.day.strftime(period), one.sequence)
    expected = {one.sequence for one in made[:10]} | {made[-1].sequence}
    for period, most in (("%Y-%m-%d", 7), ("%G-%V", 5), ("%Y-%m", 24)):
        expected |= set(list(last[period].values())[:most])
    assert backup.kept(pinned) == expected
    assert made[-1].sequence not in backup.kept(made)


def test_nothing_is_removed_while_the_clock_is_in_doubt(filled: Ward, stick: Path) -> None:
    for _at in range(14):
        copied(filled, stick)
    register = filled.secrets[0].register  # type: ignore[index]
    assert len(backup.copies_in(stick, register)) == 10
    with clock.use(FixedClock(NOW.replace(year=2099))):
        for _at in range(3):
            assert not copies.copy_to(filled, [stick])[0].header.clock_ok
    with clock.use(FixedClock(NOW.replace(year=2000))):
        copied(filled, stick)
    assert len(backup.copies_in(stick, register)) == 14


def test_no_copy_of_a_clock_in_doubt_pushes_another_out(filled: Ward, stick: Path) -> None:
    with clock.use(FixedClock(NOW + timedelta(days=60))):  # possible, and not confirmed yet
        assert clock_check.look(filled) is clock_check.Doubt.AHEAD
        assert not copies.copy_to(filled, [stick])[0].header.clock_ok
        clock_check.believe(filled)
        assert copies.copy_to(filled, [stick])[0].header.clock_ok


def test_the_copies_of_others_are_never_touched(filled: Ward, stick: Path, tmp_path: Path) -> None:
    with at_work(tmp_path / "autre") as other:
        theirs = copied(other, stick)
    (theirs.parent / "autorun.inf").write_text("x")
    for _at in range(14):
        copied(filled, stick)
    assert theirs.exists()
    strange = backup.folder_of(stick, filled.secrets[0].register)  # type: ignore[index]
    (strange / "seq000001_2026-01-01.mrb").write_bytes(theirs.read_bytes())
    (strange / "photo.mrb.lnk").write_bytes(b"x")
    copied(filled, stick)
    assert (strange / "seq000001_2026-01-01.mrb").exists()


def test_a_full_stick_is_told_before_anything_is_written(
    filled: Ward, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        files, "free_space", lambda path: 10 if stick in path.parents or path == stick else 1 << 40
    )
    with pytest.raises(Unavailable, match="not enough room"):
        copied(filled, stick)
    assert list(stick.rglob("*.mrb*")) == []


def test_a_stick_of_the_old_kind_cannot_hold_more_than_four_gigabytes(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_mounted", lambda _path: "vfat")
    backup.room(stick, 1000)
    with pytest.raises(Refused, match="exFAT"):
        backup.room(stick, 1 << 32)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_stick_pulled_out_while_writing_leaves_no_copy(
    filled: Ward, stick: Path, after: int
) -> None:
    good = copied(filled, stick)
    filled.keep(*a_birth().all)
    steps = iter(range(100))

    def pulled(_done: int, _of: int) -> None:
        if next(steps) >= after:
            raise OSError(19, "No such device")

    with pytest.raises((Unavailable, OSError)):
        copies.copy_to(filled, [stick], pulled)
    assert [one.path for one in copies.found_in(filled, stick)] == [good]
    assert not list(stick.rglob("*.part"))
    assert copies.ledger(filled).sequence == 1


def test_what_another_computer_notes_during_a_copy_is_not_forgotten(
    filled: Ward, stick: Path
) -> None:
    copied(filled, stick)
    engine, theirs = (
        filled.book.engine,
        copy_ledger.Place("E:\\", device=True, sequence=9, at=str(NOW)),
    )

    def meanwhile(now: str) -> str:
        told = json.loads(now)
        others = [one for one in told["places"] if one["path"] != theirs.path]
        return json.dumps({**told, "sequence": 9, "places": [*others, asdict(theirs)]})

    def step(_done: int, _of: int) -> None:
        change_fact(engine, copy_ledger.FACT, meanwhile)

    copies.copy_to(filled, [stick], step)
    known = copies.ledger(filled)
    assert [one.sequence for one in known.places] == [2, 9]
    assert known.sequence == 9
    change_fact(engine, copy_ledger.FACT, lambda _now: "")
    copied(filled, stick)
    copies.drill(filled, step)
    known = copies.ledger(filled)
    assert (len(known.places), known.sequence, bool(known.drilled_at)) == (2, 9, True)


def test_a_copy_can_be_stopped(filled: Ward, stick: Path) -> None:
    def stop(_done: int, _of: int) -> None:
        raise Refused("Stopped before the end.")

    with pytest.raises(Refused, match="Stopped"):
        copies.copy_to(filled, [stick], stop)
    assert not list(stick.rglob("*.mrb*"))
    assert not (filled.folder / backup.SCRATCH).exists()  # type: ignore[operator]
    filled.keep(*a_birth().all)


def test_a_copy_that_reads_back_differently_is_no_copy(
    filled: Ward, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = container.write

    def lying(stream: Any, *rest: Any) -> None:
        write(stream, *rest)
        stream.flush()
        stream.seek(-5000, 2)
        stream.write(b"\0" * 10)

    monkeypatch.setattr(container, "write", lying)
    with pytest.raises(Unavailable, match="damaged"):
        copied(filled, stick)
    assert not list(stick.rglob("*.mrb*"))


def test_the_weekly_trial_restores_and_counts(filled: Ward, stick: Path) -> None:
    with pytest.raises(Refused, match="no copy within reach"):
        copies.drill(filled)
    path = copied(filled, stick)
    filled.keep(*a_birth().all)
    assert copies.drill_if_due(filled) is not None
    assert copies.state(filled).drilled == NOW
    assert copies.drill_if_due(filled) is None
    with clock.use(FixedClock(NOW + timedelta(days=8))):
        assert copies.state(filled).drill_late
        path.write_bytes(path.read_bytes()[:-1] + b"\0\0")
        with pytest.raises((Refused, Unavailable)):
            copies.drill(filled)
    assert not (filled.folder / "essai").exists()  # type: ignore[operator]


def trail(ward: Ward, *kinds: str) -> list[tuple[str, str, dict[str, Any]]]:
    """What the trail says of copies: the event, how it ended, its facts; the oldest first."""
    found = reversed(events(ward.book.engine, Asked(events=kinds)))
    return [(row.event, row.outcome, dict(row.facts or {})) for row in found]


def test_a_trial_does_not_pass_over_the_newest_copy_when_it_is_spoilt(
    filled: Ward, stick: Path
) -> None:
    copied(filled, stick)
    filled.keep(*a_birth().all)
    newest = copied(filled, stick)
    whole = newest.read_bytes()
    newest.write_bytes(whole[:-4096])
    with pytest.raises(Unavailable, match=r"n° 2 .* can no longer be read"):
        copies.drill(filled)
    assert copies.state(filled).drilled is None
    newest.unlink()  # another stick, on which that copy never was
    assert copies.drill(filled).header.sequence == 1
    newest.write_bytes(whole)
    assert copies.drill(filled).header.sequence == 2
    done = [("drill", "done", {"sequence": number}) for number in (1, 2)]
    assert trail(filled, "drill") == [("drill", "failed", {}), *done]


def test_a_copy_before_a_risk_and_one_that_fails_are_on_the_trail(
    filled: Ward, stick: Path, tmp_path: Path
) -> None:
    copies.before_risk(filled)
    with pytest.raises(Unavailable):
        copies.copy_to(filled, [tmp_path / "no stick"])
    made = [("backup", "done", {"sequence": 1}), ("backup", "failed", {})]
    assert trail(filled, "backup") == made
    copies.before_risk(filled)  # nothing changed since
    assert trail(filled, "backup") == made
    copied(filled, stick)


def test_after_three_days_the_ward_is_warned(filled: Ward, stick: Path) -> None:
    assert copies.state(filled).late
    copied(filled, stick)
    assert not copies.state(filled).late
    with clock.use(FixedClock(NOW + timedelta(days=3, minutes=1))):
        assert copies.state(filled).late
        copied(filled, copies.here(filled))
        now = copies.state(filled)
        assert (now.late, now.device_late) == (False, True)  # on this computer alone
        assert last_words(now)[1] == "wrong"


def test_copies_on_this_computer_alone_are_told_in_red_after_three_days(
    filled: Ward, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies.copy_to(filled, [copies.here(filled)])
    assert last_words(copies.state(filled))[1] == "unsure", "the stick is asked for each day"
    with clock.use(FixedClock(NOW + timedelta(days=4))):
        copies.copy_to(filled, [copies.here(filled)])
        words, colour = last_words(copies.state(filled))
        assert (words.startswith("No copy was ever made on a stick"), colour) == (True, "wrong")
        monkeypatch.setattr(files, "other_device", lambda at, _than: at == stick.resolve())
        copied(filled, stick)
        assert last_words(copies.state(filled))[1] == ""
    with clock.use(FixedClock(NOW + timedelta(days=8))):
        copies.copy_to(filled, [copies.here(filled)])
        words, colour = last_words(copies.state(filled))
        assert ("the last is of 30/11/2026" in words, colour) == (True, "wrong")


def test_the_empty_place_of_a_stick_taken_out_is_no_stick(
    filled: Ward, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "other_device", lambda *_told: True)
    made = copied(filled, stick)
    monkeypatch.setattr(files, "other_device", lambda *_told: False)
    shutil.move(made.parent, stick.parent / "away")
    filled.keep(*a_birth().all)
    with pytest.raises(Unavailable, match="no longer there"):
        copies.copy_to(filled, [stick])
    (here,) = copies.copy_by_itself(filled)
    assert here.path.is_relative_to(copies.here(filled))
    assert list(stick.iterdir()) == [], "nothing is written where the stick would be"
    shutil.move(stick.parent / "away", made.parent)  # its copies are there: the disk is this one
    copies.copy_to(filled, [stick])
    assert not copies.state(filled).device_today


def test_a_copy_by_itself_is_made_when_something_changed(filled: Ward) -> None:
    assert len(copies.copy_by_itself(filled)) == 1
    assert copies.copy_by_itself(filled) == []
    filled.keep(*a_birth().all)
    assert copies.copy_by_itself(filled)[0].path.is_relative_to(copies.here(filled))


def test_a_copy_of_another_ward_is_not_opened_by_our_key(
    filled: Ward, stick: Path, tmp_path: Path
) -> None:
    with at_work(tmp_path / "autre") as other:
        theirs = copied(other, stick)
    with pytest.raises(Refused, match="another register"):
        container.read(theirs).own_key(filled.secrets[1])  # type: ignore[index]


def test_a_hostile_envelope_cannot_freeze_the_computer() -> None:
    told = {
        "salt": "", "nonce": "", "sealed": "",
        "cost": {"memory": 1 << 40, "passes": 3, "lanes": 1},
    }  # fmt: skip
    with pytest.raises(Unavailable):
        copied_keys.open_nameless(told, NAME, PASSPHRASE)


def test_the_districts_files_come_back_with_the_register_and_are_read_by_nobody_before(
    filled: Ward, stick: Path, tmp_path: Path
) -> None:
    own = filled.folder / "returns" / "mappings" / "rma_cscom@2026-12-01.csv"  # type: ignore[operator]
    own.parent.mkdir(parents=True)
    own.write_bytes(b"return,line_code")
    path = copied(filled, stick)
    whole = path.read_bytes()
    assert b"rma_cscom" not in whole
    assert b"line_code" not in whole
    key = filled.secrets[1]  # type: ignore[index]
    restore.trial(container.read(path), key, tmp_path)
    assert verify(path, HERSELF).beside
    broken = bytearray(whole)
    broken[-3] ^= 1
    path.write_bytes(bytes(broken))
    with pytest.raises(Unavailable):
        verify(path, None)
    path.write_bytes(whole[:-1])
    with pytest.raises(Unavailable, match="cut short"):
        verify(path, None)
    path.write_bytes(whole)
    new = tmp_path / "nouveau"
    begin(path, new, HERSELF).finish()
    there = new / "returns" / "mappings" / own.name
    assert there.read_bytes() == b"return,line_code"
    there.write_bytes(b"another table")
    begin(path, new, HERSELF).finish()
    assert there.read_bytes() == b"return,line_code"
    kept = there.with_name(f"{own.name}.avant_restauration_seq1")
    assert kept.read_bytes() == b"another table"
