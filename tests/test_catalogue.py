"""A sweep over every register and field: whatever is declared is whole everywhere."""

from __future__ import annotations

import csv
import os
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from maternity import i18n, registers
from maternity.conditions import Misspelt, limit, parse
from maternity.db.tables import COLUMN, metadata
from maternity.exchange.schema import catalogue
from maternity.fields import KINDS, Choice, Choices, Field, Gap, Link
from maternity.moments import Moment
from maternity.people import RIGHTS, Right, Role
from maternity.records import Computed, Record, child_of, path
from maternity.ui.editors import EDITOR

CLASSES = registers.ALL
FIELDS = [f for cls in CLASSES for f in cls.register.fields.values()]
COLUMNS = [c for cls in CLASSES for c in cls.register.columns.values()]


def named_so(value: object) -> str:
    """A test's name for a field or a register."""
    if isinstance(value, type):
        return value.__name__
    return f"{getattr(value, 'register', '')}.{getattr(value, 'name', '')}"


def example(field: Field) -> Any:
    """A value a field may hold, by its kind and bounds."""
    if isinstance(field, Choices):
        return field.offered[:2] if field.offered[0].value != "none" else field.offered[1:3]
    if isinstance(field, Choice):
        return field.offered[0]
    if getattr(field, "phone", False):
        return "+22376123456"
    numbers = (field.low, field.high)
    low = next((int(float(b)) for b in numbers if isinstance(b, (int, float))), 7)
    return {
        "text": "Kɔrɔ Ŋaba"[: getattr(field, "longest", 99)],
        "long_text": "une ligne\nune autre",
        "number": low,
        "decimal": Decimal(low) + Decimal("0.5"),
        "date": date(2026, 11, 3),
        "moment": Moment(date(2026, 11, 3), time(3, 40)),
        "diagnosis": ("O14.1", "fièvre"),
    }[field.kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_its_column_and_its_editor(kind: str) -> None:
    assert kind in EDITOR
    assert kind in COLUMN or issubclass(KINDS[kind], Link)


@pytest.mark.parametrize("column", COLUMNS, ids=named_so)
def test_a_field_speaks_french_and_english(column: Field | Computed) -> None:
    i18n.use("fr")
    assert column.words.strip()
    if column.help:
        french = i18n.in_language(column.help, column.register, "fr")
        assert french != column.help


@pytest.mark.parametrize("field", [f for f in FIELDS if not isinstance(f, Link)], ids=named_so)
def test_a_value_is_written_plainly_and_read_back(field: Field) -> None:
    value = example(field)
    assert field.read(field.plain(value), exact=True) == value
    assert field.restore(field.store(value)) == value
    assert field.show(value)


@pytest.mark.parametrize("field", [f for f in FIELDS if f.gaps], ids=named_so)
def test_a_gap_is_read_in_french_and_by_its_code(field: Field) -> None:
    for gap in field.gaps:
        assert field.gap(gap.value) is gap
    words = {Gap.UNKNOWN: ("?", "inconnu", "NSP"), Gap.NOT_DONE: ("nf", "non fait")}
    for gap, typed in words.items():
        for word in typed:
            assert field.gap(word) is (gap if gap in field.gaps else None)


@pytest.mark.parametrize("cls", CLASSES, ids=named_so)
def test_conditions_and_bounds_speak_of_real_names_and_codes(cls: type[Record]) -> None:
    for field in cls.register.fields.values():
        required = field.required if isinstance(field.required, str) else ""
        for text in (field.when, required):
            for name in parse(text).names():
                path(cls, name)
        for which in ("low", "high", "ask_low", "ask_high"):
            bound = getattr(field, which)
            if bound is not None:
                found = limit(str(bound))
                if found.name and found.name not in {"today", "now"}:
                    path(cls, found.name)


def test_a_condition_on_a_name_that_does_not_exist_would_be_seen() -> None:
    with pytest.raises(Misspelt):
        path(CLASSES[0], "no_such_field")


@pytest.mark.parametrize("cls", CLASSES, ids=named_so)
def test_an_empty_entry_breaks_nothing(cls: type[Record]) -> None:
    entry = cls()
    entry.problems()
    for name in cls.register.columns:
        assert isinstance(entry.shown(name), str)
        assert isinstance(entry.plain(name), str)
    assert entry.title() is not None
    assert "0x" not in repr(entry)


@pytest.mark.parametrize("cls", CLASSES, ids=named_so)
def test_both_ends_of_a_link_agree(cls: type[Record]) -> None:
    for back, link_name in cls.register.backs.items():
        child = child_of(cls, back)
        assert child.register.links[link_name].target == cls.register.name


@pytest.mark.parametrize("cls", CLASSES, ids=named_so)
def test_a_register_has_its_table(cls: type[Record]) -> None:
    table = metadata.tables[cls.register.name]
    for name, field in cls.register.fields.items():
        assert (f"{name}_id" if isinstance(field, Link) else name) in table.c
        assert bool(field.gaps) is (f"{name}_gap" in table.c)


@pytest.mark.parametrize("cls", CLASSES, ids=named_so)
def test_heads_of_a_list_are_told_apart(cls: type[Record]) -> None:
    i18n.use("fr")
    heads = [column.words for column in cls.register.listed]
    assert len(set(heads)) == len(heads)


def test_what_hiv_rules_is_never_listed() -> None:
    assert [c.name for c in COLUMNS if c.listed and c.sensitive == "hiv"] == []


@pytest.mark.parametrize("role", Role)
def test_a_technician_sees_no_clinical_value(role: Role) -> None:
    clinical = {Right.READ, Right.WRITE, Right.COUNT, Right.EXPORT_NAMES, Right.PRINT}
    assert bool(RIGHTS[role] & clinical) is (role is not Role.TECHNICIAN)


REFERENCE = os.environ.get("MATERNITY_DICTIONARY", "")
"""Optional: the folder of the data dictionary, to be compared word by word."""
OPEN = {("return_figure", "return_form")}
"""Texts where the dictionary has a list: a district names returns of its own."""


def test_the_catalogue_is_the_dictionarys() -> None:
    """Every register and field name, every choice code; only where the dictionary is at hand."""
    told = {one["name"]: {f["name"]: f for f in one["fields"]} for one in catalogue()["registers"]}
    for name in ("delivery", "newborn", "woman", "postnatal_visit", "referral"):
        assert name in told
    if not REFERENCE:
        return
    with (Path(REFERENCE) / "data-dictionary.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            fields = told.get(row["register"])
            if fields is None:
                continue
            field = fields[row["field"]]
            codes = row["choices"].split("|") if row["choices"] else []
            here = (row["register"], row["field"])
            assert [c["code"] for c in field["choices"]] == ([] if here in OPEN else codes), here
            assert field["label_fr"] == row["label_fr"]
            assert field["paper_column"] == row["paper_column"]
            assert field["sensitive"] == row["sensitive"]


def test_a_moment_keeps_its_order_as_text() -> None:
    moments = [
        Moment(date(2026, 10, 1)),
        Moment(date(2026, 10, 1), time(0, 0)),
        Moment(date(2026, 10, 1), time(23, 59)),
        Moment(date(2026, 10, 2)),
    ]
    assert sorted(map(str, moments)) == [str(one) for one in moments]
    assert Moment.at(datetime(2026, 10, 1, 3, 40, 59)) == Moment(date(2026, 10, 1), time(3, 40))
