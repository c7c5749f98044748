"""Why a result is what it is: its inputs, the part of the rules it follows, its source, how sure.

Data for the answer to "why" beside a computed value; the words are the screen's. Inputs are named
as in the dictionary, parts as in the clinical rules. Sure: A an official text, B two secondary
sources, C one, K common knowledge to be confirmed by the ward's clinical lead.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """The rule behind a computed value; `bounds` are its edges as printed, in `unit`."""

    value: str
    inputs: tuple[str, ...]
    part: str
    source: str
    sure: str
    bounds: tuple[str, ...] = ()
    unit: str = ""


_GA = ("delivery.ga_weeks", "delivery.ga_extra_days")
_DATED = ("pregnancy.lmp_on", "pregnancy.lmp_precision", "pregnancy.scan_on")
_ACOG = "ACOG Committee Opinion 700"
_INTERGROWTH = "INTERGROWTH-21st: Lancet 2014;384:857-868, Lancet 2016;387:844-845"
_ICD10 = "WHO, ICD-10"
_PACKAGE = "WHO, RMNCAH package 1.1.0"

_BODY_MASS = "WHO, Technical Report Series 894, 2000, table 2.1"

_PRESSURE = ("bp_systolic_mmhg", "bp_diastolic_mmhg")
_OBSERVED = {
    "admission": (
        *(*_PRESSURE, "pulse_bpm", "temperature_c", "respiratory_rate_min"),
        "consciousness",
    ),
    "recovery_check": (*_PRESSURE, "pulse_bpm", "temperature_c"),
    "postnatal_visit": (*_PRESSURE, "temperature_c"),
}
"""The signs of an early warning that each register holds."""

RULES = (
    Rule(
        "pregnancy.edd_on",
        (*_DATED, "pregnancy.scan_ga_days"),
        *("2.1", _ACOG, "B", ("= 280",), "d"),
    ),
    Rule(
        "pregnancy.dating_method",
        (*_DATED, "pregnancy.scan_ga_days"),
        *("2.3", _ACOG, "B", ("> 5", "> 7", "> 10", "> 14", "> 21"), "d"),
    ),
    Rule(
        "hiv_care.ga_weeks",
        ("pregnancy.edd_on", "hiv_care.seen_on"),
        *("2.1", _ACOG, "B", ("/ 7",), "d"),
    ),
    Rule(
        "newborn.preterm", ("delivery.ga_weeks", "delivery.term"), "3", "WHO", "A", ("< 259",), "d"
    ),
    Rule(
        "delivery.robson_group",
        (
            *("pregnancy.parity", "pregnancy.previous_caesareans", "delivery.labour_onset"),
            *("delivery.fetuses_born", "delivery.ga_weeks", "delivery.term"),
            "delivery.presentation",
        ),
        *("4.2", "WHO, Robson Classification: Implementation Manual, 2017", "B", ("< 259",), "d"),
    ),
    Rule(
        "delivery.robson_subgroup",
        ("delivery.labour_onset", "pregnancy.previous_caesareans"),
        *("4.2", "WHO, Robson Classification: Implementation Manual, 2017", "B"),
    ),
    Rule(
        "newborn.size_for_age",
        ("newborn.weight_g", "newborn.sex", *_GA),
        *("5.4", _INTERGROWTH, "A", ("< 3", "< 10", "> 90"), "%"),
    ),
    Rule(
        "newborn.weight_centile",
        ("newborn.weight_g", "newborn.sex", *_GA),
        *("5.2", _INTERGROWTH, "A"),
    ),
    Rule(
        "newborn.counts_as_birth",
        ("newborn.outcome", "newborn.weight_g", "delivery.ga_weeks"),
        *("8.1", f"{_ICD10}; {_PACKAGE}", "A", (">= 1000 g", ">= 28 w")),
    ),
    Rule(
        "perinatal_death.age_band",
        ("newborn.born_at", "perinatal_death.died_at"),
        *("8.2", _ICD10, "A", ("< 24", "< 168", "< 672"), "h"),
    ),
    Rule(
        "perinatal_death.is_perinatal",
        (
            *("newborn.outcome", "newborn.weight_g", "delivery.ga_weeks"),
            *("newborn.born_at", "perinatal_death.died_at"),
        ),
        *("8.3", _ICD10, "A", (">= 500 g", ">= 22 w", "< 168 h")),
    ),
    Rule(
        "maternal_death.death_class",
        ("maternal_death.died_at", "delivery.delivered_at", "maternal_death.cause_group"),
        *("8.4", _ICD10, "A", ("<= 42",), "d"),
    ),
    Rule(
        "delivery.pph",
        ("delivery.blood_loss_ml",),
        *("9", "WHO, digital adaptation kit for postnatal care, 2025", "A", (">= 500",), "ml"),
    ),
    Rule(
        "delivery.ga_weeks",
        (*_DATED, "pregnancy.scan_ga_days", "delivery.delivered_at"),
        *("2.2", _ACOG, "B"),
    ),
    *(
        Rule(
            f"{register}.early_warning",
            tuple(f"{register}.{sign}" for sign in signs),
            *("11", "Singh et al., MEOWS, 2012", "C"),
        )
        for register, signs in _OBSERVED.items()
    ),
    Rule(
        "maternal_death.cause_group",
        ("maternal_death.underlying_cause",),
        *("18", "WHO, ICD-MM, 2012", "B"),
    ),
    Rule(
        "perinatal_death.icd_pm_group",
        ("perinatal_death.main_cause", "perinatal_death.kind"),
        *("19", "WHO, ICD-PM, 2016", "B"),
    ),
    Rule(
        "haemorrhage_care.shock_index",
        ("haemorrhage_care.pulse_bpm", "haemorrhage_care.bp_systolic_mmhg"),
        *("9", "Nathan et al., BJOG 2015; PLoS ONE 2016", "A", ("< 0.9", ">= 1.7")),
    ),
    Rule(
        "eclampsia_care.next_dose_at",
        ("eclampsia_care.last_fit_at",),
        *("16.5", "WHO, Managing complications in pregnancy and childbirth, 2017", "A"),
        ("4", "24"),
        "h",
    ),
    Rule(
        "postnatal_visit.contact",
        ("delivery.delivered_at", "postnatal_visit.seen_at"),
        *("15", "WHO 2022", "A", ("<= 24", "< 96", "< 168", "< 360", "< 1008", "< 1368"), "h"),
    ),
    Rule(
        "antenatal_visit.body_mass_index",
        ("antenatal_visit.weight_kg", "antenatal_visit.height_cm"),
        *("", _BODY_MASS, "A"),
    ),
    Rule(
        "antenatal_visit.weight_for_height",
        (
            *("antenatal_visit.weight_kg", "antenatal_visit.height_cm"),
            *("antenatal_visit.mother_age_years", "antenatal_visit.ga_weeks"),
        ),
        *("", f"{_BODY_MASS}; WHO, antenatal care, 2016, A.1.1", "A"),
        ("< 18.5", ">= 25", ">= 30 kg/m²", ">= 20 y", "<= 12 w"),
    ),
)
"""In the order of the clinical rules; what they have no part for comes last, and names none."""
BY_VALUE = {rule.value: rule for rule in RULES}


def why(value: str) -> Rule | None:
    """The rule behind a value, by its name in the dictionary; None for what nobody computes."""
    return BY_VALUE.get(value)
