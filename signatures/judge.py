"""One file's signatures, judged one by one: a bad one never hides the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pyhanko.pdf_utils import generic

from signatures.appearance import appearance_text
from signatures.chain import ChainFinding, Chains
from signatures.changes import ChangeReview
from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.evidence import Evidence, names_certificate, read_dss, read_embedded
from signatures.examine import Examined, examine
from signatures.field import FoundFields
from signatures.fields import find_fields
from signatures.identity import identify
from signatures.indication import indicate
from signatures.level import pades_level
from signatures.objects import entry
from signatures.permissions import read_permissions
from signatures.policy import Policy
from signatures.report import Level, SignatureResult, TimestampResult
from signatures.roles import copy_kind, role_of
from signatures.sentences import explain
from signatures.steps import ChangeFinding
from signatures.timing import SigningTime, claimed_time, signing_time
from signatures.trust import Purpose, TrustStore

UNREVIEWED = ChangeFinding("unknown")


@dataclass(frozen=True, slots=True)
class Judged:
    """The results of one file, and what they mean for the file."""

    results: tuple[SignatureResult, ...]
    excused: frozenset[int]
    """Document timestamps whose later changes a later signature vouches for."""
    tampered: bool
    """Whether something unsigned was put in that mathematics refutes: a timestamp, a certificate."""
    found: FoundFields


@dataclass(frozen=True, slots=True, eq=False)
class _Weighed:
    """A signature with its time and chain, before anyone looks at later changes."""

    case: Examined
    stamps: list[Examined]
    time: SigningTime
    chain: ChainFinding | None
    changes: ChangeFinding = UNREVIEWED

    @property
    def is_sound(self) -> bool:
        """Whether the signature holds in itself and covers a revision."""
        return self.case.crypto.integrity == "intact" and self.case.coverage.coverage != "partial"

    @property
    def is_trusted(self) -> bool:
        """Whether its certificate is trusted, too."""
        return self.is_sound and self.chain is not None and self.chain.trust == "trusted"


class Judge:
    """Judges all signatures of one opened file, in signing order."""

    def __init__(self, pdf: OpenedPdf, trust: TrustStore, now: datetime, at: datetime | None, policy: Policy) -> None:
        self._pdf = pdf
        self._now = now
        self._at = at
        self._policy = policy
        self._dss = read_dss(pdf.reader)
        self._chains = Chains(trust, policy, self._dss, now, at)

    def judge(self) -> Judged:
        """Every signature, empty fields included. `PdfStrictReadError` when only a lenient reader will do."""
        found = find_fields(self._pdf)
        cases = [examine(self._pdf, field, self._chains) for field in found.fields]
        weighed = [self._weigh(case, cases) for case in cases]
        signed = [item for item in weighed if item.is_sound and not item.case.field.is_timestamp]
        vouched = {name: item.is_trusted for item in signed for name in _names(item.case)}
        review = ChangeReview(self._pdf, self._policy, vouched)
        reviewed = [self._reviewed(item, review, weighed) for item in weighed]
        excused = frozenset(index for index, item in enumerate(reviewed) if _is_stood_in_for(item, reviewed))
        results = tuple(self._result(item) for item in reviewed)
        return Judged(results, excused, any(case.tampered for case in cases), found)

    def _weigh(self, case: Examined, cases: list[Examined]) -> _Weighed:
        stamps = [other for other in cases if other.stamps(case)]
        time = signing_time(case, stamps, self._now, self._at)
        return _Weighed(case, stamps, time, self._chain(case, time))

    def _chain(self, case: Examined, time: SigningTime) -> ChainFinding | None:
        certificate = case.crypto.certificate
        if certificate is None or case.crypto.integrity != "intact":
            return None
        extra = read_embedded(case.envelope) if case.envelope is not None else Evidence()
        purpose: Purpose = "timestamp" if case.field.is_timestamp else "signature"
        found = [
            self._chains.check(item, purpose, time.moment, extra, proven=time.is_proven)
            for item in (certificate, *case.crypto.others)
        ]
        return next((item for item in found if item.trust != "trusted"), found[0])

    def _reviewed(self, item: _Weighed, review: ChangeReview, others: list[_Weighed]) -> _Weighed:
        if item.case.crypto.integrity == "unknown" and not item.case.coverage.usable:
            return item
        permissions = read_permissions(item.case.field)
        if permissions.level is None and any(_lets_note(other, item) for other in others):
            permissions = replace(permissions, notes=True)
        return replace(item, changes=review.review(item.case.coverage, permissions))

    def _result(self, item: _Weighed) -> SignatureResult:
        case, chain = item.case, item.chain
        indication, sub = indicate(case, item.changes, chain, item.time, self._now, self._policy)
        certificate = case.crypto.certificate
        result = SignatureResult(
            field=case.field.name,
            kind="timestamp" if case.field.is_timestamp else "signature",
            status=case.status,
            integrity=case.crypto.integrity,
            later_changes=item.changes.later_changes,
            coverage=case.coverage.coverage,
            trust=chain.trust if chain is not None else "unknown",
            revocation=chain.revocation if chain is not None else "unknown",
            indication=indication,
            sub_indication=sub,
            level=self._level(item),
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
            changes=item.changes.changes,
            reasons=_reasons(item),
            anchors=chain.anchors if chain is not None else (),
            validated_at=item.time.moment,
            time_from=item.time.source,
        )
        result = _with_role(result, case)
        message, message_en = explain(result, tampered_timestamp=case.tampered)
        return replace(result, explanation=message, explanation_en=message_en)

    def _level(self, item: _Weighed) -> Level:
        case = item.case
        if case.envelope is None or case.crypto.integrity != "intact" or case.field.is_timestamp:
            return "not_pades"
        sound = [stamp for stamp in case.timestamps if not stamp.tampered and stamp.crypto.integrity == "intact"]
        certificate = case.crypto.certificate
        return pades_level(
            case.envelope,
            case.field.sub_filter,
            timestamped=bool(sound or item.stamps),
            has_validation_data=certificate is not None and names_certificate(self._dss, certificate),
            archived=any(self._has_dss(stamp.coverage.revision) for stamp in item.stamps),
        )

    def _has_dss(self, revision: int | None) -> bool:
        try:
            return revision is not None and "/DSS" in self._pdf.reader.get_historical_root(revision)
        except PARSE_ERRORS:
            return False


def _lets_note(certification: _Weighed, later: _Weighed) -> bool:
    """Whether a sound certification under `later`, which says nothing itself, permits notes (ISO 32000-2, 12.8.2)."""
    is_before = 0 < certification.case.coverage.signed_end < later.case.coverage.signed_end
    return certification.is_sound and is_before and read_permissions(certification.case.field).notes


def _names(case: Examined) -> tuple[str, ...]:
    return case.field.name, *case.field.aliases


def _with_role(result: SignatureResult, case: Examined) -> SignatureResult:
    shown = appearance_text(case.field.dictionary)
    copy = copy_kind(shown, result.reason)
    return replace(result, role=role_of(result.signer), copy=copy, appearance=shown)


def _is_stood_in_for(item: _Weighed, others: list[_Weighed]) -> bool:
    """A document timestamp that was followed by changes which a later, intact signature covers as a whole."""
    if not item.case.field.is_timestamp or not item.is_sound:
        return False
    return any(
        not other.case.field.is_timestamp
        and other.is_sound
        and other.changes.later_changes in {"none", "permitted"}
        and other.case.coverage.signed_end > item.case.coverage.signed_end
        for other in others
    )


def _timestamp(case: Examined) -> TimestampResult | None:
    ranking = {"valid": 0, "untrusted": 1, "unknown": 2, "invalid": 3}
    found = sorted((item.result for item in case.timestamps), key=lambda item: ranking[item.status])
    return found[0] if found else None


def _reasons(item: _Weighed) -> tuple[str, ...]:
    case = item.case
    reasons = [*case.problems, *case.crypto.reasons, *case.coverage.problems]
    reasons += [f"the field {name} shows this same signature: it is one, not two" for name in case.field.aliases]
    reasons += [stamp.result.reason for stamp in case.timestamps if stamp.result.reason]
    if item.chain is not None:
        reasons += item.chain.reasons
        if item.time.source == "claimed":
            reasons.append("judged at the time the signer claims; no trusted timestamp proves it")
        if item.time.source == "future":
            reasons.append("the signer claims a time still to come; judged as of now")
        if item.time.source == "now":
            reasons.append("no signing time is stated; judged as of now")
    return tuple(dict.fromkeys(reasons))


def _text(case: Examined, key: str) -> str | None:
    value = entry(case.field.value, key)
    return str(value)[:2000] if isinstance(value, generic.TextStringObject) else None
