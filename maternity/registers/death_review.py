"""What the review of a death finds, the same for a mother and for a baby (reference: registers).

Without blame: no name of a patient or of staff stands in these answers (WHO, Maternal and
perinatal death surveillance and response: materials to support implementation, 2021).
"""

from __future__ import annotations

from functools import partial

from maternity.fields import long_text, text, yes_no_unknown
from maternity.i18n import N_

_found = {"when": "reviewed_on is set", "sensitive": "death", "under": N_("Review")}
_delay = partial(yes_no_unknown, **_found)
_factors = partial(text, help=N_("Without anyone's name."), **_found)

DELAY_1 = _delay(N_("Delay 1: deciding to seek care"))
DELAY_2 = _delay(N_("Delay 2: reaching care"))
DELAY_3 = _delay(N_("Delay 3: receiving care"))
FACTORS_FAMILY = _factors(N_("Family factors"))
FACTORS_ADMINISTRATION = _factors(N_("Administration factors"))
FACTORS_PROVIDER = _factors(N_("Provider factors"))
RECOMMENDATIONS = long_text(
    N_("Recommendations"), help=N_("Who does what, by when (positions, no names)."), **_found
)
