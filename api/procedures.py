"""The procedures dossiers may name (thủ tục): their components and who must have signed, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from corpus.components import Checklist
from corpus.corpus import Corpus
from corpus.procedure import Procedure, load_procedures
from corpus.refusals import NoProcedure
from signatures.dossier import DossierFinding
from signatures.note import render_note
from signatures.rules import SignerRule, load_rules


@cache
def procedures() -> Mapping[str, Procedure]:
    """Component lists by procedure."""
    return load_procedures()


@cache
def signer_rules() -> Mapping[str, SignerRule]:
    """Signer rules by procedure."""
    return load_rules()


def checklist_of(corpus: Corpus, dossier_id: str) -> Checklist:
    """The dossier held against its procedure's components; NoProcedure where there are none to hold it against."""
    dossier = corpus.dossier(dossier_id).dossier
    procedure = procedures().get(dossier.procedure or "")
    if procedure is None:
        raise NoProcedure(dossier.procedure)
    return corpus.check_components(dossier.id, procedure)


def signers_of(corpus: Corpus, dossier_id: str) -> DossierFinding:
    """Whether everybody signed who had to; NoProcedure without a rule, InvalidValue without a fact it asks for."""
    dossier = corpus.dossier(dossier_id).dossier
    rule = signer_rules().get(dossier.procedure or "")
    if rule is None:
        raise NoProcedure(dossier.procedure)
    return corpus.check_dossier(dossier.id, rule)


def zip_of(corpus: Corpus, dossier_id: str) -> Iterator[bytes]:
    """The dossier as a zip, in pieces, with checklist and conclusion where its procedure has rules."""
    dossier = corpus.dossier(dossier_id).dossier
    key = dossier.procedure or ""
    return corpus.export_dossier(dossier.id, procedures().get(key), signer_rules().get(key))


def note_of(corpus: Corpus, dossier_id: str) -> bytes:
    """The printable note as PDF: evidence of every signature, and the rule's conclusion where a rule applies."""
    dossier = corpus.dossier(dossier_id).dossier
    finding = signers_of(corpus, dossier.id) if dossier.procedure in signer_rules() else None
    return render_note(corpus.dossier_files(dossier.id), now=corpus.clock(), dossier=finding)
