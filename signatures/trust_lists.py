"""Revocation lists in the trust folder (danh sách thu hồi trong kho): an older one never takes the place of a newer.

A list is no secret and needs no pin: it counts only where its issuer signed it. One that the issuer in the store did
not sign is refused, so that nobody can push the true one out.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from asn1crypto import crl, x509
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from signatures.document import PARSE_ERRORS
from signatures.keeping import write_whole
from signatures.trust import load_trust_store, to_der_crl

Put = Literal["written", "present", "older"]


def put_list(data: bytes, folder: Path) -> tuple[str, Put]:
    """Keep a list (PEM or DER) in the trust folder: its file name, and what became of it.

    `older`: the folder holds a newer one, which stays. Raises `ValueError` for what is no list or not its issuer's,
    `OSError` where the disk fails.
    """
    der = to_der_crl(data)
    found = crl.CertificateList.load(der)
    _check_signature(found, _issuers(found, folder))
    path = folder / "crl" / _file_name(found)
    held = _held(path)
    if held is not None:
        if held.dump() == der:
            return path.name, "present"
        if _age(found) < _age(held):
            return path.name, "older"
    write_whole(path, der)
    return path.name, "written"


def _issuers(found: crl.CertificateList, folder: Path) -> list[x509.Certificate]:
    if not folder.is_dir():
        return []
    certificates = (item.certificate for item in load_trust_store(folder).certificates)
    return [item for item in certificates if item.subject == found.issuer]


def _check_signature(found: crl.CertificateList, issuers: Iterable[x509.Certificate]) -> None:
    """Of a list whose issuer is in the store; another one counts for nothing until its issuer is."""
    known = list(issuers)
    wanted = found.authority_key_identifier
    fitting = [item for item in known if not wanted or not item.key_identifier or item.key_identifier == wanted]
    if known and not any(_is_signed_by(found, item) for item in fitting):
        raise ValueError("its issuer, as the store knows it, did not sign this list")


def _is_signed_by(found: crl.CertificateList, issuer: x509.Certificate) -> bool:
    try:
        DefaultSignatureValidator().validate_signature(
            found["signature"].native, found["tbs_cert_list"].dump(), issuer.public_key, found["signature_algorithm"]
        )
    except PARSE_ERRORS:
        return False
    return True


def _held(path: Path) -> crl.CertificateList | None:
    """The list at that place; None for none, and for a damaged one."""
    try:
        return crl.CertificateList.load(to_der_crl(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError):
        return None


def _age(found: crl.CertificateList) -> tuple[object, int]:
    number = found.crl_number_value
    return found["tbs_cert_list"]["this_update"].native, int(number.native) if number is not None else 0


def _file_name(found: crl.CertificateList) -> str:
    """One file for each issuer, and for each part where the issuer publishes its list in parts, or a delta."""
    issuer = re.sub(r"[^\w.-]+", "_", str(found.issuer.human_friendly)).strip("_")[:80] or "issuer"
    scopes = (found.issuing_distribution_point_value, found.delta_crl_indicator_value)
    scope = b"".join(item.dump() for item in scopes if item is not None)
    return f"{issuer}_{hashlib.sha256(scope).hexdigest()[:8]}.crl" if scope else f"{issuer}.crl"
