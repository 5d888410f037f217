"""The validation policy (chính sách kiểm tra): what a verdict demands beyond mathematics, named and dated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

SHA1_UNTIL = datetime(2017, 2, 23, tzinfo=UTC)
"""First public SHA-1 collision of two PDF files (CWI and Google, 23 February 2017). A signature over SHA-1 that is
younger proves less than it says; ETSI TS 119 312 no longer recommends it for any use."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How strictly a mathematically sound signature is judged.

    `revocation`: `required` leaves a signature INDETERMINATE/TRY_LATER until its certificates are known not to be
    revoked; `offline` accepts that nobody asked, and says so in the reasons (for offices without a network).
    `sha1_until`: signatures made after it with SHA-1 are INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE.
    `min_rsa_bits`, `min_ec_bits`: smaller keys likewise.
    `compare_pages`: render the pages of the signed revision and of the current file where the change analysis is
    unsure, or where new visible things were added; at most `max_compared_pages`. Their content is listed by a second
    reader in any case, up to `max_listed_pages`.
    """

    name: str
    revocation: Literal["required", "offline"] = "required"
    sha1_until: datetime = SHA1_UNTIL
    min_rsa_bits: int = 1024
    min_ec_bits: int = 224
    compare_pages: bool = True
    max_compared_pages: int = 20
    max_listed_pages: int = 300

    def with_sha1_until(self, moment: datetime) -> Policy:
        """This policy with an operator's own date, told in its name: `vanthu-default-2+sha1-until-20200101`."""
        return replace(self, name=f"{self.name}+sha1-until-{moment:%Y%m%d}", sha1_until=moment)


# 2: a time that is only claimed does not outlive a revocation, nor a certificate's silence on today's lists
DEFAULT = Policy("vanthu-default-2")
OFFLINE = Policy("vanthu-offline-2", revocation="offline")
POLICIES = {"default": DEFAULT, "offline": OFFLINE}
