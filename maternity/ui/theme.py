"""The look: one palette, one family of type, states shown by colour, sign and words together.

Ratios of contrast are kept by a test (WCAG 2.2: text 4.5, controls 3).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QStyleHints
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
    "accent_ink": "#0B4F6C",
    "accent_tint": "#E3EFF4",
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
    "accent_ink": "#9CCFE3",
    "accent_tint": "#1F3640",
    "training": "#7A3E9D",
    "line": "#3A3A3A",
}

CONTRAST_LIGHT = {
    "window": "#FFFFFF",
    "base": "#FFFFFF",
    "text": "#000000",
    "label": "#000000",
    "muted": "#1F1F1F",
    "border": "#000000",
    "focus": "#0000C8",
    "error": "#8B0000",
    "error_tint": "#FFFFFF",
    "warning": "#4A2E00",
    "warning_tint": "#FFFFFF",
    "saved": "#00401A",
    "saved_tint": "#FFFFFF",
    "accent": "#000000",
    "accent_text": "#FFFFFF",
    "accent_ink": "#00005A",
    "accent_tint": "#D6E4FF",
    "training": "#4B0082",
    "line": "#000000",
}
CONTRAST_DARK = {
    "window": "#000000",
    "base": "#000000",
    "text": "#FFFFFF",
    "label": "#FFFFFF",
    "muted": "#E6E6E6",
    "border": "#FFFFFF",
    "focus": "#FFFF00",
    "error": "#FF9C9C",
    "error_tint": "#000000",
    "warning": "#FFD75E",
    "warning_tint": "#000000",
    "saved": "#8CFFB0",
    "saved_tint": "#000000",
    "accent": "#FFFFFF",
    "accent_text": "#000000",
    "accent_ink": "#7FFFFF",
    "accent_tint": "#00005A",
    "training": "#E0B0FF",
    "line": "#FFFFFF",
}
"""High contrast: every line drawn, no tint that a weak eye must tell from white (WCAG 2.2: 7)."""

LOOKS = {
    "light": LIGHT,
    "dark": DARK,
    "contrast_light": CONTRAST_LIGHT,
    "contrast_dark": CONTRAST_DARK,
}
SYSTEM = "system"
"""The look that is the system's own: its light or dark, its high contrast."""

FOCUS_RING = 2
CONTRAST_RING = 3
"""Pixels of the border of what has the focus."""

_chosen = dict(LIGHT)
_percent = 100
_look = SYSTEM
_shown = "light"


SHEET = """
QLineEdit {{ min-height: {field}px; padding: 2px 5px; border: 1px solid {border};
    border-radius: 3px; background: {base}; color: {text};
    placeholder-text-color: {muted}; }}
QLineEdit:focus {{ border: {ring}px solid {focus}; padding: 1px 4px; }}
QLineEdit[state="wrong"] {{ border: 2px solid {error}; background: {error_tint}; }}
QLineEdit[state="unsure"] {{ background: {warning_tint}; border-color: {warning}; }}
QLineEdit[state="missing"] {{ border-style: dashed; }}
QPlainTextEdit {{ border: 1px solid {border}; border-radius: 3px; background: {base}; }}
QPlainTextEdit:focus {{ border: {ring}px solid {focus}; }}
QComboBox {{ min-height: {field}px; padding: 2px 6px; border: 1px solid {border};
    border-radius: 3px; background: {base}; color: {text}; }}
QComboBox:focus {{ border: {ring}px solid {focus}; padding: 1px 5px; }}
QComboBox::drop-down {{ border: none; width: {field}px; }}
QComboBox QAbstractItemView {{ background: {base}; border: 1px solid {border}; }}
QPushButton {{ min-height: {button}px; padding: 3px 12px; border: 1px solid {border};
    border-radius: 4px; background: {base}; color: {text}; }}
QPushButton:hover, QToolButton:hover {{ background: {accent_tint}; }}
QPushButton:focus {{ border: {ring}px solid {focus}; padding: 2px 11px; }}
QPushButton:disabled {{ color: {muted}; border-color: {line}; }}
QPushButton::menu-indicator {{ subcontrol-position: right center; right: 4px; }}
QPushButton[main="true"] {{ background: {accent}; color: {accent_text}; border-color: {accent};
    font-weight: bold; }}
QPushButton[main="true"]:focus {{ border: {ring}px solid {focus}; }}
QPushButton[role="chip"] {{ border-radius: {field}px; background: {accent_tint};
    border: 1px solid {accent_ink}; color: {accent_ink}; padding: 1px 10px; }}
QPushButton[role="search"] {{ text-align: left; color: {label}; border-color: {accent}; }}
QPushButton[role="plain"] {{ background: transparent; border: 1px solid transparent;
    color: {accent_text}; }}
QPushButton[role="plain"]:focus, QToolButton[role="plain"]:focus {{
    border: 2px solid {accent_text}; }}
QPushButton[role="plain"]:hover, QToolButton[role="plain"]:hover {{ border-color: {accent_text};
    background: transparent; }}
QPushButton[role="tile"] {{ text-align: left; padding: 10px 14px; }}
QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px;
    background: transparent; color: {text}; }}
QToolButton:focus {{ border: {ring}px solid {focus}; padding: 3px; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton[role="undo"] {{ border: 1px solid {accent_ink}; color: {accent_ink}; padding: 0 8px; }}
QToolButton[nav="true"] {{ border: none; border-left: 4px solid transparent; border-radius: 0;
    padding: 8px 10px 6px 6px; color: {label}; }}
QToolButton[nav="true"]:checked {{ background: {base}; color: {text}; font-weight: bold;
    border-left: 4px solid {accent_ink}; }}
QToolButton[nav="true"]:focus {{ border: {ring}px solid {focus}; }}
QLabel[role="label"] {{ color: {label}; }}
QLabel[role="heading"] {{ color: {accent_ink}; font-weight: bold; }}
QLabel[role="title"] {{ font-size: {big}pt; font-weight: bold; }}
QLabel[role="counts"] {{ font-size: {middle}pt; font-weight: bold; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="loud"] {{ font-weight: bold; }}
QLabel[role="code"] {{ font-size: {big}pt; font-weight: bold; padding: 8px;
    background: {base}; border: 1px solid {border}; }}
QLabel[state="wrong"] {{ color: {error}; font-weight: bold; }}
QLabel[state="unsure"] {{ color: {warning}; background: {warning_tint}; padding: 1px 6px; }}
QLabel[state="saved"] {{ color: {saved}; background: {saved_tint}; padding: 1px 6px; }}
QFrame[role="bar"], QWidget[role="bar"] {{ background: {accent}; }}
QFrame[role="bar"][training="true"], QWidget[role="bar"][training="true"] {{
    background: {training}; }}
QFrame[role="bar"] QLabel {{ color: {accent_text}; font-weight: bold; }}
QFrame[role="side"] {{ background: {window}; border-right: 1px solid {line}; }}
QFrame[role="status"] {{ background: {window}; border-top: 1px solid {line}; }}
QFrame[role="card"] {{ background: {base}; border: 1px solid {line}; border-radius: 5px; }}
QWidget[role="banner"] {{ background: {base}; border-bottom: 1px solid {line}; }}
QWidget[role="strip"] {{ background: {base}; border-top: 1px solid {line}; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QListWidget, QListView, QTableView, QScrollArea[role="card"] {{ background: {base};
    border: 1px solid {line}; border-radius: 3px; }}
QListWidget:focus, QListView:focus, QTableView:focus {{ border: {ring}px solid {focus}; }}
QTableView {{ selection-background-color: {focus}; selection-color: {base}; }}
QTableView:!focus {{ selection-background-color: {accent_tint}; selection-color: {text}; }}
QListWidget:!focus {{ selection-background-color: {accent_tint}; selection-color: {text}; }}
QTableView {{ gridline-color: {line}; alternate-background-color: {window}; }}
QTableView[role="frozen"] {{ border: none; border-right: 1px solid {border}; border-radius: 0; }}
QHeaderView::section {{ background: {window}; color: {label}; padding: 4px 6px; border: none;
    border-bottom: 1px solid {border}; border-right: 1px solid {line}; }}
QMenu {{ background: {base}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 24px; }}
QMenu::item:selected {{ background: {focus}; color: {base}; }}
QScrollArea {{ border: none; background: transparent; }}
QSplitter::handle {{ background: {line}; }}
QToolTip {{ background: {base}; color: {text}; border: 1px solid {border}; padding: 3px; }}
"""
"""The style sheet, its colours and sizes to be filled in."""


def colour(name: str) -> str:
    """A colour of the theme in use."""
    return _chosen[name]


def apply(application: QApplication, *, percent: int = 100, look: str = SYSTEM) -> None:
    """Dress the application: Fusion, the look chosen or the system's own, text at this size."""
    application.setStyle("Fusion")
    global _percent, _look, _shown
    _percent, _look = percent, look if look in LOOKS else SYSTEM
    _shown = system_look(application) if _look == SYSTEM else _look
    _chosen.clear()
    _chosen.update(LOOKS[_shown])
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    font = QFont(FAMILY)
    font.setPointSizeF(BASE_POINTS * percent / 100)
    application.setFont(font)
    application.setPalette(_palette())
    application.setStyleSheet(_sheet(percent))


def system_look(application: QApplication) -> str:
    """The look that the system asks for: dark or light, with high contrast where it is on."""
    hints = application.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    return look_of(dark=dark, high=_wants_contrast(hints))


def look_of(*, dark: bool, high: bool) -> str:
    """The look for what a system says of itself."""
    shade = "dark" if dark else "light"
    return f"contrast_{shade}" if high else shade


def _wants_contrast(hints: QStyleHints) -> bool:
    """Whether the person asked the system for high contrast (Windows: contrast themes)."""
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def look() -> str:
    """The look that was chosen; `system` for the system's own."""
    return _look


def shown_look() -> str:
    """The look in use."""
    return _shown


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


def percent() -> int:
    """The size of the text in use, of a hundred."""
    return _percent


def icon_size() -> int:
    """The size of a drawing beside words, in pixels."""
    return round(16 * _percent / 100)


def _sheet(percent: int) -> str:
    high, button = round(26 * percent / 100), round(32 * percent / 100)
    sizes = {
        "arrow": (paths.resources() / "icons" / "down.svg").as_posix(),
        "field": high - 8,
        "button": button - 10,
        "big": round(BASE_POINTS * 1.5 * percent / 100, 1),
        "middle": round(BASE_POINTS * 1.15 * percent / 100, 1),
        "small": round(BASE_POINTS * 0.9 * percent / 100, 1),
    }
    ring = CONTRAST_RING if _shown.startswith("contrast") else FOCUS_RING
    return SHEET.format(**_chosen, **sizes, ring=ring)


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
