"""Doubts (chỗ cần xem lại): fields of a dispatch that were read unsurely, or are missing where one is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from extract.document_types import document_types

SURE = 0.85
"""Confidence below which a person is asked to look."""
CHECKED = (
    "document_type", "reference", "issued_on", "place", "issuer", "issuer_parent", "subject", "urgency", "secrecy",
    "signer_name", "signer_position",
)  # fmt: skip
"""Fields that lists, search and registers go by."""
NEEDED = ("reference", "issued_on", "issuer", "subject")
"""What the register of arrivals has a column for."""


def count_doubts(fields: Mapping[str, Any], decided: Collection[str] = ()) -> int:
    """How many fields of the reading's JSON, or of `Fields`, a person should look at.

    Nothing is missing in a form or an application, which has no number. Where nothing at all was read, all is missing
    that the register has a column for: its line is blank. A decision of a person ends the doubt.
    """
    found = {name: fields.get(name) for name in CHECKED}
    found["issuer"] = found["issuer"] or fields.get("issuer_inferred")
    open_ = [name for name in CHECKED if name not in decided]
    unsure = sum(1 for name in open_ if found[name] and _get(found[name], "confidence") < SURE)
    type_ = found["document_type"]
    official = type_ is None or _get(type_, "value") in {row.slug for row in document_types()}
    return unsure + sum(1 for name in open_ if official and name in NEEDED and not found[name])


def _get(field: Any, name: str) -> Any:
    return field[name] if isinstance(field, Mapping) else getattr(field, name)
