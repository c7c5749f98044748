"""Try every cut of every scenario, and the disk that lies.

    python -m tests.powercut [--only births,stick,opening,renewal] [--most N]

About a quarter of an hour on two cores; needs strace. The answer is 1 when a promise was broken,
when fewer than 10,000 disks were tried of all scenarios, or when the disk that ignores every
flush is not caught.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.powercut import scenarios

ALL = ("births", "stick", "opening", "renewal")
LEAST = 10_000
LYING = 3000


def main() -> int:
    """Record, try, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.powercut")
    parser.add_argument("--only", default=",".join(ALL))
    parser.add_argument("--most", type=int, default=0)
    asked = parser.parse_args()
    total = bad = 0
    lies = False
    with tempfile.TemporaryDirectory(prefix="maternity-cuts-") as folder:
        for name in asked.only.split(","):
            made = scenarios.recorded(Path(folder), name)
            print(f"\n{name}: {len(made.events)} events", flush=True)
            report = scenarios.judged(made, most=asked.most)
            print("\n".join([report.text(), *report.examples]), flush=True)
            total, bad = total + report.total, bad + report.bad()
            if name == "births":
                control = scenarios.judged(made, ignore_flush=True, most=LYING)
                lies = all(control.bad([model]) for model in ("drop", "subset", "torn"))
                print("the same, every flush ignored:", control.text(), sep="\n", flush=True)
    enough = bool(asked.most) or asked.only != ",".join(ALL) or total >= LEAST
    caught = lies or "births" not in asked.only
    print(f"\n{total} disks, {bad} bad; the lying disk is {'caught' if caught else 'NOT CAUGHT'}")
    return 0 if not bad and enough and caught else 1


if __name__ == "__main__":
    sys.exit(main())
