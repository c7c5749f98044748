"""Emergency sheets: begun or taken up by what is there, counted without a second entry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maternity import clock
from maternity.clinical.causes import MaternalGroup
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.records import Record, Strength
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.early_warning import EarlyWarning
from maternity.registers.eclampsia_care import EclampsiaCare, EclampsiaKind
from maternity.registers.haemorrhage_care import HaemorrhageCare, HaemorrhageCause
from maternity.registers.hiv_care import HivStage
from maternity.registers.kangaroo_care import KangarooCare
from maternity.registers.lists import DatePrecision, MaternalAct, MaternalComplication
from maternity.registers.magnesium_dose import MagnesiumDose, MagnesiumKind
from maternity.registers.maternal_death import MaternalCauseGroup, MaternalDeath
from maternity.registers.newborn import BirthOutcome, ResuscitationStep
from maternity.registers.perinatal_death import IcdPmGroup, PerinatalDeath, PerinatalDeathKind
from maternity.registers.resuscitation import Resuscitation
from maternity.ward import Ward, emergencies
from maternity.ward.board import board
from tests.ward_fixtures import NOW, Birth, FixedClock, a_birth

BORN = NOW - timedelta(hours=1)


def at(minutes: int) -> Moment:
    return Moment.at(BORN + timedelta(minutes=minutes))


def here(ward: Ward, **told: Any) -> tuple[Birth, Admission]:
    """A woman who gave birth in the ward an hour ago and is still here."""
    made = a_birth(NOW.date(), **{"hour": 9, **told})
    stay = Admission(
        pregnancy=made.pregnancy,
        subject=AdmissionSubject.WOMAN,
        reason=AdmissionReason.LABOUR,
        admitted_at=Moment.at(BORN - timedelta(hours=5)),
    )
    made.delivery.admission = stay
    ward.keep(made.woman, made.pregnancy, stay, made.delivery, *made.babies)
    return made, stay


def fields_asked(entry: Record) -> dict[str, Strength]:
    return {one.field: one.strength for one in entry.problems()}


def test_a_sheet_is_begun_once_and_taken_up_until_it_is_ended(ward: Ward) -> None:
    made, stay = here(ward)
    first = ward.begin("haemorrhage_care", stay)
    assert isinstance(first, HaemorrhageCare)
    assert (first.delivery, first.found_at) == (made.delivery, Moment.at(NOW))
    ward.keep(first)
    again = ward.begin("haemorrhage_care", made.woman)
    assert again == first
    first = again
    assert isinstance(first, HaemorrhageCare)
    first.stopped_at = Moment.at(NOW)
    ward.keep(first)
    assert ward.begin("haemorrhage_care", stay).version is None, "ended: another bleeding"
    baby = ward.begin("resuscitation", made.babies[0])
    assert isinstance(baby, Resuscitation)
    assert baby.newborn == made.babies[0]
    follow_up = ward.begin("hiv_care", made.babies[0])
    assert (follow_up.look("stage"), follow_up.look("seen_on")) == (HivStage.INFANT, NOW.date())
    assert follow_up.followed("infant_prophylaxis_on") == NOW.date()
    found = [one.register for one in emergencies.choices(ward, stay)]
    assert found == [
        *("haemorrhage_care", "eclampsia_care", "resuscitation", "kangaroo_care", "hiv_care")
    ]


def test_without_a_birth_there_is_no_sheet_of_bleeding_after_it(ward: Ward) -> None:
    made = a_birth()
    stay = Admission(pregnancy=made.pregnancy, subject=AdmissionSubject.WOMAN)
    ward.keep(made.woman, made.pregnancy, stay)
    with pytest.raises(Refused, match="Write the delivery first"):
        ward.begin("haemorrhage_care", stay)
    assert [one.register for one in emergencies.choices(ward, stay)] == ["eclampsia_care"]
    sheet = ward.begin("eclampsia_care", stay)
    assert isinstance(sheet, EclampsiaCare)
    assert sheet.admission == stay


def test_the_sheets_fill_the_lines_of_the_annex(ward: Ward) -> None:
    made, stay = here(ward)
    baby = made.babies[0]
    baby.weight_g, made.delivery.admission = 1900, stay
    bled = HaemorrhageCare(
        delivery=made.delivery,
        found_at=at(10),
        loss_ml=700,
        causes=(HaemorrhageCause.RETAINED,),
        oxytocic_at=at(12),
        tranexamic_at=at(14),
    )
    fits = EclampsiaCare(
        pregnancy=made.pregnancy, admission=stay, found_at=at(5), kind=EclampsiaKind.ECLAMPSIA
    )
    dose = MagnesiumDose(eclampsia_care=fits, given_at=at(6), kind=MagnesiumKind.LOADING_IV)
    baby.resuscitated, baby.resuscitation_steps = Answer.YES, (ResuscitationStep.BAG_MASK,)
    baby.kangaroo_care = Answer.YES
    ward.keep(baby, bled, fits, dose, reason="relu sur la feuille")
    annex = ward.sheet("sonu_annexe", "2026-11")
    assert [annex.line(code).total for code in ("S2a", "S5a", "S1a")] == [1, 1, 0]
    done = ward.sheet("sonu_fonctions", "2026-11")
    assert [done.line(code).total for code in ("F2", "F3", "F7")] == [1, 1, 1]
    assert [ward.sheet("rma_cscom", "2026-11").line(code).total for code in ("G22", "G26")] == [
        1,
        1,
    ]
    whole = ward.full("admission", stay.id)
    assert isinstance(whole, Admission)
    assert MaternalComplication.RETAINED_PLACENTA in whole.all_complications
    assert MaternalAct.TRANEXAMIC_ACID in whole.all_acts
    assert whole.life_threatening is Answer.YES


def test_below_500_ml_a_sheet_is_no_haemorrhage_and_without_a_loss_it_is() -> None:
    sheet = HaemorrhageCare(found_at=at(10), loss_ml=499)
    assert (sheet.is_haemorrhage, sheet.complications) == (Answer.NO, ())
    sheet.total_loss_ml = 500
    assert sheet.complications == (MaternalComplication.POSTPARTUM_HAEMORRHAGE,)
    assert HaemorrhageCare(found_at=at(10)).is_haemorrhage is Answer.YES
    sheet.total_loss_ml = 400
    assert fields_asked(sheet)["total_loss_ml"] is Strength.STOPS


def test_the_bundle_is_timed_from_the_finding_to_its_last_step() -> None:
    sheet = HaemorrhageCare(
        found_at=at(0), massage_at=at(1), oxytocic_at=at(3), fluids_at=at(6), examined_at=at(9)
    )
    assert (sheet.steps_done, sheet.bundle_min) == (4, None)
    sheet.stopped_at = at(30)
    words = next(one.words for one in sheet.problems() if one.field == "stopped_at")
    assert "Tranexamic acid at" in words
    sheet.tranexamic_at = at(8)
    assert (sheet.steps_done, sheet.bundle_min) == (5, 9)
    assert "stopped_at" not in fields_asked(sheet)


def test_the_next_dose_stands_on_the_board_until_the_treatment_ends(ward: Ward) -> None:
    made, stay = here(ward)
    sheet = EclampsiaCare(
        pregnancy=made.pregnancy,
        admission=stay,
        found_at=at(0),
        kind=EclampsiaKind.SEVERE_PRE_ECLAMPSIA,
    )
    dose = MagnesiumDose(
        eclampsia_care=sheet,
        given_at=at(0),
        kind=MagnesiumKind.LOADING_IM,
        reflexes=Answer.NO,
    )
    ward.keep(sheet, dose)
    assert fields_asked(dose)["reflexes"] is Strength.ASKS
    with clock.use(FixedClock(BORN + timedelta(hours=4, minutes=1))):
        told = {one.words: one.when.value for one in board(ward).due if one.kind.value == "dose"}
    assert told == {"Magnesium sulfate at 13:00": "late"}
    sheet.stopped_at = at(60)
    ward.keep(sheet)
    assert [one for one in board(ward).due if one.kind.value == "dose"] == []


def test_the_apgar_is_the_sum_of_its_signs_and_differs_from_no_typed_total() -> None:
    made = a_birth(NOW.date(), hour=9)
    baby = made.babies[0]
    sheet = Resuscitation(newborn=baby, began_at=at(1), ventilated_at=at(1))
    for name, sign in zip(("colour", "heart", "reflex", "tone"), (0, 1, 1, 0), strict=True):
        setattr(sheet, f"{name}_1", sign)
    assert sheet.shown("score_1") == ""
    sheet.breathing_1 = 0
    assert (sheet.score_1, sheet.ventilated_min) == (2, 1)
    assert sheet.steps == (ResuscitationStep.BAG_MASK,)
    baby.apgar_1 = 3
    assert fields_asked(sheet)["colour_1"] is Strength.STOPS
    baby.apgar_1 = 2
    assert "colour_1" not in fields_asked(sheet)
    baby.resuscitated = Answer.NO
    assert fields_asked(sheet)["began_at"] is Strength.ASKS


def test_kangaroo_care_of_a_big_baby_at_term_is_asked_about() -> None:
    made = a_birth(NOW.date(), hour=9, ga_extra_days=0)
    sheet = KangarooCare(newborn=made.babies[0], began_at=at(30))
    assert fields_asked(sheet)["began_at"] is Strength.ASKS
    made.babies[0].weight_g = 2499
    assert "began_at" not in fields_asked(sheet)


@pytest.mark.parametrize(("weeks", "asked"), [(37, True), (38, False), (39, True)])
def test_weeks_that_differ_from_the_dating_are_asked_about(weeks: int, asked: bool) -> None:
    made = a_birth(NOW.date(), hour=9, ga_weeks=weeks)
    made.pregnancy.lmp_on = NOW.date() - timedelta(days=38 * 7 + 6)
    made.pregnancy.lmp_precision = DatePrecision.EXACT
    told = [one.words for one in made.delivery.problems() if one.field == "ga_weeks"]
    said = ["By the last menstrual period it is 38+6 on that day. Check both, or confirm."]
    assert told == (said if asked else [])
    assert made.delivery.followed("ga_weeks") == 38
    made.pregnancy.lmp_precision = DatePrecision.MONTH
    assert "ga_weeks" not in fields_asked(made.delivery)


def test_an_early_warning_shows_as_soon_as_it_can_be_told() -> None:
    stay = Admission(subject=AdmissionSubject.WOMAN)
    assert stay.shown("early_warning") == ""
    stay.bp_systolic_mmhg, stay.bp_diastolic_mmhg = 120, 70
    assert stay.look("early_warning") is EarlyWarning.INCOMPLETE
    stay.bp_systolic_mmhg = 155
    stay.pulse_bpm = 100
    assert stay.look("early_warning") is EarlyWarning.YELLOW
    stay.pulse_bpm = 121
    assert stay.look("early_warning") is EarlyWarning.RED
    stay.reason = AdmissionReason.LABOUR
    assert stay.early_warning is None, "in labour the guide rules"


def test_a_cause_proposes_its_group_and_never_writes_over_the_one_chosen() -> None:
    death = MaternalDeath(died_at=Moment.at(NOW), underlying_cause=("O72.1",))
    assert death.followed("cause_group") is MaternalCauseGroup.HAEMORRHAGE
    death.cause_group = MaternalCauseGroup.INFECTION
    assert fields_asked(death)["cause_group"] is Strength.ASKS
    assert MaternalGroup.HAEMORRHAGE.value == "haemorrhage"
    death.underlying_cause = ("O66.9",)
    assert death.followed("cause_group") is None
    assert fields_asked(death)["underlying_cause"] is Strength.ASKS


def test_a_perinatal_cause_is_grouped_in_its_timing() -> None:
    made = a_birth(outcome=BirthOutcome.MACERATED_STILLBIRTH)
    death = PerinatalDeath(newborn=made.babies[0], main_cause=("P95",))
    assert death.followed("kind") is PerinatalDeathKind.ANTEPARTUM
    assert death.followed("icd_pm_group") is None
    death.kind = PerinatalDeathKind.INTRAPARTUM
    assert death.followed("icd_pm_group") is IcdPmGroup.I7
    death.icd_pm_group = IcdPmGroup.I3
    assert fields_asked(death)["icd_pm_group"] is Strength.ASKS
