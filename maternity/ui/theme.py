"""The look: one palette, one family of type, states shown by colour, sign and words together.

Ratios of contrast are kept by a test (WCAG 2.2: text 4.5, controls 3).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from maternity import paths

BASE_POINTS = 10.0
FAMILY = "DejaVu Sans Condensed"

LIGHT = {
    "window": "#F4F5F6",
    "base": "#FFFFFF",
    "text": "#1B1B1B",
    "label": "#4A4A4A",
    "muted": "#6B6B6B",
    "border": "#767676",
    "focus": "#0B57D0",
    "error": "#B3261E",
    "error_tint": "#FFE1DE",
    "warning": "#6B4A00",
    "warning_tint": "#FFF3C4",
    "saved": "#0F5132",
    "saved_tint": "#E8F5E9",
    "accent": "#0B4F6C",
    "accent_text": "#FFFFFF",
    "training": "#7A3E9D",
    "line": "#D5D8DB",
}
DARK = {
    "window": "#1E1E1E",
    "base": "#262626",
    "text": "#E6E6E6",
    "label": "#C8C8C8",
    "muted": "#B0B0B0",
    "border": "#8A8A8A",
    "focus": "#8AB4F8",
    "error": "#FFB4AB",
    "error_tint": "#4A1F1B",
    "warning": "#F2C94C",
    "warning_tint": "#3D3214",
    "saved": "#7FD6A0",
    "saved_tint": "#17311F",
    "accent": "#123B4D",
    "accent_text": "#FFFFFF",
    "training": "#7A3E9D",
    "line": "#3A3A3A",
}

_chosen = dict(LIGHT)


def colour(name: str) -> str:
    """A colour of the theme in use."""
    return _chosen[name]


def apply(application: QApplication, *, percent: int = 100) -> None:
    """Dress the application: Fusion, the system's light or dark, text at this size."""
    application.setStyle("Fusion")
    dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    _chosen.clear()
    _chosen.update(DARK if dark else LIGHT)
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY)
    font.setPointSizeF(BASE_POINTS * percent / 100)
    application.setFont(font)
    application.setPalette(_palette())
    application.setStyleSheet(_sheet(percent))


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "base",
        QPalette.ColorRole.AlternateBase: "window",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "window",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "focus",
        QPalette.ColorRole.HighlightedText: "base",
        QPalette.ColorRole.PlaceholderText: "muted",
    }
    for role, name in roles.items():
        palette.setColor(role, QColor(colour(name)))
    return palette


def _sheet(percent: int) -> str:
    c = _chosen
    high = round(26 * percent / 100)
    button = round(32 * percent / 100)
    return f"""
QLineEdit {{ min-height: {high - 8}px; padding: 2px 5px; border: 1px solid {c["border"]};
    border-radius: 3px; background: {c["base"]}; color: {c["text"]}; }}
QLineEdit:focus {{ border: 2px solid {c["focus"]}; padding: 1px 4px; }}
QLineEdit[state="wrong"] {{ border: 2px solid {c["error"]}; background: {c["error_tint"]}; }}
QLineEdit[state="unsure"] {{ background: {c["warning_tint"]}; border-color: {c["warning"]}; }}
QLineEdit[state="missing"] {{ border-style: dashed; }}
QPushButton {{ min-height: {button - 10}px; padding: 3px 12px; border: 1px solid {c["border"]};
    border-radius: 4px; background: {c["base"]}; color: {c["text"]}; }}
QPushButton:focus {{ border: 2px solid {c["focus"]}; }}
QPushButton:disabled {{ color: {c["muted"]}; }}
QPushButton[main="true"] {{ background: {c["accent"]}; color: {c["accent_text"]};
    border-color: {c["accent"]}; font-weight: bold; }}
QPushButton[nav="true"] {{ text-align: left; border: none; border-radius: 0; padding: 8px 10px;
    background: transparent; }}
QPushButton[nav="true"]:checked {{ background: {c["base"]}; font-weight: bold;
    border-left: 4px solid {c["focus"]}; }}
QPushButton[nav="true"]:focus {{ border: 2px solid {c["focus"]}; }}
QLabel[role="label"] {{ color: {c["label"]}; }}
QLabel[role="heading"] {{ color: {c["accent_text"]}; background: {c["accent"]}; padding: 2px 6px;
    font-weight: bold; }}
QLabel[role="title"] {{ font-size: {BASE_POINTS * 1.5 * percent / 100}pt; font-weight: bold; }}
QLabel[role="muted"] {{ color: {c["muted"]}; }}
QLabel[state="wrong"] {{ color: {c["error"]}; font-weight: bold; }}
QLabel[state="unsure"] {{ color: {c["warning"]}; background: {c["warning_tint"]}; }}
QLabel[state="saved"] {{ color: {c["saved"]}; background: {c["saved_tint"]}; padding: 2px 6px; }}
QWidget[role="bar"] {{ background: {c["accent"]}; }}
QWidget[role="bar"][training="true"] {{ background: {c["training"]}; }}
QWidget[role="bar"] QLabel {{ color: {c["accent_text"]}; font-weight: bold; }}
QWidget[role="side"] {{ background: {c["window"]}; border-right: 1px solid {c["line"]}; }}
QWidget[role="banner"] {{ background: {c["base"]}; border-bottom: 1px solid {c["line"]}; }}
QWidget[role="card"] {{ background: {c["base"]}; border: 1px solid {c["line"]};
    border-radius: 5px; }}
QWidget[role="strip"] {{ background: {c["base"]}; border-top: 1px solid {c["line"]}; }}
QListWidget, QTableView {{ background: {c["base"]}; border: 1px solid {c["line"]}; }}
QListWidget:focus, QTableView:focus {{ border: 2px solid {c["focus"]}; }}
QHeaderView::section {{ background: {c["window"]}; color: {c["label"]}; padding: 3px 6px;
    border: none; border-bottom: 1px solid {c["border"]}; border-right: 1px solid {c["line"]}; }}
QScrollArea {{ border: none; }}
"""


def set_state(widget: QWidget, state: str) -> None:
    """Show a widget in a state: wrong, unsure, missing, saved, or none."""
    if widget.property("state") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def luminance(code: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of contrast of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
