"""The component checklist of a dossier (danh mục thành phần hồ sơ): what is there, what is not, how it was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection

from corpus.document import DocumentSummary
from corpus.documents import load_documents
from corpus.dossier import DossierView, Member
from corpus.folding import name_key
from corpus.procedure import Component, Procedure


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that counts as a component: because a person said so, or by the words of its name or abstract."""

    document_id: str
    name: str
    told_by: Literal["person", "words"]


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One component and the documents that are it."""

    component: Component
    papers: tuple[Paper, ...]

    @property
    def state(self) -> Literal["present", "missing", "optional"]:
        """`optional`: not there, and it need not be."""
        return "present" if self.papers else "missing" if self.component.required else "optional"


@dataclass(frozen=True, slots=True)
class Checklist:
    """Every component of the procedure; `unplaced` are documents that are none of them."""

    procedure: Procedure
    lines: tuple[ChecklistLine, ...]
    unplaced: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every required component is there."""
        return all(line.state != "missing" for line in self.lines)

    @property
    def message(self) -> str:
        """`Đủ thành phần hồ sơ.` or what is missing."""
        missing = [line.component.name for line in self.lines if line.state == "missing"]
        return f"Còn thiếu: {'; '.join(missing)}." if missing else "Đủ thành phần hồ sơ."

    @property
    def message_en(self) -> str:
        """The same in English."""
        missing = [line.component.name_en for line in self.lines if line.state == "missing"]
        return f"Missing: {'; '.join(missing)}." if missing else "All components are there."


def check_components(connection: Connection, view: DossierView, procedure: Procedure) -> Checklist:
    """Hold a dossier's documents against its procedure; what a person said goes before what words tell.

    A document in the trash, though still a member, counts for nothing.
    """
    held = load_documents(connection, [member.document_id for member in view.members])
    placed: dict[str, list[Paper]] = {component.id: [] for component in procedure.components}
    unplaced = []
    for member in view.members:
        if (summary := held.get(member.document_id)) is None:
            continue
        component = _component_of(member, _words(summary), procedure)
        if component is None or component not in placed:
            unplaced.append(member.document_id)
        else:
            placed[component].append(Paper(member.document_id, summary.name, "person" if member.component else "words"))
    lines = tuple(ChecklistLine(component, tuple(placed[component.id])) for component in procedure.components)
    return Checklist(procedure, lines, tuple(unplaced))


def _component_of(member: Member, texts: str, procedure: Procedure) -> str | None:
    if member.component:
        return member.component
    told = (item.id for item in procedure.components if any(f" {name_key(word)} " in texts for word in item.words))
    return next(told, None)


def _words(summary: DocumentSummary) -> str:
    """The folded words of its name and its abstracts, each text between blanks."""
    texts = [summary.name, *(dispatch.subject or "" for dispatch in summary.dispatches)]
    return "".join(f" {name_key(text)} " for text in texts)
