"""edXML (QCVN 102:2016/BTTTT): the envelope in which offices exchange dispatches over the national document axis.

The header tells what its sender says of the dispatch; it is kept as metadata, never taken for what the page says.
Elements are found by their local names, as dialects differ in namespaces; misspelt ones (`Bussiness`) are real.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from lxml import etree

from ingest.problems import ArchiveDamaged, Damaged

_URGENCY = {"1": "khan", "2": "thuong_khan", "3": "hoa_toc", "4": "hoa_toc"}
_BUSINESS = {"0": "new", "1": "revocation", "2": "update", "3": "replacement"}
_STEERING = {"1": "none", "2": "steering", "3": "report"}
_STATUS = {
    "01": "arrived",
    "02": "rejected",
    "03": "received",
    "04": "awaiting_assignment",
    "05": "in_progress",
    "06": "finished",
    "13": "revoked",
    "15": "change_accepted",
    "16": "change_rejected",
}
_MOST_ELEMENTS = 200_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """The header as plain JSON without empty values, and the files enclosed, each as name and bytes."""

    header: dict[str, Any]
    attachments: tuple[tuple[str, bytes], ...]


def read_envelope(data: bytes) -> Envelope:
    """Header and files; bytes before `<?xml` are skipped.

    Raises Damaged for what is no XML, declares entities or has elements beyond counting, ArchiveDamaged for an
    enclosure that is no base64.
    """
    root = _parse(data)
    if any(number > _MOST_ELEMENTS for number, _ in enumerate(root.iter(), 1)):
        raise Damaged(f"more than {_MOST_ELEMENTS} elements")
    header = next(_all(root, "MessageHeader"), None)
    if header is None:
        raise Damaged("edXML without a MessageHeader")
    facts = _facts(header) | _business(root) | {"trace": _trace(root)}
    return Envelope(_without_empty(facts), tuple(_attachments(root)))


def _parse(data: bytes) -> Element:
    start = data.find(b"<?xml")
    if start < 0:
        start = max(data.find(b"<"), 0)
    content = data[start:].rstrip(b"\x00\r\n\t ")
    try:
        return cast(Element, fromstring(content))
    except ParseError as error:
        return _mended(content, error)
    except (DefusedXmlException, ValueError, LookupError) as error:
        raise Damaged(f"no XML to be trusted: {error}") from error


def _mended(content: bytes, error: ParseError) -> Element:
    """Real senders leave prefixes undeclared and elements open; what can be made out of that is read."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as hopeless:
        raise Damaged(f"not well-formed XML: {error}") from hopeless
    if root is None or root.getroottree().docinfo.doctype:
        raise Damaged(f"not well-formed XML: {error}") from error
    return cast(Element, root)


def _facts(header: Element) -> dict[str, Any]:
    number, symbol = _text(header, "Code", "CodeNumber"), _text(header, "Code", "CodeNotation")
    priority = _text(header, "OtherInfo", "Priority")
    status = _text(header, "StatusCode")
    return {
        "standard": "QCVN 102:2016/BTTTT",
        "document_id": _text(header, "DocumentId"),
        "sender": _organ(next(_children(header, "From"), None)),
        "receivers": [_organ(receiver) for receiver in _children(header, "To")],
        "number": number,
        "symbol": symbol,
        "reference": f"{number}/{symbol}" if number and symbol else None,
        "place": _text(header, "PromulgationInfo", "Place"),
        "issued_on": _day(_text(header, "PromulgationInfo", "PromulgationDate")),
        "type_name": _text(header, "DocumentType", "TypeName"),
        "subject": _text(header, "Subject"),
        "content": _text(header, "Content"),
        "signer": {
            "authority": _text(header, "SignerInfo", "Competence"),
            "position": _text(header, "SignerInfo", "Position"),
            "name": _text(header, "SignerInfo", "FullName"),
        },
        "due_on": _day(_text(header, "DueDate")),
        "urgency": _URGENCY.get(priority or ""),
        "page_amount": _text(header, "OtherInfo", "PageAmount"),
        "recipients": [place for item in _children(header, "ToPlaces") for place in _texts(item, "Place")],
        "responses": [_response(item) for item in _children(header, "ResponseFor")],
        "steering": _STEERING.get(_text(header, "SteeringType") or ""),
        "status": {"code": status, "meaning": _STATUS.get(status or ""), "description": _text(header, "Description")},
    }


def _organ(element: Element | None) -> dict[str, Any]:
    if element is None:
        return {}
    names = {"id": "OrganId", "name": "OrganName", "superior": "OrganizationInCharge", "email": "Email"}
    return {key: _text(element, name) for key, name in names.items()}


def _response(element: Element) -> dict[str, Any]:
    return {
        "organ_id": _text(element, "OrganId"),
        "reference": _text(element, "Code"),
        "document_id": _text(element, "DocumentId"),
        "issued_on": _day(_text(element, "PromulgationDate")),
    }


def _business(root: Element) -> dict[str, Any]:
    element = next(_all(root, "Bussiness"), None)
    if element is None:
        return {}
    kind = _text(element, "BussinessDocType")
    return {"business": {"kind": _BUSINESS.get(kind or ""), "reason": _text(element, "BussinessDocReason")}}


def _trace(root: Element) -> list[dict[str, Any]]:
    return [{"organ_id": _text(e, "OrganId"), "at": _text(e, "Timestamp")} for e in _all(root, "TraceHeader")]


def _attachments(root: Element) -> Iterator[tuple[str, bytes]]:
    for number, element in enumerate(_all(root, "Attachment"), start=1):
        content = _text(element, "ContentTransferEncoded")
        if not content:
            continue
        try:
            data = base64.b64decode("".join(content.split()), validate=True)
        except (binascii.Error, ValueError) as error:
            raise ArchiveDamaged(f"enclosure {number} is no base64") from error
        yield _text(element, "AttachmentName") or f"attachment-{number}", data


def _local(element: Element) -> str:
    return re.split("[}:]", element.tag)[-1] if isinstance(element.tag, str) else ""


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) == name)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _local(child) == name)


def _texts(element: Element, name: str) -> list[str]:
    return [text for child in _children(element, name) if (text := (child.text or "").strip())]


def _text(element: Element, *path: str) -> str | None:
    found: Element | None = element
    for name in path:
        found = next(_children(found, name), None) if found is not None else None
    return ((found.text or "").strip() or None) if found is not None else None


def _day(text: str | None) -> str | None:
    """`2015/09/30` as ISO 8601; what is no date stays as it was written."""
    try:
        return date(*(int(part) for part in text.replace("-", "/").split("/"))).isoformat() if text else None
    except (ValueError, TypeError):
        return text


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, item in value.items() if (kept := _without_empty(item)) not in (None, {}, [])}
    if isinstance(value, list):
        return [kept for item in value if (kept := _without_empty(item)) not in (None, {}, [])]
    return value
