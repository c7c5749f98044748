"""Why a value is what it is: every rule speaks of fields there are, and names its source."""

from __future__ import annotations

import ast
import inspect
import re

import pytest

from maternity import registers
from maternity.clinical import rules
from maternity.clinical.rules import Rule

COLUMNS = {
    f"{record.register.name}.{name}" for record in registers.ALL for name in record.register.columns
}
MODULES = frozenset({"bodymass", "dating", "deaths", "followup", "robson", "size", "term"})
PLAIN = frozenset(
    {
        *("days_after_end", "hours_after_birth", "age_hours", "age_months", "stay_days"),
        *("mother_age_years", "age_band", "birth_from_age", "within_48h"),
    }
)


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.value)
def test_a_rule_names_its_value_its_inputs_and_its_source(rule: Rule) -> None:
    assert rule.value in COLUMNS
    assert set(rule.inputs) <= COLUMNS
    assert rule.inputs
    assert rule.source
    assert rule.sure in {"A", "B", "C", "K"}
    assert re.fullmatch(r"\d+(\.\d)?|", rule.part)


def test_a_value_has_one_rule_and_what_is_typed_has_none() -> None:
    assert len(rules.BY_VALUE) == len(rules.RULES)
    assert rules.why("newborn.size_for_age") is rules.BY_VALUE["newborn.size_for_age"]
    assert rules.why("newborn.weight_g") is None


def clinical_values() -> set[str]:
    """Every derived value whose own method asks a clinical rule for a class."""
    found = set()
    for record in registers.ALL:
        tree = ast.parse(inspect.getsource(inspect.getmodule(record)))  # type: ignore[arg-type]
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            asked = {
                one.value.id
                for one in ast.walk(node)
                if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name)
            }
            name = f"{record.register.name}.{node.name}"
            if asked & MODULES and name in COLUMNS and node.name not in PLAIN:
                found.add(name)
    return found


def test_every_clinical_value_of_a_register_can_say_why() -> None:
    assert clinical_values() - rules.BY_VALUE.keys() == set()
