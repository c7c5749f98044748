"""The delivery register: one line for each delivery; babies are lines of the newborn register."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from maternity.clinical import ages, robson, term
from maternity.fields import (
    Answer,
    Gap,
    Options,
    choice,
    choices,
    code,
    decimal,
    diagnosis,
    link,
    long_text,
    moment,
    number,
    person,
    serial,
    text,
    yes_no_unknown,
)
from maternity.i18n import N_, _
from maternity.moments import Moment, order
from maternity.records import Problem, Record, Strength, derived, linked_by, register, rule
from maternity.registers.gestation import age_by_dating, weeks_fit
from maternity.registers.lists import (
    AgeBand,
    BirthMode,
    DatingMethod,
    LabourOnset,
    MaternalAct,
    MaternalComplication,
    Presentation,
    Qualification,
    Zone,
)

if TYPE_CHECKING:
    from maternity.registers.admission import Admission
    from maternity.registers.facility import Facility
    from maternity.registers.haemorrhage_care import HaemorrhageCare
    from maternity.registers.newborn import Newborn
    from maternity.registers.postnatal_visit import PostnatalVisit
    from maternity.registers.pregnancy import Pregnancy
    from maternity.registers.recovery_check import RecoveryCheck
    from maternity.registers.staff_member import StaffMember
    from maternity.registers.woman import Woman


class BirthPlace(Options):
    """Where the birth was."""

    FACILITY = "facility", N_("Our facility")
    HOME = "home", N_("Home")
    ON_THE_WAY = "on_the_way", N_("On the way")
    OTHER_FACILITY = "other_facility", N_("Other facility")
    UNKNOWN = "unknown", N_("Unknown")


class Term(Options):
    """The three classes of the paper register."""

    PRETERM = "preterm", N_("Preterm")
    TERM = "term", N_("Term")
    POST_TERM = "post_term", N_("Post-term")
    UNKNOWN = "unknown", N_("Unknown")


class MonitoringTool(Options):
    """What the labour was followed with."""

    LCG = "lcg", N_("WHO Labour Care Guide")
    PARTOGRAPH = "partograph", N_("Partograph")
    NONE = "none", N_("None")
    UNKNOWN = "unknown", N_("Unknown")


class CaesareanTiming(Options):
    """When the caesarean was decided."""

    PLANNED = "planned", N_("Planned")
    EMERGENCY_BEFORE_LABOUR = "emergency_before_labour", N_("Emergency, before labour")
    EMERGENCY_IN_LABOUR = "emergency_in_labour", N_("Emergency, in labour")


class CaesareanIndication(Options, local=N_("Reasons for a caesarean")):
    """Why the caesarean."""

    SCARRED_UTERUS = "scarred_uterus", N_("Scarred uterus")
    DISPROPORTION = "disproportion", N_("Disproportion")
    DYSTOCIA = "dystocia", N_("Dystocia")
    FETAL_DISTRESS = "fetal_distress", N_("Fetal distress")
    MALPRESENTATION = "malpresentation", N_("Malpresentation")
    PRAEVIA = "praevia", N_("Placenta praevia")
    ABRUPTION = "abruption", N_("Abruption")
    PRE_ECLAMPSIA = "pre_eclampsia", N_("Pre-eclampsia or eclampsia")
    CORD_PROLAPSE = "cord_prolapse", N_("Cord prolapse")
    UTERINE_RUPTURE = "uterine_rupture", N_("Uterine rupture")
    FAILED_INDUCTION = "failed_induction", N_("Failed induction")
    MULTIPLE = "multiple", N_("Multiple pregnancy")
    OTHER = "other", N_("Other")


class CaesareanKit(Options):
    """Who paid for the kit."""

    FREE_KIT = "free_kit", N_("Free kit given")
    BOUGHT = "bought", N_("Bought by the family")
    BOTH = "both", N_("Kit and purchases")
    UNKNOWN = "unknown", N_("Unknown")


class Anaesthesia(Options):
    """The anaesthesia."""

    NONE = "none", N_("None")
    LOCAL = "local", N_("Local")
    REGIONAL = "regional", N_("Regional")
    GENERAL = "general", N_("General")
    UNKNOWN = "unknown", N_("Unknown")


class Uterotonic(Options, local=N_("Uterotonic medicines")):
    """The preventive uterotonic."""

    OXYTOCIN = "oxytocin", N_("Oxytocin")
    MISOPROSTOL = "misoprostol", N_("Misoprostol")
    CARBETOCIN = "carbetocin", N_("Carbetocin")
    ERGOMETRINE = "ergometrine", N_("Ergometrine")
    NONE = "none", N_("None")
    UNKNOWN = "unknown", N_("Unknown")


class BloodLossMethod(Options):
    """How the loss was told."""

    MEASURED = "measured", N_("Measured")
    ESTIMATED = "estimated", N_("Estimated")


class PerinealTear(Options):
    """The perineal tear."""

    NONE = "none", N_("None")
    DEGREE_1 = "degree_1", N_("First degree")
    DEGREE_2 = "degree_2", N_("Second degree")
    DEGREE_3 = "degree_3", N_("Third degree")
    DEGREE_4 = "degree_4", N_("Fourth degree")
    NOT_EXAMINED = "not_examined", N_("Not examined")


class RobsonGroup(Options):
    """The ten groups and the unclassified."""

    G1 = "g1", N_("Group 1")
    G2 = "g2", N_("Group 2")
    G3 = "g3", N_("Group 3")
    G4 = "g4", N_("Group 4")
    G5 = "g5", N_("Group 5")
    G6 = "g6", N_("Group 6")
    G7 = "g7", N_("Group 7")
    G8 = "g8", N_("Group 8")
    G9 = "g9", N_("Group 9")
    G10 = "g10", N_("Group 10")
    G99 = "g99", N_("Unclassified")


class RobsonSubgroup(Options):
    """The subgroups of Robson."""

    G2A = "2a", N_("2a induced")
    G2B = "2b", N_("2b pre-labour caesarean")
    G4A = "4a", N_("4a induced")
    G4B = "4b", N_("4b pre-labour caesarean")
    G5_1 = "5_1", N_("5.1 one caesarean")
    G5_2 = "5_2", N_("5.2 two or more")
    G8A = "8a", N_("8a spontaneous")
    G8B = "8b", N_("8b induced")
    G8C = "8c", N_("8c pre-labour caesarean")


@register(
    N_("Deliveries"),
    one=N_("Delivery"),
    dated="delivered_at",
    alongside=(
        "pregnancy.gravidity",
        "pregnancy.parity",
        "pregnancy.previous_caesareans",
        "pregnancy.previous_outcome",
        "pregnancy.previous_interval_months",
        "admission.admitted_at",
    ),
    lines=("newborns",),
    one_of=("pregnancy",),
)
class Delivery(Record):
    """A woman's delivery, here or elsewhere."""

    serial_no: int | None = serial(
        N_("Serial number"),
        paper="accouchement 1",
        listed=True,
        unless="delivery.place == other_facility",
        help=N_("Yearly serial number in the delivery register; a single number for twins."),
    )
    pregnancy: Pregnancy | None = link(
        N_("Pregnancy"), "pregnancy", back="deliveries", required=True, listed=True
    )
    admission: Admission | None = link(
        N_("Stay"),
        "admission",
        back="deliveries",
        required="delivery.place == facility",
        under=N_("Labour"),
        help=N_("Created by the delivery form if the admission was not entered."),
    )
    place: BirthPlace | None = choice(
        N_("Place of birth"),
        BirthPlace,
        required=True,
        paper="accouchement 8",
        listed=True,
        under=N_("Labour"),
        help=N_(
            "Home and other facility: registered for postnatal care (PNC), counted separately."
        ),
    )
    place_facility: Facility | None = link(
        N_("Other facility"),
        "facility",
        when="delivery.place == other_facility",
        gaps=(Gap.UNKNOWN,),
        under=N_("Labour"),
    )
    delivered_at: Moment | None = moment(
        N_("Delivered at"),
        required=True,
        low="today - 5 y",
        high="now",
        ask_low="now - 31 d",
        gaps=(Gap.UNKNOWN,),
        paper="cpon 13",
        listed=True,
        after="admission.admitted_at",
        under=N_("Birth"),
        help=N_("Birth of the first child. The time may be unknown."),
    )
    ga_weeks: int | None = number(
        N_("Gestational age"),
        required=True,
        low=20,
        high=45,
        ask_low=28,
        ask_high=42,
        unit="weeks",
        gaps=(Gap.UNKNOWN,),
        under=N_("Labour"),
        follows="weeks_by_dating",
        help=N_("Completed weeks on the day of birth. Suggested from the dating."),
    )
    ga_extra_days: int | None = number(
        N_("Extra days"),
        low=0,
        high=6,
        unit="days",
        gaps=(Gap.UNKNOWN,),
        under=N_("Labour"),
        follows="extra_days_by_dating",
        help=N_("0 to 6; empty if unknown."),
    )
    ga_method: DatingMethod | None = choice(
        N_("Gestational age by"),
        DatingMethod,
        required="delivery.ga_weeks is set",
        under=N_("Labour"),
        follows="method_of_dating",
    )
    term: Term | None = choice(
        N_("Term"),
        Term,
        required=True,
        paper="accouchement 9",
        under=N_("Labour"),
        follows="term_by_weeks",
        help=N_(
            "Preterm < 37 weeks; post-term ≥ 42 weeks. Chosen by hand if the "
            "gestational age is unknown."
        ),
    )
    labour_onset: LabourOnset | None = choice(
        N_("Labour onset"),
        LabourOnset,
        required="delivery.place == facility",
        when="delivery.place != home",
        under=N_("Labour"),
    )
    labour_duration_h: Decimal | None = decimal(
        N_("Labour duration"),
        when="delivery.labour_onset != no_labour",
        low=0,
        high=96,
        ask_low=0.5,
        ask_high=24,
        unit="h",
        gaps=(Gap.UNKNOWN,),
        paper="accouchement 16",
        under=N_("Labour"),
        follows="hours_of_labour",
        help=N_("Worked out if the start has been entered."),
    )
    monitoring_tool: MonitoringTool | None = choice(
        N_("Labour monitored with"),
        MonitoringTool,
        required="delivery.place == facility",
        when="delivery.place == facility",
        under=N_("Labour"),
        carried=True,
    )
    caesarean_timing: CaesareanTiming | None = choice(
        N_("Caesarean timing"),
        CaesareanTiming,
        required="delivery.mode == caesarean",
        when="delivery.mode == caesarean",
        under=N_("Birth"),
    )
    caesarean_indication: CaesareanIndication | None = choice(
        N_("Main indication"),
        CaesareanIndication,
        required="delivery.mode == caesarean",
        when="delivery.mode == caesarean",
        under=N_("Birth"),
    )
    caesarean_decided_at: Moment | None = moment(
        N_("Decided at"),
        when="delivery.mode == caesarean",
        low="delivery.delivered_at - 7 d",
        high="delivery.delivered_at",
        gaps=(Gap.UNKNOWN,),
        aside=True,
        under=N_("Birth"),
    )
    caesarean_kit: CaesareanKit | None = choice(
        N_("Caesarean kit"),
        CaesareanKit,
        when="delivery.mode == caesarean",
        under=N_("Birth"),
        help=N_("Free caesareans: decree 05-350/P-RM of 4 August 2005."),
    )
    anaesthesia: Anaesthesia | None = choice(
        N_("Anaesthesia"),
        Anaesthesia,
        required="delivery.mode == caesarean",
        when="delivery.mode in {caesarean|forceps|vacuum}",
        under=N_("Birth"),
    )
    operator: StaffMember | None = person(
        N_("Operator"), when="delivery.mode == caesarean", under=N_("Birth")
    )
    attendant: StaffMember | None = person(
        N_("Attended by"),
        required="delivery.place == facility",
        when="delivery.place in {facility|on_the_way}",
        gaps=(Gap.UNKNOWN,),
        paper="accouchement 17",
        listed=True,
        carried=True,
        under=N_("Birth"),
        help=N_("The person who conducted the delivery."),
    )
    attendant_qualification: Qualification | None = choice(
        N_("Attendant's qualification"),
        Qualification,
        required=True,
        paper="accouchement 17;accouchement 18",
        under=N_("Birth"),
        follows="attendant.qualification",
        help=N_(
            "Taken from the attendant's staff record; to be chosen for a delivery "
            "outside the facility."
        ),
    )
    amtsl: Answer | None = yes_no_unknown(
        N_("Active management of third stage"),
        required="delivery.place == facility",
        paper="accouchement 12",
        under=N_("Third stage"),
        help=N_("Uterotonic, controlled cord traction, uterine massage."),
    )
    uterotonic: Uterotonic | None = choice(
        N_("Preventive uterotonic"),
        Uterotonic,
        required="delivery.place == facility",
        under=N_("Third stage"),
        help=N_("Oxytocin 10 IU IM or IV at every birth."),
    )
    uterotonic_within_1min: Answer | None = yes_no_unknown(
        N_("Within one minute"),
        when="delivery.uterotonic in {oxytocin|misoprostol|carbetocin|ergometrine}",
        under=N_("Third stage"),
    )
    placenta_delivered_at: Moment | None = moment(
        N_("Placenta delivered at"),
        low="delivery.delivered_at",
        high="delivery.delivered_at + 24 h",
        ask_high="delivery.delivered_at + 30 min",
        after="delivery.delivered_at",
        gaps=(Gap.UNKNOWN,),
        aside=True,
        under=N_("Third stage"),
    )
    placenta_complete: Answer | None = yes_no_unknown(
        N_("Placenta complete"),
        required="delivery.place == facility",
        paper="accouchement 36",
        under=N_("Third stage"),
    )
    blood_loss_ml: int | None = number(
        N_("Blood loss"),
        low=0,
        high=6000,
        ask_low=20,
        ask_high=1500,
        unit="ml",
        gaps=(Gap.NOT_DONE,),
        under=N_("Third stage"),
        help=N_("PPH (postpartum haemorrhage): ≥ 500 ml; severe: ≥ 1000 ml."),
    )
    blood_loss_method: BloodLossMethod | None = choice(
        N_("How measured"),
        BloodLossMethod,
        when="delivery.blood_loss_ml is set",
        under=N_("Third stage"),
        carried=True,
    )
    pph: Answer | None = yes_no_unknown(
        N_("Postpartum haemorrhage"),
        required="delivery.place == facility",
        under=N_("Third stage"),
        follows="pph_by_loss",
        help=N_("Yes is suggested from 500 ml, or from 300 ml with signs of shock."),
    )
    episiotomy: Answer | None = yes_no_unknown(
        N_("Episiotomy"),
        when="delivery.mode is empty or delivery.mode != caesarean",
        paper="accouchement 35",
        under=N_("Third stage"),
    )
    perineal_tear: PerinealTear | None = choice(
        N_("Perineal tear"),
        PerinealTear,
        when="delivery.mode is empty or delivery.mode != caesarean",
        under=N_("Third stage"),
    )
    complications: tuple[MaternalComplication, ...] | None = choices(
        N_("Mother's complications"),
        MaternalComplication,
        required="delivery.place == facility",
        paper="accouchement 37",
        under=N_("Mother afterwards"),
    )
    complications_other: str | None = text(
        N_("Complication (specify)"),
        when="delivery.complications has other",
        paper="accouchement 37",
        under=N_("Mother afterwards"),
    )
    diagnoses: tuple[str, ...] | None = diagnosis(
        N_("Diagnosis"), aside=True, under=N_("Mother afterwards")
    )
    acts: tuple[MaternalAct, ...] | None = choices(
        N_("Acts for the mother"),
        MaternalAct,
        aside=True,
        under=N_("Mother afterwards"),
        help=N_("During labour and within 24 h."),
    )
    iron_folate_given: Answer | None = yes_no_unknown(
        N_("Iron and folic acid given"),
        required="delivery.place == facility",
        under=N_("Mother afterwards"),
        help=N_("In the immediate postpartum period (≤ 48 h)."),
    )
    deworming_given: Answer | None = yes_no_unknown(
        N_("Deworming"),
        required="delivery.place == facility",
        paper="accouchement 15",
        under=N_("Mother afterwards"),
    )
    vitamin_a_given: Answer | None = yes_no_unknown(
        N_("Vitamin A"),
        paper="accouchement 19",
        under=N_("Mother afterwards"),
        help=N_("Column of the Malian register; WHO no longer recommends it routinely."),
    )
    fp_counselled: Answer | None = yes_no_unknown(
        N_("Family planning counselling before discharge"),
        aside=True,
        under=N_("Mother afterwards"),
    )
    father_name: str | None = text(
        N_("Father's name"),
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        aside=True,
        under=N_("Mother afterwards"),
        help=N_("For the birth declaration."),
    )
    father_occupation: str | None = text(
        N_("Father's occupation"),
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        aside=True,
        under=N_("Mother afterwards"),
    )
    father_residence: str | None = text(
        N_("Father's residence"),
        gaps=(Gap.UNKNOWN,),
        sensitive="personal",
        aside=True,
        under=N_("Mother afterwards"),
    )
    seen_by: StaffMember | None = person(
        N_("Entered by"),
        required=True,
        paper="accouchement 39",
        aside=True,
        under=N_("Mother afterwards"),
        follows="attendant",
    )
    note: str | None = long_text(N_("Notes"), aside=True, under=N_("Mother afterwards"))
    newborns: list[Newborn] = linked_by("delivery")
    postnatal_visits: list[PostnatalVisit] = linked_by("delivery")
    recovery_checks: list[RecoveryCheck] = linked_by("delivery")
    haemorrhage_cares: list[HaemorrhageCare] = linked_by("delivery")

    @property
    def woman(self) -> Woman | None:
        """The mother."""
        return self.pregnancy.woman if self.pregnancy else None

    @property
    def babies(self) -> list[Newborn]:
        """Her babies that are not cancelled, in birth order."""
        alive = (baby for baby in self.newborns if baby.voided_at is None)
        return sorted(alive, key=lambda baby: (baby.birth_rank or 99, baby.id))

    labour_began: ClassVar[Moment | None] = None
    """When the labour began, as the form that is being written knows it from its guide."""

    @property
    def hours_of_labour(self) -> Decimal | None:
        """From the beginning of labour to the birth, for the form to propose."""
        began = self.labour_began.exact if self.labour_began is not None else None
        born = self.delivered_at.exact if self.delivered_at is not None else None
        if began is None or born is None or born < began:
            return None
        return Decimal(str(round((born - began).total_seconds() / 3600, 1)))

    @property
    def _days_by_dating(self) -> int | None:
        return age_by_dating(self.pregnancy, self.delivered_at.day if self.delivered_at else None)

    @property
    def weeks_by_dating(self) -> int | None:
        """The completed weeks that the dating gives, for the form to propose."""
        days = self._days_by_dating
        return None if days is None else days // 7

    @property
    def extra_days_by_dating(self) -> int | None:
        """The days beyond them, as long as the weeks written are those of the dating."""
        days = self._days_by_dating
        return None if days is None or self.ga_weeks != days // 7 else days % 7

    @property
    def method_of_dating(self) -> DatingMethod | None:
        """What the dating was taken from, as long as the weeks written are its own."""
        days = self._days_by_dating
        if days is None or self.pregnancy is None or self.ga_weeks != days // 7:
            return None
        return self.pregnancy.dating_method

    @property
    def term_by_weeks(self) -> Term | None:
        """The term that the weeks give, for the form to propose."""
        weeks = self.believed("ga_weeks")
        if weeks is None:
            return None
        days = weeks * 7 + (self.believed("ga_extra_days") or 0)
        return Term.coded(term.register_class(days).value)

    @property
    def pph_by_loss(self) -> Answer | None:
        """Whether the loss is a haemorrhage, for the form to propose."""
        loss = self.blood_loss_ml
        return None if loss is None else Answer.of(loss >= HAEMORRHAGE_ML)

    @property
    def ga_days(self) -> int | None:
        """Gestation in days, None when the extra days are not known."""
        weeks, extra = self.believed("ga_weeks"), self.believed("ga_extra_days")
        return None if weeks is None or extra is None else int(weeks * 7 + extra)

    @derived(N_("Age at delivery"), unit="years", listed=True)
    def mother_age_years(self) -> int | None:
        """Completed years on the day of the delivery."""
        if self.woman is None or self.delivered_at is None:
            return None
        return self.woman.age_on(self.delivered_at.day)

    @derived(N_("Age band"), options=AgeBand)
    def age_band(self) -> AgeBand:
        """The band of the return; under 10 goes to 10-14."""
        return AgeBand.coded(ages.band(self.mother_age_years))

    @derived(N_("Catchment"), options=Zone, kept=True, listed=True)
    def zone(self) -> Zone:
        """Her village's, kept as it was when the entry was closed."""
        return self.woman.zone if self.woman else Zone.UNKNOWN

    @derived(N_("Number of babies"), needs=("newborns",))
    def fetuses_born(self) -> int:
        """The babies written for this delivery."""
        return len(self.babies)

    @derived(
        N_("Mode of delivery"),
        options=BirthMode,
        needs=("newborns",),
        paper="accouchement 11",
        listed=True,
    )
    def mode(self) -> BirthMode | None:
        """The gravest mode among the babies: caesarean, forceps, vacuum, vaginal."""
        modes = {baby.mode for baby in self.babies}
        return next((mode for mode in GRAVEST_FIRST if mode in modes), None)

    @derived(N_("Presentation"), options=Presentation, needs=("newborns",))
    def presentation(self) -> Presentation | None:
        """The first baby's."""
        return next((baby.presentation for baby in self.babies), None)

    @derived(N_("By skilled staff"))
    def attended_by_skilled(self) -> Answer | None:
        """The attendant's own flag; by the qualification when only that is known."""
        if self.attendant is not None and self.attendant.skilled is not None:
            return self.attendant.skilled
        if self.attendant_qualification in {None, Qualification.UNKNOWN}:
            return None
        if self.attendant_qualification is Qualification.STUDENT:
            return None  # she counts under her supervisor, who is not named
        return Answer.of(self.attendant_qualification in SKILLED)

    @derived(N_("Iron-folate within 48 h"), needs=("postnatal_visits",))
    def ppi_iron_folate(self) -> Answer | None:
        """Given at the delivery, or at a postnatal visit within 48 hours."""
        return self._within_48h("iron_folate_given")

    @derived(N_("Deworming within 48 h"), needs=("postnatal_visits",))
    def ppi_deworming(self) -> Answer | None:
        """Given at the delivery, or at a postnatal visit within 48 hours."""
        return self._within_48h("deworming_given")

    def _within_48h(self, name: str) -> Answer | None:
        alive = (visit for visit in self.postnatal_visits if visit.voided_at is None)
        seen = [visit for visit in alive if visit.within_48h(self.delivered_at)]
        answers = [getattr(entry, name) for entry in (self, *seen)]
        if Answer.YES in answers:
            return Answer.YES
        return Answer.NO if Answer.NO in answers else None

    @derived(N_("Counts as a delivery"), needs=("newborns",))
    def counts_as_delivery(self) -> Answer | None:
        """Whether one of the babies counts as a birth; None while no baby has an outcome."""
        counted = [baby.counts_as_birth for baby in self.babies]
        if Answer.YES in counted:
            return Answer.YES
        return Answer.NO if counted and None not in counted else None

    @derived(N_("Robson group"), options=RobsonGroup, needs=("newborns",), listed=True)
    def robson_group(self) -> RobsonGroup | None:
        """The ten-group class; 99 when it cannot be told (clinical rules, part 4)."""
        return RobsonGroup.coded(self._robson().group.value) if self.babies else None

    @derived(N_("Robson subgroup"), options=RobsonSubgroup, needs=("newborns",))
    def robson_subgroup(self) -> RobsonSubgroup | None:
        """The subgroup, where the group has one."""
        found = self._robson().subgroup if self.babies else None
        return RobsonSubgroup.coded(found.value) if found else None

    def _robson(self) -> robson.Class:
        pregnancy = self.pregnancy
        return robson.classify(
            parity=pregnancy.believed("parity") if pregnancy else None,
            previous_caesareans=pregnancy.believed("previous_caesareans") if pregnancy else None,
            onset=code(self.labour_onset),
            fetuses=min(self.fetuses_born, MOST_FETUSES) or None,
            term=term.is_term(self.believed("ga_weeks"), code(self.term)),
            presentation=code(self.presentation),
        )

    @rule
    def no_labour_needs_a_caesarean(self) -> Iterator[Problem]:
        """Without labour there is only a caesarean (clinical rules, part 23)."""
        if self.labour_onset is not LabourOnset.NO_LABOUR:
            return
        if self.mode not in {None, BirthMode.CAESAREAN}:
            yield Problem(
                "labour_onset",
                _("“No labour” goes only with a caesarean. Check the onset and the mode."),
            )

    @rule
    def born_within_her_stay(self) -> Iterator[Problem]:
        """A birth before the entry is possible (at the gate, on the way) and only asked.

        So is one after she left, who may have come back the same day.
        """
        if self.admission is None or self.place is not BirthPlace.FACILITY:
            return
        entered, left = self.admission.admitted_at, self.admission.discharged_at
        if left and self.delivered_at and order(left, self.delivered_at) < 0:
            yield Problem(
                "delivered_at",
                _("The birth is after the woman left. Check both times, or confirm."),
                Strength.ASKS,
            )
        if entered and self.delivered_at and order(self.delivered_at, entered) < 0:
            yield Problem(
                "delivered_at",
                _("The birth is before the entry. Check both times, or confirm."),
                Strength.ASKS,
            )

    @rule
    def stay_of_this_pregnancy(self) -> Iterator[Problem]:
        """The stay is one of the same pregnancy."""
        stayed_for = self.admission.pregnancy if self.admission else None
        if stayed_for and self.pregnancy and stayed_for != self.pregnancy:
            yield Problem(
                "admission", _("This stay is of another pregnancy. Choose the right one.")
            )

    @rule
    def term_fits_gestation(self) -> Iterator[Problem]:
        """The ticked term and the weeks should say the same (clinical rules, part 3)."""
        stated, by_weeks = self.term, self.term_by_weeks
        if by_weeks is None or stated in {None, Term.UNKNOWN}:
            return
        if by_weeks is not stated:
            yield Problem(
                "term",
                _("The term does not fit the weeks. Check both, or confirm."),
                Strength.ASKS,
            )

    @rule
    def gestation_fits_the_dating(self) -> Iterator[Problem]:
        """The weeks written and those by the last period or the scan should be the same."""
        day = self.delivered_at.day if self.delivered_at else None
        yield from weeks_fit("ga_weeks", self.believed("ga_weeks"), self.pregnancy, day)

    @rule
    def bleeding_fits_the_loss(self) -> Iterator[Problem]:
        """A haemorrhage with a usual loss, or the reverse, is asked about."""
        loss = self.blood_loss_ml
        if loss is None or self.pph in {None, Answer.UNKNOWN}:
            return
        if (loss >= HAEMORRHAGE_ML) is not (self.pph is Answer.YES):
            yield Problem(
                "pph",
                _("The haemorrhage does not fit the blood loss. Check both, or confirm."),
                Strength.ASKS,
            )


SKILLED = frozenset({Qualification.PHYSICIAN, Qualification.MIDWIFE, Qualification.OBSTETRIC_NURSE})
"""Qualifications that count as skilled when only the qualification is known."""

GRAVEST_FIRST = (BirthMode.CAESAREAN, BirthMode.FORCEPS, BirthMode.VACUUM, BirthMode.VAGINAL)

MOST_FETUSES = 6
"""The classification knows one and several: more than six are six."""

HAEMORRHAGE_ML = 500
"""Blood loss that is a haemorrhage, ml within 24 h (WHO 2018; clinical rules, part 9)."""
