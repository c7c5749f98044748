"""The files of death reviews: whole enough for the committee, and without a name of anybody."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from maternity.errors import Refused
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.people import Role
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.haemorrhage_care import HaemorrhageCare
from maternity.registers.labour_care import LabourCare
from maternity.registers.lists import DeathPlace
from maternity.registers.maternal_death import MaternalCauseGroup, MaternalDeath
from maternity.registers.perinatal_death import PerinatalDeath, PerinatalDeathKind
from maternity.registers.resuscitation import Resuscitation
from maternity.registers.staff_member import StaffMember
from maternity.reports.drawing_svg import svg
from maternity.reports.guide_sheet import guide_sheets
from maternity.ward import Query, Ward
from maternity.ward.guide_file import save_guide
from maternity.ward.papers import preview
from tests.labours import a_labour, seen
from tests.ward_fixtures import NOW, a_birth

DIED = NOW - timedelta(hours=2)


def text_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.fixture
def died(ward: Ward) -> MaternalDeath:
    """A woman who bled to death three hours after her delivery."""
    made = a_birth(NOW.date(), hour=5, name="Ouattara")
    nurse = StaffMember(family_name="Sissoko", given_name="Fanta")
    stay = Admission(
        pregnancy=made.pregnancy,
        subject=AdmissionSubject.WOMAN,
        admitted_at=Moment.at(NOW - timedelta(hours=8)),
    )
    made.delivery.admission = stay
    sheet = HaemorrhageCare(
        delivery=made.delivery,
        found_at=Moment.at(NOW - timedelta(hours=4)),
        massage_at=Moment.at(NOW - timedelta(hours=3, minutes=58)),
        loss_ml=1500,
    )
    death = MaternalDeath(
        woman=made.woman,
        pregnancy=made.pregnancy,
        admission=stay,
        died_at=Moment.at(DIED),
        place=DeathPlace.FACILITY,
        cause_text="Atonie. Mme OUATTARA a été vue par Sissoko.",
        underlying_cause=("O72.1",),
        cause_group=MaternalCauseGroup.HAEMORRHAGE,
        notified_by=nurse,
        reviewed_on=NOW.date(),
        delay_3=Answer.YES,
        factors_provider="Pas d’acide tranexamique",
    )
    ward.keep(nurse, made.woman, made.pregnancy, stay, made.delivery, *made.babies, sheet, death)
    return death


def test_the_file_of_a_maternal_death_is_whole_and_names_nobody(
    ward: Ward, died: MaternalDeath
) -> None:
    told = text_of(preview(ward, "maternal_review", died))
    for words in (
        *("PPH immediate (atony) (O72.1)", "3 Obstetric haemorrhage", "Maternal death"),
        *("Uterine massage", "1 h 58", "1500", "The three delays", "Delay 3", "Yes"),
        *("Pas d’acide tranexamique", "Family factors", "Chair of the committee"),
        "Atonie. Mme *** a été vue par ***.",
    ):
        assert words in told, words
    for name in ("Ouattara", "OUATTARA", "Djénéba", "Sissoko"):
        assert name not in told


def test_the_file_of_a_newborn_tells_its_resuscitation(ward: Ward) -> None:
    made = a_birth(NOW.date(), hour=5, name="Ouattara")
    sheet = Resuscitation(
        newborn=made.babies[0],
        began_at=Moment.at(NOW - timedelta(hours=5)),
        ventilated_at=Moment.at(NOW - timedelta(hours=4, minutes=59)),
    )
    death = PerinatalDeath(
        newborn=made.babies[0],
        kind=PerinatalDeathKind.NEONATAL,
        died_at=Moment.at(DIED),
        place=DeathPlace.FACILITY,
        main_cause=("P21.0",),
    )
    ward.keep(*made.all, sheet, death)
    told = text_of(preview(ward, "perinatal_review", death))
    for words in ("Bag and mask", "Severe birth asphyxia", "The three delays", "Neonatal"):
        assert words in told, words
    assert "Ouattara" not in told


def test_a_review_is_for_who_may_see_it(ward: Ward, died: MaternalDeath) -> None:
    ward.account.role = Role.NURSE
    with pytest.raises(Refused):
        preview(ward, "maternal_review", died)


def test_a_file_of_deaths_leads_to_nobody(ward: Ward, died: MaternalDeath, tmp_path: Path) -> None:
    place = tmp_path / "deaths.csv"
    ward.export(Query("maternal_death"), "csv", place, reason="pour le comité de revue")
    with place.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream, delimiter=";")
    assert not {"source_id", "woman", "pregnancy", "admission", "notified_by"} & row.keys()
    assert "cause_text" not in row
    assert died.id not in place.read_text("utf-8-sig")


def test_the_drawn_guide_is_kept_as_a_picture(ward: Ward, tmp_path: Path) -> None:
    care = a_labour()
    first = seen(care, 0, dilatation_cm=5, fhr_bpm=165)
    pregnancy, stay = care.pregnancy, care.admission
    assert pregnancy is not None
    assert pregnancy.woman is not None
    assert stay is not None
    assert first.observed_by is not None
    ward.keep(first.observed_by, pregnancy.woman, pregnancy, stay, care, first)
    (file,) = save_guide(ward, care, tmp_path / "guide.svg")
    text = file.read_text("utf-8")
    assert text.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="')
    assert "165" in text
    whole = ward.full("labour_care", care.id)
    assert isinstance(whole, LabourCare)
    assert text == svg(guide_sheets(whole)[0].drawing, "Labour Care Guide")
