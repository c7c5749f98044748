"""The looks: enough contrast in each, and the system's own where nobody chose one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from maternity.ui import program, theme
from maternity.ui.settings_page import SettingsPage
from maternity.ui.theme import contrast
from maternity.ui.window import Window

TEXTS = (
    *(("text", "base"), ("text", "window"), ("label", "window"), ("label", "base")),
    *(("muted", "window"), ("muted", "base"), ("error", "base"), ("error", "error_tint")),
    *(("text", "error_tint"), ("text", "warning_tint"), ("warning", "warning_tint")),
    *(("saved", "saved_tint"), ("accent_text", "accent"), ("accent_text", "training")),
    *(("accent_ink", "accent_tint"), ("accent_ink", "base"), ("text", "accent_tint")),
    ("base", "focus"),
)
DRAWN = (("border", "base"), ("border", "window"), ("focus", "base"), ("focus", "window"))


@pytest.mark.parametrize("name", theme.LOOKS)
def test_words_and_controls_can_be_seen_in_every_look(name: str) -> None:
    colours = theme.LOOKS[name]
    high = name.startswith("contrast")
    for one, other in TEXTS:
        assert contrast(colours[one], colours[other]) >= (7 if high else 4.5), (one, other)
    for one, other in DRAWN:
        assert contrast(colours[one], colours[other]) >= (7 if high else 3), (one, other)
    if high:
        assert contrast(colours["line"], colours["base"]) >= 7
    assert set(colours) == set(theme.LIGHT)


@pytest.mark.usefixtures("dressed")
def test_the_system_decides_where_nobody_chose(qapp: QApplication) -> None:
    told = [theme.look_of(dark=dark, high=high) for high in (False, True) for dark in (False, True)]
    assert told == ["light", "dark", "contrast_light", "contrast_dark"]
    assert theme.shown_look() == theme.system_look(qapp)
    try:
        qapp.styleHints().setColorScheme(Qt.ColorScheme.Dark)
        theme.apply(qapp, look=theme.SYSTEM)
        assert theme.shown_look() == theme.system_look(qapp)
        dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
        assert (theme.colour("base") == theme.DARK["base"]) is dark
        theme.apply(qapp, look="contrast_light")
        assert theme.colour("text") == "#000000"
        assert f"{theme.CONTRAST_RING}px solid" in qapp.styleSheet()
    finally:
        qapp.styleHints().unsetColorScheme()
        theme.apply(qapp)


def test_high_contrast_is_chosen_in_the_settings_and_there_at_the_next_signing_in(
    window: Window,
) -> None:
    window.act("settings")
    page = window.trail.current
    assert isinstance(page, SettingsPage)
    page.look.setCurrentIndex(page.look.findData("contrast_dark"))
    page.look.activated.emit(page.look.currentIndex())
    mine = f"person/{window.ward.account.id}/look"
    assert QSettings().value(mine) == "contrast_dark"
    try:
        program.dress("en", 100, str(QSettings().value(mine)))
        assert (theme.look(), theme.colour("base")) == ("contrast_dark", "#000000")
    finally:
        program.dress("en", 100)
    assert theme.look() == theme.SYSTEM
