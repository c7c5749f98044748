"""Names: one form for many spellings, and two women are never one by their name alone."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from maternity import names
from maternity.names import Likeness

SPELLINGS = {
    "kulibali": "Coulibaly, Koulibali, Kulibali",
    "jara": "Diarra, Djarra, Jara",
    "traore": "Traoré, Traore",
    "keta": "Keïta, Keita",
    "watara": "Ouattara, Watara",
    "sise": "Cissé, Sissé",
    "sisoko": "Cissoko, Sissoko",
    "jalo": "Diallo, Djallo, Jalo",
    "jeneba": "Dieneba, Djénéba, Jɛnɛba",
    "ture": "Touré, Ture",
    "dumbia": "Doumbia, Dumbia",
    "kamara": "Camara, Kamara",
    "mega": "Maïga, Maiga",
    "niania": "Gnagna, Nyanya, Ɲaɲa",
    "kajatu": "Kadiatou, Kadjatou",
    "fatumata": "Fatoumata, Fatumata",
    "awa": "Hawa, Awa",
}


@pytest.mark.parametrize("form", SPELLINGS)
def test_every_spelling_of_a_name_has_one_form(form: str) -> None:
    assert {names.respell(spelling) for spelling in SPELLINGS[form].split(", ")} == {form}


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("N'Diaye", "nje"),
        ("N’Diaye", "nje"),
        ("Nʼdiaye", "nje"),
        ("NDiaye", "nje"),
        ("Marie-Claire", "marie klere"),
        ("  Fanta   (dite Mah) ", "fanta dite ma"),
        ("François", "frankois"),
        ("Zeïnab", "senab"),
        ("Aquila", "akila"),
        ("Dieynaba Ƴero Ɗikko", "jenaba iero diko"),
        ("Sœur", "soeur"),
        ("Sikoro 22", "sikoro 22"),
        ("Diuma", "juma"),
        ("Moussa", "musa"),
        ("Alou Ouologuem", "alu wologuem"),
        ("Μαρία", "μαρια"),
        ("?", ""),
        ("", ""),
    ],
)
def test_the_rules_are_taken_in_their_order(typed: str, form: str) -> None:
    assert names.respell(typed) == form


def test_words_are_searched_one_by_one() -> None:
    assert names.words("COULIBALY Djénéba") == ["kulibali", "jeneba"]
    assert names.words("- ? -") == []


def test_folding_keeps_the_words_and_drops_the_accents() -> None:
    assert names.fold("Ségou, Kéniéba") == "segou, kenieba"
    assert names.fold("Ɲɛnɛ Ŋɔ") == "nyene no"
    assert names.fold("²") == "²"


def test_names_that_sound_alike_are_close() -> None:
    for one, other in (("kulibali", "kulubali"), ("mariam", "mariama"), ("awa", "awa")):
        assert names.close(one, other)
    for one, other in (("jara", "jalo"), ("kone", "kante"), ("aminata", "asata"), ("", "awa")):
        assert not names.close(one, other)
    assert names.closeness("", "") == 0


def test_the_order_of_the_words_does_not_matter() -> None:
    assert names.closeness("kulibali jeneba", "jeneba kulibali") == 1


JENEBA = Likeness(
    family=names.respell("Coulibaly"),
    given=names.respell("Djénéba"),
    born_on=date(2003, 5, 27),
    village="v1",
    phones=(names.phone_end("+22376123456"),),
    kin=names.respell("Moussa Traoré"),
)
NAMESAKE = Likeness(family=names.respell("Koulibali"), given=names.respell("Jeneba"))


def test_a_name_alone_never_decides() -> None:
    assert names.same_name(JENEBA, NAMESAKE)
    assert names.shared(JENEBA, NAMESAKE) == ()
    assert not names.likely_same(JENEBA, NAMESAKE)


@pytest.mark.parametrize(
    ("fact", "known"),
    [
        ("age", {"born_on": date(2005, 5, 27)}),
        ("age", {"born_on": date(2001, 5, 26)}),
        ("village", {"village": "v1"}),
        ("phone", {"phones": ("654321", "123456")}),
        ("kin", {"kin": names.respell("Moussa Traore")}),
    ],
)
def test_a_close_name_and_one_shared_fact_is_asked_about(
    fact: str, known: dict[str, object]
) -> None:
    other = replace(NAMESAKE, **known)  # type: ignore[arg-type]
    assert names.shared(JENEBA, other) == (fact,)
    assert names.likely_same(JENEBA, other)
    assert names.likely_same(other, JENEBA)


@pytest.mark.parametrize(
    "known",
    [
        {"born_on": date(2005, 5, 30)},
        {"village": "v2"},
        {"phones": ("123457",)},
        {"phones": ("",)},
        {"kin": names.respell("Bakary Diarra")},
    ],
)
def test_other_facts_make_another_woman(known: dict[str, object]) -> None:
    other = replace(NAMESAKE, **known)  # type: ignore[arg-type]
    assert not names.likely_same(replace(JENEBA, phones=(*JENEBA.phones, "")), other)


def test_a_shared_family_name_and_village_do_not_make_one_woman() -> None:
    awa, mariam = (Likeness("traore", given, village="v1") for given in ("awa", "mariam"))
    assert not names.likely_same(awa, mariam)


def test_names_written_the_other_way_round_are_the_same() -> None:
    swapped = Likeness(family=JENEBA.given, given=JENEBA.family, village="v1")
    assert names.likely_same(JENEBA, swapped)


def test_a_woman_without_a_name_is_like_nobody() -> None:
    unnamed = replace(JENEBA, family="", given="")
    assert not names.likely_same(unnamed, JENEBA)
    assert not names.likely_same(unnamed, unnamed)


def test_a_missing_given_name_leaves_the_family_name_to_compare() -> None:
    assert names.likely_same(replace(JENEBA, given=""), JENEBA)


def test_phones_are_compared_by_their_last_digits() -> None:
    assert names.phone_end("+22376123456") == "123456"
    assert names.phone_end("+225 07 08 09 10 11") == "091011"
    assert names.phone_end("12345") == ""


@pytest.mark.parametrize(
    ("typed", "composed"),
    [
        ("Je;", "Jɛ"),
        ("Ko;", "Kɔ"),
        ("n;", "ɲ"),
        ("N;", "Ɲ"),
        ("ng;", "nŋ"),
        ("e;a", "e;a"),
        ("ɛ;", "e;"),
        ("R.A.S.;", "R.A.S.;"),
        ("", ""),
    ],
)
def test_a_letter_and_a_semicolon_make_a_letter_of_mali(typed: str, composed: str) -> None:
    assert names.compose(typed) == composed


def test_the_start_does_not_wait_for_the_closeness_library() -> None:
    script = "import sys, maternity.names; print('rapidfuzz' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@given(st.text())
def test_a_respelled_name_holds_letters_and_figures_only(text: str) -> None:
    form = names.respell(text)
    assert form == " ".join(names.words(text))
    assert all(sign.isalnum() or sign == " " for sign in form)


@given(st.text(alphabet="abcdehiouyɛɔɲŋéï' -", max_size=30))
def test_capitals_change_no_form(text: str) -> None:
    assert names.respell(text) == names.respell(text.upper())


@given(st.text(alphabet="abeikou ", max_size=20), st.text(alphabet="abeikou ", max_size=20))
def test_closeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    near = names.closeness(one, other)
    assert 0 <= near <= 1
    assert near == names.closeness(other, one)


SYLLABLES = (
    *("a", "ba", "ci", "co", "cou", "di", "dia", "dja", "dou", "dya", "fa", "ga", "gna", "gni"),
    *("hou", "ia", "ka", "kha", "lou", "ly", "mai", "ma", "mou", "na", "oua", "ou", "pha", "qui"),
    *("ra", "rra", "sey", "ssa", "ta", "tho", "tou", "ya", "ye", "za", "ɛ", "ɔn", "ɲa", "n"),
)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join), st.data())
def test_a_name_is_found_at_every_letter_of_it(name: str, data: st.DataObject) -> None:
    assume("ouou" not in name)  # in no name: two vowels that only chance puts together
    typed = name[: data.draw(st.integers(1, len(name)))]
    searched = names.respell(name)
    assert any(searched.startswith(begun) for begun in names.beginnings(typed))


@pytest.mark.parametrize(
    "name", ["Diarra", "Kadidia", "Maïga", "Coulibaly", "Fatoumata", "Ouattara"]
)
def test_a_common_name_is_found_from_its_first_letter_on(name: str) -> None:
    searched = names.respell(name)
    for at in range(1, len(name) + 1):
        assert any(searched.startswith(begun) for begun in names.beginnings(name[:at])), name[:at]
