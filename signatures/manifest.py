"""The manifest of Vietnamese authorities: fingerprints, subjects, validity; the certificates are the operator's."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from datetime import date
from importlib import resources
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class KnownCertificate:
    """One certificate we know by its SHA-256: VGCA (cơ quan nhà nước) or NEAC (doanh nghiệp, cá nhân)."""

    sha256: str
    hierarchy: str
    kind: Literal["root", "ca", "organization"]
    purpose: Literal["general", "signature", "timestamp"]
    subject: str
    issuer: str
    serial: str
    not_before: date
    not_after: date
    crl: str
    issuer_url: str
    source: str


@functools.cache
def load_manifest() -> MappingProxyType[str, KnownCertificate]:
    """Known certificates by fingerprint (lower-case hex)."""
    text = resources.files("signatures").joinpath("data/certificates.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["sha256"]: _known(row) for row in csv.DictReader(text.splitlines())})


def _known(row: dict[str, str]) -> KnownCertificate:
    return KnownCertificate(
        sha256=row["sha256"],
        hierarchy=row["hierarchy"],
        kind=row["kind"],  # type: ignore[arg-type]
        purpose=row["purpose"],  # type: ignore[arg-type]
        subject=row["subject"],
        issuer=row["issuer"],
        serial=row["serial"],
        not_before=date.fromisoformat(row["not_before"]),
        not_after=date.fromisoformat(row["not_after"]),
        crl=row["crl"],
        issuer_url=row["issuer_url"],
        source=row["source"],
    )
