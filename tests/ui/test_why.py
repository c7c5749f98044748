"""Why a value is what it is: F1 tells the help, then each value of the field with its source."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt

from maternity.records import Strength
from maternity.registers.newborn import Newborn
from maternity.ui.help_page import HelpPage
from maternity.ui.window import Window
from maternity.ward import Query
from tests.ui import desk
from tests.ui.desk import ask, press, settle
from tests.ward_fixtures import NOW, a_birth

Key = Qt.Key


@pytest.fixture
def form(window: Window) -> Any:
    """The form of a delivery that was kept."""
    rows = ask(lambda: window.ward.page(Query("delivery", limit=1)).rows)
    window.open_entry(rows[0])
    settle()
    return window.trail.current


def stand(form: Any, name: str) -> Any:
    editor = next(e for e in form.editors.values() if e.field.name == name)
    form.sheet.bring(editor)
    editor.setFocus()
    settle()
    return editor


def test_f1_tells_the_help_then_why_then_the_keys(window: Window, form: Any) -> None:
    stand(form, "labour_onset")
    told = []
    for _press in range(9):
        press(Key.Key_F1)
        if isinstance(window.trail.current, HelpPage):
            break
        told.append(form.foot.word.text())
    assert told[0].startswith("Labour onset: ")
    robson = next(words for words in told if words.startswith("Robson group: "))
    assert "From: " in robson
    assert "Parity " in robson
    assert "part 4.2 of the clinical rules" in robson
    assert "Source: WHO, Robson Classification: Implementation Manual, 2017" in robson
    assert "(two sources agree)" in robson
    assert isinstance(window.trail.current, HelpPage)


def test_weight_and_height_tell_the_body_mass_index_at_once_and_why(window: Window) -> None:
    rows = ask(lambda: window.ward.page(Query("woman", limit=20)).rows)
    window.begin("antenatal_visit", next(one for one in rows if one.age_on(NOW.date()) >= 20))
    settle()
    form: Any = window.trail.current
    for name, typed in (("ga_weeks", "10"), ("weight_kg", "43,2")):
        stand(form, name).setText(typed)
        press(Key.Key_Return)
    assert "Body mass index" not in desk.words_of(form.banner)
    stand(form, "height_cm").setText("158")
    press(Key.Key_Return)
    assert "Body mass index 17,3 kg/m²" in desk.words_of(form.banner)
    assert "Underweight" in desk.words_of(form.banner)
    stand(form, "height_cm")
    told = []
    for _press in range(3):
        press(Key.Key_F1)
        told.append(form.foot.word.text())
    assert told[1].startswith("Body mass index: 17,3. From: Weight 43,2, Height 158. Source: WHO")
    assert "(an official text says so)" in told[1]
    assert told[2].startswith("Weight for height: Underweight. From: ")
    assert "(< 18.5, >= 25, >= 30 kg/m², >= 20 y, <= 12 w)" in told[2]
    stand(form, "ga_weeks").setText("24")
    press(Key.Key_Return)
    assert "Underweight" not in desk.words_of(form.banner)
    assert "Body mass index 17,3 kg/m²" in desk.words_of(form.banner)


def test_what_is_missing_for_a_value_is_named(form: Any) -> None:
    editor = stand(form, "ga_weeks")
    editor.clear()
    press(Key.Key_Return)
    stand(form, "weight_g")
    for _press in range(9):
        press(Key.Key_F1)
        words = form.foot.word.text()
        if words.startswith("Centile: "):
            break
    assert words.startswith("Centile: cannot be told yet")
    assert "Not known: Gestational age" in words


@pytest.mark.parametrize(("weight_g", "shown"), [(1000, "< 0,1"), (6500, "> 99,9"), (3200, None)])
def test_a_weight_far_from_its_gestation_is_told_and_asked_about(
    weight_g: int, shown: str | None
) -> None:
    baby: Newborn = a_birth(weight_g=weight_g, ga_extra_days=0).babies[0]
    asked = [p for p in baby.problems() if "far from the gestation" in p.words]
    if shown is None:
        assert asked == []
        assert isinstance(baby.weight_centile, Decimal)
    else:
        assert baby.shown("weight_centile") == shown
        assert asked[0].strength is Strength.ASKS
