"""The drawn guide of a labour kept as a file of pictures (SVG)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.messages import sentence
from maternity.ui.saving_as import ask_place
from maternity.ward.guide_file import save_guide

if TYPE_CHECKING:
    from maternity.errors import Refused, Unavailable
    from maternity.ui.form import Form


def save_drawing(form: Form) -> None:
    """Ask for a file, and keep the guide as it is saved in it."""
    words = action("guide_svg").told
    place = ask_place(form, words, "guide.svg", "SVG (*.svg)")
    if place:
        save_drawing_to(form, place)


def save_drawing_to(form: Form, place: Path) -> None:
    """Write the sheets of the guide to this file; a second sheet to one beside it."""

    def told(written: list[Path]) -> None:
        names = ", ".join(one.name for one in written)
        form.foot.tell(_("Written: {file}").format(file=names), "saved")

    def refused(error: Refused | Unavailable) -> None:
        form.foot.tell(sentence(error), "wrong")

    jobs.run(lambda: save_guide(form.ward, form.entry, place), told, refused)
