"""Trust (độ tin cậy): a chain to an anchor of the store, fit for its purpose, at a proven or claimed time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from asn1crypto import crl, ocsp, x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation.generic_cms import CertvalidatorOperationResult
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import CertificateRegistry

from signatures.evidence import Evidence, Issuers, by_subject, responders
from signatures.expiry import answer_is_silent, list_is_silent, names, says_revoked
from signatures.issuers import above, few_of_a_name
from signatures.path_validator import PathValidator
from signatures.policy import Policy
from signatures.report import Revocation, Trust
from signatures.revocation import (
    RevocationData,
    RevocationFinding,
    conclude_signature,
    conclude_timestamp,
)
from signatures.revocation_lists import RevocationList, lists_of
from signatures.trust import Purpose, TrustStore
from signatures.usage import misuse


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
        self._evidence = evidence
        self._whole: CertificateRegistry | None = None
        self._lists_read: dict[int, RevocationList] = {}
        self._validator = PathValidator(store, policy)
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
        issuers = above(certificate, self._issuers, by_subject(extra.certificates))
        plain = self._validator.find(certificate, purpose, moment, CertificateRegistry.build(issuers))
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
        self,
        certificate: x509.Certificate,
        registry: CertificateRegistry,
        evidence: Evidence,
        answers: Iterable[ocsp.OCSPResponse],
    ) -> list[crl.CertificateList]:
        """Revocation lists, with the lines about every certificate that can take part, and no others."""
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
        here = self._validator.look_up(data, purpose, moment, moment)
        if (proven or purpose == "timestamp") and not data.accuses:
            return here
        later = [self._validator.look_up(data, purpose, when, moment) for when in data.moments(moment, self._until)]
        if purpose == "timestamp":
            return conclude_timestamp(here, later)
        return conclude_signature(here, later, proven=proven)

    def _data_about(
        self, certificate: x509.Certificate, path: ValidationPath, extra: Evidence, evidence: Evidence
    ) -> RevocationData:
        """The lists and answers to look things up in, without those that cannot tell of an expired certificate."""
        asked = [item for item in path if isinstance(item, x509.Certificate)]
        registry = self._everything(extra)
        answers = [*evidence.ocsps, *(ocsp.OCSPResponse.load(data) for data in self._store.ocsps)]
        lists = self._lists(certificate, registry, evidence, answers)
        telling = [item for item in lists if not list_is_silent(item, asked)]
        speaking = [item for item in answers if not answer_is_silent(item, asked)]
        is_late = len(telling) + len(speaking) < len(lists) + len(answers)
        accuses = any(names(item, asked) for item in telling) or any(says_revoked(item) for item in speaking)
        return RevocationData(path, registry, telling, speaking, is_late, accuses)


_CHAIN_REASONS = {
    "EXPIRED": "the certificate had expired at that time",
    "OUT_OF_BOUNDS_NO_POE": "a certificate of the chain was not valid at that time",
    "NOT_YET_VALID": "the certificate was not yet valid at that time",
    "CHAIN_CONSTRAINTS_FAILURE": "the certificate is not meant for this use",
    "CRYPTO_CONSTRAINTS_FAILURE": "a certificate of the chain uses a broken algorithm",
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": "a certificate of the chain uses an algorithm no longer accepted",
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": "a certificate of the chain does not hold",
}


def expired(certificates: Iterable[x509.Certificate], moment: datetime) -> bool:
    """Whether any of them is past its end at `moment`."""
    return any(moment > certificate.not_valid_after for certificate in certificates)
