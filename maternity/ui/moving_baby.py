"""A baby put under its right mother, by keys alone: whose it is, which delivery, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from maternity import reading
from maternity.errors import Refused
from maternity.i18n import _
from maternity.records import Record
from maternity.ui import jobs
from maternity.ui.ask import AskStrip
from maternity.ui.page import Page
from maternity.ward import Kept

if TYPE_CHECKING:
    from maternity.ward.baby_moving import Choice

Current = Callable[[], Record | None]


def offer_to_move(page: Page, ask: AskStrip, current: Current) -> None:
    """Let the command's key move the baby that stands under the focus of a page."""

    def move() -> None:
        baby = current()
        if baby is not None and baby.register.name == "newborn":
            MovingBaby(page, ask).start(baby)
        else:
            page.said.emit(_("Go to the line of the baby first."), "unsure")

    page.key("move_baby", move)


class MovingBaby:
    """Three questions in the strip of a page; Esc leaves all as it was."""

    def __init__(self, page: Page, ask: AskStrip) -> None:
        self.page, self.ward, self.ask = page, page.ward, ask

    def start(self, baby: Record) -> None:
        """Ask whose baby it is."""
        words = _(
            "Whose is “{baby}”? The beginning of her names, or the number of her delivery"
            " (412/2026):"
        )
        self.ask.ask(words.format(baby=told(baby)), _("Find her"), partial(self._look_for, baby))

    def _look_for(self, baby: Record, typed: str) -> None:
        from maternity.ward.baby_moving import deliveries_for  # noqa: PLC0415 - seldom needed

        work = partial(deliveries_for, self.ward, baby, typed)
        jobs.run(work, partial(self._offer, baby), self.ask.refused)

    def _offer(self, baby: Record, found: list[Choice]) -> None:
        if len(found) == 1:
            self._ask_why(baby, found[0])
            return
        keys = "\n".join(f"{at}   {one.words}" for at, one in enumerate(found, start=1))
        words = _("Of which delivery? Its figure:") + f"\n{keys}"
        self.ask.ask(words, _("Go on"), partial(self._choose, baby, found))

    def _choose(self, baby: Record, found: list[Choice], typed: str) -> None:
        at = reading.azerty_digits(typed.strip())
        if at.isdigit() and 0 < int(at) <= len(found):
            self._ask_why(baby, found[int(at) - 1])
        else:
            words = _("Enter a figure from 1 to {last}.").format(last=len(found))
            self.ask.refused(Refused(words))

    def _ask_why(self, baby: Record, to: Choice) -> None:
        words = _(
            "“{baby}” goes to {right}, with all that was written of it. Why? Say it in a few words."
        )
        self.ask.ask(
            words.format(baby=told(baby), right=to.words),
            _("Move the baby"),
            partial(self._move, baby, to),
        )

    def _move(self, baby: Record, to: Choice, reason: str) -> None:
        from maternity.ward.baby_moving import move_newborn  # noqa: PLC0415 - as above

        work = partial(move_newborn, self.ward, baby, to.delivery, reason)
        jobs.run(work, partial(self._moved, to), self.ask.refused, changes=True)

    def _moved(self, to: Choice, _done: Kept) -> None:
        self.ask.leave()
        words = _("Moved. The baby stands under {right}.").format(right=to.words)
        self.page.said.emit(words, "saved")
        self.page.refresh()


def told(baby: Record) -> str:
    """Which baby it is: of twins by its sex and weight."""
    facts = (baby.shown("sex").lower(), f"{baby.shown('weight_g')} g")
    return f"{baby.title()} ({', '.join(facts)})" if baby.shown("weight_g") else baby.title()
