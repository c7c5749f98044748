"""The month in words to be read aloud on the community radio: kept in a file of text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from maternity.i18n import _
from maternity.ui import jobs
from maternity.ui.actions import action
from maternity.ui.saving_as import ask_place
from maternity.ui.told import sentence
from maternity.ward.public_summary import write_summary

if TYPE_CHECKING:
    from maternity.ui.report_page import ReportPage


def save_words(page: ReportPage) -> None:
    """Ask for a file, and keep the words in it."""
    if page.sheet is not None:
        words, name = action("radio_words").told, f"radio-{page.sheet.period}.txt"
        place = ask_place(page, words, name, "TXT (*.txt)")
        if place:
            save_words_to(page, place)


def save_words_to(page: ReportPage, place: Path) -> None:
    """Write the words to this file."""
    sheet = page.sheet
    if sheet is not None:
        jobs.run(
            lambda: write_summary(page.ward, sheet, place.with_suffix(".txt")),
            lambda done: page.said.emit(_("Written: {file}").format(file=done.name), "saved"),
            lambda error: page.said.emit(sentence(error), "wrong"),
            words=_("Comparing with the months before…"),
        )
