"""The documents of the ward: what stands on them, what never does, and that a second is marked."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from maternity import i18n, reading
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.people import Role
from maternity.records import Record
from maternity.registers.admission import Admission, AdmissionSubject
from maternity.registers.delivery import CaesareanIndication, CaesareanKit
from maternity.registers.hiv_care import HivCare
from maternity.registers.lists import BirthMode, DatePrecision
from maternity.registers.newborn import BirthOutcome, Declaration
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.referral import (
    Referral,
    ReferralDirection,
    ReferralKind,
    ReferralStage,
)
from maternity.registers.woman import Woman
from maternity.reports import discreet
from maternity.reports.blank import asked, blank_parts
from maternity.reports.documents import document, every
from maternity.reports.leaf import Facts, facts
from maternity.ward import Query, Ward
from maternity.ward.papers import of_period, offered
from maternity.ward.printing import Asked, print_named
from tests.ward_fixtures import Birth, a_birth, a_village, moment

DAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def french() -> None:
    i18n.use("fr")


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def stayed(ward: Ward, **told: Any) -> tuple[Birth, Admission]:
    """A birth in a stay, kept."""
    made = a_birth(DAY, village=a_village(), **told)
    stay = Admission(
        pregnancy=made.pregnancy,
        subject=AdmissionSubject.WOMAN,
        admitted_at=moment(DAY, 1),
        discharged_at=moment(DAY + timedelta(days=1), 9),
    )
    made.delivery.admission = stay
    village = made.woman.village
    kept: list[Record] = [village] if village is not None else []
    ward.keep(*kept, made.woman, made.pregnancy, stay, made.delivery, *made.babies)
    return made, stay


def sent(made: Birth) -> Referral:
    return Referral(
        pregnancy=made.pregnancy,
        direction=ReferralDirection.OUT,
        kind=ReferralKind.EVACUATION,
        stage=ReferralStage.POSTPARTUM,
        decided_at=moment(DAY, 5),
        reason="Hémorragie",
        diagnoses=("O72.1", "B20"),
        acts_done="Ocytocine 10 UI. Mère sous ARV.",
    )


def test_every_document_has_its_own_name_and_speaks_french() -> None:
    names = [one.name for one in every()]
    assert len(set(names)) == len(names)
    for one in every():
        told = one.told
        i18n.use("en")
        assert one.told != told
        i18n.use("fr")


def test_a_birth_has_three_volets_with_its_number_and_its_limits(ward: Ward) -> None:
    made, _stay = stayed(ward)
    found = pages_of(ward.document("birth_notification", made.babies[0]))
    assert len(found) == 3
    for text, volet in zip(found, ("Volet I :", "Volet II :", "Volet III :"), strict=True):
        assert volet in text
        assert "1/2026-1" in text
        assert "28/11/2026" in text
        assert "20/12/2026" in text
        assert "n’est pas un acte d’état civil" in text
        assert "CSCom de Kalabancoro" in text


def test_a_declared_age_is_never_printed_as_a_date_of_birth(ward: Ward) -> None:
    made, _stay = stayed(ward)
    text = text_of(ward.document("birth_notification", made.babies[0]))
    assert "24 ans (dit)" in text
    made.woman.birth_precision = DatePrecision.EXACT
    made.woman.born_on = date(2000, 1, 2)
    ward.keep(made.woman, reason="vu sur sa carte")
    text = text_of(ward.document("birth_notification", made.babies[0]))
    assert "26 ans (dit)" not in text
    assert "26 ans" in text


def test_a_register_that_has_run_out_is_said(ward: Ward) -> None:
    made, _stay = stayed(ward)
    baby = made.babies[0]
    assert "INDISPONIBLE" not in text_of(ward.document("birth_notification", baby))
    baby.declaration = Declaration.REGISTER_UNAVAILABLE
    ward.keep(baby)
    assert "REGISTRE INDISPONIBLE" in text_of(ward.document("birth_notification", baby))
    waiting = text_of(of_period(ward, "births_to_declare", DAY, DAY))
    assert "Coulibaly Djénéba" in waiting
    assert "20/12/2026" in waiting


def test_a_stillbirth_has_no_notification(ward: Ward) -> None:
    made, _stay = stayed(ward, outcome=BirthOutcome.FRESH_STILLBIRTH)
    with pytest.raises(Refused, match="Avis de naissance"):
        ward.document("birth_notification", made.babies[0])
    names = {one.document.name for one in offered(ward, "delivery", made.delivery.id)}
    assert "birth_notification" not in names
    assert "newborn_band" in names


def test_looking_leaves_no_trace_and_a_second_print_is_a_duplicate(ward: Ward) -> None:
    _made, stay = stayed(ward)
    assert "DUPLICATA" not in text_of(ward.document("discharge_summary", stay))
    first = text_of(ward.document("discharge_summary", stay, keep=True))
    assert "DUPLICATA" not in first
    assert "feuille n° 1/2026" in first
    second = text_of(ward.document("discharge_summary", stay, keep=True))
    assert "DUPLICATA (imprimé d’abord le 26/11/2026 10:00, Mme Traoré)" in second
    assert "feuille n° 2/2026" in second
    assert "DUPLICATA" not in text_of(ward.document("stay_certificate", stay, keep=True))
    kept: Any = ward.page(Query("printout", sort="serial_no")).rows
    assert [(one.document, one.times, one.created_by) for one in kept] == [
        ("discharge_summary", 1, "Mme Traoré"),
        ("discharge_summary", 2, "Mme Traoré"),
        ("stay_certificate", 1, "Mme Traoré"),
    ]


def test_a_summary_tells_the_stay_the_delivery_and_each_child(ward: Ward) -> None:
    _made, stay = stayed(ward, babies=2)
    text = text_of(ward.document("discharge_summary", stay))
    for words in ("21/11/2026 09:00", "Voie basse", "3100 g", "Revenez TOUT DE SUITE"):
        assert words in text
    assert text.count("3100 g") == 2


def test_what_hiv_rules_stands_on_no_document(ward: Ward) -> None:
    made, _stay = stayed(ward)
    slip = sent(made)
    ward.keep(slip)
    text = text_of(ward.document("referral_slip", slip))
    assert "Hémorragie" in text
    assert "O72.1" in text
    assert "Ocytocine 10 UI." in text
    assert "B20" not in text
    assert "ARV" not in text


def test_no_document_can_be_made_to_say_what_hiv_rules() -> None:
    from dataclasses import replace

    before = Woman.register.fields["allergies"]
    Woman.register.fields["allergies"] = replace(before, sensitive="hiv")
    try:
        told = facts(Woman(allergies="secret"), "", "allergies", "surgical_history")
    finally:
        Woman.register.fields["allergies"] = before
    assert [label for label, _value in told.rows] == ["Antécédents chirurgicaux"]
    assert facts(Woman(allergies="secret"), "", "allergies").rows[0][1] == "secret"


def test_a_slip_has_two_copies_each_with_its_feedback(ward: Ward) -> None:
    made, _stay = stayed(ward)
    slip = sent(made)
    ward.keep(slip)
    found = pages_of(ward.document("referral_slip", slip))
    assert len(found) == 2
    for text, copy in zip(found, ("Exemplaire 1", "Exemplaire 2"), strict=True):
        assert copy in text
        assert "Fiche d’évacuation (urgence)" in text
        assert "Contre-référence : à remplir" in text


def test_a_card_tells_the_days_the_mother_is_expected(ward: Ward) -> None:
    made, _stay = stayed(ward)
    text = text_of(ward.document("appointment_card", made.delivery))
    for words in ("du 22/11/2026 au 23/11/2026", "du 27/11/2026 au 05/12/2026", "01/01/2027"):
        assert words in text


def test_a_certificate_says_nothing_of_why_she_was_there(ward: Ward) -> None:
    _made, stay = stayed(ward)
    stay.diagnoses = ("O72.1",)
    ward.keep(stay)
    text = text_of(ward.document("stay_certificate", stay))
    assert "du 20/11/2026 au 21/11/2026" in text
    assert "O72" not in text


def test_a_scanned_band_or_card_finds_the_mother(ward: Ward) -> None:
    made, _stay = stayed(ward)
    other, _stay = stayed(ward, name="Diarra")
    for code in (
        reading.code_of("woman", made.woman.id),
        reading.code_of("newborn", made.babies[0].id).lower(),
    ):
        assert [one.woman for one in ward.find(code)] == [made.woman]
        assert not set(code.upper()) & set("AMQWYZ0123456789")
    wrong = reading.code_of("woman", other.woman.id)
    assert reading.read_code(wrong[:-1]) is None
    assert reading.read_code(wrong[1:2] + wrong[:1] + wrong[2:]) is None
    assert reading.read_code("coulibaly") is None


def test_a_code_with_one_wrong_or_two_swapped_signs_is_not_believed() -> None:
    code = reading.code_of("newborn", Woman().id)
    for at in range(1, len(code) - 1):
        other = "B" if code[at] != "B" else "C"
        assert reading.read_code(code[:at] + other + code[at + 1 :]) != reading.read_code(code)


def test_the_caesareans_of_a_month_are_listed_with_their_kit(ward: Ward) -> None:
    made = a_birth(
        DAY,
        caesarean_indication=CaesareanIndication.DYSTOCIA,
        caesarean_kit=CaesareanKit.FREE_KIT,
    )
    made.babies[0].mode = BirthMode.CAESAREAN
    ward.keep(*made.all)
    ward.keep(*a_birth(DAY, name="Diarra").all)
    text = text_of(of_period(ward, "caesareans", date(2026, 11, 1), date(2026, 11, 30)))
    assert "1 césarienne" in text
    assert "Kit gratuit remis" in text
    assert "Diarra" not in text


@pytest.mark.parametrize("one", [o for o in every() if o.blank], ids=lambda one: one.name)
def test_a_blank_sheet_asks_what_the_screen_asks_in_its_order(ward: Ward, one: Any) -> None:
    from maternity.records import NUMBERED, named

    about = named(one.of)
    parts = [part for part in blank_parts(about.record()) if isinstance(part, Facts)]
    labels = [label for part in parts for label, _room in part.rows]
    for name in (name for name in asked(about) if name not in NUMBERED):  # it bears its own
        words = about.fields[name].words
        assert any(label.startswith(words) for label in labels), words
    assert "feuille n° 1/2026" in text_of(ward.document(one.name, keep=True))
    assert "feuille n° 2/2026" in text_of(ward.document(one.name, keep=True))


def test_the_blank_sheet_of_what_hiv_rules_bears_no_name_and_is_for_who_may_see_it(
    ward: Ward,
) -> None:
    made, _stay = stayed(ward)
    care = HivCare(pregnancy=made.pregnancy, seen_on=DAY)
    ward.keep(care)
    text = text_of(ward.document("blank_hiv_care", care, keep=True))
    assert "Feuille de saisie" in text or "Entry sheet" in text
    assert "feuille n° 1/2026" in text
    assert "N’écrivez aucun nom" in text or "Write no name" in text
    assert "Coulibaly" not in text
    head = text[: text.index("Dossier") if "Dossier" in text else 120]
    assert not discreet.HIV_WORDS.search(head), "who sees the head of the page learns nothing"
    (kept,) = ward.all("printout")
    assert (kept.look("woman"), kept.look("subject")) == (None, "")
    assert "blank_hiv_care" in [o.document.name for o in offered(ward, "hiv_care", care.id)]
    assert "blank_hiv_care" not in [o.document.name for o in offered(ward, "woman", made.woman.id)]
    ward.account.role = Role.NURSE
    for asked_by in (None, care, made.delivery):
        with pytest.raises(Refused):
            ward.document("blank_hiv_care", asked_by)


def test_a_blank_sheet_can_bear_the_name_of_a_woman(ward: Ward) -> None:
    made, _stay = stayed(ward)
    text = text_of(ward.document("blank_delivery", made.delivery))
    assert "Coulibaly" in text
    assert "DUPLICATA" not in text_of(ward.document("blank_delivery", made.delivery, keep=True))


def test_the_blank_sheets_of_a_woman_bear_her_name_and_begin_nothing(ward: Ward) -> None:
    made, _stay = stayed(ward)
    found = {one.document.name: one for one in offered(ward, "woman", made.woman.id)}
    assert {"blank_delivery", "blank_postnatal_visit", "blank_referral"} <= set(found)
    before = [ward.count(Query(name)) for name in ("delivery", "pregnancy", "admission")]
    sheets = ("blank_delivery", "blank_admission", "blank_postnatal_visit")
    for name in (*sheets, "blank_labour_care", "blank_partograph"):
        assert "Coulibaly" in text_of(ward.document(name, found[name].entry, keep=True))
    after = [ward.count(Query(name)) for name in ("delivery", "pregnancy", "admission")]
    assert before == after


def test_twins_are_told_apart_in_the_menu(ward: Ward) -> None:
    made, her_stay = stayed(ward, babies=2)
    words = [one.words for one in offered(ward, "delivery", made.delivery.id)]
    assert {"Avis de naissance (1)", "Avis de naissance (2)"} <= set(words)
    assert {"Carte de la mère", "Résumé de sortie", "Rendez-vous après l’accouchement"} <= set(
        words
    )
    stay = [one.words for one in offered(ward, "admission", her_stay.id)]
    assert {"Avis de naissance (2)", "Certificat d’hospitalisation"} <= set(stay)


def test_a_document_is_printed_by_its_number_from_the_command_line(ward: Ward) -> None:
    made, stay = stayed(ward)
    number = f"{stay.serial_no}/{stay.serial_year}"
    assert "Coulibaly" in text_of(print_named(ward, "discharge_summary", Asked(entry=number)))
    card = print_named(ward, "mother_card", Asked(entry=made.woman.id))
    assert "Coulibaly" in text_of(card)
    assert print_named(ward, "caesareans", Asked(month="2026-11")).startswith(b"%PDF")
    assert print_named(ward, "blank_delivery", Asked()).startswith(b"%PDF")
    for name, told in (("discharge_summary", Asked()), ("discharge_summary", Asked(entry="99"))):
        with pytest.raises(Refused):
            print_named(ward, name, told)
    with pytest.raises(Refused, match="discharge_summary"):
        print_named(ward, "no_such_paper", Asked())


def test_a_person_without_the_right_prints_nothing(ward: Ward) -> None:
    _made, stay = stayed(ward)
    ward.account.role = Role.TECHNICIAN
    acts: list[Callable[[], bytes]] = [
        lambda: ward.document("discharge_summary", stay),
        lambda: ward.document("discharge_summary", stay, keep=True),
        lambda: ward.print_book("accouchement", DAY, DAY),
        lambda: of_period(ward, "caesareans", DAY, DAY),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_markup_in_a_name_is_printed_as_it_was_typed(ward: Ward) -> None:
    made, stay = stayed(ward, name="<b>Ɲaɲa & fille")
    assert "<b>Ɲaɲa & fille" in text_of(ward.document("discharge_summary", stay))
    assert "Ɲaɲa" in text_of(ward.document("newborn_band", made.babies[0]))


ADDRESSES = ("<img src='http://127.0.0.1:9/a.png'/>", "<a href='http://127.0.0.1:9'>x</a>")


@pytest.mark.parametrize("name", [*ADDRESSES, "<img src='file:///etc/hostname'/>", "&#60;b&gt;"])
def test_no_address_in_a_name_is_looked_up(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def asked(*_told: object) -> None:
        raise AssertionError("somebody was called")

    made, stay = stayed(ward, name=name)
    monkeypatch.setattr(socket.socket, "connect", asked)
    monkeypatch.setattr(socket, "getaddrinfo", asked)
    plain = "".join(text_of(ward.document("discharge_summary", stay)).split())
    assert "".join(name.split()) in plain
    ward.document("newborn_band", made.babies[0])


def test_the_same_document_is_the_same_bytes(ward: Ward) -> None:
    made, _stay = stayed(ward)
    one, two = (ward.document("newborn_band", made.babies[0]) for _each in range(2))
    assert one == two


def test_a_document_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refused, match="birth_notification"):
        document("x")


def test_a_visit_has_no_paper_of_its_own_but_its_womans(ward: Ward) -> None:
    made, _stay = stayed(ward)
    visit = PostnatalVisit(
        pregnancy=made.pregnancy,
        delivery=made.delivery,
        seen_at=moment(DAY + timedelta(days=3), 9),
        mother_seen=Answer.YES,
    )
    ward.keep(visit)
    names = [one.document.name for one in offered(ward, "postnatal_visit", visit.id)]
    assert names == ["mother_card", "blank_postnatal_visit"]
