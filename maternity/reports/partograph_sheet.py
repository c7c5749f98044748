"""The older composite partograph (modified WHO) drawn on A4, for wards that still hand it in.

Twelve hours in half-hour columns from the first dilatation of 4 cm or more: fetal heart, liquor
and moulding, cervix with the alert line (1 cm an hour) and the action line 4 hours to its right,
contractions, oxytocin, medicines, pulse and pressure, temperature and urine. Never mixed with the
guide. Source: WHO modified partograph (clinical rules, part 14).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from maternity.clinical import partograph
from maternity.i18n import _, labelled
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_observation import LabourObservation
from maternity.registers.labour_watch import fetuses
from maternity.reports.drawing import Box, Dot, Drawing, Line, Words, size_for, wrapped
from maternity.reports.guide_codes import shown
from maternity.reports.guide_rows import figure

WIDE, HIGH = 182.0, 232.0
LEFT, HOURS = 38.0, 12
COLUMN = (WIDE - LEFT) / (HOURS * 2)
HALF_HOUR = timedelta(minutes=30)
GRAPH = 4.6
"""The height of a row of a graph in mm."""


@dataclass(frozen=True)
class Scale:
    """A graph: from which value to which, by which step, and where it stands."""

    top: float
    low: int
    high: int
    step: int

    @property
    def tall(self) -> float:
        """Its height in mm."""
        return (self.high - self.low) / self.step * GRAPH

    def y(self, value: float | Fraction) -> float:
        """Where a value stands; one beyond the scale stands at its edge."""
        inside = min(max(float(value), self.low), self.high)
        return self.top + (self.high - inside) / self.step * GRAPH


HEART = Scale(19, 80, 200, 10)
CERVIX = Scale(92, 0, 10, 1)
PRESSURE = Scale(172, 60, 180, 20)


def partograph_sheets(care: LabourCare | None) -> list[Drawing]:
    """The pages of a labour, twelve hours and one fetus each; a blank one for None."""
    if care is None:
        return [blank_page()]
    began = _began(care)
    seen = [one for one in care.noted if one.at is not None and began and one.at >= began]
    last = max((one.at for one in seen if one.at is not None), default=began)
    count = 1 if began is None or last is None else (last - began) // timedelta(hours=HOURS) + 1
    return [
        _page(care, seen, began + page * timedelta(hours=HOURS) if began else None, fetus)
        for fetus in fetuses(care)
        for page in range(count)
    ]


def blank_page(of: LabourCare | None = None) -> Drawing:
    """A page to be written on by hand, with what is known of the woman it is for."""
    return _page(of, [], None, None)


def _began(care: LabourCare) -> datetime | None:
    active = (at for at, cm in care.examinations if cm >= partograph.ACTIVE_CM)
    first = (one.at for one in care.noted if one.at is not None)
    return next(active, None) or next(first, None)


def _page(
    care: LabourCare | None,
    seen: list[LabourObservation],
    start: datetime | None,
    fetus: int | None,
) -> Drawing:
    made = Drawing(WIDE, HIGH)
    end = start + timedelta(hours=HOURS) if start else None
    here = [one for one in seen if start and end and one.at and start <= one.at < end]
    own = [one for one in here if fetus is None or (one.fetus or 1) == fetus]
    mothers = [one for one in here if (one.fetus or 1) == 1]
    _head(made, care, start, fetus)
    _heart(made, own, start)
    _rows(made, own, start, HEART.top + HEART.tall + 1, _FLUID)
    _cervix(made, care, mothers, start)
    _contractions(made, mothers, start, CERVIX.top + CERVIX.tall + 6)
    _rows(made, mothers, start, CERVIX.top + CERVIX.tall + 6 + 5 * 3.2 + 1, _DRIP)
    _pressure(made, mothers, start)
    _rows(made, mothers, start, PRESSURE.top + PRESSURE.tall + 1, _LAST)
    return made


def _head(
    made: Drawing, care: LabourCare | None, start: datetime | None, fetus: int | None
) -> None:
    dots = "." * 24
    pregnancy = care.pregnancy if care is not None else None
    woman = pregnancy.woman if pregnancy is not None else None
    fields = LabourCare.register.fields
    facts = [
        (_("Name"), woman.title() if woman is not None else dots),
        (_("Parity"), (pregnancy.shown("parity") if pregnancy is not None else "") or dots),
        (fields["started_at"].words, (care.shown("started_at") if care else "") or dots),
        (
            fields["membranes_ruptured_at"].words,
            (care.shown("membranes_ruptured_at") or care.shown("membranes") if care else "")
            or dots,
        ),
    ]
    for at, (label, told) in enumerate(facts):
        x, y = (at % 2) * WIDE / 2 + 1, 2.5 + (at // 2) * 5.5
        words = f"{labelled(label)} {told}"
        made.add(Words(x, y, words, size_for(words, 88, 9) or 7))
    if fetus:
        made.add(Words(WIDE - 1, 2.5, _("fetus {fetus}").format(fetus=fetus), 9, True, "right"))
    made.add(Words(LEFT - 1, 15.5, _("Hours"), 8, at="right"))
    for hour in range(HOURS):
        told = f"{start + timedelta(hours=hour):%H:%M}" if start else str(hour + 1)
        made.add(Words(LEFT + hour * 2 * COLUMN, 15.5, told, 7.5))


def _grid(made: Drawing, top: float, count: int, high: float) -> None:
    """Rows and half-hour columns."""
    for row in range(count + 1):
        made.add(Line(LEFT, top + row * high, WIDE, top + row * high, 0.1))
    for column in range(HOURS * 2 + 1):
        wide = 0.3 if column % 2 == 0 else 0.1
        made.add(
            Line(LEFT + column * COLUMN, top, LEFT + column * COLUMN, top + count * high, wide)
        )
    made.add(Box(LEFT, top, WIDE - LEFT, count * high, 0.4))


def _graph(made: Drawing, scale: Scale, name: str) -> None:
    _grid(made, scale.top, (scale.high - scale.low) // scale.step, GRAPH)
    for value in range(scale.low, scale.high + 1, scale.step):
        made.add(Words(LEFT - 1.5, scale.y(value), str(value), 7.5, at="right"))
    lines = wrapped(name, LEFT - 10, 8)
    for at, words in enumerate(lines):
        made.add(Words(1, scale.top + scale.tall / 2 + at * 3.6, words, 8, bold=True))


def _x(start: datetime | None, at: datetime | None) -> float:
    if start is None or at is None:
        return LEFT
    return LEFT + (at - start) / HALF_HOUR * COLUMN


def _curve(
    made: Drawing, scale: Scale, points: Iterable[tuple[float, float]], *, cross: bool = False
) -> None:
    """Marks joined by lines."""
    before: tuple[float, float] | None = None
    for x, value in points:
        y = scale.y(value)
        if before is not None:
            made.add(Line(*before, x, y, 0.3))
        made.add(Words(x, y, "X", 9, True, "middle") if cross else Dot(x, y, 1.4))
        before = x, y


def _heart(made: Drawing, own: list[LabourObservation], start: datetime | None) -> None:
    """The fetal heart, with the band of 110 to 160."""
    top, low = HEART.y(160), HEART.y(110)
    made.add(Box(LEFT, top, WIDE - LEFT, low - top, 0, shade=True))
    _graph(made, HEART, _("Fetal heart rate"))
    for edge in (110, 160):
        made.add(Line(LEFT, HEART.y(edge), WIDE, HEART.y(edge), 0.5))
    rates = ((_x(start, one.at), one.believed("fhr_bpm")) for one in own)
    _curve(made, HEART, ((x, rate) for x, rate in rates if rate is not None))


def _cervix(
    made: Drawing,
    care: LabourCare | None,
    mothers: list[LabourObservation],
    start: datetime | None,
) -> None:
    """The cervix (X) and the descent (O), with the alert and action lines."""
    _graph(made, CERVIX, _("Cervix (X, cm) and descent (O, fifths)"))
    first = _first(care)
    shift = 0.0
    if start is not None and first is not None and care is not None:
        began = _began(care)
        shift = (start - began) / timedelta(hours=1) if began is not None else 0.0
    _slope(made, first[1] if first else partograph.ACTIVE_CM, -shift, _("Alert"))
    action = partograph.ACTION_HOURS - shift
    _slope(made, first[1] if first else partograph.ACTIVE_CM, action, _("Action"))
    seen = [(one, one.believed("dilatation_cm")) for one in mothers]
    _curve(
        made, CERVIX, ((_x(start, one.at), cm) for one, cm in seen if cm is not None), cross=True
    )
    for one in mothers:
        fifths = one.believed("descent_fifths")
        if fifths is not None:
            made.add(Words(_x(start, one.at), CERVIX.y(fifths), "O", 9, True, "middle"))


def _first(care: LabourCare | None) -> tuple[datetime, int] | None:
    if care is None:
        return None
    return next(((at, cm) for at, cm in care.examinations if cm >= partograph.ACTIVE_CM), None)


def _slope(made: Drawing, cm: int, begins: float, name: str) -> None:
    """A line that rises 1 cm an hour to 10 cm, from so many hours after the left edge."""
    ends = begins + partograph.FULL_CM - cm
    if ends <= 0 or begins >= HOURS:
        return
    low = max(begins, 0)
    high = min(ends, HOURS)
    y_low, y_high = (CERVIX.y(cm + at - begins) for at in (low, high))
    x_low, x_high = (LEFT + at * 2 * COLUMN for at in (low, high))
    made.add(Line(x_low, y_low, x_high, y_high, 0.6, dashed=name == _("Action")))
    made.add(Words(x_low + 3, y_low - 1 - GRAPH, name, 8, bold=True))


def _contractions(
    made: Drawing, mothers: list[LabourObservation], start: datetime | None, top: float
) -> None:
    """Five boxes a half hour: as many as contractions in 10 min, filled by how long they last."""
    high = 3.2
    _grid(made, top, 5, high)
    made.add(Words(1, top + 4, _("Contractions"), 8, bold=True))
    made.add(Words(1, top + 7.5, _("in 10 minutes"), 8))
    made.add(Words(1, top + 11, _("· < 20 s   / 20-40 s   ■ > 40 s"), 6.5))
    for row in range(1, 6):
        made.add(Words(LEFT - 1.5, top + (5 - row + 0.5) * high, str(row), 7, at="right"))
    for one in mothers:
        count, lasts = (
            one.believed("contractions_per_10min"),
            one.believed("contraction_duration_s"),
        )
        column = int((one.at - start) / HALF_HOUR) if one.at and start else 0
        x = LEFT + column * COLUMN
        for row in range(min(count or 0, 5)):
            _fill(made, x, top + (4 - row) * high, high, lasts)


def _fill(made: Drawing, x: float, y: float, high: float, lasts: int | None) -> None:
    if lasts is None:
        made.add(Words(x + COLUMN / 2, y + high / 2, "?", 7, at="middle"))
    elif lasts < 20:
        made.add(Dot(x + COLUMN / 2, y + high / 2, 0.9))
    elif lasts <= 40:
        made.add(Line(x, y + high, x + COLUMN, y, 0.3))
    else:
        made.add(Box(x + 0.3, y + 0.3, COLUMN - 0.6, high - 0.6, 0.3, shade=True))
        made.add(Line(x, y + high, x + COLUMN, y, 0.3), Line(x, y, x + COLUMN, y + high, 0.3))


def _pressure(made: Drawing, mothers: list[LabourObservation], start: datetime | None) -> None:
    """The pulse as dots, the two pressures as the ends of a line."""
    _graph(made, PRESSURE, _("Pulse (dot) and pressure (line)"))
    pulses = ((_x(start, one.at), one.believed("pulse_bpm")) for one in mothers)
    _curve(made, PRESSURE, ((x, pulse) for x, pulse in pulses if pulse is not None))
    for one in mothers:
        high, low = one.believed("bp_systolic_mmhg"), one.believed("bp_diastolic_mmhg")
        if high is not None and low is not None:
            x = _x(start, one.at) + 0.8
            made.add(Line(x, PRESSURE.y(high), x, PRESSURE.y(low), 0.4))
            for value in (high, low):
                made.add(Line(x - 0.8, PRESSURE.y(value), x + 0.8, PRESSURE.y(value), 0.4))


Tell = Callable[[LabourObservation], str]


def _code(name: str) -> Tell:
    def tell(seen: LabourObservation) -> str:
        value = getattr(seen, name)
        return "" if value is None else shown(seen.register.fields[name], value)

    return tell


def _drip(seen: LabourObservation) -> str:
    dose, drops = seen.oxytocin_iu_per_l, seen.oxytocin_drops_per_min
    if not dose:
        return ""
    return f"{figure(dose.normalize())}/{drops}" if drops else figure(dose.normalize())


def _rows(
    made: Drawing,
    seen: list[LabourObservation],
    start: datetime | None,
    top: float,
    rows: Callable[[], list[tuple[str, Tell]]],
) -> None:
    """Rows of codes under a graph, one box a half hour."""
    told = rows()
    high = 4.4
    _grid(made, top, len(told), high)
    for at, (name, tell) in enumerate(told):
        middle = top + (at + 0.5) * high
        made.add(Words(1, middle, name, size_for(name, LEFT - 2, 8) or 6.5))
        for one in seen:
            words = tell(one)
            if words:
                column = int((one.at - start) / HALF_HOUR) if one.at and start else 0
                size = size_for(words, COLUMN - 0.4, 8, 3.5) or 3.5
                x = LEFT + (column + 0.5) * COLUMN
                made.add(Words(x, middle, words, size, at="middle"))


def _FLUID() -> list[tuple[str, Tell]]:  # noqa: N802 - a table whose words wait for the language
    return [(_("Amniotic fluid"), _code("amniotic_fluid")), (_("Moulding"), _code("moulding"))]


def _DRIP() -> list[tuple[str, Tell]]:  # noqa: N802 - as above
    return [(_("Oxytocin (IU/L / drops)"), _drip), (_("Medicines, fluids"), _medicine)]


def _LAST() -> list[tuple[str, Tell]]:  # noqa: N802 - as above
    return [
        (_("Temperature °C"), _code("temperature_c")),
        (_("Urine protein"), _code("urine_protein")),
        (_("Urine acetone"), _code("urine_acetone")),
    ]


def _medicine(seen: LabourObservation) -> str:
    return "✓" if seen.medicine or seen.plain("iv_fluids") == "yes" else ""
