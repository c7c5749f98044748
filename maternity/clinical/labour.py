"""WHO Labour Care Guide: alerts, time without progress, checks overdue (part 13).

Rows and codes are those of the labour observation. Counts are whole numbers, temperature degrees
Celsius, descent in fifths, dilatation in whole cm. The guide begins at 5 cm; only an open labour
is ever overdue. Limits differ from other tables on purpose and are never shared with them.
Sources: WHO Labour Care Guide 2020 (alerts); its user's manual (intervals, second stage).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Any

from maternity.clinical.judged import Judged
from maternity.clinical.limits import LIMITS, Number, check, check_code

ACTIVE_CM = 5
FULL_CM = 10


class Stage(Enum):
    """The two stages with their own intervals."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True)
class Row:
    """A row of the guide: where it alerts, and every how many minutes it is due.

    A number alerts under `below`, at or under `up_to`, from `from_`, over `above`; a code when it
    is one of `codes`. `every` and `every_second` are minutes in each stage, None: no interval.
    `with_cervix`: due at the vaginal examination.
    """

    name: str
    section: int
    every: int | None = None
    every_second: int | None = None
    below: Number | None = None
    up_to: int | None = None
    from_: Number | None = None
    above: int | None = None
    codes: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    with_cervix: bool = False


def _asked(name: str) -> Row:
    answers = frozenset({"yes", "no", "declined", "unknown"})
    return Row(name, 2, 60, 15, codes=frozenset({"no"}), answers=answers)


def _graded(name: str) -> Row:
    answers = frozenset({"0", "plus_1", "plus_2", "plus_3"})
    return Row(name, 3, 240, codes=frozenset({"plus_3"}), answers=answers, with_cervix=True)


_URINE = frozenset({"plus_2", "plus_3"})
_URINE_ANSWERS = frozenset({"negative", "plus_1", "plus_2", "plus_3", "not_done"})
_FLUIDS = frozenset({"intact", "clear", "meconium_1", "meconium_2", "meconium_3", "blood"})

ROWS = (
    _asked("companion"),
    _asked("pain_relief"),
    _asked("oral_fluid"),
    Row("posture", 2, 60, 15, codes=frozenset({"supine"}), answers=frozenset({"supine", "mobile"})),
    Row("fhr_bpm", 3, 30, 5, below=110, from_=160),
    Row(
        *("fhr_deceleration", 3, 30, 5),
        codes=frozenset({"late"}),
        answers=frozenset({"none", "early", "late", "variable"}),
    ),
    Row(
        *("amniotic_fluid", 3, 240),
        codes=frozenset({"meconium_3", "blood"}),
        answers=_FLUIDS,
        with_cervix=True,
    ),
    Row(
        *("fetal_position", 3, 240),
        codes=frozenset({"posterior", "transverse"}),
        answers=frozenset({"anterior", "posterior", "transverse"}),
        with_cervix=True,
    ),
    _graded("caput"),
    _graded("moulding"),
    Row("pulse_bpm", 4, 240, below=60, from_=120),
    Row("bp_systolic_mmhg", 4, 240, below=80, from_=140),
    Row("bp_diastolic_mmhg", 4, 240, from_=90),
    Row("temperature_c", 4, 240, below=Decimal(35), from_=Decimal("37.5")),
    Row("urine_protein", 4, 240, codes=_URINE, answers=_URINE_ANSWERS | {"trace", "positive"}),
    Row("urine_acetone", 4, 240, codes=_URINE, answers=_URINE_ANSWERS),
    Row("contractions_per_10min", 5, 30, 15, up_to=2, above=5),
    Row("contraction_duration_s", 5, 30, 15, below=20, above=60),
    Row("dilatation_cm", 5, 240),
    Row("descent_fifths", 5, 240),
    Row("oxytocin_iu_per_l", 6, 60),
)
"""In the order of the form; the rows of words (medicine, fluids, assessment, plan, initials) have
neither alert nor interval."""
_BY_NAME = {row.name: row for row in ROWS}


@dataclass(frozen=True)
class Alert:
    """A value that crossed a bound: `sign` is <, <=, >=, > or =, `bound` the number or code."""

    row: str
    value: Number | str
    sign: str
    bound: Number | str


def alert(row: str, value: Number | str | None) -> Alert | None:
    """The alert of one value, None when there is none or nothing is known."""
    rule = _BY_NAME[row]
    if rule.answers:
        check_code(row, None if value is None else str(value), rule.answers)
        return Alert(row, str(value), "=", str(value)) if value in rule.codes else None
    if value is None:
        return None
    return _of_number(rule, _number(row, value))


def _number(row: str, value: Number | str) -> Number:
    if isinstance(value, str):
        raise TypeError(f"{row} is a number")
    if row in LIMITS:
        check(**{row: value})
    if row in _WHOLE and not isinstance(value, int):
        raise ValueError(f"{row} is a whole number")
    return value if isinstance(value, int) else Decimal(str(value))


_WHOLE = {row.name for row in ROWS if not row.answers} - {"temperature_c", "oxytocin_iu_per_l"}


def _of_number(rule: Row, value: Number) -> Alert | None:
    crossed = (
        ("<", rule.below, rule.below is not None and value < rule.below),
        ("<=", rule.up_to, rule.up_to is not None and value <= rule.up_to),
        (">=", rule.from_, rule.from_ is not None and value >= rule.from_),
        (">", rule.above, rule.above is not None and value > rule.above),
    )
    for sign, bound, yes in crossed:
        if yes and bound is not None:
            return Alert(rule.name, value, sign, bound)
    return None


def alerts(observation: Mapping[str, Any]) -> tuple[Alert, ...]:
    """The alerts of one set of observations, in the order of the form; other names are ignored."""
    found = (alert(row.name, observation.get(row.name)) for row in ROWS)
    return tuple(one for one in found if one is not None)


LAG_MINUTES = {5: 360, 6: 300, 7: 180, 8: 150, 9: 120}
"""How long a dilatation in cm may stay the same."""


@dataclass(frozen=True)
class Lag:
    """The time at a dilatation: since when, how long, the limit, and whether it is reached."""

    cm: int
    since: datetime
    minutes: int
    limit: int
    alert: bool


def lag(examinations: Iterable[tuple[datetime, int]], now: datetime) -> Lag | None:
    """The time without progress at the largest dilatation so far; None under 5 and at 10 cm.

    Counted from the first moment that value was seen; a later smaller value changes nothing.
    """
    seen = [(at, cm) for at, cm in examinations if at <= now]
    for _at, cm in seen:
        check(dilatation_cm=cm)
    largest = max((cm for _at, cm in seen), default=0)
    if largest not in LAG_MINUTES:
        return None
    since = min(at for at, cm in seen if cm == largest)
    minutes = _minutes(now - since)
    return Lag(largest, since, minutes, LAG_MINUTES[largest], minutes >= LAG_MINUTES[largest])


def closed_again(examinations: Iterable[tuple[datetime, int]]) -> bool:
    """Whether a later dilatation is smaller than an earlier one: it is asked about and kept."""
    values = [cm for _at, cm in sorted(examinations)]
    return any(later < earlier for earlier, later in pairwise(values))


SECOND_STAGE_NULLIPARA, SECOND_STAGE_MULTIPARA = 180, 120
FIRST_STAGE_NULLIPARA, FIRST_STAGE_MULTIPARA = 12 * 60, 10 * 60


def second_stage_limit(parity: int | None) -> int:
    """The minutes that a second stage may last; the shorter limit while parity is not known."""
    return SECOND_STAGE_NULLIPARA if parity == 0 else SECOND_STAGE_MULTIPARA


def first_stage_limit(parity: int | None) -> int:
    """The minutes that the active first stage may last before it is prompted."""
    return FIRST_STAGE_NULLIPARA if parity == 0 else FIRST_STAGE_MULTIPARA


def second_stage_long(minutes: int, parity: int | None) -> Judged[bool]:
    """Whether the second stage reached 3 h (nullipara) or 2 h; the ward chooses the clock.

    With parity not known the shorter limit holds, and `needs` says so.
    """
    check(parity=parity)
    if minutes < 0:
        raise ValueError("minutes must be 0 or above")
    return Judged(minutes >= second_stage_limit(parity), () if parity is not None else ("parity",))


def first_stage_long(minutes: int, parity: int | None) -> Judged[bool]:
    """Whether more than 12 h (nullipara) or 10 h have passed since 5 cm."""
    check(parity=parity)
    if minutes < 0:
        raise ValueError("minutes must be 0 or above")
    return Judged(minutes > first_stage_limit(parity), () if parity is not None else ("parity",))


def due(row: str, stage: Stage, stage_began: datetime, last: datetime | None) -> datetime | None:
    """When a row is next due in this stage; a row never observed is due as the stage begins.

    None: no interval in this stage.
    """
    rule = _BY_NAME[row]
    every = rule.every if stage is Stage.FIRST else rule.every_second
    if every is None:
        return None
    return stage_began if last is None else last + timedelta(minutes=every)


def overdue(
    last_seen: Mapping[str, datetime | None], stage: Stage, stage_began: datetime, now: datetime
) -> tuple[str, ...]:
    """The rows that are overdue in an open labour, in the order of the form.

    Rows of the vaginal examination are due with the cervix, never by their own last moment.
    """
    late = []
    for row in ROWS:
        last = last_seen.get("dilatation_cm" if row.with_cervix else row.name)
        when = due(row.name, stage, stage_began, last)
        if when is not None and now > when:
            late.append(row.name)
    return tuple(late)


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
