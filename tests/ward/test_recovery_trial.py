"""The recovery code is tried once a year, from both envelopes, before the day it is needed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from maternity import clock
from maternity.db import keys
from maternity.db.journal import Asked, events
from maternity.db.recovery_code import new_code
from maternity.errors import Refused
from maternity.ui.copy_words import due_words, trial_words
from maternity.ward import Ward, create_ward
from maternity.ward.recovery_trial import Envelope, trials, try_code
from tests.ready import quickly
from tests.ward_fixtures import CHEAP, NAME, NOW, PASSPHRASE, FixedClock


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Ward, str]:
    """A register made today, and its recovery code."""
    monkeypatch.setattr(keys, "COST", CHEAP)
    told: dict[str, Any] = {"facility": "CSCom", "level": "cscom", "area": "K", "admin": NAME}
    with clock.use(FixedClock()), quickly():
        return create_ward(tmp_path / "r", passphrase=PASSPHRASE, **told)


def due(ward: Ward) -> list[Envelope]:
    """The envelopes that are to be opened."""
    return [one.envelope for one in trials(ward) if one.due]


def test_both_envelopes_are_asked_for_once_a_year(made: tuple[Ward, str]) -> None:
    ward, code = made
    with clock.use(FixedClock()):
        assert due(ward) == []  # it was typed back when the register was made
        assert "not tried since" in trial_words(trials(ward)[0])
    told = FixedClock(NOW + timedelta(days=366))
    with clock.use(told):
        assert due(ward) == list(Envelope)
        assert "not tried for a year" in due_words(trials(ward))
        try_code(ward, Envelope.HEAD, code.lower().replace("-", " "))
        assert due(ward) == [Envelope.DISTRICT]
        for wrong in (code[:-1], new_code()):
            with pytest.raises(Refused) as refusal:
                try_code(ward, Envelope.DISTRICT, wrong)
            assert refusal.value.field == "code"
        assert due(ward) == [Envelope.DISTRICT]
        try_code(ward, Envelope.DISTRICT, code)
        assert (due(ward), due_words(trials(ward))) == ([], "")
        assert trial_words(trials(ward)[1]).endswith("tried on 27/11/2027.")
        rows = list(reversed(events(ward.book.engine, Asked(events=("recovery_tried",)))))
        ended = [(row.outcome, row.facts["envelope"], row.who) for row in rows]
        assert ended == [
            ("done", "head", NAME),
            *[("failed", "district", NAME)] * 2,
            ("done", "district", NAME),
        ]
        assert code.replace("-", "") not in str([row.facts for row in rows])
    with clock.use(FixedClock(told.at + timedelta(days=366))):
        assert due(ward) == list(Envelope)
        ward.training = True
        assert trials(ward) == []  # nobody has to recover an exercise
        ward.close()
