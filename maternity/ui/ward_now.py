"""What is so on the ward now, in words: who is here, what is due, what waits to be finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from maternity import clock
from maternity.errors import Refused, Unavailable
from maternity.i18n import _
from maternity.records import Record
from maternity.ui import jobs
from maternity.ui.lines import Row
from maternity.ui.parts import woman_of
from maternity.ui.table import state_words
from maternity.ward import Draft, Ward
from maternity.ward.board import Board, board
from maternity.ward.due import Due, due, reach_words, when_words
from maternity.ward.recalls import recall_words

if TYPE_CHECKING:
    from maternity.ui.home_page import HomePage
    from maternity.ui.to_do_page import ToDoPage

Name = Callable[[str], str]
"""How a name is shown: whole, or its initials while names are hidden."""


@dataclass
class Now:
    """What the first pages show, read in one go."""

    board: Board | None = None
    drafts: list[Draft] = field(default_factory=list)
    unfinished: list[Record] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    """Set-up lists that are still empty."""
    known: bool = False
    """Whether the register has answered: nothing found is not the same as nothing known."""


def read_now(ward: Ward) -> Now:
    """The stays, drafts, unfinished entries, what is due, and what set-up still lacks."""
    lacks = [name for name in ("village", "staff_member") if not ward.all(name)]
    return Now(board(ward), ward.drafts(), ward.incomplete(), due(ward), lacks, known=True)


def unread(
    page: HomePage | ToDoPage, show: Callable[[Now], None], error: Refused | Unavailable
) -> None:
    """The register has not answered: who is here stays as last read, what waits is not known.

    The drafts that this computer keeps are shown.
    """
    board = page.now.board
    show(Now(board))
    jobs.run(page.ward.drafts, partial(_show_drafts, page, show, board))
    jobs.tell(error)


def _show_drafts(
    _page: HomePage | ToDoPage, show: Callable[[Now], None], last: Board | None, found: list[Draft]
) -> None:
    show(Now(last, found))


def draft_rows(drafts: list[Draft], name: Name) -> Iterator[Row]:
    """The drafts, each with its time."""
    for one in drafts:
        kind, sign, woman = one.title.partition(" – ")
        facts = _("{day} at {time}, {who}").format(
            day=f"{one.at:%d/%m}", time=f"{one.at:%H:%M}", who=one.who or _("nobody signed in")
        )
        yield Row(f"{kind}{sign}{name(woman)}", facts, one)


def unfinished_rows(found: list[Record], name: Name) -> Iterator[Row]:
    """The entries that wait for something."""
    for one in found:
        number = getattr(one, "serial_no", None)
        kind = one.register.one_words + (f" n° {number}" if number else "")
        yield Row(who(one, name), f"{kind}  ·  {state_words(one)}", one)


def due_rows(found: list[Due], name: Name) -> Iterator[Row]:
    """What is due, each with the woman, where she lives and her phone."""
    today = clock.today()
    for one in found:
        facts = [when_words(one, today)]
        if one.woman is not None:
            facts.append(reach_words(one.woman))
        where = "  ·  ".join(fact for fact in facts if fact)
        lines = (one.words, where, recall_words(one.recall))
        yield Row(who(one.woman or one.about, name), "\n".join(filter(None, lines)), one)


def who(entry: Record, name: Name) -> str:
    """The woman an entry is about, or what the entry calls itself."""
    woman = woman_of(entry)
    return name(woman.title() if woman is not None else entry.title())
