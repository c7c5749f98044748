"""What a labour says at a moment: alerts at their edges, what answers them, what is due."""

from __future__ import annotations

import pytest

from maternity.clinical.labour import Stage
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.records import Strength
from maternity.registers.delivery import Delivery
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_lists import LcgAnswer, Posture
from maternity.registers.labour_watch import FIRST_STAGE, SECOND_STAGE, due, raised, stage
from maternity.registers.lists import LabourOnset
from tests.labours import TRAORE, a_labour, at, seen


def rows(care: LabourCare, minutes: int) -> list[str]:
    """The rows that alert at a moment."""
    return [one.row for one in raised(care, at(minutes))]


@pytest.mark.parametrize(("bpm", "alerts"), [(109, 1), (110, 0), (159, 0), (160, 1)])
def test_a_heart_rate_alerts_at_the_edge_of_the_guide(bpm: int, alerts: int) -> None:
    care = a_labour()
    seen(care, 0, fhr_bpm=bpm)
    assert rows(care, 1) == ["fhr_bpm"] * alerts


@pytest.mark.parametrize(("cm", "minutes"), [(5, 360), (6, 300), (7, 180), (8, 150), (9, 120)])
def test_a_cervix_that_stays_alerts_at_the_minute_of_its_limit(cm: int, minutes: int) -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=cm)
    assert rows(care, minutes - 1) == []
    (alert,) = raised(care, at(minutes))
    assert (alert.row, alert.alert.value, alert.alert.bound) == ("dilatation_cm", cm, minutes)
    assert alert.at == at(minutes)


def test_a_cervix_that_went_on_in_time_never_alerts() -> None:
    care = a_labour(parity=0)
    seen(care, 0, dilatation_cm=5)
    seen(care, 359, dilatation_cm=6)
    assert rows(care, 640) == []
    assert rows(care, 659) == ["dilatation_cm"]


@pytest.mark.parametrize(("parity", "limit"), [(0, 180), (1, 120), (None, 120)])
def test_a_long_second_stage_alerts_by_parity(parity: int | None, limit: int) -> None:
    care = a_labour(parity=parity)
    seen(care, 0, dilatation_cm=10)
    assert rows(care, limit - 1) == []
    assert rows(care, limit) == [SECOND_STAGE]


def test_a_long_first_stage_is_prompted_after_its_limit() -> None:
    care = a_labour(parity=1)
    for hour in range(6):
        seen(care, hour * 120, dilatation_cm=min(5 + hour, 9))
    assert FIRST_STAGE not in rows(care, 600)
    assert FIRST_STAGE in rows(care, 601)


def test_a_plan_and_who_answer_an_alert_and_a_later_alert_stands_again() -> None:
    care = a_labour()
    seen(care, 0, fhr_bpm=170)
    seen(care, 5, plan="Côté gauche, revoir à 15 min", observed_by=None)
    (alert,) = raised(care, at(6))
    assert alert.answer is None
    answer = seen(care, 7, plan="Côté gauche, revoir à 15 min")
    assert raised(care, at(8))[0].answer is answer
    seen(care, 20, fhr_bpm=172)
    first, second = raised(care, at(21))
    assert first.answer is answer
    assert second.answer is None
    assert answer.observed_by is TRAORE


def test_declined_is_no_alert_and_no_is() -> None:
    care = a_labour()
    one = seen(care, 0, companion=LcgAnswer.DECLINED, pain_relief=LcgAnswer.NO)
    one.posture = Posture.MOBILE
    assert rows(care, 1) == ["pain_relief"]


def test_nothing_is_due_in_the_latent_phase_and_all_is_at_five_centimetres() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=3)
    assert stage(care, at(1)) is None
    assert due(care, at(1)) == []
    seen(care, 60, dilatation_cm=5, fhr_bpm=140)
    found = {one.row: one.at for one in due(care, at(61))}
    assert found["fhr_bpm"] == at(90)
    assert found["dilatation_cm"] == at(300)
    assert found["caput"] == at(300)
    assert found["pulse_bpm"] == at(60)


def test_the_heart_is_due_every_five_minutes_in_the_second_stage() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=10, fhr_bpm=140)
    assert stage(care, at(1)) == (Stage.SECOND, at(0))
    assert next(one.at for one in due(care, at(1)) if one.row == "fhr_bpm") == at(5)


def test_each_fetus_is_due_for_itself() -> None:
    care = a_labour(fetuses=2)
    seen(care, 0, dilatation_cm=5, fhr_bpm=140, fetus=1)
    seen(care, 20, fhr_bpm=150, fetus=2)
    found = {one.fetus: one.at for one in due(care, at(21)) if one.row == "fhr_bpm"}
    assert found == {1: at(30), 2: at(50)}
    assert sum(one.row == "pulse_bpm" for one in due(care, at(21))) == 1


def test_a_birth_ends_the_labour() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=9)
    assert care.pregnancy is not None
    care.pregnancy.version = 1
    birth = Delivery(pregnancy=care.pregnancy, delivered_at=Moment.at(at(60)))
    assert due(care, at(200)) == []
    assert rows(care, 200) == []
    care.full_dilatation_at = Moment.at(at(30))
    assert care.second_stage_min == 30
    assert birth.delivered_at is not None


def problems(one: object, name: str) -> list[tuple[Strength, str]]:
    found = one.problems()  # type: ignore[attr-defined]
    return [(p.strength, p.words) for p in found if p.field == name]


def test_what_cannot_be_is_said_in_words_and_kept_as_typed() -> None:
    care = a_labour()
    one = seen(care, 0, fhr_bpm=1400, dilatation_cm=11, contractions_per_10min=3)
    ((strength, words),) = problems(one, "fhr_bpm")
    assert strength is Strength.STOPS
    assert words == "Baseline fetal heart rate: 1400 /min is too high. Enter 260 /min or less."
    assert "Enter 10 cm or less" in problems(one, "dilatation_cm")[0][1]
    assert problems(one, "contraction_duration_s")[0][1].startswith("Contractions were counted")
    assert (one.fhr_bpm, one.dilatation_cm) == (1400, 11)
    assert one.alerts == (), "what is impossible is no alert until it is corrected"
    assert "before" in problems(seen(care, -60), "observed_at")[0][1]


def test_the_second_stage_before_the_first_is_stopped() -> None:
    care = a_labour()
    care.active_phase_at, care.full_dilatation_at = Moment.at(at(60)), Moment.at(at(30))
    assert problems(care, "full_dilatation_at")[0][0] is Strength.STOPS
    one = seen(care, 40, dilatation_cm=6, pushing=Answer.YES)
    assert problems(one, "pushing")[0][1].startswith("Pushing goes with 10 cm")


def test_one_heart_heard_twice_and_two_exchanged_are_asked_about() -> None:
    care = a_labour(fetuses=2)
    seen(care, 0, fhr_bpm=125, fetus=1)
    seen(care, 0, fhr_bpm=150, fetus=2)
    exchanged = seen(care, 30, fhr_bpm=151, fetus=1)
    assert problems(exchanged, "fhr_bpm")[0][1].startswith("This rate is like the other fetus's")
    same = seen(care, 30, fhr_bpm=151, fetus=2)
    assert problems(same, "fhr_bpm")[0][1].startswith("Both fetuses have the same heart rate")
    assert problems(same, "fhr_bpm")[0][0] is Strength.ASKS
    assert problems(seen(care, 60, fetus=3), "fetus")[0][0] is Strength.STOPS


def test_a_smaller_dilatation_is_asked_about_and_kept() -> None:
    care = a_labour()
    seen(care, 0, dilatation_cm=7)
    one = seen(care, 60, dilatation_cm=6)
    assert problems(one, "dilatation_cm") == [
        (Strength.ASKS, "The cervix was at 7 cm before. Check it, or confirm.")
    ]
    one.confirm("dilatation_cm")
    assert problems(one, "dilatation_cm") == []


def test_no_labour_does_not_go_with_its_observations() -> None:
    care = a_labour()
    seen(care, 0, fhr_bpm=140)
    care.onset = LabourOnset.NO_LABOUR
    assert problems(care, "onset")[0][0] is Strength.STOPS
