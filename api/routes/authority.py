"""Authority (thẩm quyền): who may process or sign, from when to when, by which decision."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.deps import SAME_SITE, CorpusDep
from api.dossier_schemas import AuthorityIn, AuthorityOut, PermissionOut, RevocationIn
from api.schemas import Day, Listing

router = APIRouter(prefix="/authority", tags=["authority"])

Person = Annotated[str, Query(min_length=1, max_length=300, description="By name; case and accents are ignored.")]


@router.get("", operation_id="listAuthority", summary="Who may do what")
def list_authority(
    corpus: CorpusDep,
    person: Annotated[str | None, Query(max_length=300, description="Only of this person.")] = None,
) -> Listing[AuthorityOut]:
    """Newest first, at most 200."""
    return Listing[AuthorityOut](items=AuthorityOut.all_of(corpus.authorities(person)))


@router.post("", operation_id="grantAuthority", status_code=201, summary="Enter a decision", dependencies=[SAME_SITE])
def grant_authority(asked: AuthorityIn, corpus: CorpusDep) -> AuthorityOut:
    """One person, one action, by one decision."""
    return AuthorityOut.of(corpus.grant_authority(**asked.model_dump()))


@router.post(
    "/{authority_id}/revocation", operation_id="revokeAuthority", summary="End a grant", dependencies=[SAME_SITE]
)
def revoke_authority(authority_id: str, asked: RevocationIn, corpus: CorpusDep) -> AuthorityOut:
    """After a day; what was done before stays done with authority."""
    return AuthorityOut.of(corpus.revoke_authority(authority_id, asked.last_day, asked.by))


@router.get("/answer", operation_id="askAuthority", summary="May this person do this, on that day?")
def ask_authority(
    corpus: CorpusDep,
    person: Person,
    on: Day,
    action: Literal["process", "sign"] = "sign",
    procedure: Annotated[str | None, Query(max_length=300, description="None: every procedure.")] = None,
) -> PermissionOut:
    """Yes, no or unknown, with the grants the answer rests on."""
    return PermissionOut.of(corpus.may(person, action, on, procedure))
