"""A dossier as XML (hồ sơ dạng XML): its documents in the order of their dates, by the names of the decree.

The elements are those of the input data dictionary of Decree 30/2020/NĐ-CP, Appendix VI, where it has one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as ET

from corpus.document import DispatchView, DocumentSummary
from corpus.dossier import DossierView
from corpus.lexicon import type_label
from corpus.register import VIETNAM

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no way to write."""


def to_xml(view: DossierView, documents: Sequence[DocumentSummary]) -> bytes:
    """UTF-8, with the history of the dossier after its documents."""
    dossier = view.dossier
    root = ET.Element("Dossier")
    _tell(root, "FileCode", dossier.code or dossier.id)
    _tell(root, "Title", dossier.title)
    _tell(root, "Procedure", dossier.procedure)
    _tell(root, "StatusCode", view.code_of_state)
    _tell(root, "OpenedAt", dossier.opened_at.astimezone(VIETNAM).isoformat())
    _tell(root, "DueDate", dossier.due_on)
    papers = ET.SubElement(root, "Documents")
    lines = [(document, dispatch) for document in documents for dispatch in document.dispatches or (None,)]
    for ordinal, (document, dispatch) in enumerate(sorted(lines, key=_time), 1):
        _paper(ET.SubElement(papers, "Document"), ordinal, document, dispatch)
    history = ET.SubElement(root, "History")
    for step in view.steps:
        element = ET.SubElement(history, "Step", kind=step.kind)
        _tell(element, "At", step.at.astimezone(VIETNAM).isoformat())
        _tell(element, "By", step.by)
        _tell(element, "State", step.after)
        _tell(element, "Note", step.note)
    ET.indent(root)
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _time(line: tuple[DocumentSummary, DispatchView | None]) -> tuple[date, str]:
    """The day of issue, failing that the day it was registered."""
    document, dispatch = line
    day = dispatch.issued_on if dispatch and dispatch.issued_on else None
    return day or document.registered_at.astimezone(VIETNAM).date(), document.id


def _paper(element: ET.Element, ordinal: int, document: DocumentSummary, dispatch: DispatchView | None) -> None:
    _tell(element, "DocOrdinal", ordinal)
    _tell(element, "FileName", document.name)
    _tell(element, "SHA256", document.sha256)
    _tell(element, "PageAmount", document.page_count)
    _tell(element, "ArrivalNumber", document.arrival_number)
    _tell(element, "ArrivalDate", document.registered_at.astimezone(VIETNAM).date())
    _tell(element, "SignatureVerdict", document.verdict)
    if dispatch is None:
        return
    _tell(element, "TypeName", type_label(dispatch.document_type) if dispatch.document_type else None)
    _tell(element, "CodeNumber", dispatch.number)
    _tell(element, "CodeNotation", dispatch.symbol)
    _tell(element, "IssuedDate", dispatch.issued_on)
    _tell(element, "OrganName", dispatch.issuer)
    _tell(element, "Subject", dispatch.subject)
    _tell(element, "Priority", dispatch.urgency)
    if dispatch.signer_name or dispatch.signer_position:
        signer = ET.SubElement(element, "SignerInfo")
        _tell(signer, "Position", dispatch.signer_position)
        _tell(signer, "FullName", dispatch.signer_name)


def _tell(parent: ET.Element, name: str, value: object) -> None:
    if value is not None and value != "":
        text = value.isoformat() if isinstance(value, date) else str(value)
        ET.SubElement(parent, name).text = UNWRITABLE.sub("\ufffd", text)
