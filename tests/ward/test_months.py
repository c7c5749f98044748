"""The life of a return's month: closed by who may, moved by nobody in silence, amended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import event

from maternity import clock
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.moments import Moment
from maternity.people import Account, Role
from maternity.registers.month_closing import ClosingState, MonthClosing
from maternity.reports.life import Remark, Stage
from maternity.reports.sheet import Sheet
from maternity.ui.table import read_page, state_words
from maternity.ward import Query, Ward, clock_check, import_undoing, months, returns
from maternity.ward.after_closing import marks
from maternity.ward.files import import_files
from maternity.ward.proving import PROOF_S
from maternity.ward.story import story
from tests.ward_fixtures import PASSPHRASE, FixedClock, a_birth, a_village

MONTH, FIRST = "2026-10", date(2026, 10, 1)


def october(ward: Ward) -> Sheet:
    return ward.sheet("rma_cscom", MONTH)


def close(ward: Ward) -> MonthClosing:
    return months.close_month(ward, october(ward))


@pytest.fixture
def later(ward: Ward) -> Iterator[Ward]:
    """The ward a day after: what is written now comes after the closing."""
    ward.keep(*a_birth(age=17, village=a_village()).all, *a_birth(name="Diarra").all)
    close(ward)
    with clock.use(FixedClock(clock.now().replace(day=27))):
        ward.prove(PASSPHRASE)
        yield ward


def as_role(ward: Ward, role: Role) -> None:
    ward.account = Account(name="Awa", role=role, active=Answer.YES)


def test_a_month_that_is_over_waits_to_be_checked(ward: Ward) -> None:
    assert october(ward).life.stage is Stage.TO_CHECK
    assert ward.sheet("rma_cscom", "2026-11").life.stage is Stage.RUNNING


def test_a_month_under_way_is_not_closed(ward: Ward) -> None:
    with pytest.raises(Refused, match="01/12/2026"):
        months.close_month(ward, ward.sheet("rma_cscom", "2026-11"))


@pytest.mark.parametrize("role", [Role.NURSE, Role.MIDWIFE, Role.TECHNICIAN])
def test_only_the_head_closes_and_opens_again(ward: Ward, role: Role) -> None:
    sheet = october(ward)
    as_role(ward, role)
    with pytest.raises(Refused, match="role"):
        months.close_month(ward, sheet)
    with pytest.raises(Refused, match="role"):
        months.reopen_month(ward, "rma_cscom", FIRST, "une erreur")


def test_closing_keeps_who_when_and_the_figures(ward: Ward) -> None:
    ward.keep(*a_birth().all)
    before = {line.code: line.total for line in october(ward).lines}
    close(ward)
    sheet = october(ward)
    assert sheet.life.stage is Stage.CLOSED
    assert sheet.life.closed is not None
    assert (sheet.life.closed.who, sheet.life.closed.at) == ("Mme Traoré", clock.now())
    assert {line.code: line.total for line in sheet.lines} == before
    assert sheet.line("G10").entries()[0].register.name == "delivery"


def test_a_month_is_not_closed_twice(ward: Ward) -> None:
    close(ward)
    with pytest.raises(Refused, match="closed already"):
        close(ward)


def test_a_closed_month_gives_the_same_bytes_after_any_later_entry(later: Ward) -> None:
    before = later.print_sheet(october(later))
    later.keep(*a_birth(name="Keita").all, reason="carnet retrouvé")
    assert later.print_sheet(october(later)) == before
    assert months.printed(later, months.closings(later)[0]) == before
    assert october(later).count("G10") == 2


def test_a_late_entry_of_a_closed_month_asks_why_and_is_pending(later: Ward) -> None:
    birth = a_birth(name="Keita")
    with pytest.raises(Refused, match="10/2026 is closed"):
        later.keep(*birth.all)
    assert [name for _entry, name in later.corrected(*birth.all)][:1] == ["delivered_at"]
    later.keep(*birth.all, reason="carnet retrouvé")
    life = october(later).life
    assert birth.delivery in life.pending
    assert ("G10", "total", 2, 3) in {(m.code, m.cell, m.before, m.after) for m in life.moved}


def test_a_dead_battery_opens_no_closed_month(later: Ward) -> None:
    birth = a_birth(name="Keita")
    with clock.use(FixedClock(datetime(2000, 1, 1, 0, 5))):
        assert clock_check.look(later) is not None
        with pytest.raises(Refused, match="10/2026 is closed"):
            later.keep(*birth.all)
        later.keep(*birth.all, reason="carnet retrouvé")
    assert birth.delivery in october(later).life.pending  # by its number, whatever the hour
    assert "△ pending (10/2026 is closed)" in marks(later, [birth.delivery]).values()


def test_a_correction_of_a_closed_month_asks_why_and_is_pending(later: Ward) -> None:
    baby = october(later).line("G19").entries()[0]
    whole = later.full("newborn", baby.id)
    whole.weight_g = 2300  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="is closed"):
        later.keep(whole)
    later.keep(whole, reason="balance relue")
    life = october(later).life
    assert life.pending == [whole]
    assert "G21" in {one.code for one in life.moved}
    assert october(later).count("G21") == 0


def test_a_correction_after_the_closing_is_marked_in_words_until_the_amended_return_holds_it(
    later: Ward,
) -> None:
    first, other = october(later).line("G10").entries()
    assert marks(later, [first, other]) == {}
    whole = later.full("delivery", first.id)
    whole.blood_loss_ml = 350  # type: ignore[attr-defined]
    later.keep(whole, reason="carnet relu")

    def listed() -> list[str]:
        rows = read_page(later, Query("delivery", sort="serial_no"), set()).rows
        return [state_words(one) for one in rows]

    def told() -> list[str]:
        woman = whole.look("pregnancy.woman")
        return [one.title for chapter in story(later, woman) for one in chapter.events]

    assert ["△ pending (10/2026 is closed)" in one for one in listed()] == [True, False]
    assert any("△ pending (10/2026 is closed)" in one for one in told())
    months.reopen_month(later, "rma_cscom", FIRST, "carnet relu")
    assert "△ pending" in listed()[0], "no return holds it yet"
    close(later)
    assert "△ amended return no. 1 (10/2026)" in listed()[0]
    assert any("△ amended return no. 1 (10/2026)" in one for one in told())
    assert "△" not in listed()[1]
    with clock.use(FixedClock(clock.now().replace(day=28))):
        again = later.full("delivery", first.id)
        again.blood_loss_ml = 360  # type: ignore[attr-defined]
        later.keep(again, reason="carnet relu encore")
        assert "△ pending (10/2026 is closed)" in listed()[0]


def test_a_delivery_moved_out_of_a_closed_month_asks_why(later: Ward) -> None:
    delivery = later.full("delivery", october(later).line("G10").entries()[0].id)
    delivery.delivered_at = Moment(date(2026, 11, 20))  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="10/2026 is closed"):
        later.keep(delivery)


def test_what_was_empty_is_filled_without_a_reason(later: Ward) -> None:
    baby = later.full("newborn", october(later).line("G19").entries()[0].id)
    baby.length_cm = 49  # type: ignore[attr-defined]
    later.keep(baby)
    assert october(later).life.pending == [baby]


def test_an_entry_of_the_month_under_way_asks_nothing(later: Ward) -> None:
    later.keep(*a_birth(day=date(2026, 11, 20)).all)


def test_a_cancelled_entry_of_a_closed_month_is_pending(later: Ward) -> None:
    delivery = later.full("delivery", october(later).line("G10").entries()[0].id)
    later.void(delivery, "saisi deux fois", with_children=True)
    sheet = october(later)
    assert (sheet.count("G10"), delivery in sheet.life.pending) == (2, True)


def test_a_figure_of_a_closed_month_is_not_typed(later: Ward) -> None:
    with pytest.raises(Refused, match="closed"):
        later.type_figure(october(later), "G1", (), 4)


def test_the_papers_of_a_closing_are_written_by_no_other_way(later: Ward) -> None:
    closing = months.closings(later)[0]
    closing.edition = 7
    with pytest.raises(Refused, match="opening it again"):
        later.keep(closing, reason="essai")
    with pytest.raises(Refused, match="opening it again"):
        later.void(closing, "essai de plus")


def test_opening_again_needs_a_reason_and_the_next_return_is_amended(later: Ward) -> None:
    first = later.print_sheet(october(later))
    with pytest.raises(Refused, match="why"):
        months.reopen_month(later, "rma_cscom", FIRST, " ")
    later.proved_at -= 2 * PROOF_S
    with pytest.raises(Refused, match="once more"):
        months.reopen_month(later, "rma_cscom", FIRST, "un carnet oublié")
    later.prove(PASSPHRASE)
    months.reopen_month(later, "rma_cscom", FIRST, "un carnet oublié")
    life = october(later).life
    assert (life.stage, life.edition, life.reason) == (Stage.TO_CHECK, 1, "un carnet oublié")
    later.keep(*a_birth(name="Keita").all)
    close(later)
    sheet = october(later)
    assert (sheet.life.stage, sheet.life.amendment) == (Stage.AMENDED, 1)
    told = {(m.code, m.cell, m.before, m.after) for m in sheet.life.changes}
    assert ("G10", "total", 2, 3) in told
    archive = months.closings(later)
    assert [one.edition for one in archive] == [1, 2]
    assert months.printed(later, archive[0]) == first
    assert months.printed(later, archive[1]) == later.print_sheet(sheet) != first


def test_handing_in_is_kept_with_who_and_when(later: Ward) -> None:
    months.mark_handed_in(later, "rma_cscom", FIRST)
    life = october(later).life
    assert life.stage is Stage.HANDED_IN
    assert life.handed_in is not None
    assert life.handed_in.who == "Mme Traoré"
    assert months.closings(later)[0].state is ClosingState.HANDED_IN


def test_an_open_month_is_not_handed_in(ward: Ward) -> None:
    with pytest.raises(Refused, match="Close it first"):
        months.mark_handed_in(ward, "rma_cscom", FIRST)


def test_typed_and_corrected_figures_stand_in_the_closed_return(ward: Ward) -> None:
    ward.type_figure(october(ward), "G1", (), 4)
    ward.type_figure(october(ward), "G10", (), 3, "registre papier")
    close(ward)
    sheet = october(ward)
    correction = sheet.line("G10").correction()
    assert (sheet.count("G1"), sheet.count("G10")) == (4, 0)
    assert correction is not None
    assert (correction.look("value"), correction.created_by) == (3, "Mme Traoré")
    assert sheet.life.moved == []


def test_the_notes_of_the_checks_stay_with_the_closing(ward: Ward) -> None:
    remark = Remark("V01", "Les NC dépassent le total.", "vérifié au cahier")
    months.close_month(ward, october(ward), [remark])
    assert october(ward).life.remarks == [remark]


def test_what_keeps_the_month_from_being_whole_is_listed_by_kind(ward: Ward) -> None:
    birth, alone = a_birth(age=None), a_birth(name="Keita", babies=0)
    ward.keep(*birth.all, *alone.all)
    groups = dict(months.work_list(ward, october(ward)))
    assert birth.delivery in groups["Fields to complete or to confirm"]
    assert birth.delivery in groups["Age or village unknown: counted, in no cell"]
    assert groups["Deliveries without a baby"] == [alone.delivery]


class Cut(Exception):
    """The failure that is put in."""


def test_a_closing_cut_at_any_statement_is_whole_or_is_none(ward: Ward) -> None:
    ward.keep(*a_birth(age=17, village=a_village()).all)
    engine, sheet = ward.book.engine, october(ward)
    for last in count(1):
        run = iter(range(1, last + 1))

        def stop(*_told: object, run: Iterator[int] = run, last: int = last) -> None:
            if next(run) == last:
                raise Cut

        event.listen(engine, "after_cursor_execute", stop)
        try:
            months.close_month(ward, sheet)
        except Cut:
            pass
        else:
            break
        finally:
            event.remove(engine, "after_cursor_execute", stop)
        if made := months.closings(ward):
            assert months.printed(ward, made[0]).startswith(b"%PDF")
            assert last > 5
            break
    assert len(months.closings(ward)) == 1


def test_the_closed_sheet_goes_out_as_it_was(later: Ward, tmp_path: Path) -> None:
    place = tmp_path / "rma.json"
    returns.write_sheet(later, october(later), "json", place)
    before = place.read_bytes()
    later.keep(*a_birth(name="Keita").all, reason="carnet retrouvé")
    returns.write_sheet(later, october(later), "json", place)
    assert place.read_bytes() == before


def test_rows_taken_in_from_a_file_into_a_closed_month_are_told_and_pending(
    later: Ward, tmp_path: Path
) -> None:
    heads = "source_id,family_name,given_name\nf1,Keita,Awa\n"
    tables = {
        "woman": heads,
        "pregnancy": "source_id,woman\ng1,f1\n",
        "delivery": "source_id,pregnancy,place,delivered_at\na1,g1,facility,2026-10-09T04:00\n"
        "a2,g1,facility,2026-11-09T04:00\n",
    }
    pairs = []
    for name, text in tables.items():
        place = tmp_path / f"{name}.csv"
        place.write_text(text, "utf-8")
        pairs.append((name, place))
    dry = import_files(later, pairs, dry_run=True)
    taken = import_files(later, pairs)
    assert [one.pending for one in dry] == [one.pending for one in taken] == [0, 0, 1]
    sheet = october(later)
    assert (sheet.count("G10"), [one.source_id for one in sheet.life.pending]) == (2, ["a1"])
    (tmp_path / "delivery.csv").write_text(
        "source_id,delivered_at,pregnancy\na1,2026-11-10T04:00,g1\n", "utf-8"
    )
    moved = import_files(later, [("delivery", tmp_path / "delivery.csv")], update=True)
    assert [one.pending for one in moved] == [1]
    undone = import_undoing.undo(later, import_undoing.past(later)[0].number, "mauvais fichier")
    assert (len(undone.undone), undone.pending) == (1, 1)
    assert [one.source_id for one in october(later).life.pending] == ["a1"]
