"""The sheet of a shift: one page with who came, left, was born, is in labour, what to watch."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

from pypdf import PdfReader

from maternity import clock
from maternity.fields import Answer
from maternity.registers.admission import Admission, AdmissionReason, AdmissionSubject
from maternity.registers.lists import DischargeOutcome
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.woman import Woman
from maternity.reports.handover import Section
from maternity.reports.list_pdf import render_handover
from maternity.ward import Ward
from maternity.ward.handover import handover, handover_pdf
from tests.ward_fixtures import NOW, FixedClock, a_birth, at_work, moment

TODAY = NOW.date()
YESTERDAY = TODAY - timedelta(days=1)


def a_shift(ward: Ward) -> None:
    """One woman came in, one left, one gave birth with a haemorrhage; one had left before."""
    came, left, before = (
        Admission(
            pregnancy=Pregnancy(woman=Woman(family_name=name)),
            subject=AdmissionSubject.WOMAN,
            reason=AdmissionReason.LABOUR,
            admitted_at=moment(day, hour),
        )
        for name, day, hour in (
            ("Entrée", TODAY, 7),
            ("Sortie", YESTERDAY, 1),
            ("Avant", YESTERDAY, 1),
        )
    )
    left.discharged_at, left.outcome = moment(TODAY, 9), DischargeOutcome.MEDICAL_DISCHARGE
    before.discharged_at = moment(YESTERDAY, 12)
    birth = a_birth(TODAY, hour=3, pph=Answer.YES)
    stay = Admission(
        pregnancy=birth.pregnancy,
        subject=AdmissionSubject.WOMAN,
        reason=AdmissionReason.LABOUR,
        admitted_at=moment(YESTERDAY, 20),
    )
    birth.delivery.admission = stay
    ward.keep(came, left, before, *birth.all, stay)


def test_the_sheet_has_what_the_shift_did_and_nothing_of_the_one_before(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        a_shift(ward)
        sheet = handover(ward)
    found = {section.head: section.lines for section in sheet.sections}
    assert found["Came in"] == (("Entrée", "07:00, In labour"),)
    assert found["Left"] == (("Sortie", "09:00, Medical discharge"),)
    assert found["Born"] == (("Coulibaly Djénéba", "03:00, Live, Female, 3100 g"),)
    assert [who for who, _words in found["In labour"]] == ["Entrée"]
    assert found["To watch"] == (("Coulibaly Djénéba", "Postpartum haemorrhage"),)
    assert any("Postnatal contact 1" in words for _who, words in found["To do"])


def test_the_sheet_is_one_page_even_after_the_busiest_night(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward, clock.use(FixedClock()):
        a_shift(ward)
        births = [a_birth(TODAY, hour=hour % 10, name=f"Née{hour}") for hour in range(60)]
        ward.keep(*[one for birth in births for one in birth.all])
        pages = PdfReader(io.BytesIO(handover_pdf(ward))).pages
        assert len(pages) == 1
        text = pages[0].extract_text()
    assert "Born · 61" in text
    assert "more" in text
    assert "Entrée" in text


def test_an_empty_part_says_so(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        sheet = handover(ward)
    assert [list(one.shown(3)) for one in sheet.sections] == [[("–", "nobody")]] * 6
    assert render_handover(sheet).startswith(b"%PDF")
    assert list(Section("Born", (("A", "1"), ("B", "2"))).shown(1))[1] == ("…", "and 1 more")
