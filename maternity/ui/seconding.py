"""An act of two people: who is at work proves once more that it is she, a second one agrees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from maternity import reading
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.people import Right
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.proving import ask_proof
from maternity.ward import Ward
from maternity.ward.reasons import Reason
from maternity.ward.second_person import NEEDS_SECOND, candidates, prove_second

T = TypeVar("T")


class Seconded:
    """Do an act; ask for what it needs first, each time it is refused for want of it."""

    def __init__(
        self,
        ward: Ward,
        strip: AskStrip,
        right: Right,
        work: Callable[[], T],
        then: Callable[[T], None],
    ) -> None:
        self.ward, self.strip, self.right = ward, strip, right
        self.work, self.then = work, then

    def run(self) -> None:
        """Do it, or ask."""
        words = _("A verified copy is made first…")
        jobs.run(self.work, self.then, self._refused, words=words, changes=True)

    def _refused(self, error: Refused | Unavailable) -> None:
        if ask_proof(self.ward, self.strip, error, self.run):
            return
        if isinstance(error, Refused) and error.field == NEEDS_SECOND:
            jobs.run(partial(candidates, self.ward, self.right), self._ask_who)
        else:
            self.strip.refused(error)

    def _ask_who(self, names: list[str]) -> None:
        if len(names) == 1:
            self._ask_secret(names[0])
            return
        keys = "\n".join(f"{at}   {name}" for at, name in enumerate(names, start=1))
        words = _("Who is the second person? Her figure:") + f"\n{keys}"
        self.strip.ask(words, _("Go on"), partial(self._choose, names))

    def _choose(self, names: list[str], typed: str) -> None:
        at = reading.azerty_digits(typed.strip())
        if at.isdigit() and 0 < int(at) <= len(names):
            self._ask_secret(names[int(at) - 1])
        else:
            words = _("Enter a figure from 1 to {last}.").format(last=len(names))
            self.strip.refused(Refused(words))

    def _ask_secret(self, name: str) -> None:
        words = _("{name} agrees: she types her own PIN or passphrase.").format(name=name)
        self.strip.ask(words, _("I agree"), partial(self._prove, name), secret=True)

    def _prove(self, name: str, secret: str) -> None:
        work = partial(prove_second, self.ward, name, secret, self.right)
        jobs.run(work, lambda _done: self.run(), self.strip.refused)


def reasons_told(reasons: Sequence[Reason]) -> str:
    """The usual reasons with their keys, each on a line of its own."""
    return "".join(f"\n{one.key}   {_(one.words)}" for one in reasons)
