"""A figure among the months: its words, and a drawing that shows what is missing as missing."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest

from maternity import i18n
from maternity.reports.course import Course, Month, drawing, rows, sentences
from maternity.reports.drawing import Box, Drawing, Line, Words, wrapped
from maternity.reports.drawing_svg import svg

LETTERS = (8.0, 15.0)
"""The words at text of 100 % and of 175 %."""


def course(before: Sequence[int | None], now: int | None = 7, *, closed: int = 12) -> Course:
    """October 2026 and the twelve months before, the newest so many of them closed."""
    days = [date(2025 + (9 + at) // 12, (9 + at) % 12 + 1, 1) for at in range(12)]
    made = tuple(
        Month(day, value, closed=at >= 12 - closed)
        for at, (day, value) in enumerate(zip(days, before, strict=True))
    )
    return Course(made, Month(date(2026, 10, 1), now))


def words_of(made: Drawing) -> list[str]:
    return list(made.texts())


def test_this_month_is_told_beside_the_last_a_year_ago_and_the_middle() -> None:
    i18n.use("en")
    told = list(sentences(course([3, *[None] * 9, 8, 7], now=8)))
    assert told == [
        "This month: 8.",
        "Last month: 7 (+1).",
        "Same month last year: 3 (+5).",
        "Median of 3 months known of the 12 before: 7 (+1).",
    ]
    unknown = list(sentences(course([None] * 12, now=None)))
    assert unknown[0] == "This month: not known."
    assert unknown[-1] == "Median of 0 months known of the 12 before: not known."
    assert "Last month: 7 (=)." in list(sentences(course([7] * 12)))


def test_every_month_is_told_in_words_the_newest_first() -> None:
    i18n.use("en")
    told = list(rows(course([0, *[None] * 10, 5], closed=6)))
    assert told[:3] == [
        "October 2026: 7 (open)",
        "September 2026: 5 (closed)",
        "August 2026: not known",
    ]
    assert told[-1] == "October 2025: 0 (open)"
    assert len(told) == 13


def test_a_month_not_known_is_a_question_and_nought_is_nought() -> None:
    made = drawing(course([0, *[None] * 10, 5]), 90, 34)
    assert words_of(made).count("?") == 10
    assert words_of(made).count("0") == 1


def test_closed_and_open_months_differ_without_colour() -> None:
    half = drawing(course([4] * 12, closed=6), 90, 34)
    filled = [one for one in half.marks if isinstance(one, Box) and one.shade]
    edges = [one for one in half.marks if isinstance(one, Line) and one.dashed]
    assert (len(filled), len(edges)) == (6, 7 * 3)


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("most", [9, 480, 12_345])
def test_words_stand_beside_each_other_whatever_their_size(
    letter: float, language: str, most: int
) -> None:
    i18n.use(language)
    made = drawing(course([most] * 12, now=most), 90, 40, "G10  Accouchements au centre", letter)
    rows_of: dict[float, list[tuple[float, float]]] = {}
    for one in made.marks:
        if isinstance(one, Words):
            left, right = edges_of(one)
            assert left >= -2
            assert right <= made.wide + 2
            rows_of.setdefault(round(one.y, 1), []).append((left, right))
    for places in rows_of.values():
        ordered = sorted(places)
        pairs = pairwise(ordered)
        assert all(one[1] <= other[0] + 0.5 for one, other in pairs)


def edges_of(one: Words) -> tuple[float, float]:
    from maternity.reports.drawing import width_mm

    wide = width_mm(one.text, one.size, bold=one.bold)
    left = {"left": one.x, "middle": one.x - wide / 2, "right": one.x - wide}[one.at]
    return left, left + wide


def test_a_line_without_any_figure_says_so() -> None:
    assert course([0] * 12, now=0).is_empty
    assert course([None] * 12, now=None).is_empty
    assert not course([None] * 11 + [1], now=0).is_empty


@pytest.mark.parametrize("letter", LETTERS)
def test_the_line_of_the_median_leaves_every_figure_free(letter: float) -> None:
    made = drawing(
        course([20, 18, 19, None, 20, 21, 19, 18, 2, 0, 20, 40], now=19), 88, 34, "", letter
    )
    figures = [one for one in made.marks if isinstance(one, Words) and one.at == "middle"]
    lines = [one for one in made.marks if isinstance(one, Line) and one.wide < 0.2]
    assert lines
    for line in lines:
        assert line.y == line.to_y
        for one in figures:
            left, right = edges_of(one)
            apart = line.to_x <= left + 0.01 or line.x >= right - 0.01
            assert apart or abs(one.y - line.y) >= one.size * 0.35 * 0.55
    assert sum(one.to_x - one.x for one in lines) > 20


def test_the_drawing_is_written_as_a_picture_of_its_own() -> None:
    title = "G10 < 2500 g & « petits »"
    root = ET.fromstring(svg(drawing(course([4] * 12), 88, 34, title), title))
    named = "{http://www.w3.org/2000/svg}"
    assert root.get("aria-label") == root.findtext(f"{named}title") == title
    texts = [one.text for one in root.iter(f"{named}text")]
    assert "4" in texts
    assert title in " ".join(one or "" for one in texts).replace("\N{NO-BREAK SPACE}", " ")
    assert {one.get("font-family") for one in root.iter(f"{named}text")} == {
        "DejaVu Sans, sans-serif"
    }


def test_a_line_of_words_never_begins_with_a_sign() -> None:
    for room in range(10, 60, 5):
        rows_of = wrapped("Mois dernier : non connu ; « 20 » ? Médiane de 8 mois : 100 %.", room, 8)
        assert not any(row[0] in ":;?%»" for row in rows_of)
