"""What may be chosen for each setting; the first choice is the default.

The words of a choice stand at the foot of a return, so that a reader can tell how it was counted
(reference: monthly-return, part 6).
"""

from __future__ import annotations

from maternity.fields import Options
from maternity.i18n import N_


class AncNewCase(Options):
    """Which first antenatal visit is a new registration."""

    FACILITY_FIRST = "facility_first", N_("First antenatal visit in this facility")
    PREGNANCY_FIRST = "pregnancy_first", N_("First antenatal visit anywhere")


class Anc4CountsElsewhere(Options):
    """Whether visits made elsewhere count towards the fourth."""

    YES = "yes", N_("Antenatal visits made elsewhere count towards the fourth")
    NO = "no", N_("Only antenatal visits made here count towards the fourth")


class SupplementCount(Options):
    """How often a woman given iron or a deworming tablet counts."""

    WOMEN_IN_MONTH = "women_in_month", N_("Each pregnant woman once a month")
    EACH_SUPPLY = "each_supply", N_("Each supply")
    FIRST_IN_PREGNANCY = "first_in_pregnancy", N_("The first supply of the pregnancy")


class AnaemiaCount(Options):
    """How often an anaemic woman counts."""

    EACH_MONTH = "each_month", N_("Each anaemic woman once a month")
    FIRST_IN_PREGNANCY = "first_in_pregnancy", N_("Each anaemic woman once a pregnancy")


class FpPostpartumRule(Options):
    """Which users of family planning are in the postpartum."""

    ORIGIN = "origin", N_("Sent by the delivery or the postnatal clinic")
    WITHIN_48H = "within_48h", N_("Within 48 hours of the birth")
    WITHIN_42D = "within_42d", N_("Within 42 days of the birth")


class FpSubRows(Options):
    """Whether self-injection and the postpartum IUD are part of the row above."""

    INCLUDED = "included", N_("Self-injection and postpartum IUD are part of the row above")
    APART = "apart", N_("Self-injection and postpartum IUD stand apart")


class BirthDosesCountedBy(Options):
    """Who is proposed as counting a dose of birth."""

    MATERNITY = "maternity", N_("The maternity counts the doses of birth")
    EPI = "epi", N_("The immunisation unit counts the doses of birth")


class Iptp3Count(Options):
    """How the third dose against malaria counts, and those after it."""

    THIRD_DOSE_ONCE = "third_dose_once", N_("The third dose once a pregnancy")
    EACH_DOSE_3_PLUS = "each_dose_3_plus", N_("Each dose from the third on")


class StillbirthRule(Options):
    """From which weight or age a stillborn baby counts as a birth."""

    WEIGHT_THEN_GA = "weight_then_ga", N_("1 000 g or more; weight unknown: 28 weeks or more")
    EITHER = "either", N_("1 000 g or more, or 28 weeks or more")
    BOTH = "both", N_("1 000 g and 28 weeks when both are known")


class LiveBirthFloor(Options):
    """From when a live birth counts."""

    NONE = "none", N_("Every live birth counts")
    GA28_OR_1000G = "ga28_or_1000g", N_("28 weeks or 1 000 g (WHO DHIS2 definition)")


class NurseIsSkilled(Options):
    """What the staff page proposes for a nurse."""

    NO = "no", N_("A nurse is not proposed as skilled")
    YES = "yes", N_("A nurse is proposed as skilled")


class AuxiliaryLine(Options):
    """Where an auxiliary's deliveries stand."""

    WITH_MATRON = "with_matron", N_("Auxiliaries count with the matrons")
    NEITHER = "neither", N_("Auxiliaries count on neither line")


class OnTheWayBirth(Options):
    """Where a birth on the way stands."""

    HOME = "home", N_("Births on the way count as home deliveries")
    FACILITY = "facility", N_("Births on the way count as facility deliveries")
    NEITHER = "neither", N_("Births on the way count on neither line")


class DischargeCheckIsPnc(Options):
    """Whether the check before leaving opens a new postnatal case."""

    YES = "yes", N_("The check before discharge is a postnatal visit")
    NO = "no", N_("The check before discharge opens no new case")


class NewbornLinesScope(Options):
    """Which babies the newborn lines count."""

    FACILITY = "facility", N_("Newborns born in the facility")
    ALL_REGISTERED = "all_registered", N_("All registered newborns")


class LowWeightScope(Options):
    """Which babies the line of small weights counts."""

    LIVE = "live", N_("Small weights among live births")
    ALL_BIRTHS = "all_births", N_("Small weights among all births")


class NewbornPncCount(Options):
    """How often a baby seen after birth counts."""

    NEWBORN_ONCE = "newborn_once", N_("Each newborn once")
    NEWBORN_EACH_MONTH = "newborn_each_month", N_("Each newborn once a month")
    EACH_CHECK = "each_check", N_("Each check")


class ReferralLinesDirection(Options):
    """Which referrals the referral lines count."""

    OUT = "out", N_("Referrals sent")
    BOTH = "both", N_("Referrals sent and received")


class MaternalDeathScope(Options):
    """Which deaths of women count."""

    FACILITY = "facility", N_("Maternal deaths in the facility")
    ALL_KNOWN = "all_known", N_("All known maternal deaths")


class NeonatalDeathBands(Options):
    """How the three lines of newborn deaths stand to each other."""

    NESTED = "nested", N_("24 h within 7 days within 28 days")
    EXCLUSIVE = "exclusive", N_("0-23 h, 1-6 days, 7-27 days: each child once")


class NeonatalDeathScope(Options):
    """Which deaths of newborns count."""

    FACILITY = "facility", N_("Newborn deaths in the facility")
    ALL_KNOWN = "all_known", N_("All known newborn deaths")


class CellsAgeZone(Options):
    """How the cells by age and zone are laid out."""

    CROSSED = "crossed", N_("4 ages by 2 zones")
    SIDE_BY_SIDE = "side_by_side", N_("4 ages, then 2 zones")
    TOTAL_ONLY = "total_only", N_("Totals only")


class HivColumnPrint(Options):
    """What the column HIV of the antenatal book prints."""

    DONE = "done", N_("The antenatal book says that a test was done")
    BLANK = "blank", N_("The HIV column of the antenatal book stays empty")


class AbortionTypePrint(Options):
    """Whether the two hidden columns of abortions are printed."""

    HIDDEN = "hidden", N_("The type of an abortion is not printed")
    PRINTED = "printed", N_("The type and the method of an abortion are printed")


class ExportZeros(Options):
    """Whether what was counted and is none is written into a file for DHIS2."""

    YES = "yes", N_("A figure of 0 is written for DHIS2")
    NO = "no", N_("A figure of 0 is left out for DHIS2")


class TdCountedBy(Options):
    """Who counts the doses against tetanus given at an antenatal visit."""

    MATERNITY = "maternity", N_("The maternity counts the doses against tetanus (Td)")
    EPI = "epi", N_("The immunisation unit counts the doses against tetanus (Td)")


class EffectiveAncRule(Options):
    """Whether the effective antenatal visits of the return are counted, and by which rule."""

    MANUAL = "manual", N_("Effective antenatal visits are typed by hand")
    CONDITION = "condition", N_("Effective antenatal visits are counted by the rule below")


class MorbidityContribution(Options):
    """Whether the return has the maternity's part of the table of morbidity."""

    OFF = "off", N_("The return has no table of morbidity")
    ON = "on", N_("The return has the maternity's part of the table of morbidity")


class PostnatalSchedule(Options):
    """Which calendar says when mother and child are expected after the birth."""

    WHO_2022 = "who_2022", N_("WHO 2022: 24 h, days 2-3, days 7-14, week 6")
    DISTRICT = "district", N_("The days of the district, below")
