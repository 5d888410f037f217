"""The validation report of ETSI TS 119 102-2 (XML), from our own values.

Main and sub-indications, times, signer and signed bytes stand in the elements of the standard; the three axes and the
sentences, for which it has none, stand as typed report data.
"""

from __future__ import annotations

import base64
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

from signatures.report import SignatureReport, SignatureResult

VR = "http://uri.etsi.org/19102/v1.2.1#"
DS = "http://www.w3.org/2000/09/xmldsig#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
URN = "urn:etsi:019102:"
PROOFS = frozenset({"signature_timestamp", "document_timestamp"})
"""A time that a signer claims is no proof of existence."""
OWN = "urn:vanthu:report:"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def to_etsi_xml(report: SignatureReport, *, sha256: str, validated_at: datetime) -> bytes:
    """The report as UTF-8 XML. `sha256` is that of the file (hex), `validated_at` the moment of validation.

    For a detached signature the document that was signed is the other file, where it was found.

    Raises `ValueError` for a file without signatures: the standard has no report for that.
    """
    if not report.signatures:
        raise ValueError("there is no signature to report on")
    ET.register_namespace("vr", VR)
    ET.register_namespace("ds", DS)
    root = ET.Element(_vr("ValidationReport"))
    certificates: dict[str, str] = {}
    sha256 = next((content.sha256 for content in report.contents if content.sha256), sha256)
    for number, item in enumerate(report.signatures, start=1):
        _signature(root, item, number, sha256, validated_at, report, certificates)
    if certificates:
        objects = _add(root, "SignatureValidationObjects")
        for fingerprint, name in certificates.items():
            _certificate(objects, fingerprint, name)
    ET.indent(root)
    raw: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return raw


def _signature(
    root: ET.Element,
    item: SignatureResult,
    number: int,
    sha256: str,
    validated_at: datetime,
    report: SignatureReport,
    certificates: dict[str, str],
) -> None:
    element = _add(root, "SignatureValidationReport")
    identifier = _add(element, "SignatureIdentifier")
    identifier.set("id", f"signature-{number}")
    _add(identifier, "HashOnly", "false")
    _add(identifier, "DocHashOnly", "false")
    _add(identifier, "DAIdentifier", item.field)
    _times(element, item, validated_at)
    _document(element, sha256)
    _attributes(element, item)
    if item.signer is not None and item.signer.sha256:
        reference = certificates.setdefault(item.signer.sha256, f"certificate-{len(certificates) + 1}")
        information = _add(element, "SignerInformation")
        _add(information, "SignerCertificate").set("VOReference", reference)
        _add(information, "Signer", item.signer.common_name or "")
    process = _add(element, "SignatureValidationProcess")
    _add(process, "SignatureValidationProcessID", f"{URN}validationprocess:{_process(item)}")
    _add(process, "SignatureValidationServicePolicy", f"{OWN}policy:{report.policy}")
    _status(element, item, report)


def _times(element: ET.Element, item: SignatureResult, validated_at: datetime) -> None:
    times = _add(element, "ValidationTimeInfo")
    _add(times, "ValidationTime", _time(validated_at))
    best = _add(times, "BestSignatureTime")
    proven = item.validated_at if item.time_from in PROOFS else None
    _add(best, "POETime", _time(proven or validated_at))
    _add(best, "TypeOfProof", f"{URN}poetype:validation")


def _document(element: ET.Element, sha256: str) -> None:
    document = _add(element, "SignersDocument")
    _digest(_add(document, "DigestAlgAndValue"), sha256)


def _attributes(element: ET.Element, item: SignatureResult) -> None:
    if item.signed_at is None and not (item.reason or item.sub_filter or item.byte_range):
        return  # the schema wants one at least
    attributes = _add(element, "SignatureAttributes")
    if item.signed_at is not None:
        _add(_add(attributes, "SigningTime"), "Time", _time(item.signed_at))
    if item.reason:
        _add(_add(attributes, "Reason"), "ReasonElement", item.reason)
    if item.sub_filter:
        _add(_add(attributes, "SubFilter"), "SubFilterElement", item.sub_filter)
    if item.byte_range:
        _add(attributes, "ByteRange", " ".join(str(number) for number in item.byte_range))


def _status(element: ET.Element, item: SignatureResult, report: SignatureReport) -> None:
    status = _add(element, "SignatureValidationStatus")
    _add(status, "MainIndication", f"{URN}mainindication:{item.indication.lower().replace('_', '-')}")
    if item.sub_indication:
        _add(status, "SubIndication", f"{URN}subindication:{item.sub_indication}")
    more = _add(_add(status, "AssociatedValidationReportData"), "AdditionalValidationReportData")
    facts = {
        "integrity": item.integrity,
        "later-changes": item.later_changes,
        "coverage": item.coverage,
        "trust": item.trust,
        "revocation": item.revocation,
        "level": item.level,
        "trust-store": report.trust_store or "",
    }
    for name, value in facts.items():
        _data(more, name, value)
    _data(more, "explanation", item.explanation, "vi")
    _data(more, "explanation", item.explanation_en, "en")
    for change in item.changes:
        _data(more, f"change:{change.kind}", change.message, "vi")


def _certificate(objects: ET.Element, fingerprint: str, name: str) -> None:
    element = _add(objects, "ValidationObject")
    element.set("id", name)
    _add(element, "ObjectType", f"{URN}validationObject:certificate")
    _digest(_add(_add(element, "ValidationObjectRepresentation"), "DigestAlgAndValue"), fingerprint)


def _digest(element: ET.Element, sha256: str) -> None:
    ET.SubElement(element, f"{{{DS}}}DigestMethod").set("Algorithm", SHA256)
    value = ET.SubElement(element, f"{{{DS}}}DigestValue")
    value.text = base64.b64encode(bytes.fromhex(sha256)).decode("ascii")


def _data(parent: ET.Element, name: str, value: str, language: str | None = None) -> None:
    element = _add(parent, "ReportData")
    _add(element, "Type", OWN + name)
    text = _add(element, "Value", value)
    if language is not None:
        text.set(XML_LANG, language)


def _process(item: SignatureResult) -> str:
    return {"B-LTA": "LTA", "B-LT": "LTVM", "B-T": "LTVM"}.get(item.level, "Basic")


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _vr(name: str) -> str:
    return f"{{{VR}}}{name}"


def _add(parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, _vr(name))
    element.text = _clean(text) if text is not None else None
    return element


def _clean(text: str) -> str:
    """XML 1.0 has no room for control characters, which a signer may have put into a reason."""
    return "".join(mark for mark in text if mark in "\t\n\r" or mark >= " ")
