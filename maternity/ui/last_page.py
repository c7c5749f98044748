"""The page a person left is the page she finds at her next signing in, on this computer.

A page or a list alone: never an entry, and never a list that HIV or a death rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from maternity.people import Right
from maternity.records import named

if TYPE_CHECKING:
    from maternity.ui.window import Window

LIST = "list:"
CARE = frozenset({"home", "to_do", "registers", "reports"})


def remember(window: Window, name: str) -> None:
    """Keep a page of the side bar."""
    if name in CARE:
        QSettings().setValue(_mine(window), name)


def remember_list(window: Window, register: str, state: str) -> None:
    """Keep a list of care that was opened as a whole."""
    about = named(register)
    if not (state or about.setup or about.hidden or about.of_deaths):
        QSettings().setValue(_mine(window), f"{LIST}{register}")


def begin(window: Window) -> None:
    """Show the page that was left, or the ward; who may not read goes where she may."""
    left = str(QSettings().value(_mine(window), ""))
    if not window.ward.account.may(Right.READ):
        window.act("back")
    elif left.startswith(LIST) and _is_register(left.removeprefix(LIST)):
        window.act("registers")
        window.list_register(left.removeprefix(LIST))
    else:
        window.act(left if left in CARE else "back")


def _is_register(name: str) -> bool:
    try:
        return not named(name).setup
    except KeyError:
        return False


def _mine(window: Window) -> str:
    return f"person/{window.ward.account.id}/page"
