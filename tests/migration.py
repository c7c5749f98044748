"""Write the next migration from what the registers declare (a developer's command).

    python -m tests.migration "delivery: blood loss"

An empty book in memory is brought to the last revision and compared with the registers; the new
script is then read, tidied and committed with the register line that asked for it.
"""

from __future__ import annotations

import sys
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from maternity import paths
from maternity.db import tables


def config(connection: Any) -> Config:
    """Alembic's settings for a connection."""
    made = Config(attributes={"connection": connection, "metadata": tables.metadata})
    made.set_main_option("script_location", str(paths.migrations()))
    return made


def main(message: str) -> None:
    """Write the revision that is missing."""
    scripts = sorted((paths.migrations() / "versions").glob("*.py"))
    number = int(scripts[-1].stem.partition("_")[0]) + 1 if scripts else 1
    with create_engine("sqlite://").connect() as connection:
        settings = config(connection)
        if scripts:
            command.upgrade(settings, "head")
        command.revision(settings, message, autogenerate=True, rev_id=f"{number:04d}")


if __name__ == "__main__":
    main(sys.argv[1])
