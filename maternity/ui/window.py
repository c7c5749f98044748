"""The shell: one page at a time, the bar above, the words at the left, the state at the foot.

It knows the pages and is known by none: they call down on the ward and signal up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from maternity import clock
from maternity.i18n import _, plural
from maternity.records import Record, named
from maternity.ui import jobs, theme
from maternity.ui.actions import ACTIONS, action
from maternity.ui.messages import sentence
from maternity.ward import Draft, Kept, Ward

SAID_MS = 12_000
SIDE = ("home", "to_do", "registers", "reports", "settings", "help")


class Window(QMainWindow):
    """The window of an open register."""

    def __init__(self, ward: Ward) -> None:
        super().__init__()
        self.ward = ward
        self.names_hidden = False
        self._saved = ""
        self._trail: list[QWidget] = []
        self.stack = QStackedWidget()
        self._lay_out()
        jobs.told[:] = [lambda error: self.say(sentence(error), "wrong")]
        for one in ACTIONS:
            if one.place == "window":
                shortcut = QShortcut(QKeySequence(one.key), self)
                shortcut.activated.connect(partial(self.act, one.name))
        self.act("home")

    def _lay_out(self) -> None:
        ward = self.ward
        self.setWindowTitle(_("Maternity register"))
        bar = QWidget()
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setProperty("role", "bar")
        bar.setProperty("training", "true" if ward.training else "false")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 4, 12, 4)
        self._place = QLabel()
        row.addWidget(self._place, 1)
        if ward.training:
            row.addWidget(QLabel(_("TRAINING REGISTER — nothing here is real")), 1)
        for name in ("find", "lock"):
            row.addWidget(self._button(name))
        row.addWidget(QLabel(ward.account.name or ""))
        side = QWidget()
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setProperty("role", "side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        self._side: dict[str, QPushButton] = {}
        for name in SIDE:
            button = self._button(name)
            button.setProperty("nav", "true")
            button.setCheckable(True)
            column.addWidget(button)
            self._side[name] = button
        column.addStretch(1)
        self._status = QLabel()
        self._status.setContentsMargins(12, 2, 12, 2)
        self._status.setWordWrap(True)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(side)
        middle.addWidget(self.stack, 1)
        whole = QWidget()
        page = QVBoxLayout(whole)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(bar)
        page.addLayout(middle, 1)
        page.addWidget(self._status)
        self.setCentralWidget(whole)
        self.setMinimumSize(800, 600)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.refresh_status)
        jobs.run(lambda: ward.facility, self._named)

    def _named(self, facility: Any) -> None:
        self._place.setText(f"{_('Maternity')} · {facility.name if facility else ''}")

    def _button(self, name: str) -> QPushButton:
        one = action(name)
        button = QPushButton(f"{one.key}  {one.told}" if name == "find" else one.told)
        button.setToolTip(f"{one.told} ({one.key})")
        button.clicked.connect(partial(self.act, name))
        return button

    def act(self, name: str) -> None:
        """Do a command of the window."""
        acts: dict[str, Callable[[], Any]] = {
            "home": partial(self._main, "home", self._home_page),
            "to_do": partial(self._main, "to_do", self._to_do_page),
            "registers": partial(self._main, "registers", self._lists_page),
            "reports": partial(self._main, "reports", self._report_page),
            "settings": partial(self._main, "settings", self._settings_page),
            "help": partial(self._main, "help", self._help_page),
            "find": partial(self.seek, ""),
            "admission": partial(self.seek, "admission"),
            "delivery": partial(self.seek, "delivery"),
            "visit": partial(self.seek, "postnatal_visit"),
            "names": self.hide_names,
            "refresh": partial(self._tell_page, "refresh"),
            "print": partial(self._tell_page, "print_sheet", "print_list"),
            "lock": self.close,
        }
        acts[name]()

    def _tell_page(self, *calls: str) -> None:
        for call in calls:
            method = getattr(self.stack.currentWidget(), call, None)
            if method is not None:
                method()

    def _main(self, name: str, make: Callable[[], QWidget]) -> None:
        for other, button in self._side.items():
            button.setChecked(other == name)
        self._trail.clear()
        self.show_page(make())

    def _home_page(self) -> QWidget:
        from maternity.ui.home_page import HomePage  # noqa: PLC0415 - each page when it is seen

        page = HomePage(self.ward)
        page.opened.connect(self.open_entry)
        page.reopened.connect(self.reopen)
        page.asked.connect(self.act)
        page.refresh()
        return page

    def _to_do_page(self) -> QWidget:
        return self._register_page("delivery", "incomplete")

    def _lists_page(self) -> QWidget:
        from maternity.ui.lists_page import ListsPage  # noqa: PLC0415

        page = ListsPage()
        page.listed.connect(self.list_register)
        return page

    def _help_page(self) -> QWidget:
        from maternity.ui.lists_page import HelpPage  # noqa: PLC0415

        return HelpPage()

    def _report_page(self) -> QWidget:
        from maternity.ui.report_page import ReportPage  # noqa: PLC0415

        page = ReportPage(self.ward)
        page.opened.connect(self.open_entry)
        page.said.connect(self.say)
        page.preview.connect(self.preview)
        return page

    def _settings_page(self) -> QWidget:
        from maternity.ui.settings_page import SettingsPage  # noqa: PLC0415

        page = SettingsPage(self.ward)
        page.listed.connect(self.list_register)
        page.edited.connect(self._edit_settings)
        page.said.connect(self.say)
        return page

    def _edit_settings(self, _name: str) -> None:
        jobs.run(self.ward.settings, self.show_form)

    def _register_page(self, register: str, state: str = "") -> QWidget:
        from maternity.ui.register_page import RegisterPage  # noqa: PLC0415

        page = RegisterPage(self.ward, register, state)
        page.opened.connect(self.open_entry)
        page.new.connect(self.new_entry)
        page.said.connect(self.say)
        page.preview.connect(self.preview)
        page.hide_names(hidden=self.names_hidden)
        return page

    def list_register(self, register: str) -> None:
        """Show the list of a register."""
        self.show_page(self._register_page(register))

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before, which is let go if nothing leads back."""
        before = self.stack.currentWidget()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if before is not None and before not in self._trail:
            self._let_go(before)
        start = getattr(page, "start", None) or getattr(page, "first", None)
        if start is not None:
            start()
        self.refresh_status()

    def _let_go(self, page: QWidget) -> None:
        self.stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def _go_deeper(self, page: QWidget) -> None:
        current = self.stack.currentWidget()
        if current is not None:
            self._trail.append(current)
        self.show_page(page)

    def go_back(self) -> None:
        """Back to the page this one was opened from."""
        leaving = self.stack.currentWidget()
        if not self._trail:
            self.act("home")
            return
        back = self._trail.pop()
        self.stack.setCurrentWidget(back)
        if leaving is not None:
            self._let_go(leaving)
        for call in ("refresh", "start"):
            method = getattr(back, call, None)
            if method is not None:
                method()
        self.refresh_status()

    def seek(self, register: str) -> None:
        """Find or make the woman an entry is about; without a register, open her page."""
        from maternity.ui.finder import Finder  # noqa: PLC0415

        words = named(register).one_words if register else _("Find a woman")
        page = Finder(self.ward, words)
        page.left.connect(self.go_back)
        page.chosen.connect(partial(self._found, register))
        page.new.connect(partial(self._found_new, register))
        self._go_deeper(page)

    def _found(self, register: str, woman: Record) -> None:
        if not register:
            jobs.run(lambda: self.ward.story(woman), partial(self.show_woman, woman))
            return
        jobs.run(lambda: self.ward.begin(register, woman), self._begun)

    def _found_new(self, register: str, text: str) -> None:
        from maternity.ui.finder import named_woman  # noqa: PLC0415

        woman = named_woman(text, named("woman").record)
        if register:
            jobs.run(lambda: self.ward.begin(register, woman), self._begun)
        else:
            self._begun(woman)

    def _begun(self, entry: Record) -> None:
        finder = self.stack.currentWidget()
        self.show_form(entry)
        if finder in self._trail:
            self._trail.remove(finder)

    def new_entry(self, register: str) -> None:
        """Begin an entry of a register: with its woman, or at once for a set-up list."""
        if named(register).setup or register in {"woman", "session_day", "return_figure"}:
            self.show_form(self.ward.new(register))
        else:
            self.seek(register)

    def open_entry(self, entry: Any) -> None:
        """Open an entry in its form; a history opens as a list."""
        if isinstance(entry, list):
            self._show_history(entry)
            return
        register, identity = entry.register.name, entry.id
        jobs.run(lambda: self.ward.full(register, identity), self.show_form)

    def _show_history(self, changes: list[Any]) -> None:
        page = QListWidget()
        page.setAccessibleName(_("History"))
        for one in changes:
            told = (
                f"{one.at:%d/%m/%Y %H:%M}  {one.who}  ·  {one.field} : {one.old or '–'} → {one.new}"
            )
            page.addItem(f"{told}  ({one.reason})" if one.reason else told)
        self._deeper_with_back(page)

    def _deeper_with_back(self, page: QWidget) -> None:
        back = QShortcut(QKeySequence("Esc"), page)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.go_back)
        self._go_deeper(page)
        page.setFocus()

    def show_woman(self, woman: Record, events: list[Any]) -> None:
        """One woman, one page: what happened to her, in the order of time."""
        page = QListWidget()
        page.setAccessibleName(woman.title())
        about = [woman.title(), woman.shown("village"), woman.shown("phone_1")]
        page.addItem("  ·  ".join(fact for fact in about if fact))
        for words, _entry in events:
            page.addItem(words)
        entries = [woman, *(entry for _words, entry in events)]
        page.itemActivated.connect(lambda item: self.open_entry(entries[page.row(item)]))
        page.setCurrentRow(0)
        self._deeper_with_back(page)

    def show_form(self, entry: Record, draft: Draft | None = None) -> None:
        """Show an entry in its form."""
        from maternity.ui.form import Form  # noqa: PLC0415
        from maternity.ui.forms import SPECIAL  # noqa: PLC0415

        form = SPECIAL.get(type(entry), Form)(self.ward, entry, draft)
        form.kept.connect(self._kept)
        form.left.connect(self.go_back)
        form.chosen_instead.connect(partial(self._found, entry.register.name))
        self._go_deeper(form)
        form.first()

    def reopen(self, draft: Draft) -> None:
        """Take up a draft where it was left."""
        jobs.run(lambda: self.ward.reopen(draft), lambda entry: self.show_form(entry, draft))

    def _kept(self, done: Kept) -> None:
        self._saved = f"{clock.now():%H:%M}"
        entry = next((one for one in done.entries if getattr(one, "serial_no", None)), None)
        number = f" · n° {entry.look('serial_no')}/{entry.serial_year}" if entry else ""
        left = len(done.still_open)
        words = _("✓ Saved at {time}").format(time=self._saved) + number
        if left:
            words += " · " + plural(
                "{count} field to complete before closing.",
                "{count} fields to complete before closing.",
                left,
            )
        self.go_back()
        self.say(words, "saved")

    def preview(self, pdf: bytes, name: str) -> None:
        """Show a document as it will be printed."""
        from maternity.ui.preview import Preview  # noqa: PLC0415

        page = Preview(pdf, name)
        page.left.connect(self.go_back)
        page.said.connect(self.say)
        self._deeper_with_back(page)
        page.start()

    def hide_names(self) -> None:
        """Initials instead of names, for visitors' eyes; once more shows them again."""
        self.names_hidden = not self.names_hidden
        hide = getattr(self.stack.currentWidget(), "hide_names", None)
        if hide is not None:
            hide(hidden=self.names_hidden)

    def say(self, words: str, state: str = "saved") -> None:
        """Say something at the foot, for a while."""
        self._status.setText(words)
        theme.set_state(self._status, state)
        self._timer.start(SAID_MS)

    def refresh_status(self) -> None:
        """The last save and the drafts that wait."""
        if self._timer.isActive():
            return
        jobs.run(lambda: len(self.ward.drafts()), self._show_status)

    def _show_status(self, drafts: int) -> None:
        if self._timer.isActive():
            return
        told = [_("Last save {time}").format(time=self._saved)] if self._saved else []
        told.append(plural("{count} draft", "{count} drafts", drafts))
        if self.names_hidden:
            told.append(_("names hidden (F11)"))
        self._status.setText("  ·  ".join(told))
        theme.set_state(self._status, "")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the draft of an open form, close the register, remember the window's size."""
        keep = getattr(self.stack.currentWidget(), "keep_draft", None)
        if keep is not None:
            keep()
        QSettings().setValue("window", self.saveGeometry())
        jobs.wait_idle()
        jobs.run(self.ward.close, lambda _done: None)
        jobs.wait_idle()
        super().closeEvent(event)
