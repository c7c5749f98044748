"""The papers about confidentiality: filled from the register, without a woman in them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader

from maternity import i18n, registers
from maternity.errors import Refused
from maternity.fields import Sensitive
from maternity.people import RIGHTS, Right, Role
from maternity.reports import apdp_declaration, data_classes, incident_sheet
from maternity.reports.data_classes import KEPT, WORDS, Level
from maternity.reports.laws import LAWS
from maternity.reports.leaf import Note
from maternity.reports.manual import chapters
from maternity.reports.own_state import OwnState
from maternity.ward import Ward, confidentiality, copies, discretion, journal, own_papers
from maternity.ward.confidentiality import PAPERS, departure_pdf, paper_pdf, readers
from maternity.ward.printing import Asked, print_named
from maternity.ward.staffing import disable_person
from tests.ward_fixtures import NAME, a_birth, at_work

AWA, ISSA = "Diallo Awa", "Maïga Issa"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ward]:
    """A register with a birth, a matron, a technical administrator and a copy on a stick."""
    place = tmp_path_factory.mktemp("papiers")
    with at_work(place / "registre") as ward:
        ward.keep(*a_birth(name="Sangaré").all)
        ward.add_person(AWA, Role.NURSE, "tambour pirogue lampe natte")
        ward.add_person(ISSA, Role.TECHNICIAN, "lampe natte pilon sorgho")
        (place / "clé").mkdir()
        copies.copy_to(ward, [place / "clé"])
        yield ward


def read(pdf: bytes) -> str:
    """The words of the pages."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


MOST_PAGES = {"apdp_declaration": 4, "incident_sheet": 3, "data_classification": 3}
"""What they may take; the others two."""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_paper_names_the_facility_and_no_woman(shared: Ward, language: str) -> None:
    i18n.use(language)
    pdfs = {name: print_named(shared, name, Asked()) for name in PAPERS}
    told = {name: read(pdf) for name, pdf in pdfs.items()}
    i18n.use("en")
    assert all("CSCom de Kalabancoro" in words and NAME in words for words in told.values())
    assert all("Sangar" not in words and "Djénéba" not in words for words in told.values())
    for name, pdf in pdfs.items():
        pages = PdfReader(io.BytesIO(pdf)).pages
        assert len(pages) <= MOST_PAGES.get(name, 2), name
        assert all(len(page.extract_text()) > 200 for page in pages), name
    for name in ("apdp_declaration", "incident_sheet"):
        assert str(copies.ledger(shared).places[0].path)[:20] in told[name]
        assert shared.fact("register")[:8] in told[name]
    draft = told["apdp_declaration"]
    assert all(source.split(" ")[0] in draft for _text, _meaning, source in LAWS)
    events = journal.events(shared, journal.Asked(event="print"))
    assert "draft of the declaration to the APDP" in " ".join(one.about for one in events)
    if language == "en":
        assert "Draft, to be reviewed by a jurist" in draft
        assert "3 accounts (Matron or nurse: 1, Head of the maternity: 1, Technical" in draft
        assert "deletes no entry" in draft
        assert "deletes no entry" in told["data_classification"]
    with pytest.raises(Refused, match="incident_sheet"):
        print_named(shared, "nothing_like_it", Asked())


def test_the_classes_follow_from_the_declared_fields_and_the_table_of_rights() -> None:
    found = {one.register.name: one for one in data_classes.held(readers, discretion.of_care)}
    assert set(found) == {cls.register.name for cls in registers.ALL}
    for name, one in found.items():
        marks = {column.sensitive for column in one.register.columns.values()}
        assert marks <= {mark.value for mark in Sensitive}
        assert (one.level is Level.SECRET) is bool(marks & {"hiv", "death"}), name
        hidden = {Right.SEE_HIV} if one.hiv else set()
        assert all(hidden <= RIGHTS[role] for role in one.readers), name
    assert found["woman"].level is Level.CARE
    assert found["printout"].level is Level.CARE  # it names her whose paper it is
    assert found["account"].level is found["staff_member"].level is Level.STAFF
    assert found["bed"].level is Level.WARD
    assert found["hiv_care"].readers == (Role.MIDWIFE, Role.HEAD)
    assert found["account"].readers == (Role.HEAD, Role.TECHNICIAN)
    assert all(Role.TECHNICIAN not in one.readers for one in found.values() if one.level > 2)
    assert set(WORDS) == set(KEPT) == set(Level)


def test_what_the_table_says_of_readers_is_what_the_ward_allows(shared: Ward) -> None:
    head = shared.account.role
    for cls in registers.ALL:
        allowed = []
        for role in Role:
            shared.account.role = role
            try:
                discretion.may_read(shared, cls.register.name)
            except Refused:
                continue
            finally:
                shared.account.role = head
            allowed.append(role)
        assert tuple(allowed) == readers(cls.register), cls.register.name


@pytest.mark.parametrize("role", Role)
def test_the_notice_is_for_everybody_and_the_other_papers_for_who_sets_up(
    shared: Ward, role: Role
) -> None:
    head, shared.account.role = shared.account.role, role
    may = {name for name, _words in confidentiality.offered(shared)}
    sets_up = role in {Role.HEAD, Role.TECHNICIAN}
    assert may == (set(PAPERS) if sets_up else {"patient_notice"})
    try:
        for name in PAPERS:
            if name not in may:
                with pytest.raises(Refused, match="role"):
                    paper_pdf(shared, name)
    finally:
        shared.account.role = head


def test_a_departure_sheet_tells_what_is_ended_and_what_is_not(shared: Ward) -> None:
    before = read(departure_pdf(shared, AWA))
    assert "Her account still opens the register" in before
    assert "Signed in last on: never" in before
    disable_person(shared, AWA)
    after = read(print_named(shared, "departure_sheet", Asked(person=AWA)))
    assert "Her access is ended" in after
    assert f"Access ended on: 26/11/2026 10:00 Role: Matron or nurse Ended by: {NAME}" in after
    assert "Signed in last on: 26/11/2026 10:00" in read(departure_pdf(shared, NAME))
    for person, words in (("", "--person"), ("Personne", "Nobody here is called")):
        with pytest.raises(Refused, match=words):
            own_papers.make(shared, "departure_sheet", person)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_manual_says_what_is_not_protected_and_names_every_paper(language: str) -> None:
    i18n.use(language)
    (told,) = (one for one in chapters() if one.answers(["pin", "postgresql", "apdp"]))
    i18n.use("en")
    words = " ".join(told.lines)
    assert all(name in words for name in (*PAPERS, confidentiality.DEPARTURE))
    assert all(word in words for word in ("FAST 2013", "BitLocker", "10 000", "Windows"))


def test_a_register_on_a_server_is_not_said_to_be_encrypted_by_it() -> None:
    served = OwnState(None, (), (), (), "", "salle.local/maternity", ())
    here = replace(served, server="")
    for paper in (apdp_declaration, incident_sheet):
        told = {
            own.server: " ".join(
                part.words
                for leaf in paper.leaves(own)
                for part in leaf.parts
                if isinstance(part, Note)
            )
            for own in (served, here)
        }
        assert "lies on a server" in told[served.server]
        assert "lies on a server" not in told[""]
        assert ("SQLCipher" in told[""]) is (paper is apdp_declaration)
        assert "SQLCipher" not in told[served.server]
