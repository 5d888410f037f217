"""Algorithms of certificates and revocation data, up to the date of the policy (thuật toán theo ngày)."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import algos, keys
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint, AlgorithmUsagePolicy

from signatures.policy import Policy


class DatedAlgorithms(AlgorithmUsagePolicy):
    """SHA-1 up to the policy's date, MD5 and older never (certificates and revocation data)."""

    def __init__(self, policy: Policy, as_of: datetime | None = None) -> None:
        """`as_of` judges by another moment than that of the validation."""
        self._policy = policy
        self._as_of = as_of

    def digest_algorithm_allowed(
        self, algo: algos.DigestAlgorithm, moment: datetime | None
    ) -> AlgorithmUsageConstraint:
        return self._judge(str(algo["algorithm"].native), moment)

    def signature_algorithm_allowed(
        self, algo: algos.SignedDigestAlgorithm, moment: datetime | None, public_key: keys.PublicKeyInfo | None
    ) -> AlgorithmUsageConstraint:
        try:
            name = str(algo.hash_algo)
        except ValueError:
            return AlgorithmUsageConstraint(allowed=True)
        return self._judge(name, moment)

    def _judge(self, name: str, moment: datetime | None) -> AlgorithmUsageConstraint:
        moment = self._as_of or moment
        if name in {"md2", "md5"}:
            return AlgorithmUsageConstraint(allowed=False, failure_reason=f"{name} is broken")
        if name == "sha1" and moment is not None and moment > self._policy.sha1_until:
            return AlgorithmUsageConstraint(
                allowed=False, not_allowed_after=self._policy.sha1_until, failure_reason="sha1 is no longer accepted"
            )
        return AlgorithmUsageConstraint(allowed=True)
