"""Leaving the ward: the mother and each baby are asked about apart; they may leave or die apart."""

from __future__ import annotations

from maternity.i18n import _
from maternity.records import Record
from maternity.ui.form import Corrections, Form
from maternity.ui.parts import Part
from maternity.ward import Draft, Ward
from maternity.ward.board import Leaving
from maternity.ward.due import baby_words

MOTHER = ("discharged_at", "outcome", "diagnoses", "next_visit_on", "discharged_by")
BABY = ("discharge_state", "discharged_at")
DIED = "died"


class LeavingForm(Form):
    """Who leaves, how and when; the others stay."""

    shape = "leaving"

    def __init__(self, ward: Ward, who: Leaving, draft: Draft | None = None) -> None:
        self.who = who
        super().__init__(ward, who.entry, draft)

    def make_parts(self) -> list[Part]:
        """The end of the stay, and how each baby leaves."""
        parts = []
        if self.who.stay is not None:
            own = self.who.stay.plain("subject") == "newborn"
            heading = _("This stay") if own else _("The mother")
            parts.append(Part(self.who.stay, MOTHER, heading=heading))
        for baby in self.who.babies:
            facts = (baby_words(baby).capitalize(), baby.shown("sex").lower())
            heading = "  ".join(fact for fact in facts if fact)
            parts.append(Part(baby, BABY, heading=heading))
        return parts

    def _ask_why(self, found: Corrections) -> None:
        """A baby who was still here and leaves now is no correction."""
        leaves = (one.id in self.who.still and name == BABY[0] for one, name in found)
        if all(leaves):
            self.save(reason=_("leaves the ward now"))
        else:
            super()._ask_why(found)

    def then(self) -> tuple[str, Record] | None:
        """A death that was just answered is written next."""
        stay = self.who.stay
        if stay is not None and stay.plain("outcome") == DIED and stay.plain("subject") == "woman":
            return "maternal_death", stay
        dead = (baby for baby in self.who.babies if baby.plain("discharge_state") == DIED)
        baby = next(dead, None)
        return ("perinatal_death", baby) if baby is not None else None
