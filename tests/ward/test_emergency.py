"""Labour does not wait for a PIN: an entry begun at the door is sealed until somebody signs in."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from maternity.db import envelopes, keys
from maternity.db.drafts import Draft
from maternity.db.facts import fact
from maternity.errors import Refused
from maternity.people import Role
from maternity.records import Record
from maternity.ward import Query, Ward, emergency, noticing, open_ward
from maternity.ward.door import EMERGENCIES, SEALED, sealed, takes_emergencies
from maternity.ward.locking import lock
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE, at_work

HERS = "tambour pirogue lampe natte"


def written(name: str = "Kulibali") -> Draft:
    """What a form hands over: a woman who is there, and nothing else is known."""
    stay = emergency.new_admission()
    assert stay.pregnancy is not None
    woman: Any = stay.pregnancy.woman
    woman.family_name = name
    records = [told(one) for one in (woman, stay.pregnancy, stay)]
    return Draft(stay.id, "admission", f"Stay – {name}", {"entry": stay.id, "records": records})


def told(entry: Record) -> dict[str, Any]:
    """A new record of a draft."""
    links = {name: getattr(entry, name).id for name in entry.register.links if entry.look(name)}
    plain = {name: entry.plain(name) for name in entry.register.fields if name not in links}
    values = {name: value for name, value in plain.items() if value}
    return {
        "register": entry.register.name,
        "id": entry.id,
        "new": True,
        "links": links,
        "values": values,
    }


def test_an_entry_begun_at_the_door_is_sealed_and_signed_by_who_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "COST", CHEAP)
    folder = tmp_path / "registre"
    with at_work(folder) as ward:
        ward.add_person("Diallo Awa", Role.NURSE, HERS)
        lock(ward)
        ward.close()
        assert takes_emergencies(folder)
        door, draft = emergency.AtTheDoor(folder), written()
        door.keep_draft(draft)
        door.keep_draft(draft)
        (waiting,) = sealed(folder)
        assert b"Kulibali" not in waiting.read_bytes()
        nurse = open_ward(folder, "Diallo Awa", HERS)
        assert not list(folder.glob("*.mru"))
        (waits,) = nurse.drafts()
        assert (waits.form, waits.who) == (draft.form, "")
        assert waits.title == "Emergency: Stay – Kulibali"
        with pytest.raises(Refused, match="role"):
            nurse.give_up(waits)
        stay: Any = nurse.reopen(waits)
        assert stay.pregnancy.woman.family_name == "Kulibali"
        nurse.keep(stay.pregnancy.woman, stay.pregnancy, stay, form=waits.form)
        assert nurse.drafts() == []
        kept = nurse.page(Query("admission")).rows[0]
        assert kept.created_by == "Diallo Awa"
        nurse.close()


def test_nothing_is_read_at_the_door(tmp_path: Path) -> None:
    folder = tmp_path / "registre"
    with at_work(folder) as ward:
        ward.close()
        door: Ward = emergency.AtTheDoor(folder)
        field = emergency.new_admission().register.links["seen_by"]
        assert door.suggestions(field, "tra") == []
        assert door.likely_same(emergency.new_admission()) == []
        for act in (
            lambda: door.find("a"),
            lambda: door.page(Query("woman")),
            lambda: door.get("woman", "1"),
            door.drafts,
            lambda: door.keep(emergency.new_admission()),
            lambda: door.reopen(written()),
        ):
            with pytest.raises(Refused, match="Sign in first"):
                act()


def test_the_door_takes_no_more_than_somebody_will_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emergency, "MOST", 2)
    folder = tmp_path / "registre"
    with at_work(folder) as ward:
        ward.close()
        door = emergency.AtTheDoor(folder)
        first = written()
        for draft in (first, written(), first):
            door.keep_draft(draft)
        with pytest.raises(Refused, match="Somebody must sign in"):
            door.keep_draft(written())


def test_a_key_put_in_place_of_the_registers_own_is_put_right(tmp_path: Path) -> None:
    folder = tmp_path / "registre"
    with at_work(folder) as ward:
        ward.close()
        own = (folder / EMERGENCIES).read_bytes()
        (folder / EMERGENCIES).write_text(envelopes.new_pair()[1].hex())
        emergency.AtTheDoor(folder).keep_draft(written())
        again = open_ward(folder, NAME, PASSPHRASE)
        assert again.drafts() == []
        assert sealed(folder) == [], "what nobody can open is not said to wait for her"
        (aside,) = folder.glob("*.mru.illisible")  # nor is it thrown away
        (told_her,) = noticing.notices(again)
        assert aside.name in noticing.told(told_her)
        assert [one.id for one in emergency.unreadable(again)] == [told_her.id]
        noticing.settle(again, told_her)
        assert emergency.unreadable(again) == []
        assert (folder / EMERGENCIES).read_bytes() == own
        assert own.decode() in fact(again.book.engine, emergency.FACT)
        again.close()


def test_an_entry_that_this_program_does_not_read_keeps_nobody_from_the_register(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "registre"
    with at_work(folder) as ward:
        ward.close()
        key = emergency.public_key(folder)
        strange = [b"{", b"[]", b'{"form": "a", "of_another_version": 1}', b'{"at": "x"}']
        strange.append(json.dumps({**asdict(written()), "at": "2026-11-26", "title": []}).encode())
        for at, content in enumerate(strange):
            closed = envelopes.seal_for(key, content, emergency.PURPOSE)
            (folder / SEALED.replace("*", f"{at}")).write_bytes(closed)
        replaced, left = os.replace, len(strange)

        def cut(source: Any, target: Any) -> None:
            if str(target).endswith(emergency.UNREADABLE):
                raise OSError(errno.EIO, "the disk fails")
            replaced(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", cut)
            open_ward(folder, NAME, PASSPHRASE).close()
        assert len(sealed(folder)) == left
        for _again in range(2):
            again = open_ward(folder, NAME, PASSPHRASE)
            told = [one.reason or "" for one in emergency.unreadable(again)]
            assert sorted(told) == sorted(one.name for one in folder.glob("*.illisible"))
            assert len(told) == left, "each is told, and once"
            again.close()
