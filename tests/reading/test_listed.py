"""Choices as they are typed: a key, a code, a label, or the beginning of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maternity import reading

MODES = [
    ("vaginal", ("Voie basse", "Vaginal birth")),
    ("vacuum", ("Ventouse", "Vacuum")),
    ("caesarean", ("Césarienne", "Caesarean")),
    ("unknown", ("Inconnu", "Unknown")),
]
SIGNS = [
    ("fever", ("Température > 37,5 °C", "Temperature > 37.5 °C")),
    ("cold", ("Température < 35,5 °C", "Temperature < 35.5 °C")),
    ("tear", ("Déchirure grave (3e-4e degré, col)", "Severe tear")),
    ("cough", ("Toux", "Cough")),
    ("not_done", ("Non recherchés", "Not looked for")),
]
GRADES = [(str(grade), (f"Grade {grade}",)) for grade in range(4)]
LONG = [(f"code_{n}", (f"Choix {n}",)) for n in range(40)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1", "vaginal"),
        ("3", "caesarean"),
        ("caesarean", "caesarean"),
        ("Césarienne", "caesarean"),
        ("cesarienne", "caesarean"),
        ("CÉS", "caesarean"),
        ("basse", "vaginal"),
        ("voie b", "vaginal"),
        ("ven", "vacuum"),
        ("vagi", "vaginal"),
        ("vac", "vacuum"),
        ("?", "unknown"),
        ("nsp", "unknown"),
        ("inc", "unknown"),
    ],
)
def test_a_choice_is_found_by_little(typed: str, code: str) -> None:
    assert reading.choice(typed, MODES) == code


def test_two_possible_choices_are_listed() -> None:
    with pytest.raises(reading.Unreadable, match="it may be Voie basse, Ventouse") as trouble:
        reading.choice("v", MODES)
    assert trouble.value.proposals == ("Voie basse", "Ventouse")


def test_the_same_label_twice_is_not_guessed() -> None:
    with pytest.raises(reading.Unreadable, match="it may be"):
        reading.choice("Autre", [("one", ("Autre",)), ("two", ("Autre",))])


@pytest.mark.parametrize("typed", ["", " ", "x", "9", "²", "oie", "nf"])
def test_what_is_in_no_list_is_answered_with_the_list(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="Voie basse, Ventouse, Césarienne, Inconnu"):
        reading.choice(typed, MODES)


def test_a_long_list_is_not_spelled_out() -> None:
    with pytest.raises(reading.Unreadable, match=r"one of the \d+ choices.*Choix 7\.$"):
        reading.choice("rien", LONG)


def test_an_empty_list_has_no_choice() -> None:
    with pytest.raises(reading.Unreadable):
        reading.choice("1", [])
    assert reading.keys([]) == []


def test_a_choice_without_a_label_is_known_by_its_code() -> None:
    assert reading.choice("bare", [("bare", ())]) == "bare"
    with pytest.raises(reading.Unreadable, match="bare"):
        reading.choice("x", [("bare", ())])


def test_keys_are_figures_then_letters() -> None:
    found = reading.keys(LONG)
    assert found[:10] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "a"]
    assert found[34:37] == ["z", "", ""]
    assert reading.choice("a", LONG) == "code_9"


def test_codes_of_one_sign_are_their_own_keys() -> None:
    assert reading.keys(GRADES) == ["0", "1", "2", "3"]
    assert reading.choice("0", GRADES) == "0"


def test_a_file_gives_codes_or_whole_labels() -> None:
    for given_as in ("caesarean", "Césarienne", "Caesarean"):
        assert reading.choice(given_as, MODES, exact=True) == "caesarean"
    for guess in ("3", "c", "ces"):
        with pytest.raises(reading.Unreadable, match="one of the choices"):
            reading.choice(guess, MODES, exact=True)


@pytest.mark.parametrize(
    "typed", ["3|2", "ces ; vent", "Césarienne,Ventouse", "3, 2", "3|2|3", "|3||2"]
)
def test_several_choices_keep_the_order_typed(typed: str) -> None:
    assert reading.choices(typed, MODES) == ("caesarean", "vacuum")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Température > 37,5 °C", ("fever",)),
        ("Température > 37,5 °C, Température < 35,5 °C", ("fever", "cold")),
        ("Toux,Déchirure grave (3e-4e degré, col)|fever", ("cough", "tear", "fever")),
        ("Non fait", ("not_done",)),
    ],
)
def test_a_label_may_hold_a_comma(typed: str, codes: tuple[str, ...]) -> None:
    assert reading.choices(typed, SIGNS, exact=True) == codes


@pytest.mark.parametrize("typed", ["", "|", ",", " ; ", "3,x", "x|3"])
def test_one_wrong_choice_among_several_is_said(typed: str) -> None:
    with pytest.raises(reading.Unreadable, match="one of the choices"):
        reading.choices(typed, MODES)


def test_typing_offers_what_begins_so() -> None:
    assert reading.matching("", MODES) == [code for code, _labels in MODES]
    assert reading.matching("v", MODES) == ["vaginal", "vacuum"]
    assert reading.matching("bas", MODES) == ["vaginal"]
    assert reading.matching("caesa", MODES) == ["caesarean"]
    assert reading.matching("x", MODES) == []


@given(st.lists(st.sampled_from([code for code, _labels in SIGNS]), min_size=1, unique=True))
def test_choices_shown_are_read_back(codes: list[str]) -> None:
    labels = dict(SIGNS)
    for between in ("|", ", ", " ; "):
        shown = between.join(labels[code][0] for code in codes)
        assert reading.choices(shown, SIGNS, exact=True) == tuple(codes)
