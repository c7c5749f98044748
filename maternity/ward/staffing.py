"""Who may sign in: accounts made, ended and given a new passphrase; one's own secrets.

Nobody learns a colleague's lasting secret: a passphrase given by another opens the register only
to be changed (reference: safety, parts 8 and 9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maternity.db import guessing, keys
from maternity.db import people as stored
from maternity.db.saving import keep
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.i18n import _
from maternity.people import Account, Right, Role
from maternity.ward import former, place, second_person, vouching
from maternity.ward.proving import check_proven
from maternity.ward.technical import must_choose_own

if TYPE_CHECKING:
    from pathlib import Path

    from maternity.records import Record
    from maternity.ward.ward import Ward


def add_person(
    ward: Ward, name: str, role: Role, passphrase: str, *, temporary: bool = False
) -> Account:
    """A new account, with its own envelope in the key file.

    What the technical administrator gives is never a lasting secret: she would know it.
    """
    folder, key_file, key = _keys(ward)
    _check_named(ward, role)
    temporary = temporary or ward.account.role is Role.TECHNICIAN
    vouching.check_somebody_vouches(ward, name, role)
    former.check_new(ward.book.engine, name, passphrase, near(ward))
    account = Account(name=name, role=role, active=Answer.YES)
    left = [one for one in ward.people() if one.name == name]
    if left and name not in key_file.names():  # a cut came between the two writes, or she is back
        account = left[0]
        account.role, account.active = role, Answer.YES
    keep(ward.book, [account], ward.stamp(""))
    known = vouching.giver(ward) if temporary else stored.Given.HERS
    stored.write_secret(ward.book, account.id, by=known)
    place.put_keys(ward, keys.add_person(folder, key_file, key, name, passphrase))
    ward.pins.pop(name, None)
    ward.note("person_added", person=name, role=str(role.value))
    _tell_head(ward, "person_added", name)
    return account


def disable_person(ward: Ward, name: str) -> None:
    """End a person's access at once; her name stays in the history."""
    folder, key_file, key = _keys(ward)
    account = _account(ward, name)
    account.active = Answer.NO
    check_account(ward, account)
    if name in key_file.names():
        place.put_keys(ward, keys.remove_person(folder, key_file, key, name))
    stored.write_secret(ward.book, account.id)
    ward.pins.pop(name, None)
    keep(ward.book, [account], ward.stamp(""))
    ward.note("person_disabled", person=name)
    _tell_head(ward, "person_disabled", name)


def reset_person(ward: Ward, name: str, passphrase: str) -> None:
    """Give a person who forgot hers a passphrase that only lets her choose her own."""
    folder, key_file, key = _keys(ward)
    account = _account(ward, name)
    if account.active is Answer.NO:
        raise Refused(_("{name} may not sign in any more. Add her again first.").format(name=name))
    if name == ward.account.name:
        raise Refused(_("Change your own passphrase with “My passphrase”."))
    vouching.check_somebody_vouches(ward, name, account.role)
    former.check_new(ward.book.engine, name, passphrase, near(ward))
    stored.write_secret(ward.book, account.id, by=vouching.giver(ward))
    place.put_keys(ward, keys.add_person(folder, key_file, key, name, passphrase))
    ward.pins.pop(name, None)
    ward.note("secret_reset", person=name)
    _tell_head(ward, "secret_reset", name)


def change_passphrase(ward: Ward, passphrase: str) -> None:
    """One's own new passphrase; the data is not touched. It is the first act after a reset.

    After one by somebody who may not read care another one who cares vouches for her.
    """
    folder, key_file, key = _own_keys(ward)
    name = ward.account.name or ""
    _check_hers(ward)
    if ward.must_change and _is_hers(key_file, name, passphrase):
        raise Refused(_("Choose another passphrase than the one you were given."))
    former.check_new(ward.book.engine, name, passphrase, near(ward))
    agreed = vouching.vouched(ward)
    place.put_keys(ward, keys.add_person(folder, key_file, key, name, passphrase))
    if ward.must_change:
        stored.write_secret(ward.book, ward.account.id)
        ward.must_change = ward.unvouched = False
        second_person.spend(ward)
    ward.note("secret_changed", person=name, approver=agreed)


def set_pin(ward: Ward, pin: str) -> None:
    """One's own PIN: it opens a locked register for half a day, and never stands outside it."""
    if ward.must_change:
        raise must_choose_own()
    _folder, _key_file, key = _own_keys(ward)
    name = ward.account.name or ""
    slot = keys.pin_slot(name, key, pin)
    _check_hers(ward)
    stored.write_secret(ward.book, ward.account.id, pin=slot)
    ward.pins[name] = slot
    ward.note("secret_changed", person=name)


def _check_hers(ward: Ward) -> None:
    """Who finds her screen open makes no secret of hers; the first one needs no more proof."""
    if not ward.must_change:
        check_proven(ward)


def check_account(ward: Ward, entry: Account) -> None:
    """Refuse a change of accounts that gives oneself rights, or leaves nobody at the head.

    With another one's name one would sign in as her, with one's own passphrase.
    """
    before = next((one for one in ward.people() if one.id == entry.id), None)
    if before is None:
        _check_named(ward, entry.role)
        return
    if entry.name != before.name:  # what opens the register belongs to a name, not to an account
        raise Refused(
            _(
                "The name of an account stays as it is: she signs in with it. Make an account with"
                " the new name, then end her access under the former one."
            ),
            field="name",
        )
    heads = {one.id for one in ward.people() if is_head(one)}
    if heads == {entry.id} and not is_head(entry):
        raise Refused(_("She is the last head of the maternity here. Name another one first."))
    given = before.role is not entry.role
    if given and (entry.id == ward.account.id or not ward.account.may(Right.CLOSE_MONTH)):
        raise Refused(_("Only another head of the maternity changes a role."), field="role")


def _check_named(ward: Ward, role: Role | None) -> None:
    """Refuse that another than a head makes a head: who does not care would give herself care."""
    if role is Role.HEAD and not ward.account.may(Right.CLOSE_MONTH):
        raise Refused(
            _(
                "Only a head of the maternity names another one. If no head can sign in any more,"
                " the recovery code gives her a new passphrase."
            ),
            field="role",
        )


def is_head(account: Account) -> bool:
    """Whether an account is that of a head who may sign in."""
    return account.role is Role.HEAD and account.active is not Answer.NO


def propose() -> str:
    """A passphrase of four words by chance."""
    return guessing.propose()


def near(ward: Ward) -> list[str]:
    """The words a guesser would try first: the ward, its area, its town."""
    return near_facility(ward.facility)


def near_facility(own: Record | None) -> list[str]:
    """The same of a register that nobody is at yet."""
    names = ("name", "health_area", "district", "region")
    return [str(own.look(name)) for name in names if own is not None and own.look(name)]


def _is_hers(key_file: keys.KeyFile, name: str, passphrase: str) -> bool:
    try:
        keys.unlock(key_file, name, passphrase)
    except Refused:
        return False
    return True


def _tell_head(ward: Ward, kind: str, name: str) -> None:
    """What another than the head did with accounts is listed to her."""
    if ward.account.role is not Role.HEAD:
        stored.tell(ward.book, kind, ward.account.name or "", reason=name)


def _account(ward: Ward, name: str) -> Account:
    found = next((one for one in ward.people() if one.name == name), None)
    if found is None:
        raise Refused(
            _("Nobody here is called “{name}”. Take a name of the list.").format(name=name)
        )
    return found


def _keys(ward: Ward) -> tuple[Path, keys.KeyFile, bytes]:
    ward.allow(Right.MANAGE_PEOPLE)
    check_proven(ward)
    return _own_keys(ward)


def _own_keys(ward: Ward) -> tuple[Path, keys.KeyFile, bytes]:
    if ward.secrets is None or ward.folder is None:
        raise Refused(_("People are managed where the register lies."))
    place.newest_keys(ward)
    return ward.folder, *ward.secrets
