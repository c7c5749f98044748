"""The one table model, over every register and over a million rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from maternity import registers
from maternity.records import Record, named
from maternity.registers.village import Village
from maternity.ui import jobs
from maternity.ui.frozen import FrozenTable
from maternity.ui.table import (
    COMING,
    PAGE,
    PAGES_KEPT,
    RegisterTable,
    columns_of,
    initials,
    state_words,
)
from maternity.ui.window import Window
from maternity.ward import Page, Query
from tests.ui.desk import settle

NAMES = [cls.register.name for cls in registers.ALL if cls.register.name != "settings"]


def test_qt_finds_no_fault_in_the_table_of_any_register(
    window: Window, subtests: pytest.Subtests, qtlog: Any
) -> None:
    for name in NAMES:
        with subtests.test(name):
            without_fault(window, name)
            assert [one.message for one in qtlog.records if "FAIL!" in one.message] == []


def without_fault(window: Window, name: str) -> None:
    """Let Qt watch a table while it is asked, sorted and narrowed to fewer columns."""
    about = named(name)
    model = RegisterTable(window.ward, Query(name), columns_of(about, list(about.columns)))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.ask(Query(name))
    settle()
    model.sort(1, Qt.SortOrder.DescendingOrder)
    settle()
    model.hide_names = True
    for row in range(min(model.rowCount(), 5)):
        for at in range(model.columnCount()):
            assert model.index(row, at).data() is not None
    model.show_columns(columns_of(about, []))
    assert model.columnCount() == sum(one.frozen for one in model.columns)
    assert tester.model() is model


@dataclass
class Million:
    """A register of a million villages, each made when it is read."""

    asked: list[int] = field(default_factory=list)

    def page(self, query: Query) -> Page:
        """The rows asked for, and no other."""
        self.asked.append(query.offset)
        last = min(query.offset + query.limit, TOTAL)
        rows: list[Record] = [Village(name=f"Village {n:07d}") for n in range(query.offset, last)]
        return Page(rows, TOTAL, query.offset)


TOTAL = 1_000_000


@pytest.fixture
def many(dressed: QApplication) -> tuple[RegisterTable, Million]:
    """A model over the million."""
    assert dressed is not None
    source: Any = Million()
    model = RegisterTable(source, Query("village"), columns_of(Village.register, ["name"]))
    model.ask(Query("village"))
    jobs.wait_idle()
    return model, source


def name_at(model: RegisterTable, row: int) -> str:
    """What stands in the name's column."""
    at = next(n for n, one in enumerate(model.columns) if one.name == "name")
    return str(model.index(row, at).data())


def test_only_what_is_looked_at_is_read(many: tuple[RegisterTable, Million]) -> None:
    model, source = many
    view = FrozenTable("Villages")
    view.setModel(model)
    view.freeze(1)
    view.resize(800, 600)
    view.show()
    settle()
    assert model.rowCount() == TOTAL
    view.scrollToBottom()
    settle()
    assert name_at(model, TOTAL - 1) == f"Village {TOTAL - 1:07d}"
    assert len(source.asked) < 6
    view.close()


def test_the_last_column_takes_what_room_is_left_even_where_all_would_stay(
    many: tuple[RegisterTable, Million],
) -> None:
    model, _source = many
    view = FrozenTable("Villages")
    view.setModel(model)
    view.freeze(model.columnCount())
    view.resize(800, 600)
    view.show()
    settle()
    view.fit_columns()
    settle()
    assert sum(view.widths()) == view.viewport().width()
    view.close()


def test_a_row_on_its_way_is_shown_as_coming(many: tuple[RegisterTable, Million]) -> None:
    model, source = many
    assert name_at(model, 500_025) == COMING
    jobs.wait_idle()
    assert name_at(model, 500_025) == "Village 0500025"
    assert source.asked == [0, 500_000]


def test_no_more_pages_are_kept_than_a_screen_needs(many: tuple[RegisterTable, Million]) -> None:
    model, _source = many
    for page in range(PAGES_KEPT * 2):
        name_at(model, page * PAGE)
        jobs.wait_idle()
    assert len(model._pages) == PAGES_KEPT
    assert name_at(model, 0) == COMING
    jobs.wait_idle()
    assert name_at(model, 0) == "Village 0000000"
    assert model.rowCount() == TOTAL


def test_an_answer_to_an_older_question_is_dropped(many: tuple[RegisterTable, Million]) -> None:
    model, _source = many
    name_at(model, 700_000)
    model.ask(Query("village", text="x"))
    jobs.wait_idle()
    assert 7000 not in model._pages


def test_the_state_is_told_by_sign_and_word() -> None:
    village = Village(name="Sikoro")
    assert state_words(village) == "• open"
    village.missing = 2
    assert state_words(village) == "• to complete (2)"
    village.missing, village.unsure = 0, 1
    assert state_words(village) == "! to confirm"
    assert initials("Coulibaly Djénéba G2 P1") == "C. D. G. P."
