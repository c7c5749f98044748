"""What is kept is kept once, whole, numbered without gaps, with its history, on each backend."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from maternity import clock
from maternity.db import checking
from maternity.db.book import Book, Query
from maternity.db.saving import Stamp, keep, plain_values
from maternity.db.tables import history, metadata
from maternity.db.versions import versions
from maternity.errors import Refused
from maternity.fields import Answer, Gap
from maternity.records import Record
from maternity.registers.delivery import BirthPlace, Delivery
from maternity.registers.newborn import Newborn
from maternity.registers.referral import Referral, ReferralDirection
from maternity.ward.care import begin
from tests.tampering import tools
from tests.ward_fixtures import Birth, a_birth, a_village, moment


def stamp(who: str = "Mme Traoré") -> Stamp:
    return Stamp(who, clock.now())


def test_a_form_comes_back_as_it_was_written(book: Book) -> None:
    birth = a_birth(village=a_village())
    birth.delivery.labour_duration_h = Decimal("8.5")
    birth.babies[0].set_gap("head_cm", Gap.NOT_DONE)
    wanted = [plain_values(entry) for entry in birth.all]
    keep(book, [birth.woman.village, *birth.all], stamp())  # type: ignore[list-item]

    again = book.full("delivery", birth.delivery.id)
    assert isinstance(again, Delivery)
    baby = again.newborns[0]
    assert plain_values(again) == wanted[2] | {"serial_no": "1"}
    assert plain_values(baby) == wanted[3] | {"serial_no": "1"}
    assert baby.gap("head_cm") is Gap.NOT_DONE
    assert again.pregnancy is not None
    assert again.pregnancy.woman == birth.woman


def test_an_unknown_hour_stays_unknown(book: Book) -> None:
    birth = a_birth(hour=None)
    keep(book, birth.all, stamp())
    again = book.get("delivery", birth.delivery.id)
    assert again.look("delivered_at").time is None


def test_a_save_repeated_without_its_answer_makes_no_second_entry(book: Book) -> None:
    birth = a_birth()
    unanswered = deepcopy([plain_values(entry) for entry in birth.all])
    keep(book, birth.all, stamp())
    for entry in birth.all:  # the window never heard that it was kept
        entry.version = None
        if "serial_no" in entry.register.fields:
            setattr(entry, "serial_no", None)  # noqa: B010
    keep(book, birth.all, stamp())

    assert [
        plain_values(entry).keys() >= told.keys()
        for entry, told in zip(birth.all, unanswered, strict=True)
    ]
    assert book.count(Query("delivery")) == 1
    assert birth.delivery.serial_no == 1


def test_numbers_follow_the_order_of_keeping_without_gaps(book: Book) -> None:
    for at in range(4):
        keep(book, a_birth(name=f"Diarra{at}", babies=1 + at % 2).all, stamp())
    rows = book.page(Query("delivery")).rows
    assert sorted(row.serial_no for row in rows) == [1, 2, 3, 4]
    babies = book.page(Query("newborn")).rows
    assert sorted(row.serial_no for row in babies) == [1, 2, 3, 4, 5, 6]
    assert checking.findings(book.engine) == []


def test_a_birth_elsewhere_takes_no_number(book: Book) -> None:
    birth = a_birth(place=BirthPlace.OTHER_FACILITY)
    keep(book, birth.all, stamp())
    assert birth.delivery.serial_no is None


def test_referrals_sent_and_received_have_each_their_series(book: Book) -> None:
    birth = a_birth()
    sent = [
        Referral(pregnancy=birth.pregnancy, direction=direction, reason="HTA")
        for direction in (ReferralDirection.OUT, ReferralDirection.IN, ReferralDirection.OUT)
    ]
    keep(book, [*birth.all, *sent], stamp())
    assert [one.serial_no for one in sent] == [1, 1, 2]


def test_a_correction_keeps_the_old_value_who_and_why(book: Book) -> None:
    birth = a_birth()
    keep(book, birth.all, stamp())
    again = book.full("delivery", birth.delivery.id)
    again.blood_loss_ml = 650  # type: ignore[attr-defined]
    keep(book, [again], Stamp("Mme Diarra", clock.now(), "mesure retrouvée"))

    row = versions(book, again.id)[0]
    assert (row.who, row.version, row.reason) == ("Mme Diarra", 2, "mesure retrouvée")
    assert row.changes == {"blood_loss_ml": ["", "650"]}


def test_two_people_on_one_entry_lose_nothing(book: Book) -> None:
    birth = a_birth()
    keep(book, birth.all, stamp())
    one = book.full("delivery", birth.delivery.id)
    other = book.full("delivery", birth.delivery.id)
    one.blood_loss_ml = 300  # type: ignore[attr-defined]
    keep(book, [one], stamp("Mme Diarra"))
    other.blood_loss_ml = 900  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="Mme Diarra"):
        keep(book, [other], stamp())
    assert other.look("blood_loss_ml") == 900
    assert book.get("delivery", one.id).look("blood_loss_ml") == 300


def test_a_failure_in_the_middle_writes_nothing(book: Book) -> None:
    keep(book, a_birth(name="Keïta").all, stamp())
    birth = a_birth()
    twins = [Newborn(delivery=birth.delivery, birth_rank=rank) for rank in (2, 3)]
    for baby in twins:
        baby.source_id = "x"
    with pytest.raises(Refused, match="same number"):  # the key is there: the second is refused
        keep(book, [*birth.all, *twins], stamp())
    assert book.count(Query("woman")) == 1
    assert birth.delivery.version is None
    assert checking.findings(book.engine) == []


def test_what_is_complete_is_closed_and_what_is_not_is_counted(book: Book) -> None:
    birth = a_birth()
    keep(book, birth.all, stamp())
    assert birth.delivery.closed_at is None
    assert (birth.delivery.missing or 0) > 0
    assert book.count(Query("delivery", state="incomplete")) == 1


def test_a_new_baby_changes_what_its_delivery_still_needs(book: Book) -> None:
    birth = a_birth(babies=0)
    keep(book, birth.all, stamp())
    before = book.get("pregnancy", birth.pregnancy.id).missing
    baby = Newborn(birth_rank=1)
    baby.delivery = book.full("delivery", birth.delivery.id)  # type: ignore[assignment]
    keep(book, [baby], stamp())
    assert before == book.get("pregnancy", birth.pregnancy.id).missing
    assert book.full("delivery", birth.delivery.id).look("fetuses_born") == 1


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["admission", "delivery", "postnatal_visit", "referral"]),
            st.integers(0, 700),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_new_entry_never_alters_an_older_pregnancy(
    book: Book, events: list[tuple[str, int]]
) -> None:
    """Whatever comes in whatever order: what an ended pregnancy said, it says for ever."""
    first = a_birth(date(2024, 3, 1), name=f"Sidibé{book.count(Query('woman'))}x")
    keep(book, first.all, stamp())
    ended = plain_values(book.get("pregnancy", first.pregnancy.id))
    for register, days in sorted(events, key=lambda event: event[1]):
        woman = book.get("woman", first.woman.id)
        day = date.fromordinal(date(2024, 12, 1).toordinal() + days)
        entry = begin(book, register, woman, day)
        pregnancy = entry.look("pregnancy")
        assert pregnancy != first.pregnancy or register != "delivery"
        _date(entry, day)
        keep(book, _whole(entry), stamp())
        assert plain_values(book.get("pregnancy", first.pregnancy.id)) == ended


def _date(entry: Record, day: date) -> None:
    setattr(entry, entry.register.dated, moment(day, 5))


def _whole(entry: Record) -> list[Record]:
    found: dict[str, Record] = {}

    def take(one: Record) -> None:
        if one.id in found:
            return
        found[one.id] = one
        for name in one.register.links:
            parent = getattr(one, name)
            if parent is not None and parent.version is None:
                take(parent)

    take(entry)
    return list(found.values())


def test_every_version_has_its_row_of_history(book: Book) -> None:
    birth: Birth = a_birth()
    keep(book, birth.all, stamp())
    again = book.full("newborn", birth.babies[0].id)
    again.vitamin_k1 = Answer.YES  # type: ignore[attr-defined]
    keep(book, [again], stamp())
    with book.engine.connect() as connection:
        asked = select(func.count()).where(history.c.entry == again.id)
        assert connection.scalar(asked) == 2


def test_the_check_sees_a_number_that_was_taken_out(book: Book) -> None:
    for at in range(3):
        keep(book, a_birth(name=f"Touré{at}").all, stamp())
    table = metadata.tables["delivery"]
    with tools(book.engine) as connection:
        connection.execute(table.update().where(table.c.serial_no == 2).values(serial_no=7))
    assert {one.what for one in checking.findings(book.engine)} == {"serials", "replay"}
