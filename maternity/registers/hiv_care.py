"""The PMTCT register (PTME): a separate book, opened one entry at a time by who may see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.clinical import dating
from maternity.fields import (
    Answer,
    Options,
    choice,
    day,
    link,
    long_text,
    person,
    serial,
    text,
    yes_no,
    yes_no_unknown,
)
from maternity.i18n import N_, _
from maternity.records import Problem, Record, derived, register, rule

if TYPE_CHECKING:
    from maternity.registers.facility import Facility
    from maternity.registers.newborn import Newborn
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember


class HivStage(Options):
    """When the contact is."""

    ANTENATAL = "antenatal", N_("Antenatal")
    LABOUR = "labour", N_("Labour")
    POSTPARTUM = "postpartum", N_("Postpartum")
    INFANT = "infant", N_("Exposed infant follow-up")


class HivKnownStatus(Options):
    """What she knew on arrival."""

    KNOWN_POSITIVE = "known_positive", N_("Known positive")
    KNOWN_NEGATIVE = "known_negative", N_("Known negative")
    UNKNOWN = "unknown", N_("Unknown")


class HivResult(Options):
    """What a test for HIV said."""

    POSITIVE = "positive", N_("Positive")
    NEGATIVE = "negative", N_("Negative")
    INDETERMINATE = "indeterminate", N_("Indeterminate")
    NOT_DONE = "not_done", N_("Not done")
    REFUSED = "refused", N_("Refused")


class ArtStatus(Options):
    """Her treatment."""

    BEFORE_PREGNANCY = "before_pregnancy", N_("On ART before pregnancy")
    STARTED_PREGNANCY = "started_pregnancy", N_("Started in pregnancy")
    STARTED_LABOUR = "started_labour", N_("Started in labour")
    STARTED_POSTPARTUM = "started_postpartum", N_("Started postpartum")
    NOT_ON_ART = "not_on_art", N_("Not on ART")
    UNKNOWN = "unknown", N_("Unknown")


class InfantFeedingChoice(Options):
    """How the infant is fed."""

    EXCLUSIVE = "exclusive", N_("Exclusive breastfeeding")
    REPLACEMENT = "replacement", N_("Replacement feeding")
    MIXED = "mixed", N_("Mixed")
    UNKNOWN = "unknown", N_("Undecided")


class InfantProphylaxis(Options):
    """The medicine the infant is given."""

    NEVIRAPINE = "nevirapine", N_("Nevirapine")
    NEVIRAPINE_ZIDOVUDINE = "nevirapine_zidovudine", N_("Nevirapine and zidovudine")
    OTHER = "other", N_("Other")
    NOT_GIVEN = "not_given", N_("Not given")


class InfantTestKind(Options):
    """How the infant was tested."""

    PCR = "pcr", N_("PCR (from 6 weeks)")
    SEROLOGY = "serology", N_("Serology (18 months)")


@register(N_("Mother-to-child transmission"), one=N_("Prevention contact"), dated="seen_on")
class HivCare(Record):
    """A contact to prevent the transmission of HIV from mother to child."""

    serial_no: int | None = serial(
        N_("Serial number"), sensitive="hiv", help=N_("Yearly serial number in the PMTCT register.")
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="hiv_cares", required=True, sensitive="hiv"
    )
    newborn: Newborn | None = link(
        N_("Exposed infant"),
        "newborn",
        back="hiv_cares",
        required="hiv_care.stage == infant",
        when="hiv_care.stage == infant",
        sensitive="hiv",
        under=N_("Contact"),
    )
    seen_on: date | None = day(
        N_("Date"),
        required=True,
        low="today - 5 y",
        high="today",
        sensitive="hiv",
        under=N_("Contact"),
    )
    stage: HivStage | None = choice(
        N_("Stage"), HivStage, required=True, sensitive="hiv", under=N_("Contact")
    )
    known_status: HivKnownStatus | None = choice(
        N_("Status on arrival"),
        HivKnownStatus,
        required="hiv_care.stage != infant",
        when="hiv_care.stage != infant",
        sensitive="hiv",
        paper="cpn 29",
        under=N_("Contact"),
    )
    test_offered: Answer | None = yes_no(
        N_("Test offered"),
        when="hiv_care.known_status != known_positive",
        sensitive="hiv",
        under=N_("Contact"),
    )
    result: HivResult | None = choice(
        N_("HIV result"),
        HivResult,
        required="hiv_care.test_offered == yes",
        when="hiv_care.known_status != known_positive",
        sensitive="hiv",
        paper="cpn 29",
        under=N_("Contact"),
        help=N_(
            "The antenatal register prints « done » or « not done », never the result (setting)."
        ),
    )
    result_given: Answer | None = yes_no_unknown(
        N_("Result given"),
        when="hiv_care.result in {positive|negative|indeterminate}",
        sensitive="hiv",
        under=N_("Contact"),
    )
    partner_result: HivResult | None = choice(
        N_("Partner's result"), HivResult, sensitive="hiv", under=N_("Contact")
    )
    art_status: ArtStatus | None = choice(
        N_("Antiretroviral treatment"),
        ArtStatus,
        required="hiv_care.known_status == known_positive or hiv_care.result == positive",
        when="hiv_care.known_status == known_positive or hiv_care.result == positive",
        sensitive="hiv",
        under=N_("Treatment"),
    )
    care_no: str | None = text(
        N_("Care number"), when="hiv_care.art_status is set", sensitive="hiv", under=N_("Treatment")
    )
    feeding_choice: InfantFeedingChoice | None = choice(
        N_("Feeding choice"),
        InfantFeedingChoice,
        when="hiv_care.known_status == known_positive or hiv_care.result == positive",
        sensitive="hiv",
        under=N_("Treatment"),
    )
    infant_prophylaxis: InfantProphylaxis | None = choice(
        N_("Infant prophylaxis"),
        InfantProphylaxis,
        required="hiv_care.stage == infant",
        when="hiv_care.stage == infant",
        sensitive="hiv",
        under=N_("Infant"),
    )
    infant_prophylaxis_on: date | None = day(
        N_("Started on"),
        when="hiv_care.infant_prophylaxis in {nevirapine|nevirapine_zidovudine|other}",
        low="newborn.born_at",
        high="today",
        ask_high="newborn.born_at + 3 d",
        follows="seen_on",
        sensitive="hiv",
        under=N_("Infant"),
        help=N_("From birth."),
    )
    cotrimoxazole_on: date | None = day(
        N_("Cotrimoxazole since"),
        when="hiv_care.stage == infant",
        low="newborn.born_at",
        high="today",
        sensitive="hiv",
        under=N_("Infant"),
        help=N_("From 6 weeks on."),
    )
    infant_test_kind: InfantTestKind | None = choice(
        N_("Infant test"),
        InfantTestKind,
        when="hiv_care.stage == infant",
        sensitive="hiv",
        under=N_("Infant"),
    )
    infant_test_on: date | None = day(
        N_("Sampled on"),
        when="hiv_care.infant_test_kind is set",
        low="newborn.born_at",
        high="today",
        sensitive="hiv",
        under=N_("Infant"),
    )
    infant_test_result: HivResult | None = choice(
        N_("Infant result"),
        HivResult,
        when="hiv_care.infant_test_kind is set",
        sensitive="hiv",
        under=N_("Infant"),
    )
    referred_to: Facility | None = link(
        N_("Referred to"),
        "facility",
        when="hiv_care.known_status == known_positive or hiv_care.result == positive",
        sensitive="hiv",
        under=N_("Treatment"),
    )
    seen_by: StaffMember | None = person(
        N_("Seen by"), required=True, sensitive="hiv", under=N_("Treatment")
    )
    note: str | None = long_text(N_("Notes"), sensitive="hiv", under=N_("Treatment"))

    def title(self) -> str:
        """The book alone: never whose contact it is."""
        return self.register.one_words

    @derived(N_("Age at contact"), unit="years", sensitive="hiv")
    def age_years(self) -> int | None:
        """Completed years of the woman on the day of the contact."""
        woman = self.pregnancy.woman if self.pregnancy else None
        return woman.age_on(self.seen_on) if woman and self.seen_on else None

    @derived(N_("Weeks at contact"), unit="weeks", sensitive="hiv")
    def ga_weeks(self) -> int | None:
        """Completed weeks of the pregnancy, while she carries it."""
        dated = self.pregnancy.dated if self.pregnancy else None
        if dated is None or self.stage is not HivStage.ANTENATAL:
            return None
        days = dating.age_days(dated.day_zero, self.seen_on)
        return None if days is None or days < 0 else days // 7

    @rule
    def infant_of_this_pregnancy(self) -> Iterator[Problem]:
        """The infant followed is one of this pregnancy."""
        born_of = self.newborn.delivery if self.newborn else None
        if born_of and self.pregnancy and born_of.pregnancy != self.pregnancy:
            yield Problem("newborn", _("This baby has another mother. Choose the right baby."))
