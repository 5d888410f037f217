"""One file's signatures, judged one by one: a bad one never hides the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from asn1crypto import cms, core, crl, ocsp
from asn1crypto.keys import PublicKeyInfo
from pyhanko.pdf_utils import generic
from pyhanko.sign.validation.generic_cms import extract_self_reported_ts

from signatures.chain import ChainFinding, Chains, expired
from signatures.changes import ChangeReview
from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.evidence import Evidence, read_dss, read_embedded
from signatures.examine import Examined, examine
from signatures.fields import find_fields
from signatures.identity import identify
from signatures.level import pades_level
from signatures.objects import entry
from signatures.policy import Policy
from signatures.report import Indication, Level, SignatureResult, TimestampResult
from signatures.sentences import explain
from signatures.trust import TrustStore

Verdict = tuple[Indication, str | None]
HANOI = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class SigningTime:
    """When: the earliest moment a trusted timestamp proves, else the one the signer claims, else now."""

    moment: datetime
    source: str
    """`asked`, `signature_timestamp`, `document_timestamp`, `claimed` or `now`."""

    @property
    def is_proven(self) -> bool:
        """Whether the moment rests on more than the signer's word."""
        return self.source in {"signature_timestamp", "document_timestamp", "asked"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The results of one file, and what they mean for the file."""

    results: tuple[SignatureResult, ...]
    excused: frozenset[int]
    """Document timestamps whose later changes a later signature vouches for."""
    tampered: bool
    """Whether a timestamp was put in that mathematics refutes."""


class Judge:
    """Judges all signatures of one opened file, in signing order."""

    def __init__(self, pdf: OpenedPdf, trust: TrustStore, now: datetime, at: datetime | None, policy: Policy) -> None:
        self._pdf = pdf
        self._now = now
        self._at = at
        self._policy = policy
        self._dss = read_dss(pdf.reader)
        self._chains = Chains(trust, policy, self._dss)

    def judge(self) -> Judged:
        """Every signature, empty fields included. `PdfStrictReadError` when only a lenient reader will do."""
        review = ChangeReview(self._pdf)
        cases = [examine(self._pdf, field, self._chains, review) for field in find_fields(self._pdf)]
        results = tuple(self._conclude(case, cases) for case in cases)
        excused = frozenset(index for index, case in enumerate(cases) if _is_stood_in_for(case, cases))
        return Judged(results, excused, any(case.tampered for case in cases))

    def _conclude(self, case: Examined, cases: list[Examined]) -> SignatureResult:
        stamps = [other for other in cases if other.stamps(case)]
        time = self._time(case, stamps)
        chain = self._chain(case, time)
        indication, sub = self._indication(case, chain, time)
        certificate = case.crypto.certificate
        result = SignatureResult(
            field=case.field.name,
            kind="timestamp" if case.field.is_timestamp else "signature",
            status=case.status,
            integrity=case.crypto.integrity,
            later_changes=case.changes.later_changes,
            coverage=case.coverage.coverage,
            trust=chain.trust if chain is not None else "unknown",
            revocation=chain.revocation if chain is not None else "unknown",
            indication=indication,
            sub_indication=sub,
            level=self._level(case, stamps),
            signer=identify(certificate) if certificate is not None else None,
            signed_at=claimed_time(case),
            timestamp=_timestamp(case),
            explanation="",
            explanation_en="",
            sub_filter=case.field.sub_filter,
            digest_algorithm=case.crypto.digest_algorithm,
            byte_range=case.coverage.byte_range,
            page=case.field.page,
            box=case.field.box,
            reason=_text(case, "/Reason"),
            location=_text(case, "/Location"),
            changes=case.changes.changes,
            reasons=_reasons(case, chain, time),
            anchors=chain.anchors if chain is not None else (),
            validated_at=time.moment,
        )
        message, message_en = explain(result, tampered_timestamp=case.tampered)
        return replace(result, explanation=message, explanation_en=message_en)

    def _time(self, case: Examined, stamps: list[Examined]) -> SigningTime:
        if self._at is not None:
            return SigningTime(self._at, "asked")
        inner = [item.proves for item in case.timestamps if item.proves is not None]
        outer = [item.proves for stamp in stamps for item in stamp.timestamps if item.proves is not None]
        proven = [(moment, "signature_timestamp") for moment in inner]
        proven += [(moment, "document_timestamp") for moment in outer]
        if proven:
            return SigningTime(*min(proven))
        claimed = claimed_time(case)
        return SigningTime(claimed, "claimed") if claimed is not None else SigningTime(self._now, "now")

    def _chain(self, case: Examined, time: SigningTime) -> ChainFinding | None:
        certificate = case.crypto.certificate
        if certificate is None or case.crypto.integrity != "intact":
            return None
        extra = read_embedded(case.envelope) if case.envelope is not None else Evidence()
        purpose = "timestamp" if case.field.is_timestamp else "signature"
        return self._chains.check(certificate, purpose, time.moment, extra, proven=time.is_proven)  # type: ignore[arg-type]

    def _indication(self, case: Examined, chain: ChainFinding | None, time: SigningTime) -> Verdict:
        if case.status in {"empty", "unsupported"}:
            return "INDETERMINATE", "GENERIC"
        if case.status == "malformed":
            return "TOTAL_FAILED", "FORMAT_FAILURE"
        if case.crypto.integrity == "broken":
            return "TOTAL_FAILED", case.crypto.sub_indication or "SIG_CRYPTO_FAILURE"
        if case.crypto.integrity == "unknown" or chain is None:
            return "INDETERMINATE", case.crypto.sub_indication or "GENERIC"
        if case.coverage.coverage == "partial" or case.changes.later_changes in {"not_permitted", "unknown"}:
            return "TOTAL_FAILED", "FORMAT_FAILURE"
        return self._indication_of_chain(case, chain, time)

    def _indication_of_chain(self, case: Examined, chain: ChainFinding, time: SigningTime) -> Verdict:
        if chain.trust != "trusted":
            failed = chain.sub_indication == "REVOKED"
            return ("TOTAL_FAILED" if failed else "INDETERMINATE"), chain.sub_indication
        if weak := self._weakness(case, time):
            return "INDETERMINATE", weak
        if not time.is_proven and expired(chain.path[-1:], self._now):
            return "INDETERMINATE", "OUT_OF_BOUNDS_NO_POE"
        if case.tampered:
            return "INDETERMINATE", "SIG_CONSTRAINTS_FAILURE"
        if chain.revocation == "unknown" and self._policy.revocation == "required":
            return "INDETERMINATE", "TRY_LATER"
        return "TOTAL_PASSED", None

    def _weakness(self, case: Examined, time: SigningTime) -> str | None:
        """A digest or key too weak for the time of signing."""
        suffix = "" if time.is_proven else "_NO_POE"
        if case.crypto.digest_algorithm == "sha1":
            if time.moment > self._policy.sha1_until:
                return "CRYPTO_CONSTRAINTS_FAILURE"
            return None if time.is_proven else "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
        certificate = case.crypto.certificate
        if certificate is not None and self._short_key(certificate.public_key):
            return "CRYPTO_CONSTRAINTS_FAILURE" + suffix
        return None

    def _short_key(self, key: PublicKeyInfo) -> bool:
        least = {"rsa": self._policy.min_rsa_bits, "ec": self._policy.min_ec_bits}.get(str(key.algorithm), 0)
        try:
            return int(key.bit_size) < least
        except PARSE_ERRORS:
            return False

    def _level(self, case: Examined, stamps: list[Examined]) -> Level:
        if case.envelope is None or case.crypto.integrity != "intact" or case.field.is_timestamp:
            return "not_pades"
        sound = [item for item in case.timestamps if not item.tampered and item.crypto.integrity == "intact"]
        return pades_level(
            case.envelope,
            case.field.sub_filter,
            timestamped=bool(sound or stamps),
            has_validation_data=_covers(self._dss, case),
            archived=any(self._has_dss(stamp.coverage.revision) for stamp in stamps),
        )

    def _has_dss(self, revision: int | None) -> bool:
        try:
            return revision is not None and "/DSS" in self._pdf.reader.get_historical_root(revision)
        except PARSE_ERRORS:
            return False


def claimed_time(case: Examined) -> datetime | None:
    """The signing time the signer claims: the signed attribute, else `/M`; a time without a zone is Hanoi's."""
    try:
        if case.envelope is not None and (own := _attribute_time(case.envelope.signers[0])) is not None:
            return own
        stated = entry(case.field.value, "/M")
        moment = generic.parse_pdf_date(str(stated), strict=False) if stated is not None else None
    except PARSE_ERRORS:
        return None
    return moment.replace(tzinfo=HANOI) if moment is not None and moment.tzinfo is None else moment


def _attribute_time(signer: cms.SignerInfo) -> datetime | None:
    attributes = signer["signed_attrs"]
    if isinstance(attributes, core.Void):
        return None
    moment: datetime | None = extract_self_reported_ts(signer)
    return moment


def _is_stood_in_for(case: Examined, cases: list[Examined]) -> bool:
    """A document timestamp that was followed by changes which a later, intact signature covers as a whole."""
    if not case.field.is_timestamp or case.crypto.integrity != "intact":
        return False
    return any(
        not other.field.is_timestamp
        and other.crypto.integrity == "intact"
        and other.coverage.coverage != "partial"
        and other.changes.later_changes in {"none", "permitted"}
        and other.coverage.signed_end > case.coverage.signed_end
        for other in cases
    )


def _covers(dss: Evidence, case: Examined) -> bool:
    """Whether the DSS holds revocation data about this very signer."""
    certificate = case.crypto.certificate
    if certificate is None:
        return False
    return any(_names(item, certificate.serial_number) for item in dss.ocsps) or any(
        item.issuer == certificate.issuer for item in dss.crls if isinstance(item, crl.CertificateList)
    )


def _names(response: ocsp.OCSPResponse, serial: int) -> bool:
    try:
        return any(
            item["cert_id"]["serial_number"].native == serial
            for item in response.basic_ocsp_response["tbs_response_data"]["responses"]
        )
    except PARSE_ERRORS:
        return False


def _timestamp(case: Examined) -> TimestampResult | None:
    ranking = {"valid": 0, "untrusted": 1, "unknown": 2, "invalid": 3}
    found = sorted((item.result for item in case.timestamps), key=lambda item: ranking[item.status])
    return found[0] if found else None


def _reasons(case: Examined, chain: ChainFinding | None, time: SigningTime) -> tuple[str, ...]:
    reasons = [*case.problems, *case.crypto.reasons, *case.coverage.problems]
    reasons += [item.result.reason for item in case.timestamps if item.result.reason]
    if chain is not None:
        reasons += chain.reasons
        if time.source == "claimed":
            reasons.append("judged at the time the signer claims; no trusted timestamp proves it")
        if time.source == "now":
            reasons.append("no signing time is stated; judged as of now")
    return tuple(dict.fromkeys(reasons))


def _text(case: Examined, key: str) -> str | None:
    value = entry(case.field.value, key)
    return str(value)[:2000] if isinstance(value, generic.TextStringObject) else None
