"""Opening a register and making a new one: from the lock of the folder to the person at it.

Stops at the first step that fails, says which, and writes nothing (reference: safety, part 5).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import clock, files, log, settings
from maternity.db import engine as engines
from maternity.db import facts, guessing, keys, migrate, people, triggers
from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.saving import Stamp, keep
from maternity.errors import Refused
from maternity.fields import Answer
from maternity.i18n import _
from maternity.people import Account, Role
from maternity.registers.facility import Facility, FacilityLevel
from maternity.registers.lists import ReturnForm
from maternity.settings import Settings
from maternity.ward import place, recording
from maternity.ward.door import check_keys, exists
from maternity.ward.locking import Locked
from maternity.ward.tries import Tries
from maternity.ward.ward import Ward

if TYPE_CHECKING:
    from sqlalchemy import Engine

RETURNS = {FacilityLevel.CSCOM: ReturnForm.RMA_CSCOM, FacilityLevel.CSREF: ReturnForm.RMA_CSREF}


def open_ward(folder: Path, name: str, passphrase: str, *, moved: bool = False) -> Ward:
    """Open the register of a folder for a person; refused or unavailable in whole sentences.

    `moved` opens one that went elsewhere too, for the end of a move that was cut off.
    """

    def unlock(key_file: keys.KeyFile) -> bytes:
        return keys.unlock(key_file, name, passphrase)

    return _opened(folder, name, unlock, moved=moved)


def reopen_ward(locked: Locked, name: str, pin: str) -> Ward:
    """Open a locked register again with a person's PIN; the data key comes out of its envelope."""

    def unlock(key_file: keys.KeyFile) -> bytes:
        key_file.slot(name)
        return keys.unlock_by_pin(key_file, locked.slot(name), pin)

    ward = _opened(locked.folder, name, unlock, pin=True)
    ward.passphrase_at = locked.since
    ward.note("unlock" if name == locked.person else "switch", before=locked.person)
    return ward


def _opened(
    folder: Path,
    name: str,
    unlock: Callable[[keys.KeyFile], bytes],
    *,
    pin: bool = False,
    moved: bool = False,
) -> Ward:
    with ExitStack() as undo:
        lock = files.Lock(folder)
        check_keys(folder)
        lock.take()
        undo.callback(lock.release)
        place.bring_keys(folder)
        key_file = keys.read(folder)
        files.fit_for_register(folder)
        key_file.slot(name)
        tries = Tries(folder, key_file.register)
        tries.begin(name, pin=pin)
        key = unlock(key_file)
        wrong = tries.succeed(name)
        engine = place.open_book(folder, key)
        undo.callback(engine.dispose)
        facts.right_book(engine, key_file.register)
        key_file = place.same_keys(engine, folder, key_file, key, unlock)
        book = Book(engine)
        place.look_whether_moved(engine, moved=moved)
        _bring_up(engine, folder, key_file, key)
        account = _account(book, name)
        ward = _at_work(book, account, folder, key_file, key, lock)
        log.start(folder)
        undo.pop_all()
    if wrong:
        ward.note("sign_in_failed", times=wrong)
    if not pin:
        ward.note("sign_in")
    return ward


def recover_ward(folder: Path, name: str, code: str, passphrase: str) -> Ward:
    """Give a person a new passphrase with the recovery code, and open the register for her."""
    lock = files.Lock(folder)
    lock.take()
    try:
        place.bring_keys(folder)
        key_file = keys.read(folder)
        key_file.slot(name)
        key = keys.unlock_by_code(key_file, code)
        place.share_keys(
            folder, key, keys.add_person(folder, key_file, key, name, passphrase), key_file
        )
        Tries(folder, key_file.register).succeed(name)
    finally:
        lock.release()
    ward = open_ward(folder, name, passphrase)
    people.write_secret(ward.book, ward.account.id)
    ward.must_change = False
    ward.note("recovery_used")
    return ward


def create_ward(
    folder: Path,
    *,
    facility: str,
    level: str,
    area: str,
    admin: str,
    passphrase: str,
    training: bool = False,
) -> tuple[Ward, str]:
    """Make a register with its first person; the recovery code is shown once and kept nowhere."""
    if exists(folder):
        raise Refused(_("There is already a register in this folder. Choose another folder."))
    chosen = _level(level)
    guessing.check_passphrase(passphrase, admin, [facility, area])
    with files.explained():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
    files.fit_for_register(folder)
    with ExitStack() as undo:
        lock = files.Lock(folder)
        lock.take()
        undo.callback(lock.release)
        undo.callback(_sweep, folder)
        key_file, key, code = keys.create(folder, admin, passphrase)
        engine = engines.open_file(folder / engines.BOOK_NAME, key, new=True)
        undo.callback(engine.dispose)
        migrate.upgrade(engine)
        kind = {"training": "yes" if training else "no", "made_at": clock.now().isoformat()}
        facts.write_facts(engine, {"register": key_file.register, **kind})
        book = Book(engine)
        account = _first_entries(book, admin, facility, area, chosen)
        ward = _at_work(book, account, folder, key_file, key, lock)
        log.start(folder)
        undo.pop_all()
    return ward, code


def _sweep(folder: Path) -> None:
    """Take away what a set-up that failed has left: there was no register here before it."""
    places = (*folder.glob(f"{keys.NAME}*"), *folder.glob(f"{engines.BOOK_NAME}*"))
    for left in places:
        with suppress(OSError):
            left.unlink()


def _level(code: str) -> FacilityLevel:
    try:
        return FacilityLevel.coded(code)
    except ValueError as error:
        offered = ", ".join(str(one.value) for one in FacilityLevel)
        raise Refused(
            _("“{level}” is no kind of facility. Enter one of: {offered}.").format(
                level=code, offered=offered
            )
        ) from error


def _bring_up(engine: Engine, folder: Path, key_file: keys.KeyFile, key: bytes) -> None:
    """An older book is copied and the copy proven, then it is migrated; a newer one is refused."""
    if migrate.state(engine) is migrate.State.OLDER:
        place.check_builds(engine)
        from maternity.db.backup import Source  # noqa: PLC0415 - after an update alone
        from maternity.ward.copies import before_migration  # noqa: PLC0415

        before_migration(Source(engine, folder, key_file, key))
    migrate.upgrade(engine)
    with explained(), engine.connect() as connection:
        triggers.prove(connection)


def _first_entries(
    book: Book, admin: str, facility: str, area: str, level: FacilityLevel
) -> Account:
    own = Facility(
        name=facility,
        level=level,
        is_own=Answer.YES,
        health_area=area or None,
        return_form=RETURNS.get(level, ReturnForm.NONE),
    )
    account = Account(name=admin, role=Role.HEAD, active=Answer.YES)
    keep(book, [account, own, Settings()], Stamp(admin, clock.now()))
    return account


def _account(book: Book, name: str) -> Account:
    found = [one for one in book.all("account") if isinstance(one, Account) and one.name == name]
    if not found or found[0].active is Answer.NO:
        raise Refused(_("The name and the passphrase do not fit. Check both and type them again."))
    return found[0]


def _at_work(
    book: Book,
    account: Account,
    folder: Path,
    key_file: keys.KeyFile,
    key: bytes,
    lock: files.Lock,
) -> Ward:
    ward = Ward(book, account, folder, lock)
    ward.secrets = (key_file, key)
    ward.must_change = people.is_temporary(book, account.id)
    ward.pins = people.pins(book)
    settings.use(ward.settings())
    recording.begin(ward)
    return ward
