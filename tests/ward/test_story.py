"""One woman's story: every pregnancy with what was written of it, and what was corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from maternity import clock
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.bed import Bed
from maternity.registers.bed_transfer import BedTransfer
from maternity.registers.birth_dose import BirthDose, BirthVaccine
from maternity.registers.pregnancy import Pregnancy
from maternity.ward import Ward
from maternity.ward.story import Chapter, story
from tests.ward_fixtures import Birth, FixedClock, a_birth, at_work, moment

DAY = date(2026, 11, 20)


def written(ward: Ward) -> Birth:
    """A second pregnancy with a stay, a birth of twins and a dose; the first one long ago."""
    birth = a_birth(DAY, babies=2)
    before = Pregnancy(woman=birth.woman, gravidity=1, parity=0)
    old = a_birth(date(2024, 3, 2))
    old.delivery.pregnancy = before
    stay = Admission(
        pregnancy=birth.pregnancy,
        subject=AdmissionSubject.WOMAN,
        reason=AdmissionReason.LABOUR,
        admitted_at=moment(DAY, 1),
    )
    bed = Bed(code="4")
    dose = BirthDose(
        newborn=birth.babies[0], vaccine=BirthVaccine.BCG, given_at=moment(date(2026, 11, 21), 9)
    )
    move = BedTransfer(admission=stay, bed=bed, moved_at=moment(DAY, 2))
    ward.keep(bed)
    ward.keep(*birth.all, stay, dose, move)
    ward.keep(before, old.delivery, *old.babies)
    return birth


def told(chapter: Chapter) -> list[str]:
    return [f"{one.title} | {one.facts}" for one in chapter.events]


def test_each_pregnancy_has_its_stays_births_babies_and_doses_the_newest_first(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = written(ward)
        now, before = story(ward, ward.get("woman", birth.woman.id))
    assert now.pregnancy == birth.pregnancy
    kinds = [one.entry.register.name for one in now.events]
    assert kinds[0] == "birth_dose"
    assert kinds[-2:] == ["bed_transfer", "admission"]
    assert sorted(kinds[1:-2]) == ["delivery", "newborn", "newborn"]
    assert [one.entry.register.name for one in before.events] == ["delivery", "newborn"]
    assert any("Live" in words and "Female" in words and "3100 g" in words for words in told(now))
    assert any("Bed 4" in words for words in told(now))
    assert any("In labour" in words for words in told(now))
    assert all("Coulibaly" not in words for words in told(now))


def test_a_correction_stands_in_the_story_with_who_why_and_both_values(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = written(ward)
        baby = birth.babies[0]
        baby.weight_g = 2950
        with clock.use(FixedClock(datetime(2026, 11, 26, 11, 15))):
            ward.keep(baby, reason="balance mal lue")
        chapter = story(ward, ward.get("woman", birth.woman.id))[0]
    (one,) = [event for event in chapter.events if event.correction]
    assert one.title == "26/11/2026 at 11:15, Mme Traoré  ·  correction: Newborn"
    assert one.facts == "Birth weight: 3100 → 2950 (balance mal lue)"
    assert chapter.events[0] is one


def test_of_two_corrections_in_one_minute_the_later_stands_first(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = written(ward)
        baby = birth.babies[0]
        with clock.use(FixedClock(datetime(2026, 11, 26, 11, 15))):
            for grams in (2950, 3100):
                baby.weight_g = grams
                ward.keep(baby, reason="balance mal lue")
        chapter = story(ward, ward.get("woman", birth.woman.id))[0]
    facts = [event.facts for event in chapter.events if event.correction]
    assert [words.partition(" (")[0] for words in facts] == [
        "Birth weight: 2950 → 3100",
        "Birth weight: 3100 → 2950",
    ]


def test_what_was_cancelled_stays_in_the_story_and_says_so(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        birth = written(ward)
        ward.void(ward.full("newborn", birth.babies[1].id), "saisi deux fois")
        chapter = story(ward, ward.get("woman", birth.woman.id))[0]
    words = "\n".join(told(chapter))
    assert words.count("✗ cancelled") == 1
    assert "(saisi deux fois)" in words


@pytest.mark.parametrize(("name", "left"), [("admitted_at", False), ("reason", True)])
def test_what_hiv_rules_is_no_part_of_the_story(
    name: str, left: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = Admission.register.fields
    monkeypatch.setitem(fields, name, replace(fields[name], sensitive="hiv"))
    with at_work(tmp_path / "registre") as ward:
        birth = written(ward)
        chapter = story(ward, ward.get("woman", birth.woman.id))[0]
    assert any(one.entry.register.name == "admission" for one in chapter.events) is left
    assert all("In labour" not in words for words in told(chapter))
