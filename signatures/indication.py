"""Main and sub-indication of one signature (ETSI EN 319 102-1, 5.1.3), from what is known of it."""

from __future__ import annotations

from datetime import datetime

from asn1crypto.keys import PublicKeyInfo

from signatures.chain import ChainFinding, expired
from signatures.document import PARSE_ERRORS
from signatures.examine import Examined
from signatures.integrity import CryptoFinding
from signatures.policy import Policy
from signatures.report import Indication
from signatures.steps import ChangeFinding
from signatures.timing import SigningTime

Verdict = tuple[Indication, str | None]


def indicate(
    case: Examined,
    changes: ChangeFinding,
    chain: ChainFinding | None,
    time: SigningTime,
    now: datetime,
    policy: Policy,
) -> Verdict:
    """The indication: format and mathematics first, then later changes, then trust, revocation and algorithms."""
    if case.status in {"empty", "unsupported"}:
        return "INDETERMINATE", "GENERIC"
    if case.status == "malformed":
        return "TOTAL_FAILED", "FORMAT_FAILURE"
    if case.crypto.integrity == "broken":
        return "TOTAL_FAILED", case.crypto.sub_indication or "SIG_CRYPTO_FAILURE"
    if case.crypto.integrity == "unknown" or chain is None:
        return "INDETERMINATE", case.crypto.sub_indication or "GENERIC"
    if case.coverage.coverage == "partial" or changes.later_changes == "not_permitted":
        return "TOTAL_FAILED", "FORMAT_FAILURE"
    if changes.later_changes == "unknown":
        return "INDETERMINATE", "GENERIC"
    if chain.trust != "trusted":
        return of_chain(chain, proven=time.is_proven, stamped=time.is_stamped)
    return _of_trusted(case, chain, time, now, policy)


def of_chain(chain: ChainFinding, *, proven: bool, stamped: bool) -> Verdict:
    """The indication where the chain is to blame: only a proven time can condemn for good."""
    match chain.sub_indication:
        case "REVOKED":
            return ("TOTAL_FAILED", "REVOKED") if proven else ("INDETERMINATE", "REVOKED_NO_POE")
        case "REVOKED_CA":
            return "INDETERMINATE", "REVOKED_CA_NO_POE"
        case "EXPIRED":
            return ("TOTAL_FAILED", "EXPIRED") if stamped else ("INDETERMINATE", "OUT_OF_BOUNDS_NO_POE")
        case "NOT_YET_VALID" if stamped:
            return "TOTAL_FAILED", "NOT_YET_VALID"
        case "NOT_YET_VALID":  # at the moment asked about, or by the word of the signer
            return "INDETERMINATE", "OUT_OF_BOUNDS_NO_POE" if proven else "SIG_CONSTRAINTS_FAILURE"
        case other:
            return "INDETERMINATE", other


def _of_trusted(case: Examined, chain: ChainFinding, time: SigningTime, now: datetime, policy: Policy) -> Verdict:
    if weak := weakness(case.crypto, time.moment, policy, proven=time.is_proven):
        return "INDETERMINATE", weak
    if not time.is_proven and expired(chain.path[-1:], now):
        return "INDETERMINATE", "OUT_OF_BOUNDS_NO_POE"
    if case.tampered:
        return "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE"
    if chain.revocation == "unknown" and policy.revocation == "required":
        return "INDETERMINATE", "TRY_LATER"
    return "TOTAL_PASSED", None


def weakness(crypto: CryptoFinding, moment: datetime, policy: Policy, *, proven: bool) -> str | None:
    """A digest or key too weak for the time of signing; without proof of that time it is `_NO_POE`."""
    if crypto.digest_algorithm == "sha1":
        if moment > policy.sha1_until:
            return "CRYPTO_CONSTRAINTS_FAILURE"
        return None if proven else "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    if crypto.certificate is not None and _is_short(crypto.certificate.public_key, policy):
        return "CRYPTO_CONSTRAINTS_FAILURE"
    return None


def _is_short(key: PublicKeyInfo, policy: Policy) -> bool:
    least = {"rsa": policy.min_rsa_bits, "ec": policy.min_ec_bits}.get(str(key.algorithm), 0)
    try:
        return int(key.bit_size) < least
    except PARSE_ERRORS:
        return False
