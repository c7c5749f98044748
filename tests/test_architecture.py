"""The shape of the code: contracts between modules, size, documents, words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo

from maternity import paths
from tests import translations

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "maternity").rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION, MOST_METHODS = 400, 40, 20
MOST_VALUES = 30
"""Derived values and rules of one register."""

LONG_FILES = {
    "maternity/registers/delivery.py": "its closed lists stand beside its fields",
    "maternity/registers/newborn.py": "its closed lists stand beside its fields",
    "maternity/registers/admission.py": "its closed lists stand beside its fields",
    "maternity/fields.py": "the kinds of value, one class each",
    "maternity/records.py": "what a register is",
    "maternity/ui/form.py": "one page, one class",
    "maternity/ui/editors.py": "one class a kind of field",
}
"""Files over the bound, each with its reason; the list may only shrink."""

BIG_CLASSES = {"Form", "Ward", "ReportPage", "RegisterPage", "Book", "Count"}
LONG_FUNCTIONS = {"_lay_out", "__init__", "_sheet"}


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in CODE:
        yield name_of(file), ast.parse(file.read_text("utf-8"))


def test_the_contracts_between_modules_hold() -> None:
    run = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.parametrize("file", CODE, ids=name_of)
def test_a_file_stays_short(file: Path) -> None:
    lines = len(file.read_text("utf-8").splitlines())
    assert lines <= LONGEST_FILE or name_of(file) in LONG_FILES


def test_functions_and_classes_stay_small() -> None:
    too_big = []
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION and node.name not in LONG_FUNCTIONS:
                    too_big.append(f"{name}:{node.name} {length}")
            if isinstance(node, ast.ClassDef) and node.name not in BIG_CLASSES:
                methods = [n for n in node.body if isinstance(n, ast.FunctionDef)]
                register = any(
                    isinstance(base, ast.Name) and base.id == "Record" for base in node.bases
                )
                if len(methods) > (MOST_VALUES if register else MOST_METHODS):
                    too_big.append(f"{name}:{node.name} {len(methods)} methods")
    assert too_big == []


def documented(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Classes, functions and methods that others may call."""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    yield inner


def test_everything_public_says_what_it_is() -> None:
    silent = []
    for name, tree in trees():
        if not ast.get_docstring(tree):
            silent.append(name)
        silent += [f"{name}:{n.name}" for n in documented(tree) if not ast.get_docstring(n)]
    assert silent == []


def test_no_name_hides_what_it_is_for() -> None:
    forbidden = {"utils", "helpers", "common", "misc", "base", "manager"}
    assert [name_of(f) for f in CODE if f.stem in forbidden or f.parent.name in forbidden] == []


def test_nothing_is_left_unfinished() -> None:
    signs = re.compile(r"TODO|FIXME|XXX|NotImplementedError|in a real system")
    assert [name_of(f) for f in CODE if signs.search(f.read_text("utf-8"))] == []


def test_exceptions_are_caught_broadly_in_one_place_only() -> None:
    broad = [
        name_of(f)
        for f in CODE
        if re.search(r"except Exception|except:|suppress\(Exception", f.read_text("utf-8"))
    ]
    assert broad == ["maternity/ui/jobs.py"]


def test_clinical_rules_import_only_the_standard_library() -> None:
    allowed = set(sys.stdlib_module_names) | {"maternity"}
    for name, tree in trees():
        if name.startswith("maternity/clinical/"):
            for node in ast.walk(tree):
                modules = []
                if isinstance(node, ast.Import):
                    modules = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    modules = [node.module or ""]
                assert all(m.partition(".")[0] in allowed for m in modules), name


def test_the_folder_of_migrations_is_no_package() -> None:
    assert not (paths.migrations() / "__init__.py").exists()


def catalogues() -> list[Path]:
    return sorted(translations.FOLDER.glob("*.po"))


@pytest.mark.parametrize("file", catalogues(), ids=lambda file: file.name)
def test_a_language_has_every_word_and_no_other(file: Path) -> None:
    known = translations.known(translations.read(file))
    assert set(known) == set(translations.wanted())
    assert [m.id for m in known.values() if not translations.said(m)] == []
    assert [m.id for m in known.values() if m.fuzzy] == []


@pytest.mark.parametrize("file", catalogues(), ids=lambda file: file.name)
def test_no_sentence_loses_a_gap_in_translation(file: Path) -> None:
    gaps = re.compile(r"\{\w+\}")
    for message in translations.read(file):
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        told = message.string if isinstance(message.string, tuple) else (message.string,)
        for words in told:
            wanted = set(gaps.findall(str(sources[-1])))
            assert set(gaps.findall(str(words))) == wanted, message.id


@pytest.mark.parametrize("file", catalogues(), ids=lambda file: file.name)
def test_the_compiled_words_are_those_of_the_source(file: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "words.mo"
    with compiled.open("wb") as stream:
        write_mo(stream, translations.read(file))
    assert compiled.read_bytes() == file.with_suffix(".mo").read_bytes()


def test_no_path_of_a_machine_and_no_registry_stands_in_the_project() -> None:
    signs = re.compile(r"(^|[^a-z])/(work|farm)/|[^-]index-url|/simple/")
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()
    for name in listed:
        file = ROOT / name
        own = name == "tests/test_architecture.py" or name.startswith("tests/tooling/")
        if file.suffix in WORDS and file.is_file() and not own:
            assert not signs.search(file.read_text("utf-8", errors="replace")), name


WORDS = {".py", ".md", ".toml", ".txt", ".po", ".sh", ".cmd", ""}
"""Endings of files that hold words."""
