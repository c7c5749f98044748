"""Handing a return in: DHIS2 files by a mapping table, and the folder that goes on a stick.

Files are written beside, read back and compared before anything is said to be done; when a stick
is pulled out or full nothing half-written stays and the month is as it was. No patient's data goes
out, ever.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import files
from maternity.errors import Refused, Unavailable
from maternity.exchange import dhis2, mapped, spreadsheet
from maternity.i18n import _
from maternity.people import Right
from maternity.reading import show_month
from maternity.reports import files as writing
from maternity.reports.form import Form
from maternity.reports.reported import figures_of, named_cells, short_names
from maternity.reports.sheet import TOTAL, Sheet
from maternity.ward import district_files, months, returns, workbooks

if TYPE_CHECKING:
    from maternity.ward.ward import Ward

TABLE = ".csv"
SUMS, README, CONTROL = "SHA256SUMS", "LISEZMOI.txt", "controle.csv"


@dataclass(frozen=True)
class Asked:
    """What the person says of an export: whose figures, into which data set, with zeros or not.

    What she does not say is the table's data set, and the ward's choice of zeros.
    """

    org_unit: str = ""
    data_set: str = ""
    attribute: str = ""
    zeros: bool | None = None


def mapping(place: Path, form: Form) -> dhis2.Table:
    """The mapping table of a return, read from a file; refused with every fault and its line."""
    heads, rows = spreadsheet.read(place)
    known = {line.code: named_cells(line) for line in form.lines}
    return dhis2.read_mapping(heads, rows, form.id, known, short_names(form))


def own_mapping(ward: Ward, form: Form, first: date) -> Path | None:
    """The mapping table in force for a period that begins on this day; None if none is."""
    return district_files.in_force(ward, district_files.MAPPINGS, TABLE, form.id, first)


def take_mapping(ward: Ward, place: Path, forms: Sequence[Form], first: date) -> None:
    """Check a district's mapping table and put it in force for these returns from a day."""
    ward.allow(Right.SET_UP)
    for form in forms:
        mapping(place, form)
    contents, part = {TABLE: district_files.whole(place)}, district_files.MAPPINGS
    district_files.lay(
        ward, [district_files.dated(part, form.id, first, contents) for form in forms]
    )


def data_values(ward: Ward, sheet: Sheet, table: dhis2.Table, asked: Asked) -> dhis2.ValueSet:
    """The data values of a return; the month is complete when it is closed."""
    ward.allow(Right.EXPORT_FIGURES)
    unit = asked.org_unit or str(getattr(sheet.facility, "dhis2_code", None) or "")
    if not unit:
        raise Refused(
            _(
                "The DHIS2 organisation unit is not known. Ask the district, and enter it on the"
                " page of our facility."
            )
        )
    return values_of(ward, sheet, table, replace(asked, org_unit=unit))


def values_of(ward: Ward, sheet: Sheet, table: dhis2.Table, asked: Asked) -> dhis2.ValueSet:
    """The data values of a return to be looked at, for whoever may count."""
    ward.allow(Right.COUNT)
    return dhis2.value_set(
        table,
        _figures(sheet),
        dhis2.Place(
            asked.org_unit, asked.data_set or table.data_set, asked.attribute or table.attribute
        ),
        sheet.first,
        sheet.made_at,
        zeros=ward.settings().chosen("export_zeros") == "yes"
        if asked.zeros is None
        else asked.zeros,
        complete=sheet.life.is_closed,
    )


def _figures(sheet: Sheet) -> dict[mapped.Cell, dhis2.Figure]:
    comments = dict(_comments(sheet))
    return {
        (code, cell): dhis2.Figure(value, comments.get((code, cell), ""))
        for code, cells in figures_of(sheet).items()
        for cell, value in cells.items()
    }


def _comments(sheet: Sheet) -> Iterator[tuple[mapped.Cell, str]]:
    """What a figure says of itself, in the words of the district's files.

    Never a reason that a person typed: it may name a woman, and these words leave the ward.
    """
    for line in sheet.lines:
        if line.beside is not None:
            yield (line.code, TOTAL), "dont une part saisie à la main"
        for name in line.typed:
            cell = () if name == TOTAL else tuple(name.split("/"))
            if line.form.is_typed(cell):
                yield (line.code, name), "saisi à la main"
            elif line.correction(cell) is not None:
                yield (line.code, name), "corrigé à la main"


def write_values(told: dhis2.ValueSet, kind: str, place: Path) -> Path:
    """Write a data value set: dhis2-json, dhis2-csv or adx."""
    _ending, write = dhis2.FORMATS[kind]
    files.replace(place, write(told))
    return place


# the folder for the stick


def hand_in(ward: Ward, sheet: Sheet, stick: Path, asked: Asked | None = None) -> Path:
    """Write the folder of a closed return to a stick, and read every byte back.

    The month is marked as handed in only after that. Refused while the month is open.
    """
    ward.allow(Right.EXPORT_FIGURES)
    closing = months.standing(ward, sheet.form.id, sheet.first)
    if closing is None:
        raise Refused(_("{month} is not closed. Close it first.").format(month=_month(sheet)))
    content = dict(_content(ward, sheet, asked or Asked()))
    folder = stick / _name(sheet)
    _write_whole(folder, content)
    months.mark_handed_in(ward, sheet.form.id, sheet.first)
    return folder


def _month(sheet: Sheet) -> str:
    return show_month(sheet.first)


def _name(sheet: Sheet) -> str:
    code = str(getattr(sheet.facility, "dhis2_code", None) or "") or "maternite"
    safe = "".join(sign if sign.isalnum() else "-" for sign in code)
    return f"{safe}_{sheet.period}_{sheet.form.id}_v{max(sheet.life.edition, 1)}"


def _content(ward: Ward, sheet: Sheet, asked: Asked) -> Iterator[tuple[str, bytes]]:
    """Every file of the folder; made again from a closed month it has the same bytes."""
    base = f"{sheet.form.id}-{sheet.period}"
    yield f"{base}.pdf", returns.pages(ward, sheet)
    yield f"{base}.xlsx", writing.book_bytes(sheet)
    yield f"{base}.csv", spreadsheet.csv_bytes(writing.table(sheet))
    book = workbooks.own_workbook(ward, sheet.form, sheet.first)
    if book is not None:
        yield f"{base}-ministere.xlsx", workbooks.filled(ward, sheet, *book)
    place = own_mapping(ward, sheet.form, sheet.first)
    told = None
    if place is not None:
        told = data_values(ward, sheet, mapping(place, sheet.form), asked)
        yield f"{base}-dhis2.json", dhis2.as_json(told)
        yield f"{base}-dhis2.csv", dhis2.as_csv(told)
        if told.place.data_set:
            yield f"{base}-adx.xml", dhis2.as_adx(told)
    yield CONTROL, _control(sheet, told)
    yield README, _readme(sheet, told).encode("utf-8-sig")


def _control(sheet: Sheet, told: dhis2.ValueSet | None) -> bytes:
    """Line, cell, value, typed or computed: what a person at the district compares."""
    by_hand = dict(_comments(sheet))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["ligne", "case", "valeur", "origine"])
    for (code, cell), figure in _figures(sheet).items():
        if figure.value is not None and (figure.value or cell == TOTAL):
            origin = by_hand.get((code, cell), "calculé")
            writer.writerow([code, cell, figure.value, spreadsheet.harmless(origin)])
    if told is not None:
        writer.writerow([])
        writer.writerow(["élément", "combinaison", "valeur", "DHIS2"])
        for one in told.values:
            writer.writerow([one.target.element, one.target.category, one.value, told.period])
    return text.getvalue().encode("utf-8-sig")


def _readme(sheet: Sheet, told: dhis2.ValueSet | None) -> str:
    """What the folder is and how it is taken in: for the district, in its words."""
    life = sheet.life
    lines = [
        f"{sheet.form.name} — {sheet.facility.name if sheet.facility else ''}",
        f"Mois : {sheet.period}   Version du rapport : {max(life.edition, 1)}",
        f"Clôturé : {life.closed.words if life.closed else ''}",
        f"Empreinte des chiffres : {life.seal}",
        "",
        "Le PDF est le rapport à signer. Le classeur et le CSV portent les mêmes chiffres.",
        f"{SUMS} permet de vérifier les fichiers ; {CONTROL} sert à comparer ligne par ligne.",
        "Aucune donnée de patiente ne se trouve dans ce dossier.",
    ]
    if told is not None:
        lines += [
            "",
            f"DHIS2 : {len(told.values)} valeurs.",
            "Importer d'abord à blanc (dryRun=true), puis pour de bon, chaque fois avec",
            "importStrategy=CREATE_AND_UPDATE. Rendre la réponse du serveur à la maternité.",
            "Un zéro peut ne pas être enregistré par le serveur : ce n'est pas une erreur.",
            f"Sans cible DHIS2 ({len(told.unmapped)}) : {', '.join(told.unmapped) or 'aucune'}",
            f"Sans réponse ({len(told.unanswered)}) : {', '.join(told.unanswered) or 'aucune'}",
        ]
    if life.amendment:
        lines += ["", f"Rectificatif n° {life.amendment} : {life.reason}"]
        lines += [
            f"  {one.code} {one.cell} : {one.before if one.before is not None else '…'} →"
            f" {one.after if one.after is not None else '…'}"
            for one in life.changes
        ]
    return "\r\n".join(lines) + "\r\n"


def _write_whole(folder: Path, content: dict[str, bytes]) -> None:
    """Write a folder beside, read it back, then give it its name; or leave nothing."""
    sums = "".join(f"{_sum(data)}  {name}\n" for name, data in sorted(content.items()))
    whole = {**content, SUMS: sums.encode()}
    part = files.beside(folder)
    try:
        with files.explained():
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
        for name, data in whole.items():
            files.replace(part / name, data)
        read_back(part)
        with files.explained():
            if folder.exists():
                shutil.rmtree(folder)
            part.rename(folder)
            files.flush_folder(folder.parent)
        read_back(folder)
    except (OSError, Unavailable, Refused):
        shutil.rmtree(part, ignore_errors=True)
        raise


def read_back(folder: Path) -> int:
    """Read a folder's files and compare each with its checksum; how many there are."""
    with files.explained():
        told = (folder / SUMS).read_text("ascii").splitlines()
        for line in told:
            code, _gap, name = line.partition("  ")
            if _sum((folder / name).read_bytes()) != code:
                raise Unavailable(
                    _("The file {file} was not written rightly.").format(file=name),
                    advice=_("Try again with another stick. The month is as it was."),
                )
    return len(told)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
