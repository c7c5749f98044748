"""DHIS2 files: by the district's own table, added and never split, nothing dropped in silence."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest

from maternity.errors import Refused
from maternity.exchange import dhis2, mapped
from maternity.exchange.dhis2 import COLUMNS, Figure, Place, read_mapping, value_set

KNOWN = {
    "G10": {"a15_19/in_area", "a20_24/in_area", "a25_plus/in_area", "unknown", "total"},
    "G19": {"total"},
    "G1": {"total"},
}
FIRST, MADE = date(2026, 11, 1), datetime(2026, 12, 4, 10, 0)
E, F, C, D = "qqc4NnWVFL9", "iGKV5qlVwYb", "kprxF3rp7G0", "HllvX50cXC0"


def row(line: str, cell: str, element: str = E, category: str = "", **rest: str) -> list[str]:
    told = {
        "return": "rma_cscom",
        "line_code": line,
        "disaggregation": cell,
        "dataElement": element,
        "categoryOptionCombo": category,
        **rest,
    }
    return [told.get(name, "") for name in COLUMNS]


def table(*rows: list[str]) -> dhis2.Table:
    return read_mapping(COLUMNS, rows, "rma_cscom", KNOWN)


def made(*rows: list[str], zeros: bool = True, complete: bool = False) -> dhis2.ValueSet:
    figures = {
        ("G10", "a15_19/in_area"): Figure(2),
        ("G10", "a20_24/in_area"): Figure(3),
        ("G10", "a25_plus/in_area"): Figure(4),
        ("G10", "unknown"): Figure(1),
        ("G10", "total"): Figure(10, "corrigé : un carnet"),
        ("G19", "total"): Figure(0),
        ("G1", "total"): Figure(None),
    }
    place = Place("OU_UID", "tQc4Gv2Jwco")
    return value_set(table(*rows), figures, place, FIRST, MADE, zeros=zeros, complete=complete)


def test_cells_with_the_same_target_are_added() -> None:
    told = made(row("G10", "a20_24/in_area", E, C), row("G10", "a25_plus/in_area", E, C))
    assert [(one.target.element, one.target.category, one.value) for one in told.values] == [
        (E, C, 7)
    ]


def test_what_no_row_names_is_listed() -> None:
    told = made(row("G10", "a20_24/in_area", E, C))
    assert told.unmapped == ["G19", "G1", "G10 a15_19/in_area (2)", "G10 a25_plus/in_area (4)"]


def test_a_target_with_an_unanswered_cell_is_left_out_and_listed() -> None:
    told = made(row("G10", "total"), row("G1", "total", F), row("G19", "total", F))
    assert [one.target.element for one in told.values] == [E]
    assert told.unanswered == ["G1 total"]


@pytest.mark.parametrize(("zeros", "count"), [(True, 2), (False, 1)])
def test_zeros_are_written_or_not(zeros: bool, count: int) -> None:
    assert len(made(row("G10", "total"), row("G19", "total", F), zeros=zeros).values) == count


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("G10", "total"), row("G10", "total")], "Line 3: G10 total stands already on line 2"),
        ([row("G10", "total", E, C), row("G10", "total", E, D)], "Line 3: .* cannot be split"),
        ([row("G99", "total")], "Line 2: the return has no line G99"),
        ([row("G19", "a15_19")], "Line 2: the line G19 has no cell “a15_19”. Its cells: total"),
        ([row("G19", "total", "9qc4NnWVFL9")], "Line 2: “9qc4NnWVFL9” is no identifier"),
        ([row("G19", "total", "trop_court")], "is no identifier"),
        ([row("G19", "total", E, "kprx")], "Line 2: “kprx” is no identifier"),
        ([row("G19", "total", "~RMNCAH")], "the data element is missing"),
        ([row("G19", "total", E), row("G1", "total", "")], "Line 3: the data element is missing"),
        ([row("G19", "total", **{"return": "rma_csref"})], "no row for the return rma_cscom"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line(rows: list[list[str]], words: str) -> None:
    with pytest.raises(Refused, match=words):
        table(*rows)


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Refused) as told:
        table(*[row(f"X{n}", "total") for n in range(30)])
    assert told.value.words.count("\n") == mapped.MOST_FAULTS
    assert told.value.words.endswith("… and 10 more")


def test_a_table_without_its_columns_is_refused() -> None:
    with pytest.raises(Refused, match="lacks the columns line_code"):
        read_mapping(("return", "disaggregation", "dataElement"), [], "rma_cscom", KNOWN)


def test_codes_serve_where_there_are_no_identifiers() -> None:
    codes = {"data_element_code": "RMNCAH_DLV", "coc_code": "RMH-1519Y"}
    told = made(row("G10", "a15_19/in_area", "", **codes))
    data = json.loads(dhis2.as_json(told))
    assert data["dataElementIdScheme"] == data["categoryOptionComboIdScheme"] == "CODE"
    assert data["dataValues"] == [
        {"dataElement": "RMNCAH_DLV", "categoryOptionCombo": "RMH-1519Y", "value": "2"}
    ]


def test_json_has_the_documented_keys_and_strings_of_digits() -> None:
    rows = [row("G10", "total"), row("G19", "total", F, C)]
    data = json.loads(dhis2.as_json(made(*rows, complete=True)))
    assert list(data) == ["dataSet", "completeDate", "period", "orgUnit", "dataValues"]
    assert (data["period"], data["completeDate"]) == ("202611", "2026-12-04")
    assert (data["dataSet"], data["orgUnit"]) == ("tQc4Gv2Jwco", "OU_UID")
    assert all(re.fullmatch("[0-9]+", one["value"]) for one in data["dataValues"])
    by_element = {one["dataElement"]: one for one in data["dataValues"]}
    assert by_element[E] == {"dataElement": E, "value": "10", "comment": "corrigé : un carnet"}
    assert "completeDate" not in json.loads(dhis2.as_json(made(*rows)))


def test_csv_has_its_columns_in_order_all_quoted() -> None:
    text = dhis2.as_csv(made(row("G19", "total", F, C))).decode()
    head, line, end = text.split("\n")
    assert head == ",".join(f'"{name}"' for name in dhis2.CSV_HEADS)
    assert line == f'"{F}","202611","OU_UID","{C}","","0","","2026-12-04","",""'
    assert end == ""
    assert len(list(csv.reader(io.StringIO(text)))) == 2


def test_adx_has_its_namespace_its_group_and_its_mandatory_attributes() -> None:
    root = ET.fromstring(dhis2.as_adx(made(row("G10", "total"), row("G19", "total", F, C))))
    assert root.tag == "{urn:ihe:qrph:adx:2015}adx"
    assert root.attrib == {"exported": "2026-12-04T10:00:00Z"}
    (group,) = root
    assert group.tag == "{urn:ihe:qrph:adx:2015}group"
    assert group.attrib == {
        "orgUnit": "OU_UID",
        "period": "2026-11-01/P1M",
        "dataSet": "tQc4Gv2Jwco",
    }
    for one in group:
        assert one.tag == "{urn:ihe:qrph:adx:2015}dataValue"
        assert {"dataElement", "value"} <= one.attrib.keys()
        assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) for name in one.attrib)


def test_adx_needs_its_data_set() -> None:
    told = made(row("G10", "total"))
    bare = dhis2.ValueSet(Place("OU"), told.first, told.made_at, told.values)
    with pytest.raises(Refused, match="data set"):
        dhis2.as_adx(bare)
