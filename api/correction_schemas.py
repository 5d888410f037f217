"""What the API takes and answers about corrections (hiệu đính)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, Field, JsonValue, StringConstraints

from api.dossier_schemas import BY, Note, Words
from api.schemas import Day, Schema
from corpus.correction import Decision, Status

SingleName = Literal[
    "document_type", "reference", "issued_on", "place", "issuer", "issuer_parent", "subject", "urgency", "secrecy",
    "signer_name", "signer_position", "signer_authority", "archive",
]  # fmt: skip
"""Fields of one value each, which a person may set; number and symbol follow the reference."""
FieldName = SingleName | Literal["addressees", "recipients", "arrival_stamp"]
FIELD_NAMES: tuple[SingleName, ...] = get_args(SingleName)
Value = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class RecipientIn(BaseModel):
    """One line under Nơi nhận: `UBND tỉnh: CT, các PCT (để b/c)`."""

    name: Value
    purpose: Value | None = Field(default=None, examples=["để b/c"])
    members: list[Value] = Field(default_factory=list, max_length=100)


class ArrivalStampIn(BaseModel):
    """The ĐẾN stamp of whoever received the paper; what cannot be read is null."""

    office: Value | None = None
    number: Value | None = None
    date: Day | None = None


class DecisionIn(BaseModel):
    """What a person says of one field of one dispatch."""

    field: FieldName
    status: Status = Field(
        description="`confirmed`: right as read; `corrected`: `value` holds; `rejected`: the document has no such "
        "thing; `withdrawn`: what was read holds again."
    )
    position: int = Field(default=1, ge=1, le=10_000, description="Of the dispatch in its file, from 1.")
    value: Value | list[Value] | list[RecipientIn] | ArrivalStampIn | None = Field(
        default=None,
        description="For `corrected`; a day as 2020-05-20, a type as cong_van; of `addressees` all names, of "
        "`recipients` all lines, of `arrival_stamp` the whole stamp.",
    )
    note: Note | None = None

    def decision(self) -> Decision:
        """As the corpus takes it."""
        value = self.model_dump(mode="json", include={"value"})["value"]
        return Decision(self.position, self.field, self.status, value, self.note)


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
