"""The guide and the older partograph on paper: nothing lost, alerts ringed, lines in place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from maternity.fields import Answer
from maternity.moments import Moment
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.delivery import Delivery
from maternity.registers.facility import Facility
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_lists import LcgAnswer
from maternity.registers.lists import MaternalAct, MaternalComplication
from maternity.reports.documents import document
from maternity.reports.drawing import Box, Drawing, Line, Words
from maternity.reports.guide_rows import rows, sections
from maternity.reports.guide_sheet import LICENCE, guide_sheets
from maternity.reports.labour_papers import blank_guide, blank_partograph, labour_guide, partograph
from maternity.reports.leaf import Note, Pages, Told
from maternity.reports.paper_pdf import render_pages
from maternity.reports.partograph_sheet import CERVIX, COLUMN, LEFT, partograph_sheets
from tests.labours import a_labour, at, seen
from tests.ward_fixtures import a_birth

TOLD = Told(Facility(name="CSCom"), datetime(2026, 11, 26, 14, 0), "Traoré")


def rings(drawing: Drawing) -> int:
    return sum(isinstance(one, Box) and one.round_ for one in drawing.marks)


def texts(care: LabourCare | None) -> list[str]:
    return [text for sheet in guide_sheets(care) for text in sheet.drawing.texts()]


def test_the_rows_are_the_forms_in_its_order() -> None:
    assert [name for name, _rows in sections()] == [
        *("Supportive care", "Baby", "Woman", "Labour progress", "Medication"),
        "Shared decision-making",
    ]
    told = {row.name: row.bounds for row in rows()}
    assert told["fhr_bpm"] == "< 110, ≥ 160"
    assert told["contractions_per_10min"] == "≤ 2, > 5"
    assert told["temperature_c"] == "< 35, ≥ 37,5"
    assert told["amniotic_fluid"] == "M+++, B"
    assert told["posture"] == "SP"
    assert told["urine_protein"] == "++, +++"
    assert told["descent_fifths"] == ""


def test_every_value_stands_on_the_sheet_and_alerts_are_ringed() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=5, fhr_bpm=139, companion=LcgAnswer.NO, medicine="Fer")
    seen(care, 30, fhr_bpm=161)
    (sheet,) = guide_sheets(care)
    told = list(sheet.drawing.texts())
    assert {"139", "161", "N", "X", "TRA", "Fer", "02:00", "Sangaré Awa"} <= set(told)
    assert rings(sheet.drawing) == 2
    assert next(m for m in sheet.drawing.marks if isinstance(m, Words) and m.text == "161").bold
    assert sheet.notes == []


def test_what_has_no_room_is_told_in_full_in_the_notes() -> None:
    care = a_labour()
    plan = "Revoir dans une heure, faire marcher, donner à boire, appeler le médecin de garde"
    for minute in range(0, 60, 5):
        seen(care, minute, fhr_bpm=130 + minute, dilatation_cm=5, plan=plan)
    (sheet,) = guide_sheets(care)
    (heart,) = (note for note in sheet.notes if note.startswith("Baseline FHR"))
    assert all(f"{130 + minute}" in heart for minute in range(0, 60, 5))
    assert any(plan in note for note in sheet.notes)
    leaves = labour_guide(care, TOLD)
    notes = [part for leaf in leaves for part in leaf.parts if isinstance(part, Note)]
    assert plan in notes[0].words


def test_a_longer_labour_goes_on_on_a_new_sheet() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=5)
    seen(care, 11 * 60 + 59, fhr_bpm=141)
    assert len(guide_sheets(care)) == 1
    seen(care, 12 * 60, fhr_bpm=142)
    first, second = guide_sheets(care)
    assert "142" not in list(first.drawing.texts())
    assert "142" in list(second.drawing.texts())
    assert "sheet 2 of 2" in list(second.drawing.texts())


def test_the_second_stage_stands_in_its_own_columns() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=5, fhr_bpm=131)
    seen(care, 90, dilatation_cm=10, fhr_bpm=132, pushing=Answer.YES)
    (sheet,) = guide_sheets(care)
    place = {m.text: m.x for m in sheet.drawing.marks if isinstance(m, Words)}
    assert place["131"] < sheet.left(1)
    assert sheet.left(12) < place["132"] < sheet.left(13)
    assert place["P"] > sheet.left(12)


def test_what_was_seen_before_five_centimetres_stands_on_a_leaf_of_its_own() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=3, fhr_bpm=133)
    seen(care, 240, dilatation_cm=5)
    assert "133" not in texts(care)
    before = labour_guide(care, TOLD)[-1]
    assert before.title == "Before the active phase"
    assert "133" in before.parts[0].words  # type: ignore[union-attr]


def test_each_fetus_has_its_own_rows() -> None:
    care = a_labour(fetuses=2)
    seen(care, 0, dilatation_cm=5, fhr_bpm=131, fetus=1)
    seen(care, 0, fhr_bpm=152, fetus=2)
    (sheet,) = guide_sheets(care)
    place = {m.text: m.y for m in sheet.drawing.marks if isinstance(m, Words)}
    assert {"Baby 1", "Baby 2"} <= set(place)
    assert place["131"] < place["152"]


def test_nothing_is_drawn_beyond_the_sheet() -> None:
    care = a_labour(fetuses=3)
    for hour in range(14):
        seen(care, hour * 60, dilatation_cm=5, fhr_bpm=170, fetus=1, assessment="Bien")
    for drawing in [s.drawing for s in guide_sheets(care)] + partograph_sheets(care):
        for mark in drawing.marks:
            assert 0 <= mark.x <= drawing.wide
            assert 0 <= mark.y <= drawing.high


@pytest.mark.parametrize("make", [blank_guide, blank_partograph])
def test_a_blank_is_one_page_and_carries_its_rows(make: Any) -> None:
    (leaf,) = make(LabourCare(), TOLD)
    pdf = render_pages(Pages("x", (leaf,), TOLD))
    assert pdf.count(b"/Type /Page\n") == 1


def test_the_sheet_carries_its_licence_and_is_the_same_twice() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=5)
    assert LICENCE in " ".join(texts(care))
    assert "CC BY-NC-SA 3.0 IGO" in LICENCE
    once, twice = ([s.drawing.marks for s in guide_sheets(care)] for _time in range(2))
    assert once == twice


def test_the_alert_line_rises_one_centimetre_an_hour_and_the_action_line_follows_by_four() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=4)
    (drawing,) = partograph_sheets(care)
    slopes = [m for m in drawing.marks if isinstance(m, Line) and m.wide == 0.6]
    alert, action = slopes
    assert alert.x == LEFT
    assert alert.to_x == pytest.approx(LEFT + 12 * COLUMN)
    assert (alert.y, alert.to_y) == (CERVIX.y(4), CERVIX.y(10))
    assert action.x == pytest.approx(LEFT + 8 * COLUMN)
    assert action.dashed
    assert not alert.dashed


def test_a_partograph_of_twins_is_a_page_each_and_of_a_long_labour_two() -> None:
    care = a_labour(fetuses=2)
    seen(care, 0, dilatation_cm=4, fhr_bpm=140, fetus=1)
    assert len(partograph_sheets(care)) == 2
    single = a_labour()
    seen(single, 0, dilatation_cm=4, medicine="Oxytocine")
    seen(single, 12 * 60, dilatation_cm=6)
    assert len(partograph_sheets(single)) == 2
    assert "Oxytocine" in partograph(single, TOLD)[-1].parts[0].words  # type: ignore[union-attr]


def test_the_list_of_lives_in_danger_names_nobody() -> None:
    birth = a_birth(date(2026, 10, 3))
    stay = Admission(
        pregnancy=birth.pregnancy,
        subject=AdmissionSubject.WOMAN,
        complications=(MaternalComplication.ECLAMPSIA,),
        acts=(MaternalAct.TRANSFUSION,),
    )
    of = document("near_misses")
    assert of.suits(stay)
    told = str(of.make([stay], TOLD))
    assert "Eclampsia" in told
    assert "Coulibaly" not in told
    stay.complications, stay.acts = (MaternalComplication.MASTITIS,), None
    assert not of.suits(stay)
    for loss, told_of in ((999, Answer.NO), (1000, Answer.YES)):
        birth.delivery.admission, birth.delivery.blood_loss_ml = stay, loss
        assert stay.life_threatening is told_of


def test_a_guide_written_after_the_birth_says_that_it_was_not_watching() -> None:
    care = a_labour()
    one = seen(care, 0, dilatation_cm=5)
    assert care.pregnancy is not None
    care.pregnancy.version = 1
    Delivery(pregnancy=care.pregnancy, delivered_at=Moment.at(at(120)))
    words = "↩ Noted after the birth: this was not watching."
    one.created_at = at(119)
    assert words not in texts(care)
    one.created_at = at(121)
    assert words in texts(care)
    assert "02:00↩" in texts(care)
