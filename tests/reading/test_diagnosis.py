"""Diagnoses of the list: found by any word, kept as a code, told in the language in use."""

from __future__ import annotations

import pytest

from maternity import i18n
from maternity.fields import Diagnosis
from maternity.reading import diagnosis


@pytest.mark.parametrize(
    "typed",
    [
        *("O14.1", "o141", "Prééclampsie sévère", "preeclampsie severe", "Severe pre-eclampsia"),
        *("Prééclampsie sévère (O14.1)", "Severe pre-eclampsia (O14.1)"),
    ],
)
def test_the_words_and_the_code_of_a_diagnosis_mean_its_code(typed: str) -> None:
    assert diagnosis.read_diagnosis(typed) == "O14.1"


def test_a_diagnosis_is_told_in_the_language_in_use_and_free_words_as_typed() -> None:
    field = Diagnosis(label="x")
    value = field.read("Prééclampsie sévère ; fièvre du soir")
    assert value == ("O14.1", "fièvre du soir")
    assert field.show(value) == "Severe pre-eclampsia (O14.1) ; fièvre du soir"
    i18n.use("fr")
    assert field.show(value) == "Prééclampsie sévère (O14.1) ; fièvre du soir"
    assert field.read(field.show(value)) == value


def test_the_beginning_of_any_word_brings_what_fits_the_right_patient_first() -> None:
    assert [one.icd10 for one in diagnosis.fitting("sev pre")] == ["O14.1"]
    assert [one.icd10 for one in diagnosis.fitting("JA24")] == ["O14.0", "O14.1", "O14.2"]
    assert diagnosis.fitting("preterm")[0].who == "M"
    assert diagnosis.fitting("preterm", newborn=True)[0].who == "N"
    assert diagnosis.fitting("  ") == []
    assert diagnosis.fitting("zzz") == []


def test_hiv_is_never_offered() -> None:
    assert diagnosis.fitting("vih") == diagnosis.fitting("hiv") == []
    assert diagnosis.fitting("O98.7") == diagnosis.fitting("Z20") == []


def test_the_codes_in_words_are_found_in_their_order() -> None:
    assert diagnosis.codes(("choc", "hémorragie o72.1", "D65")) == ["O72.1", "D65"]
    assert diagnosis.codes(None) == []
