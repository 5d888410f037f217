"""What the API takes and answers about the references of a text (đối chiếu viện dẫn)."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, Field

from api.schemas import Schema
from api.work_schemas import WorkOut
from corpus.resolving import Resolved, Status


class ResolveIn(BaseModel):
    """A text as it is; nothing of it is kept."""

    text: str = Field(
        min_length=1,
        max_length=20_000,
        examples=["Căn cứ khoản 2 Điều 19 Quyết định số 15/2020/QĐ-TTg ngày 24 tháng 4 năm 2020"],
    )


class ResolvedOut(Schema):
    """One reference: where it stands (code points of the text in NFC), what it names, and whether that is held."""

    start: int
    end: int
    text: str
    relation: str = Field(examples=["based_on"])
    document_type: str | None
    reference: str | None
    title: str | None
    issued_on: date | None
    issuer: str | None
    provisions: list[str] = Field(examples=[["dieu:19/khoan:2"]])
    status: Status = Field(
        description="`ambiguous`: several works have that number or title; `unknown`: none has, or none is named."
    )
    works: list[WorkOut]

    @classmethod
    def told(cls, found: Resolved) -> Self:
        """As the corpus found it."""
        citation = found.citation
        return cls(
            start=citation.span.start,
            end=citation.span.end,
            text=citation.text,
            relation=citation.relation,
            document_type=citation.document_type,
            reference=citation.reference,
            title=citation.title,
            issued_on=citation.issued_on,
            issuer=citation.issuer,
            provisions=list(citation.provisions),
            status=found.status,
            works=WorkOut.all_of(found.works),
        )
