"""A book is brought to the form of the program, whole or not at all, on each backend."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, TypeDecorator, inspect, text

from maternity import paths
from maternity.db import migrate, tables
from maternity.errors import Unavailable
from tests.migration import config

BAD = """
revision = "9999"
down_revision = "{head}"
branch_labels = None
depends_on = None
from alembic import op
import sqlalchemy as sa

def upgrade():
    op.add_column("woman", sa.Column("half_way", sa.Text()))
    op.execute("SELECT * FROM nothing_of_that_name")

def downgrade():
    pass
"""


def same_column_type(
    context: MigrationContext, _found: object, _column: object, there: Any, declared: Any
) -> bool | None:
    """Whether a column's type differs, written out for the backend."""
    if not isinstance(declared, TypeDecorator):
        return None
    plain = getattr(declared, "stored", None) or declared.impl_instance
    return bool(there.compile(context.dialect) != plain.compile(context.dialect))


def differences(connection: Connection) -> list[Any]:
    """What a book's form lacks of the registers' declarations."""
    context = MigrationContext.configure(connection, opts={"compare_type": same_column_type})
    return list(compare_metadata(context, tables.metadata))


def test_the_known_head_is_the_last_script() -> None:
    script = ScriptDirectory(str(paths.migrations()))
    assert script.get_current_head() == migrate.HEAD


def test_a_new_book_has_the_form_of_the_registers(empty: Engine) -> None:
    assert migrate.state(empty) is migrate.State.EMPTY
    migrate.upgrade(empty)
    assert migrate.state(empty) is migrate.State.CURRENT
    with empty.connect() as connection:
        assert differences(connection) == []


def test_up_down_and_up_again_leaves_the_same_form(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.connect() as connection, connection.begin():
        command.downgrade(config(connection), "base")
    with empty.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate.upgrade(empty)
    with empty.connect() as connection:
        assert differences(connection) == []


def test_a_newer_book_is_refused_and_left_alone(empty: Engine) -> None:
    migrate.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'f00d'"))
    with pytest.raises(Unavailable, match="newer"):
        migrate.upgrade(empty)


def test_a_failure_in_the_middle_leaves_the_old_form(empty: Engine, tmp_path: Path) -> None:
    migrate.upgrade(empty)
    scripts = tmp_path / "alembic"
    (scripts / "versions").mkdir(parents=True)
    for file in paths.migrations().rglob("*"):
        if file.suffix in {".py", ".mako"} and "__pycache__" not in file.parts:
            target = scripts / file.relative_to(paths.migrations())
            target.write_text(file.read_text("utf-8"), "utf-8")
    (scripts / "versions" / "9999_bad.py").write_text(BAD.format(head=migrate.HEAD), "utf-8")
    with pytest.raises(Exception, match="nothing_of_that_name"):
        migrate.upgrade(empty, script=scripts)
    with empty.connect() as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("woman")]
        assert "half_way" not in columns
    assert migrate.state(empty) is migrate.State.CURRENT


def scripts_with(folder: Path, more: str) -> Path:
    """The revisions of the program, and one more that has a mistake."""
    scripts = folder / "alembic"
    (scripts / "versions").mkdir(parents=True)
    for file in paths.migrations().rglob("*"):
        if file.suffix in {".py", ".mako"} and "__pycache__" not in file.parts:
            target = scripts / file.relative_to(paths.migrations())
            target.write_text(file.read_text("utf-8"), "utf-8")
    told = (scripts / "versions").glob(f"{migrate.HEAD}_*.py")
    file = next(told)
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    return scripts


MISTAKES = {
    "a row is lost": "op.execute(\"DELETE FROM village WHERE name = 'Sikoro'\")",
    "a row is made": (
        'op.execute("INSERT INTO village (id, version, created_at, created_by)'
        " VALUES ('w', 1, '2026-11-26 10:00:00', 'x')\")"
    ),
    "a column too many": "op.add_column('woman', sa.Column('half_way', sa.Text()))",
    "a column is lost": "op.drop_column('village', 'commune')",
    "an index is lost": "op.drop_index('ix_history_entry_version')",
}


def test_an_upgrade_that_loses_or_leaves_something_is_taken_back(
    empty: Engine, tmp_path: Path
) -> None:
    migrate.upgrade(empty, to=sorted(migrate.known_revisions())[-2])
    with empty.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO village (id, version, created_at, created_by, name, in_catchment) "
                "VALUES ('v', 1, '2026-11-26 10:00:00', 'x', 'Sikoro', 'yes')"
            )
        )
    for at, (mistake, act) in enumerate(MISTAKES.items()):
        more = f"\n\nas_it_was = upgrade\n\n\ndef upgrade():\n    as_it_was()\n    {act}\n"
        with pytest.raises(Unavailable, match="has not been touched"):
            migrate.upgrade(empty, script=scripts_with(tmp_path / str(at), more))
        assert migrate.state(empty) is migrate.State.OLDER, mistake
        with empty.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM village")) == 1
    migrate.upgrade(empty)
    assert migrate.state(empty) is migrate.State.CURRENT


def test_revisions_import_nothing_of_ours() -> None:
    for file in (paths.migrations() / "versions").glob("*.py"):
        assert not re.search(r"^\s*(from|import) maternity", file.read_text("utf-8"), re.MULTILINE)


def test_what_a_revision_drops_says_why() -> None:
    for file in (paths.migrations() / "versions").glob("*.py"):
        upgrade = file.read_text("utf-8").partition("def downgrade")[0]
        for line in upgrade.splitlines():
            if "drop_column" in line or "drop_table" in line:
                assert "# loses:" in line, f"{file.name}: {line.strip()}"
