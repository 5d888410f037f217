"""What a signature permits to happen afterwards: DocMDP, FieldMDP and field locks (ISO 32000-2, 12.7.5.5 and 12.8.2).

Where a signature says it more than once, and perhaps not the same, the strictest word counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm

from signatures.document import PARSE_ERRORS
from signatures.field import SignatureField
from signatures.objects import Dict, entry, items


@dataclass(frozen=True, slots=True)
class Permissions:
    """`level` None means an approval signature that says nothing; `problem` an unreadable restriction."""

    level: MDPPerm | None = None
    fields: FieldMDPSpec | None = None
    problem: str | None = None
    notes: bool = False
    """Whether notes may be added: by its own word, or that of the certification before it."""


@dataclass(frozen=True)
class FieldLocks(FieldMDPSpec):
    """Several locks at once: what any of them locks is locked."""

    parts: tuple[FieldMDPSpec, ...] = ()

    def is_locked(self, field_name: str) -> bool:
        """Whether any lock has the field."""
        return any(part.is_locked(field_name) for part in self.parts)


def read_permissions(field: SignatureField) -> Permissions:
    """DocMDP and FieldMDP of the signature, and the lock of its field. Never raises."""
    try:
        lock = entry(field.dictionary, "/Lock")
        levels = [MDPPerm(int(entry(item, "/P", 2))) for item in _transforms(field.value, "/DocMDP")]
        levels += [MDPPerm(int(lock["/P"]))] if isinstance(lock, Dict) and "/P" in lock else []
        locks = [FieldMDPSpec.from_pdf_object(item) for item in _transforms(field.value, "/FieldMDP")]
        locks += [FieldMDPSpec.from_pdf_object(lock)] if isinstance(lock, Dict) and "/Action" in lock else []
        level = min(levels, key=lambda item: item.value, default=None)
        return Permissions(level, _together(locks), notes=level == MDPPerm.ANNOTATE)
    except PARSE_ERRORS as error:
        return Permissions(None, None, f"{type(error).__name__}: {error}")


def _together(locks: list[FieldMDPSpec]) -> FieldMDPSpec | None:
    if len(locks) > 1:
        return FieldLocks(FieldMDPAction.INCLUDE, [], tuple(locks))
    return locks[0] if locks else None


def _transforms(value: Any, method: str) -> Iterator[Dict]:
    """The parameters of every reference with this method; some writers give one reference without a list."""
    for reference in items(value, "/Reference") or [entry(value, "/Reference")]:
        if entry(reference, "/TransformMethod") == method:
            parameters = entry(reference, "/TransformParams")
            yield parameters if isinstance(parameters, Dict) else Dict()
