"""Sentences are tried in English here; French is tried by name where it matters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from maternity import i18n


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)
