"""Revocation data younger than the end of a certificate (dữ liệu thu hồi sau khi chứng thư hết hạn): its silence.

Authorities take certificates off their lists once these have expired (RFC 5280, 3.3), unless a list says that it keeps
them (X.509, expiredCertsOnCRL); so does who answers by OCSP, unless there is an archive cut-off (RFC 6960, 4.4.4).
Such data still proves that a certificate was revoked. That it was not, it does not prove.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from asn1crypto import core, crl, ocsp, x509

from signatures.document import PARSE_ERRORS

EXPIRED_CERTS_ON_CRL = "2.5.29.60"


def list_is_silent(found: crl.CertificateList, certificates: Sequence[x509.Certificate]) -> bool:
    """Whether a list came out after one of these had expired, though it could have told of it before."""
    about = [item for item in certificates if item.issuer == found.issuer]
    begun: datetime = found["tbs_cert_list"]["this_update"].native
    return any(begun > item.not_valid_after for item in about) and not (_keeps_expired(found) or names(found, about))


def answer_is_silent(response: ocsp.OCSPResponse, certificates: Sequence[x509.Certificate]) -> bool:
    """Whether an answer calls good what had expired before. An unreadable one says nothing in any case."""
    ends = {item.serial_number: item.not_valid_after for item in certificates}
    try:
        found = response.basic_ocsp_response["tbs_response_data"]["responses"]
        return any(_says_good_too_late(item, ends) for item in found)
    except PARSE_ERRORS:
        return False


def names(found: crl.CertificateList, certificates: Sequence[x509.Certificate]) -> bool:
    """Whether a list has a line about one of these."""
    lines = found["tbs_cert_list"]["revoked_certificates"]
    if isinstance(lines, core.Void):
        return False
    serials = {item.serial_number for item in certificates}
    return any(line["user_certificate"].native in serials for line in lines)


def says_revoked(response: ocsp.OCSPResponse) -> bool:
    """Whether an answer calls anything revoked."""
    try:
        found = response.basic_ocsp_response["tbs_response_data"]["responses"]
        return any(item["cert_status"].name == "revoked" for item in found)
    except PARSE_ERRORS:
        return False


def _says_good_too_late(answer: ocsp.SingleResponse, ends: dict[int, datetime]) -> bool:
    end = ends.get(answer["cert_id"]["serial_number"].native)
    if end is None or answer["cert_status"].name != "good":
        return False
    return bool(answer["this_update"].native > end) and answer.archive_cutoff_value is None


def _keeps_expired(found: crl.CertificateList) -> bool:
    extensions = found["tbs_cert_list"]["crl_extensions"]
    if isinstance(extensions, core.Void):
        return False
    return any(item["extn_id"].dotted == EXPIRED_CERTS_ON_CRL for item in extensions)
