"""Agencies (cơ quan): in office when, taken over by whom, and the names that mean one body."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.deps import SAME_SITE, CorpusDep
from api.dossier_schemas import BY, Words
from api.schemas import Day, Listing, Schema

router = APIRouter(prefix="/agencies", tags=["agencies"])
Names = Annotated[list[Words], Field(max_length=50)]


class AgencyOut(Schema):
    """One agency; validity in days, both ends in office."""

    id: str = Field(examples=["bo-tai-chinh"])
    name: str
    kind: str
    aliases: list[str]
    symbols: list[str] = Field(description="As they stand in document symbols.")
    valid_from: date | None
    valid_to: date | None
    successor_id: str | None
    source: str = Field(description="`operator`, or `shipped` and the edition.")


class AgencyIn(BaseModel):
    """An agency to enter, or one to say more of."""

    name: Words = Field(examples=["Ban Quản lý dự án Thủy lợi tỉnh An Sơn"])
    by: Words = BY
    kind: Words = "office"
    aliases: Names = Field(default_factory=list, description="Other names; what was kept under them follows.")
    symbols: Names = Field(default_factory=list)
    valid_from: Day | None = None
    valid_to: Day | None = None
    successor_id: Words | None = Field(default=None, description="Who took over its work.")


@router.get("", operation_id="listAgencies", summary="List agencies")
def list_agencies(
    corpus: CorpusDep,
    name: Annotated[str | None, Query(max_length=300, description="Words of a name, with or without marks.")] = None,
    on: Annotated[Day | None, Query(description="Only those in office that day.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Listing[AgencyOut]:
    """Those the program brings, and the office's own; in the order of their ids."""
    found = corpus.agencies(name, on)
    return Listing[AgencyOut](items=AgencyOut.all_of(found[:limit]), has_more=len(found) > limit, total=len(found))


@router.get("/{agency_id}", operation_id="getAgency", summary="One agency, or who took over")
def get_agency(
    agency_id: str,
    corpus: CorpusDep,
    on: Annotated[Day | None, Query(description="Whoever had its work on that day.")] = None,
) -> AgencyOut:
    """By its id or that of another name of it."""
    return AgencyOut.of(corpus.agency(agency_id, on))


@router.post("", operation_id="enterAgency", status_code=201, summary="Enter an agency", dependencies=[SAME_SITE])
def enter_agency(asked: AgencyIn, corpus: CorpusDep) -> AgencyOut:
    """Works and documents kept under its other names are kept under it from now on."""
    return AgencyOut.of(corpus.add_agency(**asked.model_dump()))
