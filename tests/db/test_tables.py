"""Each register has its table: every field comes back as it went in, on each backend."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, insert, inspect, select
from sqlalchemy.exc import IntegrityError, InvalidRequestError, StatementError

from maternity import clock, registers
from maternity.db import checking
from maternity.db.book import Book
from maternity.db.column_types import Through
from maternity.db.plain import row_of
from maternity.db.saving import Stamp, keep, plain_values
from maternity.db.tables import metadata
from maternity.fields import Choice, Choices, Field, Link
from maternity.moments import Moment
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionReason
from maternity.registers.delivery import Delivery
from maternity.registers.newborn import Newborn
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.woman import Woman
from tests.tampering import tools
from tests.ward_fixtures import a_birth

CARE = [c for c in registers.ALL if not any(f.unique for f in c.register.fields.values())]


def table(name: str) -> Table:
    return metadata.tables[name]


def values_of(field: Field) -> list[Any]:
    """Values of a field, told apart by their order."""
    if isinstance(field, Choices):
        return [(choice,) for choice in field.options]
    if isinstance(field, Choice):
        return list(field.offered)
    if getattr(field, "phone", False):
        return ["+22376123456"]
    by_kind: dict[str, list[Any]] = {
        "text": ["Ɲaɲa", "Koulibaly"],
        "long_text": ["une ligne\nune autre"],
        "number": [0, 7],
        "decimal": [Decimal("36.85"), Decimal("0.000001"), Decimal(10)],
        "date": [date(2026, 2, 28)],
        "moment": [Moment(date(2026, 2, 28)), Moment(date(2026, 2, 28), time(3, 40))],
        "diagnosis": [("O14.1", "fièvre")],
    }
    return by_kind[field.kind]


def filled(cls: type[Record], at: int) -> Record:
    """An entry of a register with a value in each field; another one for each `at`."""
    entry = cls()
    for field in cls.register.typed:
        if not isinstance(field, Link):
            offered = values_of(field)
            setattr(entry, field.name, offered[at % len(offered)])
    return entry


def test_every_value_of_every_field_comes_back_as_it_went_in(book: Book) -> None:
    for cls in CARE:
        entries = [filled(cls, at) for at in range(12)]
        keep(book, entries, Stamp("Mme Traoré", clock.now()))
        again = book.by_ids(cls.register.name, [entry.id for entry in entries])
        assert [plain_values(one) for one in again] == [plain_values(one) for one in entries]


def test_a_gap_stands_in_its_own_column(book: Book) -> None:
    for cls in CARE:
        entry = cls()
        open_to_gaps = [field for field in cls.register.typed if field.gaps]
        for field in open_to_gaps:
            entry.set_gap(field.name, field.gaps[-1])
        keep(book, [entry], Stamp("Mme Traoré", clock.now()))
        again = book.get(cls.register.name, entry.id)
        for field in open_to_gaps:
            assert again.gap(field.name) is field.gaps[-1]
            assert getattr(again, field.name) is None


def test_only_an_entry_s_own_marks_are_compulsory() -> None:
    for cls in registers.ALL:
        needed = {column.name for column in table(cls.register.name).c if not column.nullable}
        assert needed == {"id", "version", "created_at", "created_by"}


def test_every_link_is_a_foreign_key_with_an_index() -> None:
    for cls in registers.ALL:
        indexed = {tuple(index.columns.keys()) for index in table(cls.register.name).indexes}
        for name, link in cls.register.links.items():
            column = table(cls.register.name).c[f"{name}_id"]
            (key,) = column.foreign_keys
            assert key.target_fullname == f"{link.target}.id"
            assert (column.name,) in indexed


def test_a_link_leads_somewhere_also_where_links_form_a_ring(book: Book) -> None:
    made = {"version": 1, "created_at": clock.now(), "created_by": "x"}
    stay = row_of(Admission()) | made
    for link in ("pregnancy_id", "newborn_id"):
        with pytest.raises(IntegrityError), book.engine.begin() as connection:
            connection.execute(insert(table("admission")), stay | {link: "0" * 32})


def test_a_stay_of_a_newborn_closes_the_ring(book: Book) -> None:
    birth = a_birth()
    stay = Admission(pregnancy=birth.pregnancy, reason=AdmissionReason.LABOUR)
    birth.delivery.admission = stay
    later = Admission(pregnancy=birth.pregnancy, newborn=birth.babies[0])
    keep(book, [*birth.all, stay, later], Stamp("Mme Traoré", clock.now()))
    again = book.get("admission", later.id)
    assert again.look("newborn.delivery.admission") == stay
    assert again.look("woman") == birth.woman


decimals = st.decimals(min_value=0, max_value=10**8, places=6)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(decimals, min_size=2, max_size=6))
def test_decimals_are_exact_and_sort_as_they_count(book: Book, weights: list[Decimal]) -> None:
    stays = [Admission(temperature_c=weight) for weight in weights]
    keep(book, stays, Stamp("Mme Traoré", clock.now()))
    column = table("admission").c.temperature_c
    mine = table("admission").c.id.in_([stay.id for stay in stays])
    with book.engine.connect() as connection:
        found = list(connection.scalars(select(column).where(mine).order_by(column)))
    assert found == sorted(weights)


def test_a_decimal_finer_than_a_column_is_never_rounded_in_silence(book: Book) -> None:
    with pytest.raises(StatementError, match="more decimals"):
        keep(book, [Admission(temperature_c=Decimal("36.1234567"))], Stamp("x", clock.now()))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.builds(
            Moment,
            st.dates(date(2000, 1, 1), date(2099, 12, 31)),
            st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_moments_sort_in_the_order_of_time(book: Book, moments: list[Moment]) -> None:
    births = [Delivery(delivered_at=moment) for moment in moments]
    keep(book, births, Stamp("Mme Traoré", clock.now()))
    column = table("delivery").c.delivered_at
    mine = table("delivery").c.id.in_([birth.id for birth in births])
    with book.engine.connect() as connection:
        found = list(connection.scalars(select(column).where(mine).order_by(column)))
    assert found == sorted(moments, key=str)


def test_a_code_no_list_knows_is_not_taken_for_nothing(book: Book) -> None:
    birth = a_birth()
    keep(book, birth.all, Stamp("Mme Traoré", clock.now()))
    with tools(book.engine) as connection:
        connection.execute(
            table("delivery").update().values(place="moon").where(table("delivery").c.id != "")
        )
    with pytest.raises(ValueError, match="no code 'moon'"):
        book.get("delivery", birth.delivery.id)
    assert "replay" in {one.what for one in checking.findings(book.engine)}


def test_many_values_are_restored_and_few_are_remembered() -> None:
    column = table("delivery").c.delivered_at.type
    assert isinstance(column, Through)
    restore = column.result_processor(None, None)
    for minute in range(25_000):
        day = f"2026-01-{1 + minute // 1440:02d}T{minute // 60 % 24:02d}:{minute % 60:02d}"
        assert str(restore(day)) == day
    assert len(column.restored) <= 20_001
    assert restore(None) is None


def test_links_come_loaded_and_lists_of_children_only_when_asked(book: Book) -> None:
    birth = a_birth(babies=2)
    keep(book, birth.all, Stamp("Mme Traoré", clock.now()))
    alone = book.get("delivery", birth.delivery.id)
    assert alone.look("pregnancy.woman.family_name") == "Coulibaly"
    with pytest.raises(InvalidRequestError):
        alone.look("newborns")
    asked = book.get("delivery", birth.delivery.id, ("newborns",))
    assert [baby.birth_rank for baby in asked.look("newborns")] == [1, 2]


def test_a_new_entry_has_empty_lists_and_links_both_ways() -> None:
    woman = Woman()
    pregnancy = Pregnancy(woman=woman)
    birth = Delivery(pregnancy=pregnancy)
    baby = Newborn(delivery=birth)
    assert (woman.pregnancies, pregnancy.deliveries, birth.newborns) == (
        [pregnancy],
        [birth],
        [baby],
    )
    assert baby.newborn_checks == []
    other = Delivery()
    baby.delivery = other
    assert (birth.newborns, other.newborns) == ([], [baby])


def test_a_new_child_of_a_stored_parent_joins_its_list(book: Book) -> None:
    birth = a_birth()
    keep(book, birth.all, Stamp("Mme Traoré", clock.now()))
    stored = book.full("delivery", birth.delivery.id)
    assert isinstance(stored, Delivery)
    second = Newborn(delivery=stored, birth_rank=2)
    assert stored.newborns == [*birth.babies, second]


def test_the_constraints_carry_the_names_that_migrations_rely_on(book: Book) -> None:
    with book.engine.connect() as connection:
        found = inspect(connection)
        keys = {key["name"] for key in found.get_foreign_keys("delivery")}
        unique = {one["name"] for one in found.get_unique_constraints("referral")}
    assert {"fk_delivery_pregnancy_id", "fk_delivery_admission_id"} <= keys
    assert {"uq_referral_serial_year_direction_serial_no", "uq_referral_source_id"} <= unique
