"""The trust store (kho chứng thư tin cậy): anchors, intermediates and revocation lists an operator put in a folder.

    trust/
      VGCA/root/*.pem        self-signed, or in a folder named root: anchors
      VGCA/ca/*.crt          the rest: intermediates, needed because Vietnamese files mostly embed the leaf alone
      NEAC/tsa/*.der         folders named tsa, timestamp or timestamping: for timestamps only
      crl/*.crl  ocsp/*.ocsp revocation known offline

Nothing here asks the operating system or a network.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from asn1crypto import cms, crl, ocsp, pem, x509

from signatures.manifest import KnownCertificate, load_manifest

Purpose = Literal["signature", "timestamp"]
BOTH: frozenset[Purpose] = frozenset({"signature", "timestamp"})
SIGNATURE_ONLY: frozenset[Purpose] = frozenset({"signature"})
TIMESTAMP_ONLY: frozenset[Purpose] = frozenset({"timestamp"})

ROOT_FOLDERS = frozenset({"root", "roots", "anchor", "anchors"})
TIMESTAMP_FOLDERS = frozenset({"tsa", "timestamp", "timestamps", "timestamping"})
CERTIFICATE_SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der", ".p7b", ".p7c"})
MAX_FILE = 32 * 1024 * 1024
"""Bytes of one trust file; CRLs of large authorities reach several megabytes."""


@dataclass(frozen=True, slots=True)
class TrustedCertificate:
    """One certificate of the store: for what it is trusted, where it came from, whether the manifest knows it."""

    certificate: x509.Certificate
    sha256: str
    is_anchor: bool
    purposes: frozenset[Purpose] = BOTH
    path: str = ""
    known: KnownCertificate | None = None

    @property
    def subject(self) -> str:
        """Distinguished name, human readable."""
        return str(self.certificate.subject.human_friendly)


@dataclass(frozen=True, slots=True, eq=False)
class TrustStore:
    """All that may be trusted, and a `version` (hash over all fingerprints and lists) that names exactly this set."""

    certificates: tuple[TrustedCertificate, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    problems: tuple[str, ...] = ()
    """Files that hold no certificate or list, by path."""

    @classmethod
    def empty(cls) -> TrustStore:
        """Trusts nobody: every signature is `unknown` in trust."""
        return cls()

    @classmethod
    def of(
        cls,
        anchors: Iterable[bytes],
        intermediates: Iterable[bytes] = (),
        *,
        crls: Iterable[bytes] = (),
        ocsps: Iterable[bytes] = (),
    ) -> TrustStore:
        """A store of DER certificates, every anchor good for signatures and timestamps."""
        trusted = [_trusted(der, is_anchor=True) for der in anchors]
        trusted += [_trusted(der, is_anchor=False) for der in intermediates]
        return cls(tuple(trusted), tuple(crls), tuple(ocsps))

    @property
    def version(self) -> str:
        """`sha256:` and 16 hex digits."""
        return _version(self)

    def anchors(self, purpose: Purpose) -> list[x509.Certificate]:
        """Anchors that may vouch for `purpose`."""
        return [item.certificate for item in self.certificates if item.is_anchor and purpose in item.purposes]

    def intermediates(self) -> list[x509.Certificate]:
        """Certificates that may stand between a leaf and an anchor."""
        return [item.certificate for item in self.certificates if not item.is_anchor]


@lru_cache(maxsize=8)
def _version(store: TrustStore) -> str:
    """Hashed once for each store: lists of large authorities have megabytes."""
    parts = sorted(f"{item.sha256}:{item.is_anchor}:{sorted(item.purposes)}" for item in store.certificates)
    parts += sorted(hashlib.sha256(data).hexdigest() for data in (*store.crls, *store.ocsps))
    return "sha256:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def load_trust_store(folder: Path) -> TrustStore:
    """Read a folder, searched through; order on disk does not matter.

    An anchor is a self-signed certificate, one in a folder named `root` or `anchors`, or a CA whose issuer the store
    lacks: the operator put it there, and nothing above it could vouch for it.
    Raises `FileNotFoundError` when `folder` is no folder; a single bad file is named in `problems`.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"no trust folder at {folder}")
    found: list[tuple[Path, x509.Certificate]] = []
    crls: list[bytes] = []
    ocsps: list[bytes] = []
    problems: list[str] = []
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        relative = path.relative_to(folder)
        try:
            data = read_capped(path)
            if path.suffix.casefold() in CERTIFICATE_SUFFIXES:
                found += [(relative, item) for item in parse_certificates(data)]
            elif path.suffix.casefold() == ".crl":
                crls.append(to_der_crl(data))
            elif path.suffix.casefold() in {".ocsp", ".ors"}:
                ocsps.append(ocsp.OCSPResponse.load(data, strict=True).dump())
        except (ValueError, TypeError, OSError) as error:
            problems.append(f"{relative}: {error}")
    return TrustStore(_classify(found), tuple(crls), tuple(ocsps), tuple(problems))


def read_capped(path: Path) -> bytes:
    """The file's bytes; `ValueError` beyond `MAX_FILE`."""
    if path.stat().st_size > MAX_FILE:
        raise ValueError(f"larger than {MAX_FILE} bytes")
    return path.read_bytes()


def parse_certificates(data: bytes) -> list[x509.Certificate]:
    """Certificates in PEM (one or many), DER or PKCS#7 (`.p7b`); `ValueError` when there is none."""
    ders = list(_unarmor(data)) if pem.detect(data) else [data]
    out: list[x509.Certificate] = []
    for der in ders:
        out += _parse_der(der)
    if not out:
        raise ValueError("no certificate inside")
    return out


def is_self_signed(certificate: x509.Certificate) -> bool:
    """Whether subject and issuer are one and the key identifiers do not contradict it."""
    own, authority = certificate.key_identifier, certificate.authority_key_identifier
    return certificate.subject == certificate.issuer and (not own or not authority or own == authority)


def certificate_sha256(certificate: x509.Certificate) -> str:
    """Fingerprint, lower-case hex."""
    return hashlib.sha256(certificate.dump()).hexdigest()


def _unarmor(data: bytes) -> Iterator[bytes]:
    for _label, _headers, der in pem.unarmor(data, multiple=True):
        yield der


def _parse_der(der: bytes) -> list[x509.Certificate]:
    try:
        certificate = x509.Certificate.load(der, strict=True)
        _ = certificate.subject.native, certificate.not_valid_after
        return [certificate]
    except (ValueError, TypeError):
        content = cms.ContentInfo.load(der)
        if content["content_type"].native != "signed_data":
            raise
        chosen = (item.chosen for item in content["content"]["certificates"] if item.name == "certificate")
        return [item.untag() for item in chosen]


def to_der_crl(data: bytes) -> bytes:
    """A revocation list in DER, given in PEM or DER; `ValueError` when it is none."""
    der = next(_unarmor(data)) if pem.detect(data) else data
    raw: bytes = crl.CertificateList.load(der, strict=True).dump()
    return raw


def _trusted(der: bytes, *, is_anchor: bool) -> TrustedCertificate:
    certificate = x509.Certificate.load(der, strict=True)
    return TrustedCertificate(certificate, certificate_sha256(certificate), is_anchor)


def _classify(found: list[tuple[Path, x509.Certificate]]) -> tuple[TrustedCertificate, ...]:
    known = load_manifest()
    subjects = {item.subject.hashable for _, item in found}
    out: dict[str, TrustedCertificate] = {}
    for path, certificate in found:
        folders = {part.casefold() for part in path.parts[:-1]}
        fingerprint = certificate_sha256(certificate)
        lone_ca = certificate.ca and certificate.issuer.hashable not in subjects
        is_anchor = is_self_signed(certificate) or bool(folders & ROOT_FOLDERS) or bool(lone_ca)
        entry = known.get(fingerprint)
        out.setdefault(
            fingerprint,
            TrustedCertificate(
                certificate, fingerprint, is_anchor, _purposes(certificate, folders, entry), str(path), entry
            ),
        )
    return tuple(out.values())


def _purposes(certificate: x509.Certificate, folders: set[str], known: KnownCertificate | None) -> frozenset[Purpose]:
    usage = certificate.extended_key_usage_value
    only_timestamps = usage is not None and usage.native == ["time_stamping"]
    if folders & TIMESTAMP_FOLDERS or only_timestamps or (known is not None and known.purpose == "timestamp"):
        return TIMESTAMP_ONLY
    return SIGNATURE_ONLY if known is not None and known.purpose == "signature" else BOTH
