"""Opening a register and making a new one: from the lock of the folder to the person at it.

Stops at the first step that fails, says which, and writes nothing (reference: safety, part 5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from maternity import chosen, clock, files, log
from maternity.db import engine as engines
from maternity.db import facts, guessing, keys, migrate, people, triggers, untold
from maternity.db.audit import Event
from maternity.db.book import Book
from maternity.db.faults import explained
from maternity.db.saving import Stamp, keep
from maternity.db.watching import Step
from maternity.errors import Refused, Unavailable
from maternity.fields import Answer
from maternity.i18n import _
from maternity.people import Account, Role
from maternity.registers.facility import Facility, FacilityLevel
from maternity.registers.lists import ReturnForm
from maternity.settings import Settings
from maternity.ward import emergency, former, in_force, place, recording, vouching
from maternity.ward.door import MAKING, check_keys, exists, is_unfinished
from maternity.ward.locking import Locked
from maternity.ward.tries import Tries
from maternity.ward.ward import Ward

if TYPE_CHECKING:
    from sqlalchemy import Engine

RETURNS = {FacilityLevel.CSCOM: ReturnForm.RMA_CSCOM, FacilityLevel.CSREF: ReturnForm.RMA_CSREF}


def open_ward(
    folder: Path, name: str, passphrase: str, step: Step | None = None, *, moved: bool = False
) -> Ward:
    """Open the register of a folder for a person; refused or unavailable in whole sentences.

    `moved` opens one that went elsewhere too, for the end of a move that was cut off.
    """

    def unlock(key_file: keys.KeyFile) -> bytes:
        return keys.unlock(key_file, name, passphrase)

    return _opened(folder, name, unlock, step=step, moved=moved)


def reopen_ward(locked: Locked, name: str, pin: str, step: Step | None = None) -> Ward:
    """Open a locked register again with a person's PIN; the data key comes out of its envelope.

    Every page was read within the half day that a PIN is good for: she waits for no second time.
    """

    def unlock(key_file: keys.KeyFile) -> bytes:
        key_file.slot(name)
        return keys.unlock_by_pin(key_file, locked.slot(name), pin)

    ward = _opened(locked.folder, name, unlock, pin=True, step=step)
    ward.passphrase_at = locked.since
    ward.note("unlock" if name == locked.person else "switch", before=locked.person)
    return ward


def _opened(
    folder: Path,
    name: str,
    unlock: Callable[[keys.KeyFile], bytes],
    *,
    pin: bool = False,
    step: Step | None = None,
    moved: bool = False,
) -> Ward:
    with ExitStack() as undo:
        lock = files.Lock(folder)
        check_keys(folder)
        consulting = consulted(folder)
        if not consulting:
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
        engine = place.open_book(folder, key, consulting=consulting)
        undo.callback(engine.dispose)
        facts.right_book(engine, key_file.register, step, pages=not pin)
        key_file = place.same_keys(engine, folder, key_file, key, unlock)
        book = Book(engine)
        place.look_whether_moved(engine, moved=moved)
        _bring_up(engine, folder, key_file, key)
        account = _account(book, name)
        ward = _at_work(book, account, folder, key_file, key, lock)
        log.start(folder)
        undo.pop_all()
    _tell_tries(ward, wrong, tries.untold(key_file.names()))
    if not pin:
        ward.note("sign_in")
    return ward


def _tell_tries(ward: Ward, wrong: int, of_others: dict[str, int]) -> None:
    """The wrong tries before this signing-in: her own, and under a colleague's name."""
    if wrong:
        ward.note("sign_in_failed", times=wrong)
    for other, times in of_others.items():
        ward.note("sign_in_failed", person=other, times=times)


def consulted(folder: Path) -> bool:
    """Whether a register can be consulted only: its disk, folder or file takes no writing."""
    return any(files.can_only_be_read(one) for one in (folder, folder / engines.BOOK_NAME))


def recover_ward(folder: Path, name: str, code: str, passphrase: str) -> Ward:
    """Give a person a new passphrase with the recovery code, and open the register for her."""
    lock = files.Lock(folder)
    lock.take()
    try:
        place.bring_keys(folder)
        key_file = keys.read(folder)
        key_file.slot(name)
        key = keys.unlock_by_code(key_file, code)
        _check_new(folder, key, name, passphrase)
        place.share_keys(
            folder, key, keys.add_person(folder, key_file, key, name, passphrase), key_file
        )
        Tries(folder, key_file.register).succeed(name)
    finally:
        lock.release()
    ward = open_ward(folder, name, passphrase)
    people.write_secret(ward.book, ward.account.id)
    ward.must_change = ward.unvouched = False
    ward.note("recovery_used")
    return ward


def _check_new(folder: Path, key: bytes, name: str, passphrase: str) -> None:
    """Refuse a passphrase that is easily guessed there, or was hers; in a register of any form."""
    engine = place.open_book(folder, key)
    try:
        former.check_new(engine, name, passphrase, facts.ward_words(engine))
    finally:
        engine.dispose()


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
        raise _there_is_one()
    chosen = _level(level)
    guessing.check_passphrase(passphrase, admin, [facility, area])
    _make_room(folder)
    with ExitStack() as undo:
        lock = files.Lock(folder)
        lock.take()
        undo.callback(lock.release)
        if is_unfinished(folder):
            _sweep(folder)
        if exists(folder):  # another window made it meanwhile
            raise _there_is_one()
        undo.callback(_sweep, folder)
        key_file, key, code = keys.made(admin, passphrase)
        with _new_file(folder / MAKING, key) as engine:
            migrate.upgrade(engine)
            _write_facts(engine, key_file.register, training=training)
            _first_entries(Book(engine), admin, facility, area, chosen)
        key_file = keys.save(folder, key_file, key)
        files.put_in_place(folder / MAKING, folder / engines.BOOK_NAME)
        engine = engines.open_file(folder / engines.BOOK_NAME, key)
        undo.callback(engine.dispose)
        book = Book(engine)
        ward = _at_work(book, _account(book, admin), folder, key_file, key, lock)
        log.start(folder)
        undo.pop_all()
    return ward, code


def _make_room(folder: Path) -> None:
    chosen.make_folder(folder)
    files.fit_for_register(folder)


def _there_is_one() -> Refused:
    return Refused(_("There is already a register in this folder. Choose another folder."))


@contextmanager
def _new_file(place: Path, key: bytes) -> Iterator[Engine]:
    """An empty register file, closed again when it is filled."""
    engine = engines.open_file(place, key, new=True)
    try:
        yield engine
    finally:
        engine.dispose()
    with suppress(OSError):  # closed, its journal holds nothing any more
        place.with_name(f"{place.name}-journal").unlink(missing_ok=True)


def _write_facts(engine: Engine, register: str, *, training: bool) -> None:
    kind = "yes" if training else "no"
    made_at = clock.now().isoformat()
    facts.write_facts(engine, {"register": register, "training": kind, "made_at": made_at})


def _sweep(folder: Path) -> None:
    """Take away what a set-up that failed has left: there was no register here before it.

    What tells that it was one goes last: cut off here, it is swept again.
    """
    for name in (keys.NAME, engines.BOOK_NAME, MAKING):
        for left in folder.glob(f"{name}*"):
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

        made = before_migration(Source(engine, folder, key_file, key))
        about = [Event("backup", facts={"sequence": one.header.sequence}) for one in made]
        untold.keep(engine, about)
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
    vouching.begin(ward)
    ward.pins = people.pins(book)
    in_force.begin(ward)
    recording.begin(ward)
    with suppress(Unavailable):  # a full disk keeps nobody from the register
        emergency.begin(ward)
        place.bring_files(ward)
    return ward
