"""The PAdES level of a signature (ETSI EN 319 142-1): how long its proof will last."""

from __future__ import annotations

from signatures.cms import Envelope
from signatures.integrity import names_its_certificate
from signatures.report import Level


def pades_level(
    envelope: Envelope,
    sub_filter: str | None,
    *,
    timestamped: bool,
    has_validation_data: bool,
    archived: bool,
) -> Level:
    """`timestamped`: a sound timestamp follows the signature; `archived`: one follows the validation data, too."""
    if sub_filter != "ETSI.CAdES.detached" or len(envelope.signers) != 1 or envelope.indefinite:
        return "not_pades"
    if not names_its_certificate(envelope.signers[0]):
        return "not_pades"
    if not timestamped:
        return "B-B"
    if not has_validation_data:
        return "B-T"
    return "B-LTA" if archived else "B-LT"
