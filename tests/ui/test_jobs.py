"""Work for the database: in order, off the screen's thread, answered on it; failures told once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.exceptions import capture_exceptions

from maternity.errors import Refused, Unavailable
from maternity.ui import jobs


@pytest.fixture(autouse=True)
def worker(qapp: QApplication) -> Iterator[None]:
    assert qapp is not None
    jobs.told.clear()
    yield
    jobs.stop()
    jobs.told.clear()


def test_work_is_done_in_order_on_one_other_thread_and_answered_on_the_screens() -> None:
    threads: list[int] = []
    answers: list[tuple[int, int]] = []

    def work(number: int) -> int:
        threads.append(threading.get_ident())
        return number

    for number in range(5):
        jobs.run(partial(work, number), lambda one: answers.append((one, threading.get_ident())))
    jobs.wait_idle()
    assert answers == [(number, threading.get_ident()) for number in range(5)]
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_an_answer_that_is_nothing_is_an_answer() -> None:
    for _time in range(2000):
        jobs.run(lambda: None, lambda _answer: None)
    jobs.wait_idle()
    assert jobs.idle()


@pytest.mark.parametrize("error", [Refused("Enter the age."), Unavailable("The disk is full.")])
def test_a_refusal_goes_to_who_asked(error: Refused | Unavailable) -> None:
    heard: list[Any] = []

    def work() -> None:
        raise error

    jobs.run(work, heard.append, heard.append)
    jobs.wait_idle()
    assert heard == [error]


def test_a_refusal_that_nobody_asked_to_hear_goes_to_the_window() -> None:
    heard: list[Any] = []
    jobs.told[:] = [heard.append]

    def work() -> None:
        raise Refused("Your role does not allow this.")

    jobs.run(work, heard.append)
    jobs.wait_idle()
    assert [one.words for one in heard] == ["Your role does not allow this."]


def test_a_mistake_of_ours_is_raised_where_crashes_are_told_and_the_work_goes_on() -> None:
    heard: list[Any] = []
    with capture_exceptions() as raised:
        jobs.run(lambda: 1 // 0, heard.append, heard.append)
        jobs.run(lambda: "after", heard.append)
        jobs.wait_idle()
    assert [kind for kind, _error, _trace in raised] == [ZeroDivisionError]
    assert heard == ["after"]


def test_an_answer_for_a_page_that_was_left_is_dropped() -> None:
    page, other = QLabel(), QLabel()
    go = threading.Event()
    jobs.run(lambda: go.wait(5), lambda _done: None)
    jobs.run(lambda: "late", page.setText)
    jobs.run(lambda: "late", lambda words: page.setText(f"{words}!"))
    jobs.run(lambda: "there", other.setText)
    shiboken6.delete(page)
    go.set()
    jobs.wait_idle()
    assert other.text() == "there"


def test_a_change_is_told_to_the_pages_and_a_reading_is_not() -> None:
    heard: list[str] = []
    jobs.hub().changed.connect(lambda: heard.append("changed"))
    jobs.run(lambda: None, lambda _done: None)
    jobs.wait_idle()
    assert heard == []
    jobs.run(lambda: None, lambda _done: None, changes=True)
    jobs.wait_idle()
    assert heard == ["changed"]


def test_long_work_tells_its_progress_and_can_be_stopped() -> None:
    steps: list[tuple[int, int]] = []
    said: list[str] = []
    heard: list[Any] = []
    jobs.hub()._long.setInterval(0)
    jobs.hub().waits.connect(said.append)

    def told(done: int, of: int) -> None:
        steps.append((done, of))
        if done == 3:
            jobs.cancel()

    jobs.hub().step.connect(told)
    passed = threading.Event()

    def work(step: Any) -> str:
        for at in range(1000):
            step(at, 1000)
            passed.wait(0.005)
        return "whole"

    jobs.run_long(work, heard.append, heard.append, words="Making the training register…")
    jobs.wait_idle()
    assert said == ["Making the training register…"]
    assert steps[:4] == [(0, 1000), (1, 1000), (2, 1000), (3, 1000)]
    assert len(steps) < 100
    assert [type(one) for one in heard] == [Refused]
