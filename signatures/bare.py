"""A signature that stands on its own, outside of a PDF: one result in the same words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import x509

from signatures.chain import ChainFinding, Chains, expired
from signatures.evidence import Evidence
from signatures.identity import identify
from signatures.indication import of_chain, weakness
from signatures.integrity import CryptoFinding
from signatures.policy import Policy
from signatures.report import (
    Coverage,
    FileIntegrity,
    FileVerdict,
    Indication,
    Notice,
    SignatureReport,
    SignatureResult,
    Status,
    TimeSource,
    TimestampResult,
)
from signatures.roles import role_of
from signatures.sentences import explain
from signatures.trust import TrustStore


@dataclass(frozen=True, slots=True, eq=False)
class BareSignature:
    """What is known of a signature before trust: a CMS file or an XML signature."""

    name: str
    format: str
    """`CMS` or `XMLDSig`; stands where a PDF names its SubFilter."""
    crypto: CryptoFinding
    coverage: Coverage = "whole_file"
    status: Status = "checked"
    claimed_at: datetime | None = None
    timestamp: TimestampResult | None = None
    tampered: bool = False
    evidence: Evidence = Evidence()  # noqa: RUF009
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by which rules to judge."""

    now: datetime
    at: datetime | None
    policy: Policy


def judge_bare(item: BareSignature, chains: Chains, moment: Moment) -> SignatureResult:
    """The result for one signature outside of a PDF."""
    proven = item.timestamp.time if item.timestamp is not None and item.timestamp.status == "valid" else None
    when = moment.at or proven or min(item.claimed_at or moment.now, moment.now)
    is_proven = moment.at is not None or proven is not None
    certificate = item.crypto.certificate
    chain: ChainFinding | None = None
    if certificate is not None and item.crypto.integrity == "intact":
        chain = chains.check(certificate, "signature", when, item.evidence, proven=is_proven)
    indication, sub = _indicate(item, chain, when, is_proven, moment)
    result = SignatureResult(
        field=item.name,
        kind="signature",
        status=item.status,
        integrity=item.crypto.integrity,
        later_changes="none" if item.coverage == "whole_file" else "unknown",
        coverage=item.coverage,
        trust=chain.trust if chain is not None else "unknown",
        revocation=chain.revocation if chain is not None else "unknown",
        indication=indication,
        sub_indication=sub,
        level="not_pades",
        signer=identify(certificate) if certificate is not None else None,
        signed_at=item.claimed_at,
        timestamp=item.timestamp,
        explanation="",
        explanation_en="",
        sub_filter=item.format,
        digest_algorithm=item.crypto.digest_algorithm,
        reasons=(*item.problems, *item.crypto.reasons, *(chain.reasons if chain is not None else ())),
        anchors=chain.anchors if chain is not None else (),
        validated_at=when,
        time_from=_time_from(item, proven, moment),
    )
    message, message_en = explain(result, tampered_timestamp=item.tampered)
    return replace(result, explanation=message, explanation_en=message_en, role=role_of(result.signer))


def report_bare(
    items: list[BareSignature],
    trust: TrustStore,
    moment: Moment,
    *,
    certificates: tuple[x509.Certificate, ...] = (),
    warnings: tuple[Notice, ...] = (),
) -> SignatureReport:
    """The report of a file with such signatures; none of them makes it unsigned."""
    chains = Chains(trust, moment.policy, Evidence(certificates), moment.now, moment.at)
    results = tuple(judge_bare(item, chains, moment) for item in items)
    integrity = _integrity(results, any(item.tampered for item in items))
    return SignatureReport(
        integrity, _verdict(results, integrity), results, warnings, trust.version, moment.policy.name
    )


def refused(kind: str, message: str, message_en: str, trust: TrustStore, policy: Policy) -> SignatureReport:
    """The report of a file whose signatures cannot be judged, with the reason."""
    return SignatureReport(
        "unreadable", "unreadable", (), (Notice(kind, message, message_en),), trust.version, policy.name
    )


def _time_from(item: BareSignature, proven: datetime | None, moment: Moment) -> TimeSource:
    if moment.at is not None:
        return "asked"
    if proven is not None:
        return "signature_timestamp"
    if item.claimed_at is None:
        return "now"
    return "claimed" if item.claimed_at <= moment.now else "future"


def _indicate(
    item: BareSignature, chain: ChainFinding | None, when: datetime, is_proven: bool, moment: Moment
) -> tuple[Indication, str | None]:
    if item.crypto.integrity == "broken":
        return "TOTAL_FAILED", item.crypto.sub_indication
    if item.crypto.integrity == "unknown" or chain is None:
        return "INDETERMINATE", item.crypto.sub_indication or "GENERIC"
    if item.coverage == "partial":
        return "INDETERMINATE", "SIGNED_DATA_NOT_FOUND"
    if chain.trust != "trusted":
        return of_chain(chain, proven=is_proven, stamped=is_proven and moment.at is None)
    if weak := weakness(item.crypto, when, moment.policy, proven=is_proven):
        return "INDETERMINATE", weak
    if not is_proven and expired(chain.path[-1:], moment.now):
        return "INDETERMINATE", "OUT_OF_BOUNDS_NO_POE"
    if item.tampered:
        return "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE"
    if chain.revocation == "unknown" and moment.policy.revocation == "required":
        return "INDETERMINATE", "TRY_LATER"
    return "TOTAL_PASSED", None


def _integrity(results: tuple[SignatureResult, ...], tampered: bool) -> FileIntegrity:
    if not results:
        return "unsigned"
    found = {item.integrity for item in results}
    if "broken" in found:
        return "broken"
    if tampered or any(item.integrity == "intact" and item.coverage == "partial" for item in results):
        return "changed"
    return "unreadable" if "unknown" in found else "intact"


def _verdict(results: tuple[SignatureResult, ...], integrity: FileIntegrity) -> FileVerdict:
    if integrity == "unsigned":
        return "unsigned"
    if integrity in {"broken", "changed"} or any(item.indication == "TOTAL_FAILED" for item in results):
        return "failed"
    return "passed" if all(item.indication == "TOTAL_PASSED" for item in results) else "indeterminate"
