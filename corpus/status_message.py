"""Status messages (thông điệp trạng thái): what became of a document, told its sender in edXML (QCVN 102:2016/BTTTT).

01 has arrived, 02 refused, 03 accepted, 04 awaiting assignment, 05 being processed, 06 finished, 13 recall asked for,
15 a change or recall agreed to, 16 refused. Written like the messages that are exchanged: same elements, same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree import ElementTree as ET

from corpus.batch import Item
from corpus.carrier import Envelope
from corpus.dossier import DossierView, Step
from corpus.dossier_xml import UNWRITABLE
from corpus.refusals import Conflict, InvalidValue
from corpus.register import VIETNAM
from corpus.state import CODES, LABELS, RECALL_REFUSED

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
RECALL_REFUSED_LABEL = "Từ chối thu hồi"


class NoOrgan(Conflict):
    """The office has no identifier by which it is known on the document axis."""

    type = "no_organ"
    title = "Chưa đặt mã định danh của cơ quan (VANTHU_ORGAN_ID)."
    title_en = "The office's own identifier is not set (VANTHU_ORGAN_ID)."


@dataclass(frozen=True, slots=True)
class Organ:
    """The office that answers (cơ quan gửi phản hồi), as the axis knows it: `000.00.00.H41`."""

    id: str
    name: str
    superior: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """One message: what is answered, the code, one sentence, who did it, and when."""

    envelope: Envelope
    code: str
    description: str
    at: datetime
    staff: str | None = None


def status_of_item(item: Item, envelope: Envelope, arrived_at: datetime) -> StatusMessage:
    """An item that waits has arrived; one returned is refused, with the reason; one filed is accepted."""
    if item.state == "stored":
        return StatusMessage(envelope, CODES["arrived"], LABELS["arrived"], arrived_at)
    at = item.finished_at or arrived_at
    if item.state == "returned":
        why = item.problem.title if item.problem else ""
        return StatusMessage(envelope, CODES["rejected"], _sentence(LABELS["rejected"], why), at)
    if item.state == "cancelled":
        raise InvalidValue("tệp đã hủy, không có trạng thái để báo / the file was cancelled: there is nothing to tell")
    return StatusMessage(envelope, CODES["accepted"], f"{LABELS['accepted']}, vào sổ văn bản đến", at)


def status_of_dossier(view: DossierView, envelope: Envelope, step_id: str | None = None) -> StatusMessage:
    """What the last step (or the one given) of a dossier means for a document in it."""
    moves = [step for step in view.steps if step.kind == "transition"]
    step = next((found for found in reversed(moves) if step_id in (None, found.id)), None)
    if step is None:
        raise InvalidValue(f"không có bước này / no such step: {step_id}")
    code, label = _code(step)
    return StatusMessage(envelope, code, _sentence(label, step.note or ""), step.at, step.by)


def to_edxml(message: StatusMessage, organ: Organ) -> bytes:
    """UTF-8; `NoOrgan` where the office has no identifier. Times are those of Vietnam, without zone, as is usual."""
    if not organ.id:
        raise NoOrgan
    root = ET.Element(_tag("edXML"))
    envelope = ET.SubElement(root, _tag("edXMLEnvelope"))
    header = ET.SubElement(ET.SubElement(envelope, _tag("edXMLHeader")), _tag("MessageHeader"))
    sender = {"OrganId": organ.id, "OrganName": organ.name or organ.id, "OrganizationInCharge": organ.superior}
    _group(header, "From", sender | {"Email": organ.email})
    asked = message.envelope
    day = (asked.issued_on or "").replace("-", "/")
    answered = {"OrganId": asked.organ_id, "Code": asked.reference, "PromulgationDate": day}
    _group(header, "ResponseFor", answered | {"DocumentId": asked.document_id})
    _group(header, "StaffInfo", {"Staff": message.staff})
    _tell(header, "StatusCode", message.code)
    _tell(header, "Description", message.description)
    _tell(header, "Timestamp", f"{message.at.astimezone(VIETNAM):%Y/%m/%d %H:%M:%S}")
    ET.indent(root)
    ET.register_namespace("edXML", NAMESPACE)
    return bytes(ET.tostring(root, "utf-8", xml_declaration=True)) + b"\n"


def _code(step: Step) -> tuple[str, str]:
    """16 is no state: it leads back from where a recall was asked for."""
    assert step.after is not None
    if step.before == "recall_asked" and step.after != "recalled":
        return RECALL_REFUSED, RECALL_REFUSED_LABEL
    return CODES[step.after], LABELS[step.after]


def _sentence(label: str, more: str) -> str:
    return f"{label}: {more}" if more else label


def _group(parent: ET.Element, name: str, values: Mapping[str, str | None]) -> None:
    told = {key: value for key, value in values.items() if value}
    if told:
        element = ET.SubElement(parent, _tag(name))
        for key, value in told.items():
            _tell(element, key, value)


def _tell(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _tag(name)).text = UNWRITABLE.sub("\ufffd", text)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
