"""What a certificate is meant for (mục đích sử dụng chứng thư), beyond the key usage that pyHanko checks."""

from __future__ import annotations

from asn1crypto import x509

from signatures.document import PARSE_ERRORS

SIGNS = frozenset({"digital_signature", "non_repudiation"})
OTHER_USES = frozenset({"server_auth", "time_stamping", "ocsp_signing"})
"""Extended key usages that are for machines; a certificate with no other one is not for signing documents."""


def misuse(certificate: x509.Certificate, *, is_anchor: bool) -> str | None:
    """Why a certificate cannot stand behind a document's signature, in English; None where it can.

    A self-signed certificate that an operator made an anchor may call itself an authority (as `openssl req` writes
    them), but not where it says that it signs nothing except certificates.
    """
    try:
        usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
        if is_anchor:
            says = usage is not None and not SIGNS & set(usage.native)
            return "the certificate of an authority signs certificates, no documents" if says else None
        if certificate.ca:
            return "the certificate of an authority signs certificates, no documents"
        if purposes is not None and set(purposes.native) <= OTHER_USES:
            return f"the certificate is meant for {', '.join(sorted(purposes.native))}, not for documents"
    except PARSE_ERRORS as error:
        return f"{type(error).__name__}: {error}"
    return None
