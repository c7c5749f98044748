"""What the tests of the gate prove, run by name in a process of their own, and told as counts.

A figure that is a matter of every cell, table or statement is the count of the tests that tried
one each, or what a test told of itself by `record_property`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from maternity.db import keys, replay
from maternity.ward.demo import make_demo
from tests import server
from tests.figures import leaks
from tests.figures.tables import every_test
from tests.figures.told import Told, none
from tests.ward_fixtures import CHEAP, PASSPHRASE

BIRTHS, LEAST_KINDS = 150, 5
TOP = Path(__file__).parents[2]
STATEMENTS = "test_a_failure_after_any_statement_leaves_the_old_book"
NEWER = "test_a_register_of_a_newer_version_is_refused_and_its_bytes_are_the_same"
MARKS = "test_no_marked_word_is_left_outside_what_is_encrypted_or_was_asked_for"
CELLS = (
    "test_a_role_has_the_rights_of_the_table_and_no_other",
    "test_an_act_is_done_by_its_roles_and_refused_to_the_others",
)
NO_ACT_FORGOTTEN = "test_every_public_act_says_who_may_do_it"
REBUILT = (
    "test_the_trail_rebuilds_every_register_from_nothing",
    "test_two_entries_of_a_woman_become_one_and_nothing_is_lost",
)
GUARDED = (
    "test_no_register_can_be_changed_past_the_trail",
    "test_every_table_is_guarded_or_named_here_with_its_reason",
    "test_every_link_to_a_woman_that_the_tables_have_is_moved",
    "test_a_register_added_later_is_moved_as_well",
)
ALONE = "test_the_chain_alone_shows"
BY_ANCHOR = (
    "test_a_tail_cut_off_is_shown_by_an_anchor_alone",
    "test_a_chain_made_anew_with_the_key_is_shown_by_an_anchor_alone",
)
LOCKED = (
    "test_whatever_is_open_locks_and_what_was_typed_is_a_draft",
    "test_nobody_there_locks_after_five_minutes_with_a_warning",
    "test_a_computer_that_slept_wakes_locked",
    "test_locking_windows_locks_the_program_too",
    "test_a_switch_of_person_takes_eight_keys_and_the_field_is_found_again",
)
NAMED = {
    16: (STATEMENTS,),
    17: (NEWER,),
    19: (MARKS,),
    20: (*CELLS, NO_ACT_FORGOTTEN),
    21: REBUILT,
    22: GUARDED,
    23: (ALONE, *BY_ANCHOR),
    24: LOCKED,
}


@dataclass
class Runs:
    """What became of the runs of one test."""

    passed: int = 0
    failed: int = 0
    told: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """The sums of what the runs told of themselves."""


def tried(names: Iterable[str], scratch: Path, also: Mapping[str, str]) -> dict[str, Runs]:
    """Run the tests of these names; one that never ran has failed once."""
    there, wanted = every_test(), sorted(set(names))
    if not wanted:
        return {}
    report = scratch / "tried.xml"
    nodes = [f"{there[name]}::{name}" for name in wanted]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-o",
        "junit_family=xunit1",
    ]
    done = subprocess.run(
        [*command, f"--junitxml={report}", *nodes],
        cwd=TOP,
        env={**os.environ, **also},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout)
    found = {name: Runs() for name in wanted}
    for case in ET.parse(report).iter("testcase"):
        one = found[case.get("name", "").partition("[")[0]]
        bad = any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))
        one.failed += bad
        one.passed += not bad
        for told in case.iter("property"):
            one.told[told.get("name", "")] += int(told.get("value", "0"))
    for one in found.values():
        one.failed += not (one.passed or one.failed)
    return found


@contextmanager
def _backends(*, also_a_server: bool) -> Iterator[dict[str, str]]:
    """The variables with which the database tests run on a throw-away server too, if asked for."""
    without = not also_a_server or server.programs() is None
    with nullcontext(None) if without else server.cluster(()) as made:
        if made is not None:  # nobody but its maker reaches this socket
            rules = made.data / "pg_hba.conf"
            told = rules.read_text("utf-8").replace("local all all peer", "local all all trust")
            rules.write_text(told, "utf-8")
            made.run("pg_ctl", "-D", str(made.data), "-s", "reload")
        url = "postgresql+psycopg://{user}@/postgres?host={folder}&port={port}"
        place = {"user": server.SUPERUSER, "folder": made.folder, "port": made.port} if made else {}
        yield {"MATERNITY_TEST_POSTGRESQL": url.format(**place)} if place else {}


def measured(wanted: set[int], scratch: Path, *, also_a_server: bool) -> Iterator[Told]:
    """The figures that are matters of tests, of those that are wanted; 16 on a server if asked."""
    names = {name for number in wanted & set(NAMED) for name in NAMED[number]}
    if not names:
        return
    with _backends(also_a_server=also_a_server) as also:
        runs = tried(names - {STATEMENTS}, scratch, {})
        if 16 in wanted:
            runs |= tried([STATEMENTS], scratch, also)
    told = {
        16: _statements,
        17: _newer,
        19: _leaks,
        20: _cells,
        21: _rebuilt,
        22: _guarded,
        23: _tampered,
        24: _locked,
    }
    for number in sorted(wanted & set(NAMED)):
        yield told[number](runs, scratch)


def _failed(runs: dict[str, Runs], number: int) -> int:
    return sum(runs[name].failed for name in NAMED[number])


def _statements(runs: dict[str, Runs], _scratch: Path) -> Told:
    one = runs[STATEMENTS]
    value = f"{one.passed} of {one.passed + one.failed} upgrades"
    words = f"rolled back after a failure: {one.told['file']:,} statements in a file"
    if "postgresql" in one.told:
        words += f", {one.told['postgresql']:,} on a server"
    return Told(16, words, value, "100 %", not one.failed)


def _newer(runs: dict[str, Runs], _scratch: Path) -> Told:
    return none(17, "newer register refused: files altered (SHA-256)", _failed(runs, 17))


def _leaks(runs: dict[str, Runs], scratch: Path) -> Told:
    found, looked_at = leaks.after_a_kill(scratch / "leaks")
    seen = runs[MARKS].told["files"] + looked_at
    words = f"marked words in {seen} files: all screens, a crash, its report, a kill"
    return none(19, words, _failed(runs, 19) + len(found), "0 files")


def _cells(runs: dict[str, Runs], _scratch: Path) -> Told:
    cells = sum(runs[name].passed for name in CELLS)
    words = f"{cells} cells of role and right or act: not as the table says"
    return none(20, words, _failed(runs, 20))


def _rebuilt(runs: dict[str, Runs], scratch: Path) -> Told:
    """The tests change, cancel and merge at random; here a whole register is told anew as well."""
    usual, keys.COST = keys.COST, CHEAP
    try:
        ward = make_demo(scratch / "rebuilt", BIRTHS, 5, passphrase=PASSPHRASE)
    finally:
        keys.COST = usual
    with ward.book.engine.connect() as connection:
        versions = connection.exec_driver_sql("SELECT count(*) FROM history").scalar_one()
        differing = list(replay.differing(connection))
    ward.close()
    words = f"{versions:,} versions told anew from nothing: entries that differ"
    return none(21, words, len(differing) + _failed(runs, 21))


def _guarded(runs: dict[str, Runs], _scratch: Path) -> Told:
    tables = runs[GUARDED[0]].passed
    words = f"{tables} registers: without trigger, or left behind by a merge"
    return none(22, words, _failed(runs, 22))


def _tampered(runs: dict[str, Runs], _scratch: Path) -> Told:
    alone, by_anchor = runs[ALONE].passed, sum(runs[name].passed for name in BY_ANCHOR)
    kinds = alone + by_anchor + _failed(runs, 23)
    words = f"kinds of tampering seen with an anchor ({alone} of them without)"
    return Told(
        23, words, f"{alone + by_anchor} of {kinds}", "all, >= 5", alone + by_anchor == kinds >= 5
    )


def _locked(runs: dict[str, Runs], _scratch: Path) -> Told:
    times = sum(runs[name].passed for name in LOCKED)
    kinds = runs[LOCKED[0]].passed
    words = f"drafts lost or locks held up, {times} locks, {kinds} kinds of things open"
    return none(24, words, _failed(runs, 24))
