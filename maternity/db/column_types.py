"""How values stand in a column: through their field, exact decimals, small tables as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import TypeDecorator, types

from maternity.fields import Field


class _Restored(dict[Any, Any]):
    """Stored form -> value, worked out once: choices, moments and lists never change."""

    def __init__(self, field: Field) -> None:
        super().__init__({None: None})
        self.field = field

    def __missing__(self, stored: Any) -> Any:
        if len(self) >= MOST_RESTORED:
            self.clear()
            self[None] = None
        value = self[stored] = self.field.restore(stored)
        return value


MOST_RESTORED = 20_000
"""Values remembered for one field; then it begins anew."""


class Through(TypeDecorator[Any]):
    """A column that holds a field's value as the field stores and restores it."""

    impl = types.Text
    cache_ok = True

    def __init__(self, field: Field, stored: types.TypeEngine[Any]) -> None:
        super().__init__()
        self.field, self.stored = field, stored
        self.restored = _Restored(field)

    def load_dialect_impl(self, dialect: Any) -> types.TypeEngine[Any]:
        """The plain type below."""
        return dialect.type_descriptor(self.stored)  # type: ignore[no-any-return]

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        """The stored form."""
        return value if value is None or isinstance(value, str) else self.field.store(value)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        """The value itself, by a plain look-up: lists have many cells."""
        return self.restored.__getitem__


PLACES = 1_000_000
"""Decimals are kept exactly to this part: no more are read (see `reading.decimal`)."""


@lru_cache(maxsize=MOST_RESTORED)
def _exact(value: int | None) -> Decimal | None:
    if value is None:
        return None
    number = (Decimal(value) / PLACES).normalize()
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number


def _facts(value: str | None) -> Any:
    return None if value is None else json.loads(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal kept exactly: millionths in a whole number, so that it sorts as it counts."""

    impl = types.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> int | None:
        """The number of millionths; never rounded."""
        if value is None:
            return None
        scaled = Decimal(str(value)) * PLACES
        if scaled != int(scaled):
            raise ValueError("more decimals than a column keeps")
        return int(scaled)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Decimal | None]:
        """The decimal, without needless zeros."""
        return _exact


class Json(TypeDecorator[Any]):
    """A small table of facts kept as text."""

    impl = types.Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """As text."""
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def result_processor(self, dialect: Any, coltype: Any) -> Callable[[Any], Any]:
        """As it was."""
        return _facts
