"""Cancelling an entry from its list: the reason is asked on the page, what hangs on it is named."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maternity.i18n import _, plural
from maternity.people import Right
from maternity.records import Record
from maternity.ui import jobs

if TYPE_CHECKING:
    from maternity.ui.register_page import RegisterPage


def begin(page: RegisterPage, entry: Record) -> None:
    """Ask why an entry is cancelled."""
    jobs.run(lambda: page.ward.hanging_on(entry), partial(_ask_why, page, entry))


def _ask_why(page: RegisterPage, entry: Record, hanging: list[Record]) -> None:
    title = entry.title()
    words = _("Why is “{entry}” cancelled? It stays in the register, struck through.").format(
        entry=title
    )
    if not page.ward.account.may(Right.VOID):
        words = _("Why should “{entry}” be cancelled? The head of the maternity decides.")
        propose = partial(_propose, page, entry)
        page.ask.ask(words.format(entry=title), _("Propose it"), propose)
        return
    if hanging:
        words = plural(
            "Why is “{entry}” cancelled, with the {count} entry that hangs on it?",
            "Why is “{entry}” cancelled, with the {count} entries that hang on it?",
            len(hanging),
            entry=title,
        )
    page.ask.ask(words, _("Cancel the entry"), partial(_void, page, entry))


def _void(page: RegisterPage, entry: Record, reason: str) -> None:
    register, identity = entry.register.name, entry.id

    def work() -> None:
        whole = page.ward.full(register, identity)
        page.ward.void(whole, reason, with_children=True)

    from maternity.ui.seconding import Seconded  # noqa: PLC0415 - when it is asked for
    from maternity.ward.second_person import Together  # noqa: PLC0415

    Seconded(page.ward, page.ask, Together.SETTINGS, work, partial(_voided, page)).run()


def _propose(page: RegisterPage, entry: Record, reason: str) -> None:
    from maternity.ward.noticing import propose_void  # noqa: PLC0415 - when it is asked for

    work = partial(propose_void, page.ward, entry, reason)
    jobs.run(work, partial(_proposed, page), page.ask.refused)


def _proposed(page: RegisterPage, _done: None) -> None:
    page.ask.leave()
    page.said.emit(_("Proposed. The head of the maternity decides."), "saved")


def _voided(page: RegisterPage, _done: None) -> None:
    page.ask.leave()
    page.said.emit(_("Cancelled. It stays in the register, struck through."), "saved")
    page.refresh()
