"""What a form holds before it is kept is in the book, and goes with the keeping."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from maternity import clock
from maternity.db.book import Book, Query
from maternity.db.drafts import Draft, drafts, drop_draft, keep_draft
from maternity.db.saving import Stamp, keep
from maternity.errors import Refused
from tests.ward_fixtures import FixedClock, a_birth


def of_form(form: str, name: str = "Ɲaɲa", **state: Any) -> Draft:
    return Draft(form=form, register="delivery", title=f"Accouchement – {name}", state=dict(state))


def test_a_draft_comes_back_as_it_was(book: Book) -> None:
    state: dict[str, Any] = {
        "texts": {"given_name": "Jɛnɛba", "weight_g": "31oo"},
        "page": 2,
        "new": True,
    }
    keep_draft(book, of_form("a" * 32, **state), "Mme Traoré")
    (found,) = drafts(book)
    assert (found.form, found.register, found.title) == (
        "a" * 32,
        "delivery",
        "Accouchement – Ɲaɲa",
    )
    assert (found.state, found.who, found.at) == (state, "Mme Traoré", clock.now())


def test_a_form_has_one_draft_and_the_newest_is_first(book: Book) -> None:
    keep_draft(book, of_form("a" * 32, text="3"), "Mme Traoré")
    with clock.use(FixedClock(datetime(2026, 11, 26, 10, 5))):
        keep_draft(book, of_form("b" * 32), "Mme Diarra")
    with clock.use(FixedClock(datetime(2026, 11, 26, 10, 9))):
        keep_draft(book, of_form("a" * 32, text="31"), "Mme Traoré")
    assert [(one.form[0], one.state) for one in drafts(book)] == [("a", {"text": "31"}), ("b", {})]


def test_a_draft_given_up_is_gone(book: Book) -> None:
    keep_draft(book, of_form("a" * 32), "Mme Traoré")
    drop_draft(book, "a" * 32)
    drop_draft(book, "a" * 32)
    assert drafts(book) == []


def test_keeping_a_form_takes_its_draft_and_no_other(book: Book) -> None:
    birth = a_birth()
    for form in (birth.delivery.id, "b" * 32):
        keep_draft(book, of_form(form), "Mme Traoré")
    keep(book, birth.all, Stamp("Mme Traoré", clock.now()), form=birth.delivery.id)
    assert [one.form for one in drafts(book)] == ["b" * 32]


def test_a_save_that_fails_leaves_the_draft(book: Book) -> None:
    births = [a_birth(), a_birth()]
    for birth in births:
        birth.delivery.source_id = "the same key"
    keep_draft(book, of_form(births[0].delivery.id), "Mme Traoré")
    everything = [entry for birth in births for entry in birth.all]
    with pytest.raises(Refused, match="same number"):
        keep(book, everything, Stamp("Mme Traoré", clock.now()), form=births[0].delivery.id)
    assert len(drafts(book)) == 1
    assert book.count(Query("delivery")) == 0


def test_a_form_kept_without_change_gives_its_draft_up_too(book: Book) -> None:
    birth = a_birth()
    keep(book, birth.all, Stamp("Mme Traoré", clock.now()))
    keep_draft(book, of_form(birth.delivery.id), "Mme Traoré")
    keep(book, [birth.delivery], Stamp("Mme Traoré", clock.now()), form=birth.delivery.id)
    assert drafts(book) == []
    assert birth.delivery.version == 1
