"""The ward: an open register and the person at it; every act asks first whether she may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maternity import clock, settings
from maternity.db import facts, keys
from maternity.db.book import Book, Page, Query, everything
from maternity.db.drafts import Draft
from maternity.db.saving import Kept, Stamp, corrected, keep
from maternity.errors import Refused
from maternity.fields import Answer, Link
from maternity.files import Lock
from maternity.i18n import _
from maternity.people import Account, Right, Role
from maternity.records import Record, named
from maternity.settings import Settings
from maternity.ward import (
    discretion,
    drafting,
    entries,
    in_force,
    proving,
    recording,
    staffing,
)
from maternity.ward.closed import guard, late
from maternity.ward.corrections import check_why
from maternity.ward.merged import follow
from maternity.ward.opened import note_view, opened_one

if TYPE_CHECKING:
    from maternity.reports.sheet import Sheet
    from maternity.ward.care import Found
    from maternity.ward.papers import Offer


class Ward:
    """An open register and the person at it. Used from one thread."""

    def __init__(self, book: Book, account: Account, folder: Path | None, lock: Lock) -> None:
        self.book = book
        self.account = account
        self.folder = folder
        self.secrets: tuple[keys.KeyFile, bytes] | None = None
        self.pins: dict[str, keys.Slot] = {}
        self.must_change = self.unvouched = self.away = False
        self.passphrase_at = self.proved_at = clock.steady()
        self.seconded = ("", 0.0)
        self._lock = lock
        self.training = self.fact("training") == "yes"

    def fact(self, name: str) -> str:
        """A fact about the register file itself."""
        return facts.fact(self.book.engine, name)

    def allow(self, right: Right) -> None:
        """Refuse what the person's role does not allow."""
        if self.must_change:
            raise Refused(
                _("Choose your own passphrase first, in place of the one you were given.")
            )
        if not self.account.may(right):
            self.note("refused", right=str(right.value))
            raise discretion.refused()

    def note(self, event: str, **facts: str | int) -> None:
        """Note an event of the person at work for the journal."""
        recording.hear(self, event, facts)

    def close(self) -> None:
        """Close the register, drop its key and let its folder go."""
        recording.finish(self)
        self.book.engine.dispose()
        self.secrets, self.pins = None, {}
        self._lock.release()

    @property
    def facility(self) -> Any:
        """Our own facility."""
        own = [one for one in self.book.all("facility") if one.look("is_own") is Answer.YES]
        return own[0] if own else None

    def settings(self) -> Settings:
        """The ward's choices in force."""
        found = self.book.all("settings")
        return found[0] if found and isinstance(found[0], Settings) else Settings()

    def get(self, register: str, identity: str, with_: Iterable[str] = ()) -> Record:
        """One entry."""
        return opened_one(self, register, identity, with_)

    def full(self, register: str, identity: str) -> Record:
        """One entry with its children, for a form."""
        return opened_one(self, register, identity, everything(named(register).record))

    def page(self, query: Query) -> Page:
        """Some rows of a register's list."""
        discretion.may_ask(self, query)
        found = self.book.page(query)
        if named(query.register).hidden:
            self.note("view_sensitive", register=query.register)
        if query.text and not named(query.register).setup:
            recording.searched(self, query.text, found.total)
        return replace(found, rows=discretion.discreet(self, found.rows))

    def all(self, register: str, with_: Iterable[str] = ()) -> list[Record]:
        """Every entry of a small register."""
        self._may_read(register)
        found = self.book.all(register, discretion.lists(self, register, with_))
        return discretion.discreet(self, found)

    def count(self, query: Query) -> int:
        """How many rows a list has."""
        discretion.may_ask(self, query)
        return self.book.count(query)

    def _may_read(self, register: str) -> None:
        discretion.may_read(self, register)

    def find(self, text: str, limit: int = 50) -> list[Found]:
        """Women by names, numbers or phone, best first."""
        from maternity.ward import care  # noqa: PLC0415 - the registers of care, when needed

        self.allow(Right.READ)
        found = care.find(self.book, text, limit)
        recording.searched(self, text, len(found))
        return found

    def likely_same(self, woman: Record) -> list[Any]:
        """Women who may be this one, before a second entry is made of her."""
        from maternity.ward.resembling import likely_same  # noqa: PLC0415

        self.allow(Right.READ)
        return list(likely_same(self.book, woman))  # type: ignore[arg-type]

    def suggestions(self, field: Link, text: str, limit: int = 20) -> list[Record]:
        """Entries a link may point to."""
        self.allow(Right.READ)
        return entries.suggestions(self.book, field, text, limit)

    def history(self, entry: Record) -> list[entries.Change]:
        """Every change of an entry, in words."""
        self._may_read(entry.register.name)
        note_view(self, entry)
        unseen = discretion.reviewed(self, entry.register)
        return entries.told_history(self.book, entry, unseen)

    def incomplete(self) -> list[Record]:
        """Entries of care that wait for something: missing, impossible or unlikely values."""
        self.allow(Right.READ)
        from maternity import registers  # noqa: PLC0415

        names = [
            cls.register.name
            for cls in registers.ALL
            if not (cls.register.setup or cls.register.hidden)
            and (self.account.may(Right.SEE_DEATHS) or not cls.register.of_deaths)
        ]
        states = ("incomplete", "to_confirm")
        asked = [Query(name, state=state, limit=LISTED) for name in names for state in states]
        rows = [row for one in self.book.which(asked) for row in self.book.page(one).rows]
        return list({row.id: row for row in rows}.values())

    def with_children(self, register: str, ids: list[str], lists: Iterable[str]) -> list[Any]:
        """Entries with some of their lists of children."""
        self._may_read(register)
        found = self.book.by_ids(register, ids, discretion.lists(self, register, lists))
        return discretion.discreet(self, found)

    @property
    def due_day(self) -> str:
        """The day of the next month on which a return is due."""
        return settings.current().chosen("return_due_day")

    def new(self, register: str, **links: Any) -> Record:
        """A new entry with what its fields propose, not kept yet."""
        self.allow(Right.SET_UP if named(register).setup else Right.WRITE)
        return entries.start(named(register).record, **links)

    def begin(self, register: str, about: Record | None = None, on: date | None = None) -> Record:
        """A new entry with the pregnancy, stay, delivery or babies it belongs to.

        A woman who gave birth a short time ago does not give birth again: it is that entry.
        """
        from maternity.ward import care  # noqa: PLC0415
        from maternity.ward.emergencies import taken_up  # noqa: PLC0415

        self.allow(Right.WRITE)
        discretion.may_see(self, named(register))
        day = on or clock.today()
        given = taken_up(self.book, register, about, day)
        return given or care.begin(self.book, register, about, day)

    def open_pregnancy(self, woman: Record, day: date) -> Any:
        """Her pregnancy that an event of this day belongs to; None if a new one must be made."""
        from maternity.ward import care  # noqa: PLC0415

        self.allow(Right.READ)
        return care.open_pregnancy(self.book, woman, day)  # type: ignore[arg-type]

    def keep(self, *kept: Record, reason: str = "", code: str = "", form: str = "") -> Kept:
        """Keep new and changed entries in one transaction, however unfinished; why, by its code."""
        for entry in kept:
            discretion.may_write(self, entry)
        follow(self.book, kept)
        guard(self, kept, reason)
        in_force.check(self, kept)
        check_why(self, kept, reason, code)
        done = keep(self.book, kept, self.stamp(reason, code, kept), form=form)
        drafting.settled(self, form)
        in_force.renew(self, kept)
        return done

    def corrected(self, *kept: Record) -> list[tuple[Record, str]]:
        """The answers of care already kept that these entries would replace: each needs a why."""
        care = [entry for entry in kept if not entry.register.setup]
        self.allow(Right.READ if care or not kept else Right.SET_UP)
        return [*corrected(self.book, care), *late(self, care)]

    def book_in(self, kept: list[Record]) -> None:
        """Keep entries by the handful, without a form (training register): nobody typed them."""
        self.allow(Right.IMPORT)
        for entry in kept:
            entry.source_id = entry.source_id or entry.id
        keep(self.book, kept, self.stamp("", kept=kept))

    def hanging_on(self, entry: Record) -> list[Record]:
        """The living entries that would hang in the air if this one were cancelled."""
        self._may_read(entry.register.name)
        return entries.hanging_on(self.book, entry)

    def void(self, entry: Record, reason: str, *, with_children: bool = False) -> None:
        """Cancel an entry with its reason; nothing is deleted, and nothing is left hanging."""
        from maternity.ward.voiding import void  # noqa: PLC0415 - seldom needed

        void(self, entry, reason, with_children=with_children)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what a form holds before it is kept."""
        drafting.keep_draft(self, draft)

    def drafts(self) -> list[Draft]:
        """The drafts that wait, the newest first."""
        return drafting.drafts(self)

    def reopen(self, draft: Draft) -> Record:
        """The entry of a draft, with what its form edits, as they stood."""
        from maternity.ward.reopening import reopen  # noqa: PLC0415

        discretion.take_up(self, draft)
        return reopen(self, draft)

    def nearby(self, field: Link, entry: Record) -> list[Record]:
        """Entries of the same woman that a link of this entry may point to."""
        from maternity.ward import care  # noqa: PLC0415

        self.allow(Right.READ)
        return care.nearby(self.book, field, entry)

    def give_up(self, draft: Draft) -> None:
        """Let a draft go that will not be finished; a colleague's only by who corrects others."""
        drafting.give_up(self, draft)

    @property
    def _name(self) -> str:
        return self.account.name or ""

    def stamp(self, reason: str, code: str = "", kept: Iterable[Record] = ()) -> Stamp:
        """Who writes, when and why; and who agreed, where what is kept changes a setting."""
        agreed = discretion.approver(self, kept)
        others = self.account.may(Right.CORRECT_OTHERS)
        return Stamp(self._name, clock.now(), reason, others, code, agreed)

    def add_person(
        self, name: str, role: Role, passphrase: str, *, temporary: bool = False
    ) -> Account:
        """A new account with its own envelope; `temporary` must be changed at its first use."""
        return staffing.add_person(self, name, role, passphrase, temporary=temporary)

    def people(self) -> list[Account]:
        """Everyone who has an account, still here or gone."""
        self.allow(Right.MANAGE_PEOPLE)
        return [one for one in self.book.all("account") if isinstance(one, Account)]

    def change_passphrase(self, passphrase: str) -> None:
        """One's own new passphrase; the data is not touched."""
        staffing.change_passphrase(self, passphrase)

    def prove(self, secret: str) -> None:
        """Prove by PIN or passphrase, for an act that asks for it, that it is she."""
        proving.prove(self, secret)

    def returns(self) -> list[Any]:
        """The forms there are, ours first."""
        from maternity.ward import returns  # noqa: PLC0415 - counting, when it is asked for

        return list(returns.returns(self))

    def print_list(self, query: Query, columns: Iterable[str] = ()) -> bytes:
        """A register's list as the bytes of a PDF."""
        from maternity.ward.printing import list_pdf  # noqa: PLC0415

        self.allow(Right.PRINT_ALL)
        self._may_read(query.register)
        if named(query.register).hidden:
            raise Refused(_("This book is not printed as a list. Open one entry at a time."))
        pages = list_pdf(self, query, tuple(columns))
        recording.printed(self, "list", register=query.register)
        return pages

    def print_book(
        self,
        book: str,
        first: date,
        last: date,
        *,
        copy: bool = False,
        blank: bool = False,
        wide: bool = False,
    ) -> bytes:
        """The pages of a book on paper as the bytes of a PDF."""
        from maternity.ward.printing import book_pdf  # noqa: PLC0415

        pages = book_pdf(self, book, first, last, copy=copy, empty=blank, wide=wide)
        recording.printed(self, book, first=str(first), last=str(last))
        return pages

    def documents(self, entry: Record) -> list[Offer]:
        """The documents that can be made of an entry and of what belongs to it."""
        from maternity.ward.papers import offered  # noqa: PLC0415

        return offered(self, entry.register.name, entry.id)

    def document(self, name: str, entry: Record | None = None, *, keep: bool = False) -> bytes:
        """A document as the bytes of a PDF; `keep` when it goes to paper or a file."""
        from maternity.ward.papers import issue, preview  # noqa: PLC0415

        return issue(self, name, entry) if keep else preview(self, name, entry)

    def take_facts(self, place: Path) -> str:
        """Take in set-up lists from a workbook, a sheet a register; what was taken, in words."""
        from maternity.ward.taking import take_workbook  # noqa: PLC0415

        return take_workbook(self, place)

    def type_figure(
        self,
        sheet: Sheet,
        code: str,
        cell: tuple[str, ...],
        value: int | None,
        reason: str = "",
        *,
        not_available: bool = False,
    ) -> Record:
        """Type a figure into a line, or correct a counted one with a reason."""
        from maternity.ward import returns  # noqa: PLC0415

        return returns.type_figure(
            self, sheet, code, cell, value, reason, not_available=not_available
        )

    def write_sheet(self, sheet: Sheet, kind: str, place: Path) -> Path:
        """Write a return to a file."""
        from maternity.ward import returns  # noqa: PLC0415

        return returns.write_sheet(self, sheet, kind, place)

    def print_sheet(self, sheet: Sheet) -> bytes:
        """A return as the bytes of a PDF."""
        from maternity.ward import returns  # noqa: PLC0415

        self.allow(Right.PRINT_ALL)
        pages = returns.pages(self, sheet)
        recording.printed(self, sheet.form.id, first=str(sheet.first))
        return pages

    def export(
        self, query: Query, kind: str, place: Path, columns: Iterable[str] = (), *, reason: str
    ) -> Path:
        """Write a register to a file, for a reason that is kept."""
        from maternity.ward.files import export  # noqa: PLC0415

        return export(self, query, kind, place, tuple(columns), reason=reason)

    def sheet(self, form: str, period: str) -> Sheet:
        """A return of a period such as `2026-10`, counted now."""
        from maternity.ward import returns  # noqa: PLC0415

        return returns.sheet(self, form, period)


LISTED = 500
