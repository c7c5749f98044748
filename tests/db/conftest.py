"""Every database test runs on each backend: the encrypted file, and PostgreSQL where it is."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from maternity import clock
from maternity.db import engine as engines
from maternity.db import migrate
from maternity.db.book import Book
from tests.ward_fixtures import FixedClock

SERVER = os.environ.get("MATERNITY_TEST_POSTGRESQL", "")
ON = ["file", *(["postgresql"] if SERVER else [])]


@pytest.fixture(params=ON)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty book on each backend."""
    if request.param == "file":
        engine = engines.open_file(tmp_path / engines.BOOK_NAME, bytes(range(32)), new=True)
        yield engine
        engine.dispose()
        return
    name = f"ward_{uuid.uuid4().hex}"
    admin = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = engines.open_url(
        make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    )
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.dispose()


@pytest.fixture
def book(empty: Engine) -> Iterator[Book]:
    """A book at the last revision, on a day in November 2026."""
    migrate.upgrade(empty)
    with clock.use(FixedClock()):
        yield Book(empty)
