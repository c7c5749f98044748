"""A list of set-up pasted after the first run: looked at, then kept."""

from __future__ import annotations

from maternity.i18n import _, plural
from maternity.records import named
from maternity.ui import jobs, pasting
from maternity.ui.page import Page
from maternity.ui.pasting_box import PastingBox
from maternity.ward import Ward


class PastePage(Page):
    """A box to paste in, and « keep »."""

    def __init__(self, ward: Ward, register: str) -> None:
        words = _("Paste a list: {register}").format(register=named(register).words)
        super().__init__(ward, words)
        self.bar.add_gap()
        self.button("back", self.left.emit)
        self.button("save", self.keep, main=True)
        self.box = PastingBox(register, self.title)
        self.body.addWidget(self.box, 1)

    def start(self) -> None:
        """Begin to paste."""
        self.box.text.setFocus()

    def keep(self) -> None:
        """Keep the lines that are not there yet."""
        entered = self.box.entered()
        jobs.run(lambda: pasting.keep(self.ward, entered), self._kept, changes=True)

    def _kept(self, count: int) -> None:
        words = plural("{count} line kept.", "{count} lines kept.", count)
        self.said.emit(words, "saved")
        self.left.emit()
