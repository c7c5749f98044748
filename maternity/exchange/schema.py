"""The catalogue of registers and fields as plain data, for helpers and other programs."""

from __future__ import annotations

import csv
import io
from typing import Any

from maternity import registers
from maternity.fields import KINDS, Field, Link
from maternity.i18n import in_language
from maternity.records import Column, Register


def catalogue() -> dict[str, Any]:
    """Every register with its fields, as the dictionary names them."""
    return {"registers": [_register(cls.register) for cls in registers.ALL]}


def _register(about: Register) -> dict[str, Any]:
    return {
        "name": about.name,
        "label_fr": in_language(about.label, "register", "fr"),
        "label_en": about.label,
        "fields": [_field(about, column) for column in about.columns.values()],
    }


def _field(about: Register, column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "kind": column.kind,
        "unit": column.unit,
        "label_fr": in_language(column.label, about.name, "fr"),
        "label_en": column.label,
        "help_fr": in_language(column.help, about.name, "fr"),
        "help_en": column.help,
        "sensitive": column.sensitive,
        "paper_column": column.paper,
        "choices": _choices(column),
        "computed": not isinstance(column, Field) or column.computed,
    }
    if isinstance(column, Field):
        found |= _typed(column)
    return found


def _typed(field: Field) -> dict[str, Any]:
    return {
        "required": "yes" if field.required is True else field.required or "no",
        "shown_when": field.when,
        "low": field.low,
        "high": field.high,
        "ask_low": field.ask_low,
        "ask_high": field.ask_high,
        "gap": [gap.value for gap in field.gaps],
        "links_to": field.target if isinstance(field, Link) else None,
    }


def _choices(column: Column) -> list[dict[str, str]]:
    offered: Any = getattr(column, "known", None) or getattr(column, "options", None) or ()
    if not offered and column.kind.startswith("yes_no"):
        offered = KINDS[column.kind](label="").offered  # type: ignore[attr-defined]
    return [
        {"code": str(one.value), "label_fr": one.words_in("fr"), "label_en": one.label}
        for one in offered
    ]


HEADS = (
    *("register", "name", "kind", "unit", "choices", "label_fr", "label_en", "required"),
    *("low", "high", "ask_low", "ask_high", "shown_when", "sensitive", "paper_column"),
    *("gap", "computed"),
)


def as_csv() -> str:
    """The catalogue as a table, a field a row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADS)
    for register in catalogue()["registers"]:
        for field in register["fields"]:
            row = {
                **field,
                "register": register["name"],
                "choices": "|".join(choice["code"] for choice in field["choices"]),
                "gap": "|".join(field.get("gap", ())),
                "computed": "yes" if field["computed"] else "",
            }
            writer.writerow(["" if row.get(h) is None else row.get(h, "") for h in HEADS])
    return text.getvalue()
