"""Maternal near miss by the WHO criteria (clinical rules, part 20).

Any one criterion in pregnancy, in childbirth or within 42 days after its end, in a woman who
survived. A laboratory value is judged in the unit it was measured in; "no test" is not "no".
Source: WHO 2011, as tabulated in BMC Women's Health 2018 and BMC Pregnancy Childbirth 2022.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from maternity.clinical.judged import Judged, any_of

SYSTEMS: dict[str, tuple[str, ...]] = {
    "circulation": ("shock", "cardiac_arrest", "lactate", "ph", "vasoactive_drugs", "cpr"),
    "breathing": (
        "cyanosis",
        "gasping",
        "breathing_rate",
        "saturation",
        "pao2_fio2",
        "ventilation",
    ),
    "kidney": ("oliguria", "creatinine", "dialysis"),
    "clotting": ("failure_to_clot", "platelets", "transfusion"),
    "liver": ("jaundice_with_pre_eclampsia", "bilirubin"),
    "nervous_system": ("unconscious_12_h", "stroke", "status_epilepticus", "paralysis"),
    "uterus": ("hysterectomy",),
}
"""Every criterion by the system that fails; the ticked and the measured together."""
TICKED = frozenset(
    {
        *("shock", "cardiac_arrest", "vasoactive_drugs", "cpr", "cyanosis", "gasping"),
        *("ventilation", "oliguria", "dialysis", "failure_to_clot"),
        *("jaundice_with_pre_eclampsia", "unconscious_12_h", "stroke", "status_epilepticus"),
        *("paralysis", "hysterectomy"),
    }
)


LIFE_THREATENING = frozenset(
    {
        *("pre_eclampsia_severe", "eclampsia", "puerperal_infection", "uterine_rupture"),
        *("abortion_complication", "intensive_care", "laparotomy", "transfusion", "hysterectomy"),
    }
)
"""Complications and acts of the dictionary that stand for a potentially life-threatening condition;
a blood loss of 1000 ml or more is one too."""


@dataclass(frozen=True)
class Measured:
    """What was measured, each in its unit; saturation is the one that stayed for 60 minutes."""

    lactate_mmol_l: float | None = None
    ph: float | None = None
    breathing_rate: int | None = None
    saturation: int | None = None
    pao2_fio2: float | None = None
    creatinine_umol_l: float | None = None
    creatinine_mg_dl: float | None = None
    platelets_per_mm3: int | None = None
    blood_units: int | None = None
    bilirubin_umol_l: float | None = None
    bilirubin_mg_dl: float | None = None


def judge(
    ticks: dict[str, bool | None], measured: Measured, *, survived: bool | None
) -> Judged[bool]:
    """Whether it was a near miss, with its criteria; a death is never one.

    `ticks` by the names in TICKED; what is left out was not answered.
    """
    unknown = ticks.keys() - TICKED
    if unknown:
        raise ValueError(f"criteria must be among {', '.join(sorted(TICKED))}")
    if survived is False:
        return Judged(value=False, why=("died",))
    signs = {name: ticks.get(name) for name in TICKED} | _by_measure(measured)
    ordered = {name: signs[name] for names in SYSTEMS.values() for name in names}
    found = any_of(**ordered)
    if survived is None and found.value:
        return Judged(None, ("outcome",), found.why)
    return found


def systems(criteria: tuple[str, ...]) -> tuple[str, ...]:
    """The systems that these criteria belong to."""
    return tuple(name for name, own in SYSTEMS.items() if set(own) & set(criteria))


def is_shock(*, systolic: int, minutes: int, pulse: int, fluid_ml: int) -> bool:
    """Systolic under 90 for 60 minutes with a pulse of 120 at least, despite more than 2 l."""
    return systolic < 90 and minutes >= 60 and pulse >= 120 and fluid_ml > 2000


def is_oliguria(*, ml_per_hour_4_h: float | None, ml_24_h: float | None) -> bool | None:
    """Under 30 ml an hour for 4 hours, or under 400 ml in 24 hours."""
    return any_of(
        four_hours=None if ml_per_hour_4_h is None else ml_per_hour_4_h < 30,
        day=None if ml_24_h is None else ml_24_h < 400,
    ).value


def _by_measure(m: Measured) -> dict[str, bool | None]:
    return {
        "lactate": _over(m.lactate_mmol_l, 5),
        "ph": _under(m.ph, Fraction(71, 10)),
        "breathing_rate": _either(_over(m.breathing_rate, 40), _under(m.breathing_rate, 6)),
        "saturation": _under(m.saturation, 90),
        "pao2_fio2": _under(m.pao2_fio2, 200),
        "creatinine": _either(
            _from(m.creatinine_umol_l, 300), _from(m.creatinine_mg_dl, Fraction(35, 10))
        ),
        "platelets": _under(m.platelets_per_mm3, 50_000),
        "transfusion": _from(m.blood_units, 5),
        "bilirubin": _either(_over(m.bilirubin_umol_l, 100), _over(m.bilirubin_mg_dl, 6)),
    }


def _over(value: float | None, bound: float | Fraction) -> bool | None:
    return None if value is None else Fraction(str(value)) > bound


def _from(value: float | None, bound: float | Fraction) -> bool | None:
    return None if value is None else Fraction(str(value)) >= bound


def _under(value: float | None, bound: float | Fraction) -> bool | None:
    return None if value is None else Fraction(str(value)) < bound


def _either(one: bool | None, other: bool | None) -> bool | None:
    """Two ways to the same criterion: one that was measured is enough to judge it."""
    known = [sign for sign in (one, other) if sign is not None]
    return any(known) if known else None
