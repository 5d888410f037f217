"""Trust (độ tin cậy): a chain to an anchor of the store, fit for its purpose, at a proven or claimed time."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from asn1crypto import crl, ocsp, x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation.generic_cms import CertvalidatorOperationResult, validate_cert_usage
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import OCSPValidationError, RevokedError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import CertificateRegistry, SimpleTrustManager
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response
from pyhanko_certvalidator.util import get_ocsp_urls

from signatures.dated_algorithms import DatedAlgorithms
from signatures.document import PARSE_ERRORS
from signatures.evidence import Evidence, Issuers, by_subject, responders
from signatures.expiry import answer_is_silent, list_is_silent, names, says_revoked
from signatures.integrity import VALIDATOR
from signatures.issuers import KnownPath, above, few_of_a_name
from signatures.policy import Policy
from signatures.report import Revocation, Trust
from signatures.revocation import (
    TOO_LATE,
    UNSETTLED,
    RevocationData,
    RevocationFinding,
    conclude_signature,
    conclude_timestamp,
    revoked,
)
from signatures.revocation_lists import RevocationList, lists_of
from signatures.trust import Purpose, TrustStore
from signatures.usage import misuse

Result = TypeVar("Result")

ANSWERED = RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED)
"""Of a certificate that an OCSP response speaks for; those above it are still to be looked up."""
USAGE: dict[Purpose, KeyUsageConstraints] = {
    "signature": KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}),
    "timestamp": KeyUsageConstraints(key_usage=set(), extd_key_usage={"time_stamping"}),
}


@dataclass(frozen=True, slots=True, eq=False)
class ChainFinding:
    """What is known of a certificate at `moment`."""

    trust: Trust
    revocation: Revocation
    sub_indication: str | None
    """Why it is not trusted: a sub-indication, or `EXPIRED`, `NOT_YET_VALID`, `REVOKED` or `REVOKED_CA` at `moment`,
    which mean this or that by how well the moment is proven (`signatures.indication.of_chain`)."""
    reasons: tuple[str, ...]
    anchors: tuple[str, ...]
    moment: datetime
    path: tuple[x509.Certificate, ...] = ()
    """From anchor to leaf; empty when there is no chain."""


@lru_cache(maxsize=8)
def _managers(store: TrustStore) -> dict[Purpose, SimpleTrustManager]:
    """Anchors by purpose, set up once for each store."""
    purposes: tuple[Purpose, ...] = ("signature", "timestamp")
    return {purpose: SimpleTrustManager.build(store.anchors(purpose)) for purpose in purposes}


@lru_cache(maxsize=8)
def _known_issuers(store: TrustStore) -> Issuers:
    return by_subject(item.certificate for item in store.certificates)


class Chains:
    """Builds and checks chains for one file; of the store only those certificates are looked at that lie on the way."""

    def __init__(
        self, store: TrustStore, policy: Policy, evidence: Evidence, now: datetime, at: datetime | None = None
    ) -> None:
        self.now = now
        self._until = at or now
        self._store = store
        self._policy = policy
        self._evidence = evidence
        self._whole: CertificateRegistry | None = None
        self._lists_read: dict[int, RevocationList] = {}
        self._managers = _managers(store)
        known = _known_issuers(store)
        own = by_subject(evidence.certificates)
        self._issuers = known | {subject: [*known.get(subject, ()), *found] for subject, found in own.items()}

    @property
    def issuers(self) -> Issuers:
        """Every certificate at hand, whatever its purpose, by subject."""
        return self._issuers

    @property
    def certificates(self) -> tuple[x509.Certificate, ...]:
        """Certificates known beside those in a CMS: of the store and of the file."""
        return (*self._store.intermediates(), *self._evidence.certificates)

    def check(
        self, certificate: x509.Certificate, purpose: Purpose, moment: datetime, extra: Evidence, *, proven: bool
    ) -> ChainFinding:
        """Chain, usage and validity at `moment`; then revocation. `proven`: a timestamp vouches for the moment."""
        plain = self._run(
            certificate,
            purpose,
            moment,
            CertificateRegistry.build(above(certificate, self._issuers, by_subject(extra.certificates))),
        )
        if plain.success_result is None:
            return self._without_chain(certificate, moment, plain)
        path = plain.success_result
        anchors = (str(path.trust_anchor.authority.name.human_friendly),)
        certificates = tuple(item for item in path if isinstance(item, x509.Certificate))
        wrong = misuse(certificate, is_anchor=path.pkix_len == 0) if purpose == "signature" else None
        if wrong is not None:
            reasons = (wrong,)
            return ChainFinding(
                "untrusted", "unknown", "CHAIN_CONSTRAINTS_FAILURE", reasons, anchors, moment, certificates
            )
        found = self._revocation(certificate, purpose, moment, extra, path, proven)
        if found.state == "revoked":
            sub = "REVOKED_CA" if found.of_authority else "REVOKED"
            return ChainFinding("untrusted", found.state, sub, found.reasons, anchors, moment, certificates)
        return ChainFinding("trusted", found.state, None, found.reasons, anchors, moment, certificates)

    def _everything(self, extra: Evidence) -> CertificateRegistry:
        """With all of the store: who signs revocation data need not lie on the way."""
        if self._whole is None:
            few = few_of_a_name(self._evidence.certificates)
            self._whole = CertificateRegistry.build([*self._store.intermediates(), *few])
        self._whole.register_multiple(few_of_a_name(extra.certificates))
        return self._whole

    def _lists(
        self, certificate: x509.Certificate, registry: CertificateRegistry, evidence: Evidence
    ) -> list[crl.CertificateList]:
        """Revocation lists, with the lines about every certificate that can take part, and no others."""
        answers = (*evidence.ocsps, *(ocsp.OCSPResponse.load(data) for data in self._store.ocsps))
        anchors = self._store.anchors("signature") + self._store.anchors("timestamp")
        known = [certificate, *registry, *anchors, *(item for answer in answers for item in responders(answer))]
        held = (*(self._read(item) for item in evidence.crls), *lists_of(self._store))
        return [item.about(known) for item in held]

    def _read(self, found: crl.CertificateList) -> RevocationList:
        if id(found) not in self._lists_read:
            self._lists_read[id(found)] = RevocationList(found)
        return self._lists_read[id(found)]

    def _without_chain(
        self, certificate: x509.Certificate, moment: datetime, result: CertvalidatorOperationResult[ValidationPath]
    ) -> ChainFinding:
        sub = result.error_subindic
        name = sub.name if sub is not None else "CERTIFICATE_CHAIN_GENERAL_FAILURE"
        path: ValidationPath | None = result.error_path
        anchors = (str(path.trust_anchor.authority.name.human_friendly),) if path is not None else ()
        found = tuple(item for item in path if isinstance(item, x509.Certificate)) if path is not None else ()
        if sub == AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
            own = certificate.self_issued
            trust: Trust = "untrusted" if own else "unknown"
            who = certificate.issuer.human_friendly
            reason = "the certificate is self-signed" if own else f"the store knows no chain to the issuer {who}"
            return ChainFinding(trust, "unknown", name, (reason,), anchors, moment, found)
        if moment < certificate.not_valid_before:
            name = "NOT_YET_VALID"
        elif moment > certificate.not_valid_after:
            name = "EXPIRED"
        return ChainFinding("untrusted", "unknown", name, (_CHAIN_REASONS.get(name, name),), anchors, moment, found)

    def _revocation(
        self,
        certificate: x509.Certificate,
        purpose: Purpose,
        moment: datetime,
        extra: Evidence,
        path: ValidationPath,
        proven: bool,
    ) -> RevocationFinding:
        if path.pkix_len == 0:
            return RevocationFinding("good")
        evidence = self._evidence + extra
        if not (evidence.has_revocation or self._store.crls or self._store.ocsps):
            return RevocationFinding("unknown", ("no revocation data is at hand",))
        data = self._data_about(certificate, path, extra, evidence)
        here = self._look_up(data, purpose, moment, moment)
        if (proven or purpose == "timestamp") and not data.accuses:
            return here
        later = [self._look_up(data, purpose, when, moment) for when in data.moments(moment, self._until)]
        if purpose == "timestamp":
            return conclude_timestamp(here, later)
        return conclude_signature(here, later, proven=proven)

    def _data_about(
        self, certificate: x509.Certificate, path: ValidationPath, extra: Evidence, evidence: Evidence
    ) -> RevocationData:
        """The lists and answers to look things up in, without those that cannot tell of an expired certificate."""
        asked = [item for item in path if isinstance(item, x509.Certificate)]
        registry = self._everything(extra)
        lists = self._lists(certificate, registry, evidence)
        answers = [*evidence.ocsps, *(ocsp.OCSPResponse.load(data) for data in self._store.ocsps)]
        telling = [item for item in lists if not list_is_silent(item, asked)]
        speaking = [item for item in answers if not answer_is_silent(item, asked)]
        is_late = len(telling) + len(speaking) < len(lists) + len(answers)
        accuses = any(names(item, asked) for item in telling) or any(says_revoked(item) for item in speaking)
        return RevocationData(path, registry, telling, speaking, is_late, accuses)

    def _look_up(self, data: RevocationData, purpose: Purpose, when: datetime, signed: datetime) -> RevocationFinding:
        """What the data says as of `when`, by the algorithms that were good enough when it was `signed`."""
        context = self._context(purpose, when, data.registry, data, REQUIRE_REVINFO, signed)
        if not get_ocsp_urls(data.path.leaf) and data.answers:
            answer = self._answered(data, context)
            if answer is not None and answer.state == "revoked":
                return answer
            if answer is not None:
                context = self._context(purpose, when, data.registry, data, ANSWERED, signed)
        result = self._validate(data.path.leaf, purpose, context, data.path)
        if (details := result.revo_details) is not None:
            cause = str(details.revocation_reason.native)
            return revoked(details.revocation_date, cause, of_authority=details.ca_revoked)
        if result.success_result is not None:
            return RevocationFinding("good")
        return RevocationFinding("unknown", (TOO_LATE if data.is_late else UNSETTLED,))

    def _answered(self, data: RevocationData, context: ValidationContext) -> RevocationFinding | None:
        """What OCSP responses at hand say of a certificate that names no responder: pyHanko would not look at them."""
        try:
            run_now(verify_ocsp_response(data.path.leaf, data.path, context))
        except RevokedError as error:
            return revoked(error.revocation_dt, str(error.reason.native), of_authority=False)
        except (ValidationError, OCSPValidationError, *PARSE_ERRORS):
            return None
        return RevocationFinding("good")

    def _run(
        self, certificate: x509.Certificate, purpose: Purpose, moment: datetime, registry: CertificateRegistry
    ) -> CertvalidatorOperationResult[ValidationPath]:
        """A chain, whatever may have been revoked."""
        return self._validate(certificate, purpose, self._context(purpose, moment, registry, None, NO_REVOCATION))

    def _validate(
        self,
        certificate: x509.Certificate,
        purpose: Purpose,
        context: ValidationContext,
        path: ValidationPath | None = None,
    ) -> CertvalidatorOperationResult[ValidationPath]:
        """The first chain that holds; with `path`, whether that one does."""
        paths = KnownPath(path) if path is not None else context.path_builder.async_build_paths_lazy(certificate)
        try:
            return run_now(validate_cert_usage(certificate, context, key_usage_settings=USAGE[purpose], paths=paths))
        except PARSE_ERRORS:
            return CertvalidatorOperationResult(
                success_result=None, error_subindic=AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE
            )

    def _context(
        self,
        purpose: Purpose,
        moment: datetime,
        registry: CertificateRegistry,
        data: RevocationData | None,
        rule: RevocationCheckingPolicy,
        signed: datetime | None = None,
    ) -> ValidationContext:
        return ValidationContext(
            trust_manager=self._managers[purpose],
            certificate_registry=registry,
            moment=moment,
            crls=data.lists if data is not None else (),
            ocsps=data.answers if data is not None else (),
            revinfo_policy=CertRevTrustPolicy(rule, retroactive_revinfo=True),
            algorithm_usage_policy=DatedAlgorithms(self._policy, signed),
            signature_validator=VALIDATOR,
        )


_CHAIN_REASONS = {
    "EXPIRED": "the certificate had expired at that time",
    "OUT_OF_BOUNDS_NO_POE": "a certificate of the chain was not valid at that time",
    "NOT_YET_VALID": "the certificate was not yet valid at that time",
    "CHAIN_CONSTRAINTS_FAILURE": "the certificate is not meant for this use",
    "CRYPTO_CONSTRAINTS_FAILURE": "a certificate of the chain uses a broken algorithm",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "a certificate of the chain uses an algorithm no longer accepted",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "a certificate of the chain does not hold",
}


def run_now(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine that never waits for anything, whether or not an event loop runs here already."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    coroutine.close()
    raise RuntimeError("validation tried to wait for something outside")


def expired(certificates: Iterable[x509.Certificate], moment: datetime) -> bool:
    """Whether any of them is past its end at `moment`."""
    return any(moment > certificate.not_valid_after for certificate in certificates)
