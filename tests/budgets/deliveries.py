"""The 24 deliveries that the form is measured with: invented women, as the paper would have them.

Every column of the delivery book is answered that the birth has an answer to, and all that closing
an entry asks for. A value is what the paper says: a code of a list, a figure, a day, the letters
that find a person. Fields that are not named are empty on the paper.
"""

from __future__ import annotations

from dataclasses import dataclass

Values = dict[str, str]


@dataclass(frozen=True)
class Reference:
    """One delivery: who she is as typed in the search, the paper's values, each baby's."""

    identity: str
    task: str
    woman: str
    values: Values
    babies: tuple[Values, ...]


BIRTH: Values = {
    "admission.admitted_at": "1h",
    "delivery.place": "facility",
    "delivery.ga_weeks": "39",
    "delivery.ga_extra_days": "2",
    "delivery.ga_method": "lmp",
    "delivery.labour_onset": "spontaneous",
    "delivery.labour_duration_h": "8",
    "delivery.monitoring_tool": "partograph",
    "delivery.delivered_at": "3h40",
    "delivery.attendant": "tr",
    "delivery.amtsl": "yes",
    "delivery.uterotonic": "oxytocin",
    "delivery.uterotonic_within_1min": "yes",
    "delivery.placenta_complete": "yes",
    "delivery.blood_loss_ml": "250",
    "delivery.blood_loss_method": "estimated",
    "delivery.episiotomy": "no",
    "delivery.perineal_tear": "none",
    "delivery.complications": "none",
    "delivery.iron_folate_given": "yes",
    "delivery.deworming_given": "yes",
    "delivery.vitamin_a_given": "no",
}
BABY: Values = {
    "outcome": "live",
    "sex": "female",
    "presentation": "vertex",
    "mode": "vaginal",
    "weight_g": "3100",
    "length_cm": "49",
    "head_cm": "34",
    "apgar_1": "8",
    "apgar_5": "9",
    "resuscitated": "no",
    "skin_to_skin": "yes",
    "breastfed_within_1h": "yes",
    "kangaroo_care": "no",
    "tetracycline": "yes",
    "chlorhexidine": "yes",
    "vitamin_k1": "yes",
    "complications": "none",
    "declaration": "declared",
    "discharge_state": "still_in",
}
STILLBORN: Values = {
    "outcome": "fresh_stillbirth",
    "sex": "male",
    "presentation": "vertex",
    "mode": "vaginal",
    "weight_g": "2700",
    "length_cm": "48",
    "head_cm": "33",
    "resuscitated": "yes",
    "resuscitation_steps": "bag_mask",
}
CAESAREAN: Values = {
    "delivery.caesarean_timing": "emergency_in_labour",
    "delivery.caesarean_indication": "dystocia",
    "delivery.caesarean_kit": "free_kit",
    "delivery.anaesthesia": "regional",
    "delivery.operator": "konat",
}


def new(age: str, village: str, pregnancies: str, births: str, phone: str = "") -> Values:
    """A woman who is met for the first time, with what the paper says of her.

    The line of the book has no phone: a woman without one has the number of her file there.
    """
    told = {"born_on": age, "village": village, "phone_1": phone, "marital_status": "married"}
    told |= {"phone_1_owner": "herself"} if phone else {"file_no": f"{age}{pregnancies}"}
    paper = {f"woman.{name}": value for name, value in told.items() if value}
    return {**paper, **before(pregnancies, births)}


def before(pregnancies: str, births: str, caesareans: str = "0") -> Values:
    """The pregnancies and births, as the paper has them."""
    told = {
        "pregnancy.gravidity": pregnancies,
        "pregnancy.parity": births,
        "pregnancy.previous_caesareans": caesareans,
    }
    first = pregnancies in {"1", "?"}
    told["pregnancy.previous_outcome"] = {"1": "none", "?": "unknown"}.get(pregnancies, "alive")
    return told if first else {**told, "pregnancy.previous_interval_months": "29"}


def at(came: str, born: str) -> Values:
    """When she came, with the day where it is not the last such hour, and the hour of the birth."""
    return {"admission.admitted_at": came, "delivery.delivered_at": born}


def normal(number: int, woman: str, who: Values, *others: Values, **baby: str) -> Reference:
    """A vaginal birth of one living child, all as it should be but for what is named."""
    values = {**BIRTH, **who}
    for other in others:
        values |= other
    return Reference(f"N{number:02}", "normal-birth", woman, values, ({**BABY, **baby},))


KALAN, BAGUI, SIBY = "kal", "bag", "sib"

NORMAL = (
    normal(1, "Coulibaly Djeneba", new("24", KALAN, "2", "1")),
    normal(
        2,
        "Diarra Awa",
        new("19", KALAN, "1", "0", "76123456"),
        at("5h", "8h05"),
        sex="male",
        weight_g="2950",
        length_cm="48",
    ),
    normal(
        3,
        "Keita Fanta",
        new("31", BAGUI, "5", "4", "66451290"),
        at("21h", "23h40"),
        weight_g="3420",
    ),
    normal(
        4,
        "Sidibe Mariam",
        new("27", SIBY, "3", "2"),
        at("2511 2h", "7h15"),
        {"delivery.episiotomy": "yes"},
        apgar_1="7",
    ),
    normal(
        5,
        "Toure Kadia",
        new("22", KALAN, "2", "1", "70112233"),
        at("4h30", "6h10"),
        sex="male",
        weight_g="3310",
    ),
    normal(
        6,
        "Traore Sitan",
        new("35", KALAN, "7", "6"),
        at("2411 14h", "15h30"),
        {"delivery.blood_loss_ml": "380"},
        weight_g="3550",
    ),
    normal(
        7,
        "Diallo Oumou",
        new("17", BAGUI, "1", "0"),
        at("2411 20h30", "3h10"),
        {"delivery.perineal_tear": "degree_1"},
        weight_g="2780",
        sex="male",
    ),
    normal(8, "Sangare Aminata", new("29", KALAN, "4", "3", "78904512"), at("5h30", "7h25")),
    normal(
        9,
        "Kone Rokia",
        new("26", SIBY, "3", "2"),
        at("2311 11h30", "13h15"),
        sex="male",
        weight_g="3000",
        length_cm="50",
    ),
    normal(
        10,
        "Samake Nana",
        new("21", KALAN, "1", "0"),
        at("0h", "8h40"),
        {"delivery.labour_duration_h": "11"},
        apgar_5="10",
    ),
    normal(
        11,
        "Doumbia Assitan",
        new("33", BAGUI, "6", "5"),
        at("15h", "16h10"),
        weight_g="3640",
        head_cm="35",
    ),
    normal(
        12,
        "Camara Hawa",
        new("24", KALAN, "2", "1", "65337788"),
        at("2h15", "5h55"),
        {"delivery.monitoring_tool": "lcg"},
        sex="male",
    ),
)


def caesarean(number: int, woman: str, who: Values, *others: Values, **baby: str) -> Reference:
    """A caesarean of one living child."""
    left_out = ("delivery.episiotomy", "delivery.perineal_tear", "delivery.labour_duration_h")
    values = {name: one for name, one in BIRTH.items() if name not in left_out}
    for other in (CAESAREAN, {"delivery.blood_loss_ml": "480"}, who, *others):
        values |= other
    told = {**BABY, "mode": "caesarean", **baby}
    return Reference(f"C{number:02}", "caesarean", woman, values, (told,))


CAESAREANS = (
    caesarean(1, "Dembele Korotoumou", new("23", KALAN, "1", "0"), sex="male"),
    caesarean(
        2,
        "Cisse Mah",
        new("30", BAGUI, "3", "2"),
        before("3", "2", "1"),
        {
            "delivery.caesarean_indication": "scarred_uterus",
            "delivery.caesarean_timing": "planned",
            "delivery.labour_onset": "no_labour",
        },
    ),
    caesarean(
        3,
        "Maiga Ramata",
        new("28", KALAN, "2", "1", "76998811"),
        {"delivery.caesarean_indication": "fetal_distress"},
        apgar_1="5",
        apgar_5="8",
    ),
    caesarean(4, "Ba Coumba", new("20", SIBY, "1", "0"), weight_g="3870"),
)

SECOND: Values = {**BABY, "born_at": "3h55", "weight_g": "2350", "length_cm": "46"}
TWINS = (
    Reference(
        "T01",
        "twins",
        "Fofana Sira",
        {**BIRTH, **new("29", KALAN, "3", "2"), "delivery.ga_weeks": "37"},
        ({**BABY, "weight_g": "2450"}, {**SECOND, "sex": "male"}),
    ),
    Reference(
        "T02",
        "twins",
        "Kouyate Nene",
        {**BIRTH, **new("34", BAGUI, "6", "5", "79002211"), "delivery.ga_weeks": "36"},
        (
            {**BABY, "weight_g": "2260", "kangaroo_care": "yes"},
            {**SECOND, "presentation": "breech", "kangaroo_care": "yes", "weight_g": "2110"},
        ),
    ),
)
STILLBIRTHS = (
    Reference(
        "S01", "stillbirth", "Berthe Djelika", {**BIRTH, **new("32", KALAN, "5", "4")}, (STILLBORN,)
    ),
    Reference(
        "S02",
        "stillbirth",
        "Niare Safi",
        {**BIRTH, **new("25", SIBY, "2", "1"), "delivery.ga_weeks": "34"},
        (
            {
                **STILLBORN,
                "outcome": "macerated_stillbirth",
                "weight_g": "1900",
                "resuscitated": "no",
            },
        ),
    ),
)
COMPLICATED = (
    Reference(
        "R01",
        "complicated",
        "Togola Kaniba",
        {
            **BIRTH,
            **new("28", KALAN, "4", "3"),
            "delivery.blood_loss_ml": "1200",
            "delivery.pph": "yes",
            "delivery.complications": "postpartum_haemorrhage",
        },
        (BABY,),
    ),
    Reference(
        "R02",
        "complicated",
        "Bagayoko Mariam",
        {**BIRTH, **new("18", BAGUI, "1", "0"), "delivery.complications": "eclampsia"},
        ({**BABY, "weight_g": "2210", "discharge_state": "referred"},),
    ),
)
HOME = Reference(
    "H01",
    "home-birth",
    "Sacko Fily",
    {
        **new("26", SIBY, "4", "3"),
        **{
            name: one
            for name, one in BIRTH.items()
            if name in {"delivery.ga_weeks", "delivery.ga_method", "delivery.placenta_complete"}
        },
        "admission.admitted_at": "9h",
        "delivery.place": "home",
        "delivery.delivered_at": "2511 ?",
        "delivery.seen_by": "tr",
        "delivery.attendant_qualification": "traditional_attendant",
    },
    (
        {
            "outcome": "live",
            "sex": "female",
            "presentation": "vertex",
            "mode": "vaginal",
            "weight_g": "2900",
            "breastfed_within_1h": "yes",
            "complications": "none",
            "declaration": "not_yet",
        },
    ),
)
UNKNOWN = Reference(
    "U01",
    "unknown-mother",
    "",
    {
        **BIRTH,
        "woman.family_name": "?",
        "woman.given_name": "?",
        "woman.born_on": "?",
        "woman.village": "?",
        **before("?", "?", "?"),
        "delivery.ga_weeks": "?",
        "delivery.ga_extra_days": "",
        "delivery.ga_method": "",
        "delivery.term": "term",
        "delivery.labour_onset": "unknown",
        "delivery.labour_duration_h": "?",
    },
    (BABY,),
)
ALL = (*NORMAL, *CAESAREANS, *TWINS, *STILLBIRTHS, *COMPLICATED, HOME, UNKNOWN)

KNOWN = ("Sangare Aminata", "Doumbia Assitan", "Maiga Ramata")
"""The women who were seen before: they are found, and their identity is not asked again."""
