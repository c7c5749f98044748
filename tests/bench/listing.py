"""The first paint of a list of a million rows, against a bare table over rows in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from maternity.ui import jobs, program
from maternity.ui.choosing import everything
from maternity.ui.register_page import RegisterPage
from tests.bench import volume
from tests.bench.timing import Figure, against

MOST = 3.0
OPENING_SECONDS = 600.0
"""Every page of a register is looked at when it is opened; this one has a million."""
SIZE = (1366, 728)
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Rows of text that are there already."""

    def __init__(self, rows: list[list[str]], total: int) -> None:
        super().__init__()
        self.rows, self.total = rows, total

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's own name
        """As many as the register has."""
        return 0 if parent is not None and parent.isValid() else self.total

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """As many as the list shows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.rows[index.row() % len(self.rows)][index.column()]


def measure(folder: Path) -> list[Figure]:
    """From the request to the rows on the screen."""
    QApplication.instance() or program.make_application("fr", 100)
    found: list[Any] = []
    jobs.run(lambda: volume.opened(folder), found.append)
    jobs.wait_idle(OPENING_SECONDS)
    ward = found[0]
    try:
        rows, total = _texts(ward)
        model = Rows(rows, total)
        return [
            against(
                f"first paint of a list of {total:,} rows",
                MOST,
                lambda: _shown(_page(ward)),
                lambda: _shown(_bare(model)),
            )
        ]
    finally:
        jobs.run(ward.close, lambda _done: None)
        jobs.stop()
        program.take_down()


def _page(ward: Any) -> RegisterPage:
    page = RegisterPage(ward, "delivery")
    page.show_period(everything())
    return page


def _bare(model: Rows) -> QWidget:
    view = QTableView()
    view.setModel(model)
    return view


def _shown(widget: QWidget) -> None:
    widget.resize(*SIZE)
    widget.show()
    jobs.wait_idle()
    QApplication.processEvents()
    widget.grab()
    widget.close()
    widget.deleteLater()


def _texts(ward: Any) -> tuple[list[list[str]], int]:
    """What the list shows, as plain text."""
    page = _page(ward)
    jobs.wait_idle()
    model = page.model
    rows = [
        [str(model.data(model.index(row, at)) or "") for at in range(model.columnCount())]
        for row in range(min(100, model.rowCount()))
    ]
    total = model.rowCount()
    page.deleteLater()
    return rows, total
