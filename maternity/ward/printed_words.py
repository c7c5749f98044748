"""Words that leave the ward on a return: reasons, notes and comments name nobody.

They are printed, written to the stick and read at the district; a name of the register in them
would be a patient's data (reference: exchange, part 9).
"""

from __future__ import annotations

from maternity import names
from maternity.errors import Refused
from maternity.i18n import _
from maternity.reports.nameless import names_around
from maternity.reports.sheet import Sheet

OWN_NAMES = ("family_name", "given_name", "other_names")
SHORTEST = 3
"""A name of fewer letters may be a word."""


def check_nameless(counted: Sheet, words: str) -> str:
    """The words as they are; refused if they hold a name of who stands behind the return."""
    told = set(names.words(words))
    entries = dict.fromkeys(entry for line in counted.lines for entry in line.counted)
    entries |= dict.fromkeys(counted.life.pending)
    for entry in entries:
        for name in names_around(entry, OWN_NAMES):
            spelt = names.respell(name)
            if len(spelt) >= SHORTEST and spelt in told:
                raise Refused(
                    _(
                        "“{name}” is a name in the register, and these words are printed and"
                        " handed in. Write them without any name."
                    ).format(name=name),
                    field="reason",
                )
    return words
