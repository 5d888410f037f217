"""What a signature permits to happen afterwards: DocMDP, FieldMDP and field locks (ISO 32000-2, 12.8.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from signatures.document import PARSE_ERRORS
from signatures.fields import SignatureField
from signatures.objects import Dict, entry, items


@dataclass(frozen=True, slots=True)
class Permissions:
    """`level` None means an approval signature that says nothing; `problem` an unreadable restriction."""

    level: MDPPerm | None = None
    fields: FieldMDPSpec | None = None
    problem: str | None = None


def read_permissions(field: SignatureField) -> Permissions:
    """DocMDP of the signature, else of its field's lock; FieldMDP of the signature. Never raises."""
    try:
        level = _level(field)
        return Permissions(level, _locked_fields(field))
    except PARSE_ERRORS as error:
        return Permissions(None, None, f"{type(error).__name__}: {error}")


def _level(field: SignatureField) -> MDPPerm | None:
    parameters = _transform(field.value, "/DocMDP")
    if parameters is not None:
        return MDPPerm(int(entry(parameters, "/P", 2)))
    lock = entry(field.dictionary, "/Lock")
    return MDPPerm(int(lock["/P"])) if isinstance(lock, Dict) and "/P" in lock else None


def _locked_fields(field: SignatureField) -> FieldMDPSpec | None:
    parameters = _transform(field.value, "/FieldMDP")
    if not isinstance(parameters, Dict) or "/Action" not in parameters:
        return None
    return FieldMDPSpec.from_pdf_object(parameters)


def _transform(value: Any, method: str) -> Dict | None:
    for reference in items(value, "/Reference"):
        if entry(reference, "/TransformMethod") == method:
            parameters = entry(reference, "/TransformParams")
            return parameters if isinstance(parameters, Dict) else Dict()
    return None
