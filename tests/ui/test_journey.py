"""A woman from her first antenatal visit to the sixth week, with twins, one of them evacuated.

What was written of her is read three times, on the screen, in the lines of the books and on the
papers that leave the ward, and must be the same field by field.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from maternity import clock, i18n
from maternity.db import keys
from maternity.fields import Answer
from maternity.records import Record
from maternity.registers.admission import AdmissionReason, ArrivalMode, FetalHeartOnArrival
from maternity.registers.admission import Ward as Unit
from maternity.registers.antenatal_lists import Perceived, TdDose, UrineGrade
from maternity.registers.antenatal_lists import TestResult as Result
from maternity.registers.birth_dose import BirthDose, BirthVaccine, CountedBy
from maternity.registers.delivery import (
    BloodLossMethod,
    MonitoringTool,
    PerinealTear,
    Uterotonic,
)
from maternity.registers.facility import Facility, FacilityLevel
from maternity.registers.lists import (
    BirthMode,
    DatePrecision,
    DatingMethod,
    DischargeOutcome,
    LabourOnset,
    MaternalComplication,
    NewbornComplication,
    Presentation,
    Qualification,
    Sex,
)
from maternity.registers.newborn import BirthOutcome, Declaration, Newborn, NewbornDischarge
from maternity.registers.newborn_check import NewbornDangerSign, NewbornState
from maternity.registers.postnatal_visit import NormalAbnormal
from maternity.registers.referral import (
    ArrivalState,
    Referral,
    ReferralActivity,
    ReferralDirection,
    ReferralKind,
    ReferralStage,
    Transport,
)
from maternity.registers.staff_member import StaffMember
from maternity.registers.woman import BloodGroup, MaritalStatus, Occupation, PhoneOwner, Woman
from maternity.reports.book_lines import written
from maternity.reports.books import book, needs
from maternity.ui.form import Form
from maternity.ui.window import Window
from maternity.ward import Ward
from maternity.ward.papers import of_period
from tests.ui import desk
from tests.ui.conftest import opened
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, FixedClock, a_village, at_work, moment

FIRST_VISIT, BIRTH, SIXTH_WEEK = date(2026, 4, 20), date(2026, 10, 5), date(2026, 11, 16)
DAY = timedelta(days=1)


@dataclass
class Story:
    """The entries of her way through the ward."""

    woman: Any
    birth: Any
    stay: Any
    twins: list[Any]
    sent: Any
    visits: list[Any]


@contextmanager
def on(day: date, hour: int = 12) -> Iterator[None]:
    """The ward's clock on a day of the story."""
    with clock.use(FixedClock(datetime(day.year, day.month, day.day, hour))):
        yield


def written_down(ward: Ward) -> Story:
    """Her whole story, each entry kept on its own day."""
    village = a_village()
    midwife = StaffMember(
        family_name="Traoré",
        given_name="Aminata",
        qualification=Qualification.MIDWIFE,
        skilled=Answer.YES,
    )
    above = Facility(name="CSRéf Commune V", level=FacilityLevel.CSREF, is_own=Answer.NO)
    her = Woman(
        family_name="Coulibaly",
        given_name="Djénéba",
        birth_precision=DatePrecision.AGE_DECLARED,
        declared_age_years=24,
        age_declared_on=FIRST_VISIT,
        village=village,
        file_no="CPN-0412",
        phone_1="+22376123456",
        phone_1_owner=PhoneOwner.HUSBAND,
        marital_status=MaritalStatus.MARRIED,
        occupation=Occupation.TRADER,
        blood_group=BloodGroup.O_POS,
    )
    with on(FIRST_VISIT):
        ward.keep(village, midwife, above, her)
    for number, days in enumerate((0, 28, 84, 140), start=1):
        antenatal(ward, her, midwife, FIRST_VISIT + days * DAY, number)
    birth, stay, twins, sent = twins_born(ward, her, midwife, above)
    visits = [
        seen_again(ward, her, midwife, twins, day, hour)
        for day, hour in (
            (BIRTH, 18),
            (BIRTH + 3 * DAY, 9),
            (BIRTH + 10 * DAY, 9),
            (SIXTH_WEEK, 9),
        )
    ]
    return Story(her, birth, stay, twins, sent, visits)


def antenatal(ward: Ward, her: Record, midwife: StaffMember, day: date, number: int) -> None:
    """One of her four antenatal visits."""
    with on(day):
        visit: Any = ward.begin("antenatal_visit", her, day)
        if number == 1:
            visit.pregnancy.lmp_on = date(2026, 1, 12)
            visit.pregnancy.lmp_precision = DatePrecision.EXACT
            visit.pregnancy.gravidity, visit.pregnancy.parity = 3, 2
            visit.pregnancy.living_children, visit.pregnancy.abortions_before = 2, 0
        visit.ga_weeks = visit.weeks_by_dating
        visit.weight_kg = Decimal(58 + number)
        visit.height_cm = Decimal(163)
        visit.bp_systolic_mmhg, visit.bp_diastolic_mmhg = 110 + number, 70
        visit.fetal_heart, visit.fetal_movements = Perceived.PERCEIVED, Perceived.PERCEIVED
        visit.syphilis_test, visit.hb_g_dl = Result.NEGATIVE, Decimal("10.4")
        visit.td_dose = TdDose.TD1 if number == 1 else TdDose.NOT_GIVEN
        visit.iron_folate_given, visit.iron_folate_dose_no = Answer.YES, number
        visit.deworming_given, visit.net_given = Answer.YES, Answer.of(number == 1)
        visit.iptp_dose = number
        visit.proteinuria = UrineGrade.NEGATIVE
        visit.birth_plan = "CSCom, moto du mari"
        visit.next_visit_on, visit.seen_by = day + 28 * DAY, midwife
        ward.keep(her, visit.pregnancy, visit)


def twins_born(ward: Ward, her: Record, midwife: StaffMember, above: Facility) -> tuple[Any, ...]:
    """The stay, the birth of a girl and a boy, and the boy sent to the CSRéf."""
    with on(BIRTH, 5):
        birth: Any = ward.begin("delivery", her, BIRTH)
        stay, pregnancy = birth.admission, birth.pregnancy
        pregnancy.previous_caesareans, pregnancy.previous_interval_months = 0, 31
        pregnancy.previous_outcome = (
            type(pregnancy).register.fields["previous_outcome"].read("alive")
        )
        stay.admitted_at = moment(BIRTH, 1, 15)
        stay.ward, stay.reason = Unit.MATERNITY, AdmissionReason.LABOUR
        stay.bp_systolic_mmhg, stay.bp_diastolic_mmhg = 118, 76
        stay.fetal_heart = FetalHeartOnArrival.HEARD
        stay.arrival_mode, stay.seen_by = ArrivalMode.BY_HERSELF, midwife
        birth.delivered_at = moment(BIRTH, 3, 40)
        birth.ga_weeks, birth.ga_extra_days, birth.ga_method = 38, 0, DatingMethod.LMP
        birth.term = birth.term_by_weeks
        birth.labour_onset, birth.labour_duration_h = LabourOnset.SPONTANEOUS, Decimal("6.5")
        birth.monitoring_tool = MonitoringTool.PARTOGRAPH
        birth.attendant = birth.seen_by = midwife
        birth.attendant_qualification = Qualification.MIDWIFE
        third_stage(birth)
        girl, boy = birth.newborns[0], Newborn(delivery=birth, birth_rank=2)
        baby(girl, midwife, Sex.FEMALE, moment(BIRTH, 3, 40), Presentation.VERTEX, 2450, 8, 9)
        baby(boy, midwife, Sex.MALE, moment(BIRTH, 3, 55), Presentation.BREECH, 1980, 4, 7)
        boy.resuscitated, boy.kangaroo_care = Answer.YES, Answer.YES
        boy.complications = (NewbornComplication.RESPIRATORY_DISTRESS,)
        girl.discharge_state = NewbornDischarge.STILL_IN
        ward.keep(pregnancy, stay, birth, girl, boy)
    with on(BIRTH, 8):
        sent: Any = Referral(
            pregnancy=pregnancy,
            direction=ReferralDirection.OUT,
            kind=ReferralKind.EVACUATION,
            stage=ReferralStage.NEWBORN,
            activity=ReferralActivity.PREGNANCY_DELIVERY,
            newborn=boy,
            to_facility=above,
            decided_at=moment(BIRTH, 6),
            left_at=moment(BIRTH, 6, 20),
            arrived_at=moment(BIRTH, 7, 10),
            reason="Détresse respiratoire",
            newborn_complications=(NewbornComplication.RESPIRATORY_DISTRESS,),
            transport=Transport.AMBULANCE,
            escort_qualification=Qualification.MIDWIFE,
            arrival_state=ArrivalState.SERIOUS,
            decided_by=midwife,
        )
        boy.discharge_state = NewbornDischarge.REFERRED
        boy.discharged_at = moment(BIRTH, 6, 20)
        ward.keep(sent, boy)
        for vaccine in BirthVaccine:
            ward.keep(
                BirthDose(
                    newborn=girl,
                    vaccine=vaccine,
                    given_at=moment(BIRTH, 8),
                    given_by=midwife,
                    counted_by=CountedBy.MATERNITY,
                )
            )
    with on(BIRTH + DAY):
        stay.discharged_at, stay.outcome = (
            moment(BIRTH + DAY, 10),
            DischargeOutcome.MEDICAL_DISCHARGE,
        )
        stay.diagnoses, stay.next_visit_on = ("O80",), BIRTH + 3 * DAY
        stay.discharged_by = midwife
        girl.discharge_state, girl.discharged_at = NewbornDischarge.WELL, stay.discharged_at
        ward.keep(stay, girl, reason="sortie de la mère")
    with on(BIRTH + 7 * DAY):
        for number, one in ((118, girl), (119, boy)):
            one.declaration, one.declared_on = Declaration.DECLARED, BIRTH + 7 * DAY
            one.declaration_no = str(number)
        girl.given_name, girl.family_name = "Aïssata", "Diarra"
        boy.given_name, boy.family_name = "Seydou", "Diarra"
        sent.counter_referral_on, sent.outcome = (
            BIRTH + 7 * DAY,
            DischargeOutcome.MEDICAL_DISCHARGE,
        )
        ward.keep(girl, boy, sent, reason="jour du nom, contre-référence")
    return birth, stay, [girl, boy], sent


def third_stage(birth: Any) -> None:
    """What is written of the mother after the birth."""
    birth.amtsl, birth.uterotonic = Answer.YES, Uterotonic.OXYTOCIN
    birth.uterotonic_within_1min = birth.placenta_complete = Answer.YES
    birth.blood_loss_ml, birth.blood_loss_method = 350, BloodLossMethod.ESTIMATED
    birth.pph = birth.episiotomy = Answer.NO
    birth.perineal_tear = PerinealTear.DEGREE_1
    birth.complications = (MaternalComplication.PRETERM_LABOUR,)
    birth.iron_folate_given = birth.deworming_given = Answer.YES
    birth.vitamin_a_given = Answer.NO
    birth.father_name, birth.father_occupation = "Diarra Moussa", "Cultivateur"


def baby(
    one: Any,
    midwife: StaffMember,
    sex: Sex,
    born: Any,
    presentation: Presentation,
    weight: int,
    apgar_1: int,
    apgar_5: int,
) -> None:
    """What is written of a twin at birth."""
    one.outcome, one.sex, one.born_at = BirthOutcome.LIVE, sex, born
    one.presentation, one.mode, one.weight_g = presentation, BirthMode.VAGINAL, weight
    one.length_cm, one.head_cm = Decimal(46), Decimal("32.5")
    one.apgar_1, one.apgar_5 = apgar_1, apgar_5
    one.resuscitated = one.kangaroo_care = Answer.NO
    one.skin_to_skin = one.breastfed_within_1h = one.tetracycline = Answer.YES
    one.chlorhexidine = one.vitamin_k1 = Answer.YES
    one.complications = (NewbornComplication.NONE,)
    one.declaration, one.seen_by = Declaration.NOT_YET, midwife


def seen_again(
    ward: Ward, her: Record, midwife: StaffMember, twins: list[Any], day: date, hour: int
) -> Any:
    """A contact after the birth; the boy is not there before he is back."""
    with on(day, hour + 1):
        visit: Any = ward.begin("postnatal_visit", her, day)
        visit.seen_at = moment(day, hour)
        visit.bp_systolic_mmhg, visit.bp_diastolic_mmhg = 116, 74
        visit.breasts = visit.lochia = NormalAbnormal.NORMAL
        visit.iron_folate_given = visit.deworming_given = Answer.YES
        visit.seen_by = midwife
        here = [
            one for one in visit.newborn_checks if one.newborn == twins[0] or day > BIRTH + 7 * DAY
        ]
        for check in here:
            check.state, check.danger_signs = NewbornState.WELL, (NewbornDangerSign.NONE,)
        ward.keep(visit, *here)
        return visit


AGREED: tuple[tuple[str, str, int, str], ...] = (
    ("admission.admitted_at", "05/10/2026 01:15", 2, "5/10 01:15"),
    ("pregnancy.previous_outcome", "Vivant", 6, "V"),
    ("pregnancy.previous_interval_months", "31", 7, "31"),
    ("delivery.place", "Maternité (notre structure)", 8, "M"),
    ("delivery.term", "À terme", 9, "T"),
    ("delivery.amtsl", "Oui", 12, "x"),
    ("delivery.deworming_given", "Oui", 15, "x"),
    ("delivery.labour_duration_h", "6,5", 16, "6,5"),
    ("delivery.attendant_qualification", "Sage-femme", 18, "Sage-femme"),
    ("delivery.vitamin_a_given", "Non", 19, "—"),
    ("delivery.episiotomy", "Non", 35, "—"),
    ("delivery.placenta_complete", "Oui", 36, "x"),
    ("delivery.complications", "Travail prématuré", 37, "Travail prématuré"),
    ("delivery.seen_by", "Traoré Aminata", 39, "TA"),
)
"""A field of the mother's: what the form shows, the column and cell of the book."""

TWINS: tuple[tuple[str, tuple[str, str], int, tuple[str, str]], ...] = (
    ("presentation", ("Sommet", "Siège"), 10, ("S", "Si")),
    ("mode", ("Voie basse", "Voie basse"), 11, ("VB", "VB")),
    ("outcome", ("Vivant", "Vivant"), 20, ("V", "V")),
    ("sex", ("Féminin", "Masculin"), 21, ("F", "M")),
    ("breastfed_within_1h", ("Oui", "Oui"), 22, ("x", "x")),
    ("kangaroo_care", ("Non", "Oui"), 23, ("—", "x")),
    ("tetracycline", ("Oui", "Oui"), 24, ("x", "x")),
    ("chlorhexidine", ("Oui", "Oui"), 25, ("x", "x")),
    ("weight_g", ("2450", "1980"), 26, ("2450", "1980")),
    ("length_cm", ("46", "46"), 27, ("46", "46")),
    ("apgar_1", ("8", "4"), 28, ("8", "4")),
    ("apgar_5", ("9", "7"), 29, ("9", "7")),
    ("resuscitated", ("Non", "Oui"), 30, ("—", "x")),
    (
        "complications",
        ("Aucune", "Détresse respiratoire"),
        38,
        ("Aucune", "Détresse respiratoire"),
    ),
)
"""A field of each twin: what the form shows, the column of the book and its two cells."""

NOTICE = (
    "Lieu de naissance : CSCom de Kalabancoro",
    "Sexe : {sex}",
    "Poids de naissance : {weight_g} g",
)
"""What a notification says of the fields above."""


def text_of(pdf: bytes) -> str:
    """The words of a PDF, with single spaces."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


def lines_of(ward: Ward, name: str, entry: Any) -> list[dict[int, str]]:
    """The lines of an entry in a book on paper, by column."""
    of = book(name)
    whole = ward.book.get(of.register, entry.id, sorted(needs(of)))
    numbers = [column.no for column in of.columns]
    made = written(of, whole, date(2026, 10, 1))
    return [dict(zip(numbers, line.cells, strict=True)) for line in made]


def shown(form: Form, entry: Record, name: str) -> str:
    """What the form shows in a field of an entry."""
    return form.editors[f"{entry.id}.{name}"].text()


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Story, dict[str, Any]]:
    """The register with her story, and what is printed of it."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    i18n.use("fr")
    place = tmp_path / "registre"
    with at_work(place) as ward:
        story = written_down(ward)
        read: dict[str, Any] = {
            "line": lines_of(ward, "accouchement", story.birth),
            "stay": lines_of(ward, "hospitalises", story.stay)[0],
            "cpon": [lines_of(ward, "cpon", one)[0] for one in story.visits],
            "sent": lines_of(ward, "references_sorties", story.sent)[0],
            "newborn": [lines_of(ward, "nouveau_nes", one)[0] for one in story.twins],
            "notices": [text_of(ward.document("birth_notification", one)) for one in story.twins],
        }
        read |= {name: text_of(pdf) for name, pdf in papers(ward, story).items()}
        read["open"] = [one.register.name for one in ward.incomplete()]
        g = ward.sheet("rma_cscom", "2026-10")
        read["return"] = {code: g.line(code).total for code in ("G10", "G19", "G21", "G22", "G27")}
    return place, story, read


def papers(ward: Ward, story: Story) -> dict[str, bytes]:
    """Every paper of her way, and the month's pages of the books."""
    month = date(2026, 10, 1), date(2026, 10, 31)
    return {
        "mother_card": ward.document("mother_card", story.woman),
        "newborn_band": ward.document("newborn_band", story.twins[1]),
        "discharge_summary": ward.document("discharge_summary", story.stay),
        "stay_certificate": ward.document("stay_certificate", story.stay),
        "appointment_card": ward.document("appointment_card", story.birth),
        "referral_slip": ward.document("referral_slip", story.sent),
        "accouchement": ward.print_book("accouchement", *month),
        "cpn": ward.print_book("cpn", date(2026, 4, 1), date(2026, 9, 30)),
        "to_declare": of_period(ward, "births_to_declare", *month),
    }


def test_one_record_says_the_same_on_the_screen_in_the_book_and_on_the_papers(
    register: tuple[Path, Story, dict[str, Any]], dressed: QApplication
) -> None:
    i18n.use("fr")
    place, story, read = register
    girl, boy = read["line"]
    window = Window(opened(place, NAME, PASSPHRASE))
    window.resize(1366, 728)
    window.show()
    dressed.processEvents()
    window.open_entry(story.birth)
    desk.settle()
    form = window.trail.current
    assert isinstance(form, Form)
    owners = {"admission": story.stay, "pregnancy": story.birth.pregnancy, "delivery": story.birth}
    seen = [
        (name, shown(form, owners[name.split(".")[0]], name.split(".")[1]), column, girl[column])
        for name, _screen, column, _cell in AGREED
    ]
    assert seen == list(AGREED)
    assert {boy[column] for _name, _screen, column, _cell in AGREED} == {""}
    twins = [
        (
            field,
            tuple(shown(form, twin, field) for twin in story.twins),
            column,
            (girl[column], boy[column]),
        )
        for field, _screen, column, _cell in TWINS
    ]
    assert twins == list(TWINS)
    for at, notice in enumerate(read["notices"]):
        told = {field: screen[at] for field, screen, _column, _cell in TWINS}
        for words in NOTICE:
            assert words.format(**told) in notice, words
    window.close()
    the_identity_is_hers_everywhere(read)
    the_twins_have_their_own_numbers_and_days(read)
    the_stay_the_visits_and_the_referral_fit(read)


def the_identity_is_hers_everywhere(read: dict[str, Any]) -> None:
    """Her name, file number and village, in the books and on the papers."""
    assert (read["line"][0][4], read["line"][0][3]) == ("Coulibaly Djénéba", "CPN-0412")
    assert read["line"][0][5] == "M"
    for name in ("discharge_summary", "appointment_card", "referral_slip", "mother_card"):
        assert "Coulibaly Djénéba" in read[name], name
        assert "Kalabancoro" in read[name], name
    for notice in read["notices"]:
        assert "Nom : Coulibaly Djénéba" in notice
        assert "Âge : 24 ans (dit)" in notice
        assert "Profession : Commerçante / vendeuse" in notice
        assert "Diarra Moussa" in notice
    assert "Diarra" not in read["to_declare"]


def the_twins_have_their_own_numbers_and_days(read: dict[str, Any]) -> None:
    """Each twin's number, rank, hour, name and volet, in its book and on its notification."""
    for at, (rank, hour, given, volet) in enumerate(
        (("1", "03:40", "Aïssata", "118"), ("2", "03:55", "Seydou", "119"))
    ):
        line, notice = read["newborn"][at], read["notices"][at]
        assert (line[2], line[5], line[30]) == (f"5/10 {hour}", rank, volet)
        assert line[29] == "12/10"
        for words in (
            f"1/2026-{rank}",
            f"Né à : 05/10/2026 {hour}",
            f"Rang : {rank}",
            given,
            f"N° du volet : {volet}",
        ):
            assert words in notice, words
    assert (read["newborn"][0][21], read["newborn"][1][21]) == ("5/10", "")


def the_stay_the_visits_and_the_referral_fit(read: dict[str, Any]) -> None:
    """The stay's line and certificate, the four contacts, the slip and its line, the return."""
    stay = read["stay"]
    assert (stay[3], stay[11], stay[12], stay[14]) == ("5/10 01:15", "6/10 10:00", "1", "SM")
    assert "du 05/10/2026 au 06/10/2026" in read["stay_certificate"]
    assert [one[25] for one in read["cpon"]] == ["B", "B", "B/B", "B/B"]
    assert [(one[8], one[9]) for one in read["cpon"]] == [("x", ""), *[("", "x")] * 3]
    assert [one[13] for one in read["cpon"]] == ["5/10"] * 4
    sent = read["sent"]
    assert (sent[2], sent[12], sent[13], sent[17]) == ("5/10 06:00", "5/10 07:10", "70", "12/10")
    for words in ("CSRéf Commune V", "Détresse respiratoire", "05/10/2026 06:00", "Ambulance"):
        assert words in read["referral_slip"], words
    assert read["return"] == {"G10": 1, "G19": 2, "G21": 2, "G22": 1, "G27": 2}
    assert read["open"] == []
