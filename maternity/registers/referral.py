"""Referrals and evacuations, sent and received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    choices,
    day,
    diagnosis,
    link,
    long_text,
    moment,
    person,
    serial,
    text,
    yes_no_unknown,
)
from maternity.i18n import N_, _
from maternity.moments import Moment
from maternity.records import Problem, Record, derived, register, rule
from maternity.registers.lists import (
    DischargeOutcome,
    MaternalComplication,
    NewbornComplication,
    Qualification,
)

if TYPE_CHECKING:
    from maternity.registers.admission import Admission
    from maternity.registers.facility import Facility
    from maternity.registers.newborn import Newborn
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.staff_member import StaffMember


class ReferralDirection(Options):
    """Sent or received."""

    IN = "in", N_("In")
    OUT = "out", N_("Out")


class ReferralKind(Options):
    """Not urgent, or an emergency."""

    REFERRAL = "referral", N_("Referral (not urgent)")
    EVACUATION = "evacuation", N_("Evacuation (emergency)")


class ReferralStage(Options):
    """At which moment."""

    PREGNANT = "pregnant", N_("Pregnant")
    LABOUR = "labour", N_("In labour")
    POSTPARTUM = "postpartum", N_("Postpartum")
    NEWBORN = "newborn", N_("Newborn")


class ReferralActivity(Options):
    """For which activity."""

    PREGNANCY_DELIVERY = "pregnancy_delivery", N_("Pregnancy and delivery")
    FAMILY_PLANNING = "family_planning", N_("Family planning")
    CURATIVE = "curative", N_("Curative care")


class Transport(Options, local=N_("Means of transport")):
    """How she travelled."""

    AMBULANCE = "ambulance", N_("Ambulance")
    MOTORCYCLE_AMBULANCE = "motorcycle_ambulance", N_("Motorcycle ambulance")
    MOTORCYCLE = "motorcycle", N_("Motorcycle")
    CAR = "car", N_("Car or taxi")
    CART = "cart", N_("Cart")
    BOAT = "boat", N_("Boat")
    ON_FOOT = "on_foot", N_("On foot")
    OTHER = "other", N_("Other")
    UNKNOWN = "unknown", N_("Unknown")


class ArrivalState(Options):
    """In which state she arrived."""

    STABLE = "stable", N_("Stable")
    SERIOUS = "serious", N_("Serious")
    DEAD_ON_ARRIVAL = "dead_on_arrival", N_("Dead on arrival")
    NOT_ARRIVED = "not_arrived", N_("Did not arrive")
    UNKNOWN = "unknown", N_("Unknown")


@register(N_("Referrals"), one=N_("Referral"), dated="decided_at")
class Referral(Record):
    """A woman or baby sent away or received."""

    serial_no: int | None = serial(
        N_("Serial number"),
        listed=True,
        per="direction",
        help=N_("Yearly serial number in the referrals / evacuations register."),
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="referrals", required=True, listed=True
    )
    direction: ReferralDirection | None = choice(
        N_("Direction"), ReferralDirection, required=True, listed=True, under=N_("What")
    )
    kind: ReferralKind | None = choice(
        N_("Referral or evacuation"),
        ReferralKind,
        required=True,
        listed=True,
        under=N_("What"),
        help=N_("Referral: not urgent. Evacuation: emergency, with transport arranged."),
    )
    stage: ReferralStage | None = choice(
        N_("Stage"), ReferralStage, required=True, listed=True, under=N_("What")
    )
    newborn: Newborn | None = link(
        N_("Newborn"),
        "newborn",
        back="referrals",
        required="referral.stage == newborn",
        when="referral.stage == newborn",
        under=N_("What"),
        help=N_("Two twins referred: two lines."),
    )
    activity: ReferralActivity | None = choice(
        N_("Activity"),
        ReferralActivity,
        required=True,
        under=N_("What"),
        help=N_("Suggested: pregnancy / delivery."),
    )
    admission: Admission | None = link(N_("Stay"), "admission", back="referrals", under=N_("What"))
    from_facility: Facility | None = link(
        N_("From facility"),
        "facility",
        required="referral.direction == in",
        when="referral.direction == in",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("What"),
    )
    to_facility: Facility | None = link(
        N_("To facility"),
        "facility",
        required="referral.direction == out",
        when="referral.direction == out",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("What"),
    )
    decided_at: Moment | None = moment(
        N_("Decided at"),
        required=True,
        low="today - 5 y",
        high="now",
        ask_low="now - 31 d",
        gaps=(Gap.UNKNOWN,),
        listed=True,
        under=N_("When and how"),
    )
    called_at: Moment | None = moment(
        N_("Called at"),
        when="referral.kind == evacuation",
        low="referral.decided_at - 24 h",
        high="now",
        gaps=(Gap.UNKNOWN,),
        under=N_("When and how"),
    )
    left_at: Moment | None = moment(
        N_("Left at"),
        low="referral.decided_at",
        high="now",
        gaps=(Gap.UNKNOWN,),
        under=N_("When and how"),
    )
    arrived_at: Moment | None = moment(
        N_("Arrived at"),
        low="referral.left_at",
        high="now",
        gaps=(Gap.UNKNOWN,),
        under=N_("When and how"),
    )
    reason: str | None = text(N_("Reason"), required=True, listed=True, under=N_("What"))
    complications: tuple[MaternalComplication, ...] | None = choices(
        N_("Mother's complications"),
        MaternalComplication,
        when="referral.stage != newborn",
        under=N_("Clinical state"),
    )
    newborn_complications: tuple[NewbornComplication, ...] | None = choices(
        N_("Newborn's complications"),
        NewbornComplication,
        when="referral.stage == newborn",
        under=N_("Clinical state"),
    )
    diagnoses: tuple[str, ...] | None = diagnosis(N_("Diagnosis"), under=N_("Clinical state"))
    acts_done: str | None = long_text(N_("Acts and treatment given"), under=N_("Clinical state"))
    transport: Transport | None = choice(
        N_("Transport"), Transport, required="referral.kind == evacuation", under=N_("When and how")
    )
    escort_qualification: Qualification | None = choice(
        N_("Escorted by"),
        Qualification,
        required="referral.kind == evacuation",
        under=N_("When and how"),
        help=N_("The person's qualification."),
    )
    arrival_state: ArrivalState | None = choice(
        N_("State on arrival"), ArrivalState, under=N_("Follow-up")
    )
    taken_in_charge: Answer | None = yes_no_unknown(
        N_("Taken in charge"), required="referral.direction == in", under=N_("Follow-up")
    )
    counter_referral_on: date | None = day(
        N_("Counter-referral on"), low="referral.decided_at", high="today", under=N_("Follow-up")
    )
    counter_referral: str | None = long_text(
        N_("Counter-referral"),
        under=N_("Follow-up"),
        help=N_("Final diagnosis, treatment, advice."),
    )
    outcome: DischargeOutcome | None = choice(
        N_("Known outcome"), DischargeOutcome, under=N_("Follow-up")
    )
    decided_by: StaffMember | None = person(
        N_("Decided by"), required="referral.direction == out", under=N_("When and how")
    )
    note: str | None = long_text(N_("Notes"), under=N_("Clinical state"))

    @derived(N_("Date that counts"), dated_by=("arrived_at", "decided_at"), kind="moment")
    def counted_at(self) -> Moment | None:
        """The arrival of a woman received, when it is known; otherwise the decision."""
        if self.direction is ReferralDirection.IN and self.arrived_at is not None:
            return self.arrived_at
        return self.decided_at

    @derived(N_("Decision to arrival"), unit="min")
    def delay_min(self) -> int | None:
        """Minutes, when both hours are known."""
        begun = self.decided_at.exact if self.decided_at else None
        ended = self.arrived_at.exact if self.arrived_at else None
        if begun is None or ended is None:
            return None
        return int((ended - begun).total_seconds() // 60)

    @rule
    def newborn_of_this_pregnancy(self) -> Iterator[Problem]:
        """The baby sent away is one of this pregnancy."""
        born_of = self.newborn.delivery if self.newborn else None
        if born_of and self.pregnancy and born_of.pregnancy != self.pregnancy:
            yield Problem("newborn", _("This baby has another mother. Choose the right baby."))
