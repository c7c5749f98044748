"""An old table of a ward, under its own headings: tried, taken in, undone and taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from maternity import i18n
from maternity.errors import Refused
from maternity.exchange.columns import Use, headed
from maternity.exchange.spreadsheet import read_table
from maternity.fields import Answer
from maternity.records import named
from maternity.registers.delivery import Delivery
from maternity.registers.lists import BirthMode, Sex
from maternity.registers.newborn import Newborn
from maternity.registers.village import Village
from maternity.registers.woman import Woman
from maternity.ward import Ward, column_words, copies, import_undoing, incoming
from maternity.ward.files import check, import_files
from maternity.ward.journal import Asked, events
from tests.ward_fixtures import a_birth, at_work

HEADS = ("N°", "Nom et prénoms", "Âge", "Village", "Date acc.", "Heure", "Mode d'acct")
BABY = ("Issue", "SEXE de l'enfant", "Poids (g)", "Remarques")
ROW = {"N°": 1, "Nom et prénoms": "Diarra Awa", "Âge": 24, "Date acc.": date(2026, 10, 3)}
ROW |= {"Heure": time(8, 5), "Mode d'acct": "VB", "Issue": "V", "SEXE de l'enfant": "F"}
ROW |= {"Poids (g)": 3100, "Remarques": "RAS"}
TOLD = {
    "Nom et prénoms": ("woman.family_name+given_name",),
    "Âge": ("woman.declared_age_years",),
    "Village": ("woman.village",),
    "Date acc.": ("delivery.delivered_at", "woman.age_declared_on"),
    "Heure": ("delivery.delivered_at",),
    "Mode d'acct": ("mode",),
    "Issue": ("outcome",),
    "SEXE de l'enfant": ("sex",),
    "Poids (g)": ("weight_g",),
}


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Ward]:
    with at_work(tmp_path / "book") as made:
        yield made


@pytest.fixture
def in_french() -> Iterator[None]:
    before = i18n.language()
    i18n.use("fr")
    yield
    i18n.use(before)


def workbook(place: Path, *rows: dict[str, Any], title: str = "") -> Path:
    """An old workbook of the ward: a title, a line left empty, headings, real days and hours."""
    heads, down = (*HEADS, *BABY), 2 if title else 0
    with xlsxwriter.Workbook(str(place)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        hour = book.add_format({"num_format": "hh:mm"})
        sheet.write(0, 0, title)
        sheet.write_row(down, 0, heads)
        for at, row in enumerate(rows, start=down + 1):
            for across, head in enumerate(heads):
                value = row.get(head)
                if isinstance(value, date):
                    sheet.write_datetime(at, across, datetime.combine(value, time()), day)
                elif isinstance(value, time):
                    sheet.write_datetime(at, across, value, hour)
                elif value is not None:
                    sheet.write(at, across, value)
    return place


def told_by_hand(ward: Ward, place: Path) -> incoming.Incoming:
    """The file with its columns as a person corrected them."""
    table = place.with_name("colonnes.csv")
    lines = [f"{head};{name}" for head, names in TOLD.items() for name in names]
    table.write_text("\n".join(["heading;field", *lines]), "utf-8")
    return incoming.look(ward, "newborn", place, table)


def states(report: incoming.Report) -> dict[str, int]:
    names = ("added", "changed", "unchanged", "refused")
    return {name: count for name in names if (count := report.count(name))}


def stopped(_done: int, _of: int) -> None:
    raise Refused("arrêtée")


def every(ward: Ward, name: str) -> list[Any]:
    return ward.all(name)


@pytest.mark.usefixtures("in_french")
def test_headings_are_proposed_for_fields_and_what_is_not_known_is_left_to_a_person(
    tmp_path: Path,
) -> None:
    heads = ["nom", "Prénoms", "POIDS DE NAISSANCE", "Sexe NN", "weight_g", "Tél", "Jus", "Issue"]
    heads += ["Autre", "Date acc.", "Heure acc.", "Age", "Date de naissance"]
    found = column_words.propose(named("newborn"), heads)
    proposed = [(one.heading, one.field) for one in found.uses]
    proposed.remove(("Date acc.", "woman.age_declared_on"))
    assert dict(proposed) == {
        "nom": "woman.family_name",
        "Prénoms": "woman.given_name",
        "POIDS DE NAISSANCE": "",  # its field has a column under its own name already
        "Sexe NN": "sex",
        "weight_g": "weight_g",
        "Tél": "woman.phone_1",
        "Jus": "",
        "Issue": "outcome",
        "Autre": "",  # it begins the labels of several
        "Date acc.": "delivery.delivered_at",
        "Heure acc.": "delivery.delivered_at",
        "Age": "woman.declared_age_years",
        "Date de naissance": "woman.born_on",
    }
    assert found.unsure == {"Tél", "Date acc.", "Heure acc.", "Age", "Date de naissance"}
    file = tmp_path / "t.csv"
    file.write_text("Cahier 2019;;\n;;\nNom;Nom;\nA;B;C\n", "utf-8")
    sheet = headed(read_table(file))
    assert (sheet.heads[:2], sheet.heads[2][-2:]) == (["Nom", "Nom (2)"], " C")
    assert (sheet.above, [row.number for row in sheet.rows]) == (1, [4])


def test_an_old_workbook_is_tried_taken_in_undone_and_taken_in_again(
    ward: Ward, tmp_path: Path
) -> None:
    ward.keep(Village(name="Sikoro", in_catchment=Answer.YES))
    wrong = [
        ROW | {"N°": 2, "Poids (g)": 9500},
        ROW | {"N°": 3, "Date acc.": "31/02/2026"},
        ROW | {"N°": 4, "Village": "Tombouctou"},
    ]
    rows = [ROW | {"Village": "sikoro"}, ROW | {"N°": 5, "Nom et prénoms": "Keïta Fanta Oumou"}]
    place = workbook(tmp_path / "vieux cahier.xlsx", *rows, *wrong, title="CSCom, cahier 2026")
    of = told_by_hand(ward, place)
    assert of.not_taken == ["N°", "Remarques"]
    tried = incoming.judge(ward, of)
    assert states(tried) == {"added": 2, "refused": 3}
    refused = [(one.row, one.column, one.value) for one in tried.told if one.state == "refused"]
    assert sorted(refused) == [
        (6, "Poids (g)", "9500"),
        (7, "Date acc.", "31/02/2026"),
        (7, "Date acc. + Heure", "31/02/2026 08:05"),
        (8, "Village", "Tombouctou"),
    ]
    assert "7000" in next(one.words for one in tried.told if one.row == 6)
    report = incoming.write_report(ward, tried, tmp_path / "compte rendu.csv")
    assert "9500" in report.read_text("utf-8-sig")
    assert not every(ward, "woman")
    assert copies.ledger(ward).sequence == 0

    with pytest.raises(Refused, match="arrêtée"):
        incoming.take(ward, of, step=stopped)
    assert not every(ward, "woman")
    taken = incoming.take(ward, of)
    assert (states(taken), taken.entries["delivery"]) == (states(tried), 2)
    baby: Newborn = next(one for one in every(ward, "newborn") if one.sex is Sex.FEMALE)
    assert (baby.weight_g, baby.mode) == (3100, BirthMode.VAGINAL)
    fanta: Woman = next(one for one in every(ward, "woman") if one.family_name == "Keïta")
    assert (fanta.given_name, fanta.age_on(date(2026, 10, 3))) == ("Fanta Oumou", 24)
    birth: Delivery = every(ward, "delivery")[0]
    assert birth.plain("delivered_at") == "2026-10-03T08:05"
    assert copies.ledger(ward).sequence == 1 or list((tmp_path / "book").rglob("*.mrb"))

    again = incoming.look(ward, "newborn", place)
    assert (again.known, again.name, again.uses) == (True, "colonnes", of.uses)
    assert states(incoming.take(ward, again)) == {"unchanged": 2, "refused": 3}
    (past,) = import_undoing.past(ward)
    assert (past.files, past.who, past.new) == ("vieux cahier.xlsx", ward.account.name, 8)

    plan = import_undoing.plan(ward, past.number)
    assert (len(plan.undone), plan.left) == (8, [])
    assert len(every(ward, "newborn")) == 2
    with pytest.raises(Refused, match="Say why"):
        import_undoing.undo(ward, past.number, "")
    import_undoing.undo(ward, past.number, "colonne mal choisie")
    assert not every(ward, "newborn") + every(ward, "delivery") + every(ward, "woman")
    assert ward.history(baby)[0].reason == "colonne mal choisie"
    assert import_undoing.past(ward)[0].undone_by == ward.account.name
    with pytest.raises(Refused, match="Nothing of this import"):
        import_undoing.undo(ward, past.number, "colonne mal choisie")
    assert states(incoming.take(ward, again)) == {"added": 2, "refused": 3}
    assert check(ward) == []
    told = "\n".join(one.about for one in events(ward, Asked(event="import")))
    assert "file: vieux cahier.xlsx" in told


def test_what_a_person_wrote_since_is_left_and_so_is_what_it_hangs_on(
    ward: Ward, tmp_path: Path
) -> None:
    rows = [ROW | {"Nom et prénoms": f"Diarra {name}"} for name in ("Awa", "Fanta", "Sira")]
    incoming.take(ward, told_by_hand(ward, workbook(tmp_path / "c.xlsx", *rows)))
    (past,) = import_undoing.past(ward)
    women = {one.given_name: one for one in every(ward, "woman")}
    births = {one.pregnancy.woman.given_name: one for one in every(ward, "delivery")}
    later = ward.new("newborn", delivery=ward.full("delivery", births["Fanta"].id))
    ward.keep(later)
    awa: Any = ward.full("woman", women["Awa"].id)
    awa.given_name = "Hawa"
    ward.keep(awa, reason="corrigé sur le carnet", code="")
    plan = import_undoing.plan(ward, past.number)
    assert [(one.entry.register.name, one.left.partition(" (")[0]) for one in plan.left] == [
        ("woman", "Mme Traoré changed it on 26/11/2026"),
        ("woman", "1 entry that stands belongs to it"),
        ("pregnancy", "1 entry that stands belongs to it"),
        ("delivery", "1 entry that stands belongs to it"),
    ]
    import_undoing.undo(ward, past.number, "colonne mal choisie")
    assert {one.given_name for one in every(ward, "woman")} == {"Hawa", "Fanta"}
    assert [one.id for one in every(ward, "newborn")] == [later.id]
    assert import_undoing.past(ward)[0].left == 4


def test_a_value_that_an_import_changed_goes_back_the_later_import_first(
    ward: Ward, tmp_path: Path
) -> None:
    birth = a_birth(weight_g=3100)
    ward.keep(*birth.all)
    place = tmp_path / "newborn.csv"
    place.write_text(f"source_id;weight_g\n{birth.babies[0].id};3250\n", "utf-8")
    import_files(ward, [("newborn", place)], update=True)
    later = place.with_name("later.csv")
    later.write_text(f"source_id;weight_g\n{birth.babies[0].id};3300\n", "utf-8")
    import_files(ward, [("newborn", later)], update=True)
    second, first = import_undoing.past(ward)
    assert [one.left.partition(" on")[0] for one in import_undoing.plan(ward, first.number).left]
    for one in (second, first):
        import_undoing.undo(ward, one.number, "mauvais fichier")
    baby: Any = ward.get("newborn", birth.babies[0].id)
    assert (baby.weight_g, baby.voided_at) == (3100, None)
    changes = [(one.old, one.new) for one in ward.history(baby) if one.event == "update"]
    assert changes == [("3250", "3100"), ("3300", "3250"), ("3250", "3300"), ("3100", "3250")]


def test_rows_of_one_mother_are_twins_and_a_row_without_one_is_refused(
    ward: Ward, tmp_path: Path
) -> None:
    second = ROW | {"SEXE de l'enfant": "M", "Poids (g)": 2600}
    alone = {"SEXE de l'enfant": "M", "Poids (g)": 2500}
    place = workbook(tmp_path / "j.xlsx", ROW, second, second, alone)
    report = incoming.take(ward, told_by_hand(ward, place))
    assert (states(report), report.entries["woman"]) == ({"added": 2, "refused": 2}, 1)
    assert [(one.row, one.words[:20]) for one in report.told if one.state == "refused"] == [
        (4, "The same as row 3, c"),
        (5, "This row does not sa"),
    ]
    assert any("same person as in row 2" in one.words for one in report.told if one.row == 3)
    assert len(every(ward, "newborn")) == 2


def test_a_row_corrected_since_it_was_taken_in_is_told_before_it_makes_another_child(
    ward: Ward, tmp_path: Path
) -> None:
    place = workbook(tmp_path / "c.xlsx", ROW)
    of = told_by_hand(ward, place)
    assert not any("already" in one.words for one in incoming.take(ward, of).told)
    steps: list[int] = []
    for head, value, asked in (
        ("Poids (g)", 3200, "one more entry of what the register has already (Delivery)"),
        ("Âge", 25, "in the register already: Diarra Awa"),
    ):
        steps.clear()
        corrected = told_by_hand(ward, workbook(place, ROW | {head: value}))
        report = incoming.judge(ward, corrected, step=lambda done, _of: steps.append(done))
        assert [one.state for one in report.told if asked in one.words] == ["perhaps_known"]
        assert (report.perhaps_known, report.told[0].state) == (1, "perhaps_known")
        written = sum(report.entries.values())
        assert len(steps) > written + 1  # told while the rows are judged too: it can be stopped
    file, table = tmp_path / "f.csv", tmp_path / "t.csv"
    table.write_text("Nom;family_name\nPrénom;given_name\n", "utf-8")
    file.write_text("Nom;Prénom\nSangaré;Kadia\n", "utf-8")
    incoming.take(ward, incoming.look(ward, "woman", file, table))
    file.write_text("PRÉNOM;nom\nKadia;Sangaré\n", "utf-8")  # the columns in another order
    assert states(incoming.judge(ward, incoming.look(ward, "woman", file))) == {"unchanged": 1}


def test_a_table_of_columns_with_faults_is_refused_with_each(ward: Ward, tmp_path: Path) -> None:
    place = workbook(tmp_path / "c.xlsx", ROW)
    table = tmp_path / "t.csv"
    table.write_text("Poids;weight_g\nÂge;age\n", "utf-8")
    with pytest.raises(Refused) as refused:
        incoming.look(ward, "newborn", place, table)
    assert "Line 1: the file has no heading “Poids”." in refused.value.words
    assert "Line 2: “age” is no field" in refused.value.words
    assert incoming.look(ward, "newborn", place).uses.count(Use("N°", "")) == 1
    place, table = tmp_path / "deux.csv", tmp_path / "deux-colonnes.csv"
    place.write_text("Nom;NOM;Poids;POIDS\nDiarra;Traoré;60;3100\n", "utf-8")
    told = "Nom;woman.family_name\nNOM;woman.kin_name\nPoids;\nPOIDS;weight_g\n"
    table.write_text(told, "utf-8")
    of = incoming.look(ward, "newborn", place, table)
    assert "".join(f"{one.heading};{one.field}\n" for one in of.uses) == told
    incoming.keep_columns(ward, of)
    assert incoming.look(ward, "newborn", place).uses == of.uses
    place.write_text("nom;NOM;Poids;POIDS\nDiarra;Traoré;60;3100\n", "utf-8")
    assert not incoming.look(ward, "newborn", place).known  # which of the two is meant?


def test_a_row_with_a_key_of_its_own_is_corrected_by_its_file_and_put_back(
    ward: Ward, tmp_path: Path
) -> None:
    place, table = tmp_path / "f.csv", tmp_path / "t.csv"
    table.write_text(
        "heading;field\nFiche;source_id\nNom;family_name\nPrénom;given_name\n", "utf-8"
    )
    place.write_text("Fiche;Nom;Prénom\n12/2019;Sangaré;Awa\n13/2019;Diarra;Fanta\n", "utf-8")
    incoming.take(ward, incoming.look(ward, "woman", place, table))
    place.write_text("Fiche;Nom;Prénom\n12/2019;Sangaré;Hawa\n13/2019;Diarra;Fanta\n", "utf-8")
    again = incoming.look(ward, "woman", place)
    assert states(incoming.take(ward, again)) == {"changed": 1, "unchanged": 1}
    assert len(import_undoing.past(ward)) == 1  # nothing was written
    assert states(incoming.take(ward, again, update=True)) == {"changed": 1, "unchanged": 1}
    assert {one.given_name for one in every(ward, "woman")} == {"Hawa", "Fanta"}
    newest = import_undoing.past(ward)[0]
    assert (newest.new, newest.changed) == (0, 1)
    import_undoing.undo(ward, newest.number, "ancien fichier")
    assert {one.given_name for one in every(ward, "woman")} == {"Awa", "Fanta"}


def test_a_hostile_head_is_cleaned_cut_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "h.csv"
    file.write_text(f"=Nom\u202e\x07;{'x' * 9000}\n1;2\n", "utf-8")
    sheet = headed(read_table(file))
    assert (sheet.heads[0], len(sheet.heads[1])) == ("=Nom", 80)
    file.write_text(f"{';'.join(f'c{n}' for n in range(201))}\n1\n", "utf-8")
    with pytest.raises(Refused, match="201 columns"):
        headed(read_table(file))
