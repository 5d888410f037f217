"""The first look at one signature: what it is, what it covers, whether mathematics bears it out. No trust yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStrictReadError

from signatures.chain import Chains
from signatures.cms import Envelope, MalformedCmsError, read_envelope
from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.evidence import altered_certificates
from signatures.field import SignatureField
from signatures.integrity import (
    CryptoFinding,
    Digester,
    check_envelope,
    check_pkcs7_sha1,
    check_raw_rsa,
    digester_of,
)
from signatures.objects import entry, items
from signatures.ranges import CoverageFinding, read_coverage, signed_parts, with_problem
from signatures.report import Status
from signatures.timestamps import TimestampFinding, check_timestamp, signature_timestamps

SUPPORTED = frozenset({"adbe.pkcs7.detached", "adbe.pkcs7.sha1", "ETSI.CAdES.detached", "PBAD.PAdES", None})
UNCHECKED = CryptoFinding("unknown", None, ())
UNCOVERED = CoverageFinding((), "partial", 0, None, (), False)


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """One signature field with everything its bytes tell."""

    field: SignatureField
    status: Status
    crypto: CryptoFinding = UNCHECKED
    coverage: CoverageFinding = UNCOVERED
    envelope: Envelope | None = None
    contents: bytes = b""
    timestamps: tuple[TimestampFinding, ...] = ()
    """Over the signature value; for a document timestamp, the token itself."""
    problems: tuple[str, ...] = ()

    altered: tuple[str, ...] = ()
    """Subjects of embedded certificates that are not as their issuer signed them."""

    @property
    def tampered(self) -> bool:
        """Whether something unsigned in it is false, though the signature itself holds: a timestamp, a certificate."""
        return self.crypto.integrity == "intact" and (bool(self.altered) or any(s.tampered for s in self.timestamps))

    def stamps(self, earlier: Examined) -> bool:
        """Whether this is a sound document timestamp over a revision after `earlier` was signed."""
        mine, other = self.coverage, earlier.coverage
        if not self.field.is_timestamp or self.crypto.integrity != "intact" or mine.coverage == "partial":
            return False
        return self is not earlier and mine.signed_end > other.signed_end > 0


def examine(pdf: OpenedPdf, found: SignatureField, chains: Chains) -> Examined:
    """Never raises for a bad signature; `PdfStrictReadError` asks for a lenient reader."""
    if found.problem is not None:
        return Examined(found, "malformed", problems=(found.problem,))
    if found.value is None:
        return Examined(found, "empty")
    try:
        contents = _contents(found.value)
        coverage = read_coverage(pdf, found.value, found.reference, contents)
    except PdfStrictReadError:
        raise
    except (MalformedCmsError, *PARSE_ERRORS) as error:
        return Examined(found, "malformed", problems=(str(error),))
    if not contents.strip(b"\x00"):
        status: Status = "empty" if contents and found.dictionary is not None else "malformed"
        return Examined(found, status, coverage=coverage, problems=("the Contents hold no signature",))
    if not coverage.usable:
        return _unusable(found, coverage, contents)
    digester = digester_of(*signed_parts(pdf.data, coverage.byte_range))
    try:
        return _check(found, coverage, contents, digester, chains)
    except (MalformedCmsError, *PARSE_ERRORS) as error:
        if isinstance(error, PdfStrictReadError):
            raise
        return Examined(found, "malformed", coverage=coverage, contents=contents, problems=(str(error),))


def _check(
    found: SignatureField,
    coverage: CoverageFinding,
    contents: bytes,
    digester: Digester,
    chains: Chains,
) -> Examined:
    timestamps: tuple[TimestampFinding, ...] = ()
    envelope: Envelope | None = None
    if found.sub_filter == "adbe.x509.rsa_sha1":
        crypto = check_raw_rsa(contents, _certificates(found.value), digester)
    else:
        envelope = read_envelope(contents)
        if not found.is_timestamp and found.sub_filter not in SUPPORTED:
            problem = f"unknown SubFilter {found.sub_filter}"
            return Examined(found, "unsupported", coverage=coverage, contents=contents, problems=(problem,))
        if not envelope.is_padded_with_zeros(contents):
            coverage = with_problem(coverage, "bytes that are no padding follow the CMS in the Contents")
        crypto, timestamps = _check_cms(found, envelope, digester, chains)
    status: Status = "malformed" if crypto.sub_indication == "FORMAT_FAILURE" else "checked"
    altered = _altered(envelope, timestamps, chains) if envelope is not None else ()
    problems = tuple(f"the embedded certificate of {name} was altered" for name in altered)
    return Examined(found, status, crypto, coverage, envelope, contents, timestamps, problems, altered)


def _altered(envelope: Envelope, timestamps: tuple[TimestampFinding, ...], chains: Chains) -> tuple[str, ...]:
    embedded = [*envelope.certificates]
    for stamp in timestamps:
        embedded += stamp.certificates
    return tuple(altered_certificates(embedded, chains.issuers))


def _check_cms(
    found: SignatureField, envelope: Envelope, digester: Digester, chains: Chains
) -> tuple[CryptoFinding, tuple[TimestampFinding, ...]]:
    if found.is_timestamp:
        stamp = check_timestamp(envelope, digester, chains)
        return stamp.crypto, (stamp,)
    if found.sub_filter == "adbe.pkcs7.sha1":
        crypto = check_pkcs7_sha1(envelope, digester("sha1"))
    elif envelope.content is not None:
        reason = "a detached signature must not carry content of its own"
        return CryptoFinding("unknown", "FORMAT_FAILURE", (reason,)), ()
    else:
        crypto = check_envelope(envelope, digester, chains.certificates)
    return crypto, signature_timestamps(envelope, chains) if crypto.integrity == "intact" else ()


def _unusable(found: SignatureField, coverage: CoverageFinding, contents: bytes) -> Examined:
    """The range points nowhere: what it once covered is not here any more."""
    crypto = CryptoFinding("broken", "FORMAT_FAILURE", coverage.problems)
    status: Status = "malformed" if not coverage.byte_range else "checked"
    try:
        envelope: Envelope | None = read_envelope(contents)
    except MalformedCmsError:
        envelope = None
    return Examined(found, status, crypto, coverage, envelope=envelope, contents=contents, problems=coverage.problems)


def _contents(value: Any) -> bytes:
    if not isinstance(value, generic.DictionaryObject):
        raise MalformedCmsError("the value of the signature field is no dictionary")
    if "/Contents" not in value:
        raise MalformedCmsError("the signature has no Contents")
    raw = value.raw_get("/Contents", decrypt=generic.EncryptedObjAccess.RAW)
    raw = raw.get_object() if isinstance(raw, generic.IndirectObject) else raw
    if not isinstance(raw, (generic.TextStringObject, generic.ByteStringObject)):
        raise MalformedCmsError("the Contents are no string")
    return bytes(raw.original_bytes)


def _certificates(value: generic.DictionaryObject) -> list[bytes]:
    found = items(value, "/Cert") or [entry(value, "/Cert")]
    strings = (generic.TextStringObject, generic.ByteStringObject)
    return [bytes(item.original_bytes) for item in found if isinstance(item, strings)]
