"""Hostile files given to an import, and formulas that go out in exports: figures 26 and 27."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from maternity.db.book import Query
from maternity.errors import Refused, Unavailable
from maternity.exchange.spreadsheet import MOST_CELLS
from maternity.registers.woman import Woman
from maternity.ward import Ward
from maternity.ward.files import export
from tests.figures import memory
from tests.figures.told import Told, none
from tests.ward_fixtures import PASSPHRASE

DANGEROUS = ["=1+1", "+22376123456", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "－1", "＠A1"]  # noqa: RUF001
FORMULAS = [
    *DANGEROUS,
    *("=cmd|'/C calc'!A0", '=HYPERLINK("http://x";1)', "=IMPORTXML(A1)", "+cmd|'/C calc'!A0"),
    *("-2+3+cmd|'/C calc'!A0", "@SUM(1+9)*cmd|'/C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1"),
    *('=1+1";=2+2', "x\n=1+1", "x;=1+1", "x,=1+1", "x\t=1+1", "'=1+1", "{=1+1}"),
    *('=DDE("cmd";"/C calc";"x")', '=WEBSERVICE("http://x")', "\u200e=1+1", "\ufeff=1+1"),
]
"""What a spreadsheet program would work out, or could be made to."""
ACTIVE = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001
MOST_MB = 300
LAUGHS = b"<!DOCTYPE x [" + b"".join(
    b'<!ENTITY l%d "%s">' % (at + 1, b"&l%d;" % at * 10 if at else b"ha" * 10) for at in range(9)
)
"""Entities of entities: written out they fill any memory."""
OUTSIDE = ["../../outside.xml", "/outside.xml", "C:\\outside.xml", "CON"]
SECRET = "MARQUE"


def workbook(place: Path) -> Path:
    """An honest workbook of one column."""
    with xlsxwriter.Workbook(str(place)) as book:
        book.add_worksheet().write_column(0, 0, ["name", "Awa"])
    return place


def altered(place: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one of its parts written otherwise."""
    with zipfile.ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw)
    return place


def flood(place: Path, size: int = 5_000_000) -> Path:
    """A workbook that unpacks to far more than it is."""
    with (
        zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _at in range(size // 1_000_000):
            part.write(b"0" * 1_000_000)
    return place


def entities(place: Path, entity: bytes) -> Path:
    """A workbook whose words are an entity: of entities, or of a file beside it."""
    secret = place.with_name("secret.txt")
    secret.write_text(SECRET, "utf-8")
    named = b'<!ENTITY file SYSTEM "%s">]>' % secret.as_uri().encode()

    def change(raw: bytes) -> bytes:
        head, rest = raw.split(b"<sst", 1)
        return head + LAUGHS + named + b"<sst" + rest.replace(b"Awa", entity)

    return altered(workbook(place), "xl/sharedStrings.xml", change)


def slipping(place: Path, name: str) -> Path:
    """A workbook with a part whose name leads out of it."""
    return altered(workbook(place), name, lambda _raw: b"<x/>")


def crowd(place: Path) -> Path:
    """A workbook of a thousand and one parts."""
    with zipfile.ZipFile(place, "w") as archive:
        for at in range(1001):
            archive.writestr(f"part{at}.xml", "x")
    return place


def liar(place: Path) -> Path:
    """A workbook with a part that says it is a hundred times smaller than it is."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"01234567" * 8750)
    raw = place.read_bytes()
    told, lie = (70_000).to_bytes(4, "little"), (700).to_bytes(4, "little")
    assert raw.count(told) == 2
    place.write_bytes(raw.replace(told, lie))
    return place


def under_password(place: Path) -> Path:
    """A workbook whose parts say that they are encrypted."""
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("xl/workbook.xml", "words")
    raw = bytearray(place.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(sign) + flags] |= 1
    place.write_bytes(bytes(raw))
    return place


def far_cell(place: Path, spot: str = "XFD1048576", row: int = 1_048_576) -> Path:
    """A workbook with one more cell, in the last row and column there can be."""
    far = f'<row r="{row}"><c r="{spot}" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'

    def change(raw: bytes) -> bytes:
        return raw.replace(b"</sheetData>", far.encode())

    return altered(workbook(place), "xl/worksheets/sheet1.xml", change)


def open_document(place: Path, cells: str) -> Path:
    """A table of OpenDocument with one row of these cells, the last of which is left open."""
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{spaces}:office:1.0" '
        f'xmlns:table="{spaces}:table:1.0" xmlns:text="{spaces}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="A"><table:table-row>{cells}'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return place


def full(place: Path) -> Path:
    """An honest workbook with as many cells as are taken."""
    wide = 40
    with xlsxwriter.Workbook(str(place), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(MOST_CELLS // wide):
            sheet.write_row(row, 0, [f"r{row}c{at}" for at in range(wide)])
    return place


def deep(place: Path) -> Path:
    """A workbook with elements within elements, a hundred thousand deep."""
    nested = b"<x>" * 100_000 + b"</x>" * 100_000
    return altered(workbook(place), "xl/worksheets/sheet1.xml", lambda _raw: nested)


def written(place: Path, raw: bytes) -> Path:
    """A file of these bytes."""
    place.write_bytes(raw)
    return place


def made(folder: Path) -> list[Path]:
    """Every hostile file, in a folder of its own so that what is written outside is seen."""
    inner = folder / "inner" / "deep"
    inner.mkdir(parents=True)
    heads = b"family_name;given_name\n"
    return [
        flood(inner / "flood.xlsx"),
        flood(inner / "great.xlsx", 400_000_000),
        *(entities(inner / f"{name[1:3].decode()}.xlsx", name) for name in (b"&l9;", b"&file;")),
        *(slipping(inner / f"slip{at}.xlsx", name) for at, name in enumerate(OUTSIDE)),
        crowd(inner / "crowd.xlsx"),
        liar(inner / "liar.xlsx"),
        under_password(inner / "locked.xlsx"),
        far_cell(inner / "far.xlsx"),
        open_document(
            inner / "far.ods",
            '<table:table-cell table:number-columns-repeated="1000000000"><text:p>x</text:p>',
        ),
        full(inner / "full.xlsx"),
        deep(inner / "deep.xlsx"),
        written(inner / "none.csv", b""),
        written(inner / "zero.csv", b"a\0b"),
        written(inner / "open.csv", b'a;b\n"open;1\n' + b"x" * 20_000_000),
        written(inner / "wide.csv", b";".join([b"x"] * 500_000) + b"\n"),
        written(inner / "cell.csv", heads + b"x" * 30_000_000 + b";1\n"),
        written(inner / "rows.csv", heads + b"a;b\n" * 5_000_000),
        written(inner / "large.csv", heads + b"a;b\n" * 20_000_000),
        written(inner / "quotes.csv", heads + b'"' * 10_000_001),
        written(inner / "program.xlsx", b"MZ" + bytes(100_000)),
        written(inner / "folder.csv.lnk", b"L\0\0\0"),
        written(inner / "wrong.xlsx", heads + b"a;b\n"),
        written(inner / "signs.csv", heads + "\u202e\u0000\x07Awa;\ud7ff\n".encode()),
    ]


def read_all(files: list[Path]) -> dict[str, str]:
    """What reading each led to: how many rows, or the kind of error; in this process."""
    from maternity.exchange import spreadsheet

    answers = {}
    for place in files:
        try:
            _heads, rows = spreadsheet.read(place)
            answers[place.name] = "leak" if SECRET in str(rows[:10]) else f"{len(rows)} rows"
        except (Refused, Unavailable) as error:
            answers[place.name] = type(error).__name__
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            answers[place.name] = f"CRASH {type(error).__name__}"
    return answers


def imports(scratch: Path) -> Iterator[Told]:
    """Every hostile file read in a process whose memory is watched."""
    files = made(scratch / "hostile")
    before = sorted((scratch / "hostile").rglob("*"))
    command = [sys.executable, "-m", "tests.figures.hostile", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    told: dict[str, Any] = {"answers": {}, "peak": 0}
    if done.returncode == 0:
        told = json.loads(done.stdout)
    answers: dict[str, str] = told["answers"]
    bad = [f"{name}: {said}" for name, said in answers.items() if said[0] in "Cl"]
    outside = len(sorted((scratch / "hostile").rglob("*"))) - len(before)
    crashed = len(bad) + (0 if len(answers) == len(files) else 1)
    words = f"{len(files)} hostile files: crashes, files outside, memory"
    value = f"{crashed}, {outside}, {told['peak']:.0f} MB"
    holds = not crashed and not outside and told["peak"] <= MOST_MB
    yield Told(26, words, value, f"0, 0, <= {MOST_MB} MB", holds)


def active(ward: Ward, folder: Path) -> list[str]:
    """The cells of an export in both kinds that a spreadsheet program would work out."""
    for at, text in enumerate(FORMULAS):
        ward.book_in([Woman(family_name=text, given_name=f"Awa{at}", kin_name=text)])
    found = []
    for kind in ("csv", "xlsx"):
        ward.prove(PASSPHRASE)
        place = folder / f"women.{kind}"
        export(ward, Query("woman"), kind, place, reason="essai des formules")
        found += _in_words(place) if kind == "csv" else _in_workbook(place)
    return found


def _in_words(place: Path) -> list[str]:
    """A cell of our own numbers begins with a sign too; words never do."""
    import csv

    with place.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream, delimiter=";") for cell in row]
    assert sum(any(text in cell for text in FORMULAS) for cell in cells) >= len(FORMULAS)
    return [cell for cell in cells if ACTIVE.match(cell)]


def _in_workbook(place: Path) -> list[str]:
    sheets = openpyxl.load_workbook(place).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    return [str(cell.value) for cell in cells if cell.data_type == "f"]


def exports(ward: Ward, folder: Path) -> Told:
    """Formulas that would be worked out."""
    words = f"active formula cells of {len(FORMULAS)} formulas, two kinds of file"
    return none(27, words, len(active(ward, folder)))


if __name__ == "__main__":
    given = [Path(one) for one in sys.argv[1:]]
    sys.stdout.write(json.dumps({"answers": read_all(given), "peak": memory.peak_mb()}))
