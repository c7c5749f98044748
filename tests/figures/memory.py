"""The memory that unlocking takes, in a process of its own: figure 30."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from maternity.db import keys
from maternity.ward.demo import NAME
from tests.bench import copying, trail, volume
from tests.figures.told import Told

MOST_MIB = 64


def peak_mb() -> float:
    """The most memory this program ever had, in MiB; what started it does not count."""
    told = Path("/proc/self/status").read_text("utf-8")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def child(place: Path) -> None:
    """Open the register of 100 MB once everything is loaded; tell how far the peak rose."""
    from maternity.db import wrapping
    from maternity.ward import door, open_ward
    from tests.bench import volume

    key_file = keys.read(place)
    door.people_of(place)
    wrapping.derived(b"x", "loaded")
    before = peak_mb()
    keys.unlock(key_file, NAME, volume.PASSPHRASE)
    derived = peak_mb()
    open_ward(place, NAME, volume.PASSPHRASE).close()
    sys.stdout.write(f"{derived - before} {peak_mb() - before}")


def measured(cache: Path, scratch: Path) -> Told:
    """How much the peak rises when a passphrase opens the register, sealed at today's cost."""
    place = shutil.copytree(trail.made(cache, copying.BIRTHS_100_MB), scratch / "memory")
    ward = volume.opened(place)
    ward.change_passphrase("calebasse mil karité fleuve")
    ward.change_passphrase(volume.PASSPHRASE)
    ward.close()
    command = [sys.executable, "-m", "tests.figures.memory", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    derived, whole = (float(one) for one in done.stdout.split())
    cost = keys.COST.memory // 1024
    words = f"memory at unlock ({derived:.0f} of it derive the key, which asks for {cost})"
    return Told(30, words, f"{whole:.0f} MiB", f"<= {MOST_MIB} MiB", whole <= MOST_MIB)


if __name__ == "__main__":
    child(Path(sys.argv[1]))
