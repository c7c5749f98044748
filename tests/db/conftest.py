"""Every database test runs on each backend: the encrypted file, and PostgreSQL where it is."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import make_url

from maternity import clock
from maternity.db import engine as engines
from maternity.db import migrate
from maternity.db.book import Book
from maternity.db.tables import metadata
from tests.ward_fixtures import FixedClock

KEY = bytes(range(32))
SERVER = os.environ.get("MATERNITY_TEST_POSTGRESQL", "")
ON = ["file", *(["postgresql"] if SERVER else [])]


def on_server(database: str) -> Engine:
    """A book on the server."""
    url = make_url(SERVER).set(database=database)
    return engines.open_url(url.render_as_string(hide_password=False))


def told(command: str) -> None:
    """Tell the server something outside a transaction."""
    admin = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(command))
    admin.dispose()


@pytest.fixture(params=ON)
def backend(request: pytest.FixtureRequest) -> str:
    """Where the book lies."""
    return str(request.param)


@pytest.fixture
def empty(backend: str, tmp_path: Path) -> Iterator[Engine]:
    """An empty book on each backend."""
    if backend == "file":
        engine = engines.open_file(tmp_path / engines.BOOK_NAME, KEY, new=True)
        yield engine
        engine.dispose()
        return
    name = f"ward_{uuid.uuid4().hex}"
    told(f"CREATE DATABASE {name}")
    engine = on_server(name)
    yield engine
    engine.dispose()
    told(f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def ready_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new book at the last revision, to be copied."""
    place = tmp_path_factory.mktemp("ready") / engines.BOOK_NAME
    engine = engines.open_file(place, KEY, new=True)
    with clock.use(FixedClock()):
        migrate.upgrade(engine)
    engine.dispose()
    return place


@pytest.fixture(scope="session")
def ready_database() -> Iterator[str]:
    """The name of a book on the server at the last revision, emptied after each test."""
    name = f"ready_{uuid.uuid4().hex}"
    told(f"CREATE DATABASE {name}")
    engine = on_server(name)
    with clock.use(FixedClock()):
        migrate.upgrade(engine)
    engine.dispose()
    yield name
    told(f"DROP DATABASE {name}")


def emptied(engine: Engine) -> None:
    """Take all rows out, whatever links to what."""
    with engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for table in metadata.tables:
            connection.execute(text(f"DELETE FROM {table}"))
        connection.execute(text("SET session_replication_role = DEFAULT"))


@pytest.fixture
def opened(
    backend: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[[], Engine]]:
    """Open the test's own book; on the server again and again, as each computer does."""
    found: list[Engine] = []
    if backend == "file":
        shutil.copy(request.getfixturevalue("ready_file"), tmp_path / engines.BOOK_NAME)
        open_one = partial(engines.open_file, tmp_path / engines.BOOK_NAME, KEY)
    else:
        open_one = partial(on_server, request.getfixturevalue("ready_database"))

    def one_more() -> Engine:
        found.append(open_one())
        return found[-1]

    yield one_more
    for engine in found:
        engine.dispose()
    if backend != "file":
        emptied(one_more())
        found[-1].dispose()


@pytest.fixture
def book(opened: Callable[[], Engine]) -> Iterator[Book]:
    """A book at the last revision, on a day in November 2026."""
    with clock.use(FixedClock()):
        yield Book(opened())
