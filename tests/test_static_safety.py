"""What must never stand in the program's sources, and what its files and streams never say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from maternity.db.book import Query
from maternity.ward import Ward
from tests.figures.tables import ASVS
from tests.ward_fixtures import a_birth, at_work

SOURCES = sorted((Path(__file__).parent.parent / "maternity").rglob("*.py"))
ENVIRONMENT = {
    *("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME", "LOCALAPPDATA"),
}
"""The only variables the program reads: where the screen and this user's folder are."""


WRITES_XML = {"Element", "SubElement", "indent", "tostring"}
"""Names that build XML and read none: no entity of a file is ever followed."""


READS_XML = {"book_parts.py", "cell_marks.py", "extent.py", "ministry_workbook.py", "sheet_part.py"}
"""Read a workbook's own parts, once what declares entities was refused (their tests try one)."""


def test_nothing_read_is_ever_executed() -> None:
    forbidden = {"pickle", "marshal", "shelve", "yaml"}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [one.name for one in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not {one.partition(".")[0] for one in names} & forbidden, file
            told = {one for one in names if one.startswith("xml.")}
            if isinstance(node, ast.ImportFrom) and told == {"xml.etree.ElementTree"}:
                told -= told if {one.name for one in node.names} <= WRITES_XML else set()
            if file.name in READS_XML:
                told -= {"xml.etree", "xml.parsers"}
            assert not told - {"xml.sax.saxutils"}, file
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, file


UPDATES = {
    "saving.py": "an entry by its identity, its version read under a lock",
    "judging.py": "what is counted anew of one entry, which is no version",
    "carrying.py": "links of rows just copied into an empty database",
    "served.py": "the key file, if it is still the one that was read",
    "people.py": "one notice",
    "facts.py": "one fact of the register, read under a lock",
}
"""Where rows are rewritten, and which; an update of many would pass the versions by."""


def test_no_statement_rewrites_many_entries_past_their_versions() -> None:
    found: dict[str, int] = {}
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain = node.value.startswith(("UPDATE ", "DELETE FROM "))
                ours = any(name in node.value for name in ("search_key", "unaudited"))
                assert not plain or ours or file.name == "salvage.py", file
            if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Call):
                continue
            if isinstance(node.value.func, ast.Name) and node.value.func.id == "update":
                assert node.attr == "where", f"{file}:{node.lineno}"
                found[file.name] = found.get(file.name, 0) + 1
    assert set(found) == set(UPDATES)


def imported(file: Path) -> set[str]:
    """The modules a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_nothing_secret_comes_from_chance_that_can_be_worked_out() -> None:
    ordinary = {file.stem for file in SOURCES if "random" in imported(file)}
    assert ordinary == {"demo", "demo_clinic", "demo_now"}, "invented women alone"


CRYPTOGRAPHY = {"hmac", "cryptography", "argon2", "sqlcipher3", "secrets", "ssl"}


def test_every_use_of_cryptography_is_in_the_list() -> None:
    top = Path(__file__).parent.parent
    using = {
        file.relative_to(top).as_posix()
        for file in SOURCES
        if {name.partition(".")[0] for name in imported(file)} & CRYPTOGRAPHY
    }
    listed = set(re.findall(r"^\| `(maternity/\S+)` \|", ASVS.read_text("utf-8"), re.MULTILINE))
    assert using == listed


def test_no_shell_is_started_and_one_program_alone() -> None:
    starting = {file.name for file in SOURCES if "subprocess" in imported(file)}
    assert starting == {"updating.py"}, "a release just proven tries itself out"
    for file in SOURCES:
        text = file.read_text("utf-8")
        assert not re.search(r"shell\s*=|os\.(system|popen|exec|spawn)|QProcess|startfile", text), (
            file
        )


def test_no_variable_and_no_option_opens_a_register() -> None:
    read = re.compile(r"environ(?:\.get)?[\[(]\s*\"(\w+)\"")
    for file in SOURCES:
        assert set(read.findall(file.read_text("utf-8"))) <= ENVIRONMENT, file


WORDS = (
    *("' OR 1=1 --", '"; DROP TABLE woman; --', "%", "_", "\\", "%%%", "a'b\"c", "*"),
    *("\x00", "\u202eabc", "\u200b\u200b", "é" * 3000, "ɛɔɲŋ", "(((", "NOT", "NEAR/2"),
)
"""What somebody could type into a search."""


@pytest.mark.parametrize("words", WORDS)
def test_a_search_is_only_ever_words(ward: Ward, words: str) -> None:
    ward.keep(*a_birth().all)
    ward.find(words)
    ward.page(Query("woman", text=words))
    assert ward.count(Query("woman")) == 1


OPENING = """
import sys
from pathlib import Path
from maternity.errors import Unavailable
from maternity.ward import open_ward
from tests.figures.tables import ASVS
from tests.ward_fixtures import NAME, PASSPHRASE
try:
    ward = open_ward(Path(sys.argv[1]), NAME, PASSPHRASE)
    ward.book.engine.connect().exec_driver_sql("SELECT * FROM woman").all()
except Exception as error:
    print(type(error).__name__)
"""


def test_a_damaged_register_says_nothing_on_the_streams(tmp_path: Path) -> None:
    with at_work(tmp_path / "r") as ward:
        ward.keep(*a_birth().all)
        ward.close()
    place = tmp_path / "r" / "registre.db"
    raw = bytearray(place.read_bytes())
    for page in range(1, len(raw) // 4096):
        raw[page * 4096 + 99] ^= 1
    place.write_bytes(bytes(raw))
    done = subprocess.run(
        [sys.executable, "-c", OPENING, str(tmp_path / "r")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "Unavailable"
    assert done.stderr == ""


def test_a_pdf_says_nothing_of_whom_it_is_about_in_its_properties(
    ward: Ward, tmp_path: Path
) -> None:
    birth = a_birth()
    ward.keep(*birth.all)
    for offer in ward.documents(birth.delivery):
        place = tmp_path / "one.pdf"
        place.write_bytes(ward.document(offer.document.name, offer.entry))
        told = PdfReader(place).metadata
        plain = " ".join(str(value) for value in (told or {}).values())
        assert "Coulibaly" not in plain
        assert "Djénéba" not in plain
        assert str(tmp_path) not in plain


def test_the_program_makes_no_sound() -> None:
    sounds = re.compile(r"QtMultimedia|QSoundEffect|\.beep\(|QApplication\.alert|winsound")
    assert [file.name for file in SOURCES if sounds.search(file.read_text("utf-8"))] == []
