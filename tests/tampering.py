"""Writing past the program, as somebody with the key and other tools could."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from maternity.db import triggers


@contextmanager
def tools(engine: Engine) -> Iterator[Connection]:
    """A connection without the net; the net is set again, as a careful hand would."""
    with engine.begin() as connection:
        triggers.clear(connection)
        yield connection
        triggers.install(connection)
