"""What waits to be read: proposals, corrections of entries, closed files opened."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.lines import Card, Row
from maternity.ward import Ward
from maternity.ward.merged import PROPOSED
from maternity.ward.noticing import Notice, notices, settle, told


class NoticeCard(Card):
    """The notices: Enter opens what one is about, Del takes it off. Hidden while there is none."""

    about = Signal(object)
    her = Signal(object)
    """A woman whose page is opened, rather than her particulars."""

    def __init__(self, ward: Ward) -> None:
        super().__init__(_("To read  ·  Del: read"), "")
        self.ward = ward
        self.lines.opened.connect(self.open_entry)
        self.hide()

    def refresh(self) -> None:
        """Read them again."""
        jobs.run(partial(notices, self.ward), self._show)

    def _show(self, found: list[Notice]) -> None:
        self.fill([_row(one) for one in found])
        self.setVisible(bool(found))

    def open_entry(self, one: Notice) -> None:
        """Open the entry a notice is about, if it is about one."""
        register, identity = one.register, one.entry
        if register and identity:
            then = self.her if one.kind == PROPOSED else self.about
            jobs.run(lambda: self.ward.get(register, identity), then.emit)

    def take_off(self) -> None:
        """Mark the current notice as read."""
        one = self.lines.current()
        if one is not None:
            jobs.run(partial(settle, self.ward, one), lambda _done: self.refresh())


def _row(one: Notice) -> Row:
    return Row(told(one), f"{one.at:%d/%m/%Y %H:%M}", one)
