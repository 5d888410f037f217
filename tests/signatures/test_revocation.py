"""Revoked before, after, or nobody knows: by how well the time of signing is proven, never by the signer's word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from signatures.policy import DEFAULT, OFFLINE, Policy
from signatures.report import SignatureResult
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, Identity, make_pki, sign_pdf

PKI = make_pki()
FIRM = PKI.firm()
DAY = timedelta(days=1)
CLAIMED = sign_pdf(make_pdf(), FIRM)
STAMPED = sign_pdf(make_pdf(), FIRM, timestamper=PKI.timestamper(SIGNED_AT))
LONG_AGO = NOW - 200 * DAY
OLD = PKI.issue("Hết hạn", not_before=NOW - 300 * DAY, not_after=NOW - 100 * DAY)
OLD_STAMPED = sign_pdf(make_pdf(), OLD, at=LONG_AGO, timestamper=PKI.timestamper(LONG_AGO))
BEFORE, AFTER = SIGNED_AT - DAY, SIGNED_AT + DAY / 2
COMPROMISE, REPLACED = x509.ReasonFlags.key_compromise, x509.ReasonFlags.superseded


def _list(
    issuer: Identity,
    revoked: Iterable[tuple[Identity, datetime]] = (),
    *,
    at: datetime = NOW,
    reason: x509.ReasonFlags | None = None,
    keeps_expired: bool = False,
) -> bytes:
    builder = x509.CertificateRevocationListBuilder().issuer_name(issuer.certificate.subject)
    builder = builder.last_update(at - timedelta(hours=1)).next_update(at + 7 * DAY)
    if keeps_expired:
        value = b"\x18\x0f20200101000000Z"
        builder = builder.add_extension(x509.UnrecognizedExtension(x509.ObjectIdentifier("2.5.29.60"), value), False)
    for who, when in revoked:
        line = x509.RevokedCertificateBuilder().serial_number(who.certificate.serial_number).revocation_date(when)
        builder = builder.add_revoked_certificate(
            (line.add_extension(x509.CRLReason(reason), False) if reason else line).build()
        )
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)


ROOT_LIST = PKI.root_crl()


def _judge(
    data: bytes, *lists: bytes, ocsps: Iterable[bytes] = (), policy: Policy = DEFAULT, now: datetime = NOW
) -> SignatureResult:
    store = TrustStore.of([PKI.root.der], [PKI.ca.der], crls=lists, ocsps=ocsps)
    return verify(data, trust=store, now=now, policy=policy).signatures[0]


@pytest.mark.parametrize("policy", [DEFAULT, OFFLINE], ids=["default", "offline"])
@pytest.mark.parametrize(
    ("data", "revoked_at", "expected"),
    [
        (CLAIMED, BEFORE, ("INDETERMINATE", "REVOKED_NO_POE")),
        (CLAIMED, AFTER, ("INDETERMINATE", "REVOKED_NO_POE")),  # he who stole the key claims what he likes
        (STAMPED, BEFORE, ("TOTAL_FAILED", "REVOKED")),
        (STAMPED, AFTER, ("TOTAL_PASSED", None)),
    ],
    ids=["claimed-before", "claimed-after", "stamped-before", "stamped-after"],
)
def test_only_a_proven_time_outlives_a_revocation(
    data: bytes, revoked_at: datetime, expected: tuple[str, str | None], policy: Policy
) -> None:
    """By list and by OCSP answer alike, also where nobody must ask about revocation."""
    by_list = _judge(data, PKI.crl([(FIRM, revoked_at)]), ROOT_LIST, policy=policy)
    by_answer = _judge(data, ROOT_LIST, ocsps=[PKI.ocsp(FIRM, revoked_at=revoked_at)], policy=policy)
    assert (by_list.indication, by_list.sub_indication) == expected
    assert (by_answer.indication, by_answer.sub_indication) == expected


def test_a_revoked_authority_condemns_what_claims_to_be_older() -> None:
    """The signer is not said to be revoked: the authority is."""
    for revoked_at in (BEFORE, AFTER):
        found = _judge(CLAIMED, PKI.crl(), _list(PKI.root, [(PKI.ca, revoked_at)]))
        assert (found.indication, found.sub_indication) == ("INDETERMINATE", "REVOKED_CA_NO_POE")
        assert "nơi cấp" in found.explanation
    assert _judge(STAMPED, PKI.crl(), _list(PKI.root, [(PKI.ca, AFTER)])).indication == "TOTAL_PASSED"


@pytest.mark.parametrize("policy", [DEFAULT, OFFLINE], ids=["default", "offline"])
def test_a_list_past_its_day_still_accuses(policy: Policy) -> None:
    """What was revoked stays revoked, though the list is stale; what was not may be since."""
    signed = sign_pdf(make_pdf(), FIRM, at=NOW - 20 * DAY)
    stale = {"at": NOW - 15 * DAY}
    assert _judge(signed, PKI.crl([(FIRM, NOW - 16 * DAY)], **stale), ROOT_LIST, policy=policy).revocation == "revoked"
    assert _judge(signed, PKI.crl(**stale), ROOT_LIST, policy=policy).revocation == "unknown"


def test_a_list_younger_than_the_end_of_a_certificate_says_nothing_of_it() -> None:
    """Expired certificates leave the lists; those from before, and those that keep them, still tell."""
    late = _judge(OLD_STAMPED, PKI.crl(), ROOT_LIST)
    assert (late.revocation, late.sub_indication) == ("unknown", "TRY_LATER")
    assert "hết hạn" in late.explanation
    assert _judge(OLD_STAMPED, ROOT_LIST, ocsps=[PKI.ocsp(OLD)]).revocation == "unknown"
    assert _judge(OLD_STAMPED, _list(PKI.ca, keeps_expired=True), ROOT_LIST).revocation == "good"
    assert _judge(OLD_STAMPED, PKI.crl(at=NOW - 150 * DAY), ROOT_LIST).revocation == "good"
    assert _judge(OLD_STAMPED, PKI.crl([(OLD, NOW - 250 * DAY)]), ROOT_LIST).revocation == "revoked"


@pytest.mark.parametrize(
    ("reason", "revoked_at", "status"),
    [(COMPROMISE, AFTER, "untrusted"), (None, AFTER, "untrusted"), (REPLACED, AFTER, "valid"),
     (REPLACED, BEFORE, "untrusted")],
)  # fmt: skip
def test_a_timestamping_authority_whose_key_is_out_proves_nothing(
    reason: x509.ReasonFlags | None, revoked_at: datetime, status: str
) -> None:
    """Whoever has its key writes any time into a token; one taken out of service in good order did not lose it."""
    found = _judge(STAMPED, PKI.crl(), _list(PKI.root, [(PKI.tsa, revoked_at)], reason=reason))
    assert found.timestamp is not None
    assert found.timestamp.status == status


def test_a_time_still_to_come_proves_nothing() -> None:
    """Neither claimed nor stamped; the certificate is judged as of now."""
    later = NOW + 100 * DAY
    young = PKI.issue("Chưa đến ngày", not_before=NOW + 50 * DAY)
    stamped = sign_pdf(make_pdf(), young, at=later, timestamper=PKI.timestamper(later))
    for data in (sign_pdf(make_pdf(), young, at=later), stamped):
        found = _judge(data, policy=OFFLINE)
        assert (found.indication, found.validated_at) == ("INDETERMINATE", NOW)
    assert found.timestamp is not None
    assert found.timestamp.status == "untrusted"
