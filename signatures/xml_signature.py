"""XML signatures (XMLDSig, XAdES) through signxml; known limits are said, not hidden.

Judged: every `ds:Signature`, its references inside the document (`URI=""`, `#id`) and to files that are handed in, its
certificate, chain and time, with the time stamps over its value. Not judged: transforms other than canonical forms,
enveloped and base64; XPointer; signature policies and XAdES time stamps over anything else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import x509
from cryptography import x509 as pyca
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, InvalidInput, InvalidSignature, SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from signatures.bare import BareSignature, Moment, refused, report_bare
from signatures.chain import Chains
from signatures.document import PARSE_ERRORS
from signatures.evidence import Evidence
from signatures.integrity import CryptoFinding
from signatures.policy import DEFAULT, Policy
from signatures.report import Integrity, Notice, SignatureReport, SignedContent
from signatures.trust import TrustStore
from signatures.xades import claimed_time, embedded, names_other_certificate, signature_stamps, unjudged
from signatures.xml_references import (
    DS,
    SIGNATURE,
    TRANSFORMS,
    coverage_of,
    is_external,
    references_of,
    resolve_file,
    signed_files,
    transforms_of,
)

MAX_BYTES = 50_000_000
MAX_SIGNATURES = 50
ALLOWED = frozenset(item for item in SignatureMethod if not item.name.startswith(("HMAC", "DSA")))
LIMITS = Notice(
    "xml_limits",
    "Chữ ký XML: có kiểm tra dấu thời gian trên giá trị chữ ký; chưa kiểm tra chính sách ký và các dấu thời gian khác.",
    "XML signature: the time stamp over its value is judged; signature policies and other time stamps are not.",
)

Finding = tuple[Integrity, str | None, tuple[str, ...]]


class _Verifier(XMLVerifier):
    """signxml's verifier for the signature at one place in the order of the document."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place

    def _get_signature(self, root: Any) -> Any:
        return list(root.iter(SIGNATURE))[self._place]


def verify_xml(
    data: bytes,
    *,
    trust: TrustStore,
    now: datetime,
    contents: Sequence[bytes | None] = (),
    at: datetime | None = None,
    policy: Policy = DEFAULT,
) -> SignatureReport:
    """Judge every signature of an XML file. Never raises for a bad file.

    `contents` are the files it refers to, in the order of the `contents` of a report made without them.
    """
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
    files = signed_files(found)
    given = {uri: data for uri, data in zip(files, contents, strict=False) if data is not None}
    certificates = tuple(item for element in found for item in _certificates(element))
    moment = Moment(now, at, policy)
    chains = Chains(trust, policy, Evidence(certificates), now, at)
    items = [_examine(root, element, place, given, chains) for place, element in enumerate(found)]
    warnings = (LIMITS,) if items else ()
    report = report_bare(items, trust, moment, certificates=certificates, warnings=warnings)
    return replace(report, contents=tuple(_judged(content, given.get(uri)) for uri, content in files.items()))


def _judged(content: SignedContent, data: bytes | None) -> SignedContent:
    return content if data is None else replace(content, sha256=hashlib.sha256(data).hexdigest())


def _examine(root: Any, element: Any, place: int, given: Mapping[str, bytes], chains: Chains) -> BareSignature:
    name = element.get("Id") or f"signature {place + 1}"
    certificates = _certificates(element)
    if not certificates:
        finding = CryptoFinding("unknown", "NO_SIGNING_CERTIFICATE_FOUND", ("the signature holds no certificate",))
        return BareSignature(name, "XMLDSig", finding)
    leaf = next((item for item in certificates if not item.ca), certificates[0])
    integrity, sub, reasons = _check(root, element, place, leaf, given)
    stamps = signature_stamps(element, chains) if integrity == "intact" else ()
    best = min((item.result for item in stamps), key=lambda item: item.status != "valid", default=None)
    return BareSignature(
        name,
        "XMLDSig",
        CryptoFinding(integrity, sub, reasons, leaf, _algorithm(element)),
        coverage=coverage_of(root, element) if integrity == "intact" else "partial",
        claimed_at=claimed_time(element),
        timestamp=best,
        tampered=any(item.tampered for item in stamps),
        evidence=Evidence(certificates) + embedded(element),
        problems=tuple(f"{name} was not judged" for name in unjudged(element)),
    )


def _check(root: Any, element: Any, place: int, leaf: x509.Certificate, given: Mapping[str, bytes]) -> Finding:
    references = references_of(element)
    if any(is_external(item) and item.get("URI") not in given for item in references):
        return "unknown", "SIGNED_DATA_NOT_FOUND", ("a file it refers to is not at hand",)
    strange = {name for item in references for name in transforms_of(item)} - TRANSFORMS
    if strange:
        return "unknown", "GENERIC", (f"transforms that are not supported: {', '.join(sorted(strange))}",)
    try:
        certificate = pyca.load_der_x509_certificate(leaf.dump())
        config = SignatureConfiguration(
            expect_references=True,
            signature_methods=ALLOWED,
            digest_algorithms=frozenset(DigestAlgorithm),
            verification_time=certificate.not_valid_before_utc + timedelta(seconds=1),
        )
        _Verifier(place).verify(
            etree.tostring(root),
            x509_cert=certificate,
            expect_config=config,
            uri_resolver=lambda uri: resolve_file(uri, references, given),
        )
    except InvalidDigest as error:
        return _mismatch(root, element, str(error))
    except InvalidSignature as error:
        return "broken", "SIG_CRYPTO_FAILURE", (str(error),)
    except (InvalidInput, SignXMLException, etree.LxmlError, *PARSE_ERRORS) as error:
        return "unknown", "FORMAT_FAILURE", (f"{type(error).__name__}: {error}",)
    if names_other_certificate(element, leaf):
        reason = "the signature was made for another certificate than the one beside it"
        return "unknown", "NO_SIGNING_CERTIFICATE_FOUND", (reason,)
    return "intact", None, ()


def _mismatch(root: Any, element: Any, reason: str) -> Finding:
    """A signature over the whole document does not hold once another one was added, though nothing else changed."""
    whole = any((item.get("URI") or "") == "" for item in references_of(element))
    if whole and sum(1 for _ in root.iter(SIGNATURE)) > 1:
        return "unknown", "GENERIC", (reason, "several signatures over the whole document cannot be told apart")
    return "broken", "HASH_FAILURE", (reason,)


def _certificates(element: Any) -> tuple[x509.Certificate, ...]:
    out: list[x509.Certificate] = []
    for node in element.iterfind(f"{{{DS}}}KeyInfo/{{{DS}}}X509Data/{{{DS}}}X509Certificate"):
        try:
            out.append(x509.Certificate.load(base64.b64decode("".join((node.text or "").split())), strict=True))
        except PARSE_ERRORS:
            continue
    return tuple(out)


def _algorithm(element: Any) -> str:
    """The weakest digest it rests on: of its value or of a reference."""
    info = element.find(f"{{{DS}}}SignedInfo")
    methods = [] if info is None else [info.find(f"{{{DS}}}SignatureMethod"), *info.iter(f"{{{DS}}}DigestMethod")]
    names = [_digest_name(item.get("Algorithm", "")) for item in methods if item is not None]
    return "sha1" if "sha1" in names else next((name for name in reversed(names) if name), "")


def _digest_name(algorithm: str) -> str:
    found = re.search(r"sha(?:3[-_])?\d+", algorithm.rpartition("#")[2].lower())
    return found.group().replace("-", "_") if found else ""
