"""Annual numbers: gapless, never given twice, never changed, on each backend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Thread

import pytest
from sqlalchemy import Engine, select

from maternity import clock
from maternity import settings as chosen
from maternity.db import checking
from maternity.db.book import Book, Query
from maternity.db.facts import write_facts
from maternity.db.saving import Stamp, keep
from maternity.db.tables import metadata
from maternity.errors import Refused
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.referral import Referral, ReferralDirection
from maternity.settings import Settings
from maternity.ward.entries import void
from tests.ward_fixtures import NOW, FixedClock, a_birth


def stamp(who: str = "Mme Traoré") -> Stamp:
    return Stamp(who, clock.now())


def numbered(book: Book, name: str = "Diarra") -> Delivery:
    """A birth kept now, with its number."""
    birth = a_birth(name=name)
    keep(book, birth.all, stamp())
    return birth.delivery


def test_a_series_begins_with_one_each_year(book: Book) -> None:
    assert [numbered(book).serial_no for _ in range(3)] == [1, 2, 3]
    with clock.use(FixedClock(datetime(2027, 1, 1, 0, 5))):
        new_year = numbered(book)
        assert (new_year.serial_no, new_year.serial_year) == (1, 2027)
    assert numbered(book).serial_no == 4
    assert checking.findings(book.engine) == []


def test_a_ward_that_starts_in_mid_year_follows_its_paper_book_that_year_only(book: Book) -> None:
    mine = Settings(first_serial_no=214)
    keep(book, [mine], stamp())
    chosen.use(mine)
    try:
        assert [numbered(book).serial_no for _ in range(2)] == [214, 215]
        with clock.use(FixedClock(datetime(2027, 1, 2, 8))):
            assert numbered(book).serial_no == 1
    finally:
        chosen.use(Settings())
    assert checking.findings(book.engine) == []


def test_a_cancelled_entry_keeps_its_number_for_ever(book: Book) -> None:
    gone = numbered(book)
    full = book.full("delivery", gone.id)
    void(full, "saisi deux fois", "Mme Traoré")
    keep(book, [full], stamp())
    assert numbered(book).serial_no == 2
    assert book.get("delivery", gone.id).look("serial_no") == 1


def test_a_save_that_fails_gives_its_number_back(book: Book) -> None:
    numbered(book)
    twice = [a_birth(name=name) for name in ("Keïta", "Koné")]
    for birth in twice:
        birth.delivery.source_id = "the same key"
    with pytest.raises(Refused, match="same number"):
        keep(book, [entry for birth in twice for entry in birth.all], stamp())
    assert [birth.delivery.serial_no for birth in twice] == [None, None]
    assert numbered(book).serial_no == 2


def test_a_number_is_not_renewed_when_a_date_is_corrected(book: Book) -> None:
    birth = numbered(book)
    again = book.full("delivery", birth.id)
    again.set_gap("delivered_at", again.register.fields["delivered_at"].gaps[0])
    keep(book, [again], stamp())
    assert again.look("serial_no") == 1


def test_a_form_cannot_give_a_number_of_its_own(book: Book) -> None:
    birth = numbered(book)
    again = book.full("delivery", birth.id)
    assert isinstance(again, Delivery)
    again.serial_no, again.blood_loss_ml = 99, 300
    keep(book, [again], stamp())
    assert again.serial_no == 1
    assert book.get("delivery", birth.id).look("serial_no") == 1


def test_a_birth_moved_here_takes_the_next_number(book: Book) -> None:
    birth = a_birth(place=BirthPlace.OTHER_FACILITY)
    keep(book, birth.all, stamp())
    numbered(book)
    birth.delivery.place = BirthPlace.FACILITY
    keep(book, [birth.delivery], stamp())
    assert birth.delivery.serial_no == 2
    assert checking.findings(book.engine) == []


def test_a_referral_waits_for_its_direction_to_be_numbered(book: Book) -> None:
    sent = Referral()
    keep(book, [sent], stamp())
    assert sent.serial_no is None
    sent.direction = ReferralDirection.OUT
    keep(book, [sent], stamp())
    assert sent.serial_no == 1


def test_a_numbered_referral_stays_in_its_series(book: Book) -> None:
    sent = Referral(direction=ReferralDirection.OUT)
    keep(book, [sent], stamp())
    sent.direction = ReferralDirection.IN
    with pytest.raises(Refused, match="number 1"):
        keep(book, [sent], stamp())
    assert book.get("referral", sent.id).look("direction") is ReferralDirection.OUT


def test_each_baby_has_its_own_number(book: Book) -> None:
    birth = a_birth(babies=3)
    keep(book, birth.all, stamp())
    assert [baby.serial_no for baby in birth.babies] == [1, 2, 3]


def test_entries_of_one_save_are_numbered_in_the_order_they_were_handed_over(book: Book) -> None:
    births = [a_birth(name=name) for name in ("Diarra", "Ba", "Zerbo")]
    keep(book, [entry for birth in births for entry in birth.all], stamp())
    assert [birth.delivery.serial_no for birth in births] == [1, 2, 3]


def test_two_computers_never_give_one_number_twice(
    opened: Callable[[], Engine], backend: str
) -> None:
    """Four computers at once on a server; a file has one writer, its own."""
    if backend == "file":
        pytest.skip("one computer alone opens a file")
    books = [Book(opened()) for _ in range(4)]
    write_facts(books[0].engine, {"register": "the one they all write in"})
    faults: list[BaseException] = []

    def write(book: Book) -> None:
        try:
            for _ in range(48 // len(books)):
                keep(book, a_birth().all, Stamp("Mme Diarra", NOW))
        except BaseException as fault:  # noqa: BLE001 - shown by the test, not lost in a thread
            faults.append(fault)

    with clock.use(FixedClock()):
        writers = [Thread(target=write, args=(book,)) for book in books]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
    assert faults == []
    table = metadata.tables["delivery"]
    with books[0].engine.connect() as connection:
        numbers = list(connection.scalars(select(table.c.serial_no).order_by(table.c.serial_no)))
    assert numbers == list(range(1, 49))
    assert books[0].count(Query("newborn")) == 48
    assert checking.findings(books[0].engine) == []
