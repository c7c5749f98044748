"""An entry is closed by itself when nothing is left to fill, and open again when something is."""

from __future__ import annotations

from datetime import date, datetime

from maternity import clock
from maternity.db import judging
from maternity.db.book import Book, Query
from maternity.db.loading import checked
from maternity.db.saving import Stamp, keep
from maternity.fields import Answer, Gap
from maternity.records import Record
from maternity.registers.delivery import Delivery
from maternity.registers.lists import Zone
from maternity.registers.newborn import Newborn
from maternity.registers.session_day import SessionActivity, SessionDay
from maternity.registers.woman import Woman
from maternity.ward.entries import void
from tests.complete import complete
from tests.ward_fixtures import FixedClock, a_birth, a_village

LATER = datetime(2026, 11, 27, 8)


def kept(book: Book, *entries: Record, at: datetime | None = None) -> None:
    keep(book, entries, Stamp("Mme Traoré", at or clock.now()))


def a_session() -> SessionDay:
    return SessionDay(held_on=date(2026, 11, 20), activity=SessionActivity.FILM)


def test_what_is_whole_is_closed_at_once(book: Book) -> None:
    session = complete(a_session())
    kept(book, session)
    assert (session.missing, session.unsure, session.closed_at) == (0, 0, clock.now())
    assert book.count(Query("session_day", state="closed")) == 1


def test_what_lacks_something_stays_open_until_it_is_filled(book: Book) -> None:
    session = a_session()
    kept(book, session)
    assert session.missing == 1
    assert session.closed_at is None
    kept(book, complete(session), at=LATER)
    assert session.missing == 0
    assert book.get("session_day", session.id).closed_at == LATER


def test_a_closed_entry_that_loses_a_value_is_open_again(book: Book) -> None:
    session = complete(a_session())
    kept(book, session)
    session.strategy = None
    kept(book, session)
    assert (session.missing, session.closed_at) == (1, None)
    assert book.count(Query("session_day", state="open")) == 1


def test_a_correction_of_a_closed_entry_does_not_move_its_closing(book: Book) -> None:
    session = complete(a_session())
    kept(book, session)
    closed = session.closed_at
    session.note = "salle pleine"
    kept(book, session, at=LATER)
    assert (session.version, session.closed_at) == (2, closed)


def a_whole_birth(inside: bool = True) -> tuple[Delivery, list[Record]]:
    """A delivery with nothing missing, and all that hangs together with it."""
    village = complete(a_village(inside=inside))
    birth = a_birth(date(2026, 11, 20), village=village)
    entries = [complete(entry) for entry in birth.all]
    return birth.delivery, [village, *entries]


def test_closing_freezes_where_she_lived(book: Book) -> None:
    delivery, entries = a_whole_birth()
    kept(book, *entries)
    assert delivery.closed_at is not None
    elsewhere = complete(a_village("Ségou", inside=False))
    woman = delivery.woman
    assert woman is not None
    woman.village = elsewhere
    kept(book, elsewhere, woman)
    again = book.get("delivery", delivery.id)
    assert again.look("woman.zone") is Zone.OUT_OF_AREA
    assert again.look("zone") is Zone.IN_AREA


def test_an_open_entry_follows_where_she_lives(book: Book) -> None:
    delivery, entries = a_whole_birth()
    delivery.amtsl = None
    kept(book, *entries)
    assert delivery.closed_at is None
    elsewhere = complete(a_village("Ségou", inside=False))
    delivery.woman.village = elsewhere  # type: ignore[union-attr]
    kept(book, elsewhere, delivery.woman)  # type: ignore[arg-type]
    assert book.get("delivery", delivery.id).look("zone") is Zone.OUT_OF_AREA


def test_closing_anew_freezes_anew(book: Book) -> None:
    delivery, entries = a_whole_birth()
    kept(book, *entries)
    elsewhere = complete(a_village("Ségou", inside=False))
    delivery.woman.village = elsewhere  # type: ignore[union-attr]
    delivery.amtsl = None
    kept(book, elsewhere, delivery.woman, delivery)  # type: ignore[arg-type]
    delivery.amtsl = Answer.YES
    kept(book, delivery)
    assert book.get("delivery", delivery.id).look("zone") is Zone.OUT_OF_AREA


def test_what_a_birth_still_asks_of_its_pregnancy_is_counted_with_it(book: Book) -> None:
    woman = complete(Woman(family_name="Diarra"))
    birth = a_birth(date(2026, 11, 20))
    birth.pregnancy.woman = woman
    pregnancy = complete(birth.pregnancy)
    pregnancy.previous_caesareans = None
    birth.delivery.pregnancy = None
    kept(book, woman, pregnancy)
    assert pregnancy.missing == 0
    birth.delivery.pregnancy = book.get("pregnancy", pregnancy.id)  # type: ignore[assignment]
    kept(book, birth.delivery)
    again = book.get("pregnancy", pregnancy.id)
    assert (again.missing, again.closed_at) == (1, None)
    assert again.version == 1  # nobody changed what it says
    again.previous_caesareans = 0  # type: ignore[attr-defined]
    kept(book, again)
    assert again.missing == 0


def test_a_place_that_is_corrected_changes_what_its_babies_need(book: Book) -> None:
    birth = a_birth(date(2026, 11, 20))
    kept(book, *birth.all)
    before = book.get("newborn", birth.babies[0].id).missing or 0
    again = book.get("delivery", birth.delivery.id)  # its babies were not asked for
    again.place = type(again.look("place")).HOME  # type: ignore[attr-defined]
    kept(book, again)
    assert (book.get("newborn", birth.babies[0].id).missing or 0) < before


def test_a_second_baby_is_judged_with_its_brother(book: Book) -> None:
    birth = a_birth(date(2026, 11, 20))
    kept(book, *birth.all)
    stored = book.get("delivery", birth.delivery.id)
    assert isinstance(stored, Delivery)
    second = Newborn(delivery=stored, birth_rank=2)
    kept(book, second)
    assert (second.missing or 0) > 0
    assert second.closed_at is None


def test_a_cancelled_entry_is_in_no_list_of_things_to_do(book: Book) -> None:
    session = a_session()
    kept(book, session)
    void(session, "saisie deux fois", "Mme Traoré")
    kept(book, session)
    for state in ("open", "incomplete", "to_confirm", "closed"):
        assert book.count(Query("session_day", state=state)) == 0


def test_a_gap_where_it_is_allowed_is_an_answer(book: Book) -> None:
    woman = Woman(given_name="Awa")
    kept(book, woman)
    before = woman.missing or 0
    woman.set_gap("family_name", Gap.UNKNOWN)
    kept(book, woman)
    assert woman.missing == before - 1


def test_problems_are_told_even_of_an_entry_loaded_without_its_children(book: Book) -> None:
    birth = a_birth(date(2026, 11, 20))
    kept(book, *birth.all)
    alone = book.get("pregnancy", birth.pregnancy.id)
    alone.previous_caesareans = None  # type: ignore[attr-defined]
    found = judging.problems(book, alone)
    assert "previous_caesareans" in [problem.field for problem in found]
    assert "deliveries" in checked(type(alone))


def test_the_year_s_end_closes_nothing(book: Book) -> None:
    session = a_session()
    kept(book, session)
    with clock.use(FixedClock(datetime(2027, 1, 1))):
        assert book.get("session_day", session.id).closed_at is None
