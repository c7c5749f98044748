"""The labour guide: each alert from both sides, the lag line, what is overdue."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from maternity.clinical import labour
from maternity.clinical.labour import LAG_MINUTES, ROWS, Alert, Stage

START = datetime(2026, 11, 1, 8, 0)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("row", "value", "sign", "bound"),
    [
        ("fhr_bpm", 109, "<", 110),
        ("fhr_bpm", 110, None, None),
        ("fhr_bpm", 159, None, None),
        ("fhr_bpm", 160, ">=", 160),
        ("pulse_bpm", 59, "<", 60),
        ("pulse_bpm", 60, None, None),
        ("pulse_bpm", 119, None, None),
        ("pulse_bpm", 120, ">=", 120),
        ("bp_systolic_mmhg", 79, "<", 80),
        ("bp_systolic_mmhg", 80, None, None),
        ("bp_systolic_mmhg", 139, None, None),
        ("bp_systolic_mmhg", 140, ">=", 140),
        ("bp_diastolic_mmhg", 89, None, None),
        ("bp_diastolic_mmhg", 90, ">=", 90),
        ("temperature_c", Decimal("34.9"), "<", 35),
        ("temperature_c", Decimal("35.0"), None, None),
        ("temperature_c", Decimal("37.4"), None, None),
        ("temperature_c", Decimal("37.5"), ">=", Decimal("37.5")),
        ("contractions_per_10min", 2, "<=", 2),
        ("contractions_per_10min", 3, None, None),
        ("contractions_per_10min", 5, None, None),
        ("contractions_per_10min", 6, ">", 5),
        ("contraction_duration_s", 19, "<", 20),
        ("contraction_duration_s", 20, None, None),
        ("contraction_duration_s", 60, None, None),
        ("contraction_duration_s", 61, ">", 60),
        ("dilatation_cm", 5, None, None),
        ("descent_fifths", 5, None, None),
        ("oxytocin_iu_per_l", Decimal("2.5"), None, None),
    ],
)
def test_a_number_alerts_exactly_at_its_bound(
    row: str, value: int | Decimal, sign: str | None, bound: int | Decimal | None
) -> None:
    expected = None if sign is None or bound is None else Alert(row, value, sign, bound)
    assert labour.alert(row, value) == expected


@pytest.mark.parametrize(
    ("row", "alerting", "quiet"),
    [
        ("companion", ["no"], ["yes", "declined", "unknown"]),
        ("pain_relief", ["no"], ["yes", "declined", "unknown"]),
        ("oral_fluid", ["no"], ["yes", "declined", "unknown"]),
        ("posture", ["supine"], ["mobile"]),
        ("fhr_deceleration", ["late"], ["none", "early", "variable"]),
        (
            "amniotic_fluid",
            ["meconium_3", "blood"],
            ["intact", "clear", "meconium_1", "meconium_2"],
        ),
        ("fetal_position", ["posterior", "transverse"], ["anterior"]),
        ("caput", ["plus_3"], ["0", "plus_1", "plus_2"]),
        ("moulding", ["plus_3"], ["0", "plus_1", "plus_2"]),
        (
            "urine_protein",
            ["plus_2", "plus_3"],
            ["negative", "trace", "plus_1", "positive", "not_done"],
        ),
        ("urine_acetone", ["plus_2", "plus_3"], ["negative", "plus_1", "not_done"]),
    ],
)
def test_a_code_alerts_or_not(row: str, alerting: list[str], quiet: list[str]) -> None:
    for code in alerting:
        assert labour.alert(row, code) == Alert(row, code, "=", code)
    for code in quiet:
        assert labour.alert(row, code) is None
    with pytest.raises(ValueError, match=f"{row} must be one of"):
        labour.alert(row, "perhaps")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_was_not_observed_does_not_alert(row: labour.Row) -> None:
    assert labour.alert(row.name, None) is None


def test_the_alerts_of_one_column_stand_in_the_order_of_the_form() -> None:
    column = {
        "contractions_per_10min": 2,
        "posture": "supine",
        "fhr_bpm": 165,
        "temperature_c": Decimal("37.5"),
        "assessment": "tired",
        "pulse_bpm": 84,
        "companion": None,
    }
    rows = [found.row for found in labour.alerts(column)]
    assert rows == ["posture", "fhr_bpm", "temperature_c", "contractions_per_10min"]
    assert labour.alerts({}) == ()


@pytest.mark.parametrize(
    ("row", "value", "words"),
    [
        ("fhr_bpm", 1400, "fhr_bpm must be from 30 to 260"),
        ("dilatation_cm", 11, "from 0 to 10 cm"),
        ("temperature_c", Decimal(99), "from 25 to 43"),
        ("contractions_per_10min", Decimal("3.5"), "is a whole number"),
        ("fhr_bpm", 140.5, "is a whole number"),
    ],
)
def test_what_the_register_keeps_out_is_our_bug(
    row: str, value: float | Decimal, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        labour.alert(row, value)


def test_a_word_in_a_row_of_numbers_is_our_bug() -> None:
    with pytest.raises(TypeError, match="fhr_bpm is a number"):
        labour.alert("fhr_bpm", "fast")


@pytest.mark.parametrize(("cm", "limit"), [(5, 360), (6, 300), (7, 180), (8, 150), (9, 120)])
def test_a_dilatation_alerts_when_its_time_is_reached(cm: int, limit: int) -> None:
    before = labour.lag([(START, cm)], START + (limit - 1) * MINUTE)
    reached = labour.lag([(START, cm)], START + limit * MINUTE)
    assert before is not None
    assert reached is not None
    assert (before.minutes, before.alert) == (limit - 1, False)
    assert (reached.limit, reached.since, reached.alert) == (limit, START, True)


@pytest.mark.parametrize("cm", [0, 4, 10])
def test_there_is_no_lag_line_before_5_and_at_10_cm(cm: int) -> None:
    assert labour.lag([(START, cm)], START + 20 * HOUR) is None
    assert labour.lag([], START) is None


def test_a_smaller_value_later_does_not_start_the_clock_again() -> None:
    seen = [(START, 6), (START + 2 * HOUR, 5), (START + 3 * HOUR, 6)]
    found = labour.lag(seen, START + 5 * HOUR)
    assert found is not None
    assert (found.cm, found.since, found.alert) == (6, START, True)
    assert labour.closed_again(seen)
    assert not labour.closed_again([(START + HOUR, 6), (START, 5)])


def test_progress_starts_a_new_clock_and_the_future_does_not_count() -> None:
    seen = [(START, 5), (START + 5 * HOUR, 7), (START + 9 * HOUR, 9)]
    found = labour.lag(seen, START + 6 * HOUR)
    assert found is not None
    assert (found.cm, found.minutes, found.limit) == (7, 60, LAG_MINUTES[7])
    with pytest.raises(ValueError, match="from 0 to 10 cm"):
        labour.lag([(START, 11)], START)


@pytest.mark.parametrize(
    ("minutes", "parity", "long", "needs"),
    [
        (179, 0, False, ()),
        (180, 0, True, ()),
        (119, 1, False, ()),
        (120, 1, True, ()),
        (119, None, False, ("parity",)),
        (120, None, True, ("parity",)),
    ],
)
def test_the_second_stage_is_long_at_its_limit(
    minutes: int, parity: int | None, long: bool, needs: tuple[str, ...]
) -> None:
    found = labour.second_stage_long(minutes, parity)
    assert (found.value, found.needs) == (long, needs)


@pytest.mark.parametrize(
    ("minutes", "parity", "long"),
    [(720, 0, False), (721, 0, True), (600, 1, False), (601, 1, True), (601, None, True)],
)
def test_the_first_stage_is_long_beyond_its_limit(
    minutes: int, parity: int | None, long: bool
) -> None:
    assert labour.first_stage_long(minutes, parity).value is long


def test_a_stage_has_no_negative_length() -> None:
    for rule in (labour.first_stage_long, labour.second_stage_long):
        with pytest.raises(ValueError, match="0 or above"):
            rule(-1, 0)


@pytest.mark.parametrize(
    ("row", "first", "second"),
    [
        ("companion", 60, 15),
        ("posture", 60, 15),
        ("fhr_bpm", 30, 5),
        ("fhr_deceleration", 30, 5),
        ("contractions_per_10min", 30, 15),
        ("contraction_duration_s", 30, 15),
        ("pulse_bpm", 240, None),
        ("bp_systolic_mmhg", 240, None),
        ("dilatation_cm", 240, None),
        ("oxytocin_iu_per_l", 60, None),
    ],
)
def test_a_row_is_due_after_its_interval_in_each_stage(
    row: str, first: int, second: int | None
) -> None:
    assert labour.due(row, Stage.FIRST, START, START + HOUR) == START + HOUR + first * MINUTE
    expected = None if second is None else START + second * MINUTE
    assert labour.due(row, Stage.SECOND, START, START) == expected
    assert labour.due(row, Stage.FIRST, START, None) == START


def test_a_row_is_overdue_a_minute_after_it_was_due() -> None:
    seen = dict.fromkeys((row.name for row in ROWS), START)
    at_due = labour.overdue(seen, Stage.FIRST, START, START + 30 * MINUTE)
    assert at_due == ()
    later = labour.overdue(seen, Stage.FIRST, START, START + 31 * MINUTE)
    assert later == (
        *("fhr_bpm", "fhr_deceleration"),
        *("contractions_per_10min", "contraction_duration_s"),
    )


def test_rows_of_the_examination_are_due_with_the_cervix() -> None:
    seen: dict[str, datetime | None] = dict.fromkeys((row.name for row in ROWS), START + 4 * HOUR)
    seen["dilatation_cm"] = START
    late = labour.overdue(seen, Stage.FIRST, START, START + 4 * HOUR + MINUTE)
    cervix = {"amniotic_fluid", "fetal_position", "caput", "moulding", "dilatation_cm"}
    assert set(late) == cervix


def test_nothing_observed_is_all_overdue_once_the_stage_has_begun() -> None:
    late = labour.overdue({}, Stage.SECOND, START, START + MINUTE)
    assert late == tuple(row.name for row in ROWS if row.every_second)
