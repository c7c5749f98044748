"""The women: who they are and where to find them; made once, used by every register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.clinical import dating
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    choices,
    day,
    number,
    text,
    village,
    yes_no_unknown,
)
from maternity.i18n import N_, _
from maternity.records import Problem, Record, Strength, derived, linked_by, register, rule
from maternity.registers.lists import DatePrecision, Zone

if TYPE_CHECKING:
    from maternity.registers.family_planning_act import FamilyPlanningAct
    from maternity.registers.maternal_death import MaternalDeath
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.village import Village


class PhoneOwner(Options):
    """Whose phone it is."""

    HERSELF = "herself", N_("Herself")
    HUSBAND = "husband", N_("Husband")
    RELATIVE = "relative", N_("Relative")
    NEIGHBOUR = "neighbour", N_("Neighbour")
    HEALTH_WORKER = "health_worker", N_("Health worker")
    OTHER = "other", N_("Other")


class MaritalStatus(Options):
    """Her marital status."""

    SINGLE = "single", N_("Single")
    MARRIED = "married", N_("Married")
    DIVORCED = "divorced", N_("Divorced")
    WIDOWED = "widowed", N_("Widowed")
    UNKNOWN = "unknown", N_("Unknown")


class Occupation(Options, local=N_("Occupations")):
    """What she does."""

    HOUSEWIFE = "housewife", N_("Housewife")
    TRADER = "trader", N_("Trader")
    STUDENT = "student", N_("Pupil or student")
    DOMESTIC_WORKER = "domestic_worker", N_("Domestic worker")
    FARMER = "farmer", N_("Farmer or herder")
    CRAFTSWOMAN = "craftswoman", N_("Craftswoman")
    CIVIL_SERVANT = "civil_servant", N_("Civil servant or employee")
    OTHER = "other", N_("Other")
    UNKNOWN = "unknown", N_("Unknown")


class Education(Options):
    """How far she went to school."""

    NONE = "none", N_("None")
    KORANIC = "koranic", N_("Koranic or literacy class")
    PRIMARY = "primary", N_("Primary")
    LOWER_SECONDARY = "lower_secondary", N_("Lower secondary")
    SECONDARY = "secondary", N_("Secondary")
    HIGHER = "higher", N_("Higher")
    UNKNOWN = "unknown", N_("Unknown")


class Insurance(Options, local=N_("Kinds of health insurance")):
    """Her health cover."""

    NONE = "none", N_("None")
    AMO_RAMU = "amo_ramu", N_("Compulsory insurance (AMO/RAMU)")
    RAMED = "ramed", N_("Medical assistance (RAMED)")
    MUTUAL = "mutual", N_("Mutual")
    OTHER = "other", N_("Other")
    UNKNOWN = "unknown", N_("Unknown")


class BloodGroup(Options):
    """Blood group and rhesus."""

    O_POS = "o_pos", N_("O+")
    O_NEG = "o_neg", N_("O-")
    A_POS = "a_pos", N_("A+")
    A_NEG = "a_neg", N_("A-")
    B_POS = "b_pos", N_("B+")
    B_NEG = "b_neg", N_("B-")
    AB_POS = "ab_pos", N_("AB+")
    AB_NEG = "ab_neg", N_("AB-")
    NOT_DONE = "not_done", N_("Not done")


class ChronicCondition(Options, local=N_("Chronic conditions")):
    """Illnesses she lives with."""

    NONE = "none", N_("None")
    HYPERTENSION = "hypertension", N_("Hypertension")
    DIABETES = "diabetes", N_("Diabetes")
    HEART_DISEASE = "heart_disease", N_("Heart disease")
    SICKLE_CELL = "sickle_cell", N_("Sickle-cell disease")
    ASTHMA = "asthma", N_("Asthma")
    EPILEPSY = "epilepsy", N_("Epilepsy")
    TUBERCULOSIS = "tuberculosis", N_("Tuberculosis")
    HEPATITIS = "hepatitis", N_("Hepatitis")
    KIDNEY_DISEASE = "kidney_disease", N_("Kidney disease")
    OTHER = "other", N_("Other")
    UNKNOWN = "unknown", N_("Unknown")


class Fgm(Options):
    """Female genital mutilation, seen or told."""

    NONE = "none", N_("None")
    TYPE_1 = "type_1", N_("Type I")
    TYPE_2 = "type_2", N_("Type II")
    TYPE_3 = "type_3", N_("Type III")
    TYPE_UNKNOWN = "type_unknown", N_("Yes, type not stated")
    NOT_EXAMINED = "not_examined", N_("Not examined")


@register(N_("Women"), one=N_("Woman"), sorted_by="family_name")
class Woman(Record):
    """A woman known to the ward."""

    file_no: str | None = text(
        N_("File number"),
        sensitive="personal",
        paper="cpn 3;accouchement 3;cpon 3;pf 3",
        sought=True,
        listed=True,
        under=N_("Who she is"),
        help=N_("Number written on the record sheet or the health booklet."),
    )
    family_name: str | None = text(
        N_("Family name"),
        required=True,
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        paper="cpn 4;accouchement 4;cpon 4;hospitalises 4;pf 4",
        name_like=True,
        sought=True,
        listed=True,
        under=N_("Who she is"),
        help=N_("The woman keeps her birth name. « ? » if the mother is unknown."),
    )
    given_name: str | None = text(
        N_("Given name"),
        required=True,
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        paper="cpn 4;accouchement 4;cpon 4;hospitalises 4;pf 4",
        name_like=True,
        sought=True,
        listed=True,
        under=N_("Who she is"),
    )
    other_names: str | None = text(
        N_("Also known as"),
        sensitive="personal",
        sought=True,
        under=N_("Who she is"),
        help=N_("Nickname or other spelling; used for searching."),
    )
    born_on: date | None = day(
        N_("Date of birth"),
        required="woman.declared_age_years is empty",
        low="today - 65 y",
        high="today - 8 y",
        ask_low="today - 50 y",
        ask_high="today - 12 y",
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        precision="birth_precision",
        under=N_("Who she is"),
        help=N_("If only the age is known, type the age: the date is then estimated."),
    )
    birth_precision: DatePrecision | None = choice(
        N_("Precision of birth date"),
        DatePrecision,
        required=True,
        under=N_("Who she is"),
        help=N_("Filled in from what is typed: full date, month, year, or declared age."),
    )
    declared_age_years: int | None = number(
        N_("Declared age"),
        required="woman.born_on is empty",
        low=8,
        high=65,
        ask_low=12,
        ask_high=49,
        unit="years",
        gaps=(Gap.UNKNOWN,),
        under=N_("Who she is"),
        help=N_("Age stated by the woman on the day she was registered."),
    )
    age_declared_on: date | None = day(
        N_("Age declared on"),
        low="01/01/2000",
        high="today",
        under=N_("Who she is"),
        help=N_("Filled in by the program; the age is counted forward from this date."),
    )
    phone_1: str | None = text(
        N_("Phone"),
        phone=True,
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        sought=True,
        listed=True,
        under=N_("Where to find her"),
        help=N_("8 digits; +223 is added automatically."),
    )
    phone_1_owner: PhoneOwner | None = choice(
        N_("Whose phone"),
        PhoneOwner,
        required="woman.phone_1 is set",
        sensitive="personal",
        under=N_("Where to find her"),
    )
    phone_2: str | None = text(
        N_("Other phone"),
        phone=True,
        sensitive="personal",
        sought=True,
        under=N_("Where to find her"),
    )
    phone_2_owner: PhoneOwner | None = choice(
        N_("Whose other phone"),
        PhoneOwner,
        required="woman.phone_2 is set",
        sensitive="personal",
        under=N_("Where to find her"),
    )
    village: Village | None = village(
        N_("Village or quarter"),
        required=True,
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        paper="cpon 6;hospitalises 10",
        listed=True,
        under=N_("Where to find her"),
        help=N_("Usual place of residence; decides « in catchment / out of catchment »."),
    )
    address_detail: str | None = text(
        N_("Where exactly"),
        sensitive="personal",
        under=N_("Where to find her"),
        help=N_("Landmark for finding her (street, door, head of household)."),
    )
    marital_status: MaritalStatus | None = choice(
        N_("Marital status"),
        MaritalStatus,
        paper="cpn 5;accouchement 5;cpon 12",
        under=N_("Her situation"),
    )
    occupation: Occupation | None = choice(
        N_("Occupation"), Occupation, paper="cpon 7;hospitalises 9", under=N_("Her situation")
    )
    occupation_other: str | None = text(
        N_("Occupation (specify)"),
        when="woman.occupation == other",
        paper="cpon 7;hospitalises 9",
        under=N_("Her situation"),
    )
    education: Education | None = choice(N_("Education"), Education, under=N_("Her situation"))
    kin_name: str | None = text(
        N_("Husband or relative"),
        sensitive="personal",
        name_like=True,
        sought=True,
        listed=True,
        under=N_("Who she is"),
        help=N_("Helps tell apart women with the same name."),
    )
    insurance: Insurance | None = choice(
        N_("Health insurance"), Insurance, under=N_("Her situation")
    )
    insurance_no: str | None = text(
        N_("Insurance number"),
        when="woman.insurance in {amo_ramu|ramed|mutual|other}",
        sensitive="personal",
        under=N_("Her situation"),
    )
    indigent: Answer | None = yes_no_unknown(N_("Indigent"), under=N_("Her situation"))
    blood_group: BloodGroup | None = choice(
        N_("Blood group"),
        BloodGroup,
        paper="cpn 18",
        under=N_("Her health"),
        help=N_("ABO group and rhesus."),
    )
    chronic_conditions: tuple[ChronicCondition, ...] | None = choices(
        N_("Chronic conditions"), ChronicCondition, under=N_("Her health")
    )
    surgical_history: str | None = text(N_("Surgical history"), under=N_("Her health"))
    allergies: str | None = text(
        N_("Allergies"), under=N_("Her health"), help=N_("Medicines above all (penicillin).")
    )
    fgm: Fgm | None = choice(
        N_("Female genital mutilation"),
        Fgm,
        sensitive="personal",
        under=N_("Her health"),
        help=N_("Seen or reported; give the type if examined."),
    )
    pregnancies: list[Pregnancy] = linked_by("woman")
    family_planning_acts: list[FamilyPlanningAct] = linked_by("woman")
    maternal_deaths: list[MaternalDeath] = linked_by("woman")

    def title(self) -> str:
        """Family name and given name; « ? » for what is not known."""
        names = (self.shown(name) for name in ("family_name", "given_name"))
        return " ".join(name for name in names if name) or "?"

    @property
    def birth_estimate(self) -> date | None:
        """Her date of birth, or the one her declared age gives (settled question)."""
        if self.born_on is not None:
            return self.born_on
        age = self.believed("declared_age_years")
        if age is None or self.age_declared_on is None:
            return None
        return dating.birth_from_age(age, self.age_declared_on)

    def age_on(self, day: date | None) -> int | None:
        """Her completed years on a day; None when it cannot be told."""
        born = self.birth_estimate
        if born is None or day is None:
            return None
        years = dating.completed_years(born, day)
        return years if YOUNGEST <= years <= OLDEST else None

    @derived(N_("Catchment"), options=Zone)
    def zone(self) -> Zone:
        """In the catchment or not, by her village; unknown when the village is not known."""
        if self.village is None or self.village.in_catchment is None:
            return Zone.UNKNOWN
        inside = self.village.in_catchment is Answer.YES
        return Zone.IN_AREA if inside else Zone.OUT_OF_AREA

    @rule
    def names_have_letters(self) -> Iterator[Problem]:
        """An age or a number typed where a name is asked."""
        for name in ("family_name", "given_name"):
            said = getattr(self, name)
            if said and not any(sign.isalpha() for sign in said):
                words = _("“{said}” has no letter. Check that it is her name.")
                yield Problem(name, words.format(said=said), Strength.ASKS)

    @rule
    def phone_has_an_owner(self) -> Iterator[Problem]:
        """The same number twice is a slip."""
        if self.phone_1 and self.phone_1 == self.phone_2:
            yield Problem(
                "phone_2",
                _("Both phones are the same. Leave the second one empty."),
                Strength.ASKS,
            )


YOUNGEST, OLDEST = 5, 75
"""Ages at an event that can be a mother's; outside them the date of birth is a slip."""
