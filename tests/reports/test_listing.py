"""A register's list on paper: its listed columns, whatever the register."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from pypdf import PdfReader

from maternity import i18n, registers
from maternity.records import Record
from maternity.registers.delivery import Delivery
from maternity.reports.list_pdf import render_listing
from maternity.reports.listing import Listing, columns_of, listing
from tests.ward_fixtures import a_birth, a_village

MADE_AT = datetime(2026, 11, 2, 8, 0)


def listed(
    rows: Sequence[Record], cls: type[Record] = Delivery, chosen: Sequence[str] = ()
) -> Listing:
    return listing(
        cls.register,
        rows,
        facility="CSCom de Kalabancoro",
        period="October 2026",
        made_at=MADE_AT,
        made_by="Mme Traoré",
        chosen=chosen,
    )


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_list_has_the_listed_columns_and_shows_their_values() -> None:
    made = a_birth(village=a_village())
    found = listed([made.delivery])
    assert found.heads == tuple(column.words for column in Delivery.register.listed)
    assert dict(zip(found.heads, found.rows[0], strict=True))["Delivered at"] == "15/10/2026 03:00"


def test_a_person_chooses_other_columns() -> None:
    assert listed([], chosen=("place", "ga_weeks")).heads == ("Place of birth", "Gestational age")


PRINTED = [cls for cls in registers.ALL if not cls.register.hidden]
"""What HIV rules whole is never printed as a list."""


@pytest.mark.parametrize("cls", PRINTED, ids=lambda cls: cls.register.name)
def test_every_register_has_a_page_that_can_be_printed(cls: type[Record]) -> None:
    pdf = render_listing(listed([cls()], cls))
    assert cls.register.words in text_of(pdf)


def test_what_hiv_rules_is_on_no_list() -> None:
    for cls in registers.ALL:
        secret = [name for name, c in cls.register.columns.items() if c.sensitive == "hiv"]
        assert columns_of(cls.register, secret) == () or not secret


def test_the_page_says_where_which_when_and_who() -> None:
    text = text_of(render_listing(listed([a_birth().delivery])))
    for words in ("CSCom de Kalabancoro", "Deliveries", "October 2026", "1 line", "page 1/1"):
        assert words in text
    assert "printed on 02/11/2026 08:00 by Mme Traoré" in text


def test_every_page_repeats_the_heads() -> None:
    pdf = render_listing(listed([a_birth().delivery for _each in range(100)]))
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) > 2
    for at, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "Robson group" in " ".join(text.split())
        assert f"page {at}/{len(pages)}" in text


def test_a_cancelled_line_keeps_its_place_with_its_reason() -> None:
    births = [a_birth(name=name) for name in ("Aaa", "Bbb", "Ccc")]
    births[1].delivery.voided_at = datetime(2026, 10, 20)
    births[1].delivery.void_reason = "double saisie <1>"
    births[2].delivery.voided_at = datetime(2026, 10, 21)
    found = listed([made.delivery for made in births])
    assert found.struck == {
        1: "cancelled on 20/10/2026: double saisie <1>",
        2: "cancelled on 21/10/2026: –",
    }
    text = text_of(render_listing(found))
    assert text.index("Aaa") < text.index("Bbb") < text.index("double saisie <1>")


def test_what_looks_like_markup_is_printed_as_it_is() -> None:
    made = a_birth(name="<b>O'Neil & Fils</b>")
    made.delivery.voided_at = datetime(2026, 10, 20)
    text = " ".join(
        text_of(render_listing(listed([made.delivery, a_birth(name="<i>x").delivery]))).split()
    )
    assert "<b>O'Neil" in text
    assert "& Fils</b>" in text
    assert "<i>x" in text


def test_a_long_word_and_a_long_text_stay_in_their_column() -> None:
    made = a_birth()
    made.delivery.note = f"{'w' * 300}\nsecond line with many words " + "and more " * 40
    made.delivery.father_name = "Ɲɛnɛba Ŋɔɔrɔ"
    found = listed([made.delivery], chosen=("serial_no", "note", "father_name"))
    text = text_of(render_listing(found))
    assert "".join(text.split()).count("w" * 300) == 1
    assert "Ɲɛnɛba" in text
    assert "second line" in text


def test_a_very_narrow_column_still_prints() -> None:
    found = listed([a_birth().delivery], chosen=tuple(Delivery.register.columns))
    assert len(PdfReader(io.BytesIO(render_listing(found))).pages) >= 1


def test_a_list_of_nothing_is_a_page_with_its_heads() -> None:
    text = text_of(render_listing(listed([])))
    assert "0 lines" in text
    assert "Robson" in text


def test_a_training_register_says_so_on_its_lists() -> None:
    i18n.use("fr")
    found = listing(
        Delivery.register,
        [],
        facility="CSCom",
        period="octobre 2026",
        made_at=MADE_AT,
        made_by="Mme Traoré",
        training=True,
    )
    assert "REGISTRE D’EXERCICE" in text_of(render_listing(found))
    assert date(2026, 11, 2) == found.made_at.date()


def test_what_stood_there_before_is_struck_through_on_paper() -> None:
    told = Listing(
        title="History",
        facility="C",
        period="",
        heads=("Before", "After"),
        rows=(("Kadidia", "Kadiatou"), ("", "72 07 94 61")),
        made_at=datetime(2026, 11, 26),
        made_by="A",
    )
    plain, struck = (
        PdfReader(io.BytesIO(render_listing(one))).pages[0]
        for one in (told, replace(told, former=(0,)))
    )
    assert "Kadidia" in " ".join(struck.extract_text().split()), "it stays legible"
    drawn = [one.get_contents().get_data().count(b" l S") for one in (plain, struck)]  # type: ignore[union-attr]
    assert drawn[1] > drawn[0], "a line goes through it"
