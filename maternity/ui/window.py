"""The shell: it makes pages, shows one at a time, and takes them deeper and back.

It knows the pages and is known by none: they call down on the ward and signal up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QWidget

from maternity.errors import Refused, Unavailable
from maternity.i18n import _, plural
from maternity.people import Right
from maternity.records import Record, named
from maternity.ui import icons, jobs, last_page, theme
from maternity.ui.actions import ACTIONS
from maternity.ui.at_the_door import tell_unreadable
from maternity.ui.buttons import answer_to_enter
from maternity.ui.clipboard import Forgetting, forget
from maternity.ui.copying import Copier
from maternity.ui.frame import Frame
from maternity.ui.messages import sentence
from maternity.ui.page import Page
from maternity.ui.pages import DEEPER, MAIN
from maternity.ui.trail import Trail
from maternity.ui.version_seen import show_once
from maternity.ward import Draft, Kept, Ward

if TYPE_CHECKING:
    from maternity.ui.form import Form

SMALLEST = (800, 600)
WITHOUT_WOMAN = frozenset({"woman", "session_day"})
"""Registers of care whose entries are begun without looking for a woman."""


def commands(window: QMainWindow, act: Callable[[str], None]) -> list[QAction]:
    """The commands that work on every page, with their keys."""
    made = []
    for one in ACTIONS:
        if one.place not in {"window", "page"}:
            continue
        command = QAction(one.told, window)
        command.setObjectName(one.name)
        if one.name != "back":  # Esc belongs to the widget that has the focus first
            command.setShortcuts([QKeySequence(key) for key in (one.key, one.also) if key])
        if icons.has(one.name):
            command.setIcon(icons.icon(one.name, theme.icon_size()))
        command.triggered.connect(partial(act, one.name))
        window.addAction(command)
        made.append(command)
    return made


def over_finder(trail: Trail, page: QWidget) -> None:
    """Back from what was found leads to where the search began."""
    passing = {"Finder", "Form"} if not isinstance(page, Page) else {"Finder"}
    instead = type(trail.current).__name__ in passing
    (trail.instead if instead else trail.deeper)(page)


def undo_save(window: Window, done: Kept) -> None:
    """Take back the save that was just made, and say so."""
    from maternity.ward.undoing import undo  # noqa: PLC0415 - seldom needed

    def told(_now: list[Record]) -> None:
        page = window.trail.current
        if isinstance(page, Page):
            page.refresh()
        words = _("Undone: what was new is cancelled, what was changed is as before.")
        window.status.say(words, "saved")

    jobs.run(lambda: undo(window.ward, done), told, changes=True)


def show_begun(window: Window, entry: Record) -> None:
    """Show an entry that was begun; say so when it is one that exists already."""
    window.show_form(entry)
    if entry.version is not None and entry.register.name == "delivery":
        words = _(
            "She gave birth a short time ago: this is that entry. If it is another woman's,"
            " cancel it in the register of deliveries, then begin again."
        )
        window.status.say(words, "unsure")


def not_opened(window: Window, entry: Record, error: Refused | Unavailable) -> None:
    """Say why an entry is not opened; of a closed file ask why it must be read."""
    if isinstance(error, Refused) and error.field == "glass":
        window.show_deeper("glass", entry, sentence(error))
    else:
        window.status.say(sentence(error), "wrong")


class Window(QMainWindow):
    """The window of an open register."""

    locked = Signal()
    restoring = Signal()
    new_key = Signal()

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.names_hidden = False
        self.forgetting = Forgetting(self)
        self.trail = Trail()
        self.frame = Frame(ward, self.trail)
        self.status = self.frame.status
        self.setCentralWidget(self.frame)
        answer_to_enter(self.frame)
        self.setWindowTitle(_("Maternity register"))
        self.setMinimumSize(*SMALLEST)
        self.frame.top.asked.connect(self.act)
        self.frame.side.asked.connect(self.act)
        self._commands = commands(self, self.act)
        self.frame.top.list_commands(self._commands)
        jobs.told[:] = [lambda error: self.status.say(sentence(error), "wrong")]
        jobs.hub().changed.connect(self.status.refresh)
        jobs.run(lambda: ward.facility, self.frame.top.show_facility)
        self.copier = Copier(ward, self.status.say, self)
        last_page.begin(self)
        show_once(self)
        tell_unreadable(self)

    def act(self, name: str, *_state: object) -> None:
        """Do a command of the window."""
        page = self.trail.current
        acts: dict[str, Callable[[], object]] = {
            "find": partial(self.seek, ""),
            "admission": partial(self.seek, "admission"),
            "delivery": partial(self.seek, "delivery"),
            "visit": partial(self.seek, "postnatal_visit"),
            "names": self.hide_names,
            "lock": self.locked.emit,
            "print_menu": self.offer_prints,
            "back": self.back,
            "undo": self.status.take_back,
        }
        if name in MAIN:
            last_page.remember(self, name)
            self.frame.side.mark(name)
            self._show(MAIN[name](self.ward), self.trail.begin)
        elif name in acts:
            acts[name]()
        elif isinstance(page, Page):
            {"refresh": page.refresh, "print": page.print_page}[name]()

    def _show(self, page: QWidget, how: Callable[[QWidget], None]) -> None:
        """Show a page, listen to it, and let it begin."""
        answers: dict[str, Callable[..., object]] = {
            "opened": self.open_entry,
            "reopened": self.reopen,
            "listed": self.list_register,
            "new": self.new_entry,
            "begun": self.begin,
            "written": partial(show_begun, self),
            "asked": self.act,
            "said": self.status.say,
            "left": self.back,
            "leaving": self.show_leaving,
            "restoring": self.restoring.emit,
            "new_key": self.new_key.emit,
            **{name: partial(self.show_deeper, name) for name in DEEPER},
        }
        for name, answer in answers.items():
            signal = getattr(page, name, None) if isinstance(page, Page) else None
            if signal is not None:
                signal.connect(answer)
        how(page)
        self._begin_page(page)

    def _begin_page(self, page: QWidget) -> None:
        in_form = not isinstance(page, Page)
        self.frame.side.setVisible(not in_form or type(page).__name__ == "Finder")
        self.status.beside_form(form=in_form)
        for command in self._commands:
            if command.objectName() in {"admission", "visit", "refresh", "print", "back", "undo"}:
                command.setEnabled(not in_form)
        hide = getattr(page, "hide_names", None)
        if hide is not None:
            hide(hidden=self.names_hidden)
        if isinstance(page, Page):
            page.refresh()
            page.start()
        self.status.refresh()

    def list_register(self, register: str, state: str = "") -> None:
        """Show the list of a register; the settings of the ward are one entry, shown in a form."""
        from maternity.ui.register_page import RegisterPage  # noqa: PLC0415 - when it is seen

        last_page.remember_list(self, register, state)
        self.frame.side.mark("settings" if named(register).setup else "registers")
        if register == "settings":
            jobs.run(self.ward.settings, self.show_form)
        else:
            self._show(RegisterPage(self.ward, register, state), self.trail.deeper)

    def seek(self, register: str) -> None:
        """Find or make the woman an entry is about; without a register, open her page."""
        from maternity.ui.finder import Finder, named_woman  # noqa: PLC0415

        page = Finder(self.ward, named(register).one_words if register else _("Find a woman"))
        page.left.connect(self.back)
        make = partial(named_woman, record=named("woman").record)
        if register:
            page.chosen.connect(partial(self.begin, register))
            page.new.connect(lambda text: self.begin(register, make(text)))
        else:
            page.chosen.connect(partial(self.show_deeper, "woman"))
            page.new.connect(lambda text: self.show_form(make(text)))
        self._show(page, self.trail.deeper)
        page.start()

    def begin(self, register: str, about: Record) -> None:
        """Begin an entry about a woman, or about a baby or a stay of hers."""
        jobs.run(lambda: self.ward.begin(register, about), partial(show_begun, self))

    def new_entry(self, register: str) -> None:
        """Begin an entry of a register: about a woman, or at once."""
        if named(register).setup or register in WITHOUT_WOMAN:
            jobs.run(lambda: self.ward.new(register), self.show_form)
        else:
            self.seek(register)

    def open_entry(self, entry: Record) -> None:
        """Open an entry in its form."""
        register, identity = entry.register.name, entry.id
        jobs.run(
            lambda: self.ward.full(register, identity),
            self.show_form,
            partial(not_opened, self, entry),
        )

    def show_deeper(self, name: str, *about: Any) -> None:
        """Show the page of a woman, of a history or of a document; back leads here again."""
        self._show(DEEPER[name](self.ward, *about), partial(over_finder, self.trail))

    def show_leaving(self, entry: Record, died: bool = False, draft: Draft | None = None) -> None:
        """Ask how and when the woman of a stay and each of her babies leave."""
        from maternity.ui.leaving_form import LeavingForm  # noqa: PLC0415
        from maternity.ward.board import leaving  # noqa: PLC0415

        jobs.run(
            lambda: leaving(self.ward, entry, died=died),
            lambda who: self.show_form(who.entry, form=LeavingForm(self.ward, who, draft)),
        )

    def show_form(
        self, entry: Record, draft: Draft | None = None, form: Form | None = None
    ) -> None:
        """Show an entry in its form, or in another one made for it."""
        from maternity.ui.form import Form  # noqa: PLC0415
        from maternity.ui.forms import SPECIAL  # noqa: PLC0415

        form = form or SPECIAL.get(type(entry), Form)(self.ward, entry, draft)
        form.kept.connect(partial(self._kept, form))
        form.left.connect(self.back)
        form.chosen_instead.connect(partial(self.begin, entry.register.name))
        self._show(form, partial(over_finder, self.trail))
        form.first()

    def reopen(self, draft: Draft) -> None:
        """Take up a draft where it was left."""
        if draft.state.get("shape"):
            jobs.run(
                lambda: self.ward.get(draft.register, str(draft.state["entry"])),
                lambda entry: self.show_leaving(entry, draft=draft),
            )
        else:
            jobs.run(lambda: self.ward.reopen(draft), lambda entry: self.show_form(entry, draft))

    def _kept(self, form: Form, done: Kept) -> None:
        entry, then = form.entry, form.then()
        number = getattr(entry, "serial_no", None)
        words = _("✓ Saved.")
        if number:
            words = _("✓ Saved: {entry} n° {number}.").format(
                entry=entry.register.one_words, number=f"{number}/{entry.serial_year}"
            )
        left = len(done.still_open)
        if left:
            words += " " + plural(
                "{count} field to complete before closing.",
                "{count} fields to complete before closing.",
                left,
            )
        self.back()
        if done.written:
            self.status.saved_now()
            self.status.say(words)
            self.status.offer_undo(partial(undo_save, self, done))
        else:
            self.status.say(_("Nothing had changed: the entry stays as it was kept."))
        if then is not None:
            self.begin(*then)

    def back(self) -> None:
        """Back to the page this one was opened from."""
        if not self.trail.back():
            self.act("home" if self.ward.account.may(Right.READ) else "settings")
        elif self.trail.current is not None:
            self._begin_page(self.trail.current)

    def offer_prints(self) -> None:
        """Offer what can be printed of the page and of its entry."""
        from maternity.ui.print_menu import open_menu  # noqa: PLC0415 - when printing

        if self.trail.current is not None:
            open_menu(self.ward, self.trail.current, partial(self.show_deeper, "previewed"))

    def hide_names(self) -> None:
        """Initials instead of names, for visitors' eyes; once more shows them again."""
        self.names_hidden = self.status.names_hidden = not self.names_hidden
        page = self.trail.current
        hide = getattr(page, "hide_names", None)
        if hide is not None:
            hide(hidden=self.names_hidden)
        self.status.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the page did not take: Esc goes back, F1 shows the keys."""
        if event.key() == Qt.Key.Key_Escape and self.trail.deep:
            self.back()
        elif event.key() == Qt.Key.Key_F1:
            self._show(MAIN["help"](self.ward), self.trail.deeper)
        else:
            super().keyPressEvent(event)

    def keep_draft(self) -> None:
        """Keep what stands in an open form."""
        keep = getattr(self.trail.current, "keep_draft", None)
        if keep is not None:
            keep()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the draft of an open form, close the register, remember the window's size."""
        self.keep_draft()
        forget()
        self.frame.hide()  # a form keeps its draft when it is hidden: not after the register closed
        QSettings().setValue(f"person/{self.ward.account.id}/window", self.saveGeometry())
        jobs.wait_idle()
        self.copier.end()
        jobs.told.clear()
        jobs.run(self.ward.close, lambda _done: None)
        jobs.wait_idle()
        super().closeEvent(event)
