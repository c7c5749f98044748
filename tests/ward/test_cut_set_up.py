"""A set-up that is cut off by a kill, wherever it stands, leaves a folder that can be used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from maternity.db import keys
from maternity.ward import create_ward, exists, open_ward
from tests.ward_fixtures import CHEAP, NAME, PASSPHRASE

KILLED = """
import os, sys
from pathlib import Path
from maternity import files
from maternity.db import keys, migrate
from maternity.ward import opening

keys.COST = keys.Cost(memory=1024, passes=1)
PLACES = {
    "before the tables": (migrate, "upgrade", True),
    "before the key file": (keys, "save", True),
    "after the key file": (keys, "save", False),
    "after it has its name": (files, "put_in_place", False),
}

def cut(where):
    owner, name, before = PLACES[where]
    real = getattr(owner, name)
    def killed(*told, **named):
        if not before:
            real(*told, **named)
        os._exit(137)
    setattr(owner, name, killed)

folder, name, passphrase = sys.argv[1:]
for at, where in enumerate(PLACES):
    child = os.fork()
    if child == 0:
        cut(where)
        opening.create_ward(
            Path(folder) / str(at), facility="CSCom", level="cscom", area="K",
            admin=name, passphrase=passphrase,
        )
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137, where
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is forked to be cut")
def test_a_set_up_cut_off_anywhere_is_begun_anew_or_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [sys.executable, "-c", KILLED, str(tmp_path), NAME, PASSPHRASE]
    subprocess.run(told, check=True, timeout=120)
    monkeypatch.setattr(keys, "COST", CHEAP)
    there = [exists(tmp_path / str(at)) for at in range(4)]
    assert there == [False, False, False, True]
    for at in range(3):
        left = [one.name for one in (tmp_path / str(at)).iterdir()]
        assert "registre.making" in left, (at, left)
        ward, _code = create_ward(
            tmp_path / str(at),
            facility="CSCom",
            level="cscom",
            area="K",
            admin=NAME,
            passphrase=PASSPHRASE,
        )
        ward.close()
        assert not list((tmp_path / str(at)).glob("registre.making*")), at
    for at in range(4):
        open_ward(tmp_path / str(at), NAME, PASSPHRASE).close()
