"""The program's own plain drawings, in the colour of the words beside them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from maternity import paths
from maternity.ui import theme

FINE = 2
"""Drawn at twice its size, for screens that show finer dots."""


@cache
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


def has(name: str) -> bool:
    """Whether there is a drawing of this name."""
    return (paths.resources() / "icons" / f"{name}.svg").is_file()


def icon(name: str, size: int, colour: str = "text") -> QIcon:
    """A drawing as an icon, in a colour of the theme."""
    text = _drawing(name).replace("currentColor", theme.colour(colour))
    picture = QPixmap(size * FINE, size * FINE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(FINE)
    return QIcon(picture)
