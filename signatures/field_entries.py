"""Entries by which readers draw a field themselves (cách vẽ ô biểu mẫu): font and colour, alignment, kind of box."""

from __future__ import annotations

from typing import Any

from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonSpec
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    BaseFieldModificationRule,
    GenericFieldModificationRule,
    SigFieldModificationRule,
)

from signatures.objects import Dict, entry

DRAWN_BY = ("/DA", "/Q")
DRAWN_BITS = (13, 14, 16, 17, 18, 21, 22, 25, 26)
"""Flags that make another box of a field: several lines, stars in place of letters, radio or push button, open list,
file name, several lines chosen, a comb of cells, marked-up text (ISO 32000-2, tables 227, 229, 231 and 233)."""
DRAWN_FLAGS = sum(1 << bit - 1 for bit in DRAWN_BITS)
IDLE = frozenset({"/MK"})


def is_drawn_otherwise(before: Dict, after: Dict) -> bool:
    """Whether a reader that draws the field by its value would draw it otherwise: in white, say, or as stars."""
    if any(entry(before, key) != entry(after, key) for key in DRAWN_BY):
        return True
    return bool((_flags(before) ^ _flags(after)) & DRAWN_FLAGS)


def idle_entries(before: Any, after: Any) -> frozenset[str]:
    """Entries that say nothing, neither before nor after: an empty `/MK`, as some programs put into what they fill."""
    return frozenset(key for key in IDLE if _says_nothing(before, key) and _says_nothing(after, key))


class _IdleEntries(BaseFieldModificationRule):
    """Entries that say nothing may come and go."""

    def compare_fields(self, spec: FieldComparisonSpec) -> bool:
        idle = idle_entries(spec.old_field, spec.new_field)
        rule = BaseFieldModificationRule(
            always_modifiable=self.always_modifiable | idle, value_update_keys=self.value_update_keys | idle
        )
        return rule.compare_fields(spec)


class FilledFields(_IdleEntries, GenericFieldModificationRule):
    """pyHanko's rule for fields that are filled in."""


class SignedFields(_IdleEntries, SigFieldModificationRule):
    """pyHanko's rule for fields that are signed."""


def _says_nothing(owner: Any, key: str) -> bool:
    value = entry(owner, key)
    return value is None or (isinstance(value, Dict) and not value)


def _flags(field: Dict) -> int:
    found = entry(field, "/Ff", 0)
    return int(found) if isinstance(found, int) else 0
