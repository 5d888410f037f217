"""The procedures dossiers may name (thủ tục): their components and who must have signed, read once for each folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from corpus.components import Checklist
from corpus.corpus import Corpus
from corpus.dossier import DossierView
from corpus.procedure import Procedure, load_procedures
from corpus.refusals import InvalidValue, NoProcedure
from signatures.dossier import DossierFinding
from signatures.note import render_note
from signatures.rules import RuleError, SignerRule, load_rules

RULES = "rules"
"""The folder of signer rules within a folder of procedures."""


@dataclass(frozen=True, slots=True)
class Procedures:
    """Component lists and signer rules, by procedure; one may have either or both."""

    components: Mapping[str, Procedure]
    rules: Mapping[str, SignerRule]

    @property
    def listed(self) -> tuple[Procedure, ...]:
        """Those a dossier can be given."""
        return tuple(self.components.values())

    def known(self, key: str | None, kept: str | None = None) -> str | None:
        """The key, where there are components or signer rules of it; InvalidValue names those there are.

        What a dossier names already (`kept`) may stay, though its rules have been taken away since.
        """
        if key is None or key == kept or key in self.components or key in self.rules:
            return key
        raise unknown_procedure(key, {**self.components, **self.rules})


def unknown_procedure(key: str, there: Iterable[str]) -> InvalidValue:
    """The refusal of a procedure that is none of these."""
    named = ", ".join(sorted(there))
    return InvalidValue(f"không có thủ tục “{key}” ({named}) / there is no procedure “{key}” ({named})")


@cache
def procedures_of(folder: Path | None) -> Procedures:
    """The shipped ones and those of a folder, which go first; InvalidValue that names the file where one is wrong."""
    if folder is not None and not folder.is_dir():
        raise InvalidValue(f"VANTHU_PROCEDURES: không có thư mục / no folder: {folder}")
    rules = folder / RULES if folder is not None and (folder / RULES).is_dir() else None
    try:
        return Procedures(load_procedures(folder), load_rules(rules))
    except RuleError as error:
        raise InvalidValue(str(error)) from error


def checklist_of(corpus: Corpus, known: Procedures, dossier_id: str) -> Checklist:
    """The dossier held against its procedure's components; NoProcedure where there are none to hold it against."""
    dossier = corpus.dossier(dossier_id).dossier
    procedure = known.components.get(dossier.procedure or "")
    if procedure is None:
        raise NoProcedure(dossier.procedure)
    return corpus.check_components(dossier.id, procedure)


def put_in(
    corpus: Corpus, known: Procedures, dossier_id: str, document_id: str, by: str, component: str | None
) -> DossierView:
    """Put a document in, as a component or not; InvalidValue for one that the procedure does not ask for."""
    procedure = known.components.get(corpus.dossier(dossier_id).dossier.procedure or "")
    ids = [found.id for found in procedure.components] if procedure else []
    if component is not None and procedure is not None and component not in ids:
        there = ", ".join(ids)
        raise InvalidValue(
            f"không có thành phần “{component}” ({there}) / there is no component “{component}” ({there})"
        )
    return corpus.add_to_dossier(dossier_id, document_id, by, component)


def signers_of(corpus: Corpus, known: Procedures, dossier_id: str) -> DossierFinding:
    """Whether everybody signed who had to; NoProcedure without a rule, InvalidValue without a fact it asks for."""
    dossier = corpus.dossier(dossier_id).dossier
    rule = known.rules.get(dossier.procedure or "")
    if rule is None:
        raise NoProcedure(dossier.procedure)
    return corpus.check_dossier(dossier.id, rule)


def zip_of(corpus: Corpus, known: Procedures, dossier_id: str) -> Iterator[bytes]:
    """The dossier as a zip, in pieces, with checklist and conclusion where its procedure has rules."""
    dossier = corpus.dossier(dossier_id).dossier
    key = dossier.procedure or ""
    return corpus.export_dossier(dossier.id, known.components.get(key), known.rules.get(key))


def note_of(corpus: Corpus, known: Procedures, dossier_id: str) -> bytes:
    """The printable note as PDF: evidence of every signature, and the rule's conclusion where a rule applies."""
    dossier = corpus.dossier(dossier_id).dossier
    finding = signers_of(corpus, known, dossier.id) if dossier.procedure in known.rules else None
    return render_note(corpus.dossier_files(dossier.id), now=corpus.clock(), dossier=finding)
