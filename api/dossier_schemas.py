"""What the API takes and answers about dossiers, their checks, and authority (hồ sơ, thẩm quyền)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, StringConstraints

from api.schemas import Day, Schema
from corpus.components import Checklist, ChecklistLine
from corpus.dossier import Dossier, DossierView
from corpus.state import CODES, State
from signatures.dossier import Outcome
from signatures.dossier import State as SignerState

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Facts = Annotated[dict[str, Annotated[str, StringConstraints(max_length=500)]], Field(max_length=50)]
AnswerCode = Literal["02", "03", "04", "05", "06", "13", "15", "16"]
BY = Field(description="Who does it.", examples=["Nguyễn Văn Bình"])


class DossierIn(BaseModel):
    """A dossier to open."""

    title: Words = Field(examples=["Hồ sơ đề nghị hỗ trợ của Công ty Mẫu"])
    by: Words = BY
    code: Words | None = Field(default=None, examples=["000.00.28.H17-260302-0001"])
    procedure: Words | None = Field(default=None, examples=["ho-tro-theo-quyet-dinh-15-2020"])
    office: Annotated[str, StringConstraints(max_length=300)] = ""
    due_on: Day | None = Field(default=None, description="Its deadline.")
    facts: Facts = Field(default_factory=dict, description="What the signer rule asks for.")


class DossierPatch(BaseModel):
    """What changes; a name not given stays as it is, `facts` replaces them all."""

    by: Words = BY
    version: int | None = Field(default=None, description="Refused if it is no longer at this version.")
    title: Words | None = None
    procedure: Words | None = None
    due_on: Day | None = None
    facts: Facts | None = None

    def values(self) -> dict[str, Any]:
        """Only what was given; title and facts cannot be taken away."""
        given = self.model_dump(exclude_unset=True, exclude={"by", "version"})
        return {name: value for name, value in given.items() if value is not None or name in {"procedure", "due_on"}}


class AttachIn(BaseModel):
    """A document to put in, or one that is in it and its component."""

    document_id: Words = Field(examples=["doc_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    by: Words = BY
    component: Words | None = Field(default=None, examples=["danh-sach"])


class StepIn(BaseModel):
    """Where to go: by state or by edXML status code, one of the two."""

    by: Words = BY
    state: State | None = None
    code: AnswerCode | None = Field(default=None, description="15 agrees to a recall, 16 refuses it.")
    note: Note | None = None
    version: int | None = Field(default=None, description="Refused if it is no longer at this version.")


class ChaserIn(BaseModel):
    """A reminder (đôn đốc)."""

    by: Words = BY
    note: Note | None = None


class DossierOut(Schema):
    """A dossier."""

    id: str = Field(examples=["dos_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    code: str | None
    title: str
    procedure: str | None
    office: str
    state: State
    status_code: str = Field(description="The state as an edXML status code.", examples=["05"])
    opened_at: datetime
    due_on: date | None
    overdue: bool
    closed_at: datetime | None
    version: int
    facts: dict[str, str]
    href: str

    @classmethod
    def told(cls, dossier: Dossier, today: date) -> Self:
        """As of that day."""
        return cls.model_validate(dossier_values(dossier, today))


class StepOut(Schema):
    """A transition or a reminder."""

    id: str
    kind: Literal["transition", "chase", "note"]
    before: State | None
    after: State | None
    by: str
    at: datetime
    note: str | None


class MemberOut(Schema):
    """A document in it; `component` only where a person said so."""

    document_id: str
    component: str | None
    added_at: datetime
    added_by: str


class DossierDetail(DossierOut):
    """A dossier with its documents and history, oldest first."""

    members: list[MemberOut]
    steps: list[StepOut]
    chased: int = Field(description="How often it was chased.")
    next_states: list[State]

    @classmethod
    def of_view(cls, view: DossierView, today: date) -> Self:
        """As of that day."""
        more = {name: getattr(view, name) for name in ("members", "steps", "chased")}
        return cls.model_validate(dossier_values(view.dossier, today) | more | {"next_states": view.possible})


class PaperOut(Schema):
    """A document that counts as the component."""

    document_id: str
    name: str
    told_by: Literal["person", "words"]


class ChecklistLineOut(Schema):
    """One component; `optional` is not there and need not be."""

    id: str
    name: str
    name_en: str
    required: bool
    state: Literal["present", "missing", "optional"]
    papers: list[PaperOut]

    @classmethod
    def told(cls, line: ChecklistLine) -> Self:
        """The component and its papers."""
        own = {name: getattr(line.component, name) for name in ("id", "name", "name_en", "required")}
        return cls.model_validate(own | {"state": line.state, "papers": line.papers})


class ChecklistOut(Schema):
    """Every component of the procedure."""

    procedure: str
    complete: bool
    message: str
    message_en: str
    lines: list[ChecklistLineOut]
    unplaced: list[str] = Field(description="Documents that are no component.")

    @classmethod
    def told(cls, found: Checklist) -> Self:
        """The whole list."""
        own = {name: getattr(found, name) for name in ("complete", "message", "message_en", "unplaced")}
        lines = [ChecklistLineOut.told(line) for line in found.lines]
        return cls.model_validate(own | {"procedure": found.procedure.procedure, "lines": lines})


class FileFindingOut(Schema):
    """How one role stands in one file."""

    file: str
    state: SignerState
    field: str | None
    signer: str | None
    reason: str
    reason_en: str


class RoleFindingOut(Schema):
    """How one role stands in the dossier."""

    role: str
    name: str
    name_en: str
    state: SignerState
    message: str
    message_en: str
    files: list[FileFindingOut]


class SignatureCheckOut(Schema):
    """`complete` only where the signer rule is wholly met: then, and only then, the message is that of the law."""

    procedure: str
    outcome: Outcome
    message: str
    message_en: str
    legal_basis: list[str]
    roles: list[RoleFindingOut]


class AuthorityIn(BaseModel):
    """A decision that lets a person process or sign."""

    person: Words = Field(examples=["Trần Thị Mẫu"])
    action: Literal["process", "sign"]
    decision: Words = Field(examples=["12/QĐ-STC"])
    by: Words = BY
    valid_from: Day
    valid_to: Day | None = Field(default=None, description="The last day; none while it lasts.")
    procedure: Words | None = Field(default=None, description="None: every procedure.")
    position: Words | None = None
    organization: Words | None = None


class RevocationIn(BaseModel):
    """The last day of a grant."""

    last_day: Day
    by: Words = BY


class AuthorityOut(Schema):
    """One grant."""

    id: str = Field(examples=["aut_01k9xv5t3q7h2m8n4c6d0e1f2g"])
    person: str
    position: str | None
    organization: str | None
    action: Literal["process", "sign"]
    procedure: str | None
    valid_from: date
    valid_to: date | None
    decision: str
    granted_by: str
    revoked_by: str | None


class PermissionOut(Schema):
    """May this person do this, on that day? `unknown` where no grant is held."""

    answer: Literal["yes", "no", "unknown"]
    message: str
    message_en: str
    grants: list[AuthorityOut]


def dossier_values(dossier: Dossier, today: date) -> dict[str, Any]:
    """What a dossier's schema is made of."""
    own = {name: getattr(dossier, name) for name in Dossier.__dataclass_fields__}
    own["facts"] = {name: str(value) for name, value in dossier.facts.items()}
    own |= {"status_code": CODES[dossier.state], "overdue": dossier.overdue(today)}
    return own | {"href": f"/api/v1/dossiers/{dossier.id}"}
