"""The facilities: our own and those women come from or go to."""

from __future__ import annotations

from maternity.fields import Answer, Options, choice, number, text, yes_no
from maternity.i18n import N_
from maternity.records import Record, register
from maternity.registers.lists import ReturnForm


class FacilityLevel(Options):
    """What kind of facility it is."""

    CSCOM = "cscom", N_("Community health centre")
    CSREF = "csref", N_("Referral health centre")
    REGIONAL_HOSPITAL = "regional_hospital", N_("Regional hospital")
    NATIONAL_HOSPITAL = "national_hospital", N_("National hospital")
    PRIVATE_PRACTICE = "private_practice", N_("Private medical practice")
    PRIVATE_NURSING = "private_nursing", N_("Private nursing practice")
    PRIVATE_CLINIC = "private_clinic", N_("Private clinic")
    COMMUNITY = "community", N_("Community health worker")
    OTHER = "other", N_("Other")


class EmoncLevel(Options):
    """How many emergency functions it owes."""

    NONE = "none", N_("None")
    BASIC = "basic", N_("Basic EmONC")
    COMPREHENSIVE = "comprehensive", N_("Comprehensive EmONC")
    INTENSIVE = "intensive", N_("Intensive EmONC")


@register(
    N_("Facilities"),
    one=N_("Facility"),
    setup=True,
    sorted_by="name",
    setting="facility.is_own == yes",
)
class Facility(Record):
    """A health facility."""

    name: str | None = text(
        N_("Facility name"),
        required=True,
        sought=True,
        listed=True,
        help=N_(
            "Name printed at the top of the monthly activity report (RMA): « "
            "RAPPORT MENSUEL D'ACTIVITÉS DE … »."
        ),
    )
    level: FacilityLevel | None = choice(
        N_("Facility level"), FacilityLevel, required=True, listed=True
    )
    is_own: Answer | None = yes_no(
        N_("Our own facility"), required=True, help=N_("Only one facility carries « Yes ».")
    )
    return_form: ReturnForm | None = choice(
        N_("Return form"),
        ReturnForm,
        required="facility.is_own == yes",
        when="facility.is_own == yes",
        help=N_(
            "First level for a community health centre (CSCom), second level for a "
            "referral health centre (CSRéf)."
        ),
    )
    emonc_level: EmoncLevel | None = choice(
        N_("EmONC level"),
        EmoncLevel,
        required="facility.is_own == yes",
        when="facility.is_own == yes",
        help=N_("Sets how many signal functions to report: 7 (basic) or 9 (comprehensive)."),
    )
    region: str | None = text(N_("Health region"), required="facility.is_own == yes")
    district: str | None = text(
        N_("Health district"), required="facility.is_own == yes", listed=True
    )
    commune: str | None = text(N_("Municipality"), help=N_("Printed on the birth declaration."))
    health_area: str | None = text(
        N_("Health area"),
        required="facility.is_own == yes and facility.level == cscom",
        help=N_(
            "The facility's health area: the basis of the « in catchment / out of "
            "catchment » count."
        ),
    )
    phone: str | None = text(
        N_("Phone"), phone=True, help=N_("8-digit number; printed on the referral forms.")
    )
    dhis2_code: str | None = text(
        N_("DHIS2 organisation unit"),
        when="facility.is_own == yes",
        help=N_("Given by the district health information officer. Never made up."),
    )
    expected_births_per_year: int | None = number(
        N_("Expected births per year"),
        when="facility.is_own == yes",
        low=0,
        high=100000,
        ask_low=20,
        ask_high=20000,
        unit="",
        help=N_("Figure from the district (population x rate). Denominator of the coverage rates."),
    )
    expected_pregnancies_per_year: int | None = number(
        N_("Expected pregnancies per year"),
        when="facility.is_own == yes",
        low=0,
        high=100000,
        ask_low=20,
        ask_high=20000,
        unit="",
        help=N_("Figure from the district."),
    )

    def title(self) -> str:
        """The facility's name."""
        return self.name or ""
