"""Every command of the screen: its words and its key; buttons, menu and key panel show them.

Keys stand here and nowhere else. None needs AltGr on a French keyboard; the numbers of the side
bar are also taken without Shift, as the top row of that keyboard gives them.
"""

from __future__ import annotations

from dataclasses import dataclass

from maternity.i18n import N_, _


@dataclass(frozen=True)
class Action:
    """A command: where it works, its words and its key."""

    name: str
    words: str
    key: str
    place: str = "window"
    also: str = ""

    @property
    def told(self) -> str:
        """The words in the language in use."""
        return _(self.words)

    @property
    def told_key(self) -> str:
        """The key as it is written on a keyboard of that language."""
        parts = self.key.split("+")
        return "+".join(_(KEYS[part]) if part in KEYS else part for part in parts)

    @property
    def tip(self) -> str:
        """The words with the key, for a tool tip."""
        return f"{self.told} ({self.told_key})"


KEYS = {
    "Return": N_("Enter"),
    "Shift": N_("Shift"),
    "Esc": N_("Esc"),
    "Del": N_("Del"),
    "Left": N_("←"),
    "Right": N_("→"),
    "Up": N_("↑"),
}
"""Keys that have a name of their own in another language."""

PLACES = {
    "window": N_("Everywhere"),
    "page": N_("On every page but a form"),
    "form": N_("In a form"),
    "list": N_("In a list"),
    "return": N_("In the monthly return"),
    "home": N_("On the women of the ward"),
    "drafts": N_("On a draft"),
    "due": N_("On what is due"),
    "guide": N_("In the labour guide"),
    "help": N_("In the help"),
    "sheet": N_("In an emergency sheet"),
    "door": N_("Before anybody signs in"),
    "woman": N_("On the page of a woman"),
}
"""Where a command works, in the order of the key panel."""

ACTIONS: tuple[Action, ...] = (
    Action("home", N_("Ward"), "Ctrl+1", also="Ctrl+&"),
    Action("to_do", N_("To do"), "Ctrl+2", also="Ctrl+É"),
    Action("registers", N_("Registers"), "Ctrl+3", also='Ctrl+"'),
    Action("reports", N_("Reports"), "Ctrl+4", also="Ctrl+'"),
    Action("settings", N_("Settings"), "Ctrl+5", also="Ctrl+("),
    Action("help", N_("Help"), "Ctrl+6", also="Ctrl+-"),
    Action("find", N_("Find a woman"), "F3"),
    Action("delivery", N_("New delivery"), "F7"),
    Action("names", N_("Hide the names"), "F11"),
    Action("print_menu", N_("Print a document…"), "Ctrl+P"),
    Action("lock", N_("Lock"), "Ctrl+L"),
    Action("admission", N_("Entry to the ward"), "F6", "page"),
    Action("visit", N_("Postnatal visit"), "F8", "page"),
    Action("refresh", N_("Refresh"), "F5", "page"),
    Action("print", N_("Print"), "F12", "page"),
    Action("back", N_("Back"), "Esc", "page"),
    Action("save", N_("Save"), "F9", "form"),
    Action("baby", N_("Another baby"), "F8", "form"),
    Action("baby_before", N_("Baby before"), "Shift+F8", "form"),
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
    Action("open", N_("Open the entry"), "Return", "list"),
    Action("filter", N_("Search in the list"), "Ctrl+F", "list"),
    Action("copy", N_("Copy as a table"), "Ctrl+C", "list"),
    Action("new", N_("New entry"), "Ctrl+N", "list"),
    Action("void", N_("Cancel the entry…"), "Ctrl+Del", "list"),
    Action("history", N_("History of the entry"), "Ctrl+H", "list"),
    Action("columns", N_("Choose the columns"), "Ctrl+K", "list"),
    Action("export", N_("Export"), "Ctrl+E", "list"),
    Action("behind", N_("Entries behind a figure"), "Ctrl+Return", "return"),
    Action("correct", N_("Type or correct the figure"), "F2", "return"),
    Action("keep_file", N_("Save as…"), "Ctrl+S", "return"),
    Action("definition", N_("How this figure was counted"), "F1", "return"),
    Action("month_lacks", N_("What is left to do for the month"), "Ctrl+T", "return"),
    Action("month_checks", N_("Checks before closing"), "Ctrl+K", "return"),
    Action("close_month", N_("Close the month…"), "Ctrl+M", "return"),
    Action("reopen_month", N_("Open the month again…"), "Ctrl+O", "return"),
    Action("hand_in", N_("Hand in: write to a stick…"), "Ctrl+U", "return"),
    Action("handed_in", N_("The return was handed in on paper"), "Ctrl+J", "return"),
    Action("archive", N_("Returns closed so far"), "Ctrl+R", "return"),
    Action("robson", N_("Robson report"), "Ctrl+Y", "return"),
    Action("indicators", N_("Indicators of the WHO"), "Ctrl+I", "return"),
    Action("ward_delivery", N_("Her delivery"), "A", "home"),
    Action("ward_visit", N_("Check after the birth"), "S", "home"),
    Action("ward_discharge", N_("Discharge, transfer"), "D", "home"),
    Action("ward_referral", N_("Refer her"), "R", "home"),
    Action("ward_bed", N_("Change of bed"), "L", "home"),
    Action("ward_apart", N_("The baby's own stay"), "E", "home"),
    Action("ward_death", N_("Death"), "X", "home"),
    Action("ward_stay", N_("Her stay"), "M", "home"),
    Action("ward_left", N_("Column to the left"), "Left", "home"),
    Action("ward_right", N_("Column to the right"), "Right", "home"),
    Action("draft_drop", N_("Give the draft up"), "Del", "drafts"),
    Action("undo", N_("Undo the last save"), "Ctrl+Z", "page"),
    Action("undo_field", N_("Take back what was typed"), "Ctrl+Z", "form"),
    Action("go_to", N_("Go to a field by its name"), "Ctrl+F", "form"),
    Action("manual", N_("Manual: search and print"), "Ctrl+M", "help"),
    Action("due_woman", N_("Her page"), "F", "due"),
    Action("ward_guide", N_("Labour guide"), "G", "home"),
    Action("guide_answer", N_("What is done about an alert"), "F5", "guide"),
    Action("guide_turn", N_("The grid, the labour, or its drawing"), "F6", "guide"),
    Action("guide_rows", N_("Row above, row below"), "Up", "guide", "Down"),
    Action("guide_columns", N_("Column beside"), "Left", "guide", "Right"),
    Action("notice_read", N_("Read: take it off the list"), "Del", "due"),
    Action("due_called", N_("Note a call or a visit"), "A", "due"),
    Action("reveal", N_("Show the masked answers for 20 s"), "Ctrl+R", "form"),
    Action("ward_emergency", N_("Emergency sheet"), "U", "home"),
    Action("emergency", N_("Emergency sheet of this entry"), "Ctrl+G", "form"),
    Action("sheet_now", N_("Done now: the hour, then the next step"), "F5", "sheet"),
    Action("guide_svg", N_("Save the drawing as a file (SVG)…"), "F12", "guide"),
    Action("public_summary", N_("The month on one page, for everybody"), "F9", "return"),
    Action("move_baby", N_("Put the baby under its right mother…"), "Ctrl+M", "list"),
    Action("mark_figure", N_("Mark the figure: to be checked…"), "Ctrl+D", "return"),
    Action("ministry_workbook", N_("Fill the ministry's workbook…"), "Shift+F9", "return"),
    Action("district", N_("The district's forms and tables…"), "Ctrl+G", "return"),
    Action("views", N_("Views of the list: show, save, take away"), "Ctrl+U", "list"),
    Action("several", N_("Correct the selected entries together"), "Ctrl+B", "list"),
    Action("emergency_entry", N_("Emergency: new admission"), "F6", "door"),
    Action("comparison", N_("The figures beside the months before"), "Ctrl+B", "return"),
    Action(
        "comparison_svg", N_("Save the drawing beside the months (SVG)…"), "Shift+F12", "return"
    ),
    Action("figure_note", N_("Note on a typed figure…"), "Ctrl+N", "return"),
    Action("radio_words", N_("The month in words, for the radio…"), "Ctrl+F9", "return"),
    Action("same_woman", N_("It is the first woman offered"), "Alt+M", "form"),
    Action("other_woman", N_("It is another woman"), "Alt+A", "form"),
    Action("sort", N_("Sort by a column"), "Ctrl+O", "list"),
    Action("news", N_("What is new"), "Ctrl+N", "help"),
    Action("merge_woman", N_("Same woman, entered twice…"), "Ctrl+D", "woman"),
    Action("part_woman", N_("Part the two entries again…"), "Ctrl+R", "woman"),
)


def action(name: str) -> Action:
    """The command of a name."""
    return next(one for one in ACTIONS if one.name == name)


def in_place(place: str) -> tuple[Action, ...]:
    """The commands of a place."""
    return tuple(one for one in ACTIONS if one.place == place)


ALTGR = frozenset("~#{[|`\\^@]}¤€")
"""What a French keyboard gives only with AltGr."""

FIELD_FIRST = frozenset({"Ctrl+'"})
"""Keys that an entry field takes before the window: there they repeat the entry before."""

TOGETHER: tuple[tuple[str, ...], ...] = (
    ("window", "page", "list"),
    ("window", "page", "return"),
    ("window", "page", "home"),
    ("window", "page", "due"),
    ("window", "page", "drafts"),
)
TOGETHER += (("window", "page", "help"),)
TOGETHER += (("window", "form", "guide"),)
TOGETHER += (("window", "form", "sheet"),)
TOGETHER += (("window", "page", "list", "woman"),)
"""Places whose keys work at the same time, and must differ."""
