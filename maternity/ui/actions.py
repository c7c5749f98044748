"""Every command of the screen: its words and its key; buttons and the key panel show them."""

from __future__ import annotations

from dataclasses import dataclass

from maternity.i18n import N_, _


@dataclass(frozen=True)
class Action:
    """A command of the window."""

    name: str
    words: str
    key: str
    place: str = "window"

    @property
    def told(self) -> str:
        """The words in the language in use."""
        return _(self.words)


ACTIONS: tuple[Action, ...] = (
    Action("home", N_("Ward"), "Ctrl+1"),
    Action("to_do", N_("To do"), "Ctrl+2"),
    Action("registers", N_("Registers"), "Ctrl+3"),
    Action("reports", N_("Reports"), "Ctrl+4"),
    Action("settings", N_("Settings"), "Ctrl+5"),
    Action("help", N_("Keys and help"), "Ctrl+6"),
    Action("find", N_("Find a woman"), "F3"),
    Action("admission", N_("Entry to the ward"), "F6"),
    Action("delivery", N_("New delivery"), "F7"),
    Action("visit", N_("Postnatal visit"), "Shift+F7"),
    Action("names", N_("Hide the names"), "F11"),
    Action("refresh", N_("Refresh"), "F5"),
    Action("print", N_("Print"), "F12"),
    Action("lock", N_("Lock"), "Ctrl+L"),
    Action("save", N_("Save"), "F9", "form"),
    Action("baby", N_("Another baby"), "F8", "form"),
    Action("missing", N_("What is missing"), "F2", "form"),
    Action("field_help", N_("Help on this field"), "F1", "form"),
    Action("list", N_("Open the field's list"), "F4", "form"),
    Action("confirm", N_("It is right (unlikely value)"), "Ctrl+Return", "form"),
    Action("today", N_("Today"), "Ctrl+;", "form"),
    Action("now", N_("Now"), "Ctrl+:", "form"),
    Action("repeat", N_("Same as in the entry before"), "Ctrl+'", "form"),
    Action("next", N_("Next field"), "Return", "form"),
    Action("previous", N_("Field before"), "Shift+Return", "form"),
    Action("leave", N_("Leave, kept as a draft"), "Esc", "form"),
    Action("filter", N_("Search in the list"), "Ctrl+F", "list"),
    Action("copy", N_("Copy as a table"), "Ctrl+C", "list"),
    Action("behind", N_("Entries behind a figure"), "Ctrl+Return", "return"),
)


def action(name: str) -> Action:
    """The command of a name."""
    return next(one for one in ACTIONS if one.name == name)
