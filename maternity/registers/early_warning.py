"""The maternal early warning as registers with a set of observations tell it.

Red or two yellow signs warn; missing signs never make a woman well (Singh et al. 2012; clinical
rules, part 11).
"""

from __future__ import annotations

from maternity.clinical.limits import Number
from maternity.fields import Options, code
from maternity.i18n import N_


class EarlyWarning(Options):
    """What one set of observations says."""

    RED = "red", N_("Early warning: red sign")
    YELLOW = "yellow", N_("Early warning: two yellow signs")
    INCOMPLETE = "incomplete", N_("Not complete")
    USUAL = "usual", N_("No warning sign")


def early_warning(
    *, consciousness: Options | None = None, **signs: Number | None
) -> EarlyWarning | None:
    """The warning of these signs, by the names of the clinical rules; None while none is known."""
    response = code(consciousness)
    if response in {None, "not_assessed"} and all(sign is None for sign in signs.values()):
        return None
    from maternity.clinical import warning  # noqa: PLC0415 - where signs are written

    found = warning.warn(consciousness=response, **signs)
    if found.trigger:
        return EarlyWarning.RED if found.red else EarlyWarning.YELLOW
    return EarlyWarning.USUAL if found.trigger is False else EarlyWarning.INCOMPLETE
