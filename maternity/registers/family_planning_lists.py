"""Closed lists of the family planning register, and which actions go with which method."""

from __future__ import annotations

from maternity.fields import Options
from maternity.i18n import N_


class FpUserType(Options):
    """Whether she begins."""

    NEW = "new", N_("New user")
    CONTINUING = "continuing", N_("Continuing user")


class FpVisitType(Options):
    """Why she came."""

    NEW_ACCEPTOR = "new_acceptor", N_("New acceptor")
    CONTINUING_CLIENT = "continuing_client", N_("Continuing client")
    METHOD_CHANGE = "method_change", N_("Method change")
    STOP = "stop", N_("Removal or stop")
    COUNSELLING_ONLY = "counselling_only", N_("Counselling only")


class FpMethod(Options):
    """The methods of the return."""

    COC = "coc", N_("Combined pill")
    COP = "cop", N_("Progestogen-only pill")
    DMPA_IM = "dmpa_im", N_("DMPA-IM")
    DMPA_SC = "dmpa_sc", N_("DMPA-SC")
    MALE_CONDOM = "male_condom", N_("Male condoms")
    FEMALE_CONDOM = "female_condom", N_("Female condoms")
    JADELLE = "jadelle", N_("Jadelle implant")
    IMPLANON = "implanon", N_("Implanon implant")
    CYCLE_BEADS = "cycle_beads", N_("Cycle beads")
    IUD = "iud", N_("IUD")
    LAM = "lam", N_("Lactational amenorrhoea")
    STERILISATION = "sterilisation", N_("Voluntary surgical contraception")
    SPERMICIDE = "spermicide", N_("Spermicide")
    OTHER = "other", N_("Other")


class FpAction(Options):
    """What was done."""

    WITH_CAESAREAN = "with_caesarean", N_("During caesarean")
    POST_PLACENTAL = "post_placental", N_("Post-placental")
    POSTPARTUM_48H = "postpartum_48h", N_("Immediate postpartum (48 h)")
    INSERTION = "insertion", N_("Insertion")
    REINSERTION = "reinsertion", N_("Reinsertion")
    REMOVAL = "removal", N_("Removal")
    FIRST_SUPPLY = "first_supply", N_("First supply")
    RESUPPLY = "resupply", N_("Resupply")
    FIRST_INJECTION = "first_injection", N_("First injection")
    SELF_INJECTION = "self_injection", N_("Self-injection")
    PRACTICE = "practice", N_("Practice")
    PRACTICE_WITH_CAESAREAN = "practice_with_caesarean", N_("Practice (with caesarean)")
    PRACTICE_WITHOUT_CAESAREAN = "practice_without_caesarean", N_("Practice (without caesarean)")
    SUPPLY = "supply", N_("Supply")
    FOLLOW_UP = "follow_up", N_("Follow-up")


class FpOrigin(Options):
    """Which service sent her."""

    DELIVERY = "delivery", N_("Delivery")
    POSTNATAL = "postnatal", N_("Postnatal clinic")
    CHILD_HEALTH = "child_health", N_("Child health clinic")
    VACCINATION = "vaccination", N_("Vaccination")
    POST_ABORTION = "post_abortion", N_("Post-abortion care")
    OTHER = "other", N_("Other")


class YesNoNa(Options):
    """Yes, no, or not for her."""

    YES = "yes", N_("Yes")
    NO = "no", N_("No")
    NOT_APPLICABLE = "not_applicable", N_("Not applicable")


_PILL = (FpAction.FIRST_SUPPLY, FpAction.RESUPPLY, FpAction.FOLLOW_UP)
_INJECTION = (FpAction.FIRST_INJECTION, FpAction.RESUPPLY, FpAction.FOLLOW_UP)
_IMPLANT = (
    FpAction.INSERTION,
    FpAction.POSTPARTUM_48H,
    FpAction.REMOVAL,
    FpAction.FOLLOW_UP,
)
_SUPPLY = (FpAction.SUPPLY,)

ACTIONS: dict[FpMethod, tuple[FpAction, ...]] = {
    FpMethod.COC: _PILL,
    FpMethod.COP: (*_PILL, FpAction.POSTPARTUM_48H),
    FpMethod.DMPA_IM: _INJECTION,
    FpMethod.DMPA_SC: (*_INJECTION, FpAction.SELF_INJECTION),
    FpMethod.MALE_CONDOM: _SUPPLY,
    FpMethod.FEMALE_CONDOM: _SUPPLY,
    FpMethod.JADELLE: _IMPLANT,
    FpMethod.IMPLANON: _IMPLANT,
    FpMethod.CYCLE_BEADS: _SUPPLY,
    FpMethod.IUD: (
        FpAction.WITH_CAESAREAN,
        FpAction.POST_PLACENTAL,
        FpAction.POSTPARTUM_48H,
        FpAction.INSERTION,
        FpAction.REINSERTION,
        FpAction.REMOVAL,
        FpAction.FOLLOW_UP,
    ),
    FpMethod.LAM: (FpAction.PRACTICE,),
    FpMethod.STERILISATION: (
        FpAction.PRACTICE_WITH_CAESAREAN,
        FpAction.PRACTICE_WITHOUT_CAESAREAN,
    ),
    FpMethod.SPERMICIDE: _SUPPLY,
    FpMethod.OTHER: _SUPPLY,
}
"""Which actions go with which method: the method table of the paper register."""
