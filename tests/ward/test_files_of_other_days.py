"""Files of rows that were written on other days, in other orders, or with faults beside them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from maternity.exchange.intake import Intake
from maternity.reports.sheet import Line
from maternity.ward import returns
from maternity.ward.files import check, import_files
from maternity.ward.ward import Ward
from tests.ward_fixtures import at_work

WOMAN = "source_id;family_name;given_name;born_on;birth_precision\nw1;Traoré;Awa;2000-01-01;exact"


def taken(ward: Ward, folder: Path, *, update: bool = False, **tables: str) -> dict[str, Intake]:
    """The tables as files of one call, in this order, and what became of each."""
    pairs = []
    for name, text in tables.items():
        register = name.rstrip("_")
        place = folder / f"{name}.csv"
        place.write_text(text + "\n", encoding="utf-8")
        pairs.append((register, place))
    found = import_files(ward, pairs, dry_run=False, update=update)
    return dict(zip(tables, found, strict=True))


def refusals(intake: Intake) -> list[tuple[str, str]]:
    """The field and sentence of each remark on a refused row."""
    return [(remark.field, remark.message) for remark in intake.refused]


def figures(intakes: dict[str, Intake]) -> dict[str, Any]:
    """How many rows of each file were added."""
    return {name: one.added for name, one in intakes.items()}


def lines_of(ward: Ward, form: str) -> dict[str, Line]:
    """The lines of a return of November, by code."""
    return {line.form.code: line for line in returns.counted_now(ward, form, "2026-11").lines}


def test_the_last_period_of_a_birth_entered_late_is_measured_from_the_birth(
    tmp_path: Path,
) -> None:
    """Reference README, settled questions: 320 days before the end, or before today if open."""
    heads = "source_id;woman;lmp_on;lmp_precision;gravidity;parity\n"
    births = "source_id;pregnancy;place;delivered_at;ga_weeks;attendant_qualification\n"
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        found = taken(
            ward,
            tmp_path,
            woman=WOMAN,
            pregnancy=heads
            + "p1;w1;2026-01-04;exact;3;0\np0;w1;2024-04-01;exact;1;0\np2;w1;2025-12-01;exact;4;0\n"
            + "p3;w1;2023-01-04;exact;2;0",
            delivery=births
            + "d1;p1;home;2026-10-03T10:00;38;nobody\nd0;p0;home;2025-01-05T10:00;39;nobody\n"
            + "d3;p3;home;2024-01-05T10:00;39;nobody",
        )
        refused = {one.row: one.message for one in found["pregnancy"].refused}
    assert figures(found) == {"woman": 1, "pregnancy": 2, "delivery": 2}
    assert not [one for one in found["pregnancy"].to_confirm if one.field == "lmp_on"]
    assert set(refused) == {4, 5}, "open and too old; ended and too old for its birth"
    assert "10/01/2026" in refused[4]
    assert "day of entry" in refused[4] or "jour de la saisie" in refused[4]
    assert "05/01/2024" in refused[5]


def test_abortion_care_belongs_to_what_is_told_of_its_stay(tmp_path: Path) -> None:
    """Data dictionary: all_complications, all_acts and main_event_at of the stay."""
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        found = taken(
            ward,
            tmp_path,
            woman=WOMAN,
            pregnancy="source_id;woman;gravidity;parity\np1;w1;1;0",
            admission="source_id;pregnancy;subject;admitted_at;ward;reason;arrival_mode\n"
            "a1;p1;woman;2026-10-31T20:00;maternity;abortion;by_herself",
            abortion_care="source_id;pregnancy;admission;treated_at;ga_weeks;abortion_type;stage;"
            "evacuation_method;complications;acts\nb1;p1;a1;2026-11-01T02:00;10;spontaneous;"
            "incomplete;mva;haemorrhage;removal_of_retained_products|transfusion",
        )
        assert figures(found) == {"woman": 1, "pregnancy": 1, "admission": 1, "abortion_care": 1}
        counted = {
            code: line.total
            for name in ("sonu_annexe", "sonu_fonctions")
            for code, line in lines_of(ward, name).items()
        }
        (stay,) = ward.book.all("admission")
        (stay,) = ward.book.by_ids("admission", [stay.id], {"abortion_cares", "deliveries"})
        assert str(stay.plain("main_event_at")).startswith("2026-11-01T02:00")
    assert {code: counted[code] for code in ("S8a", "F5", "F9")} == {"S8a": 1, "F5": 1, "F9": 1}


def test_one_facility_is_our_own_whatever_the_files_say(tmp_path: Path) -> None:
    """Data dictionary: only one facility carries « Yes »; a row that says no is another one."""
    heads = "source_id;name;level;is_own;return_form;health_area\n"
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        mine = ward.facility.id
        rows = "REF;CSRéf;csref;no;;\nOWN;CSCom;cscom;yes;;\nTWO;CSCom 2;cscom;yes;rma_cscom;X"
        found = taken(ward, tmp_path, facility=heads + rows, update=True)
        assert [field for field, _words in refusals(found["facility"])] == ["is_own"]
        again = taken(ward, tmp_path, facility=heads + "NEW;CSCom 3;cscom;yes;rma_cscom;X")
        kept = {one.source_id: one for one in ward.book.all("facility")}
    assert [field for field, _words in refusals(again["facility"])] == ["is_own"]
    assert set(kept) == {"REF", "OWN"}
    assert kept["OWN"].id == mine
    assert kept["OWN"].plain("return_form") == "rma_cscom"
    assert kept["REF"].plain("is_own") == "no"


def test_a_ring_of_links_and_what_hangs_on_a_refused_row_say_so(tmp_path: Path) -> None:
    """A refused row never stops the others, and names the row that was refused before it."""
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        found = taken(
            ward,
            tmp_path,
            woman=WOMAN,
            pregnancy="source_id;woman;gravidity;parity;previous_caesareans\n"
            "p1;w1;1;0;0\nbad;w1;2;0;3\nunread;w1;two;;",
            family_planning_act="source_id;woman;pregnancy;acted_on\n"
            "f1;w1;bad;2026-11-20\nf2;w1;unread;2026-11-20\nf3;w1;never;2026-11-20",
            admission="source_id;pregnancy;subject;newborn;admitted_at\n"
            "a1;p1;newborn;n1;2026-11-20T09:00",
            delivery="source_id;pregnancy;admission;place;delivered_at\n"
            "d1;p1;a1;facility;2026-11-20T08:00",
            newborn="source_id;delivery;birth_rank;born_at\nn1;d1;1;2026-11-20T08:00",
        )
    assert figures(found) == {
        **dict.fromkeys(("family_planning_act", "admission", "delivery", "newborn"), 0),
        "woman": 1,
        "pregnancy": 1,
    }
    said = [words for _field, words in refusals(found["family_planning_act"])]
    assert ["Correct it first" in words or "Corrigez-la" in words for words in said] == [
        True,
        True,
        False,
    ]
    assert [field for field, _words in refusals(found["admission"])] == ["newborn"]
    assert "a1" in refusals(found["delivery"])[0][1]


def test_a_row_hears_all_its_faults_and_no_other_row_pays(tmp_path: Path) -> None:
    """One cell too long refuses its row alone; an unreadable cell hides no impossible one."""
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        found = taken(
            ward,
            tmp_path,
            woman=WOMAN + "\nw2;" + "x" * 10_001 + ";Awa;;",
            pregnancy="source_id;woman;gravidity;parity\np1;w1;two;55\np2;w1;2;1",
        )
    assert figures(found) == {"woman": 1, "pregnancy": 1}
    assert [field for field, _words in refusals(found["woman"])] == ["family_name"]
    assert {field for field, _words in refusals(found["pregnancy"])} == {"gravidity", "parity"}


def test_a_typed_figure_belongs_to_a_month_and_a_correction_says_why(tmp_path: Path) -> None:
    """Data dictionary: the first day of the month; a reason is required to correct."""
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        found = taken(
            ward,
            tmp_path,
            return_figure="source_id;return_form;month_on;line_code;value;state;reason\n"
            "r1;rma_cscom;15/10/2026;G8;3;typed;\nr2;rma_cscom;01/10/2026;G10;3;corrected;\n"
            "r3;rma_cscom;01/10/2026;G8;3;typed;",
        )
    assert [field for field, _words in refusals(found["return_figure"])] == ["month_on", "reason"]
    assert found["return_figure"].added == 1


def test_a_figure_stands_in_a_line_that_there_is_and_once(tmp_path: Path) -> None:
    """What no sheet could show, and the second figure of a cell, are told and not kept."""
    heads = "source_id;return_form;month_on;line_code;cell;value;state\n"
    month = "rma_cscom;2026-10-01"
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        found = taken(
            ward,
            tmp_path,
            return_figure=f"{heads}r1;{month};G8;;7;typed\nr2;{month};ZZ9;;7;typed\n"
            f"r3;{month};G8;total;9;typed\nr4;rma;2026-10-01;G8;;9;typed\n"
            f"r5;{month};G8;a15_19;1;typed",
        )["return_figure"]
        again = taken(
            ward, tmp_path, return_figure=f"{heads}r1;{month};G8;;7;typed\nr6;{month};G8;;8;typed"
        )["return_figure"]
        moved = taken(
            ward,
            tmp_path,
            update=True,
            return_figure=f"{heads}r6;{month};G8;;8;typed\nr1;rma_cscom;2026-09-01;G8;;7;typed",
        )["return_figure"]
    fields = ["line_code", "line_code", "return_form", "cell"]
    assert [field for field, _words in refusals(found)] == fields
    assert found.added == 1
    assert (again.unchanged, [one.row for one in again.refused]) == (1, [3])
    assert "7" in again.refused[0].message
    assert (moved.added, moved.changed, moved.refused) == (1, 1, [])


def test_a_second_delivery_and_a_second_baby_of_a_rank_are_asked_and_told(
    tmp_path: Path,
) -> None:
    """Reference README: a pregnancy has one delivery. A true value is never refused."""
    births = "source_id;pregnancy;place;delivered_at;ga_weeks;attendant_qualification\n"
    babies = "source_id;delivery;birth_rank;born_at;outcome;sex;mode;weight_g\n"
    baby = "2026-11-20T08:00;live;female;vaginal;3000"
    with at_work(tmp_path / "book", datetime(2026, 11, 26, 9)) as ward:
        found = taken(
            ward,
            tmp_path,
            newborn=babies + f"n1;d1;1;{baby}\nn2;d1;1;{baby}\nn3;d1;2;{baby}\nn4;d1;;{baby}",
            delivery=births + "d1;p1;home;2026-11-20T08:00;39;nobody",
            woman=WOMAN,
            pregnancy="source_id;woman;gravidity;parity\np1;w1;1;0\np2;w1;1;0",
        )
        later = taken(
            ward,
            tmp_path,
            delivery=births
            + "d1;p1;home;2026-11-20T08:00;39;nobody\nd2;p1;home;2026-11-21T08:00;39;nobody\n"
            + "d3;p2;home;2026-11-21T08:00;39;nobody",
        )["delivery"]
        told = [one.words for one in check(ward) if one.what == "twice"]
        twin = ward.book.by_keys({"newborn": ["n2"]})["newborn"]["n2"]
        ward.void(twin, "written twice")
        left = [one.words for one in check(ward) if one.what == "twice"]
    assert figures(found) == {"newborn": 4, "delivery": 1, "woman": 1, "pregnancy": 2}
    same = [one for one in found["newborn"].to_confirm if "same" in one.message]
    assert [(one.row, one.field, one.value) for one in same] == [(3, "birth_rank", "1")]
    assert not [one for one in found["delivery"].to_confirm if "same" in one.message]
    again = [one for one in later.to_confirm if "same" in one.message]
    assert (later.added, later.unchanged) == (2, 1)
    assert [(one.row, one.field, one.value) for one in again] == [(3, "pregnancy", "p1")]
    assert (len(told), len(left)) == (2, 1)
    assert "1/2026, 2/2026" in left[0]
