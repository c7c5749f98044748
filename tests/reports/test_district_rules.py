"""The rules a district may set: what each does to the return, to what is due and to the paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from maternity.clinical import followup
from maternity.clinical.followup import Contact
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.antenatal_lists import TdDose
from maternity.registers.lists import MaternalComplication, NewbornComplication, Sex
from maternity.registers.maternal_death import MaternalDeath, MaternalDeathMoment
from maternity.registers.perinatal_death import PerinatalDeath
from maternity.registers.postnatal_visit import PostnatalContact, PostnatalVisit
from maternity.reports.pdf import render
from maternity.reports.sheet import Sheet
from maternity.setting_options import EffectiveAncRule
from maternity.settings import Settings
from maternity.ward.due import contacts
from tests.antenatal_lines import visit
from tests.counting import line_of, settled, sheet_of, the_form
from tests.ward_fixtures import NOW, a_birth, at_work, moment

MID = date(2026, 10, 15)


def printed(sheet: Sheet) -> str:
    pages = PdfReader(io.BytesIO(render(sheet))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


@pytest.mark.parametrize(
    ("line", "dose"), [("VAC4", TdDose.TD1), ("VAC5", TdDose.TD2), ("VAC6", TdDose.TD_BOOSTER)]
)
def test_doses_against_tetanus_are_counted_or_left_to_the_immunisation_unit(
    line: str, dose: TdDose
) -> None:
    given = visit(td_dose=dose)
    assert line_of(line, *given).total == 1
    left = line_of(line, *given, td_counted_by="epi")
    assert (left.total, left.form.manual, left.proposal) == (None, True, None)


def test_effective_visits_are_typed_until_the_district_gives_the_rule(tmp_path: Path) -> None:
    visits = [*visit(weight_kg=62), *visit()]
    by_hand = line_of("G8", *visits)
    assert (by_hand.total, by_hand.form.manual, by_hand.proposal) == (None, True, None)
    rule = {"effective_anc_rule": "condition", "effective_anc_condition": "weight_kg is set"}
    counted = line_of("G8", *visits, **rule)
    assert (counted.total, counted.form.manual) == (1, False)
    assert counted.form.rule({}) == "weight_kg is set"
    assert line_of("G8", *visits, effective_anc_condition="weight_kg is set").form.manual
    with at_work(tmp_path / "registre") as ward:
        chosen = ward.settings()
        chosen.effective_anc_rule = EffectiveAncRule.CONDITION
        for faulty in ("poids > 40", "weight_kg >", "urine == yes"):
            chosen.effective_anc_condition = faulty
            with pytest.raises(Refused, match="cannot be used"):
                ward.keep(chosen)
        chosen.effective_anc_condition = "weight_kg is set"
        ward.keep(chosen)
        assert not ward.sheet("rma_cscom", "2026-11").line("G8").form.manual


def stay(*complications: MaternalComplication, **told: Any) -> list[Record]:
    """A woman's stay with these complications."""
    made = a_birth(MID)
    about = {"subject": AdmissionSubject.WOMAN, "admitted_at": moment(MID, 1), **told}
    entry = Admission(pregnancy=made.pregnancy, complications=complications or None, **about)
    return [*made.all, entry]


def ill_baby(*complications: NewbornComplication) -> list[Record]:
    """A baby with these complications."""
    made = a_birth(MID)
    made.babies[0].complications = complications
    return list(made.all)


def dead(when: MaternalDeathMoment) -> list[Record]:
    """A woman who died here at this moment."""
    made = a_birth(MID)
    about: dict[str, Any] = {
        "woman": made.woman,
        "pregnancy": made.pregnancy,
        "died_at": moment(MID, 9),
    }
    entry = MaternalDeath(moment=when, **about)
    entry.place = entry.register.fields["place"].read("facility", exact=True)
    return [*made.all, entry]


def seen_with(*complications: MaternalComplication) -> list[Record]:
    """A postnatal visit at which these were found."""
    made = a_birth(MID)
    about: dict[str, Any] = {
        "pregnancy": made.pregnancy,
        "delivery": made.delivery,
        "mother_seen": Answer.YES,
    }
    seen = PostnatalVisit(seen_at=moment(MID, 12), complications=complications, **about)
    return [*made.all, seen]


def dead_baby() -> list[Record]:
    """A baby who died here of tetanus."""
    made = a_birth(MID)
    died = PerinatalDeath(newborn=made.babies[0], died_at=moment(MID + timedelta(days=9), 9))
    for name, code in (("kind", "neonatal"), ("place", "facility"), ("neonatal_cause", "tetanus")):
        setattr(died, name, died.register.fields[name].read(code, exact=True))
    return [*made.all, died]


MORBIDITY: dict[str, tuple[Callable[[], list[Record]], tuple[str, str]]] = {
    "MOR1": (lambda: stay(diagnoses=("A34",)), ("y15_44", "female")),
    "MOR2": (lambda: ill_baby(NewbornComplication.NEONATAL_TETANUS), ("m0_11", "female")),
    "MOR3": (lambda: seen_with(MaternalComplication.OBSTETRIC_FISTULA), ("y15_44", "female")),
    "MOR4": (lambda: stay(MaternalComplication.PLACENTA_PRAEVIA), ("y15_44", "female")),
    "MOR5": (lambda: stay(MaternalComplication.UTERINE_RUPTURE), ("y15_44", "female")),
    "MOR6": (lambda: ill_baby(NewbornComplication.CONJUNCTIVITIS), ("m0_11", "female")),
    "MOR7": (lambda: stay(MaternalComplication.SEVERE_ANAEMIA), ("y15_44", "female")),
    "MOR8": (lambda: stay(MaternalComplication.SEVERE_MALARIA), ("y15_44", "female")),
    "MOR9": (lambda: stay(diagnoses=("O13",)), ("y15_44", "female")),
    "MOR10": (dead_baby, ("m0_11", "female")),
    "MOR11": (lambda: dead(MaternalDeathMoment.PREGNANCY), ("y15_44", "female")),
    "MOR12": (lambda: dead(MaternalDeathMoment.AFTER), ("y15_44", "female")),
}
"""For each line of the table, entries of which one counts, and its cell."""


@pytest.mark.parametrize("code", MORBIDITY)
def test_the_part_of_the_maternity_in_the_table_of_morbidity_is_counted_on_request(
    code: str,
) -> None:
    entries, cell = MORBIDITY[code]
    line = line_of(code, *entries(), morbidity_contribution="on")
    assert (line.total, line.figure(cell)) == (1, 1)
    others = [name for name in MORBIDITY if name != code]
    whole = sheet_of(*entries(), morbidity_contribution="on")
    assert [name for name in others if whole.count(name)] == []


def test_without_it_the_form_has_no_such_table_and_the_paper_says_which_it_is() -> None:
    entries = MORBIDITY["MOR5"][0]()
    plain, whole = sheet_of(*entries), sheet_of(*entries, morbidity_contribution="on")
    assert not any(line.code.startswith("MOR") for line in plain.lines)
    assert "7" not in plain.form.sections
    without, with_it = printed(plain), printed(whole)
    assert "7. Morbidity and mortality" not in without
    assert "7. Morbidity and mortality" in with_it
    assert "no table of morbidity" in without
    assert "maternity's part of the table of morbidity" in with_it


def test_what_counts_the_doses_and_the_rule_stand_at_the_foot_of_the_paper() -> None:
    rule = "weight_kg is set"
    told = printed(
        sheet_of(td_counted_by="epi", effective_anc_rule="condition", effective_anc_condition=rule)
    )
    assert "The immunisation unit counts the doses against tetanus" in told
    assert "weight_kg is set" in told
    assert the_form().settings.count("td_counted_by") == 1


# the postnatal calendar

DISTRICT = {"postnatal_schedule": "district", "postnatal_windows": "3-5, 7-14, 42-56"}


def due_of(days: int) -> set[Contact | None]:
    """The contacts due or late so many days after a birth that nobody saw again."""
    birth = a_birth(NOW.date() - timedelta(days=days), hour=10)
    found = contacts(birth.delivery, NOW)
    return {one.contact for one in found if one.when.value != "soon"}


def test_the_district_says_on_which_days_mother_and_child_are_expected() -> None:
    assert (due_of(2), due_of(4)) == ({Contact.DAY_2_3}, {Contact.DAY_2_3})
    assert due_of(55) == {Contact.WEEK_6}
    with settled(**DISTRICT):
        assert Contact.DAY_2_3 not in due_of(2)
        assert due_of(4) == {Contact.DAY_2_3}
        assert due_of(55) == {Contact.WEEK_6}
    with settled(postnatal_schedule="district", postnatal_windows="3-5, -, 42-56"):
        assert due_of(9) == {Contact.DAY_2_3}
    assert due_of(9) == {Contact.DAY_7_14}


@pytest.mark.parametrize(
    ("days", "who", "district"),
    [
        (0, "before_24h", "before_24h"),
        (2, "day_2_3", "day_4_6"),
        (4, "day_4_6", "day_2_3"),
        (6, "day_4_6", "day_4_6"),
        (10, "day_7_14", "day_7_14"),
        (20, "week_3_5", "week_3_5"),
        (50, "week_6", "week_6"),
        (90, "later", "later"),
    ],
)
def test_a_visit_falls_in_the_window_of_the_calendar_in_force(
    days: int, who: str, district: str
) -> None:
    birth = a_birth(MID, hour=8)
    seen = PostnatalVisit(delivery=birth.delivery, seen_at=moment(MID + timedelta(days), 9))
    assert seen.contact.value == who
    with settled(**DISTRICT):
        assert seen.contact.value == district


def test_the_words_of_a_window_are_the_days_of_the_district() -> None:
    assert PostnatalContact.DAY_2_3.words == "48-72 hours"
    with settled(**DISTRICT):
        assert PostnatalContact.DAY_2_3.words == "Days 3-5"
        assert PostnatalContact.DAY_4_6.words == "Between two contacts"
        assert PostnatalContact.BEFORE_24H.words == "Within 24 hours"
        (late,) = [
            one
            for one in contacts(a_birth(NOW.date() - timedelta(days=4)).delivery, NOW)
            if one.contact is Contact.DAY_2_3
        ]
        assert late.words == "Postnatal contact 2, days 3 to 5: mother, baby"


@pytest.mark.parametrize(
    "text", ["", "3-5", "3-5, 4-14, 42-56", "1-5, 7-14, 42-56", "5-3, 7-14, 42-56", "-, -, -", "x"]
)
def test_days_that_are_no_calendar_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no window"):
        followup.windows(text)
    chosen = Settings(postnatal_windows=text or "?")
    chosen.postnatal_schedule = Settings.register.fields["postnatal_schedule"].read("district")
    assert [one.field for one in chosen.problems()] == ["postnatal_windows"]
    assert chosen.calendar() is followup.WHO_2022


def test_both_ends_of_a_window_of_the_district_belong_to_it() -> None:
    calendar = followup.district(followup.windows("3-5, -, 42-56"))
    born = datetime(2026, 10, 1, 8)
    second = calendar.due[1]
    states = [
        followup.state(second, born, [], born + timedelta(days=days), calendar).value
        for days in (2, 3, 5, 6)
    ]
    assert states == ["not_yet", "due", "due", "missed"]
    assert followup.last_day(second, born) == date(2026, 10, 6)
    assert Sex.FEMALE.value == PostnatalVisit(mother_seen=Answer.YES).sex.value
