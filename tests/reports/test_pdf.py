"""The return on paper: all its words, its marks, its boxes; the same bytes for the same input."""

from __future__ import annotations

import io
import re
import socket
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab import rl_config
from reportlab.platypus import Paragraph

from maternity import i18n
from maternity.registers.facility import Facility
from maternity.registers.return_figure import FigureState, ReturnFigure
from maternity.reports.form import Form, in_order
from maternity.reports.life import Act, Life, Moved, Remark, Stage
from maternity.reports.page import HAIRLINE, SMALL, TEXT, fonts, letters
from maternity.reports.pdf import render, write
from maternity.reports.sheet import Sheet
from maternity.ui.report_table import figure_words
from tests.counting import by_hand, sheet_of, the_form
from tests.ward_fixtures import a_birth, a_village


@pytest.fixture(autouse=True)
def french() -> None:
    """The form is read in French here, unless a test says otherwise."""
    i18n.use("fr")


def month(form: Form | None = None, **codes: str) -> Sheet:
    """A month with three deliveries: one placed, one without a village, one without an age."""
    placed = a_birth(age=17, village=a_village())
    no_village, no_age = a_birth(age=22), a_birth(age=None, village=a_village())
    return sheet_of(*placed.all, *no_village.all, *no_age.all, form=form, **codes)


def typed(sheet: Sheet, code: str, cell: str, value: int | None, state: str = "typed") -> None:
    sheet.line(code).typed[cell] = ReturnFigure(
        line_code=code, cell=cell, value=value, state=FigureState.coded(state)
    )


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def text_of(sheet: Sheet) -> str:
    return "\n".join(pages_of(render(sheet)))


def row(text: str, words: str) -> list[str]:
    """The figures of the row that begins with these words."""
    after = text.split(f"{words}\n", 1)[1].split("\n")
    figures = []
    for part in after:
        if re.match(r"[A-ZÉÀ]?[a-zéè]{2,}|… ", part.strip()):
            break
        figures.append(part.strip())
    return figures


def test_every_line_of_the_form_is_there_in_its_own_words() -> None:
    text = " ".join(text_of(month()).split())
    for line in the_form().lines:
        assert line.under_heading in text, line.code
        assert line.heading in text


def test_the_head_names_the_facility_the_month_and_the_version() -> None:
    text = text_of(month())
    for words in (
        "RÉPUBLIQUE DU MALI",
        "Région sanitaire : Koulikoro",
        "RAPPORT MENSUEL D'ACTIVITÉS DE CSCOM DE KALABANCORO",
        "AN 2026 — MOIS N° 10 (octobre)",
        "RMA 1er échelon, version janvier 2019",
        "Part de la maternité : sections 3, 4 et 5",
        "3. Grossesse, accouchement et suites de couche",
    ):
        assert words in text


def test_every_page_has_its_number_the_facility_and_who_printed_it() -> None:
    pages = pages_of(render(month()))
    assert len(pages) > 1
    for at, text in enumerate(pages, start=1):
        assert f"page {at}/{len(pages)}" in text
        assert "CSCom de Kalabancoro, octobre 2026" in text
        assert "02/11/2026 08:00" in text
        assert "Mme Traoré" in text
        assert "PROVISOIRE" in text


def test_the_figures_stand_in_their_cells() -> None:
    figures = row(text_of(month()), "Nombre total accouchements au centre")
    assert figures == ["0", "1", "0", "0", "0", "0", "0", "0", "2", "3"]


def test_blank_nought_typed_and_not_available_never_look_alike() -> None:
    sheet = month()
    typed(sheet, "G1", "total", 0)
    typed(sheet, "G8", "total", None, "not_available")
    text = text_of(sheet)
    assert row(text, "Nombre de séances CPN en centre fixe") == ["0 s"]
    assert row(text, "Nombre de séances CPN en stratégie avancée / mobile") == ["…"]
    assert row(text, "Nombre de CPN effective*") == ["n. d."]
    assert row(text, "Nombre d'accouchement à domicile") == ["0"]


def test_a_correction_is_printed_with_the_counted_figure() -> None:
    sheet = month()
    typed(sheet, "G10", "total", 4, "corrected")
    typed(sheet, "G10", "a15_19/in_area", 2, "corrected")
    figures = row(text_of(sheet), "Nombre total accouchements au centre")
    assert figures == ["0", "2 c", "(1)", *["0"] * 6, "2", "4 c", "(3)"]


def test_side_by_side_each_column_counts_what_is_known_of_it() -> None:
    sheet = month(by_hand("G8", "age_band", "zone"), cells_age_zone="side_by_side")
    typed(sheet, "G8", "a15_19/in_area", 1)
    typed(sheet, "G8", "a15_19/out_of_area", 2)
    text = text_of(sheet)
    assert row(text, "Nombre total accouchements au centre") == [
        *("0", "1", "1", "0"),
        *("2", "0"),
        *("2", "3"),
    ]
    assert row(text, "Nombre de CPN effective*")[:4] == ["…", "3 s", "…", "…"]


def test_totals_alone_stand_on_an_upright_page() -> None:
    pdf = render(month(cells_age_zone="total_only"))
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert box.height > box.width
    assert row("\n".join(pages_of(pdf)), "Nombre total accouchements au centre") == ["3"]
    wide = PdfReader(io.BytesIO(render(month()))).pages[0].mediabox
    assert (round(wide.width), round(wide.height)) == (842, 595)


def test_a_form_without_columns_needs_none() -> None:
    form = replace(the_form(), lines=(the_form().line("G19"),), signatures=())
    pages = pages_of(render(sheet_of(*a_birth().all, form=form)))
    assert row(pages[0], "Nombre de naissances vivantes") == ["1"]
    assert "Établi par" not in pages[0]


def test_a_heading_is_never_the_last_of_a_page() -> None:
    lines = the_form().lines
    for dropped in range(12):
        form = replace(the_form(), lines=lines[dropped:])
        for text in pages_of(render(sheet_of(form=form))):
            rows = [part for part in text.split("\n") if part.strip()]
            for at, part in enumerate(rows):
                if part in {"Nombre référé", "Nombre évacué", "Nombre décès"}:
                    assert rows[at + 1].startswith(("    ", "femmes", "mater")), dropped


def test_the_end_says_how_it_was_counted_and_what_is_missing() -> None:
    text = " ".join(text_of(month()).split())
    assert "Compté avec" in text
    assert "24 h dans 7 j dans 28 j" in text
    assert "6 fiches du mois ne sont pas terminées." in text
    assert "2 femmes dont l’âge ou le village n’est pas connu." in text


def test_three_boxes_wait_for_their_signatures() -> None:
    last = pages_of(render(month()))[-1]
    for words in (
        "Établi par (maternité)",
        "Vu : le responsable de la maternité",
        "Vu : le DTC / le médecin-chef",
        "Date, signature :",
    ):
        assert words in last


def test_a_training_register_says_so_across_the_page() -> None:
    sheet = month()
    sheet.training = True
    for text in pages_of(render(sheet)):
        assert "REGISTRE D’EXERCICE" in text
        assert "PROVISOIRE" not in text


def test_a_closed_return_has_nothing_across_it() -> None:
    sheet = month()
    sheet.state = "closed"
    sheet.life = Life(Stage.CLOSED, 1, Act("Mme Traoré", datetime(2026, 11, 3, 8, 5)))
    text = text_of(sheet)
    assert "PROVISOIRE" not in text
    assert "Mme Traoré, le 03/11/2026 08:05" in text


def test_an_amended_return_says_which_and_what_changed_line_by_line() -> None:
    sheet = month()
    sheet.state = "closed"
    moved = Moved("G10", "Accouchements au centre", "a15_19/in_area", 2, 3)
    act = Act("Mme Traoré", datetime(2026, 11, 3, 8, 5))
    sheet.life = Life(Stage.AMENDED, 3, act, changes=[moved], reason="un carnet oublié")
    sheet.life.remarks = [Remark("V01", "Les NC dépassent le total.", "vérifié au cahier")]
    i18n.use("en")
    text = " ".join(pages_of(render(sheet)))
    assert "amended return n° 2" in text
    for words in ("un carnet oublié", "15-19, Area", "vérifié au cahier"):
        assert words in text


def test_a_screen_in_english_prints_english() -> None:
    i18n.use("en")
    text = text_of(month())
    for words in ("Deliveries in the facility", "Referred", "pregnant women", "PROVISIONAL"):
        assert words in text
    assert "Nombre" not in text
    assert "octobre" not in text


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    sheet = month()
    write(sheet, tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes() == render(sheet)


def test_letters_are_embedded_and_the_language_is_said() -> None:
    reader = PdfReader(io.BytesIO(render(month())))
    fonts: dict[str, Any] = {}
    for page in reader.pages:
        fonts |= page["/Resources"]["/Font"]  # type: ignore[index]
    names = set()
    for font in fonts.values():
        about = font.get_object()
        names.add(about["/BaseFont"].split("+")[-1])
        assert "/FontFile2" in about["/FontDescriptor"].get_object()
    assert names == {"DejaVuSansCondensed", "DejaVuSansCondensed-Bold"}
    assert reader.trailer["/Root"]["/Lang"] == "fr"  # type: ignore[index]
    assert "RMA 1er échelon" in str(reader.metadata and reader.metadata.title)


def drawn(pdf: bytes) -> str:
    """The drawing commands of every page."""
    reader = PdfReader(io.BytesIO(pdf))
    return "\n".join(
        page.get_contents().get_data().decode("latin-1")  # type: ignore[union-attr]
        for page in reader.pages
    )


def test_no_line_is_too_thin_and_no_letter_too_small_to_read() -> None:
    commands = drawn(render(month()))
    widths = {float(width) for width in re.findall(r"(?m)^([\d.]+) w\b", commands)}
    assert min(widths) >= HAIRLINE == 0.4
    sizes = {float(size) for size in re.findall(r"/F\S+ ([\d.]+) Tf", commands)}
    assert min(sizes) >= SMALL == 7
    assert min(sizes - {SMALL}) >= TEXT == 9


def test_nothing_on_the_form_is_in_colour() -> None:
    for red, green, blue in re.findall(
        r"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", drawn(render(month()))
    ):
        assert red == green == blue


@pytest.mark.parametrize("name", ["<b>Centre & Fils</b>", "CSCom de Ɲɔɲɔ", "x" * 300])
def test_a_name_is_words_and_never_markup_and_never_too_long(name: str) -> None:
    sheet = month()
    sheet.facility = Facility(name=name)
    text = "".join(text_of(sheet).split())
    assert name.upper().replace(" ", "") in text
    assert "page1/" in text


def test_no_page_asks_an_address_for_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were something not escaped: what a file of the home says to ReportLab is overruled."""
    asked: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *about, **_more: asked.append(about))
    fonts()
    assert rl_config.trustedHosts == []
    with pytest.raises(OSError, match="img"):
        Paragraph('<img src="http://127.0.0.1:9/a.png"/>', letters(TEXT))
    assert asked == []


def test_a_facility_that_is_not_described_leaves_room_to_write() -> None:
    sheet = month()
    sheet.facility = None
    text = text_of(sheet)
    assert "Région sanitaire : ……" in text
    assert "ACTIVITÉS DE ……" in text


def test_the_text_of_the_pages_is_the_grid_line_after_line() -> None:
    """Every figure of every cell, in the order of the form, follows the words of its line."""
    sheet = month()
    for number, line in enumerate(sheet.lines, start=1000):  # no two lines look alike
        state = "typed" if line.form.manual else "corrected"
        typed(sheet, line.code, "total", number, state)
    left = " ".join(text_of(sheet).split())
    for line in sheet.lines:
        words = " ".join(line.form.under_heading.split())
        at = left.find(words)
        assert at >= 0, line.code
        left = left[at + len(words) :]
        cells = [figure_words(line, cell) for cell in in_order(line.form.by)]
        unplaced = [str(len(line.unplaced))] if line.form.by and not line.form.manual else []
        told = " ".join([*cells, *unplaced, figure_words(line, ())])
        assert left.strip().startswith(told), (line.code, told, left[:80])
