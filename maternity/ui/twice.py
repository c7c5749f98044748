"""Asked once, before it is kept: whether an entry is not the same event written already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maternity.i18n import _
from maternity.ui.ask import AskStrip
from maternity.ward.same_event import Twice

if TYPE_CHECKING:
    from maternity.ui.form import Form

BOTH = "1"
"""The key that says « both are right »."""


def ask_twice(form: Form, strip: AskStrip, found: Twice) -> None:
    """Ask; one key keeps both, any other leaves the form as it is, its draft kept."""
    form.keep_draft()
    words = _("{what} Is it not written twice? {key} keeps both, Esc goes back to look.")
    told = words.format(what=found.words, key=BOTH)
    strip.ask(told, "", partial(_answer, form, strip, found), by_one_key=True)


def _answer(form: Form, strip: AskStrip, found: Twice, typed: str) -> None:
    strip.leave()
    if typed.strip() == BOTH:
        found.entry.confirm(found.field)
        form.save()
