"""The budgets of entry: keys, clicks and pixels, driven through the real window.

The seconds that are asserted here are the person's own (keys and thoughts); those of the machine
are measured by `python -m tests.bench --only typing`.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maternity.ui.window import Window
from tests.budgets.clerk import Clerk, watched
from tests.budgets.deliveries import ALL
from tests.budgets.keystrokes import KEY, THINK, Event, Score, scored
from tests.budgets.tasks import correct_a_field, find_a_woman, show_the_return
from tests.ui import desk
from tests.ui.desk import press

MOST_KEYS = {
    "normal-birth": 130,
    "caesarean": 140,
    "twins": 175,
    "stillbirth": 115,
    "complicated": 130,
    "home-birth": 100,
    "unknown-mother": 110,
}
"""Twins are one mother and two babies; a caesarean has five fields more."""

MOST_SECONDS = {"normal-birth": 60, "stillbirth": 60, "twins": 105}


def most_seconds(score: Score) -> float:
    """The seconds of the person that a delivery may cost."""
    return MOST_SECONDS.get(score.name, 105)


def of_hands(score: Score) -> dict[str, float]:
    """What a budget forbids altogether."""
    return {"clicks": score.points, "pixels": score.scrolled, "summaries": score.summaries}


NOTHING = {"clicks": 0, "pixels": 0, "summaries": 0}


def test_the_24_reference_deliveries_are_written_within_their_budgets(window: Window) -> None:
    scores = []
    for reference in ALL:
        with watched(reference.task, reference.identity) as log:
            clerk = Clerk(window, reference, log)
            clerk.write()
        assert clerk.missing == [], reference.identity
        assert "Saved" in window.status.said.text()
        scores += scored(log.events)
    assert len(scores) == 24
    assert {one.identity: of_hands(one) for one in scores if of_hands(one) != NOTHING} == {}
    keys = {one.identity: one.keys for one in scores if one.keys > MOST_KEYS[one.name]}
    assert keys == {}
    seconds = {one.identity: one.operator for one in scores if one.operator > most_seconds(one)}
    assert seconds == {}


def test_the_line_after_another_takes_its_midwife_from_it(window: Window) -> None:
    typed = []
    for reference in ALL[:2]:
        with watched(reference.task, reference.identity) as log:
            Clerk(window, reference, log).write()
        letters = [str(one["key"]) for one in log.events if one["event"] == "key"]
        typed.append("tr\r" in "".join(letters))
    assert typed == [True, False]


def test_a_known_woman_is_found_within_six_seconds(window: Window) -> None:
    with watched("find-mother") as log:
        find_a_woman(window, log)
    score = scored(log.events)[0]
    assert of_hands(score) == NOTHING
    assert score.operator <= 6


def test_a_field_of_last_week_is_corrected_within_twelve_seconds(window: Window) -> None:
    with watched("before") as log:
        Clerk(window, ALL[7], log).write()
    with watched("correct-field") as log:
        correct_a_field(window, log)
    score = scored(log.events)[0]
    assert of_hands(score) == NOTHING
    assert score.operator <= 12
    baby = desk.ask(lambda: window.ward.all("newborn"))[0]
    assert baby.weight_g == 3150


def test_the_return_is_seen_as_it_prints_within_fifteen_seconds(window: Window) -> None:
    with watched("monthly-form") as log:
        show_the_return(window, log)
    score = scored(log.events)[0]
    assert of_hands(score) == NOTHING
    assert score.operator <= 15


def test_the_model_counts_as_it_was_published() -> None:
    events: list[Event] = [
        {"event": "task", "name": "a"},
        {"event": "focus", "field": "a", "group": "one"},
        {"event": "key", "key": "x", "modifiers": ["ctrl", "shift"]},
        {"event": "focus", "field": "b", "group": "one", "choice": True},
        {"event": "click"},
        {"event": "key", "key": "y", "save": True},
        {"event": "wait", "seconds": 0.5, "for": "save"},
        {"event": "scroll", "pixels": -40},
    ]
    score = scored(events)[0]
    assert (score.keys, score.points, score.buttons, score.hands) == (4, 1, 2, 2)
    assert score.thoughts == 3
    assert score.total == pytest.approx(4 * KEY + 1.1 + 0.2 + 0.8 + 3 * THINK + 0.5)
    assert score.scrolled == 40
    with pytest.raises(ValueError, match="tap"):
        scored([*events, {"event": "tap"}])


def test_keys_that_are_commands_are_counted_with_their_control_key(window: Window) -> None:
    with watched("any") as log:
        press(Qt.Key.Key_F3)
        press(Qt.Key.Key_Escape)
        desk.control(Qt.Key.Key_2)
    assert scored(log.events)[0].keys == 4
    assert type(window.trail.current).__name__ == "ToDoPage"


def test_a_click_and_a_scroll_of_the_form_are_seen(window: Window) -> None:
    press(Qt.Key.Key_F7)
    desk.write("Zerbo")
    desk.enter()
    with watched("any") as log:
        target = QApplication.focusWidget()
        assert target is not None
        assert window.isAncestorOf(target)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)
    assert scored(log.events)[0].points == 1
