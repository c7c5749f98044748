"""A thousand labours of twenty columns: a guide opened, its sheet printed; many births judged.

The bounds are plain times and no ratios: the floor of a figure is its bound, and 1 must hold.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from maternity.clinical import robson, size
from maternity.moments import Moment
from maternity.records import Record
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_lists import Deceleration, LcgAnswer, Posture
from maternity.registers.labour_observation import LabourObservation
from maternity.ui import jobs, program
from maternity.ui.guide_form import GuideForm
from maternity.ward import Ward, open_ward
from maternity.ward.demo import NAME, make_demo
from tests.bench import volume
from tests.bench.timing import ROUNDS, Figure, took
from tests.labours import BEGAN, TRAORE, a_labour
from tests.ui.desk import ask

LABOURS, COLUMNS, BIRTHS = 1000, 20, 100_000
HANDFUL = 50
GUIDE_MS, SHEET_MS, BIRTHS_MS = 200.0, 500.0, 3000.0


def measure(folder: Path) -> list[Figure]:
    """In a register of its own, made once; the database on its own thread, as on the ward."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    place = folder / f"labours-{LABOURS}"
    application = QApplication.instance() or program.make_application("fr", 100)
    program.dress("fr", 100)
    if not (place / "whole").exists():
        make_demo(place / "register", 1, 1, passphrase=volume.PASSPHRASE).close()
    ward = ask(lambda: open_ward(place / "register", NAME, volume.PASSPHRASE))
    try:
        if not (place / "whole").exists():
            ask(lambda: _fill(ward))
            (place / "whole").touch()
        care = ask(lambda: ward.all("labour_care"))[LABOURS // 2]
        printed = partial(ask, lambda: ward.document("labour_guide", care))
        return [
            _within("guide of one of 1000 labours opened", GUIDE_MS, _opening(ward, care.id)),
            _within("  its sheet on paper", SHEET_MS, printed),
            _within("Robson and size of 100 000 births", BIRTHS_MS, _judged, rounds=3),
        ]
    finally:
        ask(ward.close)
        jobs.stop()
        application.processEvents()


def _within(name: str, bound: float, work: Callable[[], object], rounds: int = ROUNDS) -> Figure:
    work()
    return Figure(name, median(took(work) for _round in range(rounds)), bound, 1.0)


def _opening(ward: Ward, identity: str) -> Callable[[], object]:
    shown: list[GuideForm] = []

    def opened() -> None:
        form = GuideForm(ward, ask(lambda: ward.full("labour_care", identity)))
        form.resize(1366, 728)
        form.show()
        form.first()
        QApplication.processEvents()
        for one in shown:
            one.deleteLater()
        shown[:] = [form]

    return opened


def _fill(ward: Ward) -> None:
    ward.keep(TRAORE)
    waiting: list[Record] = []
    for number in range(LABOURS):
        care = a_labour(name=f"Femme{number}")
        pregnancy = care.pregnancy
        woman = pregnancy.woman if pregnancy is not None else None
        parents = (woman, pregnancy, care.admission, care)
        waiting += [one for one in parents if one is not None]
        waiting += [_column(care, at) for at in range(COLUMNS)]
        if (number + 1) % HANDFUL == 0:
            ward.book_in(waiting)
            waiting = []


def _column(care: LabourCare, at: int) -> LabourObservation:
    return LabourObservation(
        labour_care=care,
        observed_at=Moment.at(BEGAN + timedelta(minutes=30 * at)),
        observed_by=TRAORE,
        companion=LcgAnswer.YES,
        posture=Posture.MOBILE,
        fhr_bpm=130 + at,
        fhr_deceleration=Deceleration.NONE,
        pulse_bpm=80 + at,
        contractions_per_10min=3,
        contraction_duration_s=40,
        dilatation_cm=min(5 + at // 5, 9) if at % 4 == 0 else None,
    )


def _judged() -> None:
    onsets = ("spontaneous", "induced", "no_labour")
    for birth in range(BIRTHS):
        robson.classify(
            parity=birth % 6,
            previous_caesareans=0 if birth % 6 == 0 else birth % 2,
            onset=onsets[birth % 3],
            fetuses=1 + (birth % 40 == 0),
            term=birth % 11 != 0,
            presentation="vertex",
        )
        size.weight_class(2000 + birth % 2500, 33 + birth % 9, birth % 7, male=birth % 2 == 0)
