"""Files are replaced whole or not at all; faults of the disk are told in sentences."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from maternity import files
from maternity.errors import Refused, Unavailable
from maternity.files import Drive

ON_UNIX = sys.platform != "win32"
OLD, NEW = b"the old content", "Djénéba ɛɔɲŋ".encode()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    file = tmp_path / "Maternité Ségou ɛɔɲŋ" / "registre.cle"
    file.parent.mkdir()
    file.write_bytes(OLD)
    return file


def failing(number: int, times: int = 1_000_000) -> Callable[..., None]:
    """A call of the system that fails so many times, then does what it should."""
    left = [times]
    real = os.replace

    def call(*arguments: Path) -> None:
        if left[0] > 0:
            left[0] -= 1
            raise OSError(number, os.strerror(number))
        if len(arguments) == 2:
            real(*arguments)

    return call


class TestReplacing:
    def test_the_new_content_is_there_and_nothing_beside_it(self, place: Path) -> None:
        files.replace(place, NEW)
        assert place.read_bytes() == NEW
        assert [file.name for file in place.parent.iterdir()] == [place.name]

    def test_a_file_that_was_not_there_is_made(self, place: Path) -> None:
        files.replace(place.with_name("autre"), NEW)
        assert place.with_name("autre").read_bytes() == NEW

    @pytest.mark.skipif(not ON_UNIX, reason="Windows has no such modes")
    def test_a_private_file_is_its_owners_alone_even_over_an_open_one(self, place: Path) -> None:
        place.chmod(0o644)
        files.beside(place).write_bytes(b"left by a cut")
        files.beside(place).chmod(0o666)
        files.replace(place, NEW, private=True)
        assert stat.S_IMODE(place.stat().st_mode) == 0o600

    def test_a_full_disk_leaves_the_old_file_and_says_nothing_is_lost(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(os, "fsync", failing(errno.ENOSPC))
        with pytest.raises(Unavailable, match=r"disk is full\. Nothing"):
            files.replace(place, NEW)
        assert place.read_bytes() == OLD
        assert not files.beside(place).exists()

    @pytest.mark.skipif(not ON_UNIX, reason="Windows has no such limit")
    def test_a_disk_truly_full_leaves_the_old_file(self, place: Path) -> None:
        script = f"""
            import resource, signal
            from pathlib import Path
            from maternity import files
            from maternity.errors import Unavailable
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            try:
                files.replace(Path({str(place)!r}), bytes(5000))
            except Unavailable as error:
                print("told", error.advice)
        """
        told = run(script)
        assert "told" in told
        assert place.read_bytes() == OLD
        assert not files.beside(place).exists()

    def test_what_is_read_back_differently_never_takes_the_place(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Path.read_bytes
        monkeypatch.setattr(
            Path, "read_bytes", lambda file: b"?" if file.suffix == ".part" else real(file)
        )
        with pytest.raises(Unavailable, match="does not answer rightly"):
            files.replace(place, NEW)
        assert place.read_bytes() == OLD

    def test_an_antivirus_that_holds_the_file_a_moment_is_waited_for(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Path, "replace", failing(errno.EACCES, times=3))
        files.replace(place, NEW)
        assert place.read_bytes() == NEW

    def test_an_antivirus_that_never_lets_go_is_told_and_nothing_is_lost(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "RETRY_SECONDS", 0.1)
        monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
        with pytest.raises(Unavailable, match="Writing is not allowed here"):
            files.replace(place, NEW)
        assert place.read_bytes() == OLD

    def test_a_stick_pulled_out_is_told(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(os, "fsync", failing(errno.ENODEV))
        with pytest.raises(Unavailable, match="no longer there"):
            files.replace(place, NEW)

    @pytest.mark.skipif(not ON_UNIX, reason="Windows has no such call")
    def test_content_then_place_then_folder_are_made_durable_in_this_order(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done: list[str] = []
        flush, put = os.fsync, Path.replace

        def flushed(handle: int) -> None:
            done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "content")
            flush(handle)

        def moved(part: Path, target: Path) -> Path:
            done.append("place")
            return put(part, target)

        monkeypatch.setattr(os, "fsync", flushed)
        monkeypatch.setattr(Path, "replace", moved)
        files.replace(place, NEW)
        assert done == ["content", "place", "folder"]
        done.clear()
        files.beside(place).write_bytes(OLD)
        files.settle(place)
        assert (done, place.read_bytes()) == (["content", "place", "folder"], OLD)


class TestFaults:
    @pytest.mark.parametrize("number", sorted(files.SENTENCES))
    def test_each_known_fault_has_a_sentence_and_an_advice(self, number: int) -> None:
        told = files.explain(OSError(number, "x"))
        assert told.words.endswith(".")
        assert told.advice.endswith(".")

    def test_an_unknown_fault_has_one_too(self) -> None:
        assert files.explain(OSError()).words == "The disk does not answer rightly."

    def test_what_windows_calls_a_lack_of_permission_is_told_apart(self) -> None:
        error = PermissionError(errno.EACCES, "x")
        error.winerror = 19  # type: ignore[attr-defined,unused-ignore]
        assert files.explain(error).words == "This place can only be read."

    def test_a_folder_that_is_a_file_is_told(self, place: Path) -> None:
        with pytest.raises(Unavailable, match="A folder of this path is a file"):
            files.replace(place / "inside", NEW)


class TestPlaces:
    def test_this_computers_disk_is_fit(self, tmp_path: Path) -> None:
        assert files.drive(tmp_path) is Drive.FIXED
        files.fit_for_register(tmp_path)

    @pytest.mark.skipif(sys.platform != "linux", reason="Linux tells its mounts in a file")
    @pytest.mark.parametrize(
        ("kind", "found", "words"),
        [
            ("nfs4", Drive.NETWORK, "network drive"),
            ("cifs", Drive.NETWORK, "network drive"),
            ("fuse.sshfs", Drive.NETWORK, "network drive"),
            ("vfat", Drive.FAT, "FAT"),
            ("exfat", Drive.FAT, "FAT"),
        ],
    )
    def test_a_mount_of_another_kind_is_refused(
        self, kind: str, found: Drive, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "la clé" / "registre"
        folder.mkdir(parents=True)
        escaped = str(folder.parent).replace(" ", "\\040")
        mounts = tmp_path / "mounts"
        mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 {escaped} {kind} rw 0 0\n", "utf-8")
        monkeypatch.setattr(files, "MOUNTS", mounts)
        assert files.drive(folder) is found
        assert files.drive(tmp_path) is Drive.FIXED
        with pytest.raises(Refused, match=words):
            files.fit_for_register(folder)

    @pytest.mark.skipif(sys.platform != "linux", reason="Linux tells its disks in files")
    def test_a_stick_is_refused_whatever_its_kind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        number = tmp_path.stat().st_dev
        disk = tmp_path / "block" / "sdb"
        (disk / "sdb1").mkdir(parents=True)
        (tmp_path / f"{os.major(number)}:{os.minor(number)}").symlink_to(disk / "sdb1")
        monkeypatch.setattr(files, "DEVICES", tmp_path)
        (disk / "removable").write_text("0\n")
        assert files.drive(tmp_path) is Drive.FIXED
        (disk / "removable").write_text("1\n")
        assert files.drive(tmp_path / "not made yet") is Drive.REMOVABLE
        with pytest.raises(Refused, match="stick"):
            files.fit_for_register(tmp_path)

    @pytest.mark.parametrize("name", ["OneDrive - Santé", "Dropbox", "Google Drive", "Nextcloud"])
    def test_a_folder_copied_to_the_internet_is_refused(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="Internet"):
            files.fit_for_register(tmp_path / name / "registre")

    def test_a_path_that_would_grow_too_long_is_refused(self, tmp_path: Path) -> None:
        room = files.LONGEST_PATH - files.LONGEST_NAME - 1 - len(str(tmp_path.resolve())) - 1
        files.fit_for_register(tmp_path / ("x" * room))
        with pytest.raises(Refused, match="too long"):
            files.fit_for_register(tmp_path / ("x" * (room + 1)))

    def test_the_free_space_of_a_folder_not_made_yet_is_known(self, tmp_path: Path) -> None:
        assert files.free_space(tmp_path / "a" / "b") > 0


def run(script: str) -> str:
    """What another process of the program says."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
        timeout=60,
    )
    return done.stdout


HOLD = """
    import sys
    from pathlib import Path
    from maternity import files
    from maternity.errors import Refused
    try:
        lock = files.Lock(Path({folder!r}))
        lock.take()
        print("held", flush=True)
        {then}
    except Refused as error:
        print(error.words)
"""


class TestLock:
    def test_a_second_program_is_refused_in_words(self, tmp_path: Path) -> None:
        lock = files.Lock(tmp_path)
        lock.take()
        told = run(HOLD.format(folder=str(tmp_path), then="pass"))
        assert "held" not in told
        assert run(HOLD.format(folder=str(tmp_path), then="pass")) == told
        lock.release()
        assert "held" in run(HOLD.format(folder=str(tmp_path), then="pass"))

    def test_a_second_window_of_the_same_program_is_refused(self, tmp_path: Path) -> None:
        lock = files.Lock(tmp_path)
        lock.take()
        with pytest.raises(Refused, match="already open"):
            files.Lock(tmp_path).take()
        lock.release()
        lock.release()

    def test_a_program_killed_leaves_no_lock_behind(self, tmp_path: Path) -> None:
        script = textwrap.dedent(HOLD.format(folder=str(tmp_path), then="sys.stdin.read()"))
        with subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent,
        ) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"
            with pytest.raises(Refused):
                files.Lock(tmp_path).take()
            other.kill()
        lock = files.Lock(tmp_path)
        lock.take()
        lock.release()

    def test_a_folder_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(Unavailable, match="not there"):
            files.Lock(tmp_path / "gone").take()

    @pytest.mark.skipif(not ON_UNIX, reason="a lock of Linux")
    def test_a_place_that_knows_no_locks_is_not_called_open(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import fcntl

        def refuse(*_arguments: object) -> None:
            raise OSError(errno.ENOLCK, "no locks available")

        monkeypatch.setattr(fcntl, "flock", refuse)
        with pytest.raises(Unavailable):
            files.Lock(tmp_path).take()
