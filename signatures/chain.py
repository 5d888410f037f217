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
from signatures.integrity import VALIDATOR
from signatures.policy import Policy
from signatures.report import Revocation, Trust
from signatures.revocation_lists import RevocationList, lists_of
from signatures.trust import Purpose, TrustStore

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
    reasons: tuple[str, ...]
    anchors: tuple[str, ...]
    moment: datetime
    path: tuple[x509.Certificate, ...] = ()
    """From anchor to leaf; empty when there is no chain."""
    revoked_at: datetime | None = None


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

    def __init__(self, store: TrustStore, policy: Policy, evidence: Evidence) -> None:
        self._store = store
        self._policy = policy
        self._evidence = evidence
        self._registry = CertificateRegistry.build(evidence.certificates)
        self._whole: CertificateRegistry | None = None
        self._lists_read: dict[int, RevocationList] = {}
        self._managers = _managers(store)
        self._algorithms = DatedAlgorithms(policy)
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
        self._registry.register_multiple((*extra.certificates, *self._above(certificate, extra)))
        plain = self._run(certificate, purpose, moment, self._registry, None)
        if plain.success_result is None:
            return self._without_chain(certificate, moment, plain)
        path = plain.success_result
        anchors = (str(path.trust_anchor.authority.name.human_friendly),)
        certificates = tuple(item for item in path if isinstance(item, x509.Certificate))
        revocation, revoked_at, reasons = self._revocation(certificate, purpose, moment, extra, path, proven)
        if revocation == "revoked":
            sub = "REVOKED" if proven else "REVOKED_NO_POE"
            return ChainFinding("untrusted", revocation, sub, reasons, anchors, moment, certificates, revoked_at)
        return ChainFinding("trusted", revocation, None, reasons, anchors, moment, certificates)

    def _above(self, certificate: x509.Certificate, extra: Evidence) -> list[x509.Certificate]:
        """Whoever may have issued it, and whoever may have issued them, as far up as names lead."""
        own = by_subject(extra.certificates)
        found: dict[bytes, x509.Certificate] = {}
        waiting = [certificate]
        while waiting:
            name = waiting.pop().issuer.hashable
            for issuer in (*self._issuers.get(name, ()), *own.get(name, ())):
                if issuer.sha256 not in found:
                    found[issuer.sha256] = issuer
                    waiting.append(issuer)
        return list(found.values())

    def _everything(self, extra: Evidence) -> CertificateRegistry:
        """With all of the store: who signs revocation data need not lie on the way."""
        if self._whole is None:
            self._whole = CertificateRegistry.build([*self._store.intermediates(), *self._evidence.certificates])
        self._whole.register_multiple(extra.certificates)
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
        return ChainFinding("untrusted", "unknown", name, (_CHAIN_REASONS.get(name, name),), anchors, moment, found)

    def _revocation(
        self,
        certificate: x509.Certificate,
        purpose: Purpose,
        moment: datetime,
        extra: Evidence,
        path: ValidationPath,
        proven: bool,
    ) -> tuple[Revocation, datetime | None, tuple[str, ...]]:
        if path.pkix_len == 0:
            return "good", None, ()
        evidence = self._evidence + extra
        if not (evidence.has_revocation or self._store.crls or self._store.ocsps):
            return "unknown", None, ("no revocation data is at hand",)
        rule, revoked_at = REQUIRE_REVINFO, None
        if not get_ocsp_urls(certificate) and (evidence.ocsps or self._store.ocsps):
            answer, revoked_at = self._answered(certificate, path, moment, self._everything(extra), evidence)
            rule = ANSWERED if answer == "good" else REQUIRE_REVINFO
        if revoked_at is not None:
            return "revoked", revoked_at, (f"revoked on {revoked_at.isoformat()}",)
        result = self._run(certificate, purpose, moment, self._everything(extra), evidence, rule)
        if result.revo_details is not None:
            when = result.revo_details.revocation_date
            return "revoked", when, (f"revoked on {when.isoformat()}",)
        if result.success_result is not None:
            return "good", None, ()
        return "unknown", None, ("the revocation data at hand does not settle it",)

    def _answered(
        self,
        certificate: x509.Certificate,
        path: ValidationPath,
        moment: datetime,
        registry: CertificateRegistry,
        evidence: Evidence,
    ) -> tuple[Revocation, datetime | None]:
        """What OCSP responses at hand say of a certificate that names no responder: pyHanko would not look at them."""
        context = self._context(certificate, "signature", moment, registry, evidence, REQUIRE_REVINFO)
        try:
            run_now(verify_ocsp_response(certificate, path, context))
        except RevokedError as error:
            return "revoked", error.revocation_dt
        except (ValidationError, OCSPValidationError, *PARSE_ERRORS):
            return "unknown", None
        return "good", None

    def _run(
        self,
        certificate: x509.Certificate,
        purpose: Purpose,
        moment: datetime,
        registry: CertificateRegistry,
        evidence: Evidence | None,
        rule: RevocationCheckingPolicy = NO_REVOCATION,
    ) -> CertvalidatorOperationResult[ValidationPath]:
        context = self._context(certificate, purpose, moment, registry, evidence, rule)
        paths = context.path_builder.async_build_paths_lazy(certificate)
        try:
            return run_now(validate_cert_usage(certificate, context, key_usage_settings=USAGE[purpose], paths=paths))
        except PARSE_ERRORS:
            return CertvalidatorOperationResult(
                success_result=None, error_subindic=AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE
            )

    def _context(
        self,
        certificate: x509.Certificate,
        purpose: Purpose,
        moment: datetime,
        registry: CertificateRegistry,
        evidence: Evidence | None,
        rule: RevocationCheckingPolicy,
    ) -> ValidationContext:
        return ValidationContext(
            trust_manager=self._managers[purpose],
            certificate_registry=registry,
            moment=moment,
            crls=self._lists(certificate, registry, evidence) if evidence is not None else (),
            ocsps=[*evidence.ocsps, *self._store.ocsps] if evidence is not None else (),
            revinfo_policy=CertRevTrustPolicy(rule, retroactive_revinfo=True),
            algorithm_usage_policy=self._algorithms,
            signature_validator=VALIDATOR,
        )


_CHAIN_REASONS = {
    "OUT_OF_BOUNDS_NO_POE": "the certificate had expired at that time",
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
