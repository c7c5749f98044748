"""Lists of the book: their order, period, state, text and pages, the same on each backend."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from maternity import clock
from maternity.db import query
from maternity.db.book import Book, Query
from maternity.db.query import STATES, can_sort, in_turn, ordered
from maternity.db.saving import Stamp, keep
from maternity.db.tables import metadata
from maternity.errors import Refused
from maternity.fields import Gap
from maternity.records import Record, named
from maternity.registers.admission import Admission
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.newborn import Newborn
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.session_day import SessionActivity, SessionDay
from maternity.registers.staff_member import StaffMember
from maternity.registers.woman import Woman
from maternity.ward.entries import void
from tests.ward_fixtures import Birth, a_birth, a_village, moment

FIRST = date(2026, 9, 1)


def kept(book: Book, *entries: Record) -> None:
    keep(book, entries, Stamp("Mme Traoré", clock.now()))


@pytest.fixture
def births(book: Book) -> list[Birth]:
    """Nine deliveries, one every ten days from the first of September; the last is undated."""
    made = [
        a_birth(FIRST + timedelta(days=10 * at), name=name)
        for at, name in enumerate(
            ("Diarra", "Keïta", "Coulibaly", "Touré", "Ba", "Ly", "Sow", "Dao")
        )
    ]
    undated = a_birth(name="Zerbo")
    undated.delivery.set_gap("delivered_at", Gap.UNKNOWN)
    made.append(undated)
    for birth in made:
        kept(book, *birth.all)
    return made


def names(rows: list[Record]) -> list[str]:
    return [row.look("woman.family_name") for row in rows]


@pytest.mark.usefixtures("births")
def test_a_list_shows_the_newest_first_and_what_has_no_date_last(book: Book) -> None:
    page = book.page(Query("delivery"))
    assert page.total == 9
    assert names(page.rows) == [
        *("Dao", "Sow", "Ly", "Ba", "Touré", "Coulibaly", "Keïta", "Diarra", "Zerbo")
    ]


@pytest.mark.usefixtures("births")
def test_pages_put_together_are_the_whole_list(book: Book) -> None:
    for sort in ("", "delivered_at", "place", "ga_weeks", "pregnancy", "attendant"):
        for down in (False, True):
            query = Query("delivery", sort=sort, descending=down)
            whole = [row.id for row in book.page(query).rows]
            parts = [
                row.id
                for offset in range(0, 12, 4)
                for row in book.page(
                    Query("delivery", sort=sort, descending=down, offset=offset, limit=4)
                ).rows
            ]
            assert parts == whole == book.ids(query)
            assert len(set(whole)) == 9


def test_a_column_sorts_both_ways_and_what_is_not_known_comes_last(
    book: Book, births: list[Birth]
) -> None:
    for at, birth in enumerate(births):
        again = book.full("delivery", birth.delivery.id)
        again.blood_loss_ml = None if at == 4 else 100 + 37 * (at * 5 % 9)  # type: ignore[attr-defined]
        kept(book, again)
    up = [
        row.look("blood_loss_ml") for row in book.page(Query("delivery", sort="blood_loss_ml")).rows
    ]
    assert up[-1] is None
    assert up[:-1] == sorted(up[:-1])
    down = book.page(Query("delivery", sort="blood_loss_ml", descending=True)).rows
    assert [row.look("blood_loss_ml") for row in down] == [*up[-2::-1], None]


@pytest.mark.usefixtures("births")
def test_a_link_sorts_by_what_it_shows(book: Book) -> None:
    rows = book.page(Query("delivery", sort="pregnancy")).rows
    assert names(rows) == sorted(names(rows))
    babies = book.page(Query("newborn", sort="delivery", descending=True)).rows
    dates = [baby.look("delivery.delivered_at") for baby in babies]
    assert len(dates) == 9


@pytest.mark.usefixtures("births")
def test_an_order_of_several_fields_goes_up_through_links_and_each_decides_in_turn(
    book: Book,
) -> None:
    sort = in_turn(["place", "pregnancy.woman.family_name", "pregnancy.woman.given_name"])
    rows = book.page(Query("delivery", sort=sort)).rows
    assert names(rows) == sorted(names(rows))
    assert [one.id for one in book.page(Query("delivery", sort=sort, descending=True)).rows] == [
        one.id for one in rows[::-1]
    ]
    about = named("delivery")
    assert can_sort(about, sort)
    for other in ("", "robson_group", "newborns.sex", "place,nothing", "pregnancy.newborns.sex"):
        assert not can_sort(about, other)
    assert not can_sort(named("hiv_care"), "result"), "the order of what is masked would tell it"
    assert can_sort(named("hiv_care"), "seen_on")
    for asked in (Query("hiv_care", sort="result"), Query("delivery", sort="nothing")):
        with pytest.raises(Refused, match="gives no order"):
            book.page(asked)


@pytest.mark.usefixtures("births")
def test_a_great_register_is_not_read_whole_for_each_page_of_an_order(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query, "MOST_PUT_IN_ORDER", 8)
    for sort in ("", "delivered_at", "serial_no"):  # an index has these
        assert len(book.page(Query("delivery", sort=sort)).rows) == 9
    for sort in ("place", "pregnancy", "delivered_at,place"):
        with pytest.raises(Refused, match="9 rows are too many"):
            book.page(Query("delivery", sort=sort))
    some = Query("delivery", sort="place", text="Keïta")
    assert len(book.page(some).rows) == 1


@pytest.mark.usefixtures("births")
@pytest.mark.parametrize("down", [False, True])
def test_the_order_of_a_list_is_read_from_its_index(book: Book, down: bool) -> None:
    query = Query("delivery", sort="delivered_at", descending=down)
    asked = ordered(query, select(metadata.tables["delivery"].c.id)).limit(50)
    with book.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("the plan of SQLite")
        told = str(asked.compile(book.engine, compile_kwargs={"literal_binds": True}))
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {told}")]
    assert len(plan) == 1
    assert "COVERING INDEX ix_delivery_delivered_at_in_order" in plan[0]


@pytest.mark.usefixtures("births")
def test_a_period_takes_its_two_days_in(book: Book) -> None:
    query = Query("delivery", first=FIRST, last=FIRST + timedelta(days=20))
    assert names(book.page(query).rows) == ["Coulibaly", "Keïta", "Diarra"]
    assert book.count(Query("delivery", last=FIRST)) == 1
    assert book.count(Query("delivery", first=FIRST + timedelta(days=61))) == 1


def test_a_session_is_placed_by_its_day(book: Book) -> None:
    days = (date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 30))
    kept(book, *(SessionDay(held_on=day, activity=SessionActivity.FILM) for day in days))
    query = Query("session_day", first=date(2026, 11, 1), last=date(2026, 11, 30))
    assert [row.look("held_on") for row in book.page(query).rows] == [days[2], days[1]]


def test_each_state_shows_its_entries_and_only_them(book: Book, births: list[Birth]) -> None:
    sitting = [
        SessionDay(held_on=date(2026, 11, day), activity=SessionActivity.FILM) for day in (2, 3)
    ]
    kept(book, *sitting)
    gone = book.full("delivery", births[0].delivery.id)
    void(gone, "saisie en double", "Mme Traoré")
    kept(book, gone)
    counted = {state: book.count(Query("delivery", state=state)) for state in STATES}
    assert counted == {
        "open": 8,
        "incomplete": 8,
        "to_confirm": 5,  # entered more than a month late
        "closed": 0,
        "voided": 1,
        "to_check": 0,
    }
    for state, count in counted.items():
        assert len(book.page(Query("delivery", state=state)).rows) == count
    assert book.count(Query("delivery")) == 9
    with pytest.raises(Refused):
        book.count(Query("delivery", state="lost"))


def test_an_unlikely_value_waits_to_be_confirmed(book: Book) -> None:
    birth = a_birth(date(2026, 11, 20), ga_weeks=44)
    kept(book, *birth.all)
    assert book.count(Query("delivery", state="to_confirm")) == 1
    birth.delivery.confirm("ga_weeks")
    kept(book, birth.delivery)
    assert book.count(Query("delivery", state="to_confirm")) == 0


def test_a_list_can_be_narrowed_to_a_value_or_to_its_absence(
    book: Book, births: list[Birth]
) -> None:
    assert book.count(Query("delivery", equal=(("place", "facility"),))) == 9
    assert book.count(Query("delivery", equal=(("place", "home"),))) == 0
    assert book.count(Query("delivery", equal=(("admission", ""),))) == 9
    pregnancy = births[2].pregnancy
    assert book.count(Query("delivery", equal=(("pregnancy", pregnancy.id),))) == 1


TEXTS = [
    ("delivery", "keita", 1),
    ("delivery", "djeneba", 9),
    ("delivery", "3", 1),
    ("delivery", "3/2026", 1),
    ("delivery", "3/2025", 0),
    ("delivery", "76123456", 0),
    ("newborn", "toure jeneba", 1),
    ("woman", "kulib", 1),
    ("woman", "   ", 9),
    ("pregnancy", "jara", 1),
    ("session_day", "keita", 0),
    ("return_figure", "keita", 0),
    ("staff_member", "sissoko", 1),
    ("bed", "12", 0),
]
"""A register, what is looked for in its list, and how many entries that finds."""


@pytest.mark.usefixtures("births")
def test_a_text_narrows_any_list(book: Book) -> None:
    kept(book, StaffMember(family_name="Cissoko", given_name="Awa"))
    kept(book, SessionDay(held_on=FIRST, activity=SessionActivity.FILM))
    for register, text, count in TEXTS:
        page = book.page(Query(register, text=text))
        assert (register, text, len(page.rows), page.total) == (register, text, count, count)


def test_a_list_of_children_is_found_through_its_parent_s_mother(book: Book) -> None:
    birth = a_birth(name="Samaké", babies=2)
    visit = PostnatalVisit(delivery=birth.delivery, pregnancy=birth.pregnancy)
    kept(book, *birth.all, visit)
    assert book.count(Query("newborn", text="samake")) == 2
    assert book.count(Query("postnatal_visit", text="samake")) == 1


def test_an_entry_that_is_not_there_is_refused_in_words(book: Book) -> None:
    with pytest.raises(Refused, match="no longer there"):
        book.get("delivery", "0" * 32)


def test_a_small_register_comes_whole_in_its_own_order_without_what_was_cancelled(
    book: Book,
) -> None:
    villages = [a_village(name) for name in ("Sirakoro", "Banankoro", "Niamana")]
    kept(book, *villages)
    void(villages[2], "saisie en double", "Mme Traoré")
    kept(book, villages[2])
    assert [one.title() for one in book.all("village")] == ["Banankoro", "Sirakoro"]


@pytest.mark.usefixtures("births")
def test_entries_of_a_period_are_found_by_their_own_or_another_s_date(book: Book) -> None:
    last = FIRST + timedelta(days=15)
    assert len(book.dated(Delivery, "delivered_at", FIRST, last)) == 2
    found = book.dated(Newborn, "delivery.delivered_at", FIRST, last, ("delivery.newborns",))
    assert [baby.look("delivery.newborns") for baby in found] == [[baby] for baby in found]
    assert sorted(names(found)) == ["Diarra", "Keïta"]


def test_a_stay_is_dated_by_its_birth_even_if_it_began_the_month_before(book: Book) -> None:
    birth = a_birth(date(2026, 11, 1), hour=2)
    stay = Admission(pregnancy=birth.pregnancy, admitted_at=moment(date(2026, 10, 31), 22))
    birth.delivery.admission = stay
    kept(book, *birth.all, stay)
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    assert book.dated(Admission, "main_event_at", first, last) == [stay]
    assert book.dated(Admission, "admitted_at", first, last) == []


def test_what_was_cancelled_is_not_counted(book: Book, births: list[Birth]) -> None:
    gone = book.full("delivery", births[0].delivery.id)
    void(gone, "saisie en double", "Mme Traoré")
    kept(book, gone)
    assert book.dated(Delivery, "delivered_at", FIRST, FIRST) == []
    assert book.linked(Delivery, "pregnancy", [births[0].pregnancy.id]) == []


def test_children_of_many_are_found_at_once(book: Book, births: list[Birth]) -> None:
    ids = [birth.delivery.id for birth in births]
    found = book.linked(Newborn, "delivery", ids * 200)
    assert {baby.id for baby in found} == {birth.babies[0].id for birth in births}


def test_the_newest_event_of_each_woman(book: Book, births: list[Birth]) -> None:
    ids = [birth.woman.id for birth in births]
    found = book.with_newest("woman", ids, ("delivery",))
    assert [woman.id for woman, _newest in found] == ids
    newest = {woman.id: newest for woman, newest in found}
    given = moment(FIRST + timedelta(days=10), 3)
    assert newest[ids[1]] == (str(given), "delivery")
    assert newest[ids[-1]] is None  # nobody knows when


def test_days_and_moments_are_compared_for_the_newest_event(
    book: Book, births: list[Birth]
) -> None:
    seen = AntenatalVisit(pregnancy=births[1].pregnancy, seen_on=FIRST + timedelta(days=9))
    kept(book, seen)
    ids = [births[1].woman.id]

    def newest() -> tuple[str, str] | None:
        return book.with_newest("woman", ids, ("antenatal_visit", "delivery"))[0][1]

    assert newest() == (str(moment(FIRST + timedelta(days=10), 3)), "delivery")
    seen.seen_on = FIRST + timedelta(days=11)
    kept(book, seen)
    assert newest() == ((FIRST + timedelta(days=11)).isoformat(), "antenatal_visit")


def test_some_columns_of_entries_need_no_entries(book: Book, births: list[Birth]) -> None:
    (row,) = book.values("woman", [births[1].woman.id], ("family_name", "village_id"))
    assert dict(row) == {"id": births[1].woman.id, "family_name": "Keïta", "village_id": None}


def test_an_entry_read_is_not_changed_by_what_is_written_later(book: Book) -> None:
    woman = Woman(family_name="Diarra")
    kept(book, woman)
    before = book.get("woman", woman.id)
    woman.family_name = "Keïta"
    kept(book, woman)
    assert before.look("family_name") == "Diarra"


def test_a_birth_elsewhere_stands_in_the_list_without_a_number(book: Book) -> None:
    birth = a_birth(place=BirthPlace.OTHER_FACILITY)
    kept(book, *birth.all)
    (row,) = book.page(Query("delivery")).rows
    assert row.serial_no is None
