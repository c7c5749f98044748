"""How migrations run: from the program, on the connection it hands over.

A developer writes the next one against an empty book in memory at the last revision:

    python -m tests.migration "delivery: blood loss"
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import context


def plain_type(kind: str, item: Any, _autogen_context: Any) -> Any:
    """Write a column's type as SQLAlchemy's own: revisions must run in ten years."""
    if kind != "type":
        return False
    plain = getattr(item, "stored", None) or getattr(item, "impl", item)
    if isinstance(plain, sa.String) and plain._variant_mapping:  # noqa: SLF001 - no other way
        size = plain.length
        sorted_so = f'sa.String({size}, collation="C")'
        return f'sa.String({size}).with_variant({sorted_so}, "postgresql")'
    return f"sa.{plain!r}" if isinstance(item, sa.TypeDecorator) else False


connection = context.config.attributes["connection"]
metadata = context.config.attributes.get("metadata")
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    render_item=plain_type,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
