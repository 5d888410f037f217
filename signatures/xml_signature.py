"""XML signatures (XMLDSig, XAdES) through signxml; known limits are said, not hidden.

Judged: every `ds:Signature` with references inside the document (`URI=""` or `#id`), its certificate, chain and time.
Not judged: references to other files, XAdES timestamps and policies, several signatures under one parent element.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import x509
from cryptography import x509 as pyca
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, InvalidInput, InvalidSignature, SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from signatures.bare import BareSignature, Moment, refused, report_bare
from signatures.document import PARSE_ERRORS
from signatures.evidence import Evidence
from signatures.integrity import CryptoFinding
from signatures.policy import DEFAULT, Policy
from signatures.report import Coverage, Integrity, Notice, SignatureReport
from signatures.trust import TrustStore

DS = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURE = f"{{{DS}}}Signature"
MAX_BYTES = 50_000_000
MAX_SIGNATURES = 50
ALLOWED = frozenset(item for item in SignatureMethod if not item.name.startswith(("HMAC", "DSA")))
LIMITS = Notice(
    "xml_limits",
    "Chữ ký XML: không kiểm tra dấu thời gian XAdES và chính sách ký; không hỗ trợ tham chiếu ra ngoài tệp.",
    "XML signature: XAdES timestamps and signature policies are not judged; references to other files are refused.",
)


def verify_xml(
    data: bytes, *, trust: TrustStore, now: datetime, at: datetime | None = None, policy: Policy = DEFAULT
) -> SignatureReport:
    """Judge every signature of an XML file. Never raises for a bad file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        if len(data) > MAX_BYTES:
            raise ValueError(f"larger than {MAX_BYTES} bytes")
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.doctype:
            raise ValueError("a document type declaration is not accepted")
    except (etree.XMLSyntaxError, *PARSE_ERRORS) as error:
        vi = "Không đọc được tệp XML; đề nghị bên gửi gửi lại."
        return refused("malformed_xml", vi, f"The XML cannot be read: {error}", trust, policy)
    found = list(root.iter(SIGNATURE))[:MAX_SIGNATURES]
    items = [_examine(root, element, number) for number, element in enumerate(found, start=1)]
    certificates = tuple(item for element in found for item in _certificates(element))
    warnings = (LIMITS,) if items else ()
    return report_bare(items, trust, Moment(now, at, policy), certificates=certificates, warnings=warnings)


def _examine(root: Any, element: Any, number: int) -> BareSignature:
    name = element.get("Id") or f"signature {number}"
    certificates = _certificates(element)
    if not certificates:
        finding = CryptoFinding("unknown", "NO_SIGNING_CERTIFICATE_FOUND", ("the signature holds no certificate",))
        return BareSignature(name, "XMLDSig", finding)
    leaf = certificates[0]
    integrity, sub, reasons, references = _check(root, element, leaf)
    crypto = CryptoFinding(integrity, sub, reasons, leaf, _algorithm(element))
    return BareSignature(
        name,
        "XMLDSig",
        crypto,
        coverage=_coverage(root, references) if integrity == "intact" else "partial",
        claimed_at=_claimed(element),
        evidence=Evidence(certificates),
    )


def _check(root: Any, element: Any, leaf: x509.Certificate) -> tuple[Integrity, str | None, tuple[str, ...], list[str]]:
    parent = element.getparent()
    if parent is not None and len(parent.findall(SIGNATURE)) > 1:
        return "unknown", "GENERIC", ("several signatures under one element are not supported",), []
    references = [item.get("URI") or "" for item in element.findall(f"{{{DS}}}SignedInfo/{{{DS}}}Reference")]
    try:
        certificate = pyca.load_der_x509_certificate(leaf.dump())
        config = SignatureConfiguration(
            location=_location(root, parent),
            expect_references=True,
            signature_methods=ALLOWED,
            digest_algorithms=frozenset(DigestAlgorithm),
            verification_time=certificate.not_valid_before_utc + timedelta(seconds=1),
        )
        XMLVerifier().verify(etree.tostring(root), x509_cert=certificate, expect_config=config)
    except InvalidDigest as error:
        return "broken", "HASH_FAILURE", (str(error),), references
    except InvalidSignature as error:
        return "broken", "SIG_CRYPTO_FAILURE", (str(error),), references
    except (InvalidInput, SignXMLException, etree.LxmlError, *PARSE_ERRORS) as error:
        return "unknown", "FORMAT_FAILURE", (f"{type(error).__name__}: {error}",), references
    return "intact", None, (), references


def _location(root: Any, parent: Any) -> str:
    if parent is None or parent is root:
        return "./"
    return f"./{root.getroottree().getelementpath(parent)}/"


def _coverage(root: Any, references: list[str]) -> Coverage:
    """Whole file, where nothing but white space and signatures stands outside of what is referenced."""
    if "" in references:
        return "whole_file"
    names = {reference.lstrip("#") for reference in references}
    covered = {item for item in root.iter() if any(item.get(key) in names for key in ("Id", "ID", "id"))}
    return "partial" if _has_uncovered_text(root, covered) else "whole_file"


def _has_uncovered_text(element: Any, covered: set[Any]) -> bool:
    if element in covered or element.tag == SIGNATURE or not isinstance(element.tag, str):
        return False
    own = (element.text or "").strip() or any((kid.tail or "").strip() for kid in element)
    return bool(own) or any(_has_uncovered_text(kid, covered) for kid in element)


def _certificates(element: Any) -> tuple[x509.Certificate, ...]:
    out: list[x509.Certificate] = []
    for node in element.iterfind(f"{{{DS}}}KeyInfo/{{{DS}}}X509Data/{{{DS}}}X509Certificate"):
        try:
            out.append(x509.Certificate.load(base64.b64decode("".join((node.text or "").split())), strict=True))
        except PARSE_ERRORS:
            continue
    return tuple(out)


def _algorithm(element: Any) -> str:
    method = element.find(f".//{{{DS}}}DigestMethod")
    return str(method.get("Algorithm", "")).rpartition("#")[2].lower() if method is not None else ""


def _claimed(element: Any) -> datetime | None:
    """XAdES `SigningTime`, or the `SigningTime` that Vietnamese invoices put beside it."""
    for node in element.iter():
        if isinstance(node.tag, str) and etree.QName(node).localname == "SigningTime" and node.text:
            try:
                moment = datetime.fromisoformat(node.text.strip())
            except ValueError:
                return None
            return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC) - timedelta(hours=7)
    return None
