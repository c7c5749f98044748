"""The lists of a form by keys: any beginning, another spelling, a slip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from maternity.fields import Answer
from maternity.registers.facility import Facility, FacilityLevel
from maternity.registers.lists import Qualification
from maternity.registers.staff_member import StaffMember
from maternity.ui.form import Form
from maternity.ui.window import Window
from tests.ui import desk
from tests.ui.test_undo import at, go, new_birth
from tests.ward_fixtures import a_village

Key = Qt.Key


@pytest.fixture
def form(window: Window) -> Form:
    """A new birth, in a ward with lists of its own."""
    ward = window.ward
    staff = StaffMember(
        family_name="Sissoko",
        given_name="Nènè",
        qualification=Qualification.MIDWIFE,
        skilled=Answer.YES,
    )
    elsewhere = Facility(name="CSCom de Tienfala", level=FacilityLevel.CSCOM, is_own=Answer.NO)
    desk.ask(lambda: ward.keep(a_village("Zantiguila"), staff, elsewhere))
    return new_birth(window)


def typed_anew(field: str, typed: str) -> None:
    """Empty a field, then write in it and go on."""
    go(field)
    desk.control(Key.Key_A)
    desk.press(Key.Key_Delete)
    desk.enter()
    assert not go(field).text()
    desk.write(typed)
    desk.enter()


def test_a_village_is_found_by_its_beginning_another_spelling_or_a_slip(
    form: Form, subtests: pytest.Subtests
) -> None:
    for typed in ("zant", "Zantigila", "zantigiula"):
        with subtests.test(typed):
            typed_anew("village", typed)
            assert form.entry.look("pregnancy").woman.village.title().startswith("Zantiguila")


def test_a_colleague_is_found_by_either_name_however_it_is_spelt(
    form: Form, subtests: pytest.Subtests
) -> None:
    for typed in ("siss", "nene", "sisoko", "Cissoko"):
        with subtests.test(typed):
            typed_anew("attended", typed)
            assert form.entry.look("attendant").family_name == "Sissoko"


def test_a_facility_is_found_by_any_word_of_its_name(form: Form) -> None:
    go("place")
    desk.write("4")
    desk.enter()
    go("other facility")
    desk.write("tien")
    desk.enter()
    assert form.entry.look("place_facility").name == "CSCom de Tienfala"


def test_what_resembles_nothing_finds_nobody(form: Form) -> None:
    go("attended")
    desk.write("xwqzk")
    desk.enter()
    assert form.entry.look("attendant") is None
    field = go("attended")
    assert field.text() == "xwqzk"
    assert at().property("state") == "wrong"
