"""Closed lists that several registers share; a list used by one register stands beside it."""

from __future__ import annotations

from maternity.clinical import ages
from maternity.fields import Options
from maternity.i18n import N_


class ReturnForm(Options):
    """Which monthly form it fills."""

    RMA_CSCOM = "rma_cscom", N_("Monthly return, first level")
    RMA_CSREF = "rma_csref", N_("Monthly return, second level")
    NONE = "none", N_("No return form")


class Qualification(Options):
    """What a person is trained as."""

    PHYSICIAN = "physician", N_("Physician")
    MIDWIFE = "midwife", N_("Midwife")
    OBSTETRIC_NURSE = "obstetric_nurse", N_("Obstetric nurse")
    NURSE = "nurse", N_("Nurse")
    MATRON = "matron", N_("Matron")
    TRAINED_BIRTH_ATTENDANT = "trained_birth_attendant", N_("Trained traditional birth attendant")
    AUXILIARY = "auxiliary", N_("Auxiliary")
    STUDENT = "student", N_("Student")
    TRADITIONAL_ATTENDANT = "traditional_attendant", N_("Untrained traditional attendant")
    RELATIVE = "relative", N_("Relative or neighbour")
    NOBODY = "nobody", N_("Nobody")
    OTHER = "other", N_("Other")
    UNKNOWN = "unknown", N_("Unknown")


class DatePrecision(Options):
    """How sure a date is."""

    EXACT = "exact", N_("Exact day")
    MONTH = "month", N_("Month and year")
    YEAR = "year", N_("Year only")
    AGE_DECLARED = "age_declared", N_("Declared age")
    UNKNOWN = "unknown", N_("Unknown")


class DatingMethod(Options):
    """What the age of the pregnancy is taken from."""

    LMP = "lmp", N_("Last menstrual period")
    ULTRASOUND = "ultrasound", N_("Ultrasound")
    FUNDAL_HEIGHT = "fundal_height", N_("Fundal height")
    NEWBORN_EXAM = "newborn_exam", N_("Newborn examination")
    UNKNOWN = "unknown", N_("Unknown")


class Zone(Options):
    """In the catchment or not."""

    IN_AREA = "in_area", N_("In catchment")
    OUT_OF_AREA = "out_of_area", N_("Out of catchment")
    UNKNOWN = "unknown", N_("Unknown")


class AgeBand(Options):
    """The age bands of the return."""

    A10_14 = "a10_14", N_("10-14 years")
    A15_19 = "a15_19", N_("15-19 years")
    A20_24 = "a20_24", N_("20-24 years")
    A25_PLUS = "a25_plus", N_("25 years and over")
    UNKNOWN = "unknown", N_("Age unknown")


class Sex(Options):
    """A person's sex as seen at birth."""

    FEMALE = "female", N_("Female")
    MALE = "male", N_("Male")
    INDETERMINATE = "indeterminate", N_("Indeterminate")


class Strategy(Options):
    """Where the session was held."""

    FIXED = "fixed", N_("Fixed centre")
    OUTREACH = "outreach", N_("Outreach")
    MOBILE = "mobile", N_("Mobile")


class DischargeOutcome(Options):
    """How the stay ended."""

    MEDICAL_DISCHARGE = "medical_discharge", N_("Medical discharge")
    REFERRED = "referred", N_("Referred elsewhere")
    DIED = "died", N_("Died")
    TRANSFERRED = "transferred", N_("Transferred to another ward")
    LEFT = "left", N_("Left against advice")


class MaternalComplication(Options):
    """Complications of the mother."""

    NONE = "none", N_("None")
    ANTEPARTUM_HAEMORRHAGE = "antepartum_haemorrhage", N_("Antepartum haemorrhage")
    PLACENTA_PRAEVIA = "placenta_praevia", N_("Placenta praevia")
    PLACENTAL_ABRUPTION = "placental_abruption", N_("Placental abruption")
    POSTPARTUM_HAEMORRHAGE = "postpartum_haemorrhage", N_("Postpartum haemorrhage")
    UTERINE_RUPTURE = "uterine_rupture", N_("Uterine rupture")
    PRE_ECLAMPSIA_MILD = "pre_eclampsia_mild", N_("Gestational hypertension or mild pre-eclampsia")
    PRE_ECLAMPSIA_SEVERE = "pre_eclampsia_severe", N_("Severe pre-eclampsia")
    ECLAMPSIA = "eclampsia", N_("Eclampsia")
    PUERPERAL_INFECTION = "puerperal_infection", N_("Severe puerperal infection")
    CHORIOAMNIONITIS = "chorioamnionitis", N_("Chorioamnionitis")
    PROLONGED_LABOUR = "prolonged_labour", N_("Prolonged or obstructed labour")
    ABORTION_COMPLICATION = "abortion_complication", N_("Complication of abortion")
    ECTOPIC_PREGNANCY = "ectopic_pregnancy", N_("Ectopic pregnancy")
    RETAINED_PLACENTA = "retained_placenta", N_("Retained placenta")
    UTERINE_INVERSION = "uterine_inversion", N_("Uterine inversion")
    SEVERE_TEAR = "severe_tear", N_("Severe tear")
    EMBOLISM = "embolism", N_("Amniotic or pulmonary embolism")
    ANAESTHESIA_COMPLICATION = "anaesthesia_complication", N_("Complication of anaesthesia")
    OTHER_DIRECT = "other_direct", N_("Other direct complication")
    SEVERE_ANAEMIA = "severe_anaemia", N_("Severe anaemia")
    SEVERE_MALARIA = "severe_malaria", N_("Severe malaria")
    HEART_DISEASE = "heart_disease", N_("Heart disease")
    DIABETES = "diabetes", N_("Diabetes")
    OTHER_INDIRECT = "other_indirect", N_("Other indirect complication")
    PREMATURE_RUPTURE = "premature_rupture", N_("Premature rupture of membranes")
    PRETERM_LABOUR = "preterm_labour", N_("Preterm labour")
    CORD_PROLAPSE = "cord_prolapse", N_("Cord prolapse")
    FETAL_DISTRESS = "fetal_distress", N_("Fetal distress")
    FETAL_DEATH_IN_UTERO = "fetal_death_in_utero", N_("Fetal death in utero")
    WOUND_INFECTION = "wound_infection", N_("Wound infection or breakdown")
    MASTITIS = "mastitis", N_("Mastitis or breast abscess")
    OBSTETRIC_FISTULA = "obstetric_fistula", N_("Obstetric fistula")
    OTHER = "other", N_("Other")


class NewbornComplication(Options):
    """Complications of the newborn."""

    NONE = "none", N_("None")
    ASPHYXIA = "asphyxia", N_("Birth asphyxia")
    INFECTION = "infection", N_("Neonatal infection")
    PREMATURITY = "prematurity", N_("Prematurity")
    RESPIRATORY_DISTRESS = "respiratory_distress", N_("Respiratory distress")
    HYPOTHERMIA = "hypothermia", N_("Hypothermia")
    HYPOGLYCAEMIA = "hypoglycaemia", N_("Hypoglycaemia")
    JAUNDICE = "jaundice", N_("Jaundice")
    CONVULSIONS = "convulsions", N_("Convulsions")
    BIRTH_TRAUMA = "birth_trauma", N_("Birth trauma")
    MALFORMATION = "malformation", N_("Congenital malformation")
    FEEDING_DIFFICULTY = "feeding_difficulty", N_("Feeding difficulty")
    BLEEDING = "bleeding", N_("Bleeding")
    CONJUNCTIVITIS = "conjunctivitis", N_("Conjunctivitis")
    NEONATAL_TETANUS = "neonatal_tetanus", N_("Neonatal tetanus")
    OTHER = "other", N_("Other")


class MaternalAct(Options, local=N_("Acts for the mother")):
    """Acts done for the mother."""

    NONE = "none", N_("None")
    PARENTERAL_ANTIBIOTICS = "parenteral_antibiotics", N_("Parenteral antibiotics")
    UTEROTONIC_TREATMENT = "uterotonic_treatment", N_("Uterotonic as treatment")
    MAGNESIUM_SULFATE = "magnesium_sulfate", N_("Magnesium sulfate, loading dose")
    MANUAL_REMOVAL_OF_PLACENTA = "manual_removal_of_placenta", N_("Manual removal of placenta")
    UTERINE_EXPLORATION = "uterine_exploration", N_("Uterine exploration")
    REMOVAL_OF_RETAINED_PRODUCTS = (
        "removal_of_retained_products",
        N_("Removal of retained products"),
    )
    TRANSFUSION = "transfusion", N_("Blood transfusion")
    TRANEXAMIC_ACID = "tranexamic_acid", N_("Tranexamic acid")
    UTERINE_BALLOON = "uterine_balloon", N_("Uterine balloon tamponade")
    ANTIHYPERTENSIVE = "antihypertensive", N_("Antihypertensive")
    ANTENATAL_CORTICOSTEROIDS = "antenatal_corticosteroids", N_("Antenatal corticosteroids")
    TEAR_REPAIR = "tear_repair", N_("Tear repair")
    LAPAROTOMY = "laparotomy", N_("Laparotomy")
    HYSTERECTOMY = "hysterectomy", N_("Hysterectomy")
    INTENSIVE_CARE = "intensive_care", N_("Intensive care or ventilation")
    OTHER = "other", N_("Other")


class NewbornAct(Options, local=N_("Care of the newborn")):
    """Care given to the newborn."""

    NONE = "none", N_("None")
    PARENTERAL_ANTIBIOTICS = "parenteral_antibiotics", N_("Parenteral antibiotics")
    OXYGEN = "oxygen", N_("Oxygen with oximetry")
    THERMAL_CARE = "thermal_care", N_("Radiant warmer or incubator")
    CPAP = "cpap", N_("CPAP")
    PHOTOTHERAPY = "phototherapy", N_("Phototherapy")
    IV_FLUIDS = "iv_fluids", N_("IV fluids or glucose")
    TUBE_FEEDING = "tube_feeding", N_("Tube feeding")
    TRANSFUSION = "transfusion", N_("Transfusion")
    OTHER = "other", N_("Other")


class LabourOnset(Options):
    """How labour began."""

    SPONTANEOUS = "spontaneous", N_("Spontaneous")
    INDUCED = "induced", N_("Induced")
    NO_LABOUR = "no_labour", N_("No labour (pre-labour caesarean)")
    UNKNOWN = "unknown", N_("Unknown")


class Presentation(Options):
    """What came first."""

    VERTEX = "vertex", N_("Vertex")
    FACE = "face", N_("Face")
    BROW = "brow", N_("Brow")
    BREECH = "breech", N_("Breech")
    TRANSVERSE = "transverse", N_("Transverse or shoulder")
    UNKNOWN = "unknown", N_("Unknown")


class BirthMode(Options):
    """How the baby was born."""

    VAGINAL = "vaginal", N_("Vaginal")
    VACUUM = "vacuum", N_("Vacuum")
    FORCEPS = "forceps", N_("Forceps")
    CAESAREAN = "caesarean", N_("Caesarean")


class DeathPlace(Options):
    """Where the death was."""

    FACILITY = "facility", N_("In the facility")
    ON_THE_WAY = "on_the_way", N_("On the way")
    HOME = "home", N_("Home")
    OTHER_FACILITY = "other_facility", N_("Other facility")
    UNKNOWN = "unknown", N_("Unknown")


class MorbidityAge(Options):
    """The ages of the return's table of morbidity."""

    M0_11 = "m0_11", N_("0-11 months")
    Y1_4 = "y1_4", N_("1-4 years")
    Y5_14 = "y5_14", N_("5-14 years")
    Y15_44 = "y15_44", N_("15-44 years")
    Y45_59 = "y45_59", N_("45-59 years")
    Y60_PLUS = "y60_plus", N_("60 years and over")

    @classmethod
    def of(cls, years: int | None) -> MorbidityAge | None:
        """The band of an age in completed years; None when it is not known."""
        found = ages.morbidity_band(years)
        return None if found is None else cls.coded(found)
