"""Diagnoses of the ward's list: words in French and English, codes of ICD-10 and ICD-11.

What is kept of a diagnosis on the list is its ICD-10 code alone, so that it is told in the language
in use; what is not on the list stays as it was typed and is coded later. HIV is not on the list:
it stands on its own form alone. The list is `resources/codes/diagnoses.csv`, ours to be changed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from maternity import i18n, names, paths

CODE = re.compile(r"\b([A-Z]\d\d(?:\.?\d{1,2})?)\b")
OF_HIV = re.compile(r"(B2[0-4]|O98\.?7|Z20\.?6|Z21|R75)")
MOST = 12


@dataclass(frozen=True)
class Diagnosis:
    """A line of the list."""

    who: str
    icd10: str
    icd11: str
    en: str
    fr: str

    @property
    def words(self) -> str:
        """Its words in the language in use."""
        return self.fr if i18n.language() == "fr" else self.en

    @property
    def told(self) -> str:
        """Its words and its code, as a field and a page show it."""
        return f"{self.words} ({self.icd10})"


def codes(diagnoses: Iterable[str] | None) -> list[str]:
    """The ICD-10 codes in diagnoses, in their order; words without one have none."""
    found = (CODE.search(one.upper()) for one in diagnoses or ())
    return [one[1] for one in found if one is not None]


def read_diagnosis(text: str) -> str:
    """The code of what stands on the list, by its words or its code; other words as they are."""
    return _kept().get(_key(text), text)


def show_diagnosis(kept: str) -> str:
    """The words of a code of the list; other words as they are."""
    found = _by_code().get(kept)
    return found.told if found is not None else kept


def fitting(text: str, *, newborn: bool = False) -> list[Diagnosis]:
    """The diagnoses with a word that begins with each word typed, or whose code does.

    Those of the newborn come first where a newborn is written of, those of the mother otherwise.
    """
    typed = names.fold(text).split()
    found = [one for one in _listed() if typed and all(_begins(one, word) for word in typed)]
    return sorted(found, key=lambda one: (one.who == "N") is not newborn)[:MOST]


def _begins(one: Diagnosis, typed: str) -> bool:
    spoken = re.split(r"[^\w.]+", names.fold(f"{one.fr} {one.en} {one.icd10} {one.icd11}"))
    return any(word.startswith(typed) for word in spoken)


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", names.fold(text)).strip()


@cache
def _listed() -> tuple[Diagnosis, ...]:
    with (paths.resources() / "codes" / "diagnoses.csv").open(encoding="utf-8") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        found = (Diagnosis(**row) for row in rows)
        return tuple(one for one in found if not OF_HIV.fullmatch(one.icd10))


@cache
def _by_code() -> dict[str, Diagnosis]:
    return {one.icd10: one for one in _listed()}


@cache
def _kept() -> dict[str, str]:
    """Everything that means a diagnosis of the list -> its code."""
    found: dict[str, str] = {}
    for one in _listed():
        plain = one.icd10.replace(".", "")
        said = (one.icd10, plain, one.fr, one.en, f"{one.fr} {one.icd10}", f"{one.en} {one.icd10}")
        found |= {_key(words): one.icd10 for words in said}
    return found
