"""One page at a time: pages lead deeper and back again; what nothing leads back to is let go."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from maternity.ui.buttons import answer_to_enter


class Trail(QStackedWidget):
    """The pages of the window, the one on top in view."""

    def __init__(self) -> None:
        super().__init__()
        self._behind: list[QWidget] = []

    @property
    def current(self) -> QWidget | None:
        """The page in view."""
        return self.currentWidget()

    @property
    def deep(self) -> int:
        """How many pages lie behind the one in view."""
        return len(self._behind)

    def begin(self, page: QWidget) -> None:
        """Show a page and forget those before it."""
        leaving, self._behind = [*self._behind, self.currentWidget()], []
        self._put(page)
        for one in leaving:
            self._let_go(one)

    def deeper(self, page: QWidget) -> None:
        """Show a page that leads back to this one."""
        current = self.currentWidget()
        if current is not None:
            self._behind.append(current)
        self._put(page)

    def instead(self, page: QWidget) -> None:
        """Show a page in this one's place: back leads to what was behind."""
        current = self.currentWidget()
        self._put(page)
        self._let_go(current)

    def back(self) -> bool:
        """Show the page behind; False if there is none."""
        if not self._behind:
            return False
        leaving = self.currentWidget()
        self.setCurrentWidget(self._behind.pop())
        self._let_go(leaving)
        return True

    def _put(self, page: QWidget) -> None:
        answer_to_enter(page)
        self.addWidget(page)
        self.setCurrentWidget(page)

    def _let_go(self, page: QWidget | None) -> None:
        if page is not None:
            self.removeWidget(page)
            page.hide()
            page.deleteLater()
