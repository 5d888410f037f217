"""What the API takes and answers about corrections (hiệu đính)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field, JsonValue, StringConstraints

from api.dossier_schemas import BY, Note, Words
from api.schemas import Schema
from corpus.correction import Decision, Status

FieldName = Literal[
    "document_type", "reference", "issued_on", "place", "issuer", "issuer_parent", "subject", "urgency", "secrecy",
    "signer_name", "signer_position", "signer_authority", "archive",
]  # fmt: skip
"""Fields of one value each, which a person may set; number and symbol follow the reference."""
FIELD_NAMES: tuple[FieldName, ...] = get_args(FieldName)
Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class DecisionIn(BaseModel):
    """What a person says of one field of one dispatch."""

    field: FieldName
    status: Status = Field(
        description="`confirmed`: right as read; `corrected`: `value` holds; `rejected`: the document has no such "
        "thing; `withdrawn`: what was read holds again."
    )
    position: int = Field(default=1, ge=1, le=10_000, description="Of the dispatch in its file, from 1.")
    value: Value | None = Field(default=None, description="For `corrected`; a day as 2020-05-20, a type as cong_van.")
    note: Note | None = None

    def decision(self) -> Decision:
        """As the corpus takes it."""
        return Decision(self.position, self.field, self.status, self.value, self.note)


class CorrectionsIn(BaseModel):
    """Decisions that hold together or not at all."""

    by: Words = BY
    decisions: list[DecisionIn] = Field(min_length=1, max_length=500)
    version: int | None = Field(default=None, description="Refused if the document is no longer at this version.")


class CorrectionOut(Schema):
    """One decision; `old` is what was read."""

    id: str
    position: int
    field: str
    status: Status
    old: JsonValue
    new: JsonValue
    by: str
    at: datetime
    note: str | None
