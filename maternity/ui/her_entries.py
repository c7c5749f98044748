"""On the page of a woman: that she was entered twice, what is proposed, and the keys to both."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel

from maternity import reading
from maternity.errors import Refused
from maternity.i18n import _
from maternity.people import Right
from maternity.records import Record
from maternity.ui import theme
from maternity.ui.actions import action

if TYPE_CHECKING:
    from maternity.ui.woman_page import WomanPage
    from maternity.ward import Ward

Known = tuple[Sequence[Any], Sequence[Any]]
"""The merges of a woman, and what is proposed of her."""


def known_of(ward: Ward, woman: Record) -> Known:
    """What the register knows of her other entries."""
    from maternity.ward.merged import merges_of, proposals  # noqa: PLC0415 - when she is seen

    return merges_of(ward, woman), proposals(ward, woman)


class HerEntries(QLabel):
    """A line of each other entry of hers; hidden where there is none."""

    def __init__(self, page: WomanPage) -> None:
        super().__init__()
        self.page = page
        self.known: Known = ((), ())
        self.setWordWrap(True)
        self.hide()
        page.key("merge_woman", self.merge)
        page.key("part_woman", self.part)

    def tell(self, known: Known) -> None:
        """Say what is known."""
        self.known = known
        merges, proposed = known
        lines = [_merged(one) for one in merges] + [_proposed(one) for one in proposed]
        self.setText("\n".join(lines))
        self.setVisible(bool(lines))
        theme.set_state(self, "unsure" if proposed else "")

    def merge(self) -> None:
        """Look for her other entry, or read the one that is proposed."""
        if not self.page.ward.account.may(Right.PROPOSE_MERGE):
            self._refuse()
            return
        proposed = self.known[1]
        row = proposed[0] if proposed else None
        if row is not None and row.kept is not None and row.emptied is not None:
            self.page.merging.emit(row.kept, row.emptied)
        else:
            self.page.merging.emit(self.page.subject, None)

    def part(self) -> None:
        """Part her from an entry that was made one with hers."""
        merges = self.known[0]
        if not self.page.ward.account.may(Right.MERGE):
            self._refuse()
        elif len(merges) == 1:
            self.page.parting.emit(merges[0])
        elif merges:
            keys = "\n".join(f"{at}   {_merged(one)}" for at, one in enumerate(merges, start=1))
            words = _("From which entry is she parted? Its figure:") + f"\n{keys}"
            self.page.ask.ask(words, _("Go on"), partial(self._choose, merges))
        else:
            self.page.said.emit(_("No other entry was made one with hers."), "unsure")

    def _choose(self, merges: Sequence[Any], typed: str) -> None:
        at = reading.azerty_digits(typed.strip())
        if at.isdigit() and 0 < int(at) <= len(merges):
            self.page.ask.leave()
            self.page.parting.emit(merges[int(at) - 1])
        else:
            words = _("Enter a figure from 1 to {last}.").format(last=len(merges))
            self.page.ask.refused(Refused(words))

    def _refuse(self) -> None:
        words = _("Your role does not allow this. Ask the head of the maternity.")
        self.page.said.emit(words, "wrong")


def _merged(one: Any) -> str:
    words = _("Also entered as “{other}”: made one on {day}. {key}: part them again.")
    return words.format(
        other=_called(one.emptied),
        day=f"{one.changed_at or one.created_at:%d/%m/%Y}",
        key=action("part_woman").told_key,
    )


def _proposed(one: Any) -> str:
    words = _("{who} proposes that “{first}” and “{second}” are one woman. {key}: read both.")
    return words.format(
        who=one.proposed_by,
        first=_called(one.kept),
        second=_called(one.emptied),
        key=action("merge_woman").told_key,
    )


def _called(woman: Any) -> str:
    number = woman.shown("file_no")
    told = [woman.title(), _("file {number}").format(number=number) if number else ""]
    return ", ".join(one for one in told if one)
