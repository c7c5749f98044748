"""Closed lists of the labour and of its observations."""

from __future__ import annotations

from maternity.fields import Options
from maternity.i18n import N_


class LcgAnswer(Options):
    """An answer of the rows of supportive care."""

    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    DECLINED = "declined", N_("Declined")
    UNKNOWN = "unknown", N_("Unknown")


class Posture(Options):
    """How she lies or moves."""

    SUPINE = "supine", N_("Supine")
    MOBILE = "mobile", N_("Mobile")


class Deceleration(Options):
    """How the fetal heart slows."""

    NONE = "none", N_("None")
    EARLY = "early", N_("Early")
    LATE = "late", N_("Late")
    VARIABLE = "variable", N_("Variable")


class AmnioticFluid(Options):
    """What the waters look like."""

    INTACT = "intact", N_("Intact membranes")
    CLEAR = "clear", N_("Clear")
    MECONIUM_1 = "meconium_1", N_("Meconium +")
    MECONIUM_2 = "meconium_2", N_("Meconium ++")
    MECONIUM_3 = "meconium_3", N_("Meconium +++")
    BLOOD = "blood", N_("Blood-stained")


class FetalPosition(Options):
    """Where the back of the baby's head points."""

    ANTERIOR = "anterior", N_("Anterior")
    POSTERIOR = "posterior", N_("Posterior")
    TRANSVERSE = "transverse", N_("Transverse")


class Grade03(Options):
    """None to three crosses."""

    NONE = "0", N_("0")
    PLUS_1 = "plus_1", N_("+")
    PLUS_2 = "plus_2", N_("++")
    PLUS_3 = "plus_3", N_("+++")

    @classmethod
    def list_name(cls) -> str:
        """The list's name in the dictionary."""
        return "grade_0_3"


class AcetoneGrade(Options):
    """Acetone in the urine."""

    NEGATIVE = "negative", N_("Negative")
    PLUS_1 = "plus_1", N_("+")
    PLUS_2 = "plus_2", N_("++")
    PLUS_3 = "plus_3", N_("+++")
    NOT_DONE = "not_done", N_("Not done")


class InductionMethod(Options, local=N_("Ways of inducing labour")):
    """What labour was induced with."""

    MISOPROSTOL = "misoprostol", N_("Misoprostol")
    OXYTOCIN = "oxytocin", N_("Oxytocin")
    BALLOON = "balloon", N_("Balloon")
    AMNIOTOMY = "amniotomy", N_("Amniotomy")
    OTHER = "other", N_("Other")


class Membranes(Options):
    """The state of the membranes."""

    INTACT = "intact", N_("Intact")
    RUPTURED_SPONTANEOUS = "ruptured_spontaneous", N_("Ruptured spontaneously")
    RUPTURED_ARTIFICIAL = "ruptured_artificial", N_("Ruptured artificially")
    UNKNOWN = "unknown", N_("Unknown")
