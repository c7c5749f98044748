"""What is told of a woman when she comes in: risks of labour by what is known of her (mark K).

Common clinical knowledge, to be signed by the ward's clinical lead before it is relied on; it
informs and never decides. HIV is never among them: it stands on its own form alone.
"""

from __future__ import annotations

from enum import Enum

from maternity.clinical.limits import check

YOUNG_UNDER, OLDER_FROM = 18, 35
"""Completed years."""
MANY_BIRTHS = 5
"""Earlier births of a grand multipara."""
ANAEMIA_UNDER, SEVERE_UNDER = 11, 7
"""Haemoglobin in g/dl (WHO)."""


class Risk(Enum):
    """A risk that is told, in the order in which it is told."""

    SCAR = "scar"
    YOUNG = "young"
    OLDER = "older"
    MANY_BIRTHS = "many_births"
    SEVERAL = "several"
    SEVERE_ANAEMIA = "severe_anaemia"
    ANAEMIA = "anaemia"


def risks(
    *,
    age_years: int | None = None,
    parity: int | None = None,
    previous_caesareans: int | None = None,
    other_scar: bool | None = None,
    fetuses: int | None = None,
    haemoglobin_g_dl: float | None = None,
) -> tuple[Risk, ...]:
    """The risks that are certain; what is not known is never told. Raises ValueError out of range.

    Age in completed years, births before this one, haemoglobin in g/dl.
    """
    check(years=age_years, parity=parity, previous_caesareans=previous_caesareans, fetuses=fetuses)
    found = {
        Risk.SCAR: bool(previous_caesareans) or bool(other_scar),
        Risk.YOUNG: age_years is not None and age_years < YOUNG_UNDER,
        Risk.OLDER: age_years is not None and age_years >= OLDER_FROM,
        Risk.MANY_BIRTHS: parity is not None and parity >= MANY_BIRTHS,
        Risk.SEVERAL: fetuses is not None and fetuses > 1,
        Risk.SEVERE_ANAEMIA: haemoglobin_g_dl is not None and haemoglobin_g_dl < SEVERE_UNDER,
        Risk.ANAEMIA: haemoglobin_g_dl is not None
        and SEVERE_UNDER <= haemoglobin_g_dl < ANAEMIA_UNDER,
    }
    return tuple(risk for risk, there in found.items() if there)
