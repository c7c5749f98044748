"""A woman is found however her name is spelt, by her numbers, and nobody is found for nothing."""

from __future__ import annotations

import pytest

from maternity import clock
from maternity.db.book import Book, Query
from maternity.db.saving import Stamp, keep
from maternity.ward.care import find
from maternity.ward.resembling import likely_same
from tests.ward_fixtures import a_birth, a_village


@pytest.fixture
def known(book: Book) -> Book:
    """Three women of the ward."""
    village = a_village()
    keep(book, [village], Stamp("t", clock.now()))
    for family, given, phone in (
        ("Coulibaly", "Djénéba", "+22376123456"),
        ("Coulibaly", "Aminata", "+22366000001"),
        ("Diarra", "Ɲaɲa", None),
    ):
        birth = a_birth(name=family, village=village)
        birth.woman.given_name, birth.woman.phone_1 = given, phone
        birth.woman.kin_name = "Moussa Sissoko"
        keep(book, birth.all, Stamp("t", clock.now()))
    return book


@pytest.mark.parametrize(
    ("typed", "given"),
    [
        ("kulibali jeneba", ["Djénéba"]),
        ("jeneba kulibali", ["Djénéba"]),
        ("Coulibaly Djénéba", ["Djénéba"]),
        ("kulib", ["Aminata", "Djénéba"]),
        ("jara nyanya", ["Ɲaɲa"]),
        ("diarra gnagna", ["Ɲaɲa"]),
        ("76 12 34 56", ["Djénéba"]),
        ("+223 66 00 00 01", ["Aminata"]),
        ("cissoko", ["Aminata", "Djénéba", "Ɲaɲa"]),
        ("2/2026", ["Aminata"]),
        ("di", ["Djénéba", "Ɲaɲa"]),  # « di » begins Diarra, and Djénéba as it is searched
        ("co am", ["Aminata"]),
        ("xyxy", []),
        ("kulibali coulibaly", []),  # two words are two names, even where they are searched alike
    ],
)
def test_a_woman_is_found_by_what_is_known_of_her(
    known: Book, typed: str, given: list[str]
) -> None:
    assert sorted(str(one.woman.given_name) for one in find(known, typed, 20)) == sorted(given)


def test_the_answer_shows_husband_village_phone_and_last_event(known: Book) -> None:
    (found,) = find(known, "kulibali jeneba", 20)
    assert (found.husband, found.village, found.phone, found.age) == (
        "Moussa Sissoko",
        "Kalabancoro",
        "76 12 34 56",
        24,
    )
    assert "15/10/2026" in found.last_event


def test_a_woman_renamed_is_found_by_her_new_name_only(known: Book) -> None:
    woman = find(known, "kulibali jeneba", 1)[0].woman
    woman.given_name = "Sitan"
    keep(known, [woman], Stamp("t", clock.now()))
    assert find(known, "kulibali jeneba", 5) == []
    assert [one.woman for one in find(known, "kulibali sitan", 5)] == [woman]


def test_a_likely_duplicate_shares_more_than_a_name(known: Book) -> None:
    same = a_birth(name="Koulibali", village=find(known, "kulib", 1)[0].woman.village).woman
    same.given_name = "Jeneba"
    assert [one.given_name for one in likely_same(known, same)] == ["Djénéba"]
    other = a_birth(name="Koulibali", age=44).woman
    other.given_name = "Jeneba"
    assert likely_same(known, other) == []


def test_a_list_is_searched_through_the_woman_and_by_number(known: Book) -> None:
    assert known.page(Query("delivery", text="kulibali jeneba")).total == 1
    assert known.page(Query("newborn", text="diarra")).total == 1
    assert [row.serial_no for row in known.page(Query("delivery", text="3")).rows] == [3]
