"""What the API answers (lược đồ): plain JSON, snake_case; times ISO 8601 with zone, offsets in Unicode code points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from corpus.document import Resolution

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day(value: object) -> object:
    """Only `2020-05-20`: a bare number would pass for seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise PydanticCustomError("date_parsing", "A date such as 2020-05-20 is expected.")


Day = Annotated[date, BeforeValidator(_day)]
"""A day somebody gives us."""
T = TypeVar("T")
V = TypeVar("V", bound="Schema")


class Schema(BaseModel):
    """Made from the corpus's values, by the names of their attributes."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)

    @classmethod
    def of(cls, value: object) -> Self:
        """The schema of a value."""
        return cls.model_validate(value)

    @classmethod
    def all_of(cls, values: Iterable[object]) -> list[Self]:
        """The schemas of many."""
        return [cls.of(value) for value in values]


class Listing(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T]
    next_cursor: str | None = Field(
        default=None, description="Hand it back as `cursor` for the next page; null on the last."
    )
    has_more: bool = False
    total: int | None = Field(default=None, description="Of the whole list; only where `count=true` was asked for.")

    @classmethod
    def page(cls, kind: type[V], page: Any) -> Listing[V]:
        """A page of the corpus as a list of that schema."""
        items = kind.all_of(page.items)
        return Listing[V](items=items, next_cursor=page.next_cursor, has_more=page.has_more, total=page.total)


class FieldError(BaseModel):
    """One parameter that is missing or wrong."""

    pointer: str = Field(examples=["/query/limit"])
    code: str = Field(examples=["less_than_equal"])
    message: str = Field(examples=["Không được quá 200."])


class ProblemDetails(BaseModel):
    """RFC 9457; every type is documented at `/problems`."""

    type: str = Field(examples=["urn:vanthu:problem:not_found"])
    title: str = Field(
        description="The same for every problem of this type, in the language of Accept-Language.",
        examples=["Không tìm thấy"],
    )
    status: int = Field(examples=[404])
    detail: str = Field(description="In the language of Accept-Language, vi or en.", examples=["Không tìm thấy."])
    instance: str = Field(description="The id of the request.", examples=["req_0f2c4b6a8d1e3f5a7b9c0d1e"])
    code: str = Field(description="The last part of `type`.", examples=["not_found"])
    errors: list[FieldError] = Field(default_factory=list)


class DispatchOut(Schema):
    """One dispatch of a document, by the fields lists are made of."""

    id: str
    position: int
    first_page: int
    last_page: int
    document_type: str | None = Field(default=None, examples=["cong_van"])
    reference: str | None = Field(default=None, examples=["3951/VPCP-KSTT"])
    number: str | None = None
    symbol: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    issuer_parent: str | None = None
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    signer_name: str | None = None
    signer_position: str | None = None
    anomalies: int = 0
    severity: Literal["info", "warning", "error"] | None = None
    work_id: str | None = Field(default=None, description="The work it is; see `/works/{work_id}/graph`.")
    doubts: int = Field(default=0, description="Fields a person should look at: unsure or missing, undecided.")


class DocumentSummary(Schema):
    """A line of the register: a file and its dispatches."""

    id: str = Field(examples=["doc_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    name: str
    path: str
    sha256: str
    media_type: str
    bytes: int
    page_count: int | None
    batch_id: str
    item_id: str
    registered_at: datetime
    integrity: str | None = Field(description="intact, changed, broken, unsigned or unreadable.")
    verdict: str | None = Field(description="passed, indeterminate, failed, unsigned or unreadable.")
    signatures: int
    anomalies: int
    version: int
    arrival_number: int | None = Field(default=None, description="Số đến; null while none is given, or it was voided.")
    arrival_year: int | None = None
    awaits_revocation: bool = Field(
        default=False,
        description="Of an indeterminate verdict: the signatures are intact and trusted, and only revocation is open.",
    )
    dispatches: list[DispatchOut]


class CitationOut(Schema):
    """A citation and what it was resolved to; `start` and `end` count code points of the canonical text."""

    id: str
    document_id: str
    dispatch_id: str
    start: int
    end: int
    page: int | None
    text: str
    kind: str
    relation: str
    document_type: str | None
    reference: str | None
    title: str | None
    issued_on: date | None
    issuer: str | None
    provisions: list[str]
    key: str | None
    confidence: float
    resolution: Resolution
    held_by: str | None = Field(description="The document that is the cited work, where it is held.")
    candidates: list[str]


class DocumentOut(DocumentSummary):
    """A document with all that was read from it."""

    reading: dict[str, JsonValue] = Field(
        description="The reading: source, pages, dispatches with fields, citations, anomalies; signatures."
    )
    citations: list[CitationOut]
    suspects: list[str] = Field(
        description="Other documents of the same number, symbol, issuer and date, which it may be a duplicate of."
    )
    links: dict[str, str]


class PasswordIn(BaseModel):
    """What opens an encrypted document."""

    password: str = Field(description="Held in memory only.", min_length=1, max_length=1000, examples=["2026-ks"])


class EventOut(Schema):
    """One line of the event log; thin: ask for the rest by the ids in `data`."""

    id: str
    type: str = Field(examples=["document.registered"])
    at: datetime
    data: dict[str, JsonValue]


class Check(BaseModel):
    """One thing the service needs; `degraded` does not stop it."""

    name: Literal["database", "originals", "index", "engine", "jobs", "ocr", "trust"]
    status: Literal["ok", "degraded", "failed"]
    detail: str


class Health(BaseModel):
    """Whether the service can do its work: `failed` (503) when one check failed."""

    status: Literal["ok", "degraded", "failed"]
    version: str
    checks: list[Check]
