"""The program's own plain drawings, in the colour of the words beside them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

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
    ink = theme.colour(colour)
    known, picture = f"{name} {size} {ink}", QPixmap()
    if QPixmapCache.find(known, picture):
        return QIcon(picture)
    text = _drawing(name).replace("currentColor", ink)
    picture = QPixmap(size * FINE, size * FINE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(FINE)
    QPixmapCache.insert(known, picture)
    return QIcon(picture)


def put(button: QAbstractButton, name: str, colour: str = "text") -> None:
    """Put a drawing on a button, as large as its words."""
    size = theme.icon_size()
    button.setIcon(icon(name, size, colour))
    button.setIconSize(QSize(size, size))
