"""An act of two people: who is at work proves once more that it is she, a second one agrees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from maternity import reading
from maternity.errors import NEEDS_SECOND, Refused, Unavailable
from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.proving import ask_proof
from maternity.ward import Ward
from maternity.ward.reasons import Reason
from maternity.ward.second_person import Together, candidates, prove_second

T = TypeVar("T")


class Seconded:
    """Do an act; ask for what it needs first, each time it is refused for want of it."""

    def __init__(
        self,
        ward: Ward,
        strip: AskStrip,
        act: Together,
        work: Callable[[], T],
        then: Callable[[T], None],
        words: str = "",
    ) -> None:
        self.ward, self.strip, self.act = ward, strip, act
        self.work, self.then, self.words = work, then, words

    def run(self) -> None:
        """Do it, or ask."""
        jobs.run(self.work, self.then, self._refused, words=self.words, changes=True)

    def _refused(self, error: Refused | Unavailable) -> None:
        if ask_proof(self.ward, self.strip, error, self.run):
            return
        if not ask_second(self.ward, self.strip, self.act, error, self.run):
            self.strip.refused(error)


def ask_second(
    ward: Ward,
    strip: AskStrip,
    act: Together,
    error: Refused | Unavailable,
    again: Callable[[], None],
) -> bool:
    """Ask for the second person if it is she who was missing, then do it again."""
    if not isinstance(error, Refused) or error.field != NEEDS_SECOND:
        return False
    asking = _Asking(ward, strip, act, again)
    jobs.run(partial(candidates, ward, act), asking.who)
    return True


def agree(
    ward: Ward, strip: AskStrip, error: Refused | Unavailable, again: Callable[[], None]
) -> bool:
    """Ask for the technical administrator who agrees to a setting, if she is what was missing."""
    return ask_second(ward, strip, Together.SETTINGS, error, again)


class _Asking(QObject):
    """The questions to the second person: who she is, and her secret."""

    def __init__(
        self, ward: Ward, strip: AskStrip, act: Together, again: Callable[[], None]
    ) -> None:
        super().__init__(strip)  # it goes with the page that asks
        self.ward, self.strip, self.act, self.again = ward, strip, act, again

    def who(self, names: list[str]) -> None:
        """Which one of them it is, where there is more than one."""
        if len(names) == 1:
            self._secret(names[0])
            return
        keys = _told(names)
        asked = _("Who is the second person? Her figure:")
        if self.act is Together.VOUCH:
            asked = _("Which colleague attests that it is really you? Her figure:")
        words = f"{asked}\n{keys}"
        self.strip.ask(words, _("Go on"), partial(self._choose, names))

    def _choose(self, names: list[str], typed: str) -> None:
        at = reading.azerty_digits(typed.strip())
        if at.isdigit() and 0 < int(at) <= len(names):
            self._secret(names[int(at) - 1])
        else:
            words = _("Enter a figure from 1 to {last}.").format(last=len(names))
            self.strip.refused(Refused(words))

    def _secret(self, name: str) -> None:
        words, verb = _("{name} agrees: she types her own PIN or passphrase."), _("I agree")
        if self.act is Together.SETTINGS:
            words = _(
                "The settings are changed by two. {name} (technical administrator) agrees by typing"
                " his or her own PIN or passphrase."
            )
        elif self.act is Together.VOUCH:
            verb = _("I attest")
            words = _(
                "{name} attests that it is really {person} at this screen: she types her own PIN or"
                " passphrase."
            )
        told = words.format(name=name, person=self.ward.account.name)
        self.strip.ask(told, verb, partial(self._prove, name), secret=True)

    def _prove(self, name: str, secret: str) -> None:
        work = partial(prove_second, self.ward, name, secret, self.act)
        jobs.run(work, self._agreed, self.strip.refused)

    def _agreed(self, _done: None) -> None:
        self.again()


ON_LINES = 4
"""So many names stand on a line each; more of them follow each other, or they would fill a page."""


def _told(names: Sequence[str]) -> str:
    """The figure of each name; none is parted from its name at the end of a line."""
    if len(names) <= ON_LINES:
        return "\n".join(f"{at}   {name}" for at, name in enumerate(names, start=1))
    hard = "\N{NO-BREAK SPACE}"
    told = (f"{at} {name}".replace(" ", hard) for at, name in enumerate(names, start=1))
    return f"{hard}{hard}· ".join(told)


def reasons_told(reasons: Sequence[Reason]) -> str:
    """The usual reasons with their keys, each on a line of its own."""
    return "".join(f"\n{one.key}   {_(one.words)}" for one in reasons)
