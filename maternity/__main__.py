"""Start-up: the one place where everything is put together; screen or command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import maternity
from maternity.privacy import no_dumps

OF_THE_WINDOW = frozenset({"--data", "--language", "--text"})
"""Options of the window that have a value."""


def names_a_command(given: Sequence[str]) -> bool:
    """Whether the arguments are for the command line: they name a command, or ask for its help."""
    values = {at + 1 for at, one in enumerate(given) if one in OF_THE_WINDOW}
    words = [one for at, one in enumerate(given) if at not in values]
    return any(not one.startswith("-") or one in {"-h", "--help"} for one in words)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run a command when one is named; the answer is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    no_dumps()
    if given in (["--version"], ["-V"]):
        sys.stdout.write(f"maternity {maternity.__version__}\n")
        return 0
    if given[:1] == ["--previous"]:
        given[0] = "previous"
    if names_a_command(given):
        from maternity import cli  # noqa: PLC0415 - no screen is loaded for a command

        sys.excepthook = cli.our_fault
        return cli.main(given)
    from maternity.ui.program import run  # noqa: PLC0415 - and no command for a screen

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
