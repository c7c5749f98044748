"""A correction says why: by the list, in words that mean something, or both."""

from __future__ import annotations

from typing import Any

import pytest

from maternity.db.journal import Asked, events
from maternity.errors import Refused
from maternity.ward import Ward
from maternity.ward.reasons import check_reason, read_reason
from maternity.ward.rectifying import rectified
from tests.ward_fixtures import NAME, a_birth


@pytest.mark.parametrize("vague", ["maj", ".", "", "erreur", "aaaaaaaaaaaa", "- - - - - - - - -"])
def test_a_reason_that_says_nothing_is_refused(vague: str) -> None:
    with pytest.raises(Refused, match="at least 10 letters"):
        check_reason(vague)


def test_a_reason_in_words_is_kept_without_needless_spaces() -> None:
    assert check_reason("  the  bag was   weighed again ") == "the bag was weighed again"


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("1", "slip", "a slip of the keys"),
        ("é", "misread", "misread or misheard"),
        ("2 the sheet of the theatre", "misread", "misread or misheard : the sheet of the theatre"),
        ("the mother told it later", "", "the mother told it later"),
    ],
)
def test_the_list_is_chosen_by_a_key_and_words_may_follow(
    typed: str, code: str, words: str
) -> None:
    assert read_reason(typed) == (code, words)


def test_to_rectify_what_another_wrote_the_key_alone_is_not_enough() -> None:
    with pytest.raises(Refused):
        read_reason("1", rectifies=True)
    assert read_reason("1 the weight of the other twin", rectifies=True)[0] == "slip"


def corrected(ward: Ward) -> Any:
    """A delivery whose blood loss was corrected twice."""
    birth = a_birth()
    ward.keep(*birth.all)
    for loss in (450, 900):
        birth.delivery.blood_loss_ml = loss
        ward.keep(birth.delivery, reason="the bag was weighed again", code="learnt_later")
    return birth.delivery


def test_the_code_of_the_reason_stands_on_the_trail(ward: Ward) -> None:
    entry = corrected(ward)
    row = events(ward.book.engine, Asked(entry=entry.id))[0]
    assert (row.event, row.reason_code) == ("update", "learnt_later")
    assert row.reason == "the bag was weighed again"


def test_what_stood_first_is_told_beside_what_stands_now(ward: Ward) -> None:
    entry = corrected(ward)
    told = [(one.old, one.new, one.who) for one in rectified(ward, entry)]
    assert told == [("450", "900", NAME)]


def test_an_entry_never_corrected_tells_nothing(ward: Ward) -> None:
    birth = a_birth()
    ward.keep(*birth.all)
    assert rectified(ward, birth.delivery) == []
