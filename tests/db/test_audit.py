"""The audit trail: written with every change, guarded by the database, proven by its chain."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from maternity import clock, registers
from maternity.db import audit as trail
from maternity.db import checking, migrate, replay, seal, triggers
from maternity.db.book import Book
from maternity.db.saving import Stamp, keep, write_key
from maternity.db.tables import audit, history, metadata, unaudited
from maternity.errors import Unavailable
from tests.tampering import tools
from tests.ward_fixtures import a_birth

WHO = "Mme Traoré"


def stamp(reason: str = "") -> Stamp:
    """Somebody, now."""
    return Stamp(WHO, clock.now(), reason)


def rows(book: Book) -> list[Any]:
    """Every row of the trail."""
    with book.engine.connect() as connection:
        return list(connection.execute(select(audit).order_by(audit.c.seq)).mappings())


def head(book: Book) -> trail.Anchor:
    """The anchor of now."""
    with book.engine.connect() as connection:
        return trail.head(connection)


def breaks(book: Book, *anchors: trail.Anchor) -> set[seal.Kind]:
    """How the trail does not agree."""
    with book.engine.connect() as connection:
        return {one.kind for one in seal.verify(connection, anchors)}


def a_used(book: Book) -> Any:
    """A birth that was kept, corrected and cancelled."""
    birth = a_birth()
    keep(book, birth.all, stamp())
    birth.delivery.blood_loss_ml = 450
    keep(book, [birth.delivery], stamp("misread the sheet"))
    birth.babies[0].voided_at, birth.babies[0].voided_by = clock.now(), WHO
    keep(book, [birth.babies[0]], stamp("written twice"))
    return birth


def test_each_change_has_one_row_with_who_what_and_why(book: Book) -> None:
    trail.sit_down(book.engine, WHO, "midwife")
    birth = a_used(book)
    told = rows(book)
    assert [row["seq"] for row in told] == list(range(1, len(told) + 1))
    created = [row for row in told if row["event"] == "create"]
    assert {row["entry"] for row in created} == {one.id for one in birth.all}
    corrected = next(row for row in told if row["event"] == "update")
    assert (corrected["version_from"], corrected["version_to"]) == (1, 2)
    assert (corrected["who"], corrected["role"]) == (WHO, "midwife")
    assert corrected["reason"] == "misread the sheet"
    assert corrected["register"] == "delivery"
    assert told[-1]["event"] == "void"
    assert told[-1]["schema"] == migrate.HEAD
    assert told[-1]["clock_ok"] == 1


def test_a_save_writes_one_row_an_entry_and_not_one_a_field(book: Book) -> None:
    birth = a_birth()
    before = head(book).seq
    keep(book, birth.all, stamp())
    assert head(book).seq - before == len(birth.all)


def test_a_change_and_its_row_stand_or_fall_together(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    birth, before = a_birth(), head(book)

    def failing(*_all: object) -> None:
        raise Unavailable("no")

    monkeypatch.setattr(trail, "record_all", failing)
    with pytest.raises(Unavailable):
        keep(book, birth.all, stamp())
    assert book.by_ids("woman", [birth.woman.id]) == []
    assert head(book) == before


def test_a_change_without_its_row_cannot_be_committed(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    birth = a_birth()
    monkeypatch.setattr(trail, "record_all", lambda *_all: None)
    with pytest.raises(DBAPIError):
        keep(book, birth.all, stamp())
    assert book.by_ids("woman", [birth.woman.id]) == []


@pytest.mark.parametrize("register", [cls.register.name for cls in registers.ALL])
def test_no_register_can_be_changed_past_the_trail(book: Book, register: str) -> None:
    table = metadata.tables[register]
    row = {"id": "a" * 32, "version": 1, "created_at": clock.now(), "created_by": WHO}
    with pytest.raises(DBAPIError), book.engine.begin() as connection:
        connection.execute(insert(table), row)
    with book.engine.begin() as connection:
        connection.execute(insert(table), row)
        trail.record(connection, "create", register=register, entry=row["id"])
    changed = update(table).values(created_by="somebody else")
    for act in (changed, delete(table)):
        with pytest.raises(DBAPIError), book.engine.begin() as connection:
            connection.execute(act)
    with book.engine.connect() as connection:
        assert connection.scalar(select(table.c.created_by)) == WHO
        assert connection.execute(select(unaudited)).all() == []


@pytest.mark.parametrize("table", [audit, history], ids=lambda table: str(table.name))
def test_what_was_recorded_is_neither_rewritten_nor_deleted(book: Book, table: Any) -> None:
    a_used(book)
    for act in (update(table).values(who="another"), delete(table)):
        with pytest.raises(DBAPIError), book.engine.begin() as connection:
            connection.execute(act)


def test_every_table_is_guarded_or_named_here_with_its_reason(book: Book) -> None:
    free = {
        "book_fact": "facts of the file itself",
        "draft": "what is not kept yet",
        "notice": "what a person is told once; the trail holds the act itself",
        "secret": "envelopes of PINs, replaced when a PIN is; the trail holds that they were",
        "column_map": "which columns of a file fill which fields; nothing of any entry",
        "saved_view": "how a person looks at a list; nothing of any entry",
        "search_key": "words of entries, made anew from them",
        "unaudited": "empty between two transactions",
    }
    guarded = {table.name for table in triggers.guarded()} | {"audit", "history"}
    assert set(metadata.tables) - guarded == set(free)
    with book.engine.connect() as connection:
        there = set(triggers.found(connection))
    for name in guarded:
        assert f"guard_{name}_delete" in there
        assert f"guard_{name}_update" in there


def test_a_guard_that_is_missing_foreign_or_changed_is_seen(book: Book) -> None:
    with book.engine.begin() as connection:
        assert triggers.wrong(connection) == []
        drop(connection, "guard_woman_delete", "woman")
        assert triggers.wrong(connection) == ["guard_woman_delete"]
        with pytest.raises(Unavailable):
            triggers.prove(connection)
    assert {one.what for one in checking.findings(book.engine)} == {"guards"}


def drop(connection: Connection, name: str, table: str) -> None:
    """Take one guard away."""
    on = f" ON {table}" if connection.dialect.name != "sqlite" else ""
    connection.execute(text(f"DROP TRIGGER {name}{on}"))


def edited(connection: Connection, seqs: list[int]) -> None:
    connection.execute(update(audit).where(audit.c.seq == seqs[3]).values(who="Mme Diarra"))


def a_value_edited(connection: Connection, seqs: list[int]) -> None:
    entry = select(audit.c.entry).where(audit.c.seq == seqs[3]).scalar_subquery()
    changes = {"family_name": ["", "Kouyaté"]}
    connection.execute(update(history).where(history.c.entry == entry).values(changes=changes))


def deleted(connection: Connection, seqs: list[int]) -> None:
    connection.execute(delete(audit).where(audit.c.seq == seqs[3]))


def deleted_and_numbered_anew(connection: Connection, seqs: list[int]) -> None:
    deleted(connection, seqs)
    for seq in seqs[4:]:
        connection.execute(update(audit).where(audit.c.seq == seq).values(seq=seq - 1))


def swapped(connection: Connection, seqs: list[int]) -> None:
    one, other = seqs[2], seqs[3]
    for old, new in ((one, -9), (other, one), (-9, other)):
        connection.execute(update(audit).where(audit.c.seq == old).values(seq=new))


def put_in(connection: Connection, seqs: list[int]) -> None:
    last = connection.execute(select(audit).where(audit.c.seq == seqs[-1])).mappings().one()
    connection.execute(insert(audit), {**last, "seq": seqs[-1] + 1, "event": "print"})


SEEN_ALONE = [edited, a_value_edited, deleted, deleted_and_numbered_anew, swapped, put_in]


@pytest.mark.parametrize("act", SEEN_ALONE, ids=lambda act: act.__name__)
def test_the_chain_alone_shows(book: Book, act: Callable[[Connection, list[int]], None]) -> None:
    a_used(book)
    assert breaks(book) == set()
    with tools(book.engine) as connection:
        act(connection, [row["seq"] for row in rows_in(connection)])
    assert breaks(book)
    assert "trail" in {one.what for one in checking.findings(book.engine)}


def rows_in(connection: Connection) -> list[Any]:
    return list(connection.execute(select(audit).order_by(audit.c.seq)).mappings())


def test_a_tail_cut_off_is_shown_by_an_anchor_alone(book: Book) -> None:
    a_used(book)
    anchor = head(book)
    with tools(book.engine) as connection:
        connection.execute(delete(audit).where(audit.c.seq == anchor.seq))
    assert breaks(book) == set()
    assert breaks(book, anchor) == {seal.Kind.ANCHOR}
    with book.engine.connect() as connection:
        assert seal.unsealed(connection) == 1, "its version is left without an event"


def test_a_chain_made_anew_with_the_key_is_shown_by_an_anchor_alone(book: Book) -> None:
    a_used(book)
    anchor = head(book)
    with tools(book.engine) as connection:
        key, previous = trail.key_of(connection), trail.BEGINNING
        told = list(seal._rows(connection))
        for row in told:
            new = {**row, "who": "Mme Diarra", "previous": previous}
            written = seal._written(row)
            previous = trail.sealed(key, new, written)
            connection.execute(
                update(audit)
                .where(audit.c.seq == row["seq"])
                .values(who="Mme Diarra", previous=new["previous"], hash=previous)
            )
    assert breaks(book) == set()
    assert breaks(book, anchor) == {seal.Kind.ANCHOR}


def test_an_anchor_of_long_ago_still_holds(book: Book) -> None:
    a_used(book)
    anchor = head(book)
    keep(book, a_birth(name="Diallo").all, stamp())
    assert breaks(book, anchor) == set()


def test_a_value_changed_past_the_program_shows_in_the_replay(book: Book) -> None:
    birth = a_used(book)
    table = metadata.tables["delivery"]
    with tools(book.engine) as connection:
        mine = update(table).where(table.c.id == birth.delivery.id)
        connection.execute(mine.values(blood_loss_ml=100))
    with book.engine.connect() as connection:
        assert [entry for _about, entry in replay.differing(connection)] == [birth.delivery.id]


def test_an_entry_taken_out_with_tools_shows_in_the_replay(book: Book) -> None:
    birth = a_used(book)
    table = metadata.tables["newborn"]
    with tools(book.engine) as connection:
        connection.execute(delete(table).where(table.c.id == birth.babies[0].id))
    with book.engine.connect() as connection:
        assert [entry for _about, entry in replay.differing(connection)] == [birth.babies[0].id]


acts = st.lists(
    st.one_of(
        st.tuples(st.just("weight"), st.integers(500, 6000)),
        st.tuples(st.just("blood"), st.integers(0, 3000)),
        st.tuples(st.just("notes"), st.text("abé’\n «»", max_size=12)),
        st.tuples(st.just("new"), st.just(0)),
        st.tuples(st.just("void"), st.just(0)),
    ),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_the_trail_rebuilds_every_register_from_nothing(book: Book, told: list[Any]) -> None:
    birth = a_birth()
    keep(book, birth.all, stamp())
    for act, value in told:
        if act == "new":
            birth = a_birth()
            keep(book, birth.all, stamp())
            continue
        entry: Any = birth.babies[0] if act in {"weight", "void"} else birth.delivery
        if act == "weight":
            entry.weight_g = value
        elif act == "blood":
            entry.blood_loss_ml = value
        elif act == "notes":
            entry.note = value or None
        elif entry.voided_at is None:
            entry.voided_at = clock.now()
        keep(book, [entry], stamp("for the test"))
    with book.engine.connect() as connection:
        assert list(replay.differing(connection)) == []
        assert seal.verify(connection) == []
        assert seal.unsealed(connection) == 0


def test_the_key_of_an_import_given_later_is_on_the_trail(book: Book) -> None:
    birth = a_birth()
    keep(book, birth.all, stamp())
    birth.woman.source_id = "A-17"
    write_key(book, birth.woman)
    last = rows(book)[-1]
    assert (last["event"], last["entry"]) == ("key", birth.woman.id)
    assert breaks(book) == set()


def test_an_event_of_no_entry_is_recorded_with_its_facts(book: Book) -> None:
    trail.note(book.engine, "search", results=7, outcome="done")
    last = rows(book)[-1]
    assert (last["event"], last["facts"]) == ("search", {"results": 7})
    assert str(head(book)) == f"{last['seq']}-{last['hash'][:12]}"


def test_the_history_from_before_the_trail_is_sealed_when_it_begins(empty: Engine) -> None:
    migrate.upgrade(empty, to="0003")
    old = "INSERT INTO history (at, who, event, register, entry, version, changes) VALUES"
    with empty.begin() as connection:
        connection.execute(
            text(f"{old} ('2026-01-02 10:00:00', 'Mme X', 'create', 'woman', 'w1', 1, '{{}}')")
        )
    migrate.upgrade(empty)
    with empty.connect() as connection:
        assert seal.verify(connection) == []
        assert seal.unsealed(connection) == 0
    with tools(empty) as connection:
        connection.execute(update(history).values(who="Mme Y"))
    with empty.connect() as connection:
        assert {one.kind for one in seal.verify(connection)} == {seal.Kind.BEFORE}


def test_every_upgrade_sets_the_net_and_says_so(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.connect() as connection:
        assert triggers.wrong(connection) == []
        told = rows_in(connection)
    assert [row["event"] for row in told] == ["migration"]
    assert told[0]["facts"]["to"] == migrate.HEAD
