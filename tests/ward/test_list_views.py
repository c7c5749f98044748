"""Views of a list saved by name: each person has her own; what is no longer there is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from maternity.db import saved_views
from maternity.errors import Refused
from maternity.people import Role
from maternity.ward.list_views import MOST, ListView, drop_view, keep_view, views
from tests.ward_fixtures import at_work

CAESAREANS = ListView(
    name="  Césariennes du mois ",
    columns=("mode", "attendant"),
    state="incomplete",
    equal=(("place", "facility"),),
    period="this_month",
    sort="delivered_at",
    descending=True,
)


def test_a_view_comes_back_as_it_was_saved_for_the_person_who_saved_it_alone(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path / "registre") as ward:
        kept = keep_view(ward, "delivery", CAESAREANS)
        assert kept.name == "Césariennes du mois"
        assert views(ward, "delivery") == [kept]
        assert views(ward, "newborn") == []
        head, ward.account = (
            ward.account,
            ward.add_person("Diallo Awa", Role.MIDWIFE, "tambour pirogue lampe natte"),
        )
        assert views(ward, "delivery") == []
        ward.account = head
        again = keep_view(ward, "delivery", ListView(name="Césariennes du mois", period="week"))
        assert views(ward, "delivery") == [again]
        drop_view(ward, "delivery", "Césariennes du mois")
        assert views(ward, "delivery") == []


def test_a_view_needs_a_name_and_there_are_not_too_many_to_be_found_again(tmp_path: Path) -> None:
    with at_work(tmp_path / "registre") as ward:
        with pytest.raises(Refused, match="Give the view a name"):
            keep_view(ward, "delivery", ListView(name="  "))
        for at in range(MOST):
            keep_view(ward, "delivery", ListView(name=f"vue {at}"))
        with pytest.raises(Refused, match="Take one away first"):
            keep_view(ward, "delivery", ListView(name="une de trop"))
        keep_view(ward, "delivery", ListView(name="vue 0", state="closed"))


def test_what_the_list_has_no_more_is_left_out_of_an_old_view(tmp_path: Path) -> None:
    old = {
        "columns": ["mode", "of_another_version"],
        "equal": [["place", "by_moonlight"], ["place", "home"], ["gone", "yes"]],
        "sort": "of_another_version",
    }
    with at_work(tmp_path / "registre") as ward:
        saved_views.save(ward.book, ward.account.id, "delivery", "ancienne", old)
        (view,) = views(ward, "delivery")
        assert view == ListView("ancienne", ("mode",), equal=(("place", "home"),))
