"""No image of the program's memory is left on the disk."""

from __future__ import annotations

import subprocess
import sys

import pytest

CODE = """
import resource
from maternity.__main__ import main
main(["--version"])
print(resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no core files")
def test_no_dump_of_the_memory_may_be_written() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "(0, 0)"
