"""Keeping the trust folder (kho chứng thư): list it, add to it, check it against the manifest, renew it.

listing = trust_listing(load_trust_store(folder))
added = add_files(source, folder)                      # refuses certificates the manifest does not know
added = add_files(source, folder, strangers=True)      # the operator vouches for them
for address in published_addresses():                  # whoever has a network fetches, and hands the bytes in
    accept_fetched(address, data, folder)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from asn1crypto import ocsp, pem, x509

from signatures.keeping import write_whole
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
)
from signatures.trust_lists import Put, put_list


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
    older: tuple[str, ...] = ()
    """Lists not taken, as the folder holds newer ones."""
    refused: tuple[tuple[str, str], ...] = ()
    strangers: tuple[Checked, ...] = ()
    """Of the refused, the certificates that the manifest does not know."""
    failed: tuple[tuple[str, str], ...] = ()
    """Files the disk could not give or take, with what it said: nothing is known of them."""

    @property
    def complete(self) -> bool:
        """Whether everything found its place."""
        return not self.refused and not self.failed


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
    done = _Tally()
    paths = [source] if source.is_file() else sorted((item for item in source.rglob("*") if item.is_file()), key=_turn)
    for path in paths:
        if path.suffix.casefold() not in {".tsv", ".csv", ".txt", ".md"}:
            done.take(path.name, lambda path=path: _add(path, target, strangers))  # type: ignore[misc]
    return done.added


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
    done = _Tally()
    if address.kind == "crl":
        done.take(address.url, lambda: [put_list(data, target)])
    else:
        done.take(address.url, lambda: _add_certificates(parse_certificates(data), target, strangers=False))
    return done.added


class _Tally:
    """What became of one file after the other."""

    def __init__(self) -> None:
        self.added = Added()

    def take(self, name: str, put: Callable[[], list[tuple[str, Put]]]) -> None:
        """Do it, and note what happened; a file that is refused does not hinder the next."""
        added = self.added
        try:
            outcome = put()
        except OSError as error:
            self.added = replace(added, failed=(*added.failed, (name, error.strerror or str(error))))
        except (ValueError, TypeError) as error:
            strangers = error.strangers if isinstance(error, StrangerError) else ()
            refused = (*added.refused, (name, str(error)))
            self.added = replace(added, refused=refused, strangers=(*added.strangers, *strangers))
        else:
            kinds: tuple[Put, ...] = ("written", "present", "older")
            found = {kind: tuple(each for each, state in outcome if state == kind) for kind in kinds}
            self.added = replace(added, **{kind: (*getattr(added, kind), *found[kind]) for kind in kinds})


def _turn(path: Path) -> tuple[bool, Path]:
    """Certificates before the lists they vouch for."""
    return path.suffix.casefold() not in CERTIFICATE_SUFFIXES, path


def _add(path: Path, target: Path, strangers: bool) -> list[tuple[str, Put]]:
    data = read_capped(path)
    suffix = path.suffix.casefold()
    if suffix in CERTIFICATE_SUFFIXES:
        stamps_only = bool({part.casefold() for part in path.parent.parts} & TIMESTAMP_FOLDERS)
        return _add_certificates(parse_certificates(data), target, strangers=strangers, stamps_only=stamps_only)
    if suffix == ".crl":
        return [put_list(data, target)]
    if suffix in {".ocsp", ".ors"}:
        return [_write(target / "ocsp" / path.name, ocsp.OCSPResponse.load(data, strict=True).dump())]
    raise ValueError("neither a certificate nor a revocation list")


def _add_certificates(
    certificates: list[x509.Certificate], target: Path, *, strangers: bool, stamps_only: bool = False
) -> list[tuple[str, Put]]:
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
) -> tuple[str, Put]:
    folder = target / (
        checked.entry.hierarchy if checked.entry is not None else "local/tsa" if stamps_only else "local"
    )
    folder /= "root" if is_self_signed(certificate) else "ca" if certificate.ca else "org"
    name = f"{_slug(_common_name(certificate))}_{checked.sha256[:8]}.pem"
    return _write(folder / name, pem.armor("CERTIFICATE", certificate.dump()))


def _write(path: Path, data: bytes) -> tuple[str, Put]:
    if path.exists():
        return path.name, "present"
    write_whole(path, data)
    return path.name, "written"


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
