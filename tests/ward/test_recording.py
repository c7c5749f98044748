"""What the ward does beside writing entries stands on the audit trail too."""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import maternity
from maternity import clock
from maternity.db import audit
from maternity.db.journal import Asked, events
from maternity.errors import Refused, Unavailable
from maternity.ward import Query, Ward, clock_check, open_ward, recording
from maternity.ward.clock_check import Doubt
from maternity.ward.files import check, import_files, read_anchor
from maternity.ward.journal import EVENTS
from tests.ward_fixtures import NAME, NOW, PASSPHRASE, FixedClock, a_birth


def told(ward: Ward, *names: str) -> list[Any]:
    """The events of these kinds, the oldest first."""
    found = reversed(events(ward.book.engine, Asked(events=names)))
    return list(found)


def kinds(ward: Ward) -> list[str]:
    """The names of all events, the oldest first."""
    return [row.event for row in told(ward)]


def test_a_new_register_begins_its_trail_with_its_making(ward: Ward) -> None:
    assert kinds(ward) == ["migration", "create", "create", "create", "start"]
    assert told(ward, "start")[0].who == NAME
    assert told(ward, "start")[0].role == "head"


def test_each_event_says_who_where_when_and_with_which_program(ward: Ward) -> None:
    ward.keep(*a_birth().all)
    row = told(ward, "create")[-1]
    empty = {name for name in audit.SEALED if getattr(row, name) in {None, ""}}
    assert empty == {"version_from", "reason_code", "reason", "approver", "facts"}
    assert (row.who, row.role, row.app) == (NAME, "head", maternity.__version__)
    assert row.signin == told(ward, "start")[-1].signin
    assert (row.utc, row.outcome, len(row.hash)) == (NOW, "done", 64)


def test_closing_says_so_and_a_cut_is_told_at_the_next_start(ward: Ward) -> None:
    folder = ward.folder
    assert folder is not None
    ward.close()
    again = open_ward(folder, NAME, PASSPHRASE)
    assert kinds(again)[-3:] == ["stop", "start", "sign_in"]
    again.book.engine.dispose()  # the power is cut: nobody says goodbye
    again._lock.release()
    after = open_ward(folder, NAME, PASSPHRASE)
    assert kinds(after)[-3:] == ["unclean_stop", "start", "sign_in"]
    after.close()


def test_a_name_typed_letter_by_letter_is_one_search_with_its_results(ward: Ward) -> None:
    birth = a_birth(name="Sangaré")
    ward.keep(*birth.all)
    before = len(kinds(ward))
    for text in ("s", "sa", "san", "sang"):
        assert len(ward.find(text)) == (1 if len(text) > 1 else len(ward.find(text)))
    ward.find("dia")
    assert len(kinds(ward)) == before
    recording.record(ward, "check")
    found = told(ward, "search")
    assert [row.facts["results"] for row in found] == [1, 0]
    assert [row.facts["letters"] for row in found] == [4, 3]
    assert "sang" not in str([row.facts for row in found])


def test_a_list_narrowed_to_a_name_is_a_search_too(ward: Ward) -> None:
    ward.keep(*a_birth(name="Sangaré").all, *a_birth(name="Sangaré").all)
    for text in ("san", "sangar"):
        assert ward.page(Query("delivery", text=text)).total == 2
    ward.page(Query("delivery"))
    ward.page(Query("village", text="Kala"))  # a list of the set-up, of nobody
    recording.record(ward, "check")
    assert [row.facts for row in told(ward, "search")] == [{"results": 2, "letters": 6}]


def test_searches_are_written_at_the_latest_when_the_register_is_closed(ward: Ward) -> None:
    folder = ward.folder
    assert folder is not None
    ward.find("kone")
    ward.close()
    again = open_ward(folder, NAME, PASSPHRASE)
    assert kinds(again)[-4:] == ["search", "stop", "start", "sign_in"]
    again.close()


def test_a_full_disk_keeps_nobody_from_opening_and_reading(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = ward.folder
    assert folder is not None
    birth = a_birth(name="Sangaré")
    ward.keep(*birth.all)
    ward.close()

    def full(*_all: object, **_facts: object) -> None:
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as disk:
        disk.setattr(audit, "record_all", full)
        again = open_ward(folder, NAME, PASSPHRASE)
        assert len(again.find("sangare")) == 1
        again.find("another")
    recording.record(again, "check")
    assert kinds(again)[-5:] == ["start", "sign_in", "search", "search", "check"]
    again.close()


def test_what_is_printed_says_what_and_for_which_days(ward: Ward) -> None:
    day = date(2026, 11, 1)
    ward.print_list(Query("delivery"))
    ward.print_book("accouchement", day, day)
    assert [row.facts["document"] for row in told(ward, "print")] == ["list", "accouchement"]


def test_a_page_of_the_day_bears_the_anchor_that_the_check_takes(ward: Ward) -> None:
    anchor = str(recording.head(ward))
    day = date(2026, 11, 26)
    pdf = ward.print_book("accouchement", day, day)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert f"anchor {anchor}" in " ".join(text.split())
    assert check(ward, [anchor]) == []


def test_a_document_and_its_event_are_one(ward: Ward) -> None:
    birth = a_birth()
    ward.keep(*birth.all)
    name = "newborn_band"
    ward.document(name, birth.babies[0], keep=True)
    event, kept, pages = told(ward)[-3:]
    assert (event.event, event.facts["document"]) == ("print", name)
    assert (kept.event, kept.register) == ("create", "printout")
    assert (pages.event, pages.register) == ("create", "printout_pages")


def test_an_export_is_on_the_trail_with_its_rows_and_the_digest_of_its_bytes(
    ward: Ward, tmp_path: Path
) -> None:
    import hashlib

    ward.keep(*a_birth().all)
    place = ward.export(Query("delivery"), "csv", tmp_path / "rows.csv", reason="pour le district")
    row = told(ward, "export")[-1]
    assert (row.facts["rows"], row.reason) == (1, "pour le district")
    assert row.facts["digest"] == hashlib.sha256(place.read_bytes()).hexdigest()


def test_an_export_that_cannot_be_recorded_leaves_no_file(
    ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_all: object, **_facts: object) -> None:
        raise Refused("no room")

    monkeypatch.setattr(recording, "record", refuse)
    with pytest.raises(Refused):
        ward.export(Query("delivery"), "csv", tmp_path / "rows.csv", reason="pour le district")
    assert list(tmp_path.glob("rows*")) == []


def test_an_import_is_one_event_before_its_entries(ward: Ward, tmp_path: Path) -> None:
    place = tmp_path / "village.csv"
    place.write_text("source_id,name\nv1,Sabalibougou\nv2,Niamana\n", "utf-8")
    import_files(ward, [("village", place)])
    assert kinds(ward)[-3:] == ["import", "create", "create"]
    facts = {"village": 2, "files": "village.csv", "new": 2, "changed": 0, "entries": 2}
    assert told(ward, "import")[-1].facts == facts


def test_the_check_is_recorded_and_takes_an_anchor_from_paper(ward: Ward) -> None:
    anchor = recording.head(ward)
    ward.keep(*a_birth().all)
    assert check(ward, [str(anchor)]) == []
    assert told(ward, "check")[-1].outcome == "done"
    other = f"{anchor.seq}-{'0' * 12}"
    assert [one.what for one in check(ward, [other])] == ["trail"]
    assert told(ward, "check")[-1].outcome == "failed"
    with pytest.raises(Refused, match="no anchor"):
        read_anchor("412")


def at(moment: datetime) -> FixedClock:
    """A clock that stands there."""
    return FixedClock(moment)


WRONG = [
    (datetime(2000, 1, 1, 8), Doubt.OLD),
    (datetime(1970, 1, 1), Doubt.OLD),
    (datetime(2099, 3, 1), Doubt.AHEAD),
    (datetime(2026, 11, 26, 9, 0), Doubt.BEHIND),
]


@pytest.mark.parametrize(("moment", "doubt"), WRONG, ids=str)
def test_a_wrong_clock_is_asked_about_and_never_refused(
    ward: Ward, moment: datetime, doubt: Doubt
) -> None:
    folder = ward.folder
    assert folder is not None
    ward.close()
    with clock.use(at(moment)):
        again = open_ward(folder, NAME, PASSPHRASE)
        assert clock_check.look(again) is doubt
        assert clock_check.words(again, doubt)
        birth = a_birth(date(2026, 11, 26))
        again.keep(*birth.all)
        assert again.book.get("delivery", birth.delivery.id) == birth.delivery
        marked = [row.clock_ok for row in told(again, "create")][-4:]
        assert marked == [0, 0, 0, 0]
        assert [row.facts for row in told(again, "clock_doubted")] == [{"doubt": doubt.value}]
        again.close()
    with clock.use(at(NOW.replace(hour=11))):
        right = open_ward(folder, NAME, PASSPHRASE)
        assert clock_check.look(right) is None
        assert told(right, "start")[-1].clock_ok == 1
        right.close()


def test_a_clock_set_back_while_the_register_is_open_is_noticed_and_mended(ward: Ward) -> None:
    running = Running(NOW)
    with clock.use(running):
        clock_check.begin(ward)
        running.wall = NOW.replace(hour=9)
        assert clock_check.look(ward) in {Doubt.BACK, Doubt.BEHIND}
        ward.keep(*a_birth().all)
        running.wall, running.since = NOW.replace(minute=5), 300
        assert clock_check.look(ward) is None
    assert [row.event for row in told(ward, "clock_doubted", "clock_mended")] == [
        "clock_doubted",
        "clock_mended",
    ]


class Running:
    """A wall clock that can be set, beside a steady one."""

    def __init__(self, wall: datetime) -> None:
        self.wall, self.since = wall, 0.0

    def now(self) -> datetime:
        return self.wall

    def steady(self) -> float:
        return self.since


def test_a_date_the_person_confirms_counts_from_then_on(ward: Ward) -> None:
    with clock.use(at(datetime(2027, 3, 1, 8))):
        assert clock_check.look(ward) is Doubt.AHEAD
        clock_check.believe(ward)
        assert clock_check.look(ward) is None
        ward.keep(*a_birth(date(2026, 11, 26)).all)
        assert told(ward)[-1].clock_ok == 1


def test_the_hour_of_summer_changes_the_offset_and_is_asked_about(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    try:
        with clock.use(at(NOW.replace(hour=12))):
            assert clock_check.look(ward) is Doubt.ZONE
            ward.keep(*a_birth().all)
            last = told(ward)[-1]
            assert (last.utc, last.utc_offset, last.clock_ok) == (NOW.replace(hour=11), 60, 0)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_no_number_and_no_order_hangs_on_the_clock(ward: Ward) -> None:
    ward.keep(*a_birth().all)
    with clock.use(at(datetime(2000, 1, 1))):
        ward.keep(*a_birth(date(2026, 11, 26), name="Diallo").all)
    seqs = [row.seq for row in told(ward)]
    assert seqs == list(range(1, len(seqs) + 1))
    assert check(ward) == []


def test_every_event_that_is_noted_has_its_words() -> None:
    package = Path(maternity.__file__).parent
    code = "\n".join(file.read_text("utf-8") for file in package.rglob("*.py"))
    noted = set(re.findall(r"\.note\(\s*\"(\w+)\"", code))
    assert len(noted) > 10
    assert noted <= set(EVENTS)
