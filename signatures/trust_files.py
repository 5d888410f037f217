"""Keeping the trust folder (kho chứng thư): list it, add to it, check it against the manifest, renew it.

listing = trust_listing(load_trust_store(folder))
added = add_files(source, folder)                      # refuses certificates the manifest does not know
added = add_files(source, folder, strangers=True)      # the operator vouches for them
for address in published_addresses():                  # whoever has a network fetches, and hands the bytes in
    accept_fetched(address, data, folder)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from asn1crypto import crl, ocsp, pem, x509

from signatures.manifest import KnownCertificate, load_manifest
from signatures.trust import (
    CERTIFICATE_SUFFIXES,
    TIMESTAMP_FOLDERS,
    Purpose,
    TrustStore,
    certificate_sha256,
    is_self_signed,
    parse_certificates,
    read_capped,
    to_der_crl,
)


@dataclass(frozen=True, slots=True)
class TrustEntry:
    """One certificate of the store, for showing."""

    sha256: str
    subject: str
    issuer: str
    hierarchy: str
    is_anchor: bool
    purposes: tuple[Purpose, ...]
    not_before: datetime
    not_after: datetime
    known: bool
    """Whether the shipped manifest names its fingerprint."""
    path: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A certificate held against the manifest."""

    sha256: str
    subject: str
    state: Literal["known", "stranger", "impostor"]
    """`impostor`: the manifest knows this subject by another fingerprint and key."""
    entry: KnownCertificate | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What `add_files` did: files written, those already there, those refused with the reason."""

    written: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    strangers: tuple[Checked, ...] = ()
    """Of the refused, the certificates that the manifest does not know."""


class StrangerError(ValueError):
    """Certificates that the manifest does not know, and nobody vouched for."""

    def __init__(self, strangers: tuple[Checked, ...]) -> None:
        super().__init__(f"not in the manifest: {strangers[0].subject} ({strangers[0].sha256[:16]}…)")
        self.strangers = strangers


@dataclass(frozen=True, slots=True)
class Address:
    """Where an authority publishes something: its certificate (pinned by `sha256`) or its revocation list."""

    url: str
    kind: Literal["certificate", "crl"]
    subject: str
    sha256: str | None = None


def trust_listing(store: TrustStore) -> tuple[TrustEntry, ...]:
    """Every certificate of the store, anchors first, by subject."""
    entries = [
        TrustEntry(
            item.sha256,
            item.subject,
            str(item.certificate.issuer.human_friendly),
            item.known.hierarchy if item.known is not None else "",
            item.is_anchor,
            tuple(sorted(item.purposes)),
            item.certificate.not_valid_before,
            item.certificate.not_valid_after,
            item.known is not None,
            item.path,
        )
        for item in store.certificates
    ]
    return tuple(sorted(entries, key=lambda entry: (not entry.is_anchor, entry.subject)))


def check_against_manifest(certificates: list[x509.Certificate]) -> tuple[Checked, ...]:
    """Whether the manifest knows each certificate, or knows its name under another fingerprint."""
    known = load_manifest()
    names = {_name_key(entry.subject) for entry in known.values()}
    out: list[Checked] = []
    for certificate in certificates:
        fingerprint = certificate_sha256(certificate)
        subject = str(certificate.subject.human_friendly)
        entry = known.get(fingerprint)
        if entry is not None:
            out.append(Checked(fingerprint, subject, "known", entry))
        else:
            out.append(Checked(fingerprint, subject, "impostor" if _rfc_key(certificate) in names else "stranger"))
    return tuple(out)


def add_files(source: Path, target: Path, *, strangers: bool = False) -> Added:
    """Copy certificates, CRLs and OCSP responses from a file or folder into the trust folder.

    Unknown certificates are refused unless `strangers`. Raises `FileNotFoundError` when there is no `source`.
    """
    if not source.exists():
        raise FileNotFoundError(f"nothing at {source}")
    written: list[str] = []
    present: list[str] = []
    refused: list[tuple[str, str]] = []
    unknown: list[Checked] = []
    for path in [source] if source.is_file() else sorted(item for item in source.rglob("*") if item.is_file()):
        if path.suffix.casefold() in {".tsv", ".csv", ".txt", ".md"}:
            continue
        try:
            outcome = _add(path, target, strangers)
        except (ValueError, TypeError, OSError) as error:
            refused.append((path.name, str(error)))
            unknown += error.strangers if isinstance(error, StrangerError) else ()
            continue
        for name, is_new in outcome:
            (written if is_new else present).append(name)
    return Added(tuple(written), tuple(present), tuple(refused), tuple(unknown))


def published_addresses() -> tuple[Address, ...]:
    """Where the manifest says that certificates and lists are published; each once."""
    out: dict[str, Address] = {}
    for entry in load_manifest().values():
        if entry.crl:
            out.setdefault(entry.crl, Address(entry.crl, "crl", entry.issuer))
        if entry.issuer_url:
            out.setdefault(entry.issuer_url, Address(entry.issuer_url, "certificate", entry.issuer))
    return tuple(out.values())


def accept_fetched(address: Address, data: bytes, target: Path) -> Added:
    """Take in what was fetched from `address`: certificates the manifest knows, or a revocation list.

    A list is no secret and needs no pin: it counts only where its issuer's key, being in the store, signed it.
    """
    try:
        if address.kind == "crl":
            name, is_new = _write(target / "crl" / f"{_slug(address.subject)}.crl", to_der_crl(data), replace=True)
            return Added(written=(name,)) if is_new else Added(present=(name,))
        outcome = _add_certificates(parse_certificates(data), target, strangers=False)
    except (ValueError, TypeError) as error:
        strangers = error.strangers if isinstance(error, StrangerError) else ()
        return Added(refused=((address.url, str(error)),), strangers=strangers)
    return Added(tuple(name for name, new in outcome if new), tuple(name for name, new in outcome if not new))


def _add(path: Path, target: Path, strangers: bool) -> list[tuple[str, bool]]:
    data = read_capped(path)
    suffix = path.suffix.casefold()
    if suffix in CERTIFICATE_SUFFIXES:
        stamps_only = bool({part.casefold() for part in path.parent.parts} & TIMESTAMP_FOLDERS)
        return _add_certificates(parse_certificates(data), target, strangers=strangers, stamps_only=stamps_only)
    if suffix == ".crl":
        issuer = crl.CertificateList.load(to_der_crl(data)).issuer.human_friendly
        return [_write(target / "crl" / f"{_slug(str(issuer))}.crl", to_der_crl(data), replace=True)]
    if suffix in {".ocsp", ".ors"}:
        return [_write(target / "ocsp" / path.name, ocsp.OCSPResponse.load(data, strict=True).dump())]
    raise ValueError("neither a certificate nor a revocation list")


def _add_certificates(
    certificates: list[x509.Certificate], target: Path, *, strangers: bool, stamps_only: bool = False
) -> list[tuple[str, bool]]:
    """`stamps_only`: strangers from a folder for timestamps; the manifest says it of those it knows."""
    checked = check_against_manifest(certificates)
    if not strangers:
        unknown = tuple(item for item in checked if item.state != "known")
        if unknown:
            raise StrangerError(unknown)
    return [
        _write_certificate(certificate, item, target, stamps_only=stamps_only)
        for certificate, item in zip(certificates, checked, strict=True)
    ]


def _write_certificate(
    certificate: x509.Certificate, checked: Checked, target: Path, *, stamps_only: bool
) -> tuple[str, bool]:
    folder = target / (
        checked.entry.hierarchy if checked.entry is not None else "local/tsa" if stamps_only else "local"
    )
    folder /= "root" if is_self_signed(certificate) else "ca" if certificate.ca else "org"
    name = f"{_slug(_common_name(certificate))}_{checked.sha256[:8]}.pem"
    return _write(folder / name, pem.armor("CERTIFICATE", certificate.dump()))


def _write(path: Path, data: bytes, *, replace: bool = False) -> tuple[str, bool]:
    if path.exists() and (not replace or path.read_bytes() == data):
        return path.name, False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path.name, True


def _common_name(certificate: x509.Certificate) -> str:
    name = certificate.subject.native.get("common_name", "certificate")
    return str(name[0] if isinstance(name, list) else name)


def _slug(text: str) -> str:
    return re.sub(r"[^\w.-]+", "_", text).strip("_")[:80] or "item"


def _name_key(subject: str) -> frozenset[str]:
    """The values of a distinguished name, whatever order and labels it is written in."""
    return frozenset(part.partition("=")[2].strip().casefold() for part in re.split(r",(?=\w+=)", subject))


def _rfc_key(certificate: x509.Certificate) -> frozenset[str]:
    values = certificate.subject.native.values()
    flat = (item for value in values for item in (value if isinstance(value, list) else [value]))
    return frozenset(str(item).strip().casefold() for item in flat)
