"""Closed lists of the antenatal register: findings, tests, vaccine, risks."""

from __future__ import annotations

from maternity.fields import Options
from maternity.i18n import N_


class Perceived(Options):
    """Whether it was heard or felt."""

    PERCEIVED = "perceived", N_("Perceived")
    NOT_PERCEIVED = "not_perceived", N_("Not perceived")
    NOT_DONE = "not_done", N_("Not looked for")


class TestResult(Options):
    """What a test said."""

    POSITIVE = "positive", N_("Positive")
    NEGATIVE = "negative", N_("Negative")
    NOT_DONE = "not_done", N_("Not done")


class WeightForHeight(Options):
    """The class of the body mass index of an adult, early in pregnancy."""

    UNDERWEIGHT = "underweight", N_("Underweight")
    NORMAL = "normal", N_("Normal weight")
    OVERWEIGHT = "overweight", N_("Overweight")
    OBESE = "obese", N_("Obese")


class TdDose(Options):
    """The tetanus vaccine of the day."""

    TD1 = "td1", N_("Td first dose")
    TD2 = "td2", N_("Td second dose")
    TD_BOOSTER = "td_booster", N_("Td booster")
    NOT_DUE = "not_due", N_("Not due")
    NOT_GIVEN = "not_given", N_("Not given")


class UrineGrade(Options):
    """What the strip showed."""

    NEGATIVE = "negative", N_("Negative")
    TRACE = "trace", N_("Trace")
    PLUS_1 = "plus_1", N_("+")
    PLUS_2 = "plus_2", N_("++")
    PLUS_3 = "plus_3", N_("+++")
    POSITIVE = "positive", N_("Positive, not graded")
    NOT_DONE = "not_done", N_("Not done")


class PregnancyRisk(Options, local=N_("Risks of the pregnancy")):
    """What makes a pregnancy one to watch."""

    NONE = "none", N_("None")
    SCARRED_UTERUS = "scarred_uterus", N_("Scarred uterus")
    GRAND_MULTIPARA = "grand_multipara", N_("Grand multipara")
    SHORT_STATURE = "short_stature", N_("Short stature")
    ADOLESCENT = "adolescent", N_("Adolescent")
    OVER_35 = "over_35", N_("35 or over")
    MULTIPLE = "multiple", N_("Multiple pregnancy")
    MALPRESENTATION = "malpresentation", N_("Malpresentation")
    HYPERTENSION = "hypertension", N_("Hypertension")
    SEVERE_HEADACHE_VISION = "severe_headache_vision", N_("Severe headache or vision")
    BLEEDING = "bleeding", N_("Bleeding")
    LEAKING_FLUID = "leaking_fluid", N_("Leaking fluid")
    FEVER = "fever", N_("Fever")
    ANAEMIA = "anaemia", N_("Anaemia")
    DIABETES = "diabetes", N_("Diabetes")
    SICKLE_CELL = "sickle_cell", N_("Sickle-cell disease")
    RHESUS_NEGATIVE = "rhesus_negative", N_("Rhesus negative")
    MALNUTRITION = "malnutrition", N_("Malnutrition")
    BAD_HISTORY = "bad_history", N_("Obstetric history")
    NO_FETAL_MOVEMENT = "no_fetal_movement", N_("Reduced fetal movements")
    OTHER = "other", N_("Other")
