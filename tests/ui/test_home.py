"""The ward now: who is here and how she stands, which contacts are due, what waits."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QPushButton

from maternity import clock
from maternity.db import drafts as stored
from maternity.db.drafts import Draft
from maternity.errors import Unavailable
from maternity.registers.admission import Admission
from maternity.ui import lines
from maternity.ui import status as status_module
from maternity.ui.board import cards
from maternity.ui.flow import GAP
from maternity.ui.form import Form
from maternity.ui.home_page import HomePage, look_at, move
from maternity.ui.preview import Preview
from maternity.ui.status import month_words
from maternity.ui.to_do_page import BEGUN, ToDoPage
from maternity.ui.window import Window
from maternity.ward import drafting
from maternity.ward.board import Group, Place
from tests.ui import desk
from tests.ui.desk import ask, press, settle
from tests.ward_fixtures import NOW, FixedClock, a_birth, moment

Key = Qt.Key


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 5), "October 2026 to hand in by 05/11"),
        (date(2026, 11, 6), "November 2026 to hand in by 05/12"),
        (date(2026, 12, 31), "December 2026 to hand in by 05/01"),
        (date(2026, 1, 3), "December 2025 to hand in by 05/01"),
    ],
)
def test_the_month_to_hand_in_is_always_told(today: date, words: str) -> None:
    assert month_words(today, 5) == words


def home(window: Window) -> HomePage:
    """The first page."""
    page = window.trail.current
    assert isinstance(page, HomePage)
    return page


def stand_on(page: HomePage, group: Group) -> Place:
    """Put the focus on the first card of a column."""
    lines = page.columns[group].lines
    lines.setFocus()
    place = lines.current()
    assert isinstance(place, Place)
    return place


def shown(page: HomePage, group: Group) -> str:
    lines = page.columns[group].lines
    return "\n".join(lines.item(at).text() for at in range(lines.count()))


def form_on(window: Window, register: str) -> Any:
    """The form that is open, which must be of this register."""
    form: Any = window.trail.current
    assert isinstance(form, Form)
    assert form.entry.register.name == register
    return form


def test_the_first_page_counts_women_babies_and_free_beds(window: Window) -> None:
    page = home(window)
    found = page.now.board
    assert found is not None
    assert page.head.text().startswith(f"{found.women} women")
    assert f"{len(found.free)} free beds" in page.head.text()
    assert "may leave today" in page.head.text()
    assert page.free.text().startswith("Free beds: ")


def test_where_the_bar_is_full_its_commands_go_on_to_the_next_line_together(
    window: Window,
) -> None:
    page = home(window)
    buttons = page.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    window.resize(1366, 728)
    desk.settle()
    assert len({button.y() for button in buttons}) == 1
    assert buttons[0].y() < page.head.geometry().bottom()
    all_but_one = page.bar.sizeHint().width() - buttons[-1].sizeHint().width()
    page.bar.setGeometry(QRect(0, 0, all_but_one, 80))
    assert len({button.y() for button in buttons}) == 1
    assert buttons[0].y() > page.head.y()
    two = sum(one.sizeHint().width() for one in buttons[:2]) + GAP
    page.bar.setGeometry(QRect(0, 0, max(two, page.head.sizeHint().width()), 200))
    assert {one.geometry().right() for one in buttons[1::2]} == {page.bar.geometry().right()}


def test_a_card_has_the_bed_the_mother_her_babies_and_the_hours(window: Window) -> None:
    page = home(window)
    words = shown(page, Group.DELIVERED)
    assert "Bed 1" in words
    for fact in ("born ", " ago", "baby", " g"):
        assert fact in words
    assert "weeks + " in shown(page, Group.LABOUR)
    assert "! BP 150/95 on arrival" in shown(page, Group.WAITING)


def test_visitors_see_initials_and_no_word_on_anybodys_health(window: Window) -> None:
    page = home(window)
    place = stand_on(page, Group.WAITING)
    name = place.stay.pregnancy.woman.title()  # type: ignore[union-attr]
    assert name in shown(page, Group.WAITING)
    press(Key.Key_F11)
    words = shown(page, Group.WAITING)
    assert name not in words
    assert "BP" not in words
    assert "! 2" in words


LETTERS = {
    Key.Key_A: "delivery",
    Key.Key_S: "postnatal_visit",
    Key.Key_R: "referral",
    Key.Key_L: "bed_transfer",
    Key.Key_M: "admission",
}


def test_letters_act_on_the_card_one_stands_on(window: Window, subtests: pytest.Subtests) -> None:
    for key, register in LETTERS.items():
        with subtests.test(key=key.name):
            group = Group.DELIVERED if key == Key.Key_S else Group.LABOUR
            place = stand_on(home(window), group)
            press(key)
            form = form_on(window, register)
            assert form.banner.woman == place.stay.pregnancy.woman  # type: ignore[union-attr]
            if key in {Key.Key_L, Key.Key_R, Key.Key_A}:
                assert form.entry.admission == place.stay
            form.leave()
            desk.settle()


def test_her_delivery_is_the_one_that_was_written_and_never_a_second(window: Window) -> None:
    place = stand_on(home(window), Group.DELIVERED)
    press(Key.Key_A)
    assert place.birth is not None
    assert form_on(window, "delivery").entry.id == place.birth.id


def test_the_arrows_to_the_side_lead_from_column_to_column(window: Window) -> None:
    page = home(window)
    stand_on(page, Group.LABOUR)
    press(Key.Key_Right)
    assert page.columns[Group.DELIVERED].lines.hasFocus()
    press(Key.Key_Left)
    press(Key.Key_Left)
    assert page.due.lines.hasFocus()


def test_after_a_form_the_keys_act_on_the_woman_one_left(window: Window) -> None:
    page = home(window)
    assert page.focusWidget() is page.columns[Group.LABOUR].lines
    place = stand_on(page, Group.WAITING)
    for key in (Key.Key_L, Key.Key_Return):
        press(key)
        assert window.trail.current is not page
        press(Key.Key_Escape)
        assert window.trail.current is page
        there = page.focusWidget()
        assert there is page.columns[Group.WAITING].lines
        assert page.columns[Group.WAITING].lines.current() == place
    laboured = stand_on(page, Group.LABOUR)
    press(Key.Key_A)
    editors = form_on(window, "delivery").editors.values()
    born = next(one for one in editors if one.field.name == "delivered_at")
    born.setFocus()
    desk.write("9h")
    desk.enter()
    press(Key.Key_F9)
    assert page.focusWidget() is page.columns[Group.DELIVERED].lines
    again = page.columns[Group.DELIVERED].lines.current()
    assert again.stay == laboured.stay


def test_names_hidden_on_the_board_are_hidden_in_a_form(window: Window) -> None:
    stand_on(home(window), Group.LABOUR)
    press(Key.Key_G)
    form = form_on(window, "labour_care")
    woman = form.entry.pregnancy.woman.title()
    assert woman in desk.words_of(form.banner)
    press(Key.Key_F11)
    assert woman not in desk.words_of(form.banner)
    press(Key.Key_Escape)
    press(Key.Key_G)
    assert woman not in desk.words_of(form_on(window, "labour_care").banner)
    press(Key.Key_F11)
    assert woman in desk.words_of(form_on(window, "labour_care").banner)


def test_a_baby_without_a_stay_is_put_in_no_bed(window: Window) -> None:
    page = home(window)
    mother = next(one for one in page.now.board.places if one.babies)  # type: ignore[union-attr]
    move(page, Place(None, None, mother.birth, mother.babies))
    assert window.trail.current is page
    assert "own stay first" in window.status.said.text()


def test_a_list_filled_again_stays_with_whom_one_stood_on(window: Window) -> None:
    page = home(window)
    lines = page.columns[Group.WAITING].lines
    rows = cards(page.now.board, Group.WAITING, str)  # type: ignore[arg-type]
    lines.fill(rows)
    lines.setCurrentRow(1)
    kept = lines.current()
    lines.fill(rows[1:])
    assert lines.current() == kept
    lines.fill([rows[1], rows[0]])
    assert lines.current() == kept


def test_enter_opens_the_page_of_the_woman(window: Window) -> None:
    woman: Any = stand_on(home(window), Group.LABOUR).stay.pregnancy.woman  # type: ignore[union-attr]
    press(Key.Key_Return)
    assert getattr(window.trail.current, "title", "") == woman.title()
    assert "Stay" in window.trail.current.events.lines.item(1).text()  # type: ignore[union-attr]


def test_enter_on_what_is_due_opens_where_it_is_written(window: Window) -> None:
    page = home(window)
    page.due.lines.setFocus()
    one = page.due.lines.current()
    press(Key.Key_Return)
    assert form_on(window, BEGUN[one.kind]).banner.woman == one.woman


def test_the_sheet_for_the_next_shift_is_previewed(window: Window) -> None:
    home(window)
    press(Key.Key_F12)
    assert isinstance(window.trail.current, Preview)


def test_a_bed_move_changes_the_card(window: Window) -> None:
    page = home(window)
    place = stand_on(page, Group.LABOUR)
    press(Key.Key_L)
    form = form_on(window, "bed_transfer")
    for name, typed in (("bed", "14"), ("moved_at", "26/11 9:30")):
        editor = form.editors[f"{form.entry.id}.{name}"]
        editor.setFocus()
        editor.selectAll()
        desk.write(typed)
        press(Key.Key_Return)
    press(Key.Key_F9)
    settle()
    found = home(window).now.board
    assert found is not None
    assert [one.bed.title() for one in found.places if one.stay == place.stay and one.bed] == ["14"]


def test_what_set_up_still_lacks_is_told_and_leads_there(window: Window) -> None:
    page = home(window)
    assert "Still to set up" not in desk.words_of(page)
    villages: Any = ask(lambda: window.ward.all("village"))
    for one in villages:
        ask(
            lambda one=one: window.ward.void(
                window.ward.full("village", one.id), "Essai de la liste", with_children=True
            )
        )
    press(Key.Key_F5)
    settle()
    assert "Still to set up: Villages" in desk.words_of(page)


def test_a_draft_is_given_up_by_a_key_and_a_yes(window: Window) -> None:
    page = home(window)
    stand_on(page, Group.LABOUR)
    press(Key.Key_A)
    form = form_on(window, "delivery")
    form.sheet.order()[0].setText("7")
    form.sheet.order()[0].textEdited.emit("7")
    form.leave()
    settle()
    page = home(window)
    assert len(page.now.drafts) == 1
    page.drafts.lines.setFocus()
    press(Key.Key_Delete)
    desk.write("no")
    desk.enter()
    assert len(ask(window.ward.drafts)) == 1
    press(Key.Key_Delete)
    assert "It will be lost" in page.drafts.ask.words.text()
    desk.write("yes")
    desk.enter()
    settle()
    assert ask(window.ward.drafts) == []
    assert page.now.drafts == []


def test_s_writes_a_timed_check_in_the_first_hours_and_a_visit_later() -> None:
    birth = a_birth(NOW.date(), hour=8)
    stay = Admission(pregnancy=birth.pregnancy)
    birth.delivery.delivered_at = moment(NOW.date(), 3)
    with clock.use(FixedClock()):
        assert look_at(Place(stay, None, birth.delivery)) == ("postnatal_visit", stay)
        birth.delivery.delivered_at = moment(NOW.date(), 9)
        assert look_at(Place(stay, None, birth.delivery)) == ("recovery_check", birth.delivery)


def test_what_waits_is_not_called_complete_while_the_register_does_not_answer(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> Any:
        raise Unavailable("The server does not answer.")

    page = home(window)
    women = shown(page, Group.LABOUR)
    with monkeypatch.context() as cut:
        cut.setattr(window.ward, "incomplete", away)
        page.refresh()
        settle()
        assert page.unfinished.lines.item(0).text() == "Not known: the register has not answered."
        assert page.drafts.lines.item(0).text() == page.unfinished.lines.item(0).text()
        assert shown(page, Group.LABOUR) == women, "who is here stays as last read"
        window.act("to_do")
        settle()
        to_do = window.trail.current
        assert isinstance(to_do, ToDoPage)
        told = {card.lines.item(0).text() for card in to_do.due.values()}
        assert told == {"Not known: the register has not answered."}
    window.act("home")
    settle()
    assert "Not known" not in home(window).unfinished.lines.item(0).text()


def test_a_figure_on_a_card_is_never_parted_from_its_unit() -> None:
    told = lines.TIES.sub("_", "G1 P0  ·  39 SA + 3  ·  here 2 h 24  ·  girl  3350 g")
    assert told == "G1 P0  ·  39_SA + 3  ·  here 2_h_24  ·  girl  3350_g"


def test_what_says_that_the_server_is_away_goes_with_the_next_answer(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, fault = window.status, "The server does not answer."

    def cut(_book: object) -> list[Draft]:
        raise Unavailable(fault)

    with monkeypatch.context() as cable:
        for module in (drafting, status_module):
            cable.setattr(module, "on_server", lambda _folder: True)
        cable.setattr(stored, "drafts", cut)
        status.say(fault, "wrong")
        settle()
        assert "SERVER IS AWAY" in status.state.text()
    ask(window.ward.settings)  # anything that is answered
    settle()
    assert "SERVER IS AWAY" not in status.state.text()
    assert status.said.text().startswith("The server answers again")
