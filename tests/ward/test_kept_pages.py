"""The pages that were printed are kept: seen again byte for byte, printed again as a duplicate."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from maternity.errors import Refused
from maternity.people import Account, Role
from maternity.registers.printout import Printout
from maternity.ui.print_menu import papers
from maternity.ward import Ward
from maternity.ward.kept_pages import pages_of, print_again, printed_of
from tests.ward_fixtures import Birth, a_birth

DAY = date(2026, 11, 20)


def text_of(pdf: bytes) -> str:
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(pages).split())


@pytest.fixture
def made(ward: Ward) -> Birth:
    birth = a_birth(DAY)
    ward.keep(*birth.all)
    return birth


def test_what_was_printed_is_seen_again_byte_for_byte_whatever_the_entry_says_now(
    ward: Ward, made: Birth
) -> None:
    baby = made.babies[0]
    first = ward.document("birth_notification", baby, keep=True)
    baby.weight_g = 2900
    ward.keep(baby, reason="pesé de nouveau")
    (sheet,) = printed_of(ward, made.delivery)
    assert pages_of(ward, sheet.printout) == first
    assert "3100 g" in text_of(pages_of(ward, sheet.printout))
    assert sheet.words == (
        "Birth notification: sheet 1/2026, printed on 26/11/2026 10:00 by Mme Traoré"
    )
    again = text_of(print_again(ward, sheet.printout))
    assert "DUPLICATE (first printed on 26/11/2026 10:00, Mme Traoré)" in again
    assert "2900 g" in again
    assert [one.words[:31] for one in printed_of(ward, made.woman)] == [
        "Birth notification: sheet 2/202",
        "Birth notification: sheet 1/202",
    ]


def test_the_menu_offers_the_sheets_that_were_printed_after_those_to_print(
    ward: Ward, made: Birth
) -> None:
    before = [one.words for one in papers(ward, made.delivery)]
    kept = ward.document("mother_card", made.woman, keep=True)
    offered = papers(ward, made.delivery)
    assert [one.words for one in offered[:-1]] == before
    assert offered[-1].words.startswith("Mother's card: sheet 1/2026")
    assert offered[-1].make() == kept
    assert offered[-1].issue is not None
    assert "DUPLICATE" in text_of(offered[-1].issue())


def test_a_look_keeps_nothing_and_a_sheet_of_before_says_so(ward: Ward, made: Birth) -> None:
    ward.document("mother_card", made.woman)
    assert printed_of(ward, made.woman) == []
    ward.keep(Printout(document="mother_card", woman=made.woman))
    with pytest.raises(Refused, match="it is a duplicate"):
        pages_of(ward, printed_of(ward, made.woman)[0].printout)


def test_a_nurse_sees_no_sheet_of_a_colleague(ward: Ward, made: Birth) -> None:
    ward.document("mother_card", made.woman, keep=True)
    (sheet,) = printed_of(ward, made.woman)
    ward.account = Account(name="Une autre", role=Role.NURSE)
    for act in (pages_of, print_again):
        with pytest.raises(Refused, match="role"):
            act(ward, sheet.printout)


def test_a_sheet_costs_the_register_less_than_fifty_thousand_signs(ward: Ward, made: Birth) -> None:
    ward.document("birth_notification", made.babies[0], keep=True)
    pages: Any = ward.book.all("printout_pages")[0]
    assert len(pages.pdf) < 50_000
