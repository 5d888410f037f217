"""Chains built and checked (dựng và kiểm tra đường dẫn chứng thực), with what is at hand and nothing fetched."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeVar

from asn1crypto import x509
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
from signatures.integrity import VALIDATOR
from signatures.issuers import KnownPath
from signatures.policy import Policy
from signatures.revocation import TOO_LATE, UNSETTLED, RevocationData, RevocationFinding, revoked
from signatures.trust import Purpose, TrustStore

Result = TypeVar("Result")

ANSWERED = RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED)
"""Of a certificate that an OCSP response speaks for; those above it are still to be looked up."""
USAGE: dict[Purpose, KeyUsageConstraints] = {
    "signature": KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}),
    "timestamp": KeyUsageConstraints(key_usage=set(), extd_key_usage={"time_stamping"}),
}


@lru_cache(maxsize=8)
def _managers(store: TrustStore) -> dict[Purpose, SimpleTrustManager]:
    """Anchors by purpose, set up once for each store."""
    purposes: tuple[Purpose, ...] = ("signature", "timestamp")
    return {purpose: SimpleTrustManager.build(store.anchors(purpose)) for purpose in purposes}


class PathValidator:
    """Finds chains to the anchors of a store, and looks up whether one of them holds a revoked certificate."""

    def __init__(self, store: TrustStore, policy: Policy) -> None:
        self._policy = policy
        self._managers = _managers(store)

    def find(
        self, certificate: x509.Certificate, purpose: Purpose, moment: datetime, registry: CertificateRegistry
    ) -> CertvalidatorOperationResult[ValidationPath]:
        """A chain, whatever may have been revoked."""
        return self._validate(certificate, purpose, self._context(purpose, moment, registry, None, NO_REVOCATION))

    def look_up(self, data: RevocationData, purpose: Purpose, when: datetime, signed: datetime) -> RevocationFinding:
        """What the data says as of `when`, by the algorithms that were good enough when it was `signed`."""
        context = self._context(purpose, when, data.registry, data, REQUIRE_REVINFO, signed)
        if not get_ocsp_urls(data.path.leaf) and data.answers:
            answer = _answered(data, context)
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


def _answered(data: RevocationData, context: ValidationContext) -> RevocationFinding | None:
    """What OCSP responses at hand say of a certificate that names no responder: pyHanko would not look at them."""
    try:
        run_now(verify_ocsp_response(data.path.leaf, data.path, context))
    except RevokedError as error:
        return revoked(error.revocation_dt, str(error.reason.native), of_authority=False)
    except (ValidationError, OCSPValidationError, *PARSE_ERRORS):
        return None
    return RevocationFinding("good")


def run_now(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine that never waits for anything, whether or not an event loop runs here already."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: Result = done.value
        return result
    coroutine.close()
    raise RuntimeError("validation tried to wait for something outside")
