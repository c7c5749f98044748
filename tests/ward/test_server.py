"""A register on a server: moved there whole, opened by the same people, and nothing lost or let in.

The server is a real one on this machine, set up by the files that the program writes for it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from sqlalchemy import Engine, event, insert, select
from sqlalchemy.exc import IntegrityError

from maternity import cli, clock, paths
from maternity.db import (
    audit,
    carrying,
    keys,
    migrate,
    moved,
    older_form,
    own_files,
    served,
    server_safety,
)
from maternity.db import engine as engines
from maternity.db.facts import fact, put_fact
from maternity.db.faults import explained
from maternity.db.journal import Asked, events
from maternity.db.tables import book_fact, metadata
from maternity.errors import Refused, Unavailable
from maternity.people import Role
from maternity.registers.woman import Woman
from maternity.ward import (
    Draft,
    Query,
    Ward,
    clock_check,
    connecting,
    district,
    district_files,
    emergency,
    moving,
    new_key,
    open_ward,
    returns,
    staffing,
    update_proof,
)
from maternity.ward.copies import MIGRATION, copy_to, found_in, here
from maternity.ward.files import check
from maternity.ward.place import on_server
from maternity.ward.restoring import begin, verify
from maternity.ward.server_setup import role_of
from maternity.ward.technical import Secret
from tests import server as servers
from tests import soak
from tests.books import BIRTHS, BOOKS
from tests.proxy import Cable
from tests.server import OWNER, PASSWORD, Cluster
from tests.ward_fixtures import CHEAP, NAME, NOW, PASSPHRASE, FixedClock, a_birth, at_work

COMPUTERS = ("salle", "bureau", "ailleurs")

pytestmark = pytest.mark.skipif(servers.programs() is None, reason="no PostgreSQL here")


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """One server for all of these tests."""
    with servers.cluster((*COMPUTERS, *soak.computers(3))) as made:
        made.new_database("maternity")
        yield made


@pytest.fixture(autouse=True)
def cheap() -> Iterator[None]:
    """Envelopes made quickly, on a day in November 2026."""
    before, keys.COST = keys.COST, CHEAP
    with clock.use(FixedClock(NOW)):
        yield
    keys.COST = before


@pytest.fixture(scope="module")
def first(server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the computer from which a register with a birth was moved to the server."""
    folder = tmp_path_factory.mktemp("serveur") / "registre"
    with at_work(folder) as ward:
        ward.keep(*a_birth().all)
        staffing.set_pin(ward, "271828")
        staffing.add_person(ward, "Awa Keïta", Role.MIDWIFE, "trois petits mots verts")
        moving.to_server(ward, server.address(OWNER), PASSWORD, role_of("salle"), PASSWORD)
    return folder


@pytest.fixture
def other(server: Cluster, first: Path, tmp_path: Path) -> Path:
    """The folder of another computer, connected to the register."""
    folder = tmp_path / "registre"
    assert on_server(first)
    address = server.address(role_of("bureau"))
    connecting.connect(folder, address, PASSWORD, NAME, PASSPHRASE)
    return folder


def test_the_set_up_is_written_without_anyones_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["server-setup", "--out", str(tmp_path / "pour"), "--host", "192.168.1.5"]
    asked += ["--network", "192.168.1.0/24", "--language", "en"]
    assert cli.main([*asked, "--pc", "salle=192.168.1.21"]) == cli.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["roles"] == {"salle": "maternity_pc_salle"}
    words = "".join(Path(one).read_text("utf-8") for one in told["files"])
    assert "hostssl  maternity  maternity_pc_salle  192.168.1.21/32  scram-sha-256" in words
    assert "\\password maternity_pc_salle" in words
    assert "subjectAltName=IP:192.168.1.5" in words
    for wrong in ("Salle=192.168.1.21", "salle=partout", "x; DROP TABLE woman=192.168.1.2"):
        assert cli.main([*asked, "--pc", wrong]) == cli.REFUSED
    with pytest.raises(Refused, match="Leave the password out"):
        served.parsed("postgresql+psycopg://a:secret@b/c?sslrootcert=x")
    with pytest.raises(Refused, match="Name the certificate"):
        served.parsed("postgresql+psycopg://a@b/c")


def births(ward: Ward) -> int:
    """How many deliveries the register has."""
    return ward.count(Query("delivery"))


def test_a_register_goes_to_the_server_whole_and_its_file_says_where(
    server: Cluster, first: Path
) -> None:
    assert on_server(first)
    assert not (first / engines.BOOK_NAME).exists()
    told = (first / served.NAME).read_text("utf-8")
    assert PASSWORD not in told
    assert json.loads(told)["database"] == "maternity"
    # as the window opens it, which shows how far the opening is
    with closing(open_ward(first, NAME, PASSPHRASE, lambda _done, _of: None)) as ward:
        assert births(ward) == 1
        assert set(ward.pins) == {NAME}
        assert [one.event for one in _events(ward) if one.event == "moved"] == ["moved"]
        assert check(ward) == []
    # who puts the former file back has no second register: it says where the register went
    again = first.parent / "ancien"
    again.mkdir()
    shutil.copy(first / "registre_deplace.db", again / engines.BOOK_NAME)
    shutil.copy(first / keys.NAME, again / keys.NAME)
    with pytest.raises(Unavailable, match=r"was moved to 127\.0\.0\.1"):
        open_ward(again, NAME, PASSPHRASE)
    # and a PIN is not legible on the server's disk
    assert "under_data_key" in server.sql(
        "SELECT pin FROM secret WHERE pin IS NOT NULL", "maternity"
    )


def _events(ward: Ward) -> list[Any]:
    return list(events(ward.book.engine, Asked()))


def test_what_is_done_to_people_at_one_computer_holds_at_all(first: Path, other: Path) -> None:
    with closing(open_ward(other, NAME, PASSPHRASE)) as ward:
        staffing.add_person(ward, "Fanta Diallo", Role.NURSE, "une phrase pour Fanta")
    with closing(open_ward(first, "Fanta Diallo", "une phrase pour Fanta")) as ward:
        staffing.change_passphrase(ward, "une autre phrase à elle")
    with pytest.raises(Refused, match="do not fit"):
        open_ward(other, "Fanta Diallo", "une phrase pour Fanta")
    open_ward(other, "Fanta Diallo", "une autre phrase à elle").close()
    with update_proof.proven(other, Secret(NAME, PASSPHRASE)) as proof:
        proof.note("0.1.0", "9.0.0")
    with closing(open_ward(first, NAME, PASSPHRASE)) as ward:
        changed = [one for one in _events(ward) if one.event == update_proof.CHANGED]
        assert [one.facts["version"] for one in changed] == ["9.0.0"]
        staffing.disable_person(ward, "Fanta Diallo")
    with pytest.raises(Refused, match="do not fit"):
        open_ward(other, "Fanta Diallo", "une autre phrase à elle")


def test_what_the_district_gave_is_on_every_computer(
    server: Cluster, first: Path, tmp_path: Path
) -> None:
    given = paths.resources() / "returns" / "mappings" / "who_rmncah.csv"
    november, january = date(2026, 11, 1), date(2027, 1, 1)
    with closing(open_ward(first, NAME, PASSPHRASE)) as ward:
        district.put_in_force(ward, district.look(ward, given), november)
    other = tmp_path / "registre"
    connecting.connect(other, server.address(role_of("bureau")), PASSWORD, NAME, PASSPHRASE)
    assert own_files.gathered(other) == own_files.gathered(first) != {}
    with closing(open_ward(other, NAME, PASSPHRASE)) as ward:
        district.put_in_force(ward, district.look(ward, given), january)
        noted = list(events(ward.book.engine, Asked(events=("district_file",))))
        assert {(one.facts["document"], one.facts["first"]) for one in noted} >= {
            ("rma_cscom", "2026-11-01"),
            ("rma_cscom", "2027-01-01"),
        }
    open_ward(first, NAME, PASSPHRASE).close()
    assert "mappings/rma_cscom@2027-01-01.csv" in own_files.gathered(first)
    assert own_files.gathered(first) == own_files.gathered(other)


def test_files_taken_in_at_two_computers_at_once_are_all_there_in_open_windows(
    first: Path, other: Path
) -> None:
    with (
        closing(open_ward(first, NAME, PASSPHRASE)) as mine,
        closing(open_ward(other, NAME, PASSPHRASE)) as hers,
    ):
        begun = Barrier(2)

        def take_in(ward: Ward, year: int) -> None:
            begun.wait()
            for month in range(1, 9):
                told, day = {".csv": f"of {year}".encode()}, date(year, month, 1)
                laying = district_files.dated(district_files.MAPPINGS, "rma_cscom", day, told)
                district_files.lay(ward, [laying])

        with ThreadPoolExecutor(2) as both:
            for done in [both.submit(take_in, mine, 2031), both.submit(take_in, hers, 2032)]:
                done.result()
        for ward in (mine, hers):
            returns.returns(ward)
            there = (ward.folder or first) / district_files.MAPPINGS
            for year in (2031, 2032):
                assert len(list(there.glob(f"rma_cscom@{year}-*.csv"))) == 8, year


def test_two_computers_that_open_it_first_at_once_have_one_key_for_the_door(
    first: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_ward(first, NAME, PASSPHRASE)) as ward:
        put_fact(ward.book.engine, emergency.FACT, "")
    both, made = Barrier(2), emergency.new_pair

    def waiting() -> str:
        with suppress(BrokenBarrierError):
            both.wait(1)
        return made()

    monkeypatch.setattr(emergency, "new_pair", waiting)
    with ThreadPoolExecutor(2) as computers:
        opened = [computers.submit(open_ward, one, NAME, PASSPHRASE) for one in (first, other)]
        for done in opened:
            done.result().close()
    with closing(open_ward(first, NAME, PASSPHRASE)) as ward:
        public = fact(ward.book.engine, emergency.FACT).partition("-")[2]
    assert emergency.public_key(first).hex() == emergency.public_key(other).hex() == public


FORBIDDEN = (
    "UPDATE audit SET who = 'x'",
    "DELETE FROM audit",
    "TRUNCATE audit",
    "UPDATE history SET who = 'x'",
    "DELETE FROM history",
    "DELETE FROM woman",
    "TRUNCATE delivery CASCADE",
    "CREATE TABLE mine (a int)",
    "CREATE TEMPORARY TABLE mine (a int)",
    "CREATE SCHEMA other",
    "ALTER TABLE woman ADD COLUMN mine int",
    "DROP TRIGGER guard_woman_update ON woman",
    "ALTER TABLE woman DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "INSERT INTO unaudited (entry) VALUES ('x')",
    "DELETE FROM unaudited",
    "UPDATE alembic_version SET version_num = '1'",
    "DROP FUNCTION audit_refused() CASCADE",
)


def test_the_programs_role_rewrites_nothing_and_builds_nothing(first: Path) -> None:
    with closing(open_ward(first, NAME, PASSPHRASE)) as ward:
        for told in FORBIDDEN:
            with pytest.raises(Unavailable, match="does not allow this"):
                tell(ward.book.engine, told)
        # a change without its line of the trail is not committed, whoever makes it
        with pytest.raises(IntegrityError, match="fk_unaudited_seq"):
            tell(ward.book.engine, "UPDATE woman SET family_name = 'x', version = version + 1")


def tell(engine: Engine, told: str) -> list[Any]:
    """Tell the server something past the program; what it answers."""
    with explained(), engine.begin() as connection:
        found = connection.exec_driver_sql(told)
        return list(found) if found.returns_rows else []


def test_the_door_reads_the_envelopes_and_nothing_else(first: Path) -> None:
    known = served.read(first)
    url = known.url(first, served.DOOR, known.door)
    engine = engines.open_url(url.render_as_string(hide_password=False))
    ((told,),) = tell(engine, "SELECT value FROM door")
    assert told.encode() == (first / keys.NAME).read_bytes()
    for table in ("book_fact", "woman", "account", "audit"):
        with pytest.raises(Unavailable, match="does not allow this"):
            tell(engine, f"SELECT * FROM {table}")
    engine.dispose()


def test_a_false_server_and_an_open_cable_are_refused(first: Path, tmp_path: Path) -> None:
    known = served.read(first)
    elsewhere = tmp_path / "autre"
    elsewhere.mkdir()
    shutil.copy(Path(__file__).parent.parent / "data" / "other_authority.pem", elsewhere)
    (elsewhere / "other_authority.pem").rename(elsewhere / served.AUTHORITY)
    with pytest.raises(Unavailable, match="does not prove"):
        served.connected(known.url(elsewhere, known.user, PASSWORD), b"")
    # another name than that of the certificate
    with pytest.raises(Unavailable, match="does not prove"):
        served.connected(replace(known, host="localhost").url(first, known.user, PASSWORD), b"")
    # without TLS the server lets nobody in
    bare = known.url(first, known.user, PASSWORD).set(query={"sslmode": "disable"})
    with pytest.raises(Unavailable, match="does not let this computer in"):
        served.connected(bare, b"")


def test_a_server_that_may_lose_what_it_acknowledged_is_refused(
    server: Cluster, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"fsync", "full_page_writes", "synchronous_commit", "data_checksums"}
    asked |= {"lock_timeout", "idle_in_transaction_session_timeout"}
    assert asked <= {*engines.SERVER_SETTINGS, *server_safety.WANTED}
    for table, name in (
        (engines.SERVER_SETTINGS, "fsync"),
        (engines.SERVER_SETTINGS, "full_page_writes"),
        (server_safety.WANTED, "data_checksums"),
    ):
        with monkeypatch.context() as other:  # one server has them all as they should be
            other.setitem(table, name, "otherwise")
            with pytest.raises(Unavailable, match=f"not set up safely: {name}"):
                open_ward(first, NAME, PASSPHRASE)
    for name, wrong in (("synchronous_commit", "off"), ("password_encryption", "md5")):
        server.sql(f"ALTER DATABASE maternity SET {name} TO {wrong}")
        try:
            with pytest.raises(Unavailable, match=f"not set up safely: {name}"):
                open_ward(first, NAME, PASSPHRASE)
        finally:
            server.sql(f"ALTER DATABASE maternity RESET {name}")
    server.sql(f"ALTER ROLE {role_of('salle')} CREATEDB")
    try:
        with pytest.raises(Unavailable, match="may do too much"):
            open_ward(first, NAME, PASSPHRASE)
    finally:
        server.sql(f"ALTER ROLE {role_of('salle')} NOCREATEDB")
    for right in ("DELETE", "TRUNCATE"):
        server.sql(f"GRANT {right} ON delivery TO {role_of('salle')}", "maternity")
        try:
            with pytest.raises(Unavailable, match="may do too much"):
                open_ward(first, NAME, PASSPHRASE)
        finally:
            server.sql(f"REVOKE {right} ON delivery FROM {role_of('salle')}", "maternity")
    open_ward(first, NAME, PASSPHRASE).close()


def test_a_stolen_computer_opens_nothing_and_its_role_is_taken_back_alone(
    server: Cluster, first: Path, other: Path
) -> None:
    server.sql(f"ALTER ROLE {role_of('bureau')} NOLOGIN")
    try:
        with pytest.raises(Unavailable, match="does not let this computer in"):
            open_ward(other, NAME, PASSPHRASE)
        open_ward(first, NAME, PASSPHRASE).close()
    finally:
        server.sql(f"ALTER ROLE {role_of('bureau')} LOGIN")


def test_a_save_whose_answer_got_lost_is_not_written_twice(server: Cluster, other: Path) -> None:
    with closing(Cable(server.port)) as cable:
        _through(other, cable)
        ward = open_ward(other, NAME, PASSPHRASE)
        before = births(ward)
        made = a_birth(name="Perdue")
        engine = ward.book.engine
        event.listen(engine, "commit", lambda _connection: cable.lose_answers(), once=True)
        with pytest.raises(Unavailable, match="does not answer"):
            ward.keep(*made.all)
        assert made.delivery.version is None
        cable.mend()
        assert ward.keep(*made.all).written == ()  # the book held it already
        assert births(ward) == before + 1
        # an answer that got lost and words that came after it
        made.woman.phone_1 = "70112233"
        event.listen(engine, "commit", lambda _connection: cable.lose_answers(), once=True)
        with pytest.raises(Unavailable):
            ward.keep(made.woman)
        cable.mend()
        ward.keep(made.woman)
        assert ward.get("woman", made.woman.id).phone_1 == "70112233"  # type: ignore[attr-defined]
        ward.close()


def _through(folder: Path, cable: Cable) -> None:
    known = served.read(folder)
    told = {**vars(known), "port": cable.port}
    (folder / served.NAME).write_text(json.dumps(told), "utf-8")


def test_while_the_server_is_away_a_draft_is_kept_here_sealed_and_offered_again(
    server: Cluster, other: Path
) -> None:
    with closing(Cable(server.port)) as cable:
        _through(other, cable)
        ward = open_ward(other, NAME, PASSPHRASE)
        state = {"entry": "f" * 32, "records": [], "texts": {"x": "Coulibaly Rokia"}}
        cable.pull()
        with pytest.raises(Unavailable, match="does not answer"):
            ward.keep(*a_birth().all)
        ward.keep_draft(Draft("f" * 32, "delivery", "Accouchement", state))
        assert ward.away
        (kept,) = (other / "brouillons").iterdir()
        assert b"Rokia" not in kept.read_bytes()
        assert [one.who for one in ward.drafts()] == [NAME]
        ward.close()
        with pytest.raises(Unavailable, match="does not answer"):
            open_ward(other, NAME, PASSPHRASE)
        with pytest.raises(Unavailable) as away, update_proof.proven(other, Secret(NAME, "x" * 12)):
            pass
        assert "--code-file" in (away.value.advice or "")
        assert not (other / engines.BOOK_NAME).exists()  # and no second register
        cable.mend()
        with closing(open_ward(other, NAME, PASSPHRASE)) as ward:
            (again,) = ward.drafts()
            assert again.state == state
            assert not ward.away
            assert not list((other / "brouillons").iterdir())
            ward.give_up(again)


def test_what_was_acknowledged_survives_the_power_cut_of_the_server(
    server: Cluster, first: Path
) -> None:
    ward = open_ward(first, NAME, PASSPHRASE)
    kept = []
    for at in range(2):
        made = a_birth(name=f"Coupée{at}")
        ward.keep(*made.all)
        kept.append(made.delivery.id)
        server.stop()
        server.start()
    assert {one.id for one in ward.book.by_ids("delivery", kept)} == set(kept)
    ward.close()


def test_a_long_lock_of_another_computer_ends_in_a_sentence(first: Path, other: Path) -> None:
    with (
        closing(open_ward(first, NAME, PASSPHRASE)) as ward,
        closing(open_ward(other, NAME, PASSPHRASE)) as second,
    ):
        assert tell(ward.book.engine, "SHOW lock_timeout") == [("5s",)]
        with ward.book.engine.connect() as connection:
            connection.exec_driver_sql("SET lock_timeout = '200ms'")
            connection.commit()
        with second.book.engine.begin() as held:
            audit.hold(held)
            with pytest.raises(Refused, match="Another computer is writing"):
                ward.keep(*a_birth().all)


def test_a_copy_of_the_servers_register_is_the_same_container(first: Path, tmp_path: Path) -> None:
    stick = tmp_path / "cle"
    stick.mkdir()
    with closing(open_ward(first, NAME, PASSPHRASE)) as ward:
        (made,) = copy_to(ward, [stick])
        count = births(ward)
    assert verify(made.path, Secret(NAME, PASSPHRASE)).rows["delivery"] == count
    with pytest.raises(Refused, match="is on a server"):
        begin(made.path, first, Secret(NAME, PASSPHRASE))
    begin(made.path, tmp_path / "neuf", Secret(NAME, PASSPHRASE)).finish()
    with closing(open_ward(tmp_path / "neuf", NAME, PASSPHRASE)) as ward:
        assert births(ward) == count
        assert check(ward) == []


def test_a_move_that_was_cut_off_is_finished_by_the_same_command(
    server: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.new_database("coupure")
    folder = tmp_path / "registre"
    where = server.address(OWNER, "coupure")
    with at_work(folder) as ward:
        ward.keep(*a_birth().all)
        with monkeypatch.context() as cut:
            cut.setattr(carrying, "_number_on", _cut)
            with pytest.raises(KeyboardInterrupt):
                moving.to_server(ward, where, PASSWORD, role_of("salle"), PASSWORD)
        ward.keep(*a_birth().all)  # nothing went: the register is here as before
        with monkeypatch.context() as cut:
            cut.setattr(served, "write", _cut)
            with pytest.raises(KeyboardInterrupt):
                moving.to_server(ward, where, PASSWORD, role_of("salle"), PASSWORD)
    with pytest.raises(Unavailable, match="was moved to"):
        open_ward(folder, NAME, PASSPHRASE)
    ward = open_ward(folder, NAME, PASSPHRASE, moved=True)
    done = moving.to_server(ward, where, PASSWORD, role_of("salle"), PASSWORD)
    assert done.tables["delivery"][0] == 2
    with closing(open_ward(folder, NAME, PASSPHRASE)) as ward:
        assert births(ward) == 2
    second = tmp_path / "second"
    bureau = server.address(role_of("bureau"), "coupure")
    connecting.connect(second, bureau, PASSWORD, NAME, PASSPHRASE)
    # and back into the file, by the command, while another computer is at work
    busy = open_ward(second, NAME, PASSPHRASE)
    word = tmp_path / "phrase"
    word.write_text(PASSPHRASE, "utf-8")
    asked = ["--data", str(folder), "--as", NAME, "--passphrase-file", str(word)]
    assert cli.main(["move", *asked, "--to", "file", "--language", "en"]) == cli.DONE
    assert not on_server(folder)
    with closing(open_ward(folder, NAME, PASSPHRASE)) as ward:
        assert births(ward) == 2
    with pytest.raises(Unavailable, match="was moved to"):
        busy.keep(*a_birth().all)
    busy.close()
    with pytest.raises(Unavailable, match="was moved to"):
        open_ward(second, NAME, PASSPHRASE)


def _cut(*_told: object, **_more: object) -> None:
    raise KeyboardInterrupt


def test_who_may_not_restore_may_not_move_or_connect(server: Cluster, first: Path) -> None:
    ward = open_ward(first, "Awa Keïta", "trois petits mots verts")
    with pytest.raises(Refused, match="role does not allow"):
        moving.to_file(ward)
    ward.close()
    with pytest.raises(Refused, match="role does not allow"):
        connecting.connect(
            first.parent / "autre-poste",
            server.address(role_of("bureau")),
            PASSWORD,
            "Awa Keïta",
            "trois petits mots verts",
        )
    assert not on_server(first.parent / "autre-poste")


def of_an_older_version(server: Cluster, folder: Path, revision: str) -> None:
    """A folder whose register of a released form lies on the server, as that version left it."""
    server.new_database("ancien")
    shutil.copytree(BOOKS / revision, folder)
    key_file = keys.read(folder)
    key = keys.unlock(key_file, NAME, PASSPHRASE)
    known, authority = served.parsed(server.address(OWNER, "ancien"))
    served.keep_authority(folder, authority)
    source = engines.open_file(folder / engines.BOOK_NAME, key)
    target = served.connected(known.url(folder, OWNER, PASSWORD), key, builds=True)
    order = [table.name for table in metadata.sorted_tables]
    with source.connect() as held, target.begin() as there:
        migrate.make_tables(there, revision)
        for table in sorted(older_form.tables(held), key=lambda one: order.index(one.name)):
            rows = [dict(one) for one in held.execute(select(table)).mappings()]
            if rows:
                there.execute(insert(table), rows)
        told = keys.as_bytes(key_file).decode()
        there.execute(insert(book_fact).values(name=moved.KEY_FILE, value=told))
        numbered = "setval(pg_get_serial_sequence('history', 'seq'), max(seq)) FROM history"
        there.exec_driver_sql(f"SELECT {numbered}")
        there.exec_driver_sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO maternity_app")
    for engine in (source, target):
        engine.dispose()
    (folder / engines.BOOK_NAME).unlink()
    mine = replace(known, user=role_of("salle"), register=key_file.register)
    served.write(folder, mine, PASSWORD, key)


def test_an_older_register_on_the_server_is_brought_up_by_its_owner_alone(
    server: Cluster, tmp_path: Path
) -> None:
    folder = tmp_path / "registre"
    of_an_older_version(server, folder, "0008")
    with pytest.raises(Unavailable, match="older version"):
        open_ward(folder, NAME, PASSPHRASE)
    assert connecting.upgrade(folder, OWNER, PASSWORD, NAME, PASSPHRASE) == migrate.HEAD
    with closing(open_ward(folder, NAME, PASSPHRASE)) as ward:
        assert births(ward) == BIRTHS
        assert check(ward) == []
        ward.keep(*a_birth().all)  # the roles have their rights in the new tables
        (before,) = found_in(ward, here(ward))
        assert (before.header.schema, before.header.pinned) == ("0008", MIGRATION)
    # the copy made before it is one of that form, and leads back to a whole register
    again = tmp_path / "avant"
    begin(before.path, again, Secret(NAME, PASSPHRASE)).finish()
    with closing(open_ward(again, NAME, PASSPHRASE)) as ward:
        assert births(ward) == BIRTHS


def test_several_computers_at_once_lose_nothing_and_double_nothing(
    server: Cluster, tmp_path: Path
) -> None:
    server.new_database("plusieurs")
    with soak.ward_of(server, tmp_path, 3, "plusieurs") as folders:
        found = soak.in_threads(folders, 3.0, 0.1)
    assert (found.lost, found.twice, found.findings) == (0, 0, [])
    assert found.births > 6


def test_two_computers_with_different_clocks_write_in_the_order_and_time_of_the_server(
    first: Path, other: Path
) -> None:
    """One computer is three days ahead, the other two hours behind: the server decides."""
    real = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    ahead, behind = FixedClock(real + timedelta(days=3)), FixedClock(real - timedelta(hours=2))
    with clock.use(ahead):
        one = open_ward(first, NAME, PASSPHRASE)
    with clock.use(behind):
        two = open_ward(other, "Awa Keïta", "trois petits mots verts")
    written: list[int | None] = []
    woman = Woman(family_name="Sidibé", given_name="Oumou")
    for ward, seen, phone in (
        (one, ahead, "76000001"),
        (two, behind, "76000002"),
        (one, ahead, "76000003"),
    ):
        with clock.use(seen):
            hers: Any = ward.get("woman", woman.id) if written else woman
            hers.phone_1 = phone
            ward.keep(hers, reason="elle a changé de numéro")
            written.append(hers.version)
            assert clock_check.look(ward) is clock_check.Doubt.SERVER
            told = clock_check.words(ward, clock_check.Doubt.SERVER)
            assert f"computer says {seen.at:%d/%m/%Y %H:%M}; the server says {real:%d/%m}" in told
    assert written == [1, 2, 3]
    trail = tell(one.book.engine, f"SELECT utc FROM audit WHERE entry = '{woman.id}' ORDER BY seq")
    moments = [utc for (utc,) in trail]
    assert len(moments) == 3
    assert moments == sorted(moments)
    assert all(abs(utc - real) < timedelta(minutes=2) for utc in moments)
    changes = tell(one.book.engine, f"SELECT at, version FROM history WHERE entry = '{woman.id}'")
    assert [version for _at, version in changes] == [1, 2, 3]
    assert all(abs(at - real) < timedelta(minutes=2) for at, _version in changes)
    kept = one.book.get("woman", woman.id)
    assert kept.created_at is not None
    assert abs(kept.created_at - real) < timedelta(minutes=2)
    with clock.use(ahead):
        clock_check.believe(one)
        assert clock_check.look(one) is None
        events = tell(one.book.engine, "SELECT event, facts FROM audit ORDER BY seq")
        doubts = [facts for event, facts in events if event == "clock_doubted"]
        assert any('"minutes": -4320' in str(facts) for facts in doubts)
    one.close()
    two.close()


def test_a_register_goes_to_a_server_with_the_trail_from_before_its_new_key(
    server: Cluster, tmp_path: Path
) -> None:
    folder, renewed = tmp_path / "registre", "griot lampe pirogue mangue"
    server.new_database("cle")
    asked = new_key.Asked(Secret(NAME, PASSPHRASE), "The stick was stolen", renewed)
    with at_work(folder) as ward:
        ward.keep(*a_birth().all)
    new_key.begin(folder, asked).finish()
    mine = open_ward(folder, NAME, renewed)
    moving.to_server(mine, server.address(OWNER, "cle"), PASSWORD, role_of("salle"), PASSWORD)
    with closing(open_ward(folder, NAME, renewed)) as ward:
        assert check(ward) == []
    with pytest.raises(Refused, match="is on a server"):
        new_key.begin(folder, asked)
    bureau = server.address(role_of("bureau"), "cle")
    with pytest.raises(Refused, match="do not fit"):
        connecting.connect(tmp_path / "second", bureau, PASSWORD, NAME, PASSPHRASE)
    connecting.connect(tmp_path / "second", bureau, PASSWORD, NAME, renewed)
