"""Keys: each does one thing, none needs AltGr, all stand in the panel."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from maternity import i18n
from maternity.ui.actions import ACTIONS, ALTGR, FIELD_FIRST, PLACES, TOGETHER, Action, in_place


@pytest.mark.parametrize("places", TOGETHER, ids="-".join)
def test_keys_that_work_together_differ(places: tuple[str, ...]) -> None:
    keys = [key for place in places for one in in_place(place) for key in (one.key, one.also)]
    if "form" in places:
        keys = [key for key in dict.fromkeys(keys) if key not in FIELD_FIRST]
    told = [QKeySequence(key).toString() for key in keys if key]
    assert sorted(told) == sorted(set(told))


@pytest.mark.parametrize("one", ACTIONS, ids=lambda one: one.name)
def test_a_key_needs_no_altgr_and_is_one_that_qt_knows(one: Action) -> None:
    for key in (one.key, one.also):
        assert not ALTGR & set(key)
        assert not ("Ctrl" in key and "Alt" in key)  # that is AltGr on Windows
        assert key.count("+") <= 1  # no chords of three keys
        assert not key or QKeySequence(key).toString()


def test_every_command_has_a_place_in_the_panel_and_a_name_of_its_own() -> None:
    assert {one.place for one in ACTIONS} == set(PLACES)
    names = [one.name for one in ACTIONS]
    assert sorted(names) == sorted(set(names))


def test_keys_are_written_as_on_the_keyboard_of_the_language() -> None:
    previous = next(one for one in ACTIONS if one.name == "previous")
    assert previous.told_key == "Shift+Enter"
    i18n.use("fr")
    assert previous.told_key == "Maj+Entrée"


def test_the_keys_told_under_the_women_are_those_that_act_on_a_woman() -> None:
    assert {one.name.partition("_")[0] for one in in_place("home")} == {"ward"}
    assert [one.name for one in in_place("drafts")] == ["draft_drop"]
