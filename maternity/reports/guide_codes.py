"""The codes of the WHO form and of the keys that answer its rows, in the language in use.

One letter or figure answers a row on the screen; the code stands in the cell and on paper. The
letters are those of the form of each language; grades are their number of crosses.
"""

from __future__ import annotations

from maternity.fields import Choice, Field, Options
from maternity.i18n import N_, _

CODES: dict[str, dict[str, str]] = {
    "lcg_answer": {"yes": N_("Y"), "no": N_("N"), "declined": N_("D"), "unknown": N_("U")},
    "posture": {"supine": N_("SP"), "mobile": N_("MO")},
    "deceleration": {"none": N_("N"), "early": N_("E"), "late": N_("L"), "variable": N_("V")},
    "amniotic_fluid": {
        "intact": N_("I"),
        "clear": N_("C"),
        "meconium_1": N_("M+"),
        "meconium_2": N_("M++"),
        "meconium_3": N_("M+++"),
        "blood": N_("B"),
    },
    "fetal_position": {"anterior": N_("A"), "posterior": N_("P"), "transverse": N_("T")},
    "grade_0_3": {"0": "0", "plus_1": "+", "plus_2": "++", "plus_3": "+++"},
    "urine_grade": {
        "negative": "−",
        "trace": N_("tr"),
        "plus_1": "+",
        "plus_2": "++",
        "plus_3": "+++",
        "positive": N_("pos"),
        "not_done": N_("n.d."),
    },
    "acetone_grade": {
        "negative": "−",
        "plus_1": "+",
        "plus_2": "++",
        "plus_3": "+++",
        "not_done": N_("n.d."),
    },
    "answer": {"yes": N_("Y"), "no": N_("N")},
}
"""List -> code of the dictionary -> code on the form."""

FIGURES = {"0": "0", "negative": "0", "plus_1": "1", "plus_2": "2", "plus_3": "3"}
FIGURES |= {"meconium_1": "1", "meconium_2": "2", "meconium_3": "3", "not_done": "-"}
"""What is answered by a figure or a sign, and not by the first letter of its code."""


def codes(field: Field) -> dict[str, str]:
    """The codes of a row of choices as the form prints them; empty for another kind of row."""
    if not isinstance(field, Choice):
        return {}
    told = CODES.get(field.options.list_name(), {})
    return {code: _(word) if word[0].isalpha() else word for code, word in told.items()}


def keys(field: Field) -> dict[str, str]:
    """The key of each answer of a row: a small letter, or a figure."""
    return {code: FIGURES.get(code, told[:1].casefold()) for code, told in codes(field).items()}


def shown(field: Field, value: object) -> str:
    """A value as the form prints it: a code, or the figure."""
    if isinstance(value, Options):
        return codes(field).get(str(value.value), value.words)
    return field.show(value)
